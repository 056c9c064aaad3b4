"""Whether a place, its county or its state is named on the federal list of August 2025: by name, state and level."""

from __future__ import annotations

from ordinance.library.federal import federal_facts
from ordinance.library.federal_model import Named
from ordinance.library.place_model import Place
from ordinance.library.store import Library

#: What the list adds to the name of a city.
_CITY = " City"


def named_here(library: Library, place: Place) -> tuple[Named, ...]:
    """Return the entries of the list that are the place, its county or its state, in this order."""
    facts = federal_facts(library)
    order = ("city", "county", "state")
    found = [one for one in (facts.named if facts else ()) if one.state == place.state and _is(library, one, place)]
    return tuple(sorted(found, key=lambda one: (not is_place(library, one, place), order.index(one.level))))


def is_place(library: Library, named: Named, place: Place) -> bool:
    """Tell whether an entry is the place itself, not its county or state."""
    counts_as = {place.kind, *library.words.kinds[place.kind].also}
    if named.level == "city":
        return "city" in counts_as and named.name.removesuffix(_CITY) == place.name.removesuffix(_CITY)
    return named.level == "county" and "county" in counts_as and named.name in (place.name, place.official_name)


def _is(library: Library, named: Named, place: Place) -> bool:
    return named.level == "state" or is_place(library, named, place) or (named.level == "county" and named.name == place.county)
