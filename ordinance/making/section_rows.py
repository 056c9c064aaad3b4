"""The rows of a section that is amended: what each says before and after, and the labels of those that are new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.model import Provision, Text
from ordinance.drafting.numbering import item_label
from ordinance.library.place_model import Numbering
from ordinance.making.present_section import PresentSection, Row

#: What stands for an item that is struck where others follow it, so that none of them gets another letter.
RESERVED: Final = "Reserved"
_END_MARK: Final = re.compile(r"[;,](?:\s*(?:and|or))?$")
_CORE: Final = re.compile(r"[A-Za-z]+|\d+")
_MOST: Final = 300
_JOINS: Final = re.compile(r"[;,]\s*(?P<word>and|or)$")


class Cell(Struct, frozen=True):
    """A row with its words before (None: it is new) and after (None: it is struck); `clause` is whose words are new in it."""

    label: str
    level: int
    before: str | None
    after: str | None
    clause: str = ""

    @property
    def changed(self) -> bool:
        """Whether the amendment changes it."""
        return self.before != self.after


def cells_of(section: PresentSection) -> tuple[Cell, ...]:
    """Return the rows of a section as they stand, with nothing changed."""
    return tuple(Cell(row.label, row.level, row.text, row.text) for row in section.rows)


def text_of(heading: str, cells: Sequence[Cell]) -> tuple[str, list[tuple[int, int, int]]]:
    """Return what a section will say as one text, and where the words of each cell that stays are: start, end, its place."""
    parts, spans, at = [f"SECTION 1. {heading}."], [], len(heading) + 12
    for place, cell in enumerate(cells):
        if cell.after is None:
            continue
        lead = f"\n\n{cell.label} " if cell.label else "\n\n"
        parts += [lead, cell.after]
        spans.append((at + len(lead), at + len(lead) + len(cell.after), place))
        at += len(lead) + len(cell.after)
    return "".join(parts) + "\n", spans


def scheme_of(section: PresentSection) -> Numbering:
    """Return the numbering of a section whose items have the labels that stand in it, else the code's."""
    scheme = section.cited.scheme
    levels = list(scheme.levels)
    for level in range(1, 1 + max((row.level for row in section.rows), default=0)):
        first = next((row.label for row in section.rows if row.level == level and row.label), "")
        if pattern := _pattern(first):
            levels[level - 1 : level] = [pattern]
    return replace(scheme, levels=tuple(levels))


def _pattern(label: str) -> str:
    """Return the pattern that a first label is made by: "B." and "A." by "A."."""
    core = _CORE.search(label)
    if not core:
        return ""
    word = core.group()
    kind = "1" if word.isdigit() else word if word in ("i", "I") else "a" if word.islower() else "A"
    return f"{label[: core.start()]}{kind}{label[core.end() :]}"


def struck(cells: tuple[Cell, ...], places: set[int]) -> tuple[Cell, ...]:
    """Return cells of which some are struck, each with all that hangs on it."""
    gone: set[int] = set()
    for place in sorted(places):
        gone.add(place)
        gone.update(below(cells, place))
    return tuple(replace(cell, after=None) if place in gone else cell for place, cell in enumerate(cells))


def below(cells: Sequence[Cell], place: int) -> Iterator[int]:
    """Yield the places of what hangs on an item or on a sentence that ends in a colon."""
    top = cells[place]
    leads = (top.before or top.after or "").endswith((":", "—"))
    for index in range(place + 1, len(cells)):
        cell = cells[index]
        deeper = cell.level > top.level or (cell.level == top.level and not cell.label and bool(top.label))
        if not deeper or (not top.label and not leads):
            return
        yield index


