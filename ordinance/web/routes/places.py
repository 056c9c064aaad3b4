"""Finding a place, and its page. What a person types comes by POST: it may be anything, and stands in no request line."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, jsonify, redirect, request
from msgspec.structs import replace

from ordinance.document.model import Paragraph, Style, plain_text
from ordinance.library.place_model import Place
from ordinance.making.place_sheet import sheet_of
from ordinance.pages.choice_cards import cards
from ordinance.web.asked import Asked, base
from ordinance.web.desk import desk, shown
from ordinance.web.places import MANY, place_named, suggestions, the_one, why_none

pages = Blueprint("places", __name__)

#: The sheet is small print where much is known; on a page there is room.
_STYLES: Final[dict[Style, Style]] = {"small": "body", "notice": "body"}


@pages.route("/places", methods=["GET", "POST"])
def places() -> Response:
    text = request.form.get("q", "").strip()[:200]
    library = desk().library
    if request.form.get("live"):
        return jsonify(
            [{"id": one.id, "name": one.name, "about": one.about, "full": one.full} for one in suggestions(library, text)]
        )
    if one := the_one(library, text):
        return redirect(f"/place/{one}", 303)  # type: ignore[return-value]
    found = suggestions(library, text, MANY)
    return shown("places.html", text=text, found=found, why="" if found or not text else why_none(library, text))


@pages.get("/place/<name>")
def place(name: str) -> Response:
    library = desk().library
    here = place_named(library, name)
    with desk().drafting:
        selection = base(library, here, Asked(), desk().today)
        shelf = cards(library, selection) if selection else []
        sheet = _sheet(here)
    state = library.state(here.state)
    stance = next((term for term in library.vocabulary.stances if term.id == state.stance), None)
    return shown("place.html", place=here, state=state, stance=stance, cards=shelf, sheet=sheet)


def _sheet(place: Place) -> list[str]:
    """Return what is known of a place, as paragraphs; without its title, and without what tells of the command."""
    library, day = desk().library, desk().today
    document = sheet_of(library, place, Asked().wishes(library, day), day).document
    kept = [
        block
        for block in document.blocks
        if isinstance(block, Paragraph)
        and block.style != "title"
        and f"ordinance draft {place.id}" not in plain_text(block.content)
    ]
    made = replace(document, blocks=tuple(replace(block, style=_STYLES.get(block.style, block.style)) for block in kept))
    return [part.html for part in desk().html(made)]
