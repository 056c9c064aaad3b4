"""Formats: one room each, that reads what others made and writes what we make."""
