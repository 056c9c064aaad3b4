"""Paragraphs of a document as the Markdown of local wording: the words come back letter for letter when it is drafted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from ordinance.comparison.edits import depth
from ordinance.document.model import Blank, Inline, Link, Paragraph, Reference, Run

#: What a reference is written as, or nothing where its words are no more than words.
Linked = Callable[[Reference], str]

_MARKS: Final = re.compile(r"([\\`*_\[\]{}])")
_START: Final = re.compile(r"(\d+)\.(?=\s|$)|([#>+-])")
_SPACE: Final = re.compile(r"\s+")
#: Before a link or a blank it would make an image of it.
_IMAGE: Final = re.compile(r"!(?=\[)")
_INDENT: Final = 3


def line_text(content: Sequence[Inline], linked: Linked) -> str:
    """Return the words of one paragraph."""
    text = _IMAGE.sub(r"\\!", _SPACE.sub(" ", "".join(_inline(part, linked) for part in content)).strip())
    return (
        _START.sub(lambda found: f"{found[1]}\\." if found[1] else f"\\{found[2]}", text, count=1) if _START.match(text) else text
    )


def block_text(paragraphs: Sequence[Paragraph], linked: Linked, names: Sequence[str] = ()) -> str:
    """Return paragraphs as one text, its lists as deep as theirs; the first of them stands at the edge. Those that have `names`
    keep them, so that references go on leading to them."""
    if not paragraphs:
        return ""
    lines = []
    open_items: list[int] = []  # how deep the items stand that the next paragraph may be in
    for place, one in enumerate(paragraphs):
        level = depth(one)
        while open_items and open_items[-1] >= level:
            open_items.pop()
        item = one.style.startswith("subsection")
        edge = " " * _INDENT * len(open_items)
        name = names[place] if place < len(names) else ""
        named = f"\n{edge}{' ' * _INDENT if item else ''}{{: #{name} }}" if name else ""
        lines.append(edge + ("1. " if item else "") + line_text(one.content, linked) + named)
        open_items += [level] if item else []
    return "\n\n".join(lines)


def _inline(part: Inline, linked: Linked) -> str:
    match part:
        case Reference():
            return linked(part) or _escaped(part.text)
        case Blank(prompt=prompt):
            return f"[{_escaped(prompt)}](blank:)"
        case Link(text=text, address=address):
            return f"[{_escaped(text)}]({address})" if address.startswith("https://") else _escaped(text)
        case Run(text=text, emphasis="emphasis" | "strong" as face) if text.strip():
            sign = "*" if face == "emphasis" else "**"
            start, end = len(text) - len(text.lstrip()), len(text.rstrip())
            return f"{text[:start]}{sign}{_escaped(text[start:end])}{sign}{text[end:]}"
    return _escaped(part.text)


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)
