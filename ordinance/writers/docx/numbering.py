"""Native numbering: Word counts by itself, and prints exactly the labels that the document already has.

The plan walks the document as Word does, with one counter for each level of a list, and compares what Word would
print with the label. Where they agree, the paragraph counts on. Where they differ, it starts a list of its own at
the right number; and where no list can say the label (a wedged-in "§ 215-35A", a step of five), the label stands as
text. So a label is never wrong, and as much as can be counted is counted. See docs/word.md.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from ordinance.documents.model import Document, NumberLevel, NumberScheme, Paragraph, Style

from .styles import LINKED_STYLES, STYLE_IDS
from .xml import NAMESPACES, NOTHING, Xml, element, join

#: The list of bullets. styles.xml refers to it by this number, so it is always there.
BULLETS = 1
NO_LIST = 0

#: Left, hanging, … indents of styles by their ids, in twentieths of a point.
Indents = dict[str, dict[str, int]]

_PLACEHOLDER = re.compile(r"\{([naAiI])\}")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SUBSECTIONS: tuple[Style, ...] = ("subsection-1", "subsection-2", "subsection-3", "subsection-4")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


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


class _Level(Struct, frozen=True):
    """A level as Word can say it: the text round the counter, its format, and the counter's first value."""

    before: str
    format: str
    after: str
    start: int

    def label(self, counter: int) -> str:
        return f"{self.before}{_numeral(self.format, counter)}{self.after}"

    def counter(self, label: str) -> int | None:
        """Return the counter that prints `label`, if there is one."""
        inner = label.removeprefix(self.before).removesuffix(self.after)
        guesses = (int(inner),) if inner.isdecimal() and inner.isascii() else range(1, 200)
        return next((guess for guess in guesses if self.label(guess) == label), None)


def plan(document: Document) -> Numbering:
    """Return the places of all numbered paragraphs of the document's blocks."""
    walks = {scheme.id: _Walk(index, scheme) for index, scheme in enumerate(document.schemes)}
    lists = iter(range(len(walks) + 2, 1_000_000))
    restarts: list[Restart] = []
    places: list[Place | None] = []
    for block in document.blocks:
        number = block.number if type(block) is Paragraph else None
        walk = walks.get(number.scheme) if number else None
        if number is None or walk is None:
            places.append(None)
            continue
        place = walk.step(number.instance, number.level, number.label)
        if place is None and (start := walk.restart(number.level, number.label)) is not None:
            restart = Restart(next(lists), walk.index, number.level, start)
            restarts.append(restart)
            place = walk.begin(number.instance, restart)
        places.append(place)
    return Numbering(tuple(places), tuple(restarts), _links(tuple(walks.values())))


class _Walk:
    """Word's counters for one scheme, moved paragraph by paragraph."""

    def __init__(self, index: int, scheme: NumberScheme) -> None:
        self.index, self.scheme = index, scheme
        self.base = BULLETS + 1 + index
        self.used = [0] * len(scheme.levels)
        self._levels = _levels(scheme)
        self._counters: list[int | None] = [None] * len(scheme.levels)
        self._instances: dict[int, Restart] = {}

    def step(self, instance: int, level: int, label: str) -> Place | None:
        """Count on and return the place, if that prints `label`."""
        native = self._levels[level] if level < len(self._levels) else None
        if native is None or self._leaps(level):
            return None
        own = self._instances.get(instance)
        if own is not None and level < own.level:
            own = None
        counter = self._counters[level]
        first = own.start if own is not None and level == own.level else native.start
        counter = first if counter is None else counter + 1
        if native.label(counter) != label:
            return None
        return self._arrive(Place(self.base if own is None else own.list, level), counter)

    def restart(self, level: int, label: str) -> int | None:
        """Return the counter at which a list of its own must start to print `label`."""
        native = self._levels[level] if level < len(self._levels) else None
        return native.counter(label) if native else None

    def begin(self, instance: int, restart: Restart) -> Place:
        self._instances[instance] = restart
        return self._arrive(Place(restart.list, restart.level), restart.start)

    def _leaps(self, level: int) -> bool:
        """Tell whether an item stands under no item of the level above: LibreOffice would count the missing one."""
        return level > 1 and self._counters[level] is None and self._counters[level - 1] is None

    def _arrive(self, place: Place, counter: int) -> Place:
        self._counters[place.level] = counter
        for deeper in range(place.level + 1, len(self._counters)):
            self._counters[deeper] = None
        self.used[place.level] += 1
        return place


def _links(walks: tuple[_Walk, ...]) -> dict[Style, Place]:
    """Tie each style to the scheme that uses it most: Word lets a style count in one list only."""
    links: dict[Style, Place] = {}
    for walk in sorted(walks, key=lambda walk: -sum(walk.used)):
        for level, style in enumerate(_styles(walk.scheme)):
            if walk.used[level] and style in LINKED_STYLES:
                links.setdefault(style, Place(walk.base, level))
    return links


def number_properties(place: Place | None) -> Xml:
    """Return the numbering of a paragraph; None takes it out of the list that its style belongs to."""
    if place is None:
        return element("w:numPr", element("w:numId", val=NO_LIST))
    return element("w:numPr", element("w:ilvl", val=place.level), element("w:numId", val=place.list))


