"""Finding a place, and its page. What a person types comes by POST: it may be anything, and stands in no request line."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request

from ordinance.drafting.selection import law_here
from ordinance.pages.choice_cards import cards
from ordinance.web.asked import Asked, base
from ordinance.web.desk import desk, shown
from ordinance.web.places import place_named, suggestions

pages = Blueprint("places", __name__)


@pages.route("/places", methods=["GET", "POST"])
def places() -> Response:
    text = request.form.get("q", "").strip()[:200]
    found = suggestions(desk().library, text)
    if request.form.get("live"):
        return jsonify([{"id": one.id, "name": one.name, "about": one.about} for one in found])
    if chosen := next((one for one in found if one.id == request.form.get("place")), None):
        return redirect(f"/place/{chosen.id}", 303)  # type: ignore[return-value]
    return shown("places.html", text=text, found=found)


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
