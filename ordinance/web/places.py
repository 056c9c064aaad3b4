"""Places by what a person types, and by the ids that addresses hold."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ordinance.errors import NotFound, OrdinanceError, brief
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.places.listing import names_of
from ordinance.places.model import Government
from ordinance.places.naming import UnknownPlace, place_of
from ordinance.places.search import exactly, search

#: How many suggestions a person reads while typing, and how many a page lists.
FEW: Final = 8
MANY: Final = 60
#: Kinds that are said with the name.
_WITH_NAME: Final = ("county", "parish")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,80}")


class Suggestion(Struct, frozen=True):
    """A place to choose: its id, its name, and what tells it from others of that name."""

    id: str
    name: str
    about: str

    @property
    def full(self) -> str:
        """How it stands in a field once it is taken."""
        return f"{self.name}, {self.about}"


def suggestions(library: Library, text: str, most: int = FEW) -> list[Suggestion]:
    """Return the places that a text may mean, the likeliest first; none for a text that names none."""
    try:
        found = search(library, text) if text else []
    except OrdinanceError:
        return []
    return [_suggested(library, one) for one in found[:most]]


def the_one(library: Library, text: str) -> str:
    """Return the id of the one place whose name a text is, or nothing where it may mean several."""
    found = meant(library, text)
    return found[0].id if len(found) == 1 else ""


def meant(library: Library, text: str) -> list[Suggestion]:
    """Return the places whose name a text is, larger first; a suggestion as it was written out is that one."""
    names = names_of(library)
    if not (names and text):
        return []
    found = [_suggested(library, one) for one in exactly(library, names, text)]
    return found or [one for one in suggestions(library, text.partition(",")[0], MANY) if one.full == text]


def why_none(library: Library, text: str) -> str:
    """Return what is known of a name that no place has: a territory, a nation, a county without a government, the nearest."""
    try:
        place_of(library, text.replace("/", " ").replace("\\", " ").replace(".", " "))
    except UnknownPlace as error:
        return str(error).partition("; nearest:")[0]
    except OrdinanceError:
        return ""
    return ""


def suggestion(library: Library, place: Place) -> Suggestion:
    """Return a place as it is suggested: its full name, its county and state."""
    where = ", ".join(part for part in (place.county, library.state(place.state).name) if part)
    return Suggestion(place.id, place.official_name, where)


def place_named(library: Library, name: str) -> Place:
    """Return a place by its id; no name from an address is ever taken for a path. Raises `NotFound` with the near miss."""
    if not _ID.fullmatch(name):
        raise NotFound("place", brief(name, 60), library.place_files)
    return place_of(library, name)


def _suggested(library: Library, one: Government) -> Suggestion:
    state = library.state(one.state).name
    whole = one.kind in _WITH_NAME
    about = ", ".join(part for part in ("" if whole else one.kind.replace("-", " and "), one.county, state) if part)
    return Suggestion(one.id, f"{one.name} {one.kind.capitalize()}" if whole else one.name, about)
