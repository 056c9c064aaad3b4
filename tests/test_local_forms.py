"""The forms of local government: names, words and powers by kind, through the commands that a user runs."""

from __future__ import annotations

import os
import re

import pytest
from click.testing import CliRunner
from conftest import shipped_library

from ordinance.cli.main import cli
from ordinance.library.forms import forms_of
from ordinance.library.store import Library

LIBRARY = shipped_library()
STATES = {code: forms_of(LIBRARY, code) for code in sorted(LIBRARY.state_files)}


def ran(*arguments, code=0):
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == code, result.output
    return result


def begun(state, kind, name="Millbrook"):
    """The path of a file that `new` writes, and the place in it."""
    path = f"{state}-{kind}.yaml".lower()
    ran("new", name, "--state", state, "--kind", kind, "-o", path)
    return path, Library().place(f"./{path}")


def drafted(path, *options, code=0):
    """The text of a draft, and what is told on the terminal."""
    result = ran("draft", path, "-o", "-", "--format", "md", "--commentary", "none", "--full", *options, code=code)
    return result.stdout.replace("\\", ""), result.stderr


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


#: Two names are usual, so the place has to say which: its own name stands outside the blank.
NY_COUNTY = "[County Legislature or Board of Supervisors: which?]"

ABSENT = [
    ("CT", "county", "a town, city or borough"),
    ("RI", "county", "a city or town"),
    ("AK", "county", "a borough"),
    ("HI", "city", "a county"),
    ("LA", "county", "a parish"),
    ("VT", "county", "a town"),
    ("DC", "county", "a city"),
]


@pytest.mark.parametrize(("state", "kind", "instead"), ABSENT)
def test_a_kind_that_a_state_does_not_have_is_refused_and_the_kinds_that_exist_are_named(state, kind, instead):
    said = ran("new", "Millbrook", "--state", state, "--kind", kind, code=2).output
    assert said.count("\n") == 1
    assert instead in said
    assert os.listdir() == []


def test_a_place_of_a_kind_that_its_state_does_not_have_is_refused_where_it_is_read():
    path, _ = begun("NY", "county")
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace("state: NY", "state: CT"))
    said = ran("draft", path, code=2).output
    assert re.match(r"Error: ny-county\.yaml:\d+:\d+: kind county: Connecticut has no county governments", said), said


FORMS = [
    ("MA", "town", "Select Board of the Town of Millbrook", "select board", "by-law"),
    ("NY", "village", "Board of Trustees of the Village of Millbrook", "board", "local law"),
    (
        "NY",
        "county",
        "[County Legislature or Board of Supervisors: which?] of the County of Millbrook",
        "governing body",
        "local law",
    ),
    ("TX", "county", "Commissioners Court of Millbrook County", "court", "ordinance"),
    ("SC", "town", "Town Council of the Town of Millbrook", "council", "ordinance"),
    ("AK", "borough", "Assembly of the Millbrook Borough", "assembly", "ordinance"),
    (
        "NJ",
        "township",
        "[Township Committee or Township Council: which?] of the Township of Millbrook",
        "governing body",
        "ordinance",
    ),
]


@pytest.mark.parametrize(("state", "kind", "body", "short", "instrument"), FORMS)
def test_new_writes_what_the_state_calls_the_body_and_its_law_and_lists_what_is_to_be_confirmed(
    state, kind, body, short, instrument
):
    result = ran("new", "Millbrook", "--state", state, "--kind", kind, "-o", "x.yaml")
    place, told = Library().place("./x.yaml"), " ".join(result.stdout.split())
    assert body in place.body.name
    assert place.body.short.startswith(short)
    assert (place.instruments["ordinance"].name if place.instruments else "ordinance") == instrument
    assert place.body.short.strip("[]") in told, "the one word for the body is among what is to be confirmed"


