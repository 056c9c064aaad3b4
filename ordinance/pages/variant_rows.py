"""What a reader must know of each variant of a clause in one place, as rows of words: one row a question, one cell a variant."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Final

from msgspec import Struct

from ordinance.document.model import Inline, Run
from ordinance.drafting.assembly import facts_of
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import render
from ordinance.drafting.lengths import sentences_of
from ordinance.drafting.model import Chosen, Draft, Section, StateRule, plain, walk
from ordinance.drafting.selection import Wishes, law_here
from ordinance.drafting.state_law import LawHere
from ordinance.drafting.wishes import Length
from ordinance.errors import BadChoice, found
from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.pages.choice_words import summary_of, verdict_words
from ordinance.pages.clause_page import ClausePages
from ordinance.pages.commentary import Annotator
from ordinance.pages.reach import missing_power
from ordinance.pages.sources import Sources

Cell = tuple[Inline, ...]

#: By the drafting rules the subject of a duty stands before its verb, and is the person who must act.
_DUTY: Final = re.compile(r"(?:^|[.;:] )((?:An?|The|Each|No) [^,.;:]{2,60}?) shall\b")
_ARTICLE: Final = re.compile(r"^(?:An?|The|Each|No) ")
#: A longer subject is a sentence with a clause of its own; the text says it better.
_SUBJECT_WORDS: Final = 8


class Row(Struct, frozen=True):
    """One question about the variants: its id, how it is printed, and an answer for each variant in the clause's order."""

    id: str
    title: str
    cells: tuple[Cell, ...]


class ClauseChoice(Struct, frozen=True):
    """A clause in a place: its variants with the sections that they would make, the state's rule on it and on each (`own`)."""

    library: Library
    place: Place
    state: StateLaw
    clause: Clause
    rule: StateRule
    drafts: tuple[Draft, ...]
    own: tuple[StateRule, ...]
    law: LawHere

    @property
    def sections(self) -> tuple[Section, ...]:
        """The section that each variant makes, strongest first."""
        return tuple(next(one for one in made.sections if one.id == self.clause.id) for made in self.drafts)


def choice_of(library: Library, clause: Clause, place: Place, on: date | None = None, length: Length = "full") -> ClauseChoice:
    """Return a clause's variants as they would read in a place at a length.

    Raises `BadChoice` where the place lacks the power for all.
    """
    lacking = missing_power(library, clause, place)
    if lacking:
        raise BadChoice(
            f"the file of {place.name} names no {lacking}, so there is nothing for {clause.id} to govern there;"
            f" `ordinance show {clause.id}` prints it for a place that has"
        )
    state = library.state(place.state)
    pages = ClausePages(library, place, length=length)
    drafts = tuple(pages.drafted(clause, variant) for variant in clause.variants)
    law = law_here(library, place, Wishes(on=on))
    own = tuple(law.rule(clause, variant) for variant in clause.variants)
    return ClauseChoice(library, place, state, clause, law.rule(clause), drafts, own, law)


def rows(choice: ClauseChoice) -> list[Row]:
    """Return the rows of the comparison, in the order in which a member asks."""
    teller = _Teller(choice)
    told = [
        Row(name, title, tuple(cell(made, section) for made, section in zip(choice.drafts, choice.sections, strict=True)))
        for name, title, cell in (
            ("does", "What it does", teller.does),
            ("staff", "What staff must do", teller.staff),
            ("exceptions", "What it lets through", teller.exceptions),
            ("shared", "What every variant lets through", teller.exceptions_of_all),
            ("opens", "What the short text leaves open", lambda _, section: teller.noted(section, "opens")),
            ("bound", "Who must act, by its words", teller.duty_bearers),
            ("gains", "What speaks for it", teller.gains),
            ("costs", "What it costs", teller.costs),
            ("exposure", "Legal exposure, and why", teller.exposure),
            ("state", "State law here", teller.state),
            ("traits", "Traits on the federal list", teller.traits),
            ("adopted", "Who has something like it", teller.adopted),
            ("authorities", "Authorities relied on", teller.authorities),
            ("choose", "To take it", teller.choose),
        )
    ]
    return [row for row in told if any(row.cells)]


def beyond(choice: ClauseChoice) -> Row:
    """Return what each variant lets through that the one before it, the stronger one, does not; all of it for the first."""
    cells = []
    before: set[str] = set()
    for made, section in zip(choice.drafts, choice.sections, strict=True):
        lines = exceptions_of(choice.library, made, section.chosen)
        new = [line for line in lines if line not in before]
        cells.append(
            _lines(new) if new else _words("nothing more" if lines else "Not summed up for this variant: read its text.")
        )
        before = set(lines)
    return Row("more", "What it lets through that the one above does not", tuple(cells))


