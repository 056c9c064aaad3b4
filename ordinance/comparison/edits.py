"""What came back: the changes that others made in a draft of ours, each with its authors and their comments, numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.authors import Deletions, Who, block_authors, hunk_authors, together
from ordinance.comparison.model import BlockChange, ParagraphChange, Pieces, Redline, SignatureChange, TableChange
from ordinance.comparison.words import shown
from ordinance.document.model import Block, Document, Paragraph, plain_text
from ordinance.document.reading import Reading, Remark, Trace

Kind = Literal["changed", "added", "struck", "moved", "split", "joined", "level", "outside", "comment"]
_CHANGED: Final = ("inserted", "deleted", "moved-from", "moved-to")


#: Paragraphs of a section, which may be set in or out.
_LEVELS: Final = ("section-text", "subsection", "flush")


class Hunk(Struct, frozen=True):
    """A stretch of changed words of a paragraph, by the places of its pieces; `start` and `end` count letters of the new text."""

    pieces: tuple[int, ...]
    start: int
    end: int
    before: str
    after: str


class Edit(Struct, frozen=True):
    """One change, as it is listed and accepted. `where` is the section in words, `at` the item of the draft that it is in.

    `authors` are those of tracked changes; what was changed without tracking is not `tracked`. `cannot` says why it cannot
    become local wording. `changes` are the places of the redline's blocks that it belongs to, `hunks` which words of them.
    """

    number: int
    kind: Kind
    where: str
    at: str
    authors: tuple[str, ...]
    tracked: bool
    before: str
    after: str
    remarks: tuple[Remark, ...] = ()
    cannot: str = ""
    changes: tuple[int, ...] = ()
    hunks: tuple[int, ...] = ()


class Came(Struct, frozen=True):
    """A draft and what came back of it: the redline from one to the other, and the edits that it is made of."""

    reading: Reading
    redline: Redline
    edits: tuple[Edit, ...]


def hunks_of(pieces: Pieces) -> list[Hunk]:
    """Return the stretches of changed words of a paragraph."""
    found: list[Hunk] = []
    run: list[int] = []
    at = start = 0
    for index, piece in enumerate((*pieces, None)):
        changed = piece is not None and piece.change in _CHANGED
        if changed:
            start = at if not run else start
            run.append(index)
        elif run:
            words = {change: "".join(shown(pieces[n].inline) for n in run if pieces[n].change in change) for change in _SIDES}
            found.append(Hunk(tuple(run), start, at, *words.values()))
            run = []
        if piece is not None and piece.change not in ("deleted", "moved-from"):
            at += len(shown(piece.inline))
    return found


_SIDES: Final = (("deleted", "moved-from"), ("inserted", "moved-to"))


def came_back(reading: Reading, redline: Redline, place_of: Callable[[int], str]) -> Came:
    """Return the edits of what came back. `place_of` names the item that a block of the draft prints, or "" for what is none."""
    return Came(reading, redline, tuple(_Lister(reading, redline, place_of).edits()))


class _Lister:
    """Walks the redline once, and names each change."""

    def __init__(self, reading: Reading, redline: Redline, place_of: Callable[[int], str]) -> None:
        self.redline, self.place_of = redline, place_of
        self.traces: dict[int, Trace] = {one.block: one for one in reading.traces}
        self.deletions = Deletions(reading.traces)
        self.own = reading.own
        self.blocks = reading.document.blocks
        self.wheres = wheres_of(redline.old)
        self.told: set[int] = set()
        self.made: list[Edit] = []
        self.where, self.at = "", ""

    def edits(self) -> list[Edit]:
        changes = self.redline.blocks
        moves = _moves(changes)
        index = 0
        while index < len(changes):
            change = changes[index]
            self._here(change)
            group = _group(changes, index, self._newcomers(index), self._goes_with(index))
            if isinstance(change, ParagraphChange):
                if change.move:
                    if change.move in moves:
                        self._moved(moves.pop(change.move))
                    group = [index]
                elif len(group) > 1 and changes[group[1]].continues:  # type: ignore[union-attr]
                    self._divided(group)
                elif change.new is None:
                    self._struck(group)
                elif change.old is None:
                    self._added(group)
                else:
                    self._changed(index, change)
            else:
                self._other(index, change)
            index += len(group)
        self._comments()
        return [replace(one, number=number) for number, one in enumerate(self.made, 1)]

    # --- the kinds ---

    def _changed(self, index: int, change: ParagraphChange) -> None:
        """List the changed words of a paragraph, those of each author as one."""
        assert change.new is not None
        assert change.old is not None
        trace = self.traces.get(change.new, Trace(change.new))
        by_author: dict[Who, list[int]] = defaultdict(list)
        hunks = hunks_of(change.pieces)
        for number, hunk in enumerate(hunks):
            by_author[hunk_authors(trace, hunk.start, hunk.end, hunk.before, hunk.after)].append(number)
        left = list(trace.remarks)
        for who, numbers in by_author.items():
            own = [hunks[number] for number in numbers]
            remarks = tuple(one for one in trace.remarks if any(_meets(one, hunk) for hunk in own))
            if len(by_author) == 1:
                remarks = trace.remarks
            left = [one for one in left if one not in remarks]
            self._add("changed", who, [one.before for one in own], [one.after for one in own], remarks, (index,), tuple(numbers))
        if hunks:
            self.told.add(change.new)
            for remark in left:  # on words of the paragraph that nobody changed
                self._add("comment", Who((remark.author,), True), [], [], (remark,), ())
        old, new = self.redline.old.blocks[change.old], self.blocks[change.new]
        leveled = _style(old).startswith(_LEVELS) and _style(new).startswith(_LEVELS) and bool(self.at)
        if self.own and leveled and isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.style != new.style:
            said = [plain_text(old.content)[:60]], [f"as {new.style}"]
            self._add("level", block_authors(trace), *said, (), (index,))

    def _struck(self, group: Sequence[int]) -> None:
        olds = [change.old for change in self._paragraphs(group) if change.old is not None]
        texts = [_text(self.redline.old.blocks[old]) for old in olds]
        who = together(self.deletions.of(text) for text in texts)
        self._add("struck", who, texts, [], (), tuple(group))

    def _added(self, group: Sequence[int]) -> None:
        news = [change.new for change in self._paragraphs(group) if change.new is not None]
        traces = [self.traces.get(new, Trace(new)) for new in news]
        remarks = tuple(remark for trace in traces for remark in trace.remarks)
        self.told.update(news)
        texts = [_text(self.blocks[new]) for new in news]
        self._add("added", together(map(block_authors, traces)), [], texts, remarks, tuple(group))

    def _moved(self, group: Sequence[int]) -> None:
        changes = list(self._paragraphs(group))
        olds = [_text(self.redline.old.blocks[one.old]) for one in changes if one.old is not None and one.new is None]
        news = [one.new for one in changes if one.new is not None]
        traces = [self.traces.get(new, Trace(new)) for new in news]
        remarks = tuple(remark for trace in traces for remark in trace.remarks)
        self.told.update(news)
        who = together(map(block_authors, traces))
        self._add("moved", who, olds, [_text(self.blocks[new]) for new in news], remarks, tuple(group))

    def _divided(self, group: Sequence[int]) -> None:
        changes = list(self._paragraphs(group))
        news = list(dict.fromkeys(one.new for one in changes if one.new is not None))
        olds = list(dict.fromkeys(one.old for one in changes if one.old is not None))
        traces = [self.traces.get(new, Trace(new)) for new in news]
        self.told.update(news)
        remarks = tuple(remark for trace in traces for remark in trace.remarks)
        said = [_text(self.redline.old.blocks[old]) for old in olds], [_text(self.blocks[new]) for new in news]
        who = together(map(block_authors, traces))
        self._add("split" if len(news) > len(olds) else "joined", who, *said, remarks, tuple(group))

    def _other(self, index: int, change: TableChange | SignatureChange) -> None:
        cells: list[Pieces] = []
        if isinstance(change, TableChange):
            cells = [cell for row in change.rows for cell in row.cells]
        else:
            cells = [part for line in change.lines for part in (line.label, line.office)]
        hunks = [hunk for cell in cells for hunk in hunks_of(cell)]
        trace = self.traces.get(-1 if change.new is None else change.new, Trace(-1))
        if hunks or trace.remarks:
            said = [one.before for one in hunks], [one.after for one in hunks]
            self._add("outside" if hunks else "comment", block_authors(trace), *said, trace.remarks, (index,))
            self.told.add(trace.block)

    def _comments(self) -> None:
        """List the comments on what nobody changed."""
        where = {change.new: change.old for change in self.redline.blocks if change.new is not None and change.old is not None}
        for block, trace in self.traces.items():
            if trace.remarks and block not in self.told:
                old = where.get(block)
                self.where, self.at = (self.wheres[old], self.place_of(old)) if old is not None else ("", "")
                for remark in trace.remarks:
                    self._add("comment", Who((remark.author,), True), [], [], (remark,), ())

    # --- help ---

    def _add(
        self,
        kind: Kind,
        who: Who,
        before: Sequence[str],
        after: Sequence[str],
        remarks: tuple[Remark, ...],
        changes: tuple[int, ...],
        hunks: tuple[int, ...] = (),
    ) -> None:
        cannot = "" if self.at or kind == "comment" else "is no part of the law's text; write it in the place's file"
        was, now = (" … ".join(part for part in side if part.strip()) for side in (before, after))
        self.made.append(Edit(0, kind, self.where, self.at, who.authors, who.tracked, was, now, remarks, cannot, changes, hunks))

    def _here(self, change: BlockChange) -> None:
        """Remember where the walk is: what is new stands with the last old block before it."""
        if change.old is not None:
            self.where, self.at = self.wheres[change.old], self.place_of(change.old)

    def _paragraphs(self, group: Sequence[int]) -> Iterator[ParagraphChange]:
        for index in group:
            change = self.redline.blocks[index]
            assert isinstance(change, ParagraphChange)
            yield change

    def _newcomers(self, index: int) -> Callable[[int], bool]:
        """Return what tells whether a block that is new belongs to the same addition as the one at `index`."""
        change = self.redline.blocks[index]
        if not isinstance(change, ParagraphChange) or change.new is None or change.old is not None:
            return lambda other: False
        first = self.blocks[change.new]
        authors = block_authors(self.traces.get(change.new, Trace(change.new)))
        section = _style(first).startswith("heading")

        def with_it(other: int) -> bool:
            block = self.blocks[other]
            if _style(block).startswith("heading"):
                return False
            return section or block_authors(self.traces.get(other, Trace(other))) == authors or depth(block) > depth(first)

        return with_it

    def _goes_with(self, index: int) -> Callable[[int], bool]:
        """Return what tells whether a block that is gone belongs to the one at `index`: to its heading, or to its item."""
        change = self.redline.blocks[index]
        if not isinstance(change, ParagraphChange) or change.old is None or change.new is not None:
            return lambda other: False
        first = self.redline.old.blocks[change.old]
        section = _style(first).startswith("heading")

        def with_it(other: int) -> bool:
            block = self.redline.old.blocks[other]
            heading = _style(block).startswith("heading")
            return not heading and (
                self.wheres[other] == self.wheres[change.old or 0] if section else depth(block) > depth(first)
            )

        return with_it


def wheres_of(document: Document) -> list[str]:
    """Return for each block the section that it stands in, in words."""
    found, here, spoken = [], "", 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.style.startswith("heading"):
                label = block.number.label if block.number else ""
                here = f"{label} {plain_text(block.content)}".strip()
            elif block.style == "recital" and block.id:  # a section that is spoken
                spoken += 1
                here = f"Paragraph {spoken}"
            elif block.style in _HEADS:
                here = _HEADS[block.style]
        found.append(here)
    return found


_HEADS: Final = {
    "title": "Title",
    "notice": "Notice",
    "number": "Head",
    "caption": "Long title",
    "recital": "Reasons",
    "enacting-clause": "Enacting words",
    "adoption": "Adoption",
}


def depth(block: Block) -> int:
    """Return how deep a paragraph stands in its section: 1 for what stands directly in it."""
    style = _style(block)
    if style.startswith("subsection"):
        return int(style[-1])
    return int(style[-1]) + 1 if style.startswith("flush") else 1


def _style(block: Block) -> str:
    return block.style if isinstance(block, Paragraph) else ""


def _text(block: Block) -> str:
    return plain_text(block.content) if isinstance(block, Paragraph) else ""


def _meets(remark: Remark, hunk: Hunk) -> bool:
    return remark.start <= hunk.end and hunk.start <= remark.end


def _moves(changes: Sequence[BlockChange]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for index, change in enumerate(changes):
        if isinstance(change, ParagraphChange) and change.move:
            found[change.move].append(index)
    return dict(found)


def _group(
    changes: Sequence[BlockChange], index: int, comes_with: Callable[[int], bool], goes_with: Callable[[int], bool]
) -> list[int]:
    """Return the places of the changes that are one edit with that at `index`: lines of a split or a join, what came or went."""
    first = changes[index]
    group = [index]
    for place in range(index + 1, len(changes)):
        change = changes[place]
        if not isinstance(first, ParagraphChange) or not isinstance(change, ParagraphChange) or change.move or first.move:
            break
        came = first.old is None and change.old is None and change.new is not None and comes_with(change.new)
        went = first.new is None and change.new is None and change.old is not None and goes_with(change.old)
        if not (change.continues or came or went):
            break
        group.append(place)
    return group
