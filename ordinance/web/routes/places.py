"""Finding a place, and its page. What a person types comes by POST: it may be anything, and stands in no request line."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request

from ordinance.drafting.selection import law_here
from ordinance.pages.choice_cards import cards
from ordinance.web.asked import Asked, base
from ordinance.web.desk import desk, shown
from ordinance.web.places import MANY, place_named, suggestions, the_one, why_none

pages = Blueprint("places", __name__)


@pages.route("/places", methods=["GET", "POST"])
def places() -> Response:
    text = request.form.get("q", "").strip()[:200]
    library = desk().library
    if request.form.get("live"):
        return jsonify([{"id": one.id, "name": one.name, "about": one.about} for one in suggestions(library, text)])
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
        law = law_here(library, here)
    stances = {term.id: term for term in library.vocabulary.stances}
    return shown("place.html", place=here, state=law.state, stance=stances.get(law.state.stance), cards=shelf)
