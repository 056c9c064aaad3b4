"""A redline as a document for every format: what goes and what comes marked in the text, with who did it and what they said."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ordinance.comparison.model import BlockChange, ParagraphChange, Pieces, Redline, TableChange
from ordinance.document.model import Block, Document, Inline, Paragraph, Run, plain_text

#: How the changes of a redline are marked where a document marks amendments.
_MARKS = {"inserted": "added", "moved-to": "added", "deleted": "deleted", "moved-from": "deleted"}


def redline_page(redline: Redline, title: str) -> Document:
    """Return the whole text with its changes in it; a paragraph that changed has its authors behind it, comments under it."""
    said = {one.id: one for one in redline.comments}
    blocks: list[Block] = [Paragraph("notice", (Run(line),)) for line in redline.head]
    for change in redline.blocks:
        block = _block(redline, change)
        if block is None:
            continue
        blocks.append(block)
        comments = [said[id] for id in change.comments] if isinstance(change, ParagraphChange) else []
        for one in comments:
            lead = Run(f"{one.author}: ", "strong")
            blocks += [replace(body, style="commentary", content=(lead, *body.content)) for body in one.body]
    schemes = {one.id: one for side in (redline.old, redline.new) for one in side.schemes}
    return Document(title, tuple(blocks), schemes=tuple(schemes.values()))


def _block(redline: Redline, change: BlockChange) -> Block | None:
    old = None if change.old is None else redline.old.blocks[change.old]
    new = None if change.new is None else redline.new.blocks[change.new]
    block = new if new is not None else old
    if not isinstance(change, ParagraphChange) or not isinstance(block, Paragraph):
        return _table(change) if isinstance(change, TableChange) else block
    content = (*_content(change.pieces), *_authors(change))
    return replace(block, content=content, comments=(), id="")


def _content(pieces: Pieces) -> Iterator[Inline]:
    for piece in pieces:
        mark = _MARKS.get(piece.change)
        yield replace(piece.inline, change=mark) if mark else piece.inline


def _authors(change: ParagraphChange) -> Iterator[Inline]:
    names = list(dict.fromkeys(piece.author for piece in change.pieces if piece.change and piece.author))
    if names:
        yield Run(f" [{'; '.join(names)}]", "emphasis")


def _table(change: TableChange) -> Paragraph:
    """Return a table as one paragraph of its cells, which is enough to see what changed in it."""
    cells = [plain_text(tuple(_content(cell))) for row in change.rows for cell in row.cells]
    return Paragraph("body", (Run(" | ".join(cell for cell in cells if cell.strip())),))
