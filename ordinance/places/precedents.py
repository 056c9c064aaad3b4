"""Policies adopted near a place: by it, by its county, by others in the state of its kind first."""

from __future__ import annotations

import re

from msgspec import Struct

from ordinance.library.place_model import Place
from ordinance.library.source_model import Precedent
from ordinance.library.store import Library

#: What follows a place's name in an entry: "Oak Park (village)", "New York City (Police Department)".
_ASIDE = re.compile(r"\s*\([^)]*\)$")


class Near(Struct, frozen=True):
    """Policies of the place, of its county, and of other places of the state, those of its own level first."""

    own: tuple[Precedent, ...]
    county: tuple[Precedent, ...]
    state: tuple[Precedent, ...]


def near(library: Library, place: Place) -> Near:
    """Return the policies near a place. Which counties touch is not on file, so neighbours are places of the same state."""
    here = [one for one in library.precedents.values() if one.state == place.state and one.level != "state"]
    counts_as = {place.kind, *library.words.kinds[place.kind].also}
    level = "county" if "county" in counts_as else "city"
    own = [one for one in here if _is(one, place)]
    county = [one for one in here if one not in own and place.county and place_named(one) == place.county]
    rest = [one for one in here if one not in own and one not in county]
    rest.sort(key=lambda one: (one.status != "in force", one.level != level, one.read_extent == "none", one.jurisdiction))
    return Near(tuple(own), tuple(county), tuple(rest))


def _is(one: Precedent, place: Place) -> bool:
    return place_named(one) in (place.name, place.official_name, f"{place.name} City")


def place_named(one: Precedent) -> str:
    """Return the name of the place that adopted a policy, without its kind or its department."""
    return _ASIDE.sub("", one.jurisdiction)
