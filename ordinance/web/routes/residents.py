"""The residents' part: finding a place and printing sheets about rights, each page in the language of its reader."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, redirect, request

from ordinance.library.handouts import handout, handout_files, language_table
from ordinance.library.residents_model import ResidentWords
from ordinance.library.store import Library
from ordinance.web.desk import desk, shown
from ordinance.web.places import MANY, place_named, suggestions, the_one

pages = Blueprint("residents", __name__)

_FOLDER: Final = "templates/web/residents"
_THEIRS: Final = "residents"


@pages.route("/residents/<language>", methods=["GET", "POST"])
def find(language: str) -> Response:
    library, words = desk().library, _words(desk().library, language)
    text = request.form.get("q", "").strip()[:200]
    if one := the_one(library, text):
        return redirect(f"/residents/{language}/{one}", 303)  # type: ignore[return-value]
    found = suggestions(library, text, MANY)
    return shown(
        "residents.html", words=words, tag=language, names=_names(library), text=text, found=found, place=None, sheets=[]
    )


@pages.get("/residents/<language>/<name>")
def sheets(language: str, name: str) -> Response:
    library, words = desk().library, _words(desk().library, language)
    made = [(kind, handout(library, kind, language)) for kind, files in handout_files(library).items() if language in files]
    theirs = [(kind, one.head) for kind, one in made if one is not None and one.head.audience == _THEIRS]
    facts = {"names": _names(library), "text": "", "found": [], "place": place_named(library, name), "sheets": theirs}
    return shown("residents.html", 200, words=words, tag=language, **facts)


def _words(library: Library, language: str) -> ResidentWords:
    path = library.files(_FOLDER).get(language)
    if path is None:
        abort(404)
    return library.load(path, ResidentWords)


def _names(library: Library) -> dict[str, str]:
    """Return what each language of these pages is called in itself."""
    return {tag: language_table(library, tag).name for tag in library.files(_FOLDER)}