def settled(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells whose lists read on after something was struck.

    A struck item before others is reserved, so that their labels stay; where the last ones are struck, the list ends before
    them with its mark and its "; or". A sentence whose items are all struck goes with them.
    """
    done = list(cells)
    for level in sorted({cell.level for cell in cells if cell.label}, reverse=True):
        lists: dict[int | None, list[int]] = {}
        for place, cell in enumerate(cells):
            if cell.label and cell.level == level:
                lists.setdefault(_parent(cells, place), []).append(place)
        for parent, places in lists.items():
            if any(done[place].after is None for place in places):
                _mend(done, parent, places)
    return tuple(done)


def _mend(done: list[Cell], parent: int | None, places: list[int]) -> None:
    """Mend one list of items in place."""
    alive = [place for place in places if done[place].after is not None]
    lead = None if parent is None else done[parent]
    if not alive:
        if parent is not None and lead is not None and lead.after and lead.after.endswith(":") and not lead.clause:
            done[parent] = replace(lead, after=None)
        return
    for place in places:
        if done[place].after is None and place < alive[-1] and done[place].before is not None:
            mark = _END_MARK.search(done[place].before or "")
            done[place] = replace(done[place], after=RESERVED + (mark.group() if mark else "."))
    if alive[-1] == places[-1]:
        return
    last = done[alive[-1]]
    found = _JOINS.search(last.after or "") or next(filter(None, (_JOINS.search(done[one].before or "") for one in places)), None)
    if (last.after or "").endswith((";", ",")) or _JOINS.search(last.after or ""):
        done[alive[-1]] = replace(last, after=_JOINS.sub("", last.after or "").rstrip(";,") + ".")
    if found and len(alive) > 1:
        before = done[alive[-2]]
        if before.after and before.after.endswith(";"):
            done[alive[-2]] = replace(before, after=f"{before.after} {found['word']}")


def left_hanging(cells: Sequence[Cell]) -> list[tuple[str, str]]:
    """Return references to items that were struck, in words that stay: the words, and the label of the item."""
    found = []
    for cell in cells:
        gone = cell.after is None or (cell.after != cell.before and cell.after.startswith(RESERVED))
        if cell.before is None or not gone or not cell.label:
            continue
        core = cell.label.strip("()[].")
        pattern = rf"\b(?:sub)?(?:section|division|paragraph|item|clause)s?\s(?:[\w.]*\.)?[(\[]?{re.escape(core)}[)\].,;\s]"
        for other in cells:
            if other.after and not other.clause and (match := re.search(pattern, other.after)):
                found.append((match.group().strip(" .,;"), cell.label))
    return found


def _parent(cells: Sequence[Cell], place: int) -> int | None:
    level = cells[place].level
    return next((index for index in range(place - 1, -1, -1) if cells[index].level < level and cells[index].label), None)


def inserted(
    cells: tuple[Cell, ...], rows: Sequence[Row], scheme: Numbering, clause: str, free: frozenset[int] = frozenset()
) -> tuple[Cell, ...]:
    """Return cells with new words: in the place of one of the struck items that are free, else as the next item of the section.

    `rows` are a paragraph of level 1 first, then what hangs on it; their labels are made here.
    """
    items = [place for place, cell in enumerate(cells) if cell.level == 1 and cell.label]
    own = next((place for place in items if place in free and cells[place].after is None), None)
    if own is not None:
        first = replace(cells[own], after=rows[0].text, clause=clause)
        rest = tuple(_labelled(rows[1:], scheme, clause))
        hangs = list(below(cells, own))
        end = hangs[-1] + 1 if hangs else own + 1
        return (*cells[:own], first, *cells[own + 1 : end], *rest, *cells[end:])
    if not items:
        # A section without items gets none: the new words are paragraphs at its end.
        flat = [replace(row, level=row.level - 1) for row in rows]
        return (*cells, *_labelled(flat, scheme, clause))
    last = items[-1]
    hangs = list(below(cells, last))
    end = hangs[-1] + 1 if hangs else last + 1
    head = Cell(following(cells[last].label, scheme, 1), 1, None, rows[0].text, clause)
    return (*cells[:end], head, *_labelled(rows[1:], scheme, clause), *cells[end:])


def _labelled(rows: Sequence[Row], scheme: Numbering, clause: str) -> Iterator[Cell]:
    counts: dict[int, int] = {}
    for row in rows:
        label = ""
        if row.label:
            counts = {level: count for level, count in counts.items() if level <= row.level}
            label = item_label(scheme, row.level, counts.get(row.level, 0))
            counts[row.level] = counts.get(row.level, 0) + 1
        yield Cell(label, row.level, None, row.text, clause)


def following(label: str, scheme: Numbering, level: int) -> str:
    """Return the label after one of a level."""
    plain_label = re.sub(r"-\d(?=\W*$)", "", label)
    for position in range(_MOST):
        if item_label(scheme, level, position) == plain_label:
            return item_label(scheme, level, position + 1)
    return item_label(scheme, level, 0)


def provisions_of(rows: Sequence[Row], anchor: str) -> tuple[Provision, ...]:
    """Return rows as provisions with the labels that they have, items under what they hang on."""
    made, _ = _tree(list(enumerate(rows)), 0, anchor)
    return made


def _tree(rows: list[tuple[int, Row]], level: int, anchor: str) -> tuple[tuple[Provision, ...], int]:
    """Return the provisions that begin with the first row and stand deeper than `level`'s parent, and how many rows they take."""
    made: list[Provision] = []
    at = 0
    while at < len(rows) and (rows[at][1].level >= level):
        number, row = rows[at]
        children: tuple[Provision, ...] = ()
        taken = 0
        if at + 1 < len(rows) and rows[at + 1][1].level > row.level:
            children, taken = _tree(rows[at + 1 :], row.level + 1, anchor)
        elif row.label and at + 1 < len(rows) and rows[at + 1][1].level == row.level and not rows[at + 1][1].label:
            under = []
            while at + 1 + taken < len(rows) and rows[at + 1 + taken][1].level == row.level and not rows[at + 1 + taken][1].label:
                under.append(rows[at + 1 + taken])
                taken += 1
            children = tuple(_provision(index, one, anchor, ()) for index, one in under)
        made.append(_provision(number, row, anchor, children))
        at += 1 + taken
    return tuple(made), at


def _provision(number: int, row: Row, anchor: str, children: tuple[Provision, ...]) -> Provision:
    return Provision(
        "item" if row.label else "paragraph", (Text(row.text),), row.level, row.label, f"{anchor}.{number}", children
    )
