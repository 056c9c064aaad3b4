"""Many decisions on one page: clauses, their variants, and what one state's law says of each; and the exposure as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct

from ordinance.document.model import Block, Chart, ChartRow, Document, Inline, Paragraph, Run, Table, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.model import StateRule
from ordinance.drafting.powers import missing
from ordinance.drafting.selection import Wishes, law_here, select
from ordinance.drafting.state_law import LawHere
from ordinance.errors import BadChoice, found
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST, recommended, standing_of, verdict_words
from ordinance.pages.reach import agencies_for
from ordinance.pages.sources import Sources, federal_horizon, penalty_heading, shown_date, state_horizon, state_penalties

Cell = tuple[Inline, ...]


#: How the columns of the variants are headed.
_RANKS: Final = ("Strongest", "Second", "Third", "Fourth", "Fifth", "Sixth")


class Choice(Struct, frozen=True):
    """A clause of the matrix: the state's rule on it, the power that the place lacks for it (if any), the variant taken now.

    `own` are the state's rules on its single variants, by id.
    """

    clause: Clause
    rule: StateRule
    lacking: str
    taken: str
    own: dict[str, StateRule]


class Matrix(Struct, frozen=True):
    """Chosen clauses in one place."""

    library: Library
    place: Place
    state: StateLaw
    choices: tuple[Choice, ...]
    law: LawHere


def matrix_of(library: Library, place: Place, names: Sequence[str], package: str | None = None, on: date | None = None) -> Matrix:
    """Return the matrix of the named clauses, or of the policy clauses of a package.

    Where neither is named it holds the place's own package and the standard one: a member asks for what state law keeps out, too.
    """
    state = library.state(place.state)
    clauses = [library.clause(name) for name in dict.fromkeys(names)] or _of_package(library, place, package)
    taken = _taken(library, place, package, on)
    law = law_here(library, place, Wishes(on=on))
    choices = tuple(
        Choice(
            clause,
            law.rule(clause),
            missing(library, place, "ordinance", clause.needs),
            taken.get(clause.id, ""),
            {variant.id: law.rule(clause, variant) for variant in clause.variants},
        )
        for clause in clauses
    )
    return Matrix(library, place, state, choices, law)


def _of_package(library: Library, place: Place, package: str | None) -> list[Clause]:
    names = [package] if package else [library.default_package, place.choices.package or library.default_package]
    held = {one for name in names for one in found(library.packages, "package", name).clauses}
    clauses = [clause for clause in library.clauses() if clause.id in held and clause.kind == "policy"]
    if not clauses:
        raise BadChoice(f"the package {' and '.join(dict.fromkeys(names))} holds no policy clause; name the clauses to compare")
    return clauses


def _taken(library: Library, place: Place, package: str | None, on: date | None) -> dict[str, str]:
    """Return the variant of each clause in the draft that `ordinance draft` makes for the place; none where it makes none."""
    try:
        selection = select(library, place, Wishes(package=package, on=on))
    except BadChoice:
        return {}
    return {one.clause.id: one.variant.id for one in selection.chosen}


def matrix_page(matrix: Matrix, day: date) -> Document:
    """Return the landscape page: the table, penalties where state law has them, then the chart of exposure with its figures."""
    made = _Page(matrix)
    blocks: list[Block] = [
        Paragraph("title", (Run(f"Options for {matrix.place.in_words}"),)),
        Paragraph("small", (Run(made.notice()),)),
        made.table(),
        *made.penalties(),
        *made.chart(),
    ]
    title = f"Options for {matrix.place.in_words}"
    footer = f"{matrix.place.official_name} · {shown_date(day)}"
    return Document(title, tuple(blocks), footer=footer, date=day, landscape=True)


def matrix_records(matrix: Matrix) -> list[dict[str, Any]]:
    """Return one record for each variant: clause, state's verdict, label, exposure, traits, whether recommended and taken now."""
    return [
        {
            "clause": one.clause.id,
            "title": one.clause.title,
            "state": matrix.state.state,
            "verdict": one.rule.status,
            "text_read": one.rule.word == one.rule.status,
            "statutes": "; ".join(statute.cite for statute in one.rule.statutes),
            "lacking": one.lacking,
            "strength": place,
            "variant": variant.id,
            "label": variant.label,
            "exposure": variant.tradeoffs.exposure if variant.tradeoffs else "",
            "traits": " ".join(variant.tradeoffs.traits if variant.tradeoffs else ()),
            "standing": one.own[variant.id].status,
            "recommended": one.rule.status != "forbidden" and recommended(one.clause, variant, one.own[variant.id]),
            "taken": variant.id == one.taken,
        }
        for one in matrix.choices
        for place, variant in enumerate(one.clause.variants, 1)
    ]


