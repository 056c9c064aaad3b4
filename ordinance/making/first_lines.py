"""The few lines after a draft: what must be mended, what needs a decision here, and how much more there is to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.checks.model import Finding
from ordinance.document.model import Document
from ordinance.drafting.forms import resolution_instead
from ordinance.drafting.model import Draft, LeftOut
from ordinance.drafting.rests_on import open_events
from ordinance.drafting.state_law import unresearched
from ordinance.library.store import Library
from ordinance.making.telling import blanks
from ordinance.pages.choice_words import AGAINST
from ordinance.pages.in_time import event_fact
from ordinance.pages.listed_in_draft import listed_in_draft
from ordinance.pages.local_words import local_lines
from ordinance.pages.screens.model import Entry, Face, Line, Screen, flat, more, named
from ordinance.pages.sources import at_risk, penalties, shown_date

#: The lines that a draft leaves on the terminal, with those that say what was written.
MOST: Final = 14
#: How many errors stand with their words.
_ERRORS: Final = 3


def first_lines(made: Draft, document: Document, library: Library, faults: list[Finding], place: str, command: str) -> Screen:
    """Return the lines; `place` is what was typed, `command` prints all that there is to know."""
    state = made.selection.state.name
    entries: list[Entry] = [*_faults(faults)]
    entries.append(Line(f": {made.instrument_name} of {len(made.sections)} sections", made.place.official_name, most=1))
    entries += _standing(made)
    if resolution_instead(made.place, made.selection.instrument, made.selection.form):
        lead = "Take the resolution instead: "
        entries.append(Line(f"add --instrument resolution. {made.power}", lead, "warning", most=2))
    threats = penalties(made, library) if at_risk(made) else []
    if threats:
        entries.append(_listed(f"Penalties in {state} law", threats, "warning"))
    if events := [event_fact(event) for event in open_events(made, library)]:
        entries.append(_listed(f"Open in {state} law, look it up first", events, "warning", 2))
    if agreements := listed_in_draft(made, library, 2):
        entries.append(Line(" ".join(agreements), "Agreements: ", "warning", most=2))
    entries += _left_out(made)
    entries += (Line(line, most=2) for line in local_lines(made, library))
    if unsettled := _unsettled(made):
        entries.append(_listed("To confirm with counsel", unsettled))
    if prompts := blanks(document):
        entries.append(_listed("To fill in", prompts, "strong", 8))
    known = f"federal law through {shown_date(library.federal_horizon.horizon)}, {state} law through"
    foot = (
        Line(f"Events known: {known} {shown_date(made.selection.state.horizon)}."),
        Line(f"Not legal advice: have counsel review it. `ordinance check {place}` lists what to mend."),
        more(command, "The rest"),
    )
    return Screen(tuple(entries), foot)


def _faults(faults: list[Finding]) -> Iterator[Line]:
    """Yield the errors: nobody hands the draft on with one."""
    if not faults:
        return
    count = "1 error" if len(faults) == 1 else f"{len(faults)} errors"
    yield Line(lead=f"{count} in this draft: mend it before anyone sees it.", face="error")
    for one in faults[:_ERRORS]:
        yield Line(f"{one.where}: {flat(one.message)}", indent=2, most=3, least=3)
    if len(faults) > _ERRORS:
        yield Line(f"and {len(faults) - _ERRORS} more", indent=2)


def _unsettled(made: Draft) -> list[str]:
    """Return what counsel must confirm: the enacting words, when it takes effect, the power to enact."""
    found = [f"the power to enact. {made.power}"] if made.power else []
    words = ["the enacting words"] if made.formula.confirm else []
    day = ["when it takes effect"] if made.effect_confirm else []
    return [*words, *day, *found]


def _left_out(made: Draft) -> Iterator[Line]:
    """Yield what state law kept out, and what is left out for another reason, each in one line."""
    by_law = [one for one in made.selection.left_out if one.why == "state-law"]
    other = [one for one in made.selection.left_out if one.why != "state-law"]
    if by_law:
        yield _listed("Left out by state law", [one.clause.id for one in by_law], "warning", 12)
    if other:
        yield _listed("Left out", [_why(one) for one in other], "strong", 3)


def _why(one: LeftOut) -> str:
    return f"{one.clause.id} ({one.says})"


def _standing(made: Draft) -> Iterator[Line]:
    """Yield the sections that state law is against, those that it moved, and those on which nobody researched it."""
    state = made.selection.state.name
    against = [one for one in made.sections if one.chosen.rule.status in AGAINST]
    for status, warning in AGAINST.items():
        found = [f"{one.heading} ({one.id})" for one in against if one.chosen.rule.status == status]
        if found:
            yield _listed(f"{warning}, {state} law", found, "error" if status != "risky" else "warning", 6)
    loose = [one.id for one in unresearched(made) if one not in against]
    if loose:
        yield _listed(f"Not researched in {state}, which forbids limits like it", loose, "warning", 6)
    moved = [f"{one.id}: {one.chosen.moved}" for one in made.sections if one.chosen.moved]
    if moved:
        yield _listed("Another variant than usual", moved, "strong", 2)
    yield from (Line(said, most=2) for said in made.selection.told)


def _listed(what: str, names: list[str], face: Face = "strong", most: int = 3) -> Line:
    """Return one line: how many there are, and the first of them."""
    return Line("; ".join(named(names, most)), f"{what} ({len(names)}): ", face, most=2)
