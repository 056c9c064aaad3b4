"""What the length of an instrument decides: which text of a variant, which sections, which reasons, and how they are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ordinance.drafting.model import Chosen, Selection
from ordinance.drafting.wishes import Length
from ordinance.library.clause_model import Short, Variant
from ordinance.library.instrument_model import ShortForm
from ordinance.library.model import Recital
from ordinance.library.place_model import Numbering

Keys = tuple[str | int, ...]

#: The reasons that a short instrument gives.
REASONS: Final = 5
_PARAGRAPHS: Final = Numbering(
    section="Paragraph {n}",
    cite="paragraph {n}",
    cite_many="paragraphs {n}",
    levels=("(1)", "(A)", "(i)"),
    heading_end="",
)


def short_form(selection: Selection) -> ShortForm | None:
    """Return the form of a short instrument, or None: a full one, or an instrument that has only one form."""
    return selection.instrument.short if selection.length == "short" else None


def law_text(selection: Selection, variant: Variant) -> tuple[str, Keys]:
    """Return the text of a variant in this instrument and length, and the keys that lead to it from the variant's own."""
    brief = variant.brief if selection.length == "short" else None
    if brief is None:
        return variant.text, ("text",)
    form = selection.instrument.short
    own = (form.texts if form else None) or selection.instrument.id
    return (brief.texts[own], ("brief", "texts", own)) if own in brief.texts else (brief.text, ("brief", "text"))


def sentences_of(length: Length, variant: Variant) -> tuple[Short | None, Keys]:
    """Return the single sentences that say a variant's text at a length, and the keys that lead to them."""
    own = variant.brief.sentences if length == "short" and variant.brief is not None else None
    return (own, ("brief", "sentences")) if own is not None else (variant.short, ("short",))


def heading_of(selection: Selection, chosen: Chosen) -> tuple[str, Keys]:
    """Return the heading of a section, a template, and the keys that lead to it: from the variant where it has one of its own."""
    clause, variant = chosen.clause, chosen.variant
    own: Keys = ("variants", clause.variants.index(variant))
    if selection.length == "short" and variant.brief is not None and variant.brief.heading:
        return variant.brief.heading, (*own, "brief", "heading")
    if variant.heading:
        return variant.heading, (*own, "heading")
    return (clause.heading, ("heading",)) if clause.heading else (clause.title, ("title",))


def hosts(selection: Selection) -> dict[str, str]:
    """Return, for each chosen clause that has no section of its own in a short instrument, the clause whose section says it."""
    if selection.length != "short":
        return {}
    ids = selection.ids()
    within = {one.clause.id: one.clause.within for one in selection.chosen}
    found = {}
    for name, host in within.items():
        while host and host in ids and within.get(host) in ids:
            host = within[host]
        if host and host in ids:
            found[name] = host
    return found


def with_sections(selection: Selection) -> tuple[Chosen, ...]:
    """Return the chosen clauses that have a section of their own, in order."""
    elsewhere = hosts(selection)
    return tuple(one for one in selection.chosen if one.clause.id not in elsewhere)


def reason_text(selection: Selection, recital: Recital) -> tuple[str, str]:
    """Return the words of a reason at this length, and the field that holds them."""
    short = selection.length == "short" and recital.short is not None
    return (recital.short or "", "short") if short else (recital.text, "text")


def foremost(selection: Selection, reasons: Sequence[Recital], own: int) -> list[Recital]:
    """Return the library's reasons that an instrument of this length gives, beside `own` ones of the place.

    A full one gives all, by `order`; a short one the first few, by `rank`: one more than it has policies, up to its most.
    """
    if selection.length != "short":
        return sorted(reasons, key=lambda one: one.order)
    most = selection.instrument.short.recitals if selection.instrument.short else REASONS
    most = min(most, 1 + sum(one.clause.kind == "policy" for one in selection.chosen))
    ranked = sorted(reasons, key=lambda one: one.order if one.rank is None else one.rank)
    return ranked[: max(most - own, 1)]


def numbering_of(selection: Selection) -> Numbering:
    """Return how the sections of the instrument are numbered: those of a resolution in paragraphs are only counted."""
    form = short_form(selection)
    return _PARAGRAPHS if form is not None and form.lead else selection.place.numbering
