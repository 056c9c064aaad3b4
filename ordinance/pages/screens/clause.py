"""The first screen of `show`: a clause's question, its variants in a line each, and the best that is said for and against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.drafting.state_law import LawHere
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.store import Library, variant_of
from ordinance.pages.choice_words import recommended, standing_of
from ordinance.pages.clause_page import ClausePages
from ordinance.pages.screens.law import Notes, law_lines
from ordinance.pages.screens.model import GAP, Entry, Line, Rows, Screen, more
from ordinance.pages.sources import Sources


def clause_screen(pages: ClausePages, clause: Clause, law: LawHere | None, command: str, day: date) -> Screen:
    """Return the screen of a clause, under the law of a place or a state where one is named. `command` is what was typed."""
    library = pages.library
    made = _Screen(library, clause, law)
    default = variant_of(clause, clause.default)
    entries: tuple[Entry, ...] = (
        Line(f" ({clause.id})", clause.title),
        Line(clause.question),
        GAP,
        *((*law_lines(library, law, law.rule(clause), day), GAP) if law else ()),
        made.variants(),
        GAP,
        *made.case(default, Notes(library, pages.section(clause, default))),
    )
    return Screen(entries, (GAP, *_foot(clause, default, law, command)))


class _Screen:
    def __init__(self, library: Library, clause: Clause, law: LawHere | None) -> None:
        self.library, self.clause, self.law = library, clause, law
        self.sources = Sources(library)

    def variants(self) -> Rows:
        """Each variant in a row, strongest first: its name, its exposure, its label."""
        rows = tuple(self._row(number, one) for number, one in enumerate(self.clause.variants, 1))
        head = ("Variants, strongest first", "Exposure", "What it is")
        if not any(one.tradeoffs for one in self.clause.variants):
            return Rows(tuple((name, label) for name, _, label in rows), (40,), ("Variants", "What it is"), indent=0)
        return Rows(rows, (40, 16), head, indent=0)

    def _row(self, number: int, variant: Variant) -> tuple[str, str, str]:
        rule = self.law.rule(self.clause) if self.law else None
        own = self.law.rule(self.clause, variant) if self.law else None
        level = ""
        if variant.tradeoffs:
            level = self.sources.term(self.library.vocabulary.exposures, variant.tradeoffs.exposure).title
        standing = standing_of(self.library, rule, own) if rule and own else ""
        closed = rule is not None and rule.status == "forbidden"
        mark = " (recommended)" if not closed and recommended(self.clause, variant, own) else ""
        label = f"{variant.label}{mark}{f' ({standing})' if standing else ''}"
        return f"{number}. {variant.id}", "not open here" if closed and level else level, label

    def case(self, variant: Variant, notes: Notes) -> Iterator[Line]:
        """What speaks for the default variant and what against it, each with its authority."""
        named = f" ({variant.id})" if len(self.clause.variants) > 1 else ""
        if gains := notes.first("gains"):
            yield Line(gains, f"For it{named}: ", most=3)
        elif does := notes.first("does"):
            yield Line(does, f"What it does{named}: ", most=5)
        if law := notes.first("law"):
            yield Line(law, "The law for it: ", most=4)
        if cited := notes.authorities(variant.authorities, ("supports",)):
            yield Line(cited, "Rests on: ", most=2)
        if not self.clause.objections:
            return
        objection = self.clause.objections[0]
        yield GAP
        yield Line(" ".join(notes.paragraphs("says")), "The objection to expect first: ", most=3)
        answer = notes.paragraphs("answer")
        yield from (Line(one, indent=2, hang=0, most=3) for one in answer[:2])
        if cited := notes.authorities(objection.authorities, ("cuts-against", "limits", "supports")):
            yield Line(cited, "Its authority: ", indent=2, most=2)
        if against := notes.first("against"):
            yield Line(against, "The law against it: ", most=4)


def _foot(clause: Clause, default: Variant, law: LawHere | None, command: str) -> Iterator[Line]:
    if law is None:
        yield Line("Not legal advice. State law comes first, and differs: add --state XX or --place PLACE to see what it says.")
    else:
        yield Line(f"Not legal advice: have counsel licensed in {law.state.name} review it.")
    count = len(clause.variants)
    one = f"The text of one: ordinance show {clause.id}={default.id}" if count > 1 else ""
    if one:
        yield Line(one)
    yield more(f"{command} --full", "All texts, notes, objections and measures")
