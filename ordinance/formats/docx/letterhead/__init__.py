"""A clerk's own Word file as the look of a draft: `read_letterhead(name, data, look)`. See docs/word.md."""

from ordinance.formats.docx.letterhead.opening import LARGEST, UnusableLetterhead
from ordinance.formats.docx.letterhead.reading import Letterhead, read_letterhead

__all__ = ["LARGEST", "Letterhead", "UnusableLetterhead", "read_letterhead"]
