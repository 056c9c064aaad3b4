"""Markdown: drafts written and read back."""
