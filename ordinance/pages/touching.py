"""What an entry on the law in time touches: the clauses on its topics, the places of its state, the sections of one draft."""

from __future__ import annotations

from msgspec import Struct

from ordinance.errors import NotFound
from ordinance.library.changes_model import FEDERAL, Change, Watched
from ordinance.library.store import Library

#: The topic of law that is about a whole text, and no single clause.
WHOLE = "general"


class Part(Struct, frozen=True):
    """One section of a draft made earlier: its label, its clause, and what it rests on."""

    label: str
    clause: str
    topics: frozenset[str]
    authorities: frozenset[str] = frozenset()
    statutes: frozenset[str] = frozenset()


def clauses_on(library: Library, entry: Change | Watched) -> tuple[str, ...]:
    """Return the ids of the clauses that an entry touches: those on its topics, then those it names."""
    by_topic = library.once("clauses by topic", lambda: _by_topic(library))
    found = [name for topic in entry.topics if topic != WHOLE for name in by_topic.get(topic, ())]
    return tuple(dict.fromkeys((*found, *entry.clauses)))


def places_in(library: Library, state: str) -> tuple[str, ...]:
    """Return the ids of the library's places in a state; none for federal law, which reaches all."""
    return () if state == FEDERAL else library.once("places by state", lambda: _by_state(library)).get(state, ())


def sections_touched(change: Change, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the sections that rest on what a change is about: its topics, its clauses, its authorities, its statutes."""
    topics, clauses = set(change.topics) - {WHOLE}, set(change.clauses)
    authorities, statutes = set(change.authorities), set(change.statutes)
    return tuple(
        part
        for part in parts
        if topics & part.topics or part.clause in clauses or authorities & part.authorities or statutes & part.statutes
    )


def state_code(library: Library, code: str) -> str:
    """Return a postal code in upper case, or US. Raises `NotFound` for one that is none."""
    if code.upper() != FEDERAL and code.upper() not in library.state_files:
        raise NotFound("state", code, [*library.state_files, FEDERAL])
    return code.upper()


def _by_topic(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for clause in library.clauses():
        for topic in clause.topics:
            found.setdefault(topic, []).append(clause.id)
    return {topic: tuple(names) for topic, names in found.items()}


def _by_state(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in library.place_files:
        found.setdefault(library.place(name).state, []).append(name)
    return {state: tuple(names) for state, names in found.items()}
