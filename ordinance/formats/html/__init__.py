"""Web pages: ours written, others' read."""
