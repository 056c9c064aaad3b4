"""Two drafts side by side: clause by clause, what is stronger, weaker, absent, and what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

from msgspec import Struct

from ordinance.document.model import Block, Document, Inline, Paragraph, Run, Table
from ordinance.drafting.lengths import law_text
from ordinance.drafting.model import Chosen, Draft
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST, label_of, summary_of, verdict_words
from ordinance.pages.sources import shown_date
from ordinance.pages.variant_rows import exceptions_of

Result = Literal["same", "stronger", "weaker", "other-text", "other-values", "other-variant", "only-a", "only-b"]
Cell = tuple[Inline, ...]

#: How a result reads, of B against A.
_TITLES: Final[dict[Result, str]] = {
    "same": "the same",
    "stronger": "B is stronger",
    "weaker": "B is weaker",
    "other-text": "same variant, other text",
    "other-values": "same variant, other figures",
    "other-variant": "another variant",
    "only-a": "only in A",
    "only-b": "only in B",
}


class Side(Struct, frozen=True):
    """A draft and the name that it was given on the command line."""

    name: str
    draft: Draft


class Difference(Struct, frozen=True):
    """One clause in the two drafts."""

    clause: Clause
    result: Result
    a: Chosen | None
    b: Chosen | None
    values: tuple[str, ...] = ()


class DraftPair(Struct, frozen=True):
    """Two drafts and their clauses, those that a body debates first."""

    library: Library
    a: Side
    b: Side
    differences: tuple[Difference, ...]


def pair_of(library: Library, a: Side, b: Side) -> DraftPair:
    """Return what two drafts choose, clause by clause, in the order of A and then of B."""
    left = {one.clause.id: one for one in a.draft.selection.chosen}
    right = {one.clause.id: one for one in b.draft.selection.chosen}
    names = [*left, *(name for name in right if name not in left)]
    found = [_difference(left.get(name), right.get(name), a.draft, b.draft) for name in names]
    ordered = sorted(found, key=lambda one: one.clause.kind != "policy")
    return DraftPair(library, a, b, tuple(ordered))


def pair_page(pair: DraftPair, day: date) -> Document:
    """Return the page: a count, the policy choices with their effects, and the other sections that differ."""
    policy = [one for one in pair.differences if one.clause.kind == "policy"]
    general = [one for one in pair.differences if one.clause.kind != "policy" and one.result != "same"]
    blocks: list[Block] = [
        Paragraph("title", (Run("Two drafts side by side"),)),
        Paragraph("body", (Run("A: ", "strong"), Run(side_named(pair.a)))),
        Paragraph("body", (Run("B: ", "strong"), Run(side_named(pair.b)))),
        Paragraph("body", (Run(counted(policy), "strong"),)),
        Paragraph("small", (Run(_NOTICE),)),
        _table("The choices", pair, policy),
    ]
    if general:
        blocks.append(_table("Other sections that differ", pair, general))
    return Document("Two drafts side by side", tuple(blocks), footer=shown_date(day), date=day, landscape=True)


def pair_records(pair: DraftPair) -> list[dict[str, Any]]:
    """Return one record for each clause."""
    return [
        {
            "clause": one.clause.id,
            "title": one.clause.title,
            "kind": one.clause.kind,
            "result": one.result,
            "a": one.a.variant.id if one.a else "",
            "b": one.b.variant.id if one.b else "",
            "verdict_a": one.a.rule.word if one.a else "",
            "verdict_b": one.b.rule.word if one.b else "",
            "values": "; ".join(one.values),
            "effect": effect(pair, one),
        }
        for one in pair.differences
    ]


def counted(differences: list[Difference]) -> str:
    """Return how many choices are stronger, weaker, the same, or on one side only, in one sentence."""
    found = Counter(one.result for one in differences)
    parts = [f"{found[result]} {words}" for result, words in _COUNTED.items() if found[result]]
    return f"Of {len(differences)} choices: {', '.join(parts)}." if parts else "Neither draft has a choice that a body debates."


_COUNTED: Final[dict[Result, str]] = {
    "stronger": "stronger in B",
    "weaker": "weaker in B",
    "only-a": "only in A",
    "only-b": "only in B",
    "other-values": "with other figures",
    "other-text": "with other text",
    "other-variant": "with another variant",
    "same": "the same",
}
_NOTICE: Final = (
    "“Stronger” and “weaker” go by the order of the variants within the clause. A weaker choice may be the right one: compare"
    " the choices of one clause with “ordinance compare CLAUSE --place PLACE”, and the words of the two drafts with"
    " “ordinance redline A B”. Not legal advice."
)


def effect(pair: DraftPair, one: Difference) -> str:
    """Return in words what the difference does: the summaries of both variants, or what stays undecided without the clause."""
    clause = one.clause
    match one.result:
        case "same":
            return ""
        case "only-a" | "only-b":
            has, lacks = ("A", "B") if one.result == "only-a" else ("B", "A")
            chosen = one.a or one.b
            assert chosen is not None
            absent = pair.b if one.result == "only-a" else pair.a
            why = next((left.says for left in absent.draft.selection.left_out if left.clause.id == clause.id), "")
            left_out = f"left out: {why}" if why else f"leaves this undecided: {clause.question}"
            return f"{has}: {_does(chosen)}\n{lacks} {left_out}"
        case "other-values":
            return "; ".join(one.values) + "."
        case "other-text":
            return "The variant has the same name and other words; compare them with “ordinance redline”."
    assert one.a is not None
    assert one.b is not None
    lines = [f"A: {_does(one.a)}", f"B: {_does(one.b)}"]
    before = exceptions_of(pair.library, pair.a.draft, one.a)
    after = exceptions_of(pair.library, pair.b.draft, one.b)
    lines += [f"Listed for B only: {words}" for words in after if words not in before]
    lines += [f"Listed for A only: {words}" for words in before if words not in after]
    return "\n".join(lines)


def _does(chosen: Chosen) -> str:
    return summary_of(chosen.clause, chosen.variant)


def _difference(a: Chosen | None, b: Chosen | None, left: Draft, right: Draft) -> Difference:
    if a is None or b is None:
        only = a or b
        assert only is not None
        return Difference(only.clause, "only-a" if b is None else "only-b", a, b)
    if a.variant.id != b.variant.id:
        return Difference(b.clause, _ranked(a.variant, b), a, b)
    if law_text(left.selection, a.variant)[0] != law_text(right.selection, b.variant)[0]:
        return Difference(b.clause, "other-text", a, b)
    values = tuple(_values(a, b, left, right))
    return Difference(b.clause, "other-values" if values else "same", a, b, values)


def _ranked(a: Variant, b: Chosen) -> Result:
    """Tell whether B's variant stands before or after A's in the clause as B has it. Only of choices can that be said."""
    order = [variant.id for variant in b.clause.variants]
    if a.id not in order or b.clause.kind != "policy":
        return "other-variant"
    return "stronger" if order.index(b.variant.id) < order.index(a.id) else "weaker"


def _values(a: Chosen, b: Chosen, left: Draft, right: Draft) -> Iterator[str]:
    """Yield the figures of a clause's text that differ, with their prompts."""
    for name, value in b.clause.values.items():
        if f"value.{name}" in law_text(right.selection, b.variant)[0]:
            before, after = _value(a, left, name), _value(b, right, name)
            if before != after:
                yield f"{value.prompt}: {before} in A, {after} in B"


