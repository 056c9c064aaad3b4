"""Where a passage stands, for people: section, page and line."""

from __future__ import annotations

from bisect import bisect_right

from ordinance.document.reading import SourceText
from ordinance.reviews.judging import trimmed
from ordinance.reviews.units import Source


class Places:
    """Names the places of one text."""

    def __init__(self, source: Source, read: SourceText) -> None:
        self._source, self._read = source, read
        self._lines = [index for index, one in enumerate(read.text) if one == "\n"]
        self._starts = [unit.start for unit in source.units]

    def __call__(self, offset: int) -> str:
        """Return the section, and the page or line, of a character of the text."""
        parts = [self._section(offset)]
        if self._read.pages:
            parts.append(f"page {bisect_right(self._read.pages, offset)}")
        elif self._read.kind in ("txt", "md"):
            parts.append(f"line {bisect_right(self._lines, offset - 1) + 1}")
        return ", ".join(part for part in parts if part)

    def _section(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return ""
        unit = self._source.units[index]
        if unit.label:
            return unit.label.rstrip(".:–— ")
        if unit.heading is None:
            return ""
        start, end = trimmed(self._source.text, unit.heading)
        words = " ".join(self._source.text[start:end].strip("#*_ ").split())
        return f"“{words[:60]}{'…' if len(words) > 60 else ''}”"
