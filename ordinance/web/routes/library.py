"""The clause library to read and to search; what is searched for comes by POST."""

from __future__ import annotations

from flask import Blueprint, Response, request
from msgspec.structs import replace

from ordinance.document.model import Paragraph, plain_text
from ordinance.library.clause_model import Clause
from ordinance.pages.clause_page import clause_page
from ordinance.web.desk import desk, shown
from ordinance.web.documents import document_page

pages = Blueprint("library", __name__)


@pages.route("/library", methods=["GET", "POST"])
def library() -> Response:
    held = desk().library
    text = request.form.get("q", "").strip()[:200]
    clauses = [one for one in held.clauses() if _holds(one, text.casefold().split())]
    groups = [(group, [one for one in clauses if one.group == group.id]) for group in held.vocabulary.groups]
    return shown("library.html", text=text, count=len(clauses), groups=[(group, found) for group, found in groups if found])


@pages.get("/library/<name>")
def clause(name: str) -> Response:
    with desk().drafting as held:
        found = held.clause(name)
        document = clause_page(held, found, found.variants, None, desk().today, None)
    kept = tuple(one for one in document.blocks if not (isinstance(one, Paragraph) and "(--place)" in plain_text(one.content)))
    return document_page(replace(document, blocks=kept), back=("/library", "All clauses"))


def _holds(clause: Clause, words: list[str]) -> bool:
    """Tell whether every word stands in a clause's title, its question, or what its variants are called, say and hold."""
    parts = [clause.id, clause.title, clause.question]
    parts += [part for one in clause.variants for part in (one.label, one.summary, one.text)]
    text = " ".join(parts).casefold()
    return all(word in text for word in words)