def test_a_town_enacts_its_by_law_at_town_meeting_without_readings():
    text, _ = drafted(begun("MA", "town")[0])
    assert "A by-law of the Town of Millbrook " in text
    assert "The Town of Millbrook, at town meeting, enacts as follows:" in text
    assert "reading:" not in text.lower()
    assert "Sent to the Attorney General" in text
    assert "Moderator" in text
    assert "charter" not in text


ENACTING = [
    ("NY", "village", "Be it enacted by the Board of Trustees of the Village of Millbrook as follows:"),
    (
        "NY",
        "county",
        "Be it enacted by the [County Legislature or Board of Supervisors: which?] of the County of Millbrook as follows:",
    ),
    ("CA", "county", "The Board of Supervisors of the County of Millbrook ordains as follows:"),
    ("KY", "county", "Be it ordained by the fiscal court of Millbrook County, Commonwealth of Kentucky:"),
    ("WA", "town", "Be it ordained by the council of the Town of Millbrook:"),
    ("DC", "city", "Be it enacted by the Council of the District of Columbia,"),
]


@pytest.mark.parametrize(("state", "kind", "words"), ENACTING)
def test_the_enacting_words_name_the_body_and_the_place_once(state, kind, words):
    path, _ = begun(state, kind)
    text = ran("draft", path, "-o", "-", "--format", "md", "--commentary", "none", "--force").stdout.replace("\\", "")
    assert words in text


@pytest.mark.parametrize("name", ["Common Council of the City of Oz", "Oz City Council"])
def test_a_body_whose_name_holds_the_place_is_not_followed_by_it(name):
    path, _ = begun("IL", "city", "Oz")
    with open(path) as file:
        text = re.sub(r"(?m)^  name: City Council.*$", f"  name: {name}", file.read(), count=1)
    with open(path, "w") as file:
        file.write(text)
    resolved, _ = drafted(path, "--instrument", "resolution")
    assert f"NOW, THEREFORE, the {name} resolves as follows:" in resolved


def test_one_person_who_presides_and_approves_signs_once():
    text, _ = drafted(begun("NY", "village")[0])
    signed = text.rpartition("Presiding officer:")[2]
    assert len(re.findall(r"Mayor\b", signed)) == 1


def test_the_district_of_columbia_passes_acts_of_its_council():
    path, place = begun("DC", "city", "Washington")
    assert place.official_name == "District of Columbia"
    text, _ = drafted(path)
    assert "An act of the District of Columbia" in text
    assert "City of" not in text.partition("## Section 1")[0]


JAILS = [
    ("PA", "county", {"Sheriff": ("police",), "[title of the head of the jail]": ("jail",)}),
    ("NM", "county", {"Sheriff": ("police",), "[title of the head of the jail]": ("jail",)}),
    ("KY", "county", {"Sheriff": ("police",), "Jailer": ("jail",)}),
    ("NJ", "county", {"Sheriff": ("police",), "[title of the head of the jail]": ("jail",)}),
    ("GA", "county", {"Sheriff": ("police", "jail")}),
    ("VA", "city", {"Sheriff": ("jail",), "Chief of Police": ("police", "lockup")}),
    (
        "CO",
        "city-county",
        {"[title of the head of the jail]": ("jail",), "[title of the head of the police]": ("police", "lockup")},
    ),
    ("DE", "county", {}),
]


@pytest.mark.parametrize(("state", "kind", "heads"), JAILS)
def test_new_gives_the_jail_to_whoever_runs_it_in_that_state(state, kind, heads):
    _, place = begun(state, kind)
    assert {agency.head: agency.roles for agency in place.agencies} == heads
    elected = {agency.head: agency.control for agency in place.agencies}
    assert all(elected[head] == "independent" for head in ("Sheriff", "Jailer") if head in elected)


def test_the_county_that_runs_its_jail_gets_the_section_on_the_jail():
    text, _ = drafted(begun("PA", "county")[0])
    assert "Access to people and places of custody" in text


