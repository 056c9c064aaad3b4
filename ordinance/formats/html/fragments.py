"""A document as pieces of a page that has a head of its own: each section with its anchor, headings some levels down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from ordinance.document.model import Block, Comment, Document, Paragraph, Reference, SignatureBlock, Table, plain_text
from ordinance.formats.html.write import body_of
from ordinance.library.characters import printable

_STARTS: Final = frozenset({"heading-1", "heading-2"})
_HEADING: Final = re.compile(r"(</?h)([1-4])(?=[ >])")
#: The anchor of what stands before the first section.
HEAD: Final = "head"


class Fragment(Struct, frozen=True):
    """One section: its anchor, its label and heading, its HTML (in which every word is escaped), and its bare words.

    `words` leave labels and references out: a section that is only renumbered keeps them.
    """

    anchor: str
    label: str
    heading: str
    html: str
    words: str


def fragments(document: Document, look: Path, *, down: int = 1) -> list[Fragment]:
    """Return a document's sections. `look` is the folder of drawings, `down` by how many levels headings sink."""
    comments = {comment.id: comment for comment in document.comments}
    made = []
    for anchor, blocks in _split(document):
        html, words = _written(blocks, look, down, comments) if comments else _remembered(blocks, look, down)
        made.append(Fragment(anchor, *_named(blocks[0]), html, words))
    return made


@lru_cache(2048)
def _remembered(blocks: tuple[Block, ...], look: Path, down: int) -> tuple[str, str]:
    """Return the HTML and the words of a section, which stays as it is through most changes of others."""
    return _written(blocks, look, down, {})


def _written(blocks: tuple[Block, ...], look: Path, down: int, comments: dict[int, Comment]) -> tuple[str, str]:
    html = printable("\n".join(body_of(blocks, comments, look)))
    lower = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + down}", html)
    return lower, "\n".join(_words(block) for block in blocks)


def _split(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield anchor and blocks of each stretch that begins with a heading; anchors stay apart."""
    anchor, run = HEAD, list[Block]()
    seen: dict[str, int] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style in _STARTS:
            if run:
                yield _apart(anchor, seen), tuple(run)
            anchor, run = block.id or "part", []
        run.append(block)
    if run:
        yield _apart(anchor, seen), tuple(run)


def _named(block: Block) -> tuple[str, str]:
    """Return the label and the words of a heading; nothing of any other block."""
    if not isinstance(block, Paragraph) or block.style not in _STARTS:
        return "", ""
    return (block.number.label if block.number else ""), plain_text(block.content)


def _words(block: Block) -> str:
    """Return the words of a block that do not hang on how sections are numbered."""
    match block:
        case Paragraph():
            return plain_text(tuple(part for part in block.content if not isinstance(part, Reference)))
        case SignatureBlock():
            return "\n".join(line.label + plain_text(line.office) for line in block.lines)
        case Table():
            return "\n".join(plain_text(cell) for row in block.rows for cell in row)
    return ""


def _apart(anchor: str, seen: dict[str, int]) -> str:
    seen[anchor] = seen.get(anchor, 0) + 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
