"""Every kind of government of every state, and each with a form of its own: its draft says what such a place would say."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import printed, shipped_library

import ordinance as o
from ordinance.checks.model import errors
from ordinance.drafting.assembly import draft
from ordinance.drafting.forms import has_charter
from ordinance.drafting.model import plain
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice
from ordinance.library.forms import forms_of, told
from ordinance.places.filling import filled
from ordinance.places.listing import by_id
from ordinance.places.model import Government

LIBRARY = shipped_library()
FORMS = {code: forms_of(LIBRARY, code) for code in sorted(LIBRARY.state_files)}
KINDS = [f"{code} {kind}" for code, forms in FORMS.items() for kind in forms.kinds]
SPECIAL = [place_id for forms in FORMS.values() for place_id in forms.special]

_spec = importlib.util.spec_from_file_location("table_of_forms", Path(__file__).parents[1] / "docs" / "forms.py")
assert _spec is not None
assert _spec.loader is not None
table_of_forms = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(table_of_forms)


@cache
def made(name):
    """The place of a kind ("NY town") or an id, its draft, and that as Markdown; "" where state law leaves nothing to adopt."""
    code, _, kind = name.partition(" ")
    # A name that no state, office or statute has, so that it is found only where the place itself is named.
    own = by_id(LIBRARY, name) if not kind else Government(f"millbrook-{kind}-zz", "Millbrook", kind, code, county="Dover County")
    place = filled(LIBRARY, own)
    try:
        drawn = draft(LIBRARY, place, Wishes(length="short"))
    except BadChoice:
        return place, None, ""
    return place, drawn, printed(LIBRARY, drawn).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def test_who_has_a_form_of_its_own_is_a_government_of_the_list():
    assert [place_id for place_id in SPECIAL if by_id(LIBRARY, place_id) is None] == []


@pytest.mark.parametrize("name", [*KINDS, *SPECIAL])
def test_the_head_the_words_and_the_signatures_are_those_of_such_a_place(name):
    place, drawn, text = made(name)
    if drawn is None:
        return
    words = plain(drawn.formula.pieces)
    assert words.count(place.name) <= 1 or words.count(place.name) == place.body.name.count(place.name), words
    assert not re.search(r"\{\w+\}|\{\{|\{%", text)
    offices = [plain(office).casefold() for _, office in drawn.signatures]
    assert len(set(offices)) == len(offices)
    assert not [one for one in offices for other in offices if one in (f"{place.kind} {other}", f"{place.noun} {other}")], offices
    if not has_charter(place, drawn.selection.form, LIBRARY.words):
        law = re.sub(r"^>.*$", "", text, flags=re.MULTILINE)
        assert "charter" not in law.replace("Charter", "").lower().replace("charter township", "")


def test_nobody_signs_twice_and_the_place_has_one_name_in_every_kind_of_government():
    wrong = []
    for name in (*KINDS, *SPECIAL):
        _, drawn, _ = made(name)
        found = errors(drawn, LIBRARY, date(2026, 11, 25)) if drawn else []
        wrong += [f"{name}: {one.message}" for one in found if one.id in ("signs-twice", "names-differ")]
    assert wrong == []


@pytest.mark.parametrize("name", [*KINDS, *SPECIAL])
def test_the_short_word_for_the_body_fits_its_name(name):
    place, _, _ = made(name)
    body, short = place.body.name.casefold(), place.body.short.casefold()
    usual = place.body.name.startswith("[") and not place.body.name.startswith("[name")
    assert short == "governing body" if usual and " or " in body and short not in body else True
    if not body.startswith("["):
        nouns = [word for word in short.split() if word != "county"]
        assert all(word.rstrip("s") in body for word in nouns), (body, short)


def test_of_two_usual_names_the_place_has_to_say_which_and_its_own_name_stands_outside_the_blank():
    assert (
        told("Common Council or City Council of the City of {name}")
        == "[Common Council or City Council: which?] of the City of {name}"
    )
    assert told("Police Jury or Parish Council of {name} Parish") == "[Police Jury or Parish Council: which?] of {name} Parish"
    assert told("Mayor or President of the Board") == "[Mayor or President of the Board: which?]"
    assert told("President of the Board") == "President of the Board"


@pytest.mark.parametrize(
    ("name", "body", "officers"),
    [
        ("LA parish", "Police Jury of Millbrook Parish", ["President", "Secretary-Treasurer"]),
        ("west-feliciana-parish-la", "Parish Council of West Feliciana Parish", ["Council Chair", "Parish President"]),
        ("memphis-tn", "Council of the City of Memphis", ["Council Chair", "Mayor"]),
        ("fishers-in", "Common Council of the City of Fishers", ["Council President", "Mayor"]),
        ("edison-nj", "Municipal Council of the Township of Edison", ["Council President", "Mayor"]),
        ("dayton-oh", "Commission of the City of Dayton", ["Mayor"]),
        ("mcallen-tx", "City Commission of the City of McAllen", ["Mayor"]),
    ],
)
def test_a_place_is_drafted_with_its_own_body_and_whoever_presides(name, body, officers):
    place, drawn, _ = made(name)
    assert place.body.name == body
    signed = [plain(office) for _, office in drawn.signatures]
    assert [one for one in officers if one not in signed] == []


def test_the_assessor_who_presides_over_a_plantation_is_the_first_assessor():
    place, _, _ = made("ME plantation")
    assert place.body.presiding == "First Assessor"


def test_a_code_that_does_not_bear_the_full_name_of_its_government_has_its_own_name():
    assert "of the Code of Athens-Clarke County," in made("athens-clarke-county-ga")[2]
    assert "of the Code of Ordinances of the Lexington-Fayette Urban County Government," in made("lexington-fayette-ky")[2]


def test_new_york_city_is_not_drafted_as_a_city_of_the_state():
    _, drawn, text = made("new-york-ny")
    assert "Be it enacted by the Council as follows:" in text
    assert [plain(office) for _, office in drawn.signatures] == ["Speaker", "City Clerk", "Corporation Counsel", "Mayor"]


def test_a_chapter_of_a_code_is_a_blank_with_the_name_of_the_code():
    _, _, text = made("NY village")
    assert "Chapter [chapter number] of the Code of the Village of Millbrook" in text
    assert "§ __-1. " in text


def test_the_law_says_under_which_law_the_body_acts_where_somebody_read_it():
    assert "adopts this local law under Municipal Home Rule Law § 10(1)." in made("NY village")[2]
    assert "The Town of Millbrook adopts this by-law under G.L. c. 43B, § 13." in made("MA town")[2]
    village = made("NY village")[2]
    assert village.index("under Municipal Home Rule Law § 10(1)") < village.index("as follows:") < village.index("Purpose")
    assert " under RCW " not in made("WA city")[2].split("as follows:", 1)[1][:300]


def test_the_notes_tell_how_it_is_adopted_and_the_law_does_not():
    place = o.place(LIBRARY, "Beacon, NY")
    drawn = draft(LIBRARY, place, Wishes(length="short"))
    assert "majority of total voting power" not in printed(LIBRARY, drawn)
    assert "majority of total voting power" in printed(LIBRARY, drawn, "notes")


def test_what_was_not_read_names_no_source_and_what_was_read_names_one():
    told_ones = [
        (f"{code} {kind}", one)
        for code, forms in FORMS.items()
        for kind, form in [*forms.kinds.items(), *forms.special.items()]
        for one in (form.authority, form.procedure, *form.by_class)
        if one
    ]
    assert [name for name, one in told_ones if one.verified != "unverified" and not one.source] == []


def test_the_table_of_the_forms_is_as_the_files_are():
    assert table_of_forms.PAGE.read_text(encoding="utf-8") == table_of_forms.page(), "run: python docs/forms.py"
