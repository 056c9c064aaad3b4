"""Comparing: the choices of a place on one table, one topic with all its variants, and two selections side by side."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import default_package
from ordinance.errors import NotFound, brief
from ordinance.library.place_model import Place
from ordinance.making.comparing import clause_compared, clauses_compared, drafts_compared
from ordinance.web.asked import Asked
from ordinance.web.desk import desk, shown
from ordinance.web.documents import document_page
from ordinance.web.links import opened
from ordinance.web.places import place_named
from ordinance.web.routes.draft import asked_of

pages = Blueprint("compare", __name__)


@pages.route("/compare/<name>", methods=["GET", "POST"])
def compare(name: str) -> Response:
    library = desk().library
    place = place_named(library, name)
    if request.form.get("other"):
        return _two(place)
    policies = [one for one in library.clauses() if one.kind == "policy"]
    groups = [(group, [one for one in policies if one.group == group.id]) for group in library.vocabulary.groups]
    state = request.form.get("state", "")
    return shown(
        "compare.html",
        place=place,
        groups=[(group, found) for group, found in groups if found],
        package=library.package(place.choices.package or default_package(library, library.state(place.state))),
        state=state,
    )


@pages.get("/compare/<name>/all", defaults={"package": ""})
@pages.get("/compare/<name>/all/<package>")
def table(name: str, package: str) -> Response:
    with desk().drafting as library:
        place = place_named(library, name)
        if package and package not in library.packages:
            raise NotFound("package", brief(package, 40), library.packages)
        policies = () if package else tuple(one.id for one in library.clauses() if one.kind == "policy")
        document = clauses_compared(library, policies, package or None, place, desk().today).document
    facts = {"place": place, "on": place, "package": package, "packages": library.packages.values()}
    return document_page(document, "matrix.html", back=(f"/compare/{name}", "All topics"), **facts)


@pages.get("/compare/<name>/<clause>")
def topic(name: str, clause: str) -> Response:
    with desk().drafting as library:
        place = place_named(library, name)
        document = clause_compared(library, library.clause(clause), place, desk().today, length=Asked().length).document
    return document_page(document, back=(f"/compare/{name}", "All topics"), on=place)


def _two(place: Place) -> Response:
    """Return what two selections choose, topic by topic: this one, and that of a link."""
    asked, _ = asked_of(place)
    other = opened(desk().library, request.form["other"])
    with desk().drafting as library:
        there, day = place_named(library, other.place), desk().today
        sides = [draft(library, where, one.wishes(library, day)) for where, one in ((place, asked), (there, other.asked))]
        document = drafts_compared(library, (("Yours", sides[0]), ("The link’s", sides[1])), day).document
    return document_page(document, back=(f"/compare/{place.id}", "All topics"), on=place)
