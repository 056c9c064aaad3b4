"""Slides as PowerPoint files (extra `media`)."""
