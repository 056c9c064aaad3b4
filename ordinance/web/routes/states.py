"""The states: how each stands to local limits, and one state's law on local choices."""

from __future__ import annotations

from flask import Blueprint, Response

from ordinance.errors import NotFound, brief
from ordinance.pages.state_page import state_page
from ordinance.web.desk import desk, shown
from ordinance.web.documents import document_page

pages = Blueprint("states", __name__)


@pages.get("/states")
def states() -> Response:
    library = desk().library
    found = sorted((library.state(code) for code in library.state_files), key=lambda one: one.name)
    stances = [(term, [one for one in found if one.stance == term.id]) for term in library.vocabulary.stances]
    return shown("states.html", stances=[(term, states) for term, states in stances if states])


@pages.get("/states/<code>")
def state(code: str) -> Response:
    library = desk().library
    if code.upper() not in library.state_files:
        raise NotFound("state", brief(code, 40), library.state_files)
    with desk().drafting:
        document = state_page(library, library.state(code.upper()), desk().today)
    return document_page(document, back=("/states", "All states"))
