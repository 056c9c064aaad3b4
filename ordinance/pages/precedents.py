"""Who has adopted what: a search of the precedents, with what was read of each and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ordinance.document.model import Document, Inline, Link, Paragraph, Run, Table
from ordinance.errors import NotFound
from ordinance.library.addresses import is_official
from ordinance.library.place_model import Place
from ordinance.library.source_model import Precedent
from ordinance.library.store import Library
from ordinance.pages.sources import Sources, shown_date
from ordinance.places.precedents import near

Cell = tuple[Inline, ...]


def searched(
    library: Library, words: Sequence[str] = (), topic: str | None = None, state: str | None = None, by: str | None = None
) -> list[Precedent]:
    """Return the precedents that hold all words, speak of a topic, lie in a state, and were adopted by a date (YYYY-MM-DD).

    One whose date of adoption is not on file is left out where a date is given. Raises `NotFound` for an unknown topic or state.
    """
    if topic is not None and topic not in (known := _topics(library)):
        raise NotFound("topic", topic, known)
    if state is not None and state.upper() not in library.state_files:
        raise NotFound("state", state, library.state_files)
    found = [
        one
        for one in library.precedents.values()
        if (topic is None or topic in one.provisions or topic in one.secondary_topics)
        and (state is None or one.state == state.upper())
        and (by is None or (one.adopted is not None and one.adopted <= by))
        and all(word.lower() in _text(one).lower() for word in words)
    ]
    return sorted(found, key=lambda one: (one.state, one.jurisdiction, one.adopted or "", one.id))


def near_to(library: Library, found: Sequence[Precedent], place: Place) -> list[Precedent]:
    """Return those near a place: its own, its county's, those of places in it, then its state's, the nearest in size first."""
    groups = near(library, place)
    order = {one.id: at for at, one in enumerate((*groups.own, *groups.county, *groups.neighbors, *groups.state))}
    return sorted((one for one in found if one.id in order), key=lambda one: order[one.id])


def precedents_page(library: Library, found: Sequence[Precedent], says: str, day: date, topic: str | None = None) -> Document:
    """Return the table of precedents; `says` tells what was searched for. With a topic only what speaks of it is printed."""
    made = _Page(library, topic)
    rows = tuple(made.row(one) for one in found)
    header = tuple((Run(words),) for words in ("Place", "Instrument", "Adopted", "Status", "What was read", "What it provides"))
    blocks = (
        Paragraph("title", (Run("Who has adopted what"),)),
        Paragraph("notice", (Run(_NOTICE),)),
        Paragraph("body", (Run(f"{says} {len(found)} found."),)),
        Table("Precedents", header, rows, (0.12, 0.17, 0.1, 0.14, 0.15, 0.32)),
    )
    return Document("Who has adopted what", blocks, footer=shown_date(day), date=day, landscape=True)


_NOTICE = (
    "Adoption elsewhere says that a body voted for something like it. It does not say that a court approved it, or that it is"
    " carried out. Read the source before you cite it: “its text was not read” means that we know it from an account."
)


def precedent_records(found: Sequence[Precedent]) -> list[dict[str, Any]]:
    """Return one record for each precedent, with its provisions by topic and where each was read."""
    return [
        {
            "id": one.id,
            "jurisdiction": one.jurisdiction,
            "state": one.state,
            "level": one.level,
            "instrument": one.instrument,
            "citation": one.citation,
            "adopted": one.adopted or "",
            "last_amended": one.last_amended or "",
            "status": one.status,
            "status_as_of": one.status_as_of or "",
            "verified": one.verified,
            "read_extent": one.read_extent,
            "strength": one.strength or "",
            "provisions": {name: " ".join(words.split()) for name, words in one.provisions.items()},
            "source": one.source,
        }
        for one in found
    ]


class _Page:
    def __init__(self, library: Library, topic: str | None) -> None:
        self.library, self.topic, self.sources = library, topic, Sources(library)
        self.topics = {term.id: term.title for term in library.vocabulary.topics}
        self.levels = {term.id: term.title for term in library.vocabulary.verification}

    def row(self, one: Precedent) -> tuple[Cell, ...]:
        mark = " [verify]" if one.verified == "unverified" else ""
        amended = f"\namended {shown_date(one.last_amended)}" if one.last_amended else ""
        adopted = shown_date(one.adopted) if one.adopted else "not on file"
        as_of = f" as of {shown_date(one.status_as_of)}" if one.status_as_of else ", date not on file"
        note = f"\n{' '.join(one.status_note.split())}" if one.status_note else ""
        return (
            (Run(f"{one.jurisdiction}, {one.state}"),),
            (Run(f"{one.instrument.replace('-', ' ')}: {one.citation}{mark}"),),
            (Run(f"{adopted}{amended}"),),
            (Run(f"{one.status}{as_of}{note}"),),
            self._read(one),
            self._provisions(one),
        )

    def _read(self, one: Precedent) -> Cell:
        extent = {"full": "in full", "partial": "in part", "none": "its text was not read"}[one.read_extent]
        words = f"{self.levels[one.verified]}; {extent}"
        if not is_official(one.source):
            return (Run(words),)
        return (Run(f"{words}\n"), Link(one.source.partition("://")[2].partition("/")[0], one.source))

    def _provisions(self, one: Precedent) -> Cell:
        wanted = {name: words for name, words in one.provisions.items() if self.topic in (None, name)}
        parts: list[Inline] = []
        for name, words in wanted.items():
            lead = "\n" if parts else ""
            parts += [Run(f"{lead}{self.topics.get(name, name)}: ", "strong"), Run(" ".join(words.split()))]
        return tuple(parts)


def _topics(library: Library) -> set[str]:
    held = {name for one in library.precedents.values() for name in (*one.provisions, *one.secondary_topics)}
    return held | {term.id for term in library.vocabulary.topics}


def _text(one: Precedent) -> str:
    return " ".join((one.jurisdiction, one.state, one.citation, one.notes or "", *one.provisions, *one.provisions.values()))
