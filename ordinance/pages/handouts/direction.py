"""What runs from left to right in a text from right to left. The groups of a telephone number would change places, and a wrong
number is dialled; the stop and the quotation marks of an English sentence would stand at its wrong end."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    CardSheet,
    Checklist,
    Columns,
    Document,
    Fields,
    Inline,
    Panel,
    Paragraph,
    Run,
    Table,
)
from ordinance.library.characters import runs_right_to_left

#: Left-to-right mark: what follows it reads as in a text of that direction.
_MARK: Final = "\u200e"
_NUMBER: Final = re.compile(r"\d[\d(). -]*[-. ][\d(). -]*\d")

Content = tuple[Inline, ...]


def with_numbers_whole(document: Document) -> Document:
    """Return a document whose numbers of several groups keep their order, where its language runs from right to left."""
    if not runs_right_to_left(document.language):
        return document
    return replace(document, blocks=tuple(map(_block, document.blocks)), footer=_whole(document.footer))


def _block(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, content=_content(block.content))
        case Table():
            header = tuple(map(_content, block.header))
            return replace(block, header=header, rows=tuple(tuple(map(_content, row)) for row in block.rows))
        case Fields():
            return replace(block, fields=tuple(replace(one, label=_content(one.label)) for one in block.fields))
        case Checklist():
            return replace(block, items=tuple(map(_content, block.items)))
        case Panel():
            return replace(block, blocks=tuple(map(_block, block.blocks)))
        case Columns():
            return replace(block, columns=tuple(tuple(map(_block, column)) for column in block.columns))
        case CardSheet():
            return replace(block, sides=tuple(replace(one, blocks=tuple(map(_block, one.blocks))) for one in block.sides))
    return block


def _content(content: Content) -> Content:
    return tuple(_run(one) if isinstance(one, Run) else one for one in content)


def _run(one: Run) -> Run:
    """Return a run whose numbers are whole; of one in a language from left to right the marks at both ends hold its signs."""
    if one.language:
        return one if runs_right_to_left(one.language) else replace(one, text=f"{_MARK}{one.text}{_MARK}")
    return replace(one, text=_whole(one.text))


def _whole(words: str) -> str:
    return _NUMBER.sub(lambda found: f"{_MARK}{found[0]}{_MARK}", words)
