"""Reviewing a text that stands already, or that somebody proposes: it is read in memory, told about, and forgotten."""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint, Response, request

from ordinance.web import jobs
from ordinance.web.asked import Asked
from ordinance.web.desk import desk, shown
from ordinance.web.links import link_of
from ordinance.web.places import meant

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
    typed = request.form.get("place", "").strip()[:200]
    could = meant(desk().library, typed)
    place = could[0].id if len(could) == 1 else ""
    found = desk().heavy.run(jobs.reviewed, name, content, place, desk().today)
    facts = {"found": found, "name": name, "place": desk().library.place(place) if place else None}
    count = sum(len(one.findings) for one in found.stretches)
    amend = {name: _one(place, name) for name in found.on} if place else {}
    which = [(one, _missing(one.id, found)) for one in could[:8]]
    return shown("reviewed.html", which=which, typed=typed, amend=amend, count=count, **facts)


def _one(place: str, clause: str) -> str:
    """Return the link to a draft on one topic alone: the usual choice on it, and nothing else of any package."""
    library = desk().library
    others = {name for package in library.packages.values() for name in package.clauses} - {clause}
    out = tuple(sorted(name for name in others if library.clause(name).kind == "policy"))
    return link_of(place, Asked(choose={clause: library.clause(clause).default}, leave_out=out))


def _missing(place: str, found: jobs.Reviewed) -> str:
    """Return the link to a draft of what a text lacks: the usual choice on each such topic, and nothing that it has already."""
    library = desk().library
    asked = Asked(choose={name: library.clause(name).default for name in found.missing}, leave_out=found.held)
    return link_of(place, asked)


def file_name(name: str) -> str:
    """Return the bare name of an upload, short and plain, with its ending."""
    bare = re.split(r"[\\/]", name)[-1]
    return _ODD.sub("-", bare)[-80:] or "file"
