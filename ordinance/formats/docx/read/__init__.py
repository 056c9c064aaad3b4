"""Word files read into the document model."""
