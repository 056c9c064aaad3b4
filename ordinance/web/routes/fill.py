"""Filling in: the blanks of this draft, each with why it is asked and the words round it, and sentences of one's own."""

from __future__ import annotations

from flask import Blueprint, Response

from ordinance.making.filling import questions
from ordinance.making.printing import Printing
from ordinance.web.asked import BLANK, WORDING
from ordinance.web.desk import desk, shown
from ordinance.web.links import link_of
from ordinance.web.places import place_named
from ordinance.web.preview import preview
from ordinance.web.routes.draft import asked_of, chooser

pages = Blueprint("fill", __name__)


@pages.route("/fill/<name>", methods=["GET", "POST"])
def fill(name: str) -> Response:
    library = desk().library
    place = place_named(library, name)
    asked, told = asked_of(place)
    made = preview(desk(), place, asked)
    if made.made is None:
        return chooser(place, asked, told, made)
    with desk().drafting:
        found = questions(made.made.document(Printing("none")), library.blank_words)
    sections = [one for one in made.made.draft.sections if one.chosen.clause.kind == "policy"]
    return shown(
        "fill.html",
        place=place,
        state=library.state(place.state),
        asked=asked,
        questions=found,
        sections=sections,
        blank_prefix=BLANK,
        wording_prefix=WORDING,
        link=link_of(place.id, asked, filled=True),
        made=made.made,
    )
