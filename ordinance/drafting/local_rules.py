"""What a state's own law has on a topic that a section here must follow: added to the sections, and narrowing what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from ordinance.drafting.facts import Facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import Filled, render
from ordinance.drafting.model import Chosen, Selection
from ordinance.drafting.state_law import in_force
from ordinance.library.state_model import LocalRule
from ordinance.library.store import Library


def rules_here(selection: Selection) -> Iterator[tuple[int, LocalRule]]:
    """Yield the rules of the state that reach this issuer on this day, each with its place in the state's file."""
    state, kinds = selection.state, set(selection.kinds)
    standing = {one.id for one in state.statutes if in_force(one, selection.on) and one.verified == "primary"}
    for index, rule in enumerate(state.local_rules):
        reaches = not rule.kinds or not kinds or kinds & set(rule.kinds)
        if reaches and standing.issuperset(rule.because):
            yield index, rule


def narrowed(library: Library, selection: Selection) -> dict[str, bool]:
    """Return for each narrowing whether the state's law makes it here: the facts `narrowed.NAME` of a text."""
    found = {name for _, rule in rules_here(selection) for name in rule.narrows}
    return {one.id.replace("-", "_"): one.id in found for one in library.vocabulary.narrowings}


def sentences_for(selection: Selection) -> dict[str, list[tuple[int, str]]]:
    """Return the state's sentences by the clause that they belong to, each with its place in the state's file.

    A sentence goes to the first chosen policy clause whose text limits something on its topic.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for index, rule in rules_here(selection):
        clause = next((one.clause.id for one in selection.chosen if _is_about(one, rule.topic)), None)
        if clause is not None and rule.text is not None:
            found.setdefault(clause, []).append((index, rule.text))
    return found


def _is_about(chosen: Chosen, topic: str) -> bool:
    return chosen.clause.kind == "policy" and bool(chosen.variant.limits) and topic in chosen.clause.topics


def with_rules(
    library: Library, selection: Selection, nodes: tuple[Filled, ...], own: list[tuple[int, str]], facts: Facts
) -> tuple[Filled, ...]:
    """Return a section's nodes with the state's sentences: as items where it ends in items, else at the end of its words."""
    path, made = library.state_files[selection.state.state], list(nodes)
    for index, text in own:
        words = guarded(library, path, ("local_rules", index, "text"), partial(render, text, facts))
        if made[-1].kind == "paragraph" and not made[-1].children:
            made[-1] = replace(made[-1], text=f"{made[-1].text} {words}")
        else:
            made.append(Filled("item" if made[-1].kind == "item" and len(made) > 1 else "paragraph", words))
    return tuple(made)