def numbering_part(schemes: tuple[NumberScheme, ...], numbering: Numbering, indents: Indents) -> Xml:
    """Return word/numbering.xml: the bullets, one abstract list for each scheme, and the lists made from them."""
    linked = {place: style for style, place in numbering.links.items()}
    abstract = [_bullets()]
    for index, scheme in enumerate(schemes):
        styles = _styles(scheme)
        ties = tuple(linked.get(Place(BULLETS + 1 + index, level)) for level in range(len(styles)))
        abstract.append(_scheme(index, scheme, ties, tuple(_indent(indents, style) for style in styles)))
    lists = [_list(BULLETS + index, index) for index in range(len(abstract))]
    lists += [_list(restart.list, restart.scheme + 1, restart) for restart in numbering.restarts]
    return element("w:numbering", *abstract, *lists, w=NAMESPACES["w"])


def _styles(scheme: NumberScheme) -> tuple[Style, ...]:
    """Return the style of each level of a scheme."""
    return (scheme.heading_style, *_SUBSECTIONS)[: len(scheme.levels)]


def _indent(indents: Indents, style: Style) -> Xml:
    sides = indents.get(STYLE_IDS[style])
    return element("w:pPr", element("w:ind", **sides)) if sides else NOTHING


def _list(number: int, abstract: int, restart: Restart | None = None) -> Xml:
    which = element("w:abstractNumId", val=abstract)
    if restart is None:
        return element("w:num", which, numId=number)
    start = element("w:startOverride", val=restart.start)
    return element("w:num", which, element("w:lvlOverride", start, ilvl=restart.level), numId=number)


@lru_cache(maxsize=1)
def _bullets() -> Xml:
    level = _level(0, _Level("•", "bullet", "", 1), "tab")
    return element("w:abstractNum", _nsid(0), element("w:multiLevelType", val="singleLevel"), level, abstractNumId=0)


@lru_cache(maxsize=64)
def _scheme(index: int, scheme: NumberScheme, ties: tuple[Style | None, ...], indents: tuple[Xml, ...]) -> Xml:
    levels = []
    for depth, native in enumerate(_levels(scheme)):
        heading = depth == 0 and scheme.heading_style.startswith("heading")
        if native is not None and depth < len(ties):
            levels.append(_level(depth, native, "space" if heading else "tab", ties[depth], indents[depth]))
    kind = element("w:multiLevelType", val="multilevel")
    return element("w:abstractNum", _nsid(index + 1), kind, join(levels), abstractNumId=index + 1)


def _nsid(index: int) -> Xml:
    """Word tells lists apart by this number when text is pasted from one file into another."""
    return element("w:nsid", val=f"{0x0D100000 + index:08X}")


def _level(depth: int, native: _Level, suffix: str, tie: Style | None = None, indent: Xml = NOTHING) -> Xml:
    counter = "" if native.format == "bullet" else f"%{depth + 1}"
    return element(
        "w:lvl",
        element("w:start", val=native.start),
        element("w:numFmt", val=native.format),
        element("w:pStyle", val=STYLE_IDS[tie]) if tie else NOTHING,
        element("w:suff", val=suffix),
        element("w:lvlText", val=f"{native.before}{counter}{native.after}"),
        element("w:lvlJc", val="left"),
        indent,
        ilvl=depth,
    )


@lru_cache(maxsize=64)
def _levels(scheme: NumberScheme) -> tuple[_Level | None, ...]:
    return tuple(_native(level) for level in scheme.levels)


def _native(level: NumberLevel) -> _Level | None:
    """Say a level in Word's terms, or return None where Word has none.

    Word counts by one. A step of ten or a hundred is the counter with zeros written behind it, and padding is
    `decimalZero` (two digits) with zeros written before it: 2.15.010 is the text "2.15.", the counter 01, the text "0".
    """
    parts = _PLACEHOLDER.split(level.pattern)
    if len(parts) != 3 or "%" in level.pattern:
        return None
    before, kind, after = parts
    if kind != "n":
        return _Level(before, _FORMATS[kind], after, level.start) if level.step == 1 else None
    if level.step not in (1, 10, 100):
        return None
    digits = len(str(level.step)) - 1
    start, rest = divmod(level.start, level.step)
    width = level.pad - digits
    tail = str(rest).zfill(digits) if digits else ""
    return _Level(before + "0" * (width - 2), "decimalZero" if width > 1 else "decimal", tail + after, start)


def _numeral(format: str, counter: int) -> str:
    if format == "decimal":
        return str(counter)
    if format == "decimalZero":
        return f"{counter:02d}"
    numeral = _letters(counter) if format.endswith("Letter") else _roman(counter)
    return numeral.upper() if format.startswith("upper") else numeral


def _letters(counter: int) -> str:
    """Word goes on after z with aa, bb, cc."""
    rounds, letter = divmod(counter - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def _roman(counter: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        times, counter = divmod(counter, value)
        numeral += letters * times
    return numeral
