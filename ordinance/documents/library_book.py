"""The whole library in one document, for reading through: every clause, variant, note, definition and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.documents.commentary import Annotator
from ordinance.documents.model import Block, Document, Inline, Paragraph, Run, Style, Table
from ordinance.documents.registers import authorities_register
from ordinance.documents.sources import Sources, shown_date
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Provision, Section
from ordinance.drafting.selection import Wishes
from ordinance.library.model import Clause, Variant
from ordinance.library.revisions import variant_revision
from ordinance.library.store import Library
from ordinance.library.usage import uses

_LEVELS: tuple[Style, ...] = ("section-text", "subsection-1", "subsection-2", "subsection-3", "subsection-4")


def library_book(library: Library, day: date, only: frozenset[str] | None = None) -> Document:
    """Return the book of a library; with `only` ("clause=variant"), of those variants alone.

    The texts are filled in for a place without a name, so that they read as law and belong to nobody.
    """
    book = _Book(library, only)
    blocks = (
        Paragraph("title", (Run("The clause library"),)),
        Paragraph("notice", (Run(book.notice(day)),)),
        *book.clauses(),
        *book.definitions(),
        *book.authorities(day),
    )
    return Document("The clause library", tuple(blocks), footer=f"The clause library · {shown_date(day)}", date=day)


class _Book:
    def __init__(self, library: Library, only: frozenset[str] | None) -> None:
        self.library, self.only = library, only
        self.sources = Sources(library)
        self.annotator = Annotator(self.sources, "body", "body-list")

    def notice(self, day: date) -> str:
        return (
            f"For reading through, {shown_date(day)}. Not legal advice. Federal law: events known through"
            f" {shown_date(self.library.federal_horizon.horizon)}. Each text is filled in for a place without a name that"
            " has every power, as it reads beside the standard package."
        )

    def clauses(self) -> Iterator[Block]:
        titles = {group.id: group.title for group in self.library.vocabulary.groups}
        group = ""
        for clause in self.library.clauses():
            variants = [one for one in clause.variants if self._wanted(clause, one)]
            if not variants:
                continue
            if clause.group != group:
                group = clause.group
                yield Paragraph("heading-1", (Run(titles[group]),), keep_with_next=True, page_break_before=True)
            yield Paragraph("heading-2", (Run(f"{clause.title} ({clause.id})"),), keep_with_next=True)
            yield Paragraph("body", (Run(clause.question),))
            sections = [(variant, self._section(clause, variant)) for variant in variants]
            for variant, section in sections:
                yield from self._variant(clause, variant, section)
            yield from self._notes(sections[0][1], variant_level=False)

    def _wanted(self, clause: Clause, variant: Variant) -> bool:
        return self.only is None or f"{clause.id}={variant.id}" in self.only

    def _section(self, clause: Clause, variant: Variant) -> Section:
        """Return the section as it reads beside the standard package, in the first instrument that it fits."""
        instrument = (*variant.instruments, *clause.instruments, "ordinance")[0]
        package = self.library.packages[self.library.default_package].clauses
        beside = tuple(name for name in package if name != clause.id)
        place = self.library.sample_county() if clause.when else self.library.sample_place()
        wishes = Wishes(instrument, {clause.id: variant.id}, include=beside)
        return next(one for one in draft(self.library, place, wishes).sections if one.id == clause.id)

    def _variant(self, clause: Clause, variant: Variant, section: Section) -> Iterator[Block]:
        default = " — recommended" if variant.id == clause.default else ""
        title = f"{variant.label} ({variant.id}){default}"
        yield Paragraph("heading-3", (Run(title),), keep_with_next=True)
        yield Paragraph("small", (Run(f"Revision {variant_revision(clause, variant)}"),), keep_with_next=True)
        yield Paragraph("body", (Run(" ".join(variant.summary.split()), "emphasis"),))
        yield from self._provisions(section.provisions)
        yield from self._notes(section, variant_level=True)

    def _provisions(self, provisions: tuple[Provision, ...]) -> Iterator[Block]:
        for provision in provisions:
            content = self.sources.inline(provision.pieces)
            label: tuple[Inline, ...] = (Run(f"{provision.label}\u00a0"),) if provision.label else ()
            yield Paragraph(_LEVELS[min(provision.level, 4)], (*label, *content))
            yield from self._provisions(provision.children)

    def _notes(self, section: Section, *, variant_level: bool) -> Iterator[Block]:
        """Notes of the variant under it; those of the clause once, after its variants."""
        own = {"options", "does"} if variant_level else {"law", "objection", "change"}
        for group in self.annotator.groups(section):
            if group.kind in own:
                yield Paragraph("body", (Run(f"{group.title}.", "strong"),), keep_with_next=True)
                yield from group.body

    def definitions(self) -> Iterator[Block]:
        if self.only is not None:
            return
        yield Paragraph("heading-1", (Run("Definitions"),), keep_with_next=True, page_break_before=True)
        ids = {term.id: term for term in self.library.definitions.values()}
        place = self.library.sample_place()
        every = tuple(clause.id for clause in self.library.clauses() if clause.kind == "policy" and not clause.instruments)
        made = draft(self.library, place, Wishes(include=every))
        for section in made.sections:
            if section.id == "definitions":
                yield from self._provisions(section.provisions)
        for term_id, notes in made.term_notes.items():
            yield Paragraph("heading-3", (Run(f"On “{made.terms[term_id][0]}” ({ids[term_id].id})"),), keep_with_next=True)
            for note in notes:
                yield from self.annotator.paragraphs(note.provisions)

    def authorities(self, day: date) -> Iterator[Block]:
        if self.only is not None:
            return
        where = uses(self.library)
        chosen = list(self.library.authorities.values())
        places = {one.id: where.get(("cite", one.id), []) for one in chosen}
        register = authorities_register(self.library, chosen, places, day)
        yield Paragraph("heading-1", (Run("Authorities"),), keep_with_next=True, page_break_before=True)
        yield from (block for block in register.blocks if isinstance(block, Table))
