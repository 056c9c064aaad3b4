"""The file comes back: what others changed in a draft that was sent out, and what becomes of the changes that are accepted.

The page keeps no file. The script sends it again with each press, since its field stays as it is; without script a person chooses
it again.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, request

from ordinance.errors import BadChoice, OrdinanceError
from ordinance.web import came_back
from ordinance.web.asked import Asked
from ordinance.web.came_back import Back, Picked, Sent
from ordinance.web.desk import desk, shown
from ordinance.web.files import sent as file_sent
from ordinance.web.links import opened
from ordinance.web.places import place_named, the_one
from ordinance.web.preview import for_a_page
from ordinance.web.routes.review import file_name

pages = Blueprint("back", __name__)

#: How the boxes are named: one of a change's number, one of an author.
CHANGE: Final = "n."
AUTHOR: Final = "by."
#: How each file is called among a person's downloads.
_NAMES: Final = {"draft.docx": "next-draft.docx", "wording.yaml": "accepted-words.yaml", "open.docx": "left-open.docx"}


@pages.route("/back", methods=["GET", "POST"])
def back() -> Response:
    if request.method == "GET" or "state" in request.form:
        return _page(request.form.get("state", ""))
    link = request.form.get("link", "").strip()
    try:
        name, content = _file()
        found: Back = desk().heavy.run(came_back.listed, _sent(), name, content, desk().today)
    except OrdinanceError as error:
        return _page(link, fault=for_a_page(str(error)))
    return _page(link, found=found, name=name)


@pages.post("/back/<what>")
def accepted(what: str) -> Response:
    if what not in came_back.FILES:
        abort(404)
    name, content = _file()
    made = desk().heavy.run(came_back.accepted_file, _sent(), name, content, _picked(), what, desk().today)
    return file_sent(made, _NAMES[what])


def _page(link: str, *, fault: str = "", found: Back | None = None, name: str = "") -> Response:
    """Return the page: what is asked, with the fault above it or the list below it."""
    facts = {"link": link, "of": _named(link), "fault": fault, "found": found, "name": name}
    typed = request.form.get("place", "")[:200]
    ticked = {field for field, value in request.form.items() if value}
    return shown(
        "back.html", 400 if fault else 200, **facts, typed=typed, ticked=ticked, change_prefix=CHANGE, author_prefix=AUTHOR
    )


def _named(link: str) -> str:
    """Return the name of the place that a link is of, or nothing."""
    try:
        return place_named(desk().library, opened(desk().library, link).place).official_name if link else ""
    except OrdinanceError:
        return ""


def _file() -> tuple[str, bytes]:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise BadChoice("Choose the Word file that came back")
    return file_name(upload.filename), upload.read()


def _sent() -> Sent:
    """Return what was sent: the record that lies beside it, or the link, or the usual draft of a place."""
    record, link = request.files.get("record"), request.form.get("link", "").strip()
    if record is not None and record.filename:
        return Sent("", Asked(), (file_name(record.filename), record.read()))
    if link:
        found = opened(desk().library, link)
        return Sent(found.place, found.asked)
    typed = request.form.get("place", "").strip()[:200]
    place = the_one(desk().library, typed)
    if not place:
        raise BadChoice(
            f"No one place is called “{typed}”; write its name with its state"
            if typed
            else "Say what was sent: the link to its choices, its record, or the place"
        )
    return Sent(place, Asked())


def _picked() -> Picked:
    fields = [name for name, value in request.form.items() if value]
    numbers = [one.removeprefix(CHANGE) for one in fields if one.startswith(CHANGE)]
    authors = tuple(request.form[one] for one in fields if one.startswith(AUTHOR))
    return Picked("everything" in fields, authors, tuple(int(one) for one in numbers if one.isdecimal() and len(one) < 7))
