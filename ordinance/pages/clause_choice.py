"""One decision as a page: the variants of a clause side by side in one place, the case against them, and their texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ordinance.document.model import Block, Document, Inline, Paragraph, Run, Table, bullet, plain_text
from ordinance.drafting.model import Section
from ordinance.errors import found
from ordinance.library.clause_model import Variant
from ordinance.pages.asked_first import asked_blocks, asked_first
from ordinance.pages.choice_words import AGAINST, label_of, recommended, standing_of
from ordinance.pages.commentary import Annotator
from ordinance.pages.marked_texts import marked, plain, text_of
from ordinance.pages.precedents import searched
from ordinance.pages.reach import bound, owners
from ordinance.pages.sources import Sources, federal_horizon, shown_date, state_penalties
from ordinance.pages.variant_rows import ClauseChoice, Row, beyond, rows

#: The rows of the comparison that the first page shows as columns.
_GLANCE: Final = (("does", "What it does"), ("more", "What it lets through that the one above does not"))
#: How many places that have a variant the first page names.
_NAMED: Final = 2
#: Stands for an answer that is the first variant's too.
_SHARED: Final = "the same"


def choice_page(choice: ClauseChoice, day: date, *, brief: bool = False) -> Document:
    """Return the page on a clause in a place: what to hand out, then all that stands behind it; `brief` is the first alone."""
    made = _Page(choice)
    clause, place = choice.clause, choice.place
    blocks: list[Block] = [
        Paragraph("title", (Run(f"{clause.title}: the choices for {place.in_words}"),)),
        Paragraph("notice", (Run(made.notice()),)),
        *made.not_open(),
        Paragraph("body", (Run(clause.question, "strong"),)),
        *made.asked_first(brief=brief),
        *made.glance(),
    ]
    if not brief:
        blocks += [*made.here(), *made.table(), *made.other_objections(), *made.against(), *made.at_work(), *made.texts()]
    footer = f"{clause.title} · {place.official_name} · {shown_date(day)}"
    title = f"{clause.title}: choices for {place.in_words}"
    return Document(title, tuple(blocks), footer=footer, date=day, landscape=True)


def choice_record(choice: ClauseChoice) -> dict[str, Any]:
    """Return the same facts as plain data: the clause, the place, the state's rule, and each variant with its answers."""
    clause, found = choice.clause, rows(choice)
    return {
        "clause": clause.id,
        "title": clause.title,
        "question": clause.question,
        "place": choice.place.id,
        "state": {
            "code": choice.state.state,
            "verdict": choice.rule.status,
            "text_read": choice.rule.word == choice.rule.status,
            "basis": choice.rule.verdict.basis if choice.rule.verdict else None,
            "statutes": [one.cite for one in choice.rule.statutes],
        },
        "bound": dict(bound(choice.library, clause, choice.place)),
        "asked_first": {one.id: one.words for one in asked_first(choice.library, choice.place, [clause])},
        "owner": owners(choice.library, clause, choice.place),
        "variants": [
            {
                "id": variant.id,
                "label": variant.label,
                "standing": choice.own[index].status,
                "recommended": choice.rule.status != "forbidden" and recommended(clause, variant, choice.own[index]),
                "exposure": variant.tradeoffs.exposure if variant.tradeoffs else None,
                "traits": variant.tradeoffs.traits if variant.tradeoffs else (),
                "precedents": variant.precedents,
                "answers": {row.id: plain_text(row.cells[index]) for row in found},
            }
            for index, variant in enumerate(clause.variants)
        ],
        "objections": [{"says": " ".join(one.says.split())} for one in clause.objections],
    }


def choice_cells(choice: ClauseChoice) -> list[list[str]]:
    """Return the table as rows of words, the header first."""
    header = ["", *(_label(choice, variant) for variant in choice.clause.variants)]
    return [header, *([row.title, *map(plain_text, row.cells)] for row in rows(choice))]