class _Teller:
    """Answers each question for one variant, from its own fields and its own text."""

    def __init__(self, choice: ClauseChoice) -> None:
        self.choice, self.library = choice, choice.library
        self.sources = Sources(choice.library)
        self.annotator = Annotator(self.sources, "body", "body-list")
        told = [
            exceptions_of(self.library, made, section.chosen)
            for made, section in zip(choice.drafts, choice.sections, strict=True)
        ]
        common = set(told[0]).intersection(*told[1:]) if len(told) > 1 else set()
        #: What every variant lets through, in the words that all have for it.
        self.shared = tuple(line for line in told[0] if line in common)

    def does(self, made: Draft, section: Section) -> Cell:
        return _words(summary_of(section.chosen.clause, section.chosen.variant))

    def staff(self, made: Draft, section: Section) -> Cell:
        short, _ = sentences_of(made.selection.length, section.chosen.variant)
        return _lines(_filled(self.library, made, section.chosen, "staff", short.staff)) if short else ()

    def exceptions(self, made: Draft, section: Section) -> Cell:
        """What this variant lets through and another does not, with the words of loose reach that it means."""
        own = [line for line in exceptions_of(self.library, made, section.chosen) if line not in self.shared]
        own += [f"The word “{one.word}”: {one.why}" for one in section.chosen.variant.allows]
        if own:
            return _lines(own)
        return _words("nothing more" if self.shared else "Not summed up for this variant: read its text.")

    def exceptions_of_all(self, made: Draft, section: Section) -> Cell:
        return _lines(list(self.shared))

    def duty_bearers(self, made: Draft, section: Section) -> Cell:
        subjects: dict[str, None] = {}
        for provision in walk(section.provisions):
            for subject in _DUTY.findall(plain(provision.pieces)):
                bare = _ARTICLE.sub("", subject)
                if len(bare.split()) <= _SUBJECT_WORDS:
                    subjects.setdefault(bare)
        return _words("; ".join(subjects))

    def gains(self, made: Draft, section: Section) -> Cell:
        return self.noted(section, "gains")

    def costs(self, made: Draft, section: Section) -> Cell:
        return self.noted(section, "costs")

    def exposure(self, made: Draft, section: Section) -> Cell:
        tradeoffs = section.chosen.variant.tradeoffs
        if tradeoffs is None:
            return ()
        level = self.sources.term(self.library.vocabulary.exposures, tradeoffs.exposure).title
        caution = f" {warning}" if (warning := exposure_warning(self.choice.rule)) else ""
        return (Run(f"Level: {level}.{caution} ", "strong"), *self.noted(section, "legal_exposure"))

    def state(self, made: Draft, section: Section) -> Cell:
        return _words(verdict_words(self.library, self.choice.rule))

    def traits(self, made: Draft, section: Section) -> Cell:
        tradeoffs = section.chosen.variant.tradeoffs
        names = tradeoffs.traits if tradeoffs else ()
        titles = [self.sources.term(self.library.vocabulary.traits, name).title for name in names]
        return _lines(titles) if titles else _words("none")

    def adopted(self, made: Draft, section: Section) -> Cell:
        names = section.chosen.variant.precedents
        precedents = [found(self.library.precedents, "precedent", name) for name in names]
        lines = [f"{self.sources.policy(one)}; {self.sources.adoption(one)}" for one in precedents]
        return _lines(lines) if lines else _words("none on file")

    def authorities(self, made: Draft, section: Section) -> Cell:
        names = section.chosen.variant.authorities
        return _lines([self.sources.citation("cite", name) for name in names])

    def choose(self, made: Draft, section: Section) -> Cell:
        return _words(f"--choose {section.chosen.clause.id}={section.chosen.variant.id}")

    def noted(self, section: Section, kind: str) -> Cell:
        """The notes of one kind on a section, a line each."""
        parts: list[Inline] = []
        for note in section.notes:
            if note.kind == kind:
                for paragraph in self.annotator.paragraphs(note.provisions):
                    parts += ([Run("\n")] if parts else []) + list(paragraph.content)
        return tuple(parts)


def exceptions_of(library: Library, made: Draft, chosen: Chosen) -> list[str]:
    """Return every case in which a variant lets staff do what it forbids, a sentence each; none where none is summed up."""
    short, _ = sentences_of(made.selection.length, chosen.variant)
    return _filled(library, made, chosen, "exceptions", short.exceptions) if short else []


def single_sentence(library: Library, made: Draft, chosen: Chosen) -> str:
    """Return what staff will or will not do by a variant, in the one plain sentence of the sheets; "" where none is written."""
    short, keys = sentences_of(made.selection.length, chosen.variant)
    if short is None:
        return ""
    clause = chosen.clause
    at = ("variants", clause.variants.index(chosen.variant), *keys, "does")
    facts = facts_of(library, made.selection)(clause)
    return typographic(guarded(library, library.file_of(clause), at, partial(render, short.does, facts))).strip()


def _filled(library: Library, made: Draft, chosen: Chosen, field: str, templates: tuple[str, ...]) -> list[str]:
    """Return single sentences with the facts of the place; one that does not hold there is empty, and falls away.

    Raises `FaultyFile` naming the line of a sentence that cannot be filled.
    """
    clause = chosen.clause
    facts = facts_of(library, made.selection)(clause)
    own = ("variants", clause.variants.index(chosen.variant), *sentences_of(made.selection.length, chosen.variant)[1], field)
    lines = []
    for place, template in enumerate(templates):
        filled = guarded(library, library.file_of(clause), (*own, place), partial(render, template, facts))
        lines.append(typographic(filled).strip())
    return [line for line in lines if line]


def exposure_warning(rule: StateRule) -> str:
    """Return what must be read before a level of exposure where state law does not leave the choice open."""
    if rule.status == "forbidden":
        return "That is where state law leaves the choice; here state law forbids it."
    if rule.status == "risky":
        return "That is where state law leaves the choice; here it is at risk under state law."
    return ""


def _words(words: str) -> Cell:
    return (Run(words),) if words else ()


def _lines(lines: list[str]) -> Cell:
    """Return lines that stand under each other, marked where they are several."""
    if len(lines) < 2:
        return _words("".join(lines))
    return _words("\n".join(f"• {line}" for line in lines))
