"""Labels and references from the place's numbering scheme. Nothing is stored: all is worked out from positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from ordinance.library.place_model import Numbering

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def number_at(scheme: Numbering, index: int) -> str:
    """Return the number of the section at `index` (from 0): start, step and padding of the scheme applied."""
    return str(scheme.start + scheme.step * index).zfill(scheme.pad)


def section_label(scheme: Numbering, number: str) -> str:
    """Return a section's own label: "Section 4", "§ 215-35"."""
    return scheme.section.replace("{n}", number)


def section_cite(scheme: Numbering, number: str) -> str:
    """Return how other sections cite it: "Section 4", "§ 215-35"."""
    return scheme.cite.replace("{n}", number)


def item_label(scheme: Numbering, level: int, position: int) -> str:
    """Return the label of an item: `level` from 1, `position` from 0. Levels deeper than the scheme's repeat its last."""
    return _labelled(scheme.levels[min(level, len(scheme.levels)) - 1], position)


@lru_cache(maxsize=1024)
def _labelled(pattern: str, position: int) -> str:
    for mark, make in _COUNTERS.items():
        if mark in pattern:
            return pattern.replace(mark, make(position + 1), 1)
    return pattern


def item_pattern(pattern: str) -> str:
    """Return a level's pattern with its counter as a field: "(a)" becomes "({a})", "A." becomes "{A}."."""
    for mark in _COUNTERS:
        if mark in pattern:
            return pattern.replace(mark, "{n}" if mark == "1" else f"{{{mark}}}", 1)
    return pattern


def item_path(scheme: Numbering, labels: Sequence[str]) -> str:
    """Return the labels of an item and those above it as they follow a section's cite: "(b)(2)", "A(1)", ".A.1"."""
    return "".join(scheme.separator + label.rstrip(".") for label in labels)


def many_cites(scheme: Numbering, indexes: Sequence[int], others: Sequence[tuple[Numbering, str]] = ()) -> str:
    """Return several sections as one phrase: "Section 3", "Sections 3 and 5", "Sections 3 through 6".

    `others` are sections that keep a number of their own, each with its scheme: they stand behind those that are counted.
    """
    ordered = sorted(indexes)
    if len(ordered) + len(others) == 1:
        return section_cite(*others[0]) if others else section_cite(scheme, number_at(scheme, ordered[0]))
    runs: list[str] = []
    for first, last in _runs(ordered):
        low, high = (_bare(scheme, number_at(scheme, index)) for index in (first, last))
        runs += [low] if first == last else [f"{low} through {high}"] if last - first > 1 else [low, high]
    runs += (_bare(own, number) for own, number in others)
    return scheme.cite_many.replace("{n}", listed(runs, "and"))


def _bare(scheme: Numbering, number: str) -> str:
    """Return a citation without the word that it begins with: "2.15.020" of "K.C.C. 2.15.020"."""
    bare = scheme.cite.split(" ", 1)[-1] if " " in scheme.cite else scheme.cite
    return bare.replace("{n}", number)


def listed(words: Sequence[str], conjunction: str) -> str:
    """Return words as an English list with the serial comma."""
    if len(words) < 3:
        return f" {conjunction} ".join(words)
    return f"{', '.join(words[:-1])}, {conjunction} {words[-1]}"


def _runs(ordered: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in ordered:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _letter(position: int) -> str:
    letter = chr(ord("a") + (position - 1) % 26)
    return letter * ((position - 1) // 26 + 1)


def _roman(position: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while position >= value:
            text, position = text + letters, position - value
    return text


_COUNTERS: dict[str, Callable[[int], str]] = {
    "a": _letter,
    "A": lambda position: _letter(position).upper(),
    "1": str,
    "i": _roman,
    "I": lambda position: _roman(position).upper(),
}
