"""Reviewing a text that stands already, or that somebody proposes: it is read in memory, told about, and forgotten."""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint, Response, request

from ordinance.web import jobs
from ordinance.web.desk import desk, shown
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
    title, parts = desk().heavy.run(jobs.review_parts, name, content, place, desk().today)
    back = ("/review", "Review another text")
    onward = [(f"/draft/{place}", "Draft what is missing")] if place else [("/places", "Draft what is missing: find your place")]
    return shown("document.html", title_words=title, parts=parts, back=back, files=onward, wide=False)


def file_name(name: str) -> str:
    """Return the bare name of an upload, short and plain, with its ending."""
    bare = re.split(r"[\\/]", name)[-1]
    return _ODD.sub("-", bare)[-80:] or "file"
