"""Which lines of a sheet stay on the page of what follows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Block, Checklist, Fields, Paragraph, plain_text

#: A line of fewer letters before a list names it.
_NAMES: Final = 70


def kept_together(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks with each short line that names what follows (a list, boxes, lines to write on) kept with it."""
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        named = isinstance(block, Paragraph) and block.style == "body" and len(plain_text(block.content)) < _NAMES
        listed = isinstance(after, Checklist | Fields) or (isinstance(after, Paragraph) and after.style == "body-list")
        yield replace(block, keep_with_next=True) if named and listed else block
