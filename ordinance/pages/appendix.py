"""The notes for counsel after the text: a note for each section, numbered as its comment says, and a table of authorities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Block, Inline, Link, Paragraph, Run, Table
from ordinance.drafting.model import Draft, Section
from ordinance.errors import found
from ordinance.library.addresses import is_official
from ordinance.library.source_model import Authority
from ordinance.pages.commentary import Annotator
from ordinance.pages.sources import Sources, cited, shown_date


def appendix(draft: Draft, sources: Sources, day: date) -> Iterator[Block]:
    """Yield the analysis of each section and definition, what was left out, and the tables of sources."""
    annotator = Annotator(sources, "body", "body-list", day=day)
    title = Run(f"Commentary, not part of the {draft.instrument_name}: notes for counsel")
    yield Paragraph("heading-1", (title,), keep_with_next=True, page_break_before=True)
    yield Paragraph("body", sources.inline(draft.note))
    yield from _procedure(draft, sources)
    if draft.selection.length == "short":
        yield Paragraph("body", (Run(sources.term(sources.library.vocabulary.notes, "beside-full").title, "emphasis"),))
    for number, section in enumerate(draft.sections, 1):
        yield from _analysis(section, number, annotator)
    yield from _definitions(draft, annotator)
    if draft.selection.left_out:
        yield Paragraph("heading-2", (Run("Left out of this draft"),), keep_with_next=True)
        yield from annotator.left_out(draft.selection.left_out)
    yield Paragraph("heading-1", (Run("Authorities and sources"),), keep_with_next=True, page_break_before=True)
    yield from _sources(draft, sources)


def _procedure(draft: Draft, sources: Sources) -> Iterator[Block]:
    """How the body adopts such an instrument, and its limits on penalties, each with its source and how far that was read."""
    if not draft.procedure:
        return
    title = sources.term(sources.library.vocabulary.notes, "procedure").title
    yield Paragraph("heading-2", (Run(title),), keep_with_next=True)
    levels = {term.id: term.title for term in sources.library.vocabulary.verification}
    for one in draft.procedure:
        cite = f"{one.cite}: " if one.cite else ""
        yield Paragraph("body", (Run(f"{one.says} ({cite}{levels[one.verified]})"),))


def _analysis(section: Section, number: int, annotator: Annotator) -> Iterator[Block]:
    groups = [*annotator.groups(section), *annotator.on_items(section).values()]
    if not groups:
        return
    yield Paragraph("heading-2", (Run(f"{number}. {section.heading} ({section.label})"),), keep_with_next=True)
    for group in groups:
        yield Paragraph("heading-3", (Run(group.title),), keep_with_next=True)
        yield from group.body


def _definitions(draft: Draft, annotator: Annotator) -> Iterator[Block]:
    if not draft.term_notes:
        return
    yield Paragraph("heading-2", (Run("Definitions"),), keep_with_next=True)
    for term_id, notes in draft.term_notes.items():
        for note in notes:
            first, *rest = annotator.paragraphs(note.provisions)
            lead = Run(f"{draft.terms[term_id][0].capitalize()}. ", "strong")
            yield Paragraph("body", (lead, *first.content))
            yield from rest


def _sources(draft: Draft, sources: Sources) -> Iterator[Block]:
    used, library = cited(draft), sources.library
    levels = {term.id: term for term in library.vocabulary.verification}
    yield Paragraph(
        "body",
        (
            Run(
                "How each source was read: "
                + "; ".join(f"“{term.title}” — {(term.says or '').strip()}" for term in levels.values())
            ),
        ),
    )
    named = [found(library.authorities, "authority", name) for name in used["cite"]]
    authorities = sorted(named, key=lambda one: one.citation.lower())
    if authorities:
        header = _row("Authority", "What it says", "Binds", "Read and checked")
        rows = tuple(_authority_row(authority, sources) for authority in authorities)
        yield Table("Table of authorities", header, rows, (0.26, 0.42, 0.16, 0.16))
    studies = [found(library.evidence, "study", name) for name in used["evidence"]]
    if studies:
        header = _row("Study or count", "Finding", "Limits", "Read and checked")
        rows = tuple(
            _row(
                sources.study(one),
                one.finding.strip(),
                (one.limits or "").strip(),
                f"{levels[one.verified].title}; {shown_date(one.checked)}",
            )
            for one in studies
        )
        yield Table("Studies and counts", header, rows, (0.26, 0.34, 0.24, 0.16))


def _authority_row(authority: Authority, sources: Sources) -> tuple[tuple[Inline, ...], ...]:
    level = sources.term(sources.library.vocabulary.verification, authority.verified).title
    where: tuple[Inline, ...] = (Run(f"{level}; {shown_date(authority.checked)}"),)
    if is_official(authority.source):
        where += (Run(". "), Link(authority.source, authority.source))
    cite, says, binds = _row(sources.authority(authority), authority.proposition.strip(), authority.binds)
    return (cite, says, binds, where)


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
