"""The appendix of a memo: the reasons that the draft gives, what to settle for this place, and what to count afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ordinance.document.model import Block, Inline, Paragraph, Run, Table, bullet, plain_text
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Note, Section
from ordinance.library.store import Library
from ordinance.pages.commentary import Annotator
from ordinance.pages.sources import Sources

#: How many amendments of each clause the memo itself holds.
FIRST: Final = 2


def appendix(draft: Draft, library: Library) -> Iterator[Block]:
    """Yield the appendix of the memo on a draft, on a page of its own."""
    sources = Sources(library)
    annotator = Annotator(sources, "body", "body-list", set())
    yield Paragraph("heading-1", (Run("Appendix for staff and counsel"),), keep_with_next=True, page_break_before=True)
    yield from _reasons(draft, sources)
    yield from _more_amendments(draft, annotator)
    yield from _to_settle(draft, annotator)
    yield from _to_count(draft, annotator)


def amendment_tables(sections: Sequence[Section], annotator: Annotator, start: int, stop: int | None) -> Iterator[Table]:
    """Yield a table for each section: amendments from `start` to before `stop`, what each would do, and the reply."""
    header = tuple((Run(words),) for words in ("Amendment", "What it would do", "Reply"))
    for section in sections:
        cells = [_cell(note, annotator) for note in section.notes if note.kind in ("amendment", "effect", "reply")]
        rows = tuple(tuple(cells[place : place + 3]) for place in range(0, len(cells) - 2, 3))[start:stop]
        if rows:
            more = "More amendments" if start else "Amendments"
            yield Table(f"{more}: {section.heading}", header, rows, (0.32, 0.32, 0.36))


def _cell(note: Note, annotator: Annotator) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for paragraph in annotator.paragraphs(note.provisions):
        parts += [*([Run("\n")] if parts else []), *paragraph.content]
    return tuple(parts)


def _more_amendments(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    policy = [section for section in draft.sections if section.chosen.clause.kind == "policy"]
    tables = list(amendment_tables(policy, annotator, FIRST, None))
    if tables:
        yield _heading("More amendments, with replies")
    yield from tables


def _reasons(draft: Draft, sources: Sources) -> Iterator[Block]:
    if draft.recitals:
        yield _heading("The reasons that the draft gives")
    for pieces in draft.recitals:
        yield bullet(Run(f"{capital(plain_text(sources.inline(pieces)))}."))


def _to_settle(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    yield _heading("What to settle for this place, section by section")
    for section in draft.sections:
        changes = [note for note in section.notes if note.kind == "change"]
        if changes:
            yield Paragraph("heading-3", (Run(f"{section.label}, {section.heading}"),), keep_with_next=True)
        for note in changes:
            yield from annotator.paragraphs(note.provisions)


def _to_count(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    counted = [note for section in draft.sections for note in section.notes if note.kind == "measure"]
    if counted:
        yield _heading("What to count from the first day, so that the next review has figures")
    for note in counted:
        for paragraph in annotator.paragraphs(note.provisions):
            yield bullet(*paragraph.content)


def _heading(words: str) -> Paragraph:
    return Paragraph("heading-2", (Run(words),), keep_with_next=True)
