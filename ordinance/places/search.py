"""The search among all governments: names that are, begin with, hold or nearly are what was typed; larger places first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from ordinance.errors import NotFound
from ordinance.library.naming_model import PlaceNames
from ordinance.library.store import Library
from ordinance.places.listing import line_at, names_of, of_state, parsed, text_of
from ordinance.places.model import Government
from ordinance.places.slips import is_near, pieces
from ordinance.places.words import Asked, kinds_named, readings, slug, ways

#: How near a name is: it is the one that was typed, begins with it, holds it, or differs by a slip.
EXACT, BEGINS, HOLDS, NEAR = range(4)
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
    code = _code(names, state)
    kinds = _kinds(library, names, kind)
    where = _bare(names, county or "")
    if not slug(words):
        found = (one for each in ([code] if code else names.states) for one in of_state(library, each))
        return sorted((one for one in found if _fits(one, kinds, where)), key=_order)
    asked = [one for one in readings(names, words) if not (code and one.state and one.state != code)]
    for one_by_one in (False, True):  # slips are forgiven where nothing fits otherwise
        ranked: dict[Government, int] = {}
        for one in asked:
            for rank, government in matches(library, names, one, code, slips=one_by_one):
                if _fits(government, kinds, where):
                    ranked[government] = min(rank + 10 * one.level, ranked.get(government, 1000))
        if ranked:
            best = min(ranked.values())
            kept = (one for one, rank in ranked.items() if rank < best - best % 10 + 10)
            return sorted(kept, key=lambda one: (ranked[one], _order(one)))
    return []


def exactly(library: Library, names: PlaceNames, text: str) -> list[Government]:
    """Return the governments whose name is what was typed, in the likeliest reading that has any; larger places first.

    A county counts only where its kind was named, or nothing else has the name.
    """
    by_level: dict[int, dict[Government, Asked]] = {}
    for asked in readings(names, text):
        if by_level and asked.level > min(by_level):
            break
        for rank, government in matches(library, names, asked, ""):
            if rank == EXACT:
                by_level.setdefault(asked.level, {}).setdefault(government, asked)
    found = by_level[min(by_level)] if by_level else {}
    meant = [one for one, asked in found.items() if asked.kinds or one.kind not in _COUNTIES]
    return sorted(meant or found, key=_order)


def matches(
    library: Library, names: PlaceNames, asked: Asked, code: str, *, slips: bool = False
) -> Iterator[tuple[int, Government]]:
    """Yield what fits one reading, with how near it is: with `slips` only what differs by a slip, otherwise only the others."""
    one_with_its_county = {name for name, kind in library.words.kinds.items() if len(kind.also) > 1}
    for state in [asked.state or code] if asked.state or code else names.states:
        text = text_of(library, state)
        found = _slipped(text, asked.name) if slips else _held(text, ways(names, asked.name), one_with_its_county)
        for rank, line in found:
            government = parsed(line, state)
            if _fits(government, asked.kinds, asked.county, names):
                yield rank, government


def _held(text: str, ways_to_write: Iterable[str], joined: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines whose id holds a name, each once for each way to write it."""
    for way in ways_to_write:
        start = text.find(way)
        while start >= 0:
            line = line_at(text, start)
            begin = text.rfind("\n", 0, start) + 1
            if start < begin + line.find("\t"):
                yield _rank(line, way, joined), line
            start = text.find(way, begin + len(line))


def _rank(line: str, way: str, joined: Collection[str]) -> int:
    """Tell how near the name of a line is. A city and county that is one goes by its city's name."""
    _, name, kind, _ = line.split("\t", 3)
    own = slug(name)
    if own == way or (kind in joined and own.startswith(f"{way}-")):
        return EXACT
    return BEGINS if own.startswith(way) else HOLDS


def _slipped(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield the lines whose name differs from another by a slip. A slip leaves some piece of it as it is."""
    seen = set()
    for offset, piece in pieces(name):
        start = text.find(piece)
        while start >= 0:
            begin = text.rfind("\n", 0, start) + 1
            if abs(start - begin - offset) <= 2 and begin not in seen:
                seen.add(begin)
                line = line_at(text, begin)
                if is_near(name, slug(line.split("\t", 2)[1])):
                    yield NEAR, line
            start = text.find(piece, start + 1)


def _fits(one: Government, kinds: Iterable[str], county: str, names: PlaceNames | None = None) -> bool:
    if kinds and one.kind not in kinds:
        return False
    if not county:
        return True
    own = slug(one.county)
    return any(own == way or own.rpartition("-")[0] == way for way in (ways(names, county) if names else [county]))


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


def _kinds(library: Library, names: PlaceNames, kind: str | None) -> tuple[str, ...]:
    if not kind:
        return ()
    if kind not in library.words.kinds:
        raise NotFound("kind", kind, library.words.kinds)
    return (kind,)


def _bare(names: PlaceNames, county: str) -> str:
    """Return a county's name without the word for it."""
    head, _, tail = slug(county).rpartition("-")
    return head if head and "county" in kinds_named(names, tail) + ("county",) * (tail in _COUNTIES) else slug(county)
