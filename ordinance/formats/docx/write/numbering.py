"""Native numbering: Word counts by itself, and prints exactly the labels that the document already has.

The plan walks the document as Word does, with one counter for each level of a list, and compares what Word would
print with the label. Where they agree, the paragraph counts on. Where they differ, it starts a list of its own at
the right number; and where no list can say the label (a wedged-in "§ 215-35A", a step of five), the label stands as
text. So a label is never wrong, and as much as can be counted is counted. See docs/word.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, groupby

from msgspec import Struct

from ordinance.document.lists import ItemList, is_item, item_lists
from ordinance.document.model import Block, Document, NumberLevel, NumberScheme, Paragraph, Style
from ordinance.formats.docx.write.levels import Level, level_styles, native_levels
from ordinance.formats.docx.write.styles import LINKED_STYLES

#: The list of bullets. styles.xml refers to it by this number, so it is always there.
BULLETS = 1


class Place(Struct, frozen=True):
    """Where a paragraph stands in Word's lists: the number of the list, and the level in it."""

    list: int
    level: int


class Restart(Struct, frozen=True):
    """A list of a scheme that starts one level at a number of its own."""

    list: int
    scheme: int
    level: int
    start: int


class Numbering(Struct, frozen=True):
    """The plan. `places` has one entry for each block: None where Word does not number it.

    `links` ties a paragraph style to a list, so that a heading that staff insert is numbered too.
    """

    places: tuple[Place | None, ...]
    restarts: tuple[Restart, ...]
    links: dict[Style, Place]


class Counted:
    """The lists of items that count 1., 2., 3., each with a number of its own, which the text is given as it is written.

    They stand anywhere, in the text and in boxes. `first` is the first number that no other list has, and `schemes` how many
    schemes the document has besides.
    """

    def __init__(self, first: int, schemes: int) -> None:
        self._first, self._schemes = first, schemes
        self.restarts: list[Restart] = []
        self.schemes: list[NumberScheme] = []

    def places(self, blocks: Sequence[Block]) -> list[Place | None]:
        """Return the place of each of the blocks that stand together: None for what is no counted item."""
        if not any(type(block) is Paragraph and block.label for block in blocks):
            return [None] * len(blocks)
        places: list[Place | None] = []
        for items, run in groupby(blocks, is_item):
            if not items:
                places += [None for _ in run]
                continue
            for one in item_lists([block for block in run if is_item(block)]):
                counts = one.kind == "number" and one.items[0].number is None
                places += [self._list(one) if counts else None] * len(one.items)
        return places

    def _list(self, one: ItemList) -> Place:
        style = one.items[0].style
        scheme = next((n for n, known in enumerate(self.schemes) if known.heading_style == style), None)
        if scheme is None:
            scheme = len(self.schemes)
            self.schemes.append(NumberScheme(f"counted {style}", style, (NumberLevel("{n}."),)))
        restart = Restart(self._first + len(self.restarts), self._schemes + scheme, 0, one.start)
        self.restarts.append(restart)
        return Place(restart.list, 0)


def counted_beside(document: Document, numbering: Numbering) -> Counted:
    """Return the counted items of a document, under numbers that its other lists do not have."""
    return Counted(BULLETS + 1 + len(document.schemes) + len(numbering.restarts), len(document.schemes))


def plan(document: Document, typed: frozenset[int] = frozenset()) -> Numbering:
    """Return the places of all numbered paragraphs of the document's blocks. Labels of `typed` blocks stand as text."""
    walks = {scheme.id: _Walk(index, scheme) for index, scheme in enumerate(document.schemes)}
    lists = count(BULLETS + 1 + len(walks))
    restarts: list[Restart] = []
    places: list[Place | None] = []
    for index, block in enumerate(document.blocks):
        number = block.number if type(block) is Paragraph and index not in typed else None
        walk = walks.get(number.scheme) if number else None
        place = None
        if number is not None and walk is not None:
            place = walk.step(number.level, number.label)
            if place is None and (start := walk.counter(number.level, number.label)) is not None:
                restart = Restart(next(lists), walk.index, number.level, start)
                restarts.append(restart)
                place = walk.arrive(Place(restart.list, restart.level), start)
        places.append(place)
    return Numbering(tuple(places), tuple(restarts), _links(tuple(walks.values())))


class _Walk:
    """Word's counters for one scheme, moved paragraph by paragraph.

    Word has one counter a level for all lists of a scheme; LibreOffice looks at the list too. Both print the same as
    long as a run of items, and all that stands under it, is in one list: so an item goes into the list of the item
    before it on its level, and the first of a run into that of the item it stands under. And LibreOffice counts an
    item that is not there: what stands under a missing item, and what later comes in its place, starts a new list.
    """

    def __init__(self, index: int, scheme: NumberScheme) -> None:
        self.index, self.scheme = index, scheme
        self.base = BULLETS + 1 + index
        self._levels = native_levels(scheme)
        self.used = [0] * len(self._levels)
        self._counters: list[int | None] = [None] * len(self._levels)
        self._lists = [self.base] * len(self._levels)
        self._missing: set[int] = set()

    def step(self, level: int, label: str) -> Place | None:
        """Count on and return the place, if that prints `label`."""
        native = self._native(level)
        if native is None or level in self._missing:
            return None
        counter, number = self._counters[level], self._lists[level]
        if counter is None:
            counter = native.start
            if level > 1 and self._counters[level - 1] is None:
                return None
            number = self._lists[level - 1] if level > 0 and self._counters[level - 1] is not None else self.base
        else:
            counter += 1
        return self.arrive(Place(number, level), counter) if native.label(counter) == label else None

    def counter(self, level: int, label: str) -> int | None:
        """Return the counter that prints `label`, if Word can count to it."""
        native = self._native(level)
        return native.counter(label) if native else None

    def arrive(self, place: Place, counter: int) -> Place:
        self._counters[place.level], self._lists[place.level] = counter, place.list
        self._missing = {level for level in range(place.level) if self._counters[level] is None}
        for deeper in range(place.level + 1, len(self._counters)):
            self._counters[deeper] = None
        self.used[place.level] += 1
        return place

    def _native(self, level: int) -> Level | None:
        return self._levels[level] if level < len(self._levels) else None


def _links(walks: tuple[_Walk, ...]) -> dict[Style, Place]:
    """Tie each style to the scheme that uses it most: Word lets a style count in one list only."""
    links: dict[Style, Place] = {}
    for walk in sorted(walks, key=lambda walk: -sum(walk.used)):
        for level, style in enumerate(level_styles(walk.scheme)):
            if walk.used[level] and style in LINKED_STYLES:
                links.setdefault(style, Place(walk.base, level))
    return links
