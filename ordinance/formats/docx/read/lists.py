"""The lists of a Word file: the label that Word prints before each paragraph, and its lists as schemes of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ordinance.document.model import NumberLevel, NumberScheme, Style
from ordinance.formats.docx.opening import Node

_PLACE: Final = re.compile(r"%([1-9])")
_PLACEHOLDERS: Final = {
    "decimal": "{n}",
    "decimalZero": "{n}",
    "lowerLetter": "{a}",
    "upperLetter": "{A}",
    "lowerRoman": "{i}",
    "upperRoman": "{I}",
}
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
#: The levels that a scheme of the model can have.
_LEVELS: Final = 5
#: No list is counted above this: a number that somebody typed into a file's XML is no reason to count on for hours.
_HIGHEST: Final = 32_767

BULLET: Final = "bullet"


class Level(Struct, frozen=True):
    """How one level of a list counts, as the file says it. `style` is the paragraph style that is tied to it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restarts: bool = True


class ListPlace(Struct, frozen=True):
    """Where a paragraph stands: the list's number, and the level from 0."""

    list: str
    level: int


class Lists:
    """Counts the paragraphs of a file as Word does, in their order."""

    def __init__(self, numbering: Node | None) -> None:
        nodes = numbering.children if numbering else []
        abstract = {node.attributes.get("abstractNumId", ""): node for node in nodes if node.name == "w:abstractNum"}
        self._levels = {key: dict(_levels(node)) for key, node in abstract.items()}
        self._borrowed = {key: style for key, node in abstract.items() if (style := node.value("w:numStyleLink"))}
        self._given = {style: key for key, node in abstract.items() if (style := node.value("w:styleLink"))}
        self._lists = {node.attributes.get("numId", ""): node for node in nodes if node.name == "w:num"}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[ListPlace] = set()

    def abstract(self, place: ListPlace) -> str:
        """Return the abstract list that a list is made from; empty if there is none."""
        node = self._lists.get(place.list)
        key = (node.value("w:abstractNumId") or "") if node else ""
        return self._given.get(self._borrowed.get(key, ""), key)

    def level(self, place: ListPlace) -> Level | None:
        """Return how the level of a place counts; None where the file does not say."""
        for override in self._overrides(place):
            if (own := override.child("w:lvl")) is not None:
                return _level(own)
        return self._levels.get(self.abstract(place), {}).get(place.level)

    def depth_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that a paragraph style is tied to."""
        levels = self._levels.get(self.abstract(ListPlace(list_id, 0)), {})
        return next((depth for depth, level in levels.items() if level.style == style), None)

    def count(self, place: ListPlace) -> str:
        """Count on, and return the label that Word prints; empty for a bullet, or where the file does not say."""
        level = self.level(place)
        if level is None:
            return ""
        counters = self._counters.setdefault(self.abstract(place), {})
        start = self._start(place)
        first = level.start if start is None else start
        again = place.level not in counters or (start is not None and place not in self._begun)
        counters[place.level] = first if again else min(counters[place.level] + 1, _HIGHEST)
        self._begun.add(place)
        for deeper in [other for other in counters if other > place.level]:
            below = self.level(ListPlace(place.list, deeper))
            if below is None or below.restarts:
                del counters[deeper]
        return "" if level.format in (BULLET, "none") else self._label(place, level, counters)

    def _label(self, place: ListPlace, level: Level, counters: dict[int, int]) -> str:
        def number(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            other = self.level(ListPlace(place.list, depth)) or Level()
            format = "decimal" if level.legal else other.format
            return numeral(format, counters.get(depth, other.start))

        return _PLACE.sub(number, level.text)

    def _overrides(self, place: ListPlace) -> Iterator[Node]:
        node = self._lists.get(place.list)
        for child in node.children if node else ():
            if child.name == "w:lvlOverride" and child.attributes.get("ilvl") == str(place.level):
                yield child

    def _start(self, place: ListPlace) -> int | None:
        for override in self._overrides(place):
            if (start := override.value("w:startOverride")) is not None:
                return _integer(start)
        return None

    def scheme(self, id: str, key: str, heading_style: Style) -> NumberScheme:
        """Return an abstract list as a scheme. A level that no scheme can say gets a pattern that prints no number."""
        known = self._levels.get(key, {})
        depths = range(min(max(known, default=0) + 1, _LEVELS))
        return NumberScheme(id, heading_style, tuple(_pattern(depth, known.get(depth, Level())) for depth in depths))

    def styles(self, key: str) -> dict[int, str]:
        """Return the paragraph style that is tied to each level of an abstract list."""
        return {depth: level.style for depth, level in self._levels.get(key, {}).items() if level.style}


def numeral(format: str, number: int) -> str:
    """Return a number as Word writes it; formats that no draft of ours has are written in figures."""
    number = min(number, _HIGHEST)
    if format == "decimalZero":
        return f"{number:02d}"
    if format.endswith("Letter") and number > 0:
        rounds, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) * (rounds + 1)
    elif format.endswith("Roman") and number > 0:
        written, rest = "", number
        for value, letters in _ROMAN:
            times, rest = divmod(rest, value)
            written += letters * times
    else:
        return str(number)
    return written.upper() if format.startswith("upper") else written


def _levels(abstract: Node) -> Iterator[tuple[int, Level]]:
    for node in abstract.children:
        if node.name == "w:lvl":
            yield _integer(node.attributes.get("ilvl", "0")), _level(node)


def _level(node: Node) -> Level:
    return Level(
        start=_integer(node.value("w:start") or "0"),
        format=node.value("w:numFmt") or "decimal",
        text=node.value("w:lvlText") or "",
        style=node.value("w:pStyle") or "",
        legal=node.switched("w:isLgl"),
        restarts=node.value("w:lvlRestart") != "0",
    )


def _pattern(depth: int, level: Level) -> NumberLevel:
    own = f"%{depth + 1}"
    plain = level.format in _PLACEHOLDERS and _PLACE.findall(level.text) == [str(depth + 1)]
    if not plain or "{" in level.text or "}" in level.text:
        return NumberLevel("")
    pad = 2 if level.format == "decimalZero" else 0
    return NumberLevel(level.text.replace(own, _PLACEHOLDERS[level.format]), start=level.start, pad=pad)


def _integer(digits: str) -> int:
    """Return a number from a file, within what Word allows."""
    try:
        return max(0, min(int(digits), _HIGHEST))
    except ValueError:
        return 0
