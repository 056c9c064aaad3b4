"""Whom a clause would bind in a place: the agencies that it is about, and who commands them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ordinance.drafting.model import Section
from ordinance.drafting.powers import issuing_agencies, missing, powers_of
from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Agency, Place
from ordinance.library.store import Library

#: How a memo says whom a text reaches, by who commands them.
_REACH: Final = (
    ("directs", "Bound, since the {body} directs them"),
    ("independent", "Not commanded, since the {body} does not direct the {heads}"),
    ("outside", "Not bound, since they belong to another government"),
)


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


def reach_lines(library: Library, sections: Sequence[Section], place: Place) -> Iterator[str]:
    """Yield whom a draft's sections bind and do not bind, the agencies of one kind in one sentence."""
    about = {one.name: one for section in sections for one in agencies_for(library, section.chosen.clause, place)}
    for control, says in _REACH:
        found = [agency for agency in about.values() if agency.control == control]
        if found:
            heads = ", ".join(dict.fromkeys(agency.head for agency in found))
            yield f"{says.format(body=place.body.short, heads=heads)}: {'; '.join(agency.name for agency in found)}."


def owners(library: Library, clause: Clause, place: Place) -> str:
    """Return who would carry the clause out here: the heads of the place's own agencies that it is about."""
    concerned = [agency for agency in agencies_for(library, clause, place) if agency in issuing_agencies(place)]
    return "; ".join(map(_owner, concerned)) or "no agency of this place is on file"


def owners_of(library: Library, clauses: Sequence[Clause], place: Place) -> list[str]:
    """Return who would carry out several clauses, each once; none where no agency of the place is on file."""
    agencies = dict.fromkeys(agency.name for clause in clauses for agency in agencies_for(library, clause, place))
    return [_owner(agency) for agency in issuing_agencies(place) if agency.name in agencies]


def _owner(agency: Agency) -> str:
    apart = ", as far as the office takes it up" if agency.control == "independent" else ""
    return f"{agency.head} ({agency.name}{apart})"
