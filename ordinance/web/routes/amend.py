"""A bill that amends one section of a place's code, as a file has it, by the smallest change that does what was chosen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from ordinance.errors import BadChoice, OrdinanceError
from ordinance.library.place_model import Place
from ordinance.web import jobs
from ordinance.web.desk import desk, shown
from ordinance.web.files import sent
from ordinance.web.links import link_of
from ordinance.web.places import place_named
from ordinance.web.preview import for_a_page
from ordinance.web.routes.draft import asked_of
from ordinance.web.routes.review import file_name

pages = Blueprint("amend", __name__)


@pages.route("/amend/<name>", methods=["GET", "POST"])
def amend(name: str) -> Response:
    place = place_named(desk().library, name)
    if "file" not in request.files:
        return _page(place)
    try:
        return _page(place, notes=_bill(place, told=True), made=True)
    except OrdinanceError as error:
        return _page(place, fault=for_a_page(str(error)))


@pages.post("/amend/<name>/bill.docx")
def bill(name: str) -> Response:
    place = place_named(desk().library, name)
    return sent(_bill(place, told=False), f"{place.id}-amendment.docx")


def _bill(place: Place, *, told: bool) -> Any:
    """Return the bill as a Word file, or, where only what is `told` of it is wanted, that."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise BadChoice("Choose the file with the section as it stands")
    asked, _ = asked_of(place)
    file = (file_name(upload.filename), upload.read())
    cite = request.form.get("cite", "").strip()[:200]
    tracked = bool(request.form.get("tracked"))
    return desk().heavy.run(jobs.bill_file, place.id, asked, desk().today, file, cite, tracked, told)


def _page(place: Place, *, fault: str = "", notes: tuple[str, ...] = (), made: bool = False) -> Response:
    asked, _ = asked_of(place)
    facts = {"place": place, "link": link_of(place.id, asked), "cite": request.form.get("cite", "")[:200]}
    return shown("amend.html", 400 if fault else 200, **facts, fault=fault, notes=notes, made=made)
