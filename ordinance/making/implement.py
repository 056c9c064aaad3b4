"""The folder for whoever carries an adopted text out: a calendar, the papers, the log, and what the public watches."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Document
from ordinance.drafting.assembly import draft
from ordinance.drafting.local_sections import amended_sections
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, NotFound
from ordinance.formats import calendar
from ordinance.formats.xlsx import write as xlsx
from ordinance.library.papers import Paper, implement_words, papers
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.bundle import Bundle
from ordinance.making.encoding import encoded
from ordinance.making.steps import Steps, quietly
from ordinance.pages.implementing.log import log_of
from ordinance.pages.implementing.papers import Carrying, Listed, agencies_with_powers, carrying, paper, stands
from ordinance.pages.instrument import Options, build

FORMS = ("docx", "pdf", "md", "html")
#: The language that papers of the office are written in.
LANGUAGE: Final = "en"
_CALENDAR: Final = "1-calendar.ics"
_POLICY: Final = "2-department-policy"
_LOG: Final = "6-request-log.xlsx"
_FIRST: Final = "0-read-first"


def implementing(
    library: Library,
    place: Place,
    asked: Wishes,
    day: date,
    *,
    adopted: date | None = None,
    effect: date | None = None,
    form: str = "docx",
    steps: Steps = quietly,
) -> Bundle:
    """Return the folder for a place. `adopted` and `effect` are the days of the vote and of effect; without the second its days
    are blanks. Raises `BadChoice` where they cannot be, or state law leaves nothing to carry out, `NotFound` for another
    format."""
    if form not in FORMS:
        raise NotFound("format of a paper", form, FORMS)
    passed = place.adopted.on if place.adopted else None
    about = carrying(library, draft(library, place, asked), day, adopted or passed, effect)
    words, notes = implement_words(library), []
    files: dict[str, bytes] = {}
    listed: list[Listed] = []
    first, *others = papers(library, LANGUAGE)
    for one in steps(others):
        for name, document in _made(one, about):
            files[f"{name}.{form}"] = encoded(document, form, library)
            listed.append(Listed(f"{name}.{form}", one.head.says, one.head.reader))
    if effect is not None:
        files[_CALENDAR] = calendar.write(first_name(about), about.wording.days(about.duties, place.id), day)
        listed.append(Listed(_CALENDAR, words.calendar_file, words.calendar_reader))
    policy, why = _policy(about, asked)
    if policy is not None:
        files[f"{_POLICY}.{form}"] = encoded(policy, form, library)
        listed.append(Listed(f"{_POLICY}.{form}", words.policy_file, words.policy_reader))
    elif why:
        notes.append(words.policy_note.format(why=why))
    files[_LOG] = xlsx.write(log_of(about))
    listed.append(Listed(_LOG, words.log_file, words.log_reader))
    contents = paper(first, about, files=sorted(listed, key=_order))
    files[f"{_FIRST}.{form}"] = encoded(contents, form, library)
    return Bundle(files, day, "folder", tuple(notes))


def first_name(about: Carrying) -> str:
    """Return what the calendar is called."""
    return f"{about.draft.place.official_name}: {about.draft.instrument_name}"


def _made(one: Paper, about: Carrying) -> list[tuple[str, Document]]:
    """Return the name and document of each copy of a paper: none where the text has nothing for it."""
    if not stands(one, about):
        return []
    if one.head.each == "place":
        return [(one.name, paper(one, about))]
    own = agencies_with_powers(about.library, about.draft)
    return [(f"{one.name}-{_slug(agency.name)}", paper(one, about, agency)) for agency in own]


def _policy(about: Carrying, asked: Wishes) -> tuple[Document | None, str]:
    """Return the department's own policy on the same rules, or why there is none."""
    if about.draft.instrument == "policy":
        return None, ""
    amended = amended_sections(about.draft)
    if amended:  # the library's words are not those that passed
        told = "; ".join(f"{one.label} {one.heading}" for one in about.draft.sections if one.id in amended)
        return None, implement_words(about.library).policy_amended.format(sections=told)
    chosen = {one.clause.id: one.variant.id for one in about.draft.selection.chosen if one.clause.kind == "policy"}
    own = replace(asked, instrument="policy", choose=chosen, annex=False)
    try:
        made = draft(about.library, about.draft.place, own)
    except BadChoice as error:
        return None, str(error).split("\n", 1)[0]
    return build(made, about.library, Options("none", about.day)), ""


def _order(one: Listed) -> tuple[int, int, str]:
    number = re.match(r"\d+", one.file)
    return ("/" in one.file, int(number[0]) if number else 0, one.file)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
