"""Who made a change: the tracked changes that it meets, and whether they account for all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from ordinance.comparison.words import words_of
from ordinance.document.reading import Mark, Trace

_COMES: Final = ("inserted", "moved-to")
_NEAR: Final = 2
_ENOUGH: Final = 0.8


class Who(Struct, frozen=True):
    """The authors of a change, in the order of the text; `tracked` says that their tracked changes are all of it."""

    authors: tuple[str, ...] = ()
    tracked: bool = False


def hunk_authors(trace: Trace, start: int, end: int, before: str, after: str) -> Who:
    """Return who changed words: `start` and `end` count letters of the paragraph as it came back."""
    near = _near(trace.marks, start, end)
    gone, come = Counter(words_of(before)), Counter(words_of(after))
    met = [one for one in near if _common(one, come if one.kind in _COMES else gone)]
    if not met and not gone and not come:
        met = near  # nothing but spaces and marks of punctuation
    struck, put = _words(one for one in met if one.kind not in _COMES), _words(one for one in met if one.kind in _COMES)
    return Who(_authors(met), bool(met) and not gone - struck and not come - put)


def _near(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """Return the marks that meet a stretch of letters, and those that meet these: a deletion stands before what replaces it, or
    behind it."""
    left, found, grown = list(marks), [], True
    while grown:
        met = [one for one in left if one.start <= end + _NEAR and one.end >= start - _NEAR]
        left = [one for one in left if one not in met]
        found += met
        start, end = min([start, *(one.start for one in met)]), max([end, *(one.end for one in met)])
        grown = bool(met)
    return sorted(found, key=lambda one: (one.start, one.end))


def block_authors(trace: Trace) -> Who:
    """Return who brought in a paragraph, or changed it."""
    come = [one for one in trace.marks if one.kind in _COMES] or list(trace.marks)
    return Who(_authors(come), bool(come))


def together(who: Iterable[Who]) -> Who:
    """Return who made a change that has several parts."""
    parts = list(who)
    return Who(tuple(dict.fromkeys(name for one in parts for name in one.authors)), all(one.tracked for one in parts))


class Deletions:
    """The paragraphs that tracked changes struck, to find by their words."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        lines: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        for trace in traces:
            for mark in trace.marks:
                if mark.kind not in _COMES:
                    lines[trace.block, mark.line].append(mark)
        self._lines = [(_words(marks), _authors(marks)) for marks in lines.values()]

    def of(self, text: str) -> Who:
        """Return who struck a paragraph."""
        words = Counter(words_of(text))
        best = max(self._lines, key=lambda line: (line[0] & words).total(), default=None)
        if best is None or not words or (best[0] & words).total() < _ENOUGH * words.total():
            return Who()
        return Who(best[1], True)


def _words(marks: Iterable[Mark]) -> Counter[str]:
    return Counter(word for one in marks for word in words_of(one.text))


def _common(mark: Mark, words: Counter[str]) -> bool:
    own = words_of(mark.text)
    return any(word in words for word in own) if own and words else not own and not words


def _authors(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.author or "unknown" for one in marks))
