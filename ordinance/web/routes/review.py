"""Reviewing a text that stands already, or that somebody proposes: it is read in memory, told about, and forgotten."""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint, Response, request

from ordinance.web import jobs
from ordinance.web.asked import Asked
from ordinance.web.desk import desk, shown
from ordinance.web.links import link_of
from ordinance.web.places import the_one

pages = Blueprint("review", __name__)

_ODD: Final = re.compile(r"[^\w. -]+")


@pages.route("/review", methods=["GET", "POST"])
def review() -> Response:
    if request.method == "GET":
        return shown("review.html", fault="")
    upload, typed = request.files.get("file"), request.form.get("text", "").strip()
    if upload is not None and upload.filename:
        name, content = file_name(upload.filename), upload.read()
    else:
        name, content = "the text.txt", typed.encode()
    if not content.strip():
        return shown("review.html", 400, fault="Choose a file, or paste the text")
    place = the_one(desk().library, request.form.get("place", "").strip()[:200])
    found = desk().heavy.run(jobs.reviewed, name, content, place, desk().today)
    facts = {"found": found, "name": name, "place": desk().library.place(place) if place else None}
    count = sum(len(one.findings) for one in found.stretches)
    return shown("reviewed.html", state=_missing(place, found), count=count, **facts)


def _missing(place: str, found: jobs.Reviewed) -> str:
    """Return the link to a draft of what a text lacks: the usual choice on each such topic, and nothing that it has already."""
    library = desk().library
    asked = Asked(choose={name: library.clause(name).default for name in found.missing}, leave_out=found.held)
    return link_of(place, asked) if place else ""


def file_name(name: str) -> str:
    """Return the bare name of an upload, short and plain, with its ending."""
    bare = re.split(r"[\\/]", name)[-1]
    return _ODD.sub("-", bare)[-80:] or "file"
