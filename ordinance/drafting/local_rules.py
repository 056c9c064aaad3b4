"""What a state's own law has on a topic that a section here must follow: added to the sections, and narrowing what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec.structs import replace

from ordinance.drafting.facts import Facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import Filled, render
from ordinance.drafting.lengths import short_form, with_sections
from ordinance.drafting.model import Chosen, Selection
from ordinance.drafting.state_law import in_force, is_stopped
from ordinance.library.state_model import LocalRule, StateLaw, StateStatute
from ordinance.library.store import Library
from ordinance.library.typography import typographic


def rules_here(selection: Selection) -> Iterator[tuple[int, LocalRule]]:
    """Yield the rules of the state that reach this issuer on this day, each with its place in the state's file."""
    kinds = set(selection.kinds)
    for index, rule in rules_standing(selection.state, selection.on):
        if not rule.kinds or not kinds or kinds & set(rule.kinds):
            yield index, rule


def rules_standing(state: StateLaw, on: date | None) -> Iterator[tuple[int, LocalRule]]:
    """Yield the rules whose statutes were all read and hold on a day, unstopped by a court, each with its place in the file."""
    sound = (one for one in state.statutes if one.verified == "primary" and in_force(one, on) and not is_stopped(one, on))
    standing = {one.id for one in sound}
    for index, rule in enumerate(state.local_rules):
        if standing.issuperset(rule.because):
            yield index, rule


def narrowed(library: Library, selection: Selection) -> dict[str, bool]:
    """Return for each narrowing whether the state's law makes it here: the facts `narrowed.NAME` of a text."""
    found = {name for _, rule in rules_here(selection) for name in rule.narrows}
    return {one.id.replace("-", "_"): one.id in found for one in library.vocabulary.narrowings}


def sentences_for(selection: Selection) -> dict[str, list[tuple[int, str]]]:
    """Return the state's sentences by the clause that they belong to, each with its place in the state's file.

    A sentence goes to the first section on its topic, or on a topic of its `fallback`, whose text limits something; one that only
    restates the statute needs no such text. A resolution that is spoken in paragraphs has none: each of its paragraphs is one
    sentence of the body.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    form = short_form(selection)
    if form is not None and form.lead:
        return found
    sections = with_sections(selection)
    for index, rule in rules_here(selection):
        about = (one.clause.id for topic in (rule.topic, *rule.fallback) for one in sections if _takes(one, topic, rule))
        clause = next(about, None)
        if clause is not None and rule.text is not None:
            found.setdefault(clause, []).append((index, rule.text))
    return found


def without_sentences(state: StateLaw) -> StateLaw:
    """Return a state's law whose rules only narrow: for a text that stands behind one in which they are said."""
    return replace(state, local_rules=tuple(replace(one, text=None) for one in state.local_rules))


def statutes_said(selection: Selection) -> tuple[StateStatute, ...]:
    """Return the statutes on which the sentences of the state in this draft rest, each once, in the order of the state's file."""
    rules = selection.state.local_rules
    names = {name for own in sentences_for(selection).values() for index, _ in own for name in rules[index].because}
    return tuple(one for one in selection.state.statutes if one.id in names)


def _takes(chosen: Chosen, topic: str, rule: LocalRule) -> bool:
    limits = bool(chosen.variant.limits) or rule.restates
    return chosen.clause.kind == "policy" and limits and topic in chosen.clause.topics


def with_rules(
    library: Library, selection: Selection, nodes: tuple[Filled, ...], own: list[tuple[int, str]], facts: Facts
) -> tuple[Filled, ...]:
    """Return a section's nodes with the state's sentences: as items where it ends in items, else as a paragraph of their own."""
    path = library.state_files[selection.state.state]
    said = [guarded(library, path, ("local_rules", index, "text"), partial(render, text, facts)) for index, text in own]
    words = [typographic(one) for one in said]
    if nodes[-1].kind == "item" and len(nodes) > 1:
        return (*nodes, *(Filled("item", one) for one in words))
    return (*nodes, Filled("paragraph", " ".join(words)))
