"""Three texts: what was sent, what they made of it, and what the library says today; both sides' changes in one redline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.model import BlockChange, Change, ParagraphChange, Piece, Pieces, Redline, TableChange
from ordinance.comparison.words import shown
from ordinance.document.model import Block, Document, Inline, Paragraph, Run


class Side(Struct):
    """One redline by the places of the base: what became of each block, and what is new behind it (-1: before the first)."""

    redline: Redline
    of: dict[int, BlockChange]
    new: dict[int, list[ParagraphChange]]


class ThreeWays(Struct, frozen=True):
    """The redline of both sides' changes, and the words of the paragraphs that both have changed."""

    redline: Redline
    overlaps: tuple[str, ...]


def three_ways(theirs: Redline, ours: Redline) -> ThreeWays:
    """Return one redline from two that lead from the same text, each with its authors. Where both change the same words, those of
    the first stand before those of the second; a move is shown as what goes and what comes."""
    return _Merger(_side(theirs), _side(ours)).merged()


class _Merger:
    def __init__(self, one: Side, two: Side) -> None:
        self.one, self.two = one, two
        self.base = one.redline.old
        self.blocks: list[BlockChange] = []
        self.new: list[Block] = []
        self.overlaps: list[str] = []

    def merged(self) -> ThreeWays:
        self._fresh(-1)
        for place in range(len(self.base.blocks)):
            self._block(place)
            self._fresh(place)
        schemes = {one.id: one for side in (self.two, self.one) for one in side.redline.new.schemes}
        new = replace(self.two.redline.new, blocks=tuple(self.new), schemes=tuple(schemes.values()))
        redline = Redline(self.base, new, tuple(self.blocks), self.one.redline.comments)
        return ThreeWays(redline, tuple(self.overlaps))

    def _fresh(self, place: int) -> None:
        """Take what is new behind a block: theirs, then ours, once where both say the same."""
        seen = set()
        for side in (self.one, self.two):
            for change in side.new.get(place, ()):
                words = _words(change.pieces)
                if words not in seen and change.new is not None:
                    seen.add(words)
                    self._put(replace(change, old=None), side.redline.new.blocks[change.new])

    def _block(self, place: int) -> None:
        one, two = self.one.of.get(place), self.two.of.get(place)
        block = self.base.blocks[place]
        if not isinstance(one, ParagraphChange) or not isinstance(two, ParagraphChange) or not isinstance(block, Paragraph):
            side, change = (self.one, one) if one is not None and _is_changed(one) else (self.two, two)
            if change is not None:
                self._put(change, None if change.new is None else side.redline.new.blocks[change.new])
            return
        if not _is_changed(two) or (one.new is None and two.new is None):
            self._put(one, None if one.new is None else self.one.redline.new.blocks[one.new])
        elif not _is_changed(one):
            self._put(replace(two, comments=one.comments), None if two.new is None else self.two.redline.new.blocks[two.new])
        else:
            self.overlaps.append(_words(tuple(Piece(part) for part in block.content))[:60])
            self._both(block, one, two)

    def _both(self, block: Paragraph, one: ParagraphChange, two: ParagraphChange) -> None:
        """Put a paragraph that both have changed; where one takes it away, the words of the other stand behind it."""
        if one.new is not None and two.new is not None:
            pieces = tuple(woven(block.content, one.pieces, two.pieces))
            self._put(replace(one, pieces=pieces), self.one.redline.new.blocks[one.new])
            return
        gone, kept, side = (one, two, self.two) if one.new is None else (two, one, self.one)
        self._put(replace(gone, comments=one.comments), None)
        assert kept.new is not None
        author = next((piece.author for piece in kept.pieces if piece.author), "")
        new = side.redline.new.blocks[kept.new]
        assert isinstance(new, Paragraph)
        pieces = tuple(Piece(part, "inserted", author=author) for part in new.content)
        self._put(ParagraphChange(None, 0, pieces, "inserted", author=author), new)

    def _put(self, change: BlockChange, new: Block | None) -> None:
        if new is None:
            self.blocks.append(change)
            return
        self.new.append(new)
        self.blocks.append(replace(change, new=len(self.new) - 1))


