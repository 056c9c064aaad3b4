"""How this was made and what it cannot know, and every authority with how far it has been read."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response

from ordinance.library.model import Term
from ordinance.library.source_model import Authority
from ordinance.pages.sources import federal_horizon, shown_date
from ordinance.web.desk import desk, shown

pages = Blueprint("about", __name__)


@pages.get("/authorities")
def authorities() -> Response:
    held = desk().library
    found = sorted(held.authorities.values(), key=lambda one: one.citation.casefold())
    kinds: dict[str, list[Authority]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    levels, cautions = _by_id(held.vocabulary.verification), _by_id(held.vocabulary.cautions)
    counts = Counter(one.verified for one in found)
    return shown("authorities.html", kinds=kinds, counts=counts, levels=levels, cautions=cautions, day=shown_date)


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
