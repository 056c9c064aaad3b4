"""The paragraphs of a text whose lines are all that is left: those that a margin broke are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: What stands under a heading in plain text, and the marks of one in what was a web page.
_RULE: Final = re.compile(r"\s+[=-]{3,}$")
_HASHES: Final = re.compile(r"^#+ ")
#: How a line begins that begins a paragraph: a reason, an item, a term.
_BEGINS: Final = re.compile(r"WHEREAS|RESOLVED|Be it |“|\(?(?:[A-Za-z]|\d{1,2}|[ivx]{1,4})[.)] ")
_ENDS: Final = (".", ":", ";", "; and", "; or", "”", "]")
#: A line ends its paragraph where the next word would have stood on it: where with that word it is shorter than this share of
#: the longest.
_FULL: Final = 0.94
#: By so many words the end or the beginning of a line is known again.
_WORDS: Final = 3


def paragraphs(text: str, name: str, labels: Sequence[tuple[str, str]], drafted: Sequence[str] = ()) -> list[str]:
    """Return the paragraphs of a text as Markdown. `labels` are those of its sections as they were drafted, with the mark of a
    heading of each: one with another number is told too. `drafted` are the paragraphs of the draft: where it has the words at
    the end of a line and at the beginning of the next together, so had the text."""
    text = text.replace("\u00a0", " ")
    shapes = [(_shape(label), mark) for label, mark in labels]
    if name.lower().endswith((".txt", ".text")):
        parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    else:
        parts = [" ".join(line.split()) for line in text.split("\n")]
    parts = [_RULE.sub("", _HASHES.sub("", part)) for part in parts if part]
    marked = [next((f"{mark} {part}" for shape, mark in shapes if shape.match(part)), part) for part in parts]
    return _joined(marked, drafted) if name.lower().endswith(".pdf") else marked


def _joined(lines: list[str], drafted: Sequence[str]) -> list[str]:
    """Return lines with those together that a margin had broken."""
    longest = max(map(len, lines), default=0)
    known = [" ".join(one.replace("\u00a0", " ").split()) for one in drafted]
    whole, found, last = "\n".join(known), list[str](), 0
    ends = {_last(one) for one in known}
    for line in lines:
        goes_on = found and not found[-1].startswith("#") and not line.startswith("#") and not _BEGINS.match(line)
        full = last + 1 + len(line.split(" ", 1)[0]) > _FULL * longest
        if found and f"{_last(found[-1])} {_first(line)}" in whole:
            found[-1] += f" {line}"
        elif found and _last(found[-1]) in ends and any(one.startswith(_first(line)) for one in known):
            found.append(line)
        elif goes_on and (full or not found[-1].endswith(_ENDS)):
            found[-1] += f" {line}"
        else:
            found.append(line)
        last = len(line)
    return found


def _last(line: str) -> str:
    """Return the words at the end of a line."""
    return " ".join(line.split()[-_WORDS:])


def _first(line: str) -> str:
    """Return the words at the beginning of a line."""
    return " ".join(line.split()[:_WORDS])


def _shape(label: str) -> re.Pattern[str]:
    """Return what tells a heading by its label, whatever its number: "§ 215-51. Purpose"."""
    shape = re.sub(r"\d+", r"\\d+", re.escape(label.rstrip(".").replace("\u00a0", " ")))
    return re.compile(rf"{shape}\.? \S.{{0,90}}$")
