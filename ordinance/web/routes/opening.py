"""Opening a link: the part after `#` never reaches a server by itself, so the script, or a person, puts it into a form."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ordinance.errors import BadChoice
from ordinance.web.asked import settled
from ordinance.web.desk import desk, shown
from ordinance.web.links import opened
from ordinance.web.places import place_named
from ordinance.web.routes.draft import chooser

pages = Blueprint("opening", __name__)


@pages.route("/open", methods=["GET", "POST"])
def open_link() -> Response:
    link = request.form.get("link", "").strip()
    if not link:
        return shown("open.html", fault="", link="")
    library = desk().library
    try:
        found = opened(library, link)
    except BadChoice as error:
        return shown("open.html", 400, fault=str(error), link=link)
    place = place_named(library, found.place)
    with desk().drafting:
        asked, told = settled(library, place, found.asked, desk().today)
    return chooser(place, asked, [*found.told, *told])
