"""The first screen of `compare CLAUSE`: what each variant does, its exposure, and what it gains and costs, in a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ordinance.drafting.model import Section
from ordinance.library.clause_model import Variant
from ordinance.pages.asked_first import asked_first, asked_lines
from ordinance.pages.choice_words import label_of, standing_of, summary_of
from ordinance.pages.reach import bound
from ordinance.pages.screens.law import Notes, law_lines
from ordinance.pages.screens.model import GAP, Line, Screen, flat, more
from ordinance.pages.sources import Sources
from ordinance.pages.variant_rows import ClauseChoice

#: Of more variants than these the gains and costs have a line each.
_FEW: Final = 3


def choice_screen(choice: ClauseChoice, command: str, day: date) -> Screen:
    """Return the screen of a clause in a place. `command` is what was typed."""
    clause = choice.clause
    made = _Screen(choice)
    entries = [
        Line(f" ({clause.id}): the choices for {choice.place.official_name}, strongest first", clause.title),
        Line(clause.question),
        *asked_lines(asked_first(choice.library, choice.place, [clause], "least")),
        *law_lines(choice.library, choice.law, choice.rule, day),
        GAP,
    ]
    for number, (variant, section) in enumerate(zip(clause.variants, choice.sections, strict=True)):
        entries += made.variant(number, variant, section)
    reach = "; ".join(f"{agency}: {one}" for agency, one in bound(choice.library, clause, choice.place))
    entries += [GAP, Line(f"{reach}.", "Who is bound here: ", most=2)] if reach else []
    if clause.objections:
        says = " ".join(Notes(choice.library, choice.sections[0]).paragraphs("says"))
        entries.append(Line(says, "The objection to expect first: ", most=2))
    foot = (
        GAP,
        Line(f"Not legal advice. The order is no recommendation. Have counsel licensed in {choice.state.name} review it."),
        more(f"{command} --full", "With the case against, and the texts"),
    )
    return Screen(tuple(entries), foot)


class _Screen:
    def __init__(self, choice: ClauseChoice) -> None:
        self.choice, self.sources = choice, Sources(choice.library)

    def variant(self, number: int, variant: Variant, section: Section) -> Iterator[Line]:
        """One variant: its label and exposure, what it does, what it gains and what it costs."""
        choice, own = self.choice, self.choice.own[number]
        closed = choice.rule.status == "forbidden"
        label = label_of(choice.clause, variant, choice.rule if closed else own)
        standing = standing_of(choice.library, choice.rule, own)
        said = [f"({variant.id})", *([standing] if standing else []), *([] if closed else self._level(variant))]
        yield Line(f" {'; '.join(said)}", label, hang=3, most=2)
        yield Line(summary_of(choice.clause, variant), indent=3, hang=0, most=2)
        notes = Notes(choice.library, section)
        for kind, lead in (("gains", "For it: "), ("costs", "Against it: ")):
            if words := flat(notes.paragraphs(kind)):
                yield Line(words, lead, indent=3, most=1 if len(choice.clause.variants) > _FEW else 2)

    def _level(self, variant: Variant) -> list[str]:
        if variant.tradeoffs is None:
            return []
        level = self.sources.term(self.choice.library.vocabulary.exposures, variant.tradeoffs.exposure).title
        return [f"legal exposure: {level}"]
