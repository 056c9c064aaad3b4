"""A redline with the names of those who made the changes, and with what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ordinance.comparison.authors import Deletions, Who, block_authors, hunk_authors
from ordinance.comparison.edits import hunks_of
from ordinance.comparison.model import BlockChange, ParagraphChange, Pieces, Redline
from ordinance.comparison.words import shown
from ordinance.document.model import Comment, Paragraph, Run
from ordinance.document.reading import Reading, Remark, Trace


def credited(redline: Redline, reading: Reading) -> Redline:
    """Return a redline to what a file says, in which each tracked change has its author, and the comments of the file stand."""
    if not reading.traces:
        return redline
    traces = {one.block: one for one in reading.traces}
    deletions = Deletions(reading.traces)
    comments: list[Comment] = []
    blocks: list[BlockChange] = []
    for block in redline.blocks:
        if not isinstance(block, ParagraphChange):
            blocks.append(block)
            continue
        trace = traces.get(block.new, Trace(-1)) if block.new is not None and not block.continues else Trace(-1)
        named = _named(block, trace, deletions)
        said = list(_comments(trace.remarks, len(comments) + 1))
        comments += said
        blocks.append(replace(named, comments=tuple(one.id for one in said)) if said else named)
    return replace(redline, blocks=tuple(blocks), comments=tuple(comments))


def by_one(redline: Redline, author: str) -> Redline:
    """Return a redline all of whose changes are one author's."""
    return replace(redline, blocks=tuple(_of(block, author) for block in redline.blocks))


def _of(block: BlockChange, author: str) -> BlockChange:
    if not isinstance(block, ParagraphChange):
        return block
    pieces = tuple(replace(piece, author=author) if piece.change else piece for piece in block.pieces)
    return replace(block, pieces=pieces, author=author if block.mark else "")


def _named(block: ParagraphChange, trace: Trace, deletions: Deletions) -> ParagraphChange:
    if block.new is None:
        name = _name(deletions.of("".join(shown(piece.inline) for piece in block.pieces)))
        return _whole(block, name)
    if block.old is None:
        return _whole(block, _name(block_authors(trace)))
    names: dict[int, str] = {}
    for hunk in hunks_of(block.pieces):
        name = _name(hunk_authors(trace, hunk.start, hunk.end, hunk.before, hunk.after))
        names.update((piece, name) for piece in hunk.pieces)
    return replace(block, pieces=_with_names(block.pieces, names))


def _with_names(pieces: Pieces, names: dict[int, str]) -> Pieces:
    return tuple(replace(piece, author=names.get(index, "")) for index, piece in enumerate(pieces))


def _whole(block: ParagraphChange, name: str) -> ParagraphChange:
    return replace(block, pieces=_with_names(block.pieces, dict.fromkeys(range(len(block.pieces)), name)), author=name)


def _name(who: Who) -> str:
    return " and ".join(who.authors)


def _comments(remarks: Sequence[Remark], first: int) -> Iterator[Comment]:
    for id, remark in enumerate(remarks, first):
        to = f"Answers {remark.answers}. " if remark.answers else ""
        on = f"On {'struck words ' if remark.struck else ''}“{remark.words}”: " if remark.words else ""
        yield Comment(id, "remark", "", (Paragraph("commentary", (Run(f"{to}{on}{remark.text}"),)),), remark.author)
