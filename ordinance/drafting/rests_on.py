"""What a draft rests on, with the day on which each was read; and what is still open in the law of its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from ordinance.drafting.local_rules import statutes_said
from ordinance.drafting.model import Citation, Draft, Section, walk
from ordinance.drafting.powers import is_independent, kinds_of, officers
from ordinance.errors import found
from ordinance.library.state_model import OpenEvent, StateStatute
from ordinance.library.store import Library


class Read(Struct, frozen=True):
    """An entry that a draft rests on: its citation, and the day, or the month, on which its source was read."""

    what: str
    on: str


def authorities_used(draft: Draft, library: Library) -> Iterator[tuple[Section, str]]:
    """Yield the id of each authority that a section's variant names or its operative text cites, with the section."""
    for section in draft.sections:
        cited = [
            piece.id
            for provision in walk(section.provisions)
            for piece in provision.pieces
            if isinstance(piece, Citation) and piece.kind == "cite"
        ]
        for name in dict.fromkeys((*section.chosen.variant.authorities, *cited)):
            if name in library.authorities:
                yield section, name


def statutes_used(draft: Draft) -> tuple[StateStatute, ...]:
    """Return the state statutes by which clauses were taken, flagged or left out, or whose words the draft says, each once."""
    rules = [section.chosen.rule for section in draft.sections] + [one.rule for one in draft.selection.left_out]
    found = {statute.id: statute for rule in rules for statute in rule.statutes}
    found |= {statute.id: statute for statute in statutes_said(draft.selection)}
    return tuple(found.values())


def authorities_read(draft: Draft, library: Library) -> list[Read]:
    """Return the authorities that a draft relies on, the one read longest ago first."""
    used = {name: found(library.authorities, "authority", name) for _, name in authorities_used(draft, library)}
    return _oldest_first(Read(one.citation, one.checked.isoformat()) for one in used.values())


def statutes_read(draft: Draft) -> list[Read]:
    """Return the state statutes that a draft rests on and whose file says when they were read, the oldest first."""
    return _oldest_first(Read(one.cite, one.read.on) for one in statutes_used(draft) if one.read)


def oldest_read(draft: Draft, library: Library) -> Read | None:
    """Return the entry read longest ago, where the entries that a draft rests on were read at different times."""
    found = _oldest_first((*statutes_read(draft), *authorities_read(draft, library)))
    return found[0] if found and not max(one.on for one in found).startswith(found[0].on) else None


def day_of(value: str) -> date:
    """Return the first day of a date that may be a month or a year: what may be older is taken to be older."""
    try:
        return date.fromisoformat((value + "-01-01")[:10])
    except ValueError:  # a day that its month has not
        return date.fromisoformat(value[:7] + "-01")


def open_events(draft: Draft, library: Library) -> tuple[OpenEvent, ...]:
    """Return what is open in the state's law and meets the draft's clauses and the kinds of government that it is for."""
    topics = {topic for section in draft.sections for topic in section.chosen.clause.topics}
    place = draft.place
    kinds = set(kinds_of(library, place, draft.instrument)) | (officers(library) if is_independent(place) else set())
    return tuple(
        event
        for event in draft.selection.state.open_events
        if ("general" in event.topics or topics & set(event.topics)) and (not event.kinds or kinds & set(event.kinds))
    )


def _oldest_first(found: Iterable[Read]) -> list[Read]:
    return sorted(found, key=lambda one: (one.on, one.what))
