"""One clause as a page: its question, every variant's text as it would read, trade-offs, arguments and measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from ordinance.document.model import Block, Document, Number, Paragraph, Run, Style
from ordinance.drafting.assembly import draft
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Provision, Section
from ordinance.drafting.selection import Wishes, law_here
from ordinance.drafting.state_law import LawHere
from ordinance.drafting.wishes import Length
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.place_model import Place
from ordinance.library.revisions import variant_revision
from ordinance.library.store import Library
from ordinance.pages.choice_words import recommended, standing_of
from ordinance.pages.commentary import Annotator, NoteGroup
from ordinance.pages.sources import Sources, shown_date

_LEVELS: tuple[Style, ...] = ("section-text", "subsection-1", "subsection-2", "subsection-3", "subsection-4")


def clause_page(
    library: Library, clause: Clause, variants: Sequence[Variant], place: Place | None, day: date, law: LawHere | None = None
) -> Document:
    """Return the page of a clause as it reads in `place`, or in a place without a name; `law` is a state's where no place is."""
    pages = ClausePages(library, place, "heading-1", day, law)
    blocks = (
        Paragraph("title", (Run(clause.title),)),
        Paragraph("body", (Run(clause.question),)),
        *pages.state_law(clause),
        *pages.variants(clause, variants),
    )
    return Document(clause.title, tuple(blocks), footer=f"{clause.title} · {shown_date(day)}", date=day)


def variant_page(
    library: Library, clause: Clause, variant: Variant, place: Place | None, day: date, law: LawHere | None, more: str
) -> Document:
    """Return the text of one variant with its summary and its plain words; `more` is the command that prints its notes."""
    pages = ClausePages(library, place, "heading-1", day, law)
    blocks = (
        Paragraph("title", (Run(f"{clause.title}: {variant.label} ({clause.id}={variant.id})"),)),
        Paragraph("body", (Run(clause.question),)),
        *pages.state_law(clause),
        *pages.text(clause, variant),
        Paragraph("notice", (Run(f"Its notes, objections and measures:  {more}"),)),
    )
    return Document(clause.title, tuple(blocks), footer=f"{clause.title} · {shown_date(day)}", date=day)


