"""A draft with some of the edits that came back in it: its lines, each with the block of the draft that it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.edits import Came, Edit, hunks_of
from ordinance.comparison.model import ParagraphChange, Piece, Pieces
from ordinance.document.model import Block, Inline, Paragraph, Reference, Run, plain_text
from ordinance.errors import BadChoice


class Line(Struct, frozen=True):
    """A block of the text as it shall be: the place of the draft's block that it was, and the edits that are in it."""

    old: int | None
    block: Block
    edits: tuple[int, ...] = ()


class Target(Struct, frozen=True):
    """A text as it shall be, and for each block of the draft that is gone from it the edits that took it away."""

    lines: tuple[Line, ...]
    gone: Mapping[int, tuple[int, ...]]


def target_of(came: Came, accepted: Collection[int]) -> Target:
    """Return the draft with the accepted edits (by number) in it."""
    return _Builder(came, frozenset(accepted)).target()


def merged(targets: Sequence[Target], edits: Sequence[Edit]) -> Target:
    """Return one text from those of several files. Raises `BadChoice` where two files change the same paragraph."""
    first, *others = targets
    for other in others:
        first = _both(first, other, {one.number: one for one in edits})
    return first


def _both(one: Target, other: Target, edits: Mapping[int, Edit]) -> Target:
    changed = {line.old: line for line in other.lines if line.old is not None and line.edits}
    new: dict[int | None, list[Line]] = defaultdict(list)
    last: int | None = None
    for line in other.lines:
        if line.old is None:
            new[last].append(line)
        last = line.old if line.old is not None else last
    lines: list[Line] = list(new.get(None, ()))
    for line in one.lines:
        mine = changed.get(line.old) if line.old is not None else None
        taken = (*(mine.edits if mine else ()), *(other.gone.get(line.old, ()) if line.old is not None else ()))
        if taken and line.edits:
            raise _overlap(edits[line.edits[0]], edits[taken[0]])
        if line.old is None or line.old not in other.gone:
            lines.append(mine or line)
        lines += new.get(line.old, ()) if line.old is not None else ()
    for old, numbers in one.gone.items():
        if old in changed:
            raise _overlap(edits[numbers[0]], edits[changed[old].edits[0]])
        lines += new.get(old, ())
    return Target(tuple(lines), {**other.gone, **one.gone})


def _overlap(one: Edit, other: Edit) -> BadChoice:
    return BadChoice(f"changes {one.number} and {other.number} overlap in {one.where}; accept one of the two")


