"""The review as a document: what the text has, what lets through, what comes closest, what was not found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Block, Document, Inline, Paragraph, Run, Table, bullet
from ordinance.drafting.state_law import LawHere, verdict_on
from ordinance.library.clause_model import Clause, Loophole, Variant
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library, variant_of
from ordinance.pages.sources import shown_date
from ordinance.reviews.model import Passage, Review, TopicReview
from ordinance.reviews.places import Places

STANCES = {
    "protective": "As read by the program, the text limits help to immigration authorities, or protects people in other ways.",
    "cooperative": "As read by the program, the text commands help to immigration authorities, or forbids limits on it.",
    "mixed": "As read by the program, the text limits some help to immigration authorities and commands other help.",
    "unclear": "The text speaks of immigration, and the program understood no rule in it. That says nothing of what it does:"
    " somebody must read it.",
    "unrelated": "The program found nothing here on the topics of the library. It looks like a text about something else.",
}
HOWS = {
    "absolute": "a rule; the program found no exception to it",
    "with-exceptions": "a limit with exceptions",
    "savings-only": "a limit whose only exception is a general one (what the law requires)",
    "duty": "a duty",
    "disclaimer": "the text says that it does not do this, or forbids nothing here",
    "reverse": "a command to cooperate, or a ban on limits",
    "recital-only": "mentioned in reasons or appeals only; no rule",
    "not-found": "not found",
}
_NOTICE = (
    "A program read this text by words and patterns. It can miss what is said in other words, and misread what is there."
    " “Not found” means that the program found nothing, not that the text has nothing. Nobody has checked this. Counsel must"
    " read the text itself."
)
_MOST_QUOTED = 4


def report(
    review: Review, name: str, library: Library, places: Places, place: Place | None, notes: tuple[str, ...], day: date
) -> Document:
    """Return the report on one text. With `place`, the verdict of its state's law stands with each topic."""
    page = _Page(review, library, places, place)
    blocks: list[Block] = [
        Paragraph("title", (Run("Review of a text"),)),
        Paragraph("notice", (Run(_NOTICE),)),
        Paragraph("body", (Run("Text: ", "strong"), Run(f"{name}. Read on {shown_date(day)}."))),
        *(Paragraph("small", (Run(f"How it was read: {note}."),)) for note in notes),
        Paragraph("body", (Run(f"Stance: {review.stance}. ", "strong"), Run(STANCES[review.stance]))),
    ]
    if review.stance not in ("unrelated", "unclear"):
        blocks += [page.overview(), *page.topics(), *page.missing()]
    return Document(
        f"Review of {name}",
        tuple(blocks),
        header="Review of a text",
        footer=f"{shown_date(day)} · read by a program; for review by counsel",
        date=day,
    )


