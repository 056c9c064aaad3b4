"""A text that is one of ours, or was: which variant's own words stand in it, and where.

Phrases tell what a stranger's sentence does; a draft of this library need not be guessed at, since its words are known. What a
place's facts fill in is left out of the comparison, so that the words of one town are those of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Final

from msgspec import Struct

from ordinance.library.clause_model import Clause, Variant
from ordinance.library.review_model import How
from ordinance.library.store import Library
from ordinance.reviews.lexicon import Words
from ordinance.reviews.units import Source, Unit

#: So many words in a row are a mark of a text.
_ROW: Final = 4
#: The least share of a variant's marks, and the fewest of them, that make a text known: no stranger's has as many.
_SHARE, _MARKS = 0.3, 8
#: What counts for a variant that has no marks of its own beside another: a text has as many of the other's by chance.
_NO_MARKS: Final = 0.1
#: The share of a sentence's words that makes it one of ours.
_MOSTLY: Final = 0.5
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_GAP: Final = re.compile(r"\{[{%#].*?[}%#]\}|\n\s*\n", re.DOTALL)
Row = tuple[str, ...]
Key = tuple[str, str, int]


class Known(Struct, frozen=True):
    """All marks of all variants: the texts that have each, and those that each text has."""

    at: dict[Row, tuple[Key, ...]]
    rows: dict[Key, frozenset[Row]]


class Own(Struct, frozen=True):
    """A variant whose words stand in a text: the share of its marks that do, and the places of their words."""

    clause: Clause
    variant: Variant
    share: float
    places: frozenset[int]

    @property
    def how(self) -> How:
        """What a text that is this variant does, where its own sentences did not tell."""
        if self.variant.signs and self.variant.signs.how:
            return self.variant.signs.how[0]
        return "absolute" if self.variant.limits else "duty"

    def fits(self, how: How) -> bool:
        """Tell whether an answer can be one about this variant."""
        return how == self.how or bool(self.variant.signs and how in self.variant.signs.how)

    def has(self, source: Source, unit: Unit) -> bool:
        """Tell whether most words of a sentence are this variant's."""
        first, last = source.range((unit.start, unit.end))
        return last > first and sum(place in self.places for place in range(first, last)) >= _MOSTLY * (last - first)


def recognised(source: Source, library: Library) -> dict[str, Own]:
    """Return the variants whose words stand in a text, by the topic that their clause is first about."""
    known = library.once("marks of variants", partial(_known, library))
    words = source.words.words
    found: dict[Key, dict[Row, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in range(len(words) - _ROW + 1):
        row = tuple(words[place : place + _ROW])
        for key in known.at.get(row, ()):
            found[key][row].append(place)
    by_clause: dict[str, list[Key]] = defaultdict(list)
    for key, rows in found.items():
        if len(rows) >= _MARKS and len(rows) >= _SHARE * len(known.rows[key]):
            by_clause[key[0]].append(key)
    made = {}
    for clause_id, keys in by_clause.items():
        best = min(keys, key=lambda key: (sum(_nearer(known, found, other, key) for other in keys), key))
        clause = library.clause(clause_id)
        variant = next(one for one in clause.variants if one.id == best[1])
        covered = frozenset(place + step for places in found[best].values() for place in places for step in range(_ROW))
        made[clause.topics[0]] = Own(clause, variant, len(found[best]) / len(known.rows[best]), covered)
    return made


def _nearer(known: Known, found: dict[Key, dict[Row, list[int]]], one: Key, other: Key) -> bool:
    """Tell whether a text is nearer to one variant than to another, by the marks that the two do not share."""
    return _apart(known, found, one, other) > _apart(known, found, other, one)


def _apart(known: Known, found: dict[Key, dict[Row, list[int]]], one: Key, other: Key) -> float:
    """Return the share of a variant's marks, without those that another has too, that a text has."""
    marks = known.rows[one] - known.rows[other]
    return len(marks & found[one].keys()) / len(marks) if len(marks) >= _MARKS else _NO_MARKS


def _known(library: Library) -> Known:
    at: dict[Row, list[Key]] = defaultdict(list)
    rows: dict[Key, frozenset[Row]] = {}
    policy = (clause for clause in library.clauses() if clause.kind == "policy")
    texts = ((clause.id, variant.id, variant) for clause in policy for variant in clause.variants)
    for clause_id, variant_id, variant in texts:
        for number, text in enumerate(_texts(variant)):
            marks = frozenset(_rows(text))
            if len(marks) >= _MARKS:
                rows[clause_id, variant_id, number] = marks
                for row in marks:
                    at[row].append((clause_id, variant_id, number))
    return Known({row: tuple(keys) for row, keys in at.items()}, rows)


def _texts(variant: Variant) -> Iterator[str]:
    """Yield the texts of a variant in both lengths and for every instrument."""
    yield variant.text
    if variant.brief is not None:
        yield variant.brief.text
        yield from variant.brief.texts.values()


def _rows(text: str) -> Iterator[Row]:
    """Yield the marks of a template: rows of words between what is filled in."""
    for piece in _GAP.split(_LINK.sub(r"\1", text)):
        words = Words(piece).words
        yield from (tuple(words[place : place + _ROW]) for place in range(len(words) - _ROW + 1))
