"""Taking away: the draft in every format, what goes before the body, the campaign's sheets, the link, and the place as a file."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, request

from ordinance.checks.model import errors
from ordinance.library.handouts import LANGUAGES, language_table
from ordinance.library.place_model import Place
from ordinance.making.place_yaml import place_yaml, with_choices
from ordinance.web import jobs
from ordinance.web.asked import Asked
from ordinance.web.desk import desk
from ordinance.web.files import sent
from ordinance.web.links import link_of
from ordinance.web.places import place_named
from ordinance.web.routes.draft import asked_of, step_of

pages = Blueprint("take", __name__)

#: What may be taken beside the draft, and the formats of each.
PAPERS: Final = {
    "memo": (jobs.memo_file, ("docx", "pdf", "html", "md")),
    "comparison": (jobs.matrix_file, ("docx", "pdf", "html", "csv")),
}
_PACKETS: Final = ("docx", "pdf")


@pages.route("/take/<name>", methods=["GET", "POST"])
def take(name: str) -> Response:
    step = step_of(name)
    if isinstance(step, Response):
        return step
    asked = step.asked
    with desk().drafting as library:
        faults = errors(step.made.draft, library, desk().today)
    filled = bool(asked.blanks or asked.wording)
    with_filled = filled and bool(request.form.get("with_filled"))
    return step.shown(
        "take.html",
        faults=faults,
        filled=filled,
        with_filled=with_filled,
        shared=f"{request.host_url}open#{link_of(step.place.id, asked, filled=with_filled)}",
        languages=[(code, language_table(library, code).name) for code in library.files(LANGUAGES)],
    )


@pages.post("/take/<name>/<what>.<ending>")
def paper(name: str, what: str, ending: str) -> Response:
    place = place_named(desk().library, name)
    asked, _ = asked_of(place)
    today, run = desk().today, desk().heavy.run
    if (what, ending) == ("place", "yaml"):
        return sent(_as_yaml(place, asked), f"{place.id}.yaml")
    if (what, ending) == ("packet", "zip"):
        form = request.form.get("packet", "docx")
        content = run(jobs.packet_file, place.id, asked, today, form if form in _PACKETS else "docx")
    elif (what, ending) == ("kit", "zip"):
        known = [one for one in desk().library.files(LANGUAGES) if request.form.get(f"lang.{one}")]
        large = bool(request.form.get("large"))
        content = run(jobs.kit_file, place.id, asked, today, tuple(known), large)
    elif what in PAPERS and ending in PAPERS[what][1]:
        content = run(PAPERS[what][0], place.id, asked, today, ending)
    else:
        abort(404)
    return sent(content, f"{place.id}-{what}.{ending}")


def _as_yaml(place: Place, asked: Asked) -> bytes:
    own = with_choices(place, asked.package, asked.choose, asked.leave_out, asked.own_words(desk().today).entries)
    stance = f" --stance {asked.stance}" if asked.stance else ""
    command = f"ordinance draft ./{place.id}.yaml --instrument {asked.instrument} --length {asked.length}{stance}"
    return place_yaml(own, (f"{place.official_name}, with what was chosen on the page.", command))
