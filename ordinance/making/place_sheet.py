"""The one-page sheet on a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.library.place_model import Place
from ordinance.library.sheet_model import SheetWords
from ordinance.library.store import Library
from ordinance.making.page import Page
from ordinance.pages.listed import place_records
from ordinance.pages.place_sheet import place_sheet
from ordinance.places.federal_list import named_here
from ordinance.places.precedents import near


def sheet_of(library: Library, place: Place, wishes: Wishes, day: date) -> Page:
    """Return the sheet on a place. `wishes` says the day whose law counts. Raises `BadChoice` for a library without its words."""
    path = library.files("templates").get("place-sheet")
    if path is None:
        raise BadChoice("this library holds no words for the sheet on a place (templates/place-sheet.yaml)")
    words = library.load(path, SheetWords)
    return Page(
        library,
        lambda: place_sheet(library, words, place, _drafted(library, place, wishes), day),
        lambda: _records(library, place),
    )


def _drafted(library: Library, place: Place, wishes: Wishes) -> Draft | None:
    try:
        return draft(library, place, wishes)
    except BadChoice:  # state law leaves nothing to adopt, which the sheet's first line says
        return None


def _records(library: Library, place: Place) -> dict[str, Any]:
    """Return the facts behind the sheet as plain data."""
    found = near(library, place)
    return {
        "id": place.id,
        "name": place.official_name,
        "kind": place.kind,
        "state": place.state,
        "county": place.county,
        "agreements": place_records(library, place),
        "named": [{"name": one.name, "level": one.level, "later": one.later} for one in named_here(library, place)],
        "policies": {name: [one.id for one in getattr(found, name)] for name in ("own", "county", "neighbors", "state")},
    }
