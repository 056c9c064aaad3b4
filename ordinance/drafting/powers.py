"""Who holds which power here: the agencies that the issuer commands or pays for, and the officers it cannot direct."""

from __future__ import annotations

from collections.abc import Iterable

from ordinance.errors import BadChoice
from ordinance.library.fields import InstrumentRef
from ordinance.library.place_model import Agency, Place
from ordinance.library.store import Library


def issuing_agencies(place: Place) -> list[Agency]:
    """Return the place's own agencies: those of another government ("outside") are not its."""
    return [agency for agency in place.agencies if agency.control != "outside"]


def is_independent(place: Place) -> bool:
    """Tell whether an agency here answers to an officer whom the body cannot direct."""
    return any(agency.control == "independent" for agency in place.agencies)


def kinds_of(library: Library, place: Place, instrument: InstrumentRef) -> frozenset[str]:
    """Return the kinds of government that an issuer counts as in state law: its own, and the sheriff for an officer's policy."""
    kinds = {place.kind, *library.words.kinds[place.kind].also}
    if of_department(library, instrument):
        name = policy_agency(place)
        if any(agency.name == name and agency.control == "independent" for agency in place.agencies):
            kinds |= officers(library)
    return frozenset(kinds)


def officers(library: Library) -> set[str]:
    """Return the words by which a state's file names an independent officer as the issuer of a policy."""
    return {one.id for one in library.words.bound if one.officer}


def of_department(library: Library, instrument: InstrumentRef) -> bool:
    """Tell whether an instrument binds one department instead of the agencies of the place."""
    return library.instrument(instrument).scope == "department"


def binding_powers(library: Library, place: Place, instrument: InstrumentRef) -> frozenset[str]:
    """Return the powers through which a section binds somebody here: those of the agencies that the issuer directs.

    A power that the vocabulary marks `by_money` counts for an independent officer too: the section on such officers keeps the
    place's money, buildings and contracts from what the sections on custody and cooperation forbid. A department's policy
    binds its department, whoever directs that.
    """
    if of_department(library, instrument):
        return powers_of(library, place, instrument)
    roles = {role for agency in place.agencies if agency.control == "directs" for role in agency.roles}
    apart = {role for agency in place.agencies if agency.control == "independent" for role in agency.roles}
    own = {power.id for power in library.vocabulary.powers if roles & set(power.from_roles)}
    reached = {power.id for power in library.vocabulary.powers if power.by_money and apart & set(power.from_roles)}
    return frozenset(own | reached | set(place.powers))


def lacking(library: Library, place: Place, instrument: InstrumentRef, needs: Iterable[str]) -> str:
    """Return why needs are not met here, in words: "the place's file names no jail or lockup"; nothing where all are met."""
    names = missing(library, place, instrument, needs)
    return f"the place's file names no {names}" if names else ""


def missing(library: Library, place: Place, instrument: InstrumentRef, needs: Iterable[str]) -> str:
    """Return what is missing for needs here: "police that the board directs and no airport"; nothing where all are met."""
    bound, held = binding_powers(library, place, instrument), powers_of(library, place, instrument)
    wanted = [power for power in library.vocabulary.powers if power.id in set(needs) - bound]
    apart = f" that the {place.body.short} directs"
    return " and no ".join((power.absent or power.title) + (apart if power.id in held else "") for power in wanted)


def powers_of(library: Library, place: Place, instrument: InstrumentRef) -> frozenset[str]:
    """Return the powers that the issuer's agencies give; a department policy has only its department's."""
    agencies = issuing_agencies(place)
    if of_department(library, instrument):
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
