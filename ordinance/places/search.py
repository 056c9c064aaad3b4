"""The search among all governments: names that are, begin with, hold or nearly are what was typed; larger places first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ordinance.errors import NotFound
from ordinance.library.naming_model import PlaceNames
from ordinance.library.store import Library
from ordinance.places.listing import index_of, names_of, of_state, several
from ordinance.places.model import Government
from ordinance.places.slips import is_near, pieces
from ordinance.places.words import Asked, readings, slug, ways

#: How near a name is: it is the one that was typed, begins with it, holds it, or differs by a slip.
EXACT, BEGINS_A_WORD, BEGINS, HOLDS, NEAR = range(5)
#: The inhabitants that a county is taken to have where only the order of a list hangs on it.
_OF_A_COUNTY: Final = 50_000
_COUNTIES: Final = ("county", "parish")


def search(
    library: Library, words: str = "", *, state: str | None = None, kind: str | None = None, county: str | None = None
) -> list[Government]:
    """Return the governments that fit: by words of a name, its county, kind and state, and by these as options.

    Without words it is every government that the options leave. Raises `NotFound` for a state or kind that there is not.
    """
    names = names_of(library)
    if names is None:
        return []
    code, kinds, where = _code(names, state), _kinds(library, kind), _bare(county or "")
    if not slug(words):
        found = (one for each in ([code] if code else names.states) for one in of_state(library, each))
        return sorted((one for one in found if _fits(one, kinds, [where])), key=_order)
    asked = [one for one in readings(names, words) if not (code and one.state and one.state != code)]
    for slips in (False, True):  # slips are forgiven where nothing fits otherwise
        for level in sorted({one.level for one in asked}):
            ranked: dict[Government, int] = {}
            for one in (one for one in asked if one.level == level):
                for rank, government in matches(library, names, one, code, slips=slips):
                    if _fits(government, kinds, [where]):
                        ranked[government] = min(rank, ranked.get(government, rank))
            if ranked:
                return sorted(ranked, key=lambda one: (ranked[one], _order(one)))
    return []


def exactly(library: Library, names: PlaceNames, text: str) -> list[Government]:
    """Return the governments whose name is what was typed, in the likeliest reading that has any; larger places first.

    A county counts only where its kind was named, or nothing else has the name.
    """
    asked = readings(names, text)
    for level in sorted({one.level for one in asked}):
        found: dict[Government, Asked] = {}
        for one in (one for one in asked if one.level == level):
            found |= {
                government: one for _, government in matches(library, names, one, "", most=EXACT) if government not in found
            }
        if found:
            meant = [government for government, one in found.items() if one.kinds or government.kind not in _COUNTIES]
            return sorted(meant or found, key=_order)
    return []


def matches(
    library: Library, names: PlaceNames, asked: Asked, code: str, *, most: int = HOLDS, slips: bool = False
) -> Iterator[tuple[int, Government]]:
    """Yield what fits one reading, with how near it is, up to `most`: with `slips` what differs by a slip instead."""
    state = asked.state or code
    ending = f"-{state.lower()}" if state else ""
    index = index_of(library)
    found = _slipped(index, asked.name, ending) if slips else _held(index, ways(names, asked.name), ending, most)
    counties = ways(names, asked.county)
    joined = {name for name, kind in library.words.kinds.items() if len(kind.also) > 1}
    for government in several(library, found):
        if _fits(government, asked.kinds, counties):
            rank = found[government.id]
            if rank == BEGINS_A_WORD:  # a city and county that is one goes by its city's name
                rank = EXACT if government.kind in joined else BEGINS
            if rank <= most or slips:
                yield rank, government


def _held(index: str, ways_to_write: Iterable[str], ending: str, most: int) -> dict[str, int]:
    """Return the ids whose name holds another, each with how near it is."""
    found: dict[str, int] = {}
    for way in ways_to_write:
        sought = way if most > EXACT else f"\n{way}"
        start = index.find(sought)
        while start >= 0:
            start += sought.startswith("\n")
            begin, end = index.rfind("\n", 0, start) + 1, index.find("\n", start)
            name, _, rest = index[begin:end].partition(" ")
            if rest.endswith(ending) and start < begin + len(name):
                rank = _rank(name, way)
                found[name + rest] = min(rank, found.get(name + rest, rank))
            start = index.find(sought, end)
    return found


def _rank(name: str, way: str) -> int:
    if name == way:
        return EXACT
    return BEGINS_A_WORD if name.startswith(f"{way}-") else BEGINS if name.startswith(way) else HOLDS


def _slipped(index: str, name: str, ending: str) -> dict[str, int]:
    """Return the ids whose name differs from another by a slip. A slip leaves some piece of it as it is."""
    found: dict[str, int] = {}
    seen = set()
    for offset, piece in pieces(name):
        start = index.find(piece)
        while start >= 0:
            begin = index.rfind("\n", 0, start) + 1
            if abs(start - begin - offset) <= 2 and begin not in seen:
                seen.add(begin)
                own, _, rest = index[begin : index.find("\n", start)].partition(" ")
                if rest.endswith(ending) and is_near(name, own):
                    found[own + rest] = NEAR
            start = index.find(piece, start + 1)
    return found


def _fits(one: Government, kinds: Iterable[str], counties: Iterable[str]) -> bool:
    """Tell whether a government is of one of some kinds, if there are any, and in a county that may be written in these ways."""
    if kinds and one.kind not in kinds:
        return False
    own = slug(one.county)
    return any(way in ("", own, own.rpartition("-")[0]) for way in counties)


def _order(one: Government) -> tuple[int, str]:
    """The larger first. Most counties are larger than most places of their name."""
    return -(one.population or (_OF_A_COUNTY if one.kind in _COUNTIES else 0)), one.id


def _code(names: PlaceNames, state: str | None) -> str:
    if not state:
        return ""
    by_name = {slug(name): code for code, name in names.states.items()}
    code = by_name.get(slug(state), state.upper())
    if code not in names.states:
        raise NotFound("state", state, names.states)
    return code


def _kinds(library: Library, kind: str | None) -> tuple[str, ...]:
    if not kind:
        return ()
    if kind not in library.words.kinds:
        raise NotFound("kind", kind, library.words.kinds)
    return (kind,)


def _bare(county: str) -> str:
    """Return a county's name without the word for it."""
    return re.sub(r"-(?:county|parish|borough)$", "", slug(county))
