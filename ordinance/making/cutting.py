"""An exception cut out of the sentence that it stands in, with as few words as will do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: What joins two alternatives of an exception.
_OR: Final = re.compile(r",?\s+or\s+")
#: The words that connect an exception to its sentence.
_BEFORE: Final = re.compile(r"[\s,;—–]*$")


def with_fewer(words: str, start: int, end: int) -> Iterator[str]:
    """Yield words with one alternative less in an exception: "unless a judge signed it((, or the person was convicted))"."""
    joins = list(_OR.finditer(words, start, end))
    stops = [start, *(one.start() for one in joins), before_marks(words, start, end)]
    for number in range(len(joins), 0, -1):
        yield words[: stops[number]] + words[stops[number + 1] :]


def cut_out(words: str, start: int, end: int) -> str:
    """Return words without an exception, and a sentence that begins with one without it and with a capital."""
    head = words[:start]
    if head.strip() and not head.rstrip().endswith((".", ";", ":")):
        return f"{_BEFORE.sub('', head)}{words[before_marks(words, start, end) :]}"
    rest = words[end:].lstrip(" ,")
    return f"{head}{rest[:1].upper()}{rest[1:]}".strip()


def before_marks(words: str, start: int, end: int) -> int:
    """Return where a stretch ends without the marks behind it, which belong to its sentence."""
    while end > start and words[end - 1] in " .;,":
        end -= 1
    return end
