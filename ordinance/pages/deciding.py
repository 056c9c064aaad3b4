"""Who decides on a draft, and what counsel must settle before they do."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ordinance.drafting.model import Draft, Section
from ordinance.drafting.powers import policy_agency
from ordinance.errors import found
from ordinance.library.source_model import Authority
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST, verdict_words

#: What state law says where counsel must answer before anyone votes.
UNSETTLED = (*AGAINST, "not-reached", "not-researched")


class Issuer(Struct, frozen=True):
    """Who decides on an instrument: how a memo addresses and names them, and what they do with it."""

    address: str
    name: str
    verb: str


def issuer_of(draft: Draft) -> Issuer:
    """Return who decides: the executive on an order, the head of the department on its policy, else the body."""
    place = draft.place
    if draft.selection.instrument.issuer == "executive" and place.executive:
        return Issuer(place.executive.title, place.executive.title, "issue")
    if draft.selection.instrument.issuer == "department":
        name = policy_agency(place)
        head = next((agency.head for agency in place.agencies if agency.name == name), name)
        return Issuer(f"{head}, {name}", head, "issue")
    return Issuer(f"Members of the {place.body.name}", place.body.short, "adopt")


def policy_sections(draft: Draft) -> list[Section]:
    """Return the sections that a body debates."""
    return [section for section in draft.sections if section.chosen.clause.kind == "policy"]


def on_power(draft: Draft, library: Library) -> Iterator[str]:
    """Yield, of each choice that state law stands against or that nobody researched, whether it may be adopted at all."""
    who = issuer_of(draft)
    for section in policy_sections(draft):
        if section.chosen.rule.status in UNSETTLED:
            asked = f"May the {who.name} {who.verb} {section.label}, {section.heading}?"
            yield f"{asked} On file: {verdict_words(library, section.chosen.rule)}."


def on_officers(draft: Draft) -> Iterator[str]:
    """Yield what is to be asked of officers whom the body does not direct, where the place has any."""
    if any(agency.control == "independent" for agency in draft.place.agencies):
        short = draft.place.body.short
        yield f"What may the {short} require of officers whom it does not direct, and do with money and buildings?"


def moving_authorities(draft: Draft, library: Library) -> list[Authority]:
    """Return the authorities on which the draft rests and that may have moved since, or that nobody has verified."""
    names = dict.fromkeys(name for section in draft.sections for name in section.chosen.variant.authorities)
    used = [found(library.authorities, "authority", name) for name in names]
    return [one for one in used if one.caution or one.verified == "unverified"]