def woven(content: Sequence[Inline], one: Pieces, two: Pieces) -> Iterator[Piece]:
    """Yield a paragraph with the changes of two sides, cut where either changes something."""
    sides = (_cuts(one), _cuts(two))
    at = 0
    for part in content:
        text = shown(part)
        ends = {at, at + len(text)}
        if isinstance(part, Run):
            ends |= {
                cut
                for gone, come in sides
                for cut in (*come, *(edge for span in gone for edge in span[:2]))
                if at < cut < at + len(text)
            }
        edges = sorted(ends)
        for start, end in pairwise(edges):
            yield from _inserted(sides, start)
            by = next((span[2] for gone, _ in sides for span in gone if span[0] <= start and end <= span[1]), None)
            inline = replace(part, text=text[start - at : end - at]) if isinstance(part, Run) else part
            yield Piece(inline, "" if by is None else "deleted", author=by or "")
        at += len(text)
    yield from _inserted(sides, at)


_Cuts = tuple[list[tuple[int, int, str]], dict[int, list[Piece]]]


def _cuts(pieces: Pieces) -> _Cuts:
    """Return what a side deletes of the base's letters, and by whom, and what it puts where."""
    gone: list[tuple[int, int, str]] = []
    come: dict[int, list[Piece]] = defaultdict(list)
    at = 0
    for piece in pieces:
        if piece.change in ("inserted", "moved-to"):
            come[at].append(piece)
            continue
        size = len(shown(piece.inline))
        if piece.change in ("deleted", "moved-from"):
            gone.append((at, at + size, piece.author))
        at += size
    return gone, come


def _inserted(sides: tuple[_Cuts, _Cuts], at: int) -> Iterator[Piece]:
    """Yield what comes at a place, once; what both put there is the first's."""
    said = set()
    for _, come in sides:
        pieces = come.pop(at, [])
        words = _words(tuple(pieces))
        if pieces and words not in said:
            said.add(words)
            yield from pieces


def _side(redline: Redline) -> Side:
    side = Side(redline, {}, defaultdict(list))
    last = -1
    for block in redline.blocks:
        if isinstance(block, ParagraphChange):
            for change in _settled(redline, block):
                if change.old is None:
                    side.new[last].append(change)
                else:
                    last = change.old
                    side.of.setdefault(change.old, change)
        elif block.old is not None:
            last = block.old
            side.of[block.old] = block
    return side


def _settled(redline: Redline, change: ParagraphChange) -> Iterator[ParagraphChange]:
    """Yield a change without moves, splits and joins: as a paragraph that goes, and one that comes."""
    plain: dict[Change, Change] = {"moved-from": "deleted", "moved-to": "inserted"}
    if change.move:
        pieces = tuple(replace(piece, change=plain.get(piece.change, piece.change)) for piece in change.pieces)
        yield replace(change, pieces=pieces, mark=plain.get(change.mark, change.mark), move=0)
        return
    divided = change.continues or (change.mark and change.old is not None and change.new is not None)
    if not divided:
        yield change
        return
    author = next((piece.author for piece in change.pieces if piece.author), "")
    if change.old is not None and change.continues != "old":
        yield ParagraphChange(change.old, None, _all(redline.old, change.old, "deleted", author), "deleted", author=author)
    if change.new is not None and change.continues != "new":
        yield ParagraphChange(None, change.new, _all(redline.new, change.new, "inserted", author), "inserted", author=author)


def _all(document: Document, place: int, change: Change, author: str) -> Pieces:
    block = document.blocks[place]
    return tuple(Piece(part, change, author=author) for part in block.content) if isinstance(block, Paragraph) else ()


def _is_changed(change: BlockChange) -> bool:
    if isinstance(change, ParagraphChange):
        return bool(change.mark) or any(piece.change or piece.was is not None for piece in change.pieces)
    parts = (
        [row.cells for row in change.rows]
        if isinstance(change, TableChange)
        else [(one.label, one.office) for one in change.lines]
    )
    lines = change.rows if isinstance(change, TableChange) else change.lines
    return (
        bool(change.change) or any(one.change for one in lines) or any(p.change for part in parts for cell in part for p in cell)
    )


def _words(pieces: Pieces) -> str:
    return " ".join("".join(shown(piece.inline) for piece in pieces).split())
