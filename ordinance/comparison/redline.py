"""Two documents in, what has changed out: blocks are aligned first, then the words of those that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from ordinance.comparison.alignment import Pair, Scale, Unit, aligned, units
from ordinance.comparison.guesses import like
from ordinance.comparison.model import (
    BlockChange,
    Change,
    ParagraphChange,
    Pieces,
    Redline,
    Side,
    SignatureChange,
    TableChange,
    Tally,
)
from ordinance.comparison.moves import Move, moves
from ordinance.comparison.tables import compared_signatures, compared_tables, whole_signatures, whole_table
from ordinance.comparison.words import LONGEST, Content, compared, difference, shown, whole, words_of
from ordinance.document.model import Block, Chart, Document, Paragraph, SignatureBlock, Table, chart_table

#: Two paragraphs are the halves of a third where together they are so like it, and so much more than one alone.
_HALVES: Final = 0.75
_BETTER: Final = 0.1


def compare(old: Document, new: Document, sure: Side | None = None) -> Redline:
    """Return what leads from one document to the other.

    Where only one side is `sure` of its styles and faces (the other was read from a file that has none), what
    belongs together has those of that side. Comments are left out.
    """
    return _Comparison(_bare(old), _bare(new), sure).redline()


def _bare(document: Document) -> Document:
    """Return a document without comments, and with tables for charts."""
    return replace(document, comments=(), blocks=tuple(map(_bare_block, document.blocks)))


def _bare_block(block: Block) -> Block:
    if isinstance(block, Chart):
        return chart_table(block)
    if not isinstance(block, Paragraph):
        return block
    return replace(block, comments=()) if block.comments else block


def tally(redline: Redline) -> Tally:
    """Count what has changed."""
    found = Counter[str]()
    moved = 0
    words: Counter[Change] = Counter()
    for block in redline.blocks:
        for change, pieces in _parts(block):
            inner = Counter[Change]()
            for piece in pieces:
                inner[piece.change] += len(words_of(shown(piece.inline)))
            words.update(inner)
            some = any(piece.change or piece.was is not None for piece in pieces)
            found[change or ("changed" if some else "")] += 1
        if isinstance(block, ParagraphChange):
            moved = max(moved, block.move)
    return Tally(found["changed"], found["inserted"], found["deleted"], moved, words["inserted"], words["deleted"])


def _parts(block: BlockChange) -> Iterator[tuple[Change, Pieces]]:
    match block:
        case ParagraphChange():
            yield block.mark, block.pieces
        case TableChange():
            yield from ((row.change, tuple(piece for cell in row.cells for piece in cell)) for row in block.rows)
        case SignatureChange():
            yield from ((line.change, (*line.label, *line.office)) for line in block.lines)


class _Comparison:
    def __init__(self, old: Document, new: Document, sure: Side | None) -> None:
        self.sure = sure
        self.units = (units(old.blocks), units(new.blocks))
        self.scale = Scale(*self.units)
        self.stayed = aligned(*self.units, self.scale)
        self.moves = moves(*self.units, self.stayed, self.scale)
        self.old, self.new = self._alike(old, new)

    def redline(self) -> Redline:
        return Redline(self.old, self.new, tuple(self._blocks()))

    def _alike(self, old: Document, new: Document) -> tuple[Document, Document]:
        """Return the documents, what belongs together in the style, and if it counts alike in the list, of the sure side."""
        if self.sure is None:
            return old, new
        pairs = [*self.stayed, *(pair for move in self.moves for pair in move.pairs)]
        if self.sure == "old":
            return old, like(new, old, {pair.new: pair.old for pair in pairs})
        return like(old, new, {pair.old: pair.new for pair in pairs}), new

    # --- blocks in reading order ---

    def _blocks(self) -> Iterator[BlockChange]:
        before = after = 0
        for olds, news in self._groups():
            yield from self._left(range(before, olds[0]), range(after, news[0]))
            yield from self._together(olds, news)
            before, after = olds[-1] + 1, news[-1] + 1
        yield from self._left(range(before, len(self.old.blocks)), range(after, len(self.new.blocks)))

    def _groups(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the old and new places that belong together: one of each, or one of one side and its parts of the other."""
        busy = ({pair.old for pair in self.stayed}, {pair.new for pair in self.stayed})
        for move in self.moves:
            busy[0].update(range(move.old[0], move.old[1] + 1))
            busy[1].update(range(move.new[0], move.new[1] + 1))
        for pair in self.stayed:
            old, new = self.units[0], self.units[1]
            olds, news = [pair.old], [pair.new]
            long = max(len(old[pair.old].text), len(new[pair.new].text)) > LONGEST
            if old[pair.old].kind == "paragraph" and old[pair.old].text != new[pair.new].text and not long:
                news = self._parts_of(old[pair.old], new, pair.new, busy[1])
                if len(news) == 1:
                    olds = self._parts_of(new[pair.new], old, pair.old, busy[0])
            busy[0].update(olds)
            busy[1].update(news)
            yield olds, news

    def _parts_of(self, one: Unit, side: Sequence[Unit], place: int, busy: set[int]) -> list[int]:
        """Return the places on a side that `one` was split into, or joined from: `place` and its free neighbours."""
        places, words = [place], side[place].words
        likeness = self.scale.likeness(one.words, words)
        grown = True
        while grown:
            grown = False
            for next_one in (places[-1] + 1, places[0] - 1):
                if not 0 <= next_one < len(side) or next_one in busy or side[next_one].kind != "paragraph":
                    continue
                more = words + side[next_one].words
                better = self.scale.likeness(one.words, more)
                if better >= likeness + _BETTER:
                    places, words, likeness, grown = sorted([*places, next_one]), more, better, True
        return places if likeness >= _HALVES else [place]

    def _together(self, olds: list[int], news: list[int]) -> Iterator[BlockChange]:
        one, two = self.old.blocks[olds[0]], self.new.blocks[news[0]]
        places = (olds[0], news[0])
        if isinstance(one, Table) and isinstance(two, Table):
            yield from compared_tables(places, one, two, self.scale, self.sure)
        elif isinstance(one, SignatureBlock) and isinstance(two, SignatureBlock):
            yield compared_signatures(places, one, two, self.scale, self.sure)
        elif len(olds) == len(news) == 1:
            yield ParagraphChange(*places, difference(_content(one), _content(two), self.sure))
        else:
            yield from self._divided(olds, news)

    def _divided(self, olds: list[int], news: list[int]) -> Iterator[ParagraphChange]:
        """Yield the lines of a paragraph that was split, or of several that were joined."""
        split = len(news) > len(olds)
        before = [_content(self.old.blocks[place]) for place in olds]
        after = [_content(self.new.blocks[place]) for place in news]
        lines = compared(before, after, self.sure)
        for index, pieces in enumerate(lines):
            old, new = (olds[0], news[index]) if split else (olds[index], news[0])
            mark: Change = "" if index == len(lines) - 1 else "inserted" if split else "deleted"
            yield ParagraphChange(old, new, pieces, mark, "" if index == 0 else "old" if split else "new")

    # --- blocks that stand on one side only ---

    def _left(self, olds: range, news: range) -> Iterator[BlockChange]:
        """Yield what is left over between two groups: what is gone from here before what is new here."""
        for place in olds:
            yield self._alone(place, "old")
        for place in news:
            yield self._alone(place, "new")

    def _alone(self, place: int, side: Side) -> BlockChange:
        """Return a block of one side as gone from there, or as new there."""
        gone = side == "old"
        old, new = (place, None) if gone else (None, place)
        block = (self.old if gone else self.new).blocks[place]
        change: Change = "deleted" if gone else "inserted"
        if isinstance(block, Table):
            return whole_table(old, new, block, change)
        if isinstance(block, SignatureBlock):
            return whole_signatures(old, new, block, change)
        content = _content(block)  # charts have become tables before
        number, moved = self._move(place, side)
        if moved:
            change = "moved-from" if gone else "moved-to"
        return ParagraphChange(old, new, whole(content, change), change, move=number)

    def _move(self, place: int, side: Side) -> tuple[int, bool]:
        """Return the number of the move that a block belongs to, or 0, and whether it came through it unchanged.

        What changed on the way is deleted and inserted as a whole: a paragraph that goes must go in one piece, or
        LibreOffice gives its style to the next one.
        """
        for number, move in enumerate(self.moves, 1):
            first, last = move.old if side == "old" else move.new
            if first <= place <= last:
                return number, any(place == (pair.old if side == "old" else pair.new) for pair in self._unchanged(move))
        return 0, False

    def _unchanged(self, move: Move) -> Iterator[Pair]:
        return (pair for pair in move.pairs if self.units[0][pair.old].text == self.units[1][pair.new].text)


def _content(block: object) -> Content:
    assert isinstance(block, Paragraph)
    return block.content
