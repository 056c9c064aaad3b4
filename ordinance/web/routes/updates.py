"""What changed in the law, newest first, everywhere or in one state with federal law, and which clauses each change touches."""

from __future__ import annotations

from flask import Blueprint, Response

from ordinance.errors import NotFound, brief
from ordinance.library.changes_model import FEDERAL
from ordinance.library.law_in_time import changes_of, latest_event, looked_up
from ordinance.pages.sources import shown_date
from ordinance.pages.touching import clauses_on
from ordinance.pages.updates import NOT_FOUND
from ordinance.web.desk import desk, shown

pages = Blueprint("updates", __name__)


@pages.get("/updates")
def updates() -> Response:
    return _page("")


@pages.get("/updates/<code>")
def of_state(code: str) -> Response:
    known = (*desk().library.state_files, FEDERAL)
    if code.upper() not in known:
        raise NotFound("state", brief(code, 40), known)
    return _page(code.upper())


def _page(code: str) -> Response:
    library = desk().library
    with desk().drafting:
        every = changes_of(library)
        found = [one for one in every if not code or one.state in (code, FEDERAL)]
        touched = {one.id: [library.clause(name) for name in clauses_on(library, one)] for one in found}
    names = {one.state: library.state(one.state).name for one in every if one.state != FEDERAL}
    if code and code != FEDERAL:
        names[code] = library.state(code).name
    return shown(
        "updates.html",
        happened=[one for one in found if one.status != NOT_FOUND],
        missed=[one for one in found if one.status == NOT_FOUND],
        touched=touched,
        code=code,
        federal=FEDERAL,
        names=dict(sorted(names.items(), key=lambda one: one[1])),
        levels={one.id: one for one in library.vocabulary.verification},
        searched=looked_up(library),
        latest=latest_event(library),
        day=shown_date,
    )
