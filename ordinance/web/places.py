"""Places by what a person types: the one seam between the page and however places are found."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ordinance.errors import NotFound
from ordinance.library.place_model import Place
from ordinance.library.store import Library

#: How many suggestions a person reads.
MOST = 8


class Suggestion(Struct, frozen=True):
    """A place to choose: its id, its name, and what tells it from others of that name."""

    id: str
    name: str
    about: str


def suggestions(library: Library, text: str) -> list[Suggestion]:
    """Return the places that a text may mean, the likeliest first; those whose name begins with it before others."""
    wanted = " ".join(text.casefold().replace(",", " ").split())
    found = [(place, _rank(place, library.state(place.state).name, wanted)) for place in _all(library)]
    ranked = sorted((rank, place.name, place.id, place) for place, rank in found if rank is not None)
    return [suggestion(library, one[3]) for one in ranked[:MOST]]


def suggestion(library: Library, place: Place) -> Suggestion:
    """Return a place as it is suggested: "City of Ithaca", "Tompkins County, New York"."""
    where = ", ".join(part for part in (place.county, library.state(place.state).name) if part)
    return Suggestion(place.id, place.official_name, where)


def place_named(library: Library, name: str) -> Place:
    """Return a place by its id; a name is never taken for a path. Raises `NotFound` with the near miss."""
    if name not in library.place_files:
        raise NotFound("place", name, library.place_files)
    return library.place(name)


def _all(library: Library) -> Iterable[Place]:
    return (library.place(name) for name in library.place_files)


def _rank(place: Place, state: str, wanted: str) -> int | None:
    if not wanted:
        return None
    words = f"{place.name} {place.official_name} {place.county or ''} {state} {place.state} {place.id}".casefold()
    if place.name.casefold().startswith(wanted):
        return 0
    return 1 if all(word in words for word in wanted.split()) else None
