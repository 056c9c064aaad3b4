"""The summary for residents: what each chosen variant changes on Monday morning, and every exception, in the same size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Block, Document, Paragraph, Run
from ordinance.drafting.local_sections import reworded_sections
from ordinance.drafting.model import Draft
from ordinance.library.store import Library
from ordinance.pages.commentary import Annotator
from ordinance.pages.local_words import said_of_own
from ordinance.pages.sources import Sources, shown_date


def summary(draft: Draft, library: Library, day: date) -> Document:
    """Return the summary of a draft, built from the plain words of its variants, so that it cannot drift from the text."""
    name = draft.instrument_name
    passed = draft.place.adopted
    title = f"{draft.place.official_name}: the {'adopted' if passed else 'proposed'} {name}, in plain words"
    status = f"was adopted on {shown_date(passed.on)}" if passed else "is a proposal. It changes nothing until it is adopted"
    footer = f"Summary of the text adopted on {shown_date(passed.on)}" if passed else f"Summary of the draft of {shown_date(day)}"
    blocks: list[Block] = [
        Paragraph("title", (Run(title),)),
        Paragraph("notice", (Run(_notice(name, status)),)),
        *_sections(draft, library),
    ]
    return Document(title, tuple(blocks), footer=footer, date=day)


def _notice(name: str, status: str) -> str:
    return (
        f"This {name} {status}. It tells local staff what to do; it does not bind federal agents, and it cannot"
        " promise that nobody will be arrested. It is not legal advice: talk to a lawyer about your own case."
    )


def _sections(draft: Draft, library: Library) -> Iterator[Block]:
    annotator = Annotator(Sources(library), "body", "body-list")
    amended = reworded_sections(draft)
    for section in draft.sections:
        if section.id in amended:  # what the library says in plain words was of other words
            yield Paragraph("heading-1", (Run(section.heading),), keep_with_next=True)
            yield Paragraph("body", (Run(said_of_own(draft, section, library)),))
            continue
        notes = [note for note in section.notes if note.kind == "plain"]
        if not notes:
            continue
        yield Paragraph("heading-1", (Run(section.heading),), keep_with_next=True)
        for note in notes:
            yield from annotator.paragraphs(note.provisions)
