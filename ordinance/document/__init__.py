"""The document model: paragraphs, tables, notes, charts and cards, which every page is built of and every format writes."""
