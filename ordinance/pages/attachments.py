"""What is attached to a memo on request: the names, in the order of their numbers, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from ordinance.document.model import Block, Inline, Paragraph, Run, Table, bullet, plain_text
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Note, Section
from ordinance.errors import found
from ordinance.library.store import Library
from ordinance.pages.attached_law import law
from ordinance.pages.attached_options import options
from ordinance.pages.blocks import body, emphasised, heading
from ordinance.pages.commentary import Annotator
from ordinance.pages.deciding import moving_authorities, on_officers, on_power, policy_sections
from ordinance.pages.in_time import open_lines
from ordinance.pages.sources import Sources

Make = Callable[[Draft, Library, Annotator], Iterator[Block]]


class Attachment(Struct, frozen=True):
    """One attachment: the name by which it is asked for, its title, and what makes its blocks."""

    name: str
    title: str
    make: Make


def attached(names: Sequence[str], draft: Draft, library: Library) -> Iterator[Block]:
    """Yield the attachments of these names, in their own order, each on a page of its own."""
    for number, one in enumerate(ATTACHMENTS, 1):
        if one.name in names:
            annotator = Annotator(Sources(library), "body", "body-list", set())  # each cites a case in full once
            yield heading(f"Attachment {number}. {one.title}", page_break=True)
            yield from one.make(draft, library, annotator)


def number_of(name: str) -> int:
    """Return the number that an attachment always has."""
    return 1 + [one.name for one in ATTACHMENTS].index(name)


def _objections(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """Every objection on file, with the whole answer; the one to expect first stands first in each section."""
    for section in policy_sections(draft):
        notes = [note for note in section.notes if note.kind in ("says", "answer")]
        if notes:
            yield heading(section.heading, "heading-2")
        for note in notes:
            for paragraph in annotator.paragraphs(note.provisions):
                says = note.kind == "says"
                yield Paragraph("body", emphasised(paragraph.content), keep_with_next=True) if says else paragraph


def _amendments(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """A table for each section: amendments to expect, what each would do, and the reply."""
    header = tuple((Run(words),) for words in ("Amendment", "What it would do", "Reply"))
    yield body("The first two of each section are the likeliest to be moved.")
    for section in policy_sections(draft):
        cells = [_cell(note, annotator) for note in section.notes if note.kind in ("amendment", "effect", "reply")]
        rows = tuple(tuple(cells[place : place + 3]) for place in range(0, len(cells) - 2, 3))
        if rows:
            yield Table(f"Amendments: {section.heading}", header, rows, (0.32, 0.32, 0.36))


def _cell(note: Note, annotator: Annotator) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for paragraph in annotator.paragraphs(note.provisions):
        parts += [*([Run("\n")] if parts else []), *paragraph.content]
    return tuple(parts)


def _precedents(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """Who else has each section's rule, with the status, the day and how much of it was read."""
    sources, silent = Sources(library), []
    for section in policy_sections(draft):
        chosen = section.chosen
        if not chosen.variant.precedents:
            silent.append(section.heading)
            continue
        yield heading(section.heading, "heading-2")
        for name in chosen.variant.precedents:
            precedent = found(library.precedents, "precedent", name)
            says = next((precedent.provisions[topic] for topic in chosen.clause.topics if topic in precedent.provisions), "")
            words = f" ({sources.adoption(precedent)})" + (f": {' '.join(says.split())}" if says else "")
            yield bullet(Run(sources.policy(precedent), "strong"), Run(words))
    if silent:
        yield body(f"None on file for the variant in this draft: {'; '.join(silent)}.")


def _notes(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """What counsel and staff work through: open questions, the reasons given, what to settle section by section."""
    yield heading("Open questions for counsel", "heading-2")
    yield from (bullet(Run(words)) for words in _questions(draft, library, annotator.sources))
    if draft.recitals:
        yield heading("The reasons that the draft gives", "heading-2")
    for pieces in draft.recitals:
        yield bullet(Run(f"{capital(plain_text(annotator.sources.inline(pieces)))}."))
    yield from _to_settle(draft, annotator)


def _questions(draft: Draft, library: Library, sources: Sources) -> Iterator[str]:
    yield from (capital(line) for line in open_lines(draft, library))
    if draft.formula.confirm:
        yield f"Enacting words: {draft.formula.confirm}."
    yield from on_power(draft, library)
    yield from on_officers(draft)
    for authority in moving_authorities(draft, library):
        yield f"What has happened since in {sources.authority(authority)}?"


def _to_settle(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    if any(note.kind == "change" for section in draft.sections for note in section.notes):
        yield heading("What to settle for this place, section by section", "heading-2")
    for section in draft.sections:
        changes = [note for note in section.notes if note.kind == "change"]
        if changes:
            yield heading(_named(section), "heading-3")
        for note in changes:
            yield from annotator.paragraphs(note.provisions)


def _named(section: Section) -> str:
    return f"{section.label}, {section.heading}"


def _metrics(draft: Draft, library: Library, annotator: Annotator) -> Iterator[Block]:
    """What to count from the first day, section by section."""
    yield body("What to count from the first day, so that the next review has figures.")
    for section in draft.sections:
        counted = [note for note in section.notes if note.kind == "measure"]
        if counted:
            yield heading(_named(section), "heading-2")
        for note in counted:
            for paragraph in annotator.paragraphs(note.provisions):
                yield bullet(*paragraph.content)


#: In the order of their numbers, which never change with what is asked for.
ATTACHMENTS: Final = (
    Attachment("options", "Options and costs", options),
    Attachment("law", "State law and exposure", law),
    Attachment("objections", "All objections", _objections),
    Attachment("amendments", "Amendments to expect", _amendments),
    Attachment("precedents", "Precedents", _precedents),
    Attachment("notes", "Notes for counsel", _notes),
    Attachment("metrics", "What to count", _metrics),
)
