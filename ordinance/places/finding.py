"""What a search for places gives to a person or a program: the lists and the files together."""

from __future__ import annotations

from msgspec import Struct

from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.places.model import Government
from ordinance.places.naming import file_of
from ordinance.places.search import search
from ordinance.places.words import slug


class Found(Struct, frozen=True):
    """A place that a search found. `id` drafts it; `file` is whether somebody wrote a file of it, which then counts.

    `county_sure` is false where only the names of post offices say so; `population` is None where it is unknown, and good for
    nothing but the order.
    """

    id: str
    name: str
    kind: str
    state: str
    county: str
    county_sure: bool
    population: int | None
    file: bool


def found(
    library: Library, words: str = "", *, state: str | None = None, kind: str | None = None, county: str | None = None
) -> list[Found]:
    """Return the places that fit, the likeliest and larger first. Raises `NotFound` for no state or kind.

    A file of a place that is on no list is found by its id, its name and its full name.
    """
    rows = [_of_list(library, one) for one in search(library, words, state=state, kind=kind, county=county)]
    ids = {one.id for one in rows}
    return [*(one for one in _of_files(library, words, state, kind, county) if one.id not in ids), *rows]


def with_files(library: Library) -> list[Place]:
    """Return the places that have a file, by id."""
    return [library.place(name) for name in library.place_files]


def _of_list(library: Library, one: Government) -> Found:
    own = file_of(library, one)
    return Found(
        own or one.id, one.name, one.kind, one.state, one.county, one.county_sure, one.population or None, own is not None
    )


def _of_files(library: Library, words: str, state: str | None, kind: str | None, county: str | None) -> list[Found]:
    """Return the places of the user's own folders that fit: they may be on no list."""
    own = [name for name, path in library.place_files.items() if not path.is_relative_to(library.roots[0])]
    places = [library.place(name) for name in own]
    return [
        Found(one.id, one.name, one.kind, one.state, one.county or "", True, None, True)
        for one in places
        if (not state or one.state == state.upper())
        and (not kind or one.kind == kind)
        and (not county or slug(county) in slug(one.county or ""))
        and slug(words) in slug(f"{one.id} {one.name} {one.official_name} {one.state}")
    ]