class ClausePages:
    """Makes the parts of clause pages of one library, in one place or in a place without a name, under headings of one level.

    With `names`, a variant's id stands behind its title and its revision under it; without, where an index has them.
    """

    def __init__(
        self,
        library: Library,
        place: Place | None = None,
        heading: Style = "heading-3",
        on: date | None = None,
        law: LawHere | None = None,
        length: Length = "full",
        *,
        names: bool = True,
    ) -> None:
        self.library, self.place, self.heading, self.on, self.length = library, place, heading, on, length
        self.names = names
        self.law = law_here(library, place, Wishes(on=on)) if place else law
        self.sources = Sources(library)
        self.annotator = Annotator(self.sources, "body", "body-list", leaves=frozenset({"state"}))

    def state_law(self, clause: Clause) -> Iterator[Block]:
        """What the law of the place's state says of the clause; where no place was named, that it must be looked up."""
        if self.law is None:
            words = "State law comes first, and differs: name a place (--place) to see what it says there."
            yield Paragraph("notice", (Run(words),))
        else:
            yield Paragraph(self.heading, (Run(f"State law: {self.law.state.name}"),), keep_with_next=True)
            yield from self.annotator.state_rule(self.law.rule(clause))

    def variants(self, clause: Clause, variants: Sequence[Variant]) -> Iterator[Block]:
        """Each variant with its own notes, then once the notes that they share."""
        sections = [self.section(clause, variant) for variant in variants]
        for variant, section in zip(variants, sections, strict=True):
            yield from self._variant(clause, variant, section)
        if sections:
            yield Paragraph(self.heading, (Run("On every variant"),), keep_with_next=True)
            yield from self._notes(sections[0], ("law", "objection", "change"))

    def text(self, clause: Clause, variant: Variant) -> Iterator[Block]:
        """One variant's text and its plain words, without what is said of them."""
        section = self.section(clause, variant)
        yield Paragraph(self.heading, (Run("The text"),), keep_with_next=True)
        yield from self._standing(clause, variant)
        yield from self.provisions(section.provisions)
        yield from self._plain(section)

    def section(self, clause: Clause, variant: Variant) -> Section:
        """Return the section as it reads beside the standard package, in the first instrument that it fits."""
        made = self.drafted(clause, variant)
        return next(one for one in made.sections if one.id == clause.id)

    def drafted(self, clause: Clause, variant: Variant) -> Draft:
        """Return the draft that `section` takes its section from."""
        instrument = (*variant.instruments, *clause.instruments, "ordinance")[0]
        package = self.library.package(self.library.default_package).clauses
        beside = tuple(name for name in package if name != clause.id)
        sample = self.library.sample_county() if clause.when else self.library.sample_place()
        where = self.place or sample
        wishes = Wishes(instrument, {clause.id: variant.id}, include=beside, length=self.length)
        form = self.library.instrument(instrument).short
        if self.length == "short" and not (form and clause.id in form.omits):
            made = draft(self.library, where, wishes)
            if any(one.id == clause.id for one in made.sections):
                return made
        # What a short instrument leaves out, or says within another section, has a section at the full length alone.
        return draft(self.library, where, replace(wishes, length="full"))

    def provisions(self, provisions: tuple[Provision, ...]) -> Iterator[Block]:
        """The operative text, with its labels as words."""
        for provision in provisions:
            content = self.sources.inline(provision.pieces)
            level = min(provision.level, 4)
            # No scheme of the page counts: one item of many variants stands here, under the label that it has in its draft.
            number = Number(provision.label, "", level - 1) if provision.label and level else None
            lead = (Run(f"{provision.label}\u00a0"),) if provision.label and not level else ()
            yield Paragraph(_LEVELS[level], (*lead, *content), number=number)
            yield from self.provisions(provision.children)

    def _variant(self, clause: Clause, variant: Variant, section: Section) -> Iterator[Block]:
        rule = section.chosen.rule if self.place else self.law.rule(clause, variant) if self.law else None
        default = " — recommended" if recommended(clause, variant, rule) else ""
        name = f" ({variant.id})" if self.names else ""
        heading = (Run(f"{variant.label}{name}{default}"),)
        yield Paragraph(self.heading, heading, id=f"{clause.id}={variant.id}", keep_with_next=True)
        if self.names:
            yield Paragraph("small", (Run(f"Revision {variant_revision(clause, variant)}"),), keep_with_next=True)
        yield Paragraph("body", (Run(capital(" ".join(variant.summary.split())), "emphasis"),))
        yield from self._standing(clause, variant)
        yield from self.provisions(section.provisions)
        yield from self._titled(self.annotator.on_items(section).values())
        yield from self._plain(section)
        yield from self._notes(section, ("does", "options"))

    def _standing(self, clause: Clause, variant: Variant) -> Iterator[Block]:
        law = self.law
        if law and (standing := standing_of(self.library, law.rule(clause), law.rule(clause, variant))):
            yield Paragraph("notice", (Run(f"In {law.state.name}: {standing}.", "strong"),))

    def _plain(self, section: Section) -> Iterator[Block]:
        for note in section.notes:
            if note.kind == "plain":
                yield Paragraph("body", (Run("In plain words.", "strong"),), keep_with_next=True)
                yield from self.annotator.paragraphs(note.provisions)

    def _notes(self, section: Section, kinds: tuple[str, ...]) -> Iterator[Block]:
        yield from self._titled(group for group in self.annotator.groups(section) if group.kind in kinds)

    def _titled(self, groups: Iterable[NoteGroup]) -> Iterator[Block]:
        for group in groups:
            yield Paragraph("body", (Run(f"{group.title}.", "strong"),), keep_with_next=True)
            yield from group.body