class _Page:
    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.library = matrix, matrix.library
        self.sources = Sources(matrix.library)

    def notice(self) -> str:
        state = self.matrix.state
        return (
            "Not legal advice. In each row the variants stand strongest first; R marks the recommended one, D the one in the"
            " draft that “ordinance draft” makes for this place now. After the colon: the level of legal exposure where state"
            " law leaves the choice, and the traits on the federal list. What state law forbids has neither."
            f" Federal law: events known through {federal_horizon(self.library)}. {state_horizon(state)}"
        )

    def table(self) -> Table:
        choices = self.matrix.choices
        deepest = max(len(one.clause.variants) for one in choices)
        header = _row("Clause", f"State law ({self.matrix.state.state})", *_RANKS[:deepest], *[""] * (deepest - len(_RANKS)))
        first, second = 0.13, 0.27
        share = (1 - first - second) / deepest
        cells = tuple(self._row(one, deepest) for one in choices)
        return Table("Clauses, variants, and state law", header, cells, (first, second, *(share for _ in range(deepest))))

    def penalties(self) -> list[Block]:
        """What state law threatens, where a clause of the matrix is forbidden or at risk."""
        threats = state_penalties(self.matrix.law)
        if not threats or not any(one.rule.status in AGAINST for one in self.matrix.choices):
            return []
        heading = penalty_heading(self.library, self.matrix.law)
        words = f"{heading}. Counsel must advise before anyone files or votes:"
        return [
            Paragraph("body", (Run(words, "strong"),), keep_with_next=True),
            *(bullet(Run(f"{threat}.")) for threat in threats),
        ]

    def chart(self) -> list[Block]:
        """The levels of exposure on a grid: rows are clauses, columns levels, marks the variants by their strength."""
        levels = self.library.vocabulary.exposures
        rated = [one for one in self.matrix.choices if any(variant.tradeoffs for variant in one.clause.variants)]
        if not rated:
            return []
        rows = tuple(self._chart_row(one) for one in rated)
        words = (
            "Each number is a variant, 1 the strongest, in the column of its level of legal exposure where state law leaves the"
            " choice. Dashed numbers stand in a row that state law here puts at risk, which the column leaves out. What state law"
            " forbids has no level: there the state's own penalties are the exposure."
        )
        chart = Chart("Strength and legal exposure", _described(rows, levels), "Clause", tuple(one.title for one in levels), rows)
        heading = Paragraph("heading-1", (Run("Strength and exposure at a glance"),), keep_with_next=True, page_break_before=True)
        return [heading, Paragraph("body", (Run(words),)), chart]

    def _chart_row(self, one: Choice) -> ChartRow:
        levels = self.library.vocabulary.exposures
        if one.rule.status == "forbidden":
            return ChartRow(one.clause.title, tuple(() for _ in levels), f"{self._verdict(one)}: no level")
        warning = self._verdict(one) if one.rule.status in AGAINST else ""
        return ChartRow(one.clause.title, tuple(_at(one.clause, level.id) for level in levels), warning)

    def _row(self, one: Choice, deepest: int) -> tuple[Cell, ...]:
        variants = [self._variant(one, variant, place) for place, variant in enumerate(one.clause.variants, 1)]
        empty: list[Cell] = [()] * (deepest - len(variants))
        return ((Run(one.clause.title),), self._law(one), *variants, *empty)

    def _law(self, one: Choice) -> Cell:
        against = one.rule.status in AGAINST
        verdict, _, cites = verdict_words(self.library, one.rule).partition(" (")
        lead = f"{AGAINST[one.rule.status]}: {verdict}" if against else capital(verdict)
        parts: list[Inline] = [Run(lead, "strong" if against else "")]
        if cites:
            parts.append(Run(f" ({cites}"))
        if one.lacking:
            return (*parts, Run("\nNothing to govern: ", "strong"), Run(f"no {one.lacking}"))
        apart = [a for a in agencies_for(self.library, one.clause, self.matrix.place) if a.control == "independent"]
        return (*parts, *(Run(f"\nNot commanded: {agency.head}") for agency in apart))

    def _variant(self, one: Choice, variant: Variant, place: int) -> Cell:
        if one.rule.status == "forbidden":
            return (Run(f"{place} {variant.label}"),)
        marks = ("R" if recommended(one.clause, variant, one.own[variant.id]) else "") + ("D" if variant.id == one.taken else "")
        label = Run(f"{place}{f' [{marks}]' if marks else ''} {variant.label}", "strong" if marks else "")
        standing = standing_of(self.library, one.rule, one.own[variant.id])
        if standing:
            return (label, Run(f": {standing}", "strong"))
        if variant.tradeoffs is None:
            return (label,)
        level = self.sources.term(self.library.vocabulary.exposures, variant.tradeoffs.exposure).title
        number = len(variant.tradeoffs.traits)
        traits = f", {number} trait{'' if number == 1 else 's'}" if number else ""
        return (label, Run(f": {level}{traits}"))

    def _verdict(self, one: Choice) -> str:
        return self.sources.term(self.library.vocabulary.verdicts, one.rule.word).title


def _at(clause: Clause, level: str) -> tuple[str, ...]:
    return tuple(
        str(place)
        for place, variant in enumerate(clause.variants, 1)
        if variant.tradeoffs and variant.tradeoffs.exposure == level
    )


def _described(rows: Sequence[ChartRow], levels: Sequence[Any]) -> str:
    """Return the chart in words, row by row."""
    told = []
    for row in rows:
        marks = [f"{' and '.join(cell)} {level.title}" for cell, level in zip(row.marks, levels, strict=True) if cell]
        said = [*([row.warning] if row.warning else []), *([", ".join(marks)] if marks else [])]
        told.append(f"{row.label}: {'; '.join(said)}.")
    return "Legal exposure of each variant, by clause. " + " ".join(told)


def _row(*cells: str) -> tuple[Cell, ...]:
    return tuple((Run(cell),) for cell in cells)
