"""A redline: two files, or a file and what was chosen on the page, as tracked changes in Word."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ordinance.errors import BadChoice
from ordinance.web import jobs
from ordinance.web.desk import desk, shown
from ordinance.web.files import sent
from ordinance.web.links import opened
from ordinance.web.routes.review import file_name

pages = Blueprint("redline", __name__)

_SIDES = (("old", "the first"), ("new", "the second"))


@pages.route("/redline", methods=["GET", "POST"])
def redline() -> Response:
    if request.method == "GET":
        return shown("redline.html")
    sides = [_side(field, words) for field, words in _SIDES]
    return sent(desk().heavy.run(jobs.redline_file, sides[0], sides[1], desk().today), "redline.docx")


def _side(field: str, words: str) -> jobs.Side:
    """Return one side: an upload, or the selection of a link. Raises `BadChoice` where there is neither."""
    upload, link = request.files.get(field), request.form.get(f"{field}_link", "").strip()
    if upload is not None and upload.filename:
        return jobs.Side(file_name(upload.filename), upload.read())
    if link:
        found = opened(desk().library, link)
        return jobs.Side(found.place, b"", found.asked)
    raise BadChoice(f"Choose a Word or Markdown file for {words} text, or paste a link of this page")
