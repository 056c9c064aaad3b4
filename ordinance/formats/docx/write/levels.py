"""What Word can count: a level of a numbering scheme in Word's terms, and the label that Word prints for a counter."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from ordinance.document.model import NumberLevel, NumberScheme, Style

_PLACEHOLDER = re.compile(r"\{([naAiI])\}")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SUBSECTIONS: tuple[Style, ...] = ("subsection-1", "subsection-2", "subsection-3", "subsection-4")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(Struct, frozen=True):
    """A level as Word can say it: the text round the counter, the counter's format (w:numFmt), and its first value."""

    before: str
    format: str
    after: str
    start: int

    def label(self, counter: int) -> str:
        """Return what Word prints."""
        return f"{self.before}{_numeral(self.format, counter)}{self.after}"

    def counter(self, label: str) -> int | None:
        """Return the counter that prints `label`, if there is one."""
        inner = label.removeprefix(self.before).removesuffix(self.after)
        guesses = (int(inner),) if inner.isdecimal() and inner.isascii() else range(1, 200)
        return next((guess for guess in guesses if self.label(guess) == label), None)


def level_styles(scheme: NumberScheme) -> tuple[Style, ...]:
    """Return the paragraph style of each level."""
    return (scheme.heading_style, *_SUBSECTIONS)[: len(scheme.levels)]


@lru_cache(maxsize=64)
def native_levels(scheme: NumberScheme) -> tuple[Level | None, ...]:
    """Return each level that has a style in Word's terms, or None where Word has none."""
    return tuple(_native(level) for level, _ in zip(scheme.levels, level_styles(scheme), strict=False))


def _native(level: NumberLevel) -> Level | None:
    """Say a level in Word's terms.

    Word counts by one. A step of ten or a hundred is the counter with zeros written behind it, and padding is
    `decimalZero` (two digits) with zeros written before it: 2.15.010 is the text "2.15.", the counter 01, the text "0".
    """
    parts = _PLACEHOLDER.split(level.pattern)
    if len(parts) != 3 or "%" in level.pattern:
        return None
    before, kind, after = parts
    if kind != "n":
        return Level(before, _FORMATS[kind], after, level.start) if level.step == 1 else None
    if level.step not in (1, 10, 100):
        return None
    digits = len(str(level.step)) - 1
    start, rest = divmod(level.start, level.step)
    width = level.pad - digits
    tail = str(rest).zfill(digits) if digits else ""
    return Level(before + "0" * (width - 2), "decimalZero" if width > 1 else "decimal", tail + after, start)


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
