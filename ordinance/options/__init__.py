"""Choices side by side: the variants of a clause, many clauses at once, two drafts, and who has adopted what."""
