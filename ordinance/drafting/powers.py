"""Who holds which power here: the agencies that the issuer commands or pays for, and the officers it cannot direct."""

from __future__ import annotations

from ordinance.errors import BadChoice
from ordinance.library.fields import InstrumentId
from ordinance.library.model import Agency, Place
from ordinance.library.store import Library


def issuing_agencies(place: Place) -> list[Agency]:
    """Return the place's own agencies: those of another government ("outside") are not its."""
    return [agency for agency in place.agencies if agency.control != "outside"]


def is_independent(place: Place) -> bool:
    """Tell whether an agency here answers to an officer whom the body cannot direct."""
    return any(agency.control == "independent" for agency in place.agencies)


def powers_of(library: Library, place: Place, instrument: InstrumentId) -> frozenset[str]:
    """Return the powers that the issuer's agencies give; a department policy has only its department's."""
    agencies = issuing_agencies(place)
    if instrument == "policy":
        agencies = [agency for agency in agencies if agency.name == policy_agency(place)]
    roles = {role for agency in agencies for role in agency.roles}
    derived = {power.id for power in library.vocabulary.powers if roles & set(power.from_roles)}
    return frozenset(derived | set(place.powers))


def policy_agency(place: Place) -> str:
    """Return the agency that a department policy is for: the one named, else the police, the jail, the first.

    Raises `BadChoice` where the place has no agency of its own.
    """
    if place.policy_agency:
        return place.policy_agency
    own = issuing_agencies(place)
    for role in ("police", "jail"):
        for agency in own:
            if role in agency.roles:
                return agency.name
    if not own:
        raise BadChoice(f"{place.name} has no agency in its file, so there is no department to write a policy for")
    return own[0].name