class _Page:
    def __init__(self, review: Review, library: Library, places: Places, place: Place | None) -> None:
        self.review, self.library, self.places = review, library, places
        self.state = library.state(place.state) if place else None
        self.titles = {term.id: term.title for term in library.vocabulary.topics}
        self.found = {topic: one for topic, one in review.topics.items() if one.how != "not-found"}

    def overview(self) -> Table:
        rows = []
        for topic, one in self.found.items():
            closest = self._variant(one)
            rows.append(
                _row(
                    self.titles[topic],
                    HOWS[one.how],
                    "; ".join(dict.fromkeys(gap.title for gap in one.exceptions)) or "—",
                    closest.label if closest else "—",
                    told_sure(one.confidence),
                )
            )
        header = _row("Topic", "What the text does", "Exceptions found", "Closest choice of the library", "How sure")
        return Table("What was found", header, tuple(rows), (0.18, 0.26, 0.22, 0.22, 0.12))

    def topics(self) -> Iterator[Block]:
        for topic, one in self.found.items():
            yield Paragraph("heading-1", (Run(self.titles[topic]),), keep_with_next=True)
            yield Paragraph(
                "body",
                (
                    Run(f"{HOWS[one.how][0].upper()}{HOWS[one.how][1:]}. ", "strong"),
                    Run(f"How sure: {told_sure(one.confidence)} ({one.confidence:.2f})."),
                ),
            )
            yield from (self._quote(passage) for passage in one.passages[:_MOST_QUOTED])
            if len(one.passages) > _MOST_QUOTED:
                yield Paragraph("small", (Run(f"And {len(one.passages) - _MOST_QUOTED} more passages."),))
            yield from self._gaps(one)
            yield from self._closest(one)
            yield from self._verdict(topic)

    def missing(self) -> Iterator[Block]:
        missing = [topic for topic, one in self.review.topics.items() if one.how == "not-found"]
        if not missing:
            return
        yield Paragraph("heading-1", (Run("Not found"),), keep_with_next=True)
        yield Paragraph(
            "body", (Run("The program found no rule on these topics. Look for yourself before you say that the text has none."),)
        )
        for topic in missing:
            clause = clause_on(self.library, topic)
            question = f": {clause.question} (clause {clause.id})" if clause else ""
            yield bullet(Run(self.titles[topic], "strong"), Run(question))
            yield from self._verdict(topic, told=False)

    def _gaps(self, one: TopicReview) -> Iterator[Block]:
        if one.exceptions or one.loopholes:
            yield Paragraph("body", (Run("Exceptions and words that narrow it:", "strong"),), keep_with_next=True)
        for gap in one.exceptions:
            yield bullet(Run(f"{gap.title}: ", "strong"), Run(f"“{_short(gap.text)}”{self._at(gap.start)}"))
        for loophole in one.loopholes:
            yield bullet(
                Run("a word that narrows the rule: ", "strong"), Run(f"“{_short(loophole.text)}”{self._at(loophole.start)}")
            )

    def _closest(self, one: TopicReview) -> Iterator[Block]:
        variant = self._variant(one)
        if variant is None or one.clause is None:
            return
        clause = self.library.clause(one.clause)
        yield Paragraph(
            "body",
            (
                Run("Closest in the library: ", "strong"),
                Run(f"{variant.label} ({clause.id}={variant.id}). {_flat(variant.summary)}"),
            ),
        )
        default = variant_of(clause, clause.default)
        if default.id != variant.id:
            yield Paragraph(
                "body",
                (
                    Run("What a redraft to the usual choice would change: ", "strong"),
                    Run(f"{default.label}. {_flat(default.summary)}"),
                ),
            )
        else:
            yield Paragraph(
                "body",
                (Run("A redraft with this choice would keep the rule and state it so: ", "strong"), Run(_flat(default.summary))),
            )
        for loophole in _met(clause, one):
            yield bullet(Run("Compare: ", "strong"), Run(f"{_flat(loophole.amendment)} {_flat(loophole.effect)}"))

    def _verdict(self, topic: str, *, told: bool = True) -> Iterator[Block]:
        clause = clause_on(self.library, topic)
        if self.state is None or clause is None:
            return
        verdict = verdict_on(self.state, topic, on=self.state.as_of)
        if verdict is None and law_word(self.library, self.state, topic) == "not-researched" and not told:
            return
        title = verdict_title(self.library, self.state, topic)
        note = f" {_flat(verdict.note)}" if verdict else ""
        yield Paragraph("small", (Run(f"State law ({self.state.name}): {title}.{note}"),))

    def _quote(self, passage: Passage) -> Paragraph:
        return bullet(Run(f"“{_short(passage.text)}”", "emphasis"), Run(self._at(passage.start)))

    def _at(self, offset: int) -> str:
        where = self.places(offset)
        return f" ({where})" if where else ""

    def _variant(self, one: TopicReview) -> Variant | None:
        return variant_of(self.library.clause(one.clause), one.closest) if one.clause and one.closest else None


def clause_on(library: Library, topic: str) -> Clause | None:
    """Return the first policy clause on a topic."""
    return next((one for one in library.clauses() if one.kind == "policy" and topic in one.topics), None)


def law_word(library: Library, state: StateLaw, topic: str) -> str:
    """Return the id of the term in which a state's verdict on a topic prints; "" where no clause is on it."""
    clause = clause_on(library, topic)
    law = LawHere(state, library.vocabulary, on=state.as_of)
    verdict = verdict_on(state, topic, on=state.as_of)
    return law.word(verdict) if verdict else law.rule(clause).word if clause else ""


def verdict_title(library: Library, state: StateLaw, topic: str) -> str:
    """Return a state's verdict on a topic in words; "" where there is none."""
    word = law_word(library, state, topic)
    return next((term.title for term in library.vocabulary.verdicts if term.id == word), "")


def _met(clause: Clause, one: TopicReview) -> list[Loophole]:
    """Return the loopholes of the clause whose quoted words stand in what narrows the text."""
    words = " ".join(text.lower() for text in (*(gap.text for gap in one.exceptions), *(part.text for part in one.loopholes)))
    keys = [
        word for word in ("solely", "public safety", "required by law", "gang", "charged", "reimburs", "warrant") if word in words
    ]
    return [loophole for loophole in clause.loopholes if any(key in loophole.amendment.lower() for key in keys)][:2]


def told_sure(confidence: float) -> str:
    """Return how sure a finding is, in words."""
    return "fairly sure" if confidence >= 0.7 else "likely" if confidence >= 0.5 else "a guess"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 420 else f"{words[:400].rsplit(' ', 1)[0]} …"


def _flat(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