POWERS = [
    ("TX", "county", ["--package", "state-preempted"], "A Texas county has only the powers specifically conferred on it"),
    ("OH", "county", [], "An Ohio county without a charter"),
    ("NE", "county", [], "A Nebraska county may ordain only on the subjects that a statute lists"),
]


@pytest.mark.parametrize(("state", "kind", "options", "says"), POWERS)
def test_where_there_is_no_power_to_ordain_the_resolution_is_offered_and_the_first_page_says_why(state, kind, options, says):
    path, _ = begun(state, kind)
    asked = (*options, "--instrument", "ordinance")
    text, told = drafted(path, *asked)
    assert says in text.partition("WHEREAS")[0]
    assert says in told
    assert "add --instrument resolution" in told
    unasked, told = drafted(path, *options)
    assert "ORDINANCE NO." not in unasked
    assert says in told, "one line says why it is no ordinance"
    found = CliRunner().invoke(cli, ["check", path, *asked]).output
    assert "no-ordinance-power" in found
    resolved, told = drafted(path, *options, "--instrument", "resolution")
    assert says not in resolved
    assert "--instrument resolution" not in told


@pytest.mark.parametrize(
    ("state", "words"), [("VA", "Dillon's Rule"), ("NH", "there is no home rule"), ("NC", "delegated powers")]
)
def test_a_place_with_granted_powers_only_reads_so_on_the_first_page(state, words):
    text, _ = drafted(begun(state, "city")[0], *(["--package", "state-preempted"] if state != "VA" else []))
    assert words in text.partition("WHEREAS")[0].replace("\u2019", "'")


def test_a_charter_that_gives_the_power_is_taken_at_its_word():
    path, _ = begun("OH", "county")
    with open(path) as file:
        text = file.read().replace("# charter: true ", "charter: true ")
    with open(path, "w") as file:
        file.write(text)
    assert "Power to enact" not in drafted(path)[0]


def test_the_first_page_names_the_government_before_its_instrument():
    text, _ = drafted(begun("VA", "city")[0])
    assert re.match(r"\*\*CITY OF MILLBROOK\*\*\n\n\*\*CITY COUNCIL.*\*\*\n\n# ORDINANCE NO. \[number\]\n\n> DRAFT", text), text[
        :200
    ]


# --- the files ---


def test_each_name_of_an_instrument_may_stand_in_the_sentence_on_purpose():
    """A word that the drafting rules bar is let through by the whole phrase, which names the instrument."""
    names = {form.instrument for state in STATES.values() for form in state.kinds.values() if form.instrument}
    allowed = set(LIBRARY.drafting_rules["false-duty"].except_in)
    assert [name for name in sorted(names) if f"purpose of this {name} is to" not in allowed] == []


def test_whoever_lacks_the_power_to_ordain_is_told_what_to_take():
    forms = {(code, kind): form for code, state in STATES.items() for kind, form in state.kinds.items()}
    untold = [name for name, form in forms.items() if (form.ordinance_power != "general") != bool(form.power_says)]
    assert untold == []
    none = [form for form in forms.values() if form.ordinance_power == "none"]
    assert [form.power_says for form in none if "resolution" not in (form.power_says or "")] == []
    assert forms["TX", "county"] in none


def test_enacting_words_say_how_far_they_were_read_and_where():
    forms = {(code, kind): form for code, state in STATES.items() for kind, form in state.kinds.items()}
    assert [
        name for name, form in forms.items() if form.formula and not (form.cite and form.source and form.enacting_clause)
    ] == []


def test_a_kind_is_absent_or_described_and_not_both():
    assert [code for code, state in STATES.items() if set(state.absent_kinds) & set(state.kinds)] == []


def test_a_town_with_a_council_does_not_get_the_rules_of_a_town_meeting(tmp_path):
    path, _ = begun("MA", "town")
    with open(path) as file:
        text = file.read().replace("town_meeting: true", "town_meeting: false")
    with open(path, "w") as file:
        file.write(text)
    drafted_text, _ = drafted(path)
    assert "Attorney General has approved" not in drafted_text
