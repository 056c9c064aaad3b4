"""Filling in: the blanks of this draft, each with why it is asked and the words round it, and sentences of one's own."""

from __future__ import annotations

from flask import Blueprint, Response

from ordinance.making.filling import questions
from ordinance.making.printing import Printing
from ordinance.web.asked import BLANK, WORDING
from ordinance.web.desk import desk
from ordinance.web.routes.draft import step_of

pages = Blueprint("fill", __name__)


@pages.route("/fill/<name>", methods=["GET", "POST"])
def fill(name: str) -> Response:
    step = step_of(name)
    if isinstance(step, Response):
        return step
    with desk().drafting as library:
        found = questions(step.made.document(Printing("none")), library.blank_words)
    sections = [one for one in step.made.draft.sections if one.chosen.clause.kind == "policy"]
    return step.shown("fill.html", questions=found, sections=sections, blank_prefix=BLANK, wording_prefix=WORDING)
