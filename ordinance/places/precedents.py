"""Policies adopted near a place: by it, by its county, by others in it, by others in the state, those of its size first."""

from __future__ import annotations

import re
from math import log
from typing import Final

from msgspec import Struct

from ordinance.library.place_model import Place
from ordinance.library.source_model import Precedent
from ordinance.library.store import Library
from ordinance.places.listing import by_id, of_name
from ordinance.places.model import Government

#: What follows a place's name in an entry: "Millbrook (village)", "Millbrook (Police Department)".
_ASIDE: Final = re.compile(r"\s*\([^)]*\)$")
_CITY: Final = " City"


class Near(Struct, frozen=True):
    """Policies of the place, of its county, of other places in the county, and of the rest of the state, those of its own level
    and size first."""

    own: tuple[Precedent, ...]
    county: tuple[Precedent, ...]
    neighbors: tuple[Precedent, ...]
    state: tuple[Precedent, ...]


def near(library: Library, place: Place) -> Near:
    """Return the policies near a place. Which counties touch is not on file, so neighbors are places of the same county.

    Sizes are those of populated places of the same names, good for an order and no more; without a list nothing is sorted so.
    """
    here = [one for one in library.precedents.values() if one.state == place.state and one.level != "state"]
    counts_as = {place.kind, *library.words.kinds[place.kind].also}
    level = "county" if "county" in counts_as else "city"
    county = place.official_name if level == "county" else place.county
    groups: dict[str, list[Precedent]] = {"own": [], "county": [], "neighbors": [], "state": []}
    for one in here:
        if _is(one, place):
            groups["own"].append(one)
        elif county and one.level == "county" and place_named(one) == county:
            groups["county"].append(one)
        else:
            near_by = bool(county) and one.level == "city" and any(found.county == county for found in _governments(library, one))
            groups["neighbors" if near_by else "state"].append(one)
    size = _size(library, place)
    for some in groups.values():
        some.sort(key=lambda one: (one.status != "in force", one.level != level, _apart(library, one, size), one.jurisdiction))
    return Near(**{name: tuple(some) for name, some in groups.items()})


def place_named(one: Precedent) -> str:
    """Return the name of the place that adopted a policy, without its kind or its department."""
    return _ASIDE.sub("", one.jurisdiction)


def _is(one: Precedent, place: Place) -> bool:
    """Tell whether a policy is the place's: by name, and a county's never that of a city in it."""
    if one.level == "county":
        return place_named(one) == place.official_name
    return (
        place_named(one) in (place.name, place.official_name, f"{place.name}{_CITY}")
        and place.official_name != f"{place.name} County"
    )


def _governments(library: Library, one: Precedent) -> list[Government]:
    """Return the governments that may have adopted a policy, by name."""
    name = place_named(one)
    bare = name.removesuffix(" County") if one.level == "county" else name
    found = list(of_name(library, one.state, bare)) or list(of_name(library, one.state, bare.removesuffix(_CITY)))
    return [government for government in found if (government.kind == "county") == (one.level == "county")]


def _size(library: Library, place: Place) -> int:
    known = by_id(library, place.id)
    return known.population if known else 0


def _apart(library: Library, one: Precedent, size: int) -> float:
    """Return how far a place's size is from another's, as a ratio; the most where either is not known."""
    other = max((found.population for found in _governments(library, one)), default=0)
    return abs(log(other / size)) if other and size else 99.0
