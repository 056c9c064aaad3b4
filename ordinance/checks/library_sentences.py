"""The single sentences of the library (`short`): whether they are there, and whether they fill wherever a variant stands."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.drafting.assembly import facts_of
from ordinance.drafting.filling import render
from ordinance.drafting.lengths import sentences_of
from ordinance.drafting.model import Draft
from ordinance.errors import Fault
from ordinance.library.clause_model import Short, Variant
from ordinance.library.shape import Keys
from ordinance.library.store import Library
from ordinance.library.templates import TemplateProblem


def without_sentences(variant: Variant) -> Iterator[str]:
    """Yield what a policy variant lacks: `short` as a whole, or its exceptions or orders."""
    if variant.short is None:
        yield f"single sentences (short) for {variant.id}"
        return
    if not variant.short.exceptions:
        yield f"exceptions in the single sentences of {variant.id}"
    if not variant.short.staff:
        yield f"orders to staff in the single sentences of {variant.id}"


def unfillable_sentences(library: Library, draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each sentence of a draft's clauses that cannot be filled there, and for a `does` that is empty there."""
    facts_for = facts_of(library, draft.selection)
    for chosen in draft.selection.chosen:
        short, field = sentences_of(draft.selection.length, chosen.variant)
        if short is None:
            continue
        path, facts = library.clause_files[chosen.clause.id], facts_for(chosen.clause)
        own: Keys = ("variants", chosen.clause.variants.index(chosen.variant), *field)
        for keys, sentence in _sentences(short):
            try:
                filled = render(sentence, facts).strip()
            except TemplateProblem as problem:
                yield library.fault(path, (*own, *keys), f"{chosen.clause.id}={chosen.variant.id}: {problem}")
                continue
            if keys == ("does",) and not filled:
                yield library.fault(path, (*own, *keys), f"{chosen.clause.id}={chosen.variant.id}: `does` is empty here")


def _sentences(short: Short) -> Iterator[tuple[Keys, str]]:
    yield ("does",), short.does
    yield from ((("exceptions", index), one) for index, one in enumerate(short.exceptions))
    yield from ((("staff", index), one) for index, one in enumerate(short.staff))
