"""Registers as documents: the authorities of a library with their levels, dates and uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ordinance.document.model import Document, Inline, Paragraph, Run, Table
from ordinance.library.source_model import Authority
from ordinance.library.store import Library
from ordinance.pages.sources import Sources, federal_horizon, shown_date


def authorities_register(
    library: Library, chosen: Sequence[Authority], where: Mapping[str, Sequence[str]], day: date
) -> Document:
    """Return the table of the chosen authorities: citation, proposition, level with date, and where each is used, if anywhere."""
    sources = Sources(library)
    levels = {term.id: term.title for term in library.vocabulary.verification}
    rows = tuple(
        _row(
            sources.authority(one),
            one.proposition.strip(),
            f"{levels[one.verified]}; {shown_date(one.checked)}",
            _uses(where[one.id]),
        )
        for one in chosen
    )
    horizon = f"Events known through {federal_horizon(library)}. Listed {shown_date(day)}."
    header = _row("Authority", "What it says", "Read and checked", "Used in")
    blocks = (
        Paragraph("title", (Run("Authorities"),)),
        Paragraph("body", (Run(horizon),)),
        Table("Authorities", header, rows, (0.28, 0.4, 0.14, 0.18)),
    )
    return Document("Authorities", blocks, date=day)


def _uses(places: Sequence[str]) -> str:
    """Return where an authority is used; what comes of a clause by its id is enough once."""
    return ", ".join(dict.fromkeys(places)) or "not used"


def _row(*cells: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple((Run(cell),) for cell in cells)
