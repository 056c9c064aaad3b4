"""How this was made and what it cannot know, and every authority with how far it has been read."""

from __future__ import annotations

from collections import Counter
from typing import Final

from flask import Blueprint, Response

from ordinance.library.model import Term
from ordinance.library.source_model import Authority
from ordinance.pages.sources import federal_horizon, shown_date
from ordinance.web.desk import desk, shown

pages = Blueprint("about", __name__)

#: In the order of their rank, with the words of a heading.
_KINDS: Final = {
    "constitution": "Constitutions",
    "statute": "Statutes",
    "regulation": "Rules",
    "case": "Cases",
    "executive-order": "Executive orders",
    "agency-document": "Papers of agencies",
}


@pages.get("/authorities")
def authorities() -> Response:
    held = desk().library
    found = sorted(held.authorities.values(), key=lambda one: one.citation.casefold())
    groups: list[tuple[str, str, list[Authority]]] = [
        (kind, title, [one for one in found if one.kind == kind]) for kind, title in _KINDS.items()
    ]
    levels, cautions = _by_id(held.vocabulary.verification), _by_id(held.vocabulary.cautions)
    counts = Counter(one.verified for one in found)
    return shown("authorities.html", groups=groups, counts=counts, levels=levels, cautions=cautions, day=shown_date)


@pages.get("/about")
def about() -> Response:
    held = desk().library
    counts = Counter(one.verified for one in held.authorities.values())
    return shown(
        "about.html",
        levels=held.vocabulary.verification,
        counts=counts,
        horizon=federal_horizon(held),
        policies=sum(one.kind == "policy" for one in held.clauses()),
        states=len(held.state_files),
        precedents=len(held.precedents),
        total=len(held.authorities),
    )


def _by_id(terms: tuple[Term, ...]) -> dict[str, Term]:
    return {one.id: one for one in terms}