class _Page:
    def __init__(self, choice: ClauseChoice) -> None:
        self.choice, self.library = choice, choice.library
        self.sources = Sources(choice.library)
        self.sections = choice.sections

    def notice(self) -> str:
        state = self.choice.state
        return (
            "Not legal advice. The variants stand in the order of their strength, the strongest first; the order is no"
            f" recommendation. Federal law: events known through {federal_horizon(self.library)}. {state.name} law: events"
            f" known through about {shown_date(state.horizon)}. “[verify]” marks what nobody has read in a source."
        )

    def not_open(self) -> Iterator[Block]:
        """Say first of all where state law is against the clause, and what it threatens."""
        choice = self.choice
        warning = AGAINST.get(choice.rule.status)
        if warning is None:
            return
        words = (
            f"{choice.state.name} law, as we read it, forbids this clause as a whole. The note below says if a narrower rule may"
            " stand. The variants are shown so that members see what is at stake, and what counsel would have to clear first."
            if choice.rule.status == "forbidden"
            else f"{choice.state.name} law may forbid this clause, in whole or in part. Counsel must clear it before it is filed."
        )
        yield Paragraph("notice", (Run(f"{warning}. ", "strong"), Run(words)))
        for threat in state_penalties(choice.law):
            yield Paragraph("notice", (Run("Penalty: ", "strong"), Run(f"{threat}.")))
        more = f"The page of all options for {choice.place.in_words} shows which clauses are open here."
        yield Paragraph("notice", (Run(more),))

    def asked_first(self, *, brief: bool) -> Iterator[Block]:
        """What members ask before they look at the choices; on a sheet to hand out in the least room, without a heading."""
        choice = self.choice
        answers = asked_first(self.library, choice.place, [choice.clause], "least" if brief else "full")
        blocks = asked_blocks(self.library, answers, "small" if brief else "body")
        yield from (block for block in blocks if not (brief and block.keep_with_next))

    def glance(self) -> Iterator[Block]:
        """The page to hand out: state law in a line, each variant in a row, who is bound, and the objection to expect first."""
        choice = self.choice
        rule = next(iter(self._annotator().state_rule(choice.rule)), None)
        if rule is not None:
            yield Paragraph("body", (Run(f"{choice.state.name} law: ", "strong"), *rule.content))
        told = {row.id: row.cells for row in [*rows(choice), beyond(choice)]}
        columns = [(title, told[name]) for name, title in _GLANCE if name in told]
        variants = choice.clause.variants
        header = (_cell("Variant"), *(_cell(title) for title, _ in columns), _cell("Exposure"), _cell("On file elsewhere"))
        lines = tuple(
            (
                _cell(_label(choice, variant)),
                *(cells[place] for _, cells in columns),
                _cell(self._level(variant)),
                _cell(self._adopted(variant)),
            )
            for place, variant in enumerate(variants)
        )
        widths = (0.16, *(0.58 / len(columns) for _ in columns), 0.1, 0.16) if columns else (0.5, 0.2, 0.3)
        yield Table("The choices at a glance, strongest first", header, lines, widths)
        reach = "; ".join(f"{agency}: {one}" for agency, one in bound(self.library, choice.clause, choice.place))
        yield Paragraph("body", (Run("Who is bound here: ", "strong"), Run(f"{reach}. Who would carry it out: {self.owners()}.")))
        yield from self.first_objection()

    def _level(self, variant: Variant) -> str:
        tradeoffs = variant.tradeoffs
        if tradeoffs is None or self.choice.rule.status == "forbidden":
            return "not open here" if tradeoffs else ""
        return self.sources.term(self.library.vocabulary.exposures, tradeoffs.exposure).title

    def _adopted(self, variant: Variant) -> str:
        """Return how many places have something like it, and the names of a few."""
        names = [found(self.library.precedents, "precedent", name).jurisdiction for name in variant.precedents]
        if not names:
            return "none"
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return f"{len(names)}: {'; '.join(names[:_NAMED])}{more}"

    def here(self) -> Iterator[Block]:
        """What state law says here, and who would be bound."""
        choice = self.choice
        yield _heading(f"In {choice.place.in_words}")
        rule = list(self._annotator().state_rule(choice.rule))
        if rule:
            yield Paragraph("body", (Run(f"{choice.state.name} law: ", "strong"), *rule[0].content))
            yield from rule[1:]
            yield from self._speaks_to()
        for agency, reach in bound(self.library, choice.clause, choice.place):
            yield bullet(Run(f"{agency}: ", "strong"), Run(f"{reach}."))
        yield Paragraph("body", (Run("Who would carry it out: ", "strong"), Run(f"{self.owners()}.")))
        yield from self.neighbours()

    def _speaks_to(self) -> Iterator[Block]:
        """Whom each statute speaks to: a verdict is the same for every place of the state, and a statute may not be."""
        told = [f"{one.cite}: {', '.join(one.applies_to)}" for one in self.choice.rule.statutes if one.applies_to]
        if told:
            yield Paragraph("small", (Run(f"Whom they speak to: {'; '.join(told)}."),))

    def neighbours(self) -> Iterator[Block]:
        """What is on file of other local policies in the state on the clause's topics."""
        choice = self.choice
        held = {
            one.id: one for topic in choice.clause.topics for one in searched(self.library, topic=topic, state=choice.state.state)
        }
        if held:
            words = f"On file in {choice.state.name} on this topic:"
            yield Paragraph("body", (Run(words, "strong"),), keep_with_next=True)
        for one in held.values():
            yield bullet(Run(f"{self.sources.policy(one)}; {self.sources.adoption(one)}."))

    def owners(self) -> str:
        return owners(self.library, self.choice.clause, self.choice.place)

    def table(self) -> Iterator[Block]:
        clause = self.choice.clause
        header = (_cell("Question"), *(_cell(_label(self.choice, variant)) for variant in clause.variants))
        first = 0.13
        share = (1 - first) / len(clause.variants)
        cells = tuple(_row(row) for row in rows(self.choice))
        yield _heading("The choices side by side")
        yield Table(f"{clause.title}: the variants, strongest first", header, cells, (first, *(share for _ in clause.variants)))

    def first_objection(self) -> Iterator[Block]:
        """The objection that the file puts first, with its answer."""
        yield from self._objections("The objection to expect first, and the answer", slice(0, 2))

    def other_objections(self) -> Iterator[Block]:
        """All others. None is left out."""
        yield from self._objections("Other objections, and the answers", slice(2, None))

    def _objections(self, title: str, which: slice) -> Iterator[Block]:
        annotator = self._annotator()
        notes = [note for note in self.sections[0].notes if note.kind in ("says", "answer")][which]
        if notes:
            yield _heading(title)
        for note in notes:
            for paragraph in annotator.paragraphs(note.provisions):
                if note.kind == "says":
                    yield Paragraph("body", _emphasised(paragraph.content), keep_with_next=True)
                else:
                    yield paragraph

    def against(self) -> Iterator[Block]:
        yield from self._note("law", "The law that permits it", self.sections[0], shared=True)
        yield from self._note("against", "What cuts against it", self.sections[0], shared=True)
        notes = [note for note in self.sections[0].notes if note.kind in ("amendment", "effect")]
        if notes:
            yield _heading("Amendments that would open it, whichever variant is chosen")
        annotator = self._annotator()
        words = {"amendment": "Amendment: ", "effect": "What it would let through: "}
        for note in notes:
            first, *rest = annotator.paragraphs(note.provisions)
            yield Paragraph("body", (Run(words[note.kind], "emphasis"), *first.content), keep_with_next=note.kind == "amendment")
            yield from rest

    def at_work(self) -> Iterator[Block]:
        clause = self.choice.clause
        yield _heading("Each variant at work")
        for variant, section in zip(clause.variants, self.sections, strict=True):
            yield Paragraph("heading-2", (Run(_label(self.choice, variant)),), keep_with_next=True)
            yield Paragraph("small", (Run(f"In the library: {variant.id}"),), keep_with_next=True)
            annotator = self._annotator()
            for note in section.notes:
                if note.kind in ("does", "options"):
                    yield from annotator.paragraphs(note.provisions)
            own = variant.commentary
            for kind, title in (("law", "Law on this variant. "), ("against", "Against this variant. ")):
                if getattr(own, kind):
                    last = [note for note in section.notes if note.kind == kind][-1]
                    for place, paragraph in enumerate(annotator.paragraphs(last.provisions)):
                        lead = (Run(title, "strong"),) if place == 0 else ()
                        yield Paragraph(paragraph.style, (*lead, *paragraph.content))

    def texts(self) -> Iterator[Block]:
        clause = self.choice.clause
        texts = [text_of(section, self.sources) for section in self.sections]
        yield _heading("The texts")
        legend: tuple[Inline, ...] = (
            Run("The first stands as it is. In each of the others, words that the one before it has not are marked "),
            Run("so", change="added"),
            Run(", and words of the one before it that are gone are marked "),
            Run("so", change="deleted"),
            Run("."),
        )
        yield Paragraph("body", legend)
        for place, variant in enumerate(clause.variants):
            yield Paragraph("heading-2", (Run(_label(self.choice, variant)),), keep_with_next=True)
            if place == 0:
                yield from plain(texts[0])
                continue
            change = marked(texts[place - 1], texts[place])
            words = f"Against number {place}: {change.words_in} words added, {change.words_out} taken out."
            yield Paragraph("small", (Run(words),), keep_with_next=True)
            yield from change.blocks

    def _note(self, kind: str, title: str, section: Section, *, shared: bool) -> Iterator[Block]:
        """Yield the notes of one kind that all variants share."""
        notes = [note for note in section.notes if note.kind == kind]
        if shared and getattr(self.choice.clause.variants[0].commentary, kind):
            notes = notes[:-1]
        if notes:
            yield _heading(title)
        for note in notes:
            yield from self._annotator().paragraphs(note.provisions)

    def _annotator(self) -> Annotator:
        return Annotator(self.sources, "body", "body-list")


def _label(choice: ClauseChoice, variant: Variant) -> str:
    """Return a variant's number and label, and what state law says of it where it says another thing of the clause."""
    own = choice.own[choice.clause.variants.index(variant)]
    standing = standing_of(choice.library, choice.rule, own)
    rule = choice.rule if choice.rule.status == "forbidden" else own
    return label_of(choice.clause, variant, rule) + (f" ({standing})" if standing else "")


def _heading(words: str) -> Paragraph:
    return Paragraph("heading-1", (Run(words),), keep_with_next=True)


def _cell(words: str) -> tuple[Inline, ...]:
    return (Run(words),)


def _row(row: Row) -> tuple[tuple[Inline, ...], ...]:
    """Return a row of the table, in which an answer that all variants share stands once."""
    first, *rest = row.cells
    if rest and all(cell == first for cell in rest):
        return (_cell(row.title), first, *(_cell(_SHARED) for _ in rest))
    return (_cell(row.title), *row.cells)


def _emphasised(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(Run(part.text, part.emphasis or "emphasis") if isinstance(part, Run) else part for part in content)
