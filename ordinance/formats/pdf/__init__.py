"""PDF: set with typst, and read as text."""
