"""What changed in the law, newest first, and which clauses each change touches."""

from __future__ import annotations

from flask import Blueprint, Response

from ordinance.making.changes import updates_page
from ordinance.web.desk import desk
from ordinance.web.documents import document_page

pages = Blueprint("updates", __name__)


@pages.get("/updates")
def updates() -> Response:
    with desk().drafting as library:
        document = updates_page(library, None, None, desk().today, full=True).document
    return document_page(document)
