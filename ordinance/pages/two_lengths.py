"""The short and the full text of a clause's variants side by side in one place, and what the short one leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from ordinance.document.model import Block, Document, Inline, Paragraph, Run, Table
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Section, plain, walk
from ordinance.drafting.wishes import Length, Wishes
from ordinance.errors import BadChoice
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.pages.commentary import Annotator
from ordinance.pages.sources import Sources, shown_date


class Texts(Struct, frozen=True):
    """A variant with its section at both lengths; none at a length at which it cannot be drafted here."""

    variant: Variant
    short: Section | None
    full: Section | None


def texts_of(library: Library, clause: Clause, place: Place, day: date) -> tuple[Texts, ...]:
    """Return the texts of a clause's variants in a place, strongest first."""
    return tuple(
        Texts(variant, *(_section(library, clause, variant, place, day, length) for length in ("short", "full")))
        for variant in clause.variants
    )


def _section(library: Library, clause: Clause, variant: Variant, place: Place, day: date, length: Length) -> Section | None:
    try:
        made = draft(library, place, Wishes(choose={clause.id: variant.id}, on=day, length=length))
    except BadChoice:
        return None
    return next((one for one in made.sections if one.id == clause.id), None)


def lengths_page(library: Library, clause: Clause, place: Place, found: tuple[Texts, ...], day: date) -> Document:
    """Return the page on the two lengths of a clause."""
    annotator = Annotator(Sources(library), "body", "body-list", day=day)
    blocks: list[Block] = [
        Paragraph("title", (Run(f"{clause.title}: the short and the full text for {place.in_words}"),)),
        Paragraph("body", (Run(clause.question, "strong"),)),
    ]
    for texts in found:
        blocks += _variant(texts, annotator)
    footer = f"{clause.title} · {place.official_name} · {shown_date(day)}"
    return Document(f"{clause.title}: two lengths", tuple(blocks), footer=footer, date=day, landscape=True)


def _variant(texts: Texts, annotator: Annotator) -> Iterator[Block]:
    yield Paragraph("heading-2", (Run(f"{texts.variant.label} ({texts.variant.id})"),), keep_with_next=True)
    for number, text in enumerate(texts.variant.brief.opens if texts.variant.brief else ()):
        if not number:
            yield Paragraph("body", (Run("The short text leaves open:", "strong"),), keep_with_next=True)
        for paragraph in annotator.prose(text):
            yield Paragraph("body-list", paragraph.content)
    columns = [lines_of(section) for section in (texts.short, texts.full)]
    header: tuple[tuple[Inline, ...], ...] = tuple(
        (Run(f"{name}, {sum(len(line.split()) for line in lines):,} words"),)
        for name, lines in zip(("Short", "Full"), columns, strict=True)
    )
    rows = tuple(((Run(a),), (Run(b),)) for a, b in zip_longest(*columns, fillvalue=""))
    yield Table(f"{texts.variant.label}: the two texts", header, rows, (0.38, 0.62))


def lines_of(section: Section | None) -> list[str]:
    """Return the provisions of a section, a line each; what to say where there is none."""
    if section is None:
        return ["It cannot be drafted here."]
    return [f"{one.label} {plain(one.pieces)}".strip() for one in walk(section.provisions)]


def lengths_records(clause: Clause, found: tuple[Texts, ...]) -> list[dict[str, Any]]:
    """Return the same as plain data, a variant each."""
    return [
        {
            "clause": clause.id,
            "variant": one.variant.id,
            "short": lines_of(one.short),
            "full": lines_of(one.full),
            "opens": [" ".join(line.split()) for line in (one.variant.brief.opens if one.variant.brief else ())],
        }
        for one in found
    ]
