"""Word: files opened with care, drafts that come back, letterheads, and the writer."""
