"""The decision memo for the members of the body: what they are asked, what it does, what else they could choose, what it risks.

The first pages are what a member reads. What staff and counsel work through stands in the appendix (`memo_appendix`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ordinance.document.model import Blank, Block, Document, Inline, Paragraph, Run, Table, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Section, StateRule, plain
from ordinance.drafting.powers import policy_agency
from ordinance.drafting.rests_on import open_events
from ordinance.drafting.state_law import law_of
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST, standing_of, summary_of, verdict_words
from ordinance.pages.commentary import Annotator
from ordinance.pages.in_time import event_fact
from ordinance.pages.memo_appendix import FIRST, amendment_tables, appendix
from ordinance.pages.reach import bound, owners
from ordinance.pages.sources import Sources, at_risk, checked_line, penalties, penalty_heading, shown_date, statute_cited

#: What those who decide can do with a draft.
_ROADS: Final = (
    "{verb} it as drafted",
    "{verb} it with other variants, or without some sections: see the options",
    "send it to counsel with the questions at the end, and set a date for the answer",
    "leave things as they are; then each agency goes on by its own policy, or by none",
)


def memo(draft: Draft, library: Library, day: date) -> Document:
    """Return the memo on a draft. Everything in it comes from the chosen variants, so it cannot drift from the text."""
    made = _Memo(draft, library)
    blocks: list[Block] = [
        Paragraph("title", (Run("Memorandum"),)),
        *made.head(day),
        *made.question(),
        *made.sections(),
        *made.options(),
        *made.law(),
        *made.exposure(),
        *made.costs(),
        *made.objections(),
        *made.amendments(),
        *made.counsel(),
        *appendix(draft, library),
        *made.statutes(),
    ]
    name = draft.instrument_name
    return Document(
        f"Memorandum on the {name}: {draft.place.official_name}",
        tuple(blocks),
        header=f"{draft.place.official_name} · memorandum",
        footer=f"{shown_date(day)} · for review by counsel",
        date=day,
    )


class _Issuer(Struct, frozen=True):
    """Who decides on an instrument: how the memo addresses and names them, and what they do with it."""

    address: str
    name: str
    verb: str


def _issuer(draft: Draft) -> _Issuer:
    """Return who decides: the executive on an order, the head of the department on its policy, else the body."""
    place = draft.place
    if draft.selection.instrument.issuer == "executive" and place.executive:
        return _Issuer(place.executive.title, place.executive.title, "issue")
    if draft.selection.instrument.issuer == "department":
        name = policy_agency(place)
        head = next((agency.head for agency in place.agencies if agency.name == name), name)
        return _Issuer(f"{head}, {name}", head, "issue")
    return _Issuer(f"Members of the {place.body.name}", place.body.short, "adopt")


class _Memo:
    """The parts of one memo that a member reads."""

    def __init__(self, draft: Draft, library: Library) -> None:
        self.draft, self.library = draft, library
        self.sources = Sources(library)
        self.annotator = Annotator(self.sources, "body", "body-list", set())
        self.issuer = _issuer(draft)
        self.here = law_of(draft.selection, library.vocabulary)
        self.policy = [section for section in draft.sections if section.chosen.clause.kind == "policy"]

    def head(self, day: date) -> Iterator[Block]:
        draft = self.draft
        yield Paragraph("notice", (Run(f"Not legal advice. {checked_line(draft, self.library)}"),))
        if facts := [event_fact(event) for event in open_events(draft, self.library)]:
            lead = f"Open in {draft.selection.state.name} law: look it up first (the draft's first page says where). "
            yield Paragraph("notice", (Run(lead, "strong"), Run(f"{'. '.join(facts)}.")))
        lines: tuple[tuple[str, Inline], ...] = (
            ("To", Run(self.issuer.address)),
            ("From", Blank("name and office")),
            ("Date", Run(shown_date(day))),
            ("Subject", Run(capital(plain(draft.caption).removeprefix("Subject: ")))),  # a policy's own caption has the word
        )
        for label, content in lines:
            yield Paragraph("body", (Run(f"{label}: ", "strong"), content))

    def question(self) -> Iterator[Block]:
        draft = self.draft
        who, verb, name = self.issuer.name, self.issuer.verb, draft.instrument_name
        yield _heading("Question and recommendation")
        count = len(self.policy)
        choices = f"{count} policy choice{'' if count == 1 else 's'}" if count else "no policy choice"
        yield _body(
            f"Should the {who} {verb} the attached {name}? It makes {choices}, in {len(draft.sections)} sections with those that"
            " make them work."
        )
        yield from self._warning()
        yield Paragraph("body", (Run("Recommendation: ", "strong"), Blank("recommendation of the member or the staff")))
        yield Paragraph("body", (Run(f"The {who} can:"),), keep_with_next=True)
        for road in _ROADS:
            yield bullet(Run(f"{road.format(verb=verb)}{'.' if road is _ROADS[-1] else ';'}"))

    def _warning(self) -> Iterator[Block]:
        """The box on state law, where the draft holds what it forbids or puts at risk, or the state preempts such choices."""
        draft = self.draft
        if not at_risk(draft):
            return
        against = [section for section in self.policy if section.chosen.rule.status in AGAINST]
        state = draft.selection.state.name
        words = f"{state} law stands against part of this field. Counsel must advise before anyone files or votes."
        yield Paragraph("notice", (Run("State law. ", "strong"), Run(words)))
        for section in against:
            lead = f"{AGAINST[section.chosen.rule.status]}: {section.heading}: "
            yield Paragraph("notice", (Run(lead, "strong"), Run(f"{self._verdict(section.chosen.rule)}.")))
        for threat in penalties(draft, self.library):
            yield Paragraph("notice", (Run("Penalty: ", "strong"), Run(f"{threat}.")))

    def sections(self) -> Iterator[Block]:
        yield _heading("What it does")
        for section in self.policy:
            chosen = section.chosen
            yield bullet(Run(f"{section.label}, {section.heading}. ", "strong"), Run(summary_of(chosen.clause, chosen.variant)))
        others = [section for section in self.draft.sections if section not in self.policy]
        if others:
            names = "; ".join(f"{section.heading} ({section.label})" for section in others)
            yield _body(f"The other sections make these work: {names}.")
        told = [pair for section in self.policy for pair in bound(self.library, section.chosen.clause, self.draft.place)]
        for agency, reach in dict(told).items():
            yield bullet(Run(f"{agency}: ", "strong"), Run(f"{reach}."))

    def options(self) -> Iterator[Block]:
        yield _heading("Options considered")
        rows = tuple(self._options(section) for section in self.policy)
        if rows:
            header = _row("Choice", "In this draft", "Other options, strongest first", "State law here")
            yield Table("Options by section, with the level of legal exposure", header, rows, (0.26, 0.23, 0.3, 0.21))
            words = f"“ordinance compare CLAUSE --place {self.draft.place.id}” puts the options of one choice side by side."
            yield Paragraph("small", (Run(words),))
        if self.draft.selection.left_out:
            yield _body("Not in this draft:")
            yield from self.annotator.left_out(self.draft.selection.left_out)

    def _options(self, section: Section) -> tuple[tuple[Inline, ...], ...]:
        chosen = section.chosen
        lines = []
        for number, variant in enumerate(chosen.clause.variants, 1):
            level = self._level(variant.tradeoffs.exposure) if variant.tradeoffs else "not rated"
            standing = standing_of(self.library, self.here.rule(chosen.clause), self.here.rule(chosen.clause, variant))
            lines.append((variant.id == chosen.variant.id, f"{number}. {variant.label} ({standing or level})"))
        own = next(line for taken, line in lines if taken)
        others = "\n".join(line for taken, line in lines if not taken) or "none"
        question = (Run(f"{section.heading}\n", "strong"), Run(chosen.clause.question))
        return (question, (Run(own),), (Run(others),), (Run(capital(self._verdict(chosen.rule))),))

    def law(self) -> Iterator[Block]:
        """The state's summary, the verdict on each choice with its note, and where it is against the draft every statute."""
        draft, state = self.draft, self.draft.selection.state
        yield _heading("Legal basis and state law")
        yield _body(state.summary.strip())
        for section in self.policy:
            rule = section.chosen.rule
            note = f": {' '.join(rule.verdict.note.split())}" if rule.verdict else "."
            yield bullet(Run(f"{section.heading}. ", "strong"), Run(f"{capital(self._verdict(rule))}{note}"))
        if at_risk(draft):
            yield from self._statutes()
        threats = penalties(draft, self.library)
        if threats and at_risk(draft):
            yield _body(f"{self._penalties}. Counsel must advise before anyone files or votes:")
            yield from (bullet(Run(threat + ".")) for threat in threats)

    def statutes(self) -> Iterator[Block]:
        """What each statute says, for staff and counsel, where state law stands against nothing in the draft."""
        if not at_risk(self.draft):
            found = list(self._statutes())
            yield from (_heading("State law behind the verdicts"), *found) if found else ()

    def _statutes(self) -> Iterator[Block]:
        statutes = {one.id: one for section in self.policy for one in section.chosen.rule.statutes}
        for statute in statutes.values():
            penalty = f" Penalty: {statute.penalties}." if statute.penalties else ""
            words = f": {' '.join(statute.effect.split())}{penalty}"
            yield Paragraph("body", (Run(statute_cited(statute), "strong"), Run(words)))

    def exposure(self) -> Iterator[Block]:
        yield _heading("Exposure in court and on the federal list")
        for section in self.policy:
            tradeoffs = section.chosen.variant.tradeoffs
            if tradeoffs is None:
                continue
            warned = " where state law leaves the choice" if section.chosen.rule.status in AGAINST else ""
            yield from self._led(section, "legal_exposure", f" ({self._level(tradeoffs.exposure)}{warned})")
        traits = {name: None for section in self.policy if section.chosen.variant.tradeoffs for name in _traits(section)}
        if traits:
            titles = "; ".join(self.sources.term(self.library.vocabulary.traits, name).title for name in traits)
            yield _body(f"Traits on the federal list that the draft shows: {titles}. The list has no effect by itself.")

    def costs(self) -> Iterator[Block]:
        yield _heading("Fiscal and operational notes")
        yield Paragraph("body", (Run("Fiscal impact: ", "strong"), Blank("figure, source, and budget line")))
        carried = [owners(self.library, section.chosen.clause, self.draft.place) for section in self.policy]
        for section, who in zip(self.policy, carried, strict=True):
            yield from self._led(section, "costs", "")
            if len(set(carried)) > 1:
                yield Paragraph("small", (Run(f"Who carries it out: {who}."),))
        if len(set(carried)) == 1:
            yield Paragraph("body", (Run("Who carries all of it out: ", "strong"), Run(f"{carried[0]}.")))

    def objections(self) -> Iterator[Block]:
        """The objection that each clause's file puts first, with its answer; the commentary has the others."""
        if any(section.chosen.clause.objections for section in self.policy):
            yield _heading("The objections to expect first, and answers")
        for section in self.policy:
            notes = [note for note in section.notes if note.kind in ("says", "answer")][:2]
            for note in notes:
                first, *rest = self.annotator.paragraphs(note.provisions)
                if note.kind == "says":
                    lead = (Run(f"{section.heading}. ", "strong"), *_emphasised(first.content))
                    yield Paragraph("body", lead, keep_with_next=True)
                else:
                    yield first
                yield from rest

    def amendments(self) -> Iterator[Block]:
        """The amendments that each clause's file puts first; the appendix has the others."""
        yield _heading("Amendments to expect, and replies")
        tables = list(amendment_tables(self.policy, self.annotator, 0, FIRST))
        yield from tables
        if any(amendment_tables(self.policy, self.annotator, FIRST, None)):
            yield Paragraph("small", (Run("More amendments, with replies, stand in the appendix."),))

    def counsel(self) -> Iterator[Block]:
        draft = self.draft
        yield _heading("Open questions for counsel")
        if draft.formula.confirm:
            yield bullet(Run(f"Enacting words: {draft.formula.confirm}."))
        for section in self.policy:
            if section.chosen.rule.status in (*AGAINST, "not-reached", "not-researched"):
                asked = f"May the {self.issuer.name} {self.issuer.verb} {section.label}, {section.heading}?"
                yield bullet(Run(f"{asked} On file: {self._verdict(section.chosen.rule)}."))
        if any(agency.control == "independent" for agency in draft.place.agencies):
            short = draft.place.body.short
            words = f"What may the {short} require of officers whom it does not direct, and do with money and buildings?"
            yield bullet(Run(words))
        names = dict.fromkeys(name for section in draft.sections for name in section.chosen.variant.authorities)
        for authority in (self.library.authorities[name] for name in names):
            if authority.caution or authority.verified == "unverified":
                yield bullet(Run(f"What has happened since in {self.sources.authority(authority)}?"))
        yield bullet(Run("What must be settled for this place in each section? The appendix lists it."))

    # --- parts of parts ---

    @property
    def _penalties(self) -> str:
        return penalty_heading(self.library, self.here)

    def _verdict(self, rule: StateRule) -> str:
        return verdict_words(self.library, rule)

    def _level(self, exposure: str) -> str:
        return self.sources.term(self.library.vocabulary.exposures, exposure).title

    def _led(self, section: Section, kind: str, aside: str) -> Iterator[Block]:
        for note in section.notes:
            if note.kind == kind:
                first, *rest = self.annotator.paragraphs(note.provisions)
                yield Paragraph("body", (Run(f"{section.heading}{aside}. ", "strong"), *first.content))
                yield from rest


def _traits(section: Section) -> tuple[str, ...]:
    tradeoffs = section.chosen.variant.tradeoffs
    return tradeoffs.traits if tradeoffs else ()


def _heading(words: str) -> Paragraph:
    return Paragraph("heading-1", (Run(words),), keep_with_next=True)


def _body(words: str) -> Paragraph:
    return Paragraph("body", (Run(words),))


def _emphasised(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(Run(part.text, part.emphasis or "emphasis") if isinstance(part, Run) else part for part in content)


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
