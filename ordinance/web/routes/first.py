"""The first page, and what a host asks to know that the server is up."""

from __future__ import annotations

from flask import Blueprint, Response, make_response

from ordinance.web.desk import desk, shown
from ordinance.web.places import suggestion

pages = Blueprint("first", __name__)


@pages.get("/")
def first() -> Response:
    library = desk().library
    return shown("first.html", examples=[suggestion(library, library.place(name)) for name in library.place_files])


@pages.get("/health")
def health() -> Response:
    answer = make_response("ok\n")
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    return answer
