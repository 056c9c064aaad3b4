"""The first screens of `compare --matrix` and `compare --drafts`: a line a clause."""

from __future__ import annotations

from ordinance.drafting.facts import capital
from ordinance.library.store import variant_of
from ordinance.pages.asked_first import asked_first, asked_lines
from ordinance.pages.choice_words import AGAINST
from ordinance.pages.matrix import Choice, Matrix
from ordinance.pages.screens.model import GAP, Line, Rows, Screen, flat, more, named
from ordinance.pages.sources import Sources, penalty_heading, state_penalties
from ordinance.pages.two_drafts import Difference, DraftPair, counted, effect, side_named, title_of


def matrix_screen(matrix: Matrix, command: str) -> Screen:
    """Return the screen of many clauses in a place: what state law says of each, and what a draft takes there now."""
    state, place = matrix.state, matrix.place
    rows = tuple(_row(matrix, one) for one in matrix.choices)
    head = ("Clause", "In a draft now", "Exposure", f"{state.name} law")
    against = any(one.rule.status in AGAINST for one in matrix.choices)
    threats = state_penalties(matrix.law) if against else []
    penalties = [Line("; ".join(named(threats, 3)) + ".", f"{penalty_heading(matrix.library, matrix.law)}: ", "warning", most=2)]
    entries = (
        Line(": what can be decided, clause by clause", place.official_name),
        *asked_lines(asked_first(matrix.library, place, [one.clause for one in matrix.choices], "least")),
        *(penalties if threats else ()),
        GAP,
        Rows(rows, (24, 32, 14), head, indent=0, rest="… and {} more clauses"),
    )
    first = matrix.choices[0].clause.id
    foot = (
        GAP,
        Line(f"Not legal advice. Have counsel licensed in {state.name} review it."),
        Line(f"One clause: ordinance compare {first} --place {_place_of(command)}"),
        more(f"{command} --full", "Every variant of each, and a chart"),
    )
    return Screen(entries, foot)


def pair_screen(pair: DraftPair, command: str) -> Screen:
    """Return the screen of two drafts: what differs, clause by clause, and how many are the same."""
    policy = [one for one in pair.differences if one.clause.kind == "policy"]
    differing = [one for one in pair.differences if one.result != "same"]
    entries: list[Line | Rows] = [
        Line(side_named(pair.a), "A: "),
        Line(side_named(pair.b), "B: "),
        Line(counted(policy), most=2),
        GAP,
    ]
    rows = tuple((one.clause.id, title_of(one), flat(_told(pair, one))) for one in differing)
    head = ("Clause", "B against A", "What that does")
    entries.append(Rows(rows, (24, 26), head, indent=0, rest="… and {} more that differ") if rows else Line("Nothing differs."))
    foot = (GAP, more(f"{command} --full", "Every clause, and each effect in words"))
    return Screen(tuple(entries), foot)


def _told(pair: DraftPair, one: Difference) -> str:
    sides = [f"{chosen.variant.id} in {name}" for name, chosen in (("A", one.a), ("B", one.b)) if chosen]
    lead = "; ".join(sides) + ": " if one.result in ("stronger", "weaker", "other-variant") else ""
    return lead + effect(pair, one)


def _row(matrix: Matrix, one: Choice) -> tuple[str, str, str, str]:
    sources = Sources(matrix.library)
    lead = AGAINST.get(one.rule.status) or capital(one.rule.status.replace("-", " "))
    lead += ", as others report it" if one.rule.word.endswith("-reported") else ""
    cites = "; ".join(named((statute.cite for statute in one.rule.statutes), 1))
    lacking = f"; nothing to govern: no {one.lacking}" if one.lacking else ""
    taken = variant_of(one.clause, one.taken) if one.taken else None
    level = ""
    if taken and taken.tradeoffs and one.rule.status != "forbidden":
        level = sources.term(matrix.library.vocabulary.exposures, taken.tradeoffs.exposure).title
    return one.clause.id, one.taken or "—", level, lead + (f" ({cites})" if cites else "") + lacking


def _place_of(command: str) -> str:
    """Return the place as it was typed."""
    words = command.split(" ")
    return words[words.index("--place") + 1] if "--place" in words else "PLACE"
