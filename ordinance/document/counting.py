"""How many words a reader of a document meets: a page that must be short is measured by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ordinance.document.model import (
    Block,
    Chart,
    Checklist,
    Document,
    Fields,
    Inline,
    SignatureBlock,
    Table,
    chart_table,
    inner_blocks,
    plain_text,
)


def words_in(document: Document) -> int:
    """Return the words of a document: of its blocks, tables with their captions and heads, header and footer once."""
    return sum(len(words.split()) for words in (*texts_of(document.blocks), document.header, document.footer))


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each stretch of words in blocks: a paragraph with its label, a cell, a caption. Comments are none of them."""
    for block in blocks:
        match block:
            case Table():
                yield block.caption
                yield from (plain_text(cell) for row in (block.header, *block.rows) for cell in row)
            case Chart():
                yield from texts_of((chart_table(block),))
            case SignatureBlock():
                yield from (f"{line.label} {plain_text(line.office)}" for line in block.lines)
            case Fields():
                yield from (plain_text(field.label) for field in block.fields)
            case Checklist():
                yield from map(plain_text, block.items)
            case _:
                content: tuple[Inline, ...] = getattr(block, "content", ())
                label = getattr(block, "label", "")
                yield f"{label} {plain_text(content)}" if label else plain_text(content)
                yield from texts_of(inner_blocks(block))
