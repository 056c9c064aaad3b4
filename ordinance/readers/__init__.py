"""Drafts that came back: files read into the document model, with care, for comparing them. Nothing in them is run."""