class _Builder:
    def __init__(self, came: Came, accepted: frozenset[int]) -> None:
        self.came, self.accepted = came, accepted
        self.edits: dict[int, list[Edit]] = defaultdict(list)
        for edit in came.edits:
            for change in edit.changes:
                self.edits[change].append(edit)
        self.homes = _homes(came)
        self.moved = _moved(came)
        self.gone: dict[int, tuple[int, ...]] = {}

    def target(self) -> Target:
        return Target(tuple(self._lines()), self.gone)

    def _lines(self) -> Iterator[Line]:
        olds: set[int] = set()
        for index, change in enumerate(self.came.redline.blocks):
            edits = self.edits.get(index, [])
            taken = tuple(one.number for one in edits if one.number in self.accepted and not one.cannot)
            if not isinstance(change, ParagraphChange):
                if change.old is not None:
                    yield Line(change.old, self._old(change.old))
            elif any(one.kind in ("split", "joined") for one in edits):
                yield from self._divided(index, change, taken, olds)
            elif change.new is None:
                assert change.old is not None
                if taken:
                    self.gone[change.old] = taken
                else:
                    yield Line(change.old, self._old(change.old))
            elif change.old is None:
                if taken and change.new in self.moved:
                    yield Line(self.moved[change.new], self._old(self.moved[change.new]), taken)
                elif taken:
                    yield Line(None, self._new(change.new), taken)
            else:
                yield self._changed(change, edits, taken)

    def _changed(self, change: ParagraphChange, edits: list[Edit], taken: tuple[int, ...]) -> Line:
        assert change.old is not None
        assert change.new is not None
        block = self._old(change.old)
        if not taken or not isinstance(block, Paragraph):
            return Line(change.old, block)
        chosen = {hunk for one in edits if one.number in taken for hunk in one.hunks}
        if any(one.kind == "level" and one.number in taken for one in edits):
            new = self.came.reading.document.blocks[change.new]
            assert isinstance(new, Paragraph)
            block = replace(block, style=new.style, number=new.number)
        return Line(change.old, replace(block, content=self._content(change.pieces, chosen)), taken)

    def _content(self, pieces: Pieces, chosen: Collection[int]) -> tuple[Inline, ...]:
        """Return the words of a paragraph with some of its hunks as they came back, and the others as they were."""
        hunk_of = {piece: number for number, hunk in enumerate(hunks_of(pieces)) for piece in hunk.pieces}
        content = []
        for index, piece in enumerate(pieces):
            if index not in hunk_of or (piece.change in ("inserted", "moved-to")) == (hunk_of[index] in chosen):
                content.append(self._inline(piece))
        return tuple(_merged(content))

    def _inline(self, piece: Piece) -> Inline:
        if piece.change in ("inserted", "moved-to"):
            return self._referring(piece.inline)
        return piece.inline

    def _divided(self, index: int, change: ParagraphChange, taken: tuple[int, ...], olds: set[int]) -> Iterator[Line]:
        """Yield the lines of a split or a join: as they came back, or as they were, each once."""
        if not taken:
            if change.old is not None and change.old not in olds:
                olds.add(change.old)
                yield Line(change.old, self._old(change.old))
            return
        assert change.old is not None
        assert change.new is not None
        if change.continues == "new":
            self.gone[change.old] = taken
            return
        block = self._new(change.new)
        if change.continues != "old":
            old = self._old(change.old)
            if isinstance(block, Paragraph) and isinstance(old, Paragraph):
                block = replace(block, style=old.style, number=old.number)
            yield Line(change.old, block, taken)
        else:
            yield Line(None, block, taken)

    def _old(self, place: int) -> Block:
        return self.came.redline.old.blocks[place]

    def _new(self, place: int) -> Block:
        """Return a block as it came back, with its references leading to the paragraphs of the draft."""
        block = self.came.reading.document.blocks[place]
        if not isinstance(block, Paragraph):
            return block
        return replace(block, id="", content=tuple(map(self._referring, block.content)))

    def _referring(self, inline: Inline) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        home = self.homes.get(inline.target, "")
        return replace(inline, target=home) if home else Run(inline.text)


def _moved(came: Came) -> dict[int, int]:
    """Return for each block that moved unchanged which block of the draft it is."""
    gone: dict[tuple[int, str], list[int]] = defaultdict(list)
    changes = [one for one in came.redline.blocks if isinstance(one, ParagraphChange) and one.move]
    for one in changes:
        if one.old is not None:
            gone[one.move, _words(came.redline.old.blocks[one.old])].append(one.old)
    found = {}
    for one in changes:
        left = gone.get((one.move, _words(came.reading.document.blocks[one.new])), []) if one.new is not None else []
        if left and one.new is not None:
            found[one.new] = left.pop(0)
    return found


def _words(block: Block) -> str:
    return plain_text(block.content) if isinstance(block, Paragraph) else ""


def _homes(came: Came) -> dict[str, str]:
    """Return the draft's names of the paragraphs that the bookmarks of the file lead to."""
    found = {}
    for change in came.redline.blocks:
        if isinstance(change, ParagraphChange) and change.old is not None and change.new is not None:
            old, new = came.redline.old.blocks[change.old], came.reading.document.blocks[change.new]
            if isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.id and new.id:
                found[new.id] = old.id
    return found


def _merged(content: list[Inline]) -> Iterator[Inline]:
    """Yield words in one piece where they have the same face."""
    held: Run | None = None
    for part in content:
        if isinstance(part, Run) and held is not None and (part.emphasis, part.change) == (held.emphasis, held.change):
            held = replace(held, text=held.text + part.text)
            continue
        if held is not None:
            yield held
        held = part if isinstance(part, Run) else None
        if held is None:
            yield part
    if held is not None:
        yield held
