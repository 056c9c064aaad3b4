"""The sheets of a place: what each is for, its languages and layouts, and the file to print."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, request

from ordinance.library.handout_model import HandoutHead
from ordinance.library.handouts import LANGUAGES, MASTER, handout, handout_files, language_table
from ordinance.web import jobs
from ordinance.web.asked import Asked
from ordinance.web.desk import desk, shown
from ordinance.web.files import sent
from ordinance.web.places import place_named

pages = Blueprint("handouts", __name__)

_ENDINGS: Final = ("pdf", "docx", "html")


@pages.get("/handouts/<name>", defaults={"language": MASTER})
@pages.get("/handouts/<name>/<language>")
def handouts(name: str, language: str) -> Response:
    library = desk().library
    place = place_named(library, name)
    tables = {code: language_table(library, code) for code in library.files(LANGUAGES)}
    if language not in tables:
        abort(404)
    sheets: dict[str, list[tuple[str, str, HandoutHead, list[str]]]] = {}
    for kind, files in handout_files(library).items():
        found = {code: handout(library, kind, code) for code in tables if code in files}
        first = found.get(MASTER) or next(iter(found.values()), None)
        if first is not None:
            title = kind.replace("-", " ").capitalize() if "{" in first.head.title else first.head.title
            codes = [code for code, one in found.items() if one is not None]
            sheets.setdefault(first.head.audience, []).append((kind, title, first.head, codes))
    return shown("handouts.html", place=place, language=language, tables=tables, sheets=sheets)


@pages.post("/handouts/<name>/<kind>.<ending>")
def sheet(name: str, kind: str, ending: str) -> Response:
    library = desk().library
    place = place_named(library, name)
    language, layout = request.form.get("language", MASTER), request.form.get("layout") or None
    if ending not in _ENDINGS or kind not in handout_files(library) or language not in library.files(LANGUAGES):
        abort(404)
    content = desk().heavy.run(jobs.sheet_file, place.id, Asked(), desk().today, kind, language, layout, ending)
    return sent(content, f"{kind}-{language}.{ending}")