def _value(chosen: Chosen, draft: Draft, name: str) -> int | str | None:
    default = chosen.clause.values[name].default if name in chosen.clause.values else None
    return draft.place.choices.values.get(chosen.clause.id, {}).get(name, default)


def title_of(one: Difference) -> str:
    """Return how B stands against A on one clause."""
    return _TITLES[one.result]


def side_named(side: Side) -> str:
    """Return which draft a side is, and the name that it was given."""
    draft = side.draft
    return f"{draft.instrument_name} of {draft.place.in_words}, {draft.selection.state.name} ({side.name})"


def _table(caption: str, pair: DraftPair, differences: list[Difference]) -> Table:
    rows = tuple(
        (
            _cell(one.clause.title),
            _cell(_side(pair.library, one.a)),
            _cell(_side(pair.library, one.b)),
            (Run(_TITLES[one.result], "" if one.result == "same" else "strong"),),
            _cell(effect(pair, one)),
        )
        for one in differences
    )
    header = tuple(_cell(words) for words in ("Clause", "A", "B", "B against A", "The effect in words"))
    return Table(caption, header, rows, (0.14, 0.19, 0.19, 0.12, 0.36))


def _side(library: Library, chosen: Chosen | None) -> str:
    """Return what one draft has: the variant, and state law there where it is against it."""
    if chosen is None:
        return "—"
    words = label_of(chosen.clause, chosen.variant, chosen.rule)
    warning = AGAINST.get(chosen.rule.status)
    return f"{words}\n{warning}: {verdict_words(library, chosen.rule)}" if warning else words


def _cell(words: str) -> Cell:
    return (Run(words),) if words else ()
