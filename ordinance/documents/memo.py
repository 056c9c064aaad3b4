"""The decision memo for the members of the body: question, options, law, exposure, costs, amendments, questions for counsel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ordinance.documents.commentary import Annotator
from ordinance.documents.model import Blank, Block, Document, Inline, Paragraph, Run, Table
from ordinance.documents.sources import Sources, at_risk, checked_line, penalties, shown_date
from ordinance.drafting.facts import capital
from ordinance.drafting.model import Draft, Section, plain
from ordinance.library.store import Library


def memo(draft: Draft, library: Library, day: date) -> Document:
    """Return the memo on a draft. Everything in it comes from the chosen variants, so it cannot drift from the text."""
    made = _Memo(draft, library)
    blocks: list[Block] = [
        Paragraph("title", (Run("Memorandum"),)),
        *made.head(day),
        *made.question(),
        *made.background(),
        *made.sections(),
        *made.options(),
        *made.law(),
        *made.exposure(),
        *made.costs(),
        *made.amendments(),
        *made.counsel(),
    ]
    name = draft.instrument_name
    return Document(
        f"Memorandum on the {name}: {draft.place.official_name}",
        tuple(blocks),
        header=f"{draft.place.official_name} · memorandum",
        footer=f"{shown_date(day)} · for review by counsel",
        date=day,
    )


class _Memo:
    """The parts of one memo."""

    def __init__(self, draft: Draft, library: Library) -> None:
        self.draft, self.library = draft, library
        self.sources = Sources(library)
        self.annotator = Annotator(self.sources, "body", "body-list", set())
        self.policy = [section for section in draft.sections if section.chosen.clause.kind == "policy"]

    def head(self, day: date) -> Iterator[Block]:
        draft = self.draft
        yield Paragraph("notice", (Run(f"Not legal advice. {checked_line(draft, self.library)}"),))
        lines: tuple[tuple[str, Inline], ...] = (
            ("To", Run(f"Members of the {draft.place.body.name}")),
            ("From", Blank("name and office")),
            ("Date", Run(shown_date(day))),
            ("Subject", Run(capital(plain(draft.caption)))),
        )
        for label, content in lines:
            yield Paragraph("body", (Run(f"{label}: ", "strong"), content))

    def question(self) -> Iterator[Block]:
        draft = self.draft
        yield _heading("Question and recommendation")
        short, name = draft.place.body.short, draft.instrument_name
        yield _body(f"Should the {short} adopt the attached {name} of {len(draft.sections)} sections?")
        yield Paragraph("body", (Run("Recommendation: ", "strong"), Blank("recommendation of the member or the staff")))
        yield _body("The choices inside it, each answered by a section of the draft:")
        yield from (_bullet((Run(section.chosen.clause.question),)) for section in self.policy)

    def background(self) -> Iterator[Block]:
        yield _heading("Background")
        for pieces in self.draft.recitals:
            yield _bullet((Run(capital(_words(self.sources.inline(pieces))) + "."),))
        if not self.draft.recitals:
            yield _body("This kind of instrument carries no reasons; those of the clauses stand in the commentary.")

    def sections(self) -> Iterator[Block]:
        yield _heading("What it does, section by section")
        for section in self.draft.sections:
            summary = " ".join(section.chosen.variant.summary.split())
            yield _bullet((Run(f"{section.label}, {section.heading}. ", "strong"), Run(summary)))

    def options(self) -> Iterator[Block]:
        yield _heading("Options considered")
        exposures = {term.id: term.title for term in self.library.vocabulary.exposures}
        rows = []
        for section in self.policy:
            for variant in section.chosen.clause.variants:
                mark = " — in this draft" if variant.id == section.chosen.variant.id else ""
                level = exposures[variant.tradeoffs.exposure] if variant.tradeoffs else ""
                rows.append(_row(section.heading, f"{variant.label}{mark}", " ".join(variant.summary.split()), level))
        if rows:
            header = _row("Choice", "Option, strongest first", "What differs", "Legal exposure")
            yield Table("Options by section", header, tuple(rows), (0.18, 0.24, 0.42, 0.16))
        if self.draft.selection.left_out:
            yield _body("Not in this draft:")
            yield from self.annotator.left_out(self.draft.selection.left_out)

    def law(self) -> Iterator[Block]:
        state = self.draft.selection.state
        yield _heading("Legal basis and state law")
        yield _body(state.summary.strip())
        for section in self.policy:
            rule = list(self.annotator.state_rule(section.chosen.rule))
            if rule:
                yield Paragraph("heading-2", (Run(section.heading),), keep_with_next=True)
                yield from rule
        threats = penalties(self.draft)
        if threats and at_risk(self.draft):
            yield _body("What state law threatens, some of it personally. Counsel must advise before anyone files or votes:")
            yield from (_bullet((Run(threat + "."),)) for threat in threats)

    def exposure(self) -> Iterator[Block]:
        yield _heading("Exposure in court and on the federal list")
        for section in self.policy:
            yield from self._led(section, ("legal_exposure",))

    def costs(self) -> Iterator[Block]:
        yield _heading("Fiscal and operational notes")
        yield Paragraph("body", (Run("Fiscal impact: ", "strong"), Blank("figure, source, and budget line")))
        for section in self.policy:
            yield from self._led(section, ("costs",))
        counted = [note for section in self.policy for note in section.notes if note.kind == "measure"]
        if counted:
            yield _body("What to count from the first day, so that the next review has figures:")
            for note in counted:
                yield from (_bullet(p.content) for p in self.annotator.paragraphs(note.provisions))

    def amendments(self) -> Iterator[Block]:
        yield _heading("Amendments to expect, and replies")
        words = {"amendment": "Amendment: ", "effect": "What it would do: ", "reply": "Reply: "}
        for section in self.policy:
            notes = [note for note in section.notes if note.kind in words]
            if notes:
                yield Paragraph("heading-2", (Run(section.heading),), keep_with_next=True)
            for note in notes:
                first, *rest = self.annotator.paragraphs(note.provisions)
                yield Paragraph("body", (Run(words[note.kind], "emphasis"), *first.content))
                yield from rest

    def counsel(self) -> Iterator[Block]:
        yield _heading("Open questions for counsel")
        if self.draft.formula.confirm:
            yield _bullet((Run(f"Enacting words: {self.draft.formula.confirm}."),))
        cautioned = dict.fromkeys(
            self.sources.authority(self.library.authorities[name])
            for section in self.draft.sections
            for name in section.chosen.variant.authorities
            if self.library.authorities[name].caution or self.library.authorities[name].verified == "unverified"
        )
        for citation in cautioned:
            yield _bullet((Run(f"What has happened since in {citation}?"),))
        for section in self.draft.sections:
            changes = [note for note in section.notes if note.kind == "change"]
            if changes:
                yield Paragraph("heading-2", (Run(f"{section.label}, {section.heading}"),), keep_with_next=True)
            for note in changes:
                yield from self.annotator.paragraphs(note.provisions)

    def _led(self, section: Section, kinds: tuple[str, ...]) -> Iterator[Block]:
        for note in section.notes:
            if note.kind in kinds:
                first, *rest = self.annotator.paragraphs(note.provisions)
                yield Paragraph("body", (Run(f"{section.heading}. ", "strong"), *first.content))
                yield from rest


def _heading(words: str) -> Paragraph:
    return Paragraph("heading-1", (Run(words),), keep_with_next=True)


def _body(words: str) -> Paragraph:
    return Paragraph("body", (Run(words),))


def _bullet(content: Iterable[Inline]) -> Paragraph:
    return Paragraph("body-list", (Run("•\u00a0"), *content))


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(f"[{part.prompt}]" if isinstance(part, Blank) else part.text for part in content)


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
