"""Whom a clause would bind in a place: the agencies that it is about, and who commands them."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.drafting.powers import issuing_agencies, missing, powers_of
from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Agency, Place
from ordinance.library.store import Library


def missing_power(library: Library, clause: Clause, place: Place) -> str:
    """Return what the place's file names none of and the clause needs, in words; nothing where it lacks nothing."""
    held = powers_of(library, place, "ordinance")
    return missing(library, place, "ordinance", set(clause.needs) - held)


def agencies_for(library: Library, clause: Clause, place: Place) -> list[Agency]:
    """Return the agencies that the clause is about: those with a role that gives a power it needs, or all."""
    roles = {role for power in library.vocabulary.powers if power.id in clause.needs for role in power.from_roles}
    return [agency for agency in place.agencies if not clause.needs or roles & set(agency.roles)]


def bound(library: Library, clause: Clause, place: Place) -> Iterator[tuple[str, str]]:
    """Yield each agency that the clause is about, and whether the text reaches it."""
    reach = library.vocabulary.reach
    for agency in agencies_for(library, clause, place):
        match agency.control:
            case "directs":
                yield agency.name, f"bound: the {place.body.short} directs it"
            case "independent":
                yield agency.name, f"not commanded: the {agency.head} is independent of the {place.body.short}. {reach}"
            case "outside":
                yield agency.name, "not bound: another government's agency"


def owners(library: Library, clause: Clause, place: Place) -> str:
    """Return who would carry the clause out here: the heads of the place's own agencies that it is about."""
    concerned = [agency for agency in agencies_for(library, clause, place) if agency in issuing_agencies(place)]
    return "; ".join(map(_owner, concerned)) or "no agency of this place is on file"


def _owner(agency: Agency) -> str:
    apart = ", as far as the office takes it up" if agency.control == "independent" else ""
    return f"{agency.head} ({agency.name}{apart})"
