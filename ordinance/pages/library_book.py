"""The whole library in one document, for reading through: every clause, variant, note, definition and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Block, Document, Paragraph, Reference, Run, Table
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.revisions import variant_revision
from ordinance.library.store import Library
from ordinance.library.usage import uses
from ordinance.pages.clause_page import ClausePages
from ordinance.pages.registers import authorities_register
from ordinance.pages.sources import federal_horizon, shown_date


def library_book(library: Library, day: date, only: frozenset[str] | None = None) -> Document:
    """Return the book of a library; with `only` ("clause=variant"), of those variants alone.

    The texts are filled in for a place without a name, so that they read as law and belong to nobody.
    """
    blocks: list[Block] = [
        Paragraph("title", (Run("The clause library"),)),
        Paragraph("notice", (Run(_notice(library, day)),)),
        *_clauses(library, only),
    ]
    if only is None:
        blocks += [*_definitions(library), *_authorities(library, day)]
    blocks += _index(library, only)
    return Document("The clause library", tuple(blocks), footer=f"The clause library · {shown_date(day)}", date=day)


def _notice(library: Library, day: date) -> str:
    return (
        f"For reading through, {shown_date(day)}. Not legal advice. Federal law: events known through"
        f" {federal_horizon(library)}. Each text is filled in for a place without a name that has every"
        " power, as it reads beside the standard package."
    )


def _clauses(library: Library, only: frozenset[str] | None) -> Iterator[Block]:
    titles = {group.id: group.title for group in library.vocabulary.groups}
    pages, group = ClausePages(library, names=False), ""
    for clause, variants in _chosen(library, only):
        if clause.group != group:
            group = clause.group
            yield Paragraph("heading-1", (Run(titles[group]),), keep_with_next=True, page_break_before=True)
        yield Paragraph("heading-2", (Run(clause.title),), id=clause.id, keep_with_next=True)
        yield Paragraph("body", (Run(clause.question),))
        yield from pages.variants(clause, variants)


def _chosen(library: Library, only: frozenset[str] | None) -> Iterator[tuple[Clause, list[Variant]]]:
    """Yield the clauses that have a variant among those asked for, with these."""
    for clause in library.clauses():
        variants = [one for one in clause.variants if only is None or f"{clause.id}={one.id}" in only]
        if variants:
            yield clause, variants


def _index(library: Library, only: frozenset[str] | None) -> Iterator[Block]:
    """What files and commands call each text, in the order of the alphabet, leading to where it stands."""
    names = {f"{clause.id}={one.id}": (clause, one) for clause, variants in _chosen(library, only) for one in variants}
    rows = tuple(
        (
            (Run(name),),
            (Reference(f"{clause.title}: {one.label}", name),),
            (Run(variant_revision(clause, one)),),
        )
        for name, (clause, one) in sorted(names.items())
    )
    header = ((Run("Name"),), (Run("Text"),), (Run("Revision"),))
    yield Paragraph("heading-1", (Run("Index of names"),), keep_with_next=True, page_break_before=True)
    yield Table("What files and commands call each text", header, rows, (0.44, 0.42, 0.14))


def _definitions(library: Library) -> Iterator[Block]:
    pages = ClausePages(library)
    yield Paragraph("heading-1", (Run("Definitions"),), keep_with_next=True, page_break_before=True)
    every = tuple(clause.id for clause in library.clauses() if clause.kind == "policy" and not clause.instruments)
    made = draft(library, library.sample_place(), Wishes(include=every))
    for section in made.sections:
        if section.id == "definitions":
            yield from pages.provisions(section.provisions)
    for term_id, notes in made.term_notes.items():
        yield Paragraph("heading-2", (Run(f"On “{made.terms[term_id][0]}” ({term_id})"),), keep_with_next=True)
        for note in notes:
            yield from pages.annotator.paragraphs(note.provisions)


def _authorities(library: Library, day: date) -> Iterator[Block]:
    where = uses(library)
    chosen = list(library.authorities.values())
    places = {one.id: where.get(("cite", one.id), []) for one in chosen}
    yield Paragraph("heading-1", (Run("Authorities"),), keep_with_next=True, page_break_before=True)
    register = authorities_register(library, chosen, places, day)
    yield from (block for block in register.blocks if isinstance(block, Table))
