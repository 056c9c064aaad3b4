"""Pages: a builder for each kind of document, the instrument, its notes, the memo, comparisons, registers, handouts."""
