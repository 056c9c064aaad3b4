"""The one-page sheet on a place: what it tells, from which data, and that it is one page."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from conftest import shipped_library
from msgspec.structs import replace

import ordinance as o
from ordinance.cli.main import cli
from ordinance.library.federal import circuit_of, federal_facts
from ordinance.places.federal_list import is_place, named_here
from ordinance.places.naming import place_of
from ordinance.places.precedents import near

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def library():
    return shipped_library()


def place(library, name, kind, county, state="NY", agencies=()):
    known = library.place("ithaca-ny")
    official = f"{kind.capitalize()} of {name}" if kind != "county" else name
    return replace(known, name=name, official_name=official, kind=kind, county=county, state=state, agencies=agencies)


def told(library, where):
    return " ".join(o.encode(o.place_sheet(library, where, on=DAY), "txt").decode().split())


# --- federal facts ---


def test_every_state_lies_in_one_circuit(library):
    facts = federal_facts(library)
    inside = [state for one in facts.circuits for state in one.states]
    assert sorted(inside) == sorted(library.state_files)
    assert circuit_of(library, "NY").title == "Second Circuit"
    courts = {one.court for one in facts.circuits}
    appeals = {one.court for one in library.authorities.values() if one.court.startswith("U.S. Court of Appeals")}
    assert appeals <= courts  # a ruling whose court is written otherwise would be told nowhere


def test_the_federal_list_has_the_35_places_of_its_authority(library):
    facts = federal_facts(library)
    levels = [one.level for one in facts.named]
    assert (levels.count("state"), levels.count("county"), levels.count("city")) == (13, 4, 18)
    assert "12 states plus D.C., 4 counties, 18 cities" in " ".join(library.authorities[facts.list_authority].proposition.split())


@pytest.mark.parametrize(
    ("name", "kind", "county", "state", "own", "others"),
    [
        ("Rochester", "city", "Monroe County", "NY", ["Rochester"], ["New York"]),
        ("Rochester", "town", "Ulster County", "NY", [], ["New York"]),
        ("New York", "city", None, "NY", ["New York City"], ["New York"]),
        ("Towson", "town", "Baltimore County", "MD", [], ["Baltimore County"]),
        ("Baltimore County", "county", None, "MD", ["Baltimore County"], []),
        ("San Francisco", "city-county", None, "CA", ["San Francisco City"], ["California"]),
        ("Austin", "city", "Travis County", "TX", [], []),
    ],
)
def test_a_place_is_found_on_the_federal_list_by_name_state_and_level(library, name, kind, county, state, own, others):
    here = place(library, name, kind, county, state)
    found = named_here(library, here)
    assert [one.name for one in found if is_place(library, one, here)] == own
    assert [one.name for one in found if not is_place(library, one, here)] == others


# --- the sheet ---


def test_the_sheet_tells_law_courts_lists_policies_form_and_steps(library):
    words = told(library, "ithaca-ny")
    for part in (
        "ends 287(g) agreements",
        "it already asks for one on holds for immigration authorities",
        "Second Circuit, whose rulings bind the federal courts here",
        "City of New York v. United States (before Murphy)",
        "No agency of the City of Ithaca or of Tompkins County was on the list of May 18, 2026",
        "New York is named on the Justice Department's list of August 5, 2025 (no legal effect by itself",
        "The Tompkins County Sheriff's Office, an agency of another government",
        "Here: Ithaca (ordinance 2017)",
        "The Common Council of the City of Ithaca makes law by local law",
        "Ask the Tompkins County Sheriff's Office for its written policy",
        "ordinance draft ithaca-ny",
    ):
        assert part in words


def test_a_state_that_forbids_limits_says_so_with_its_penalties_and_sends_to_counsel_first(library):
    words = told(library, "austin-tx")
    assert (
        "State law on a local rule that limits help or protects people: it forbids one on holds for immigration authorities"
        in words
    )
    assert "Penalties: Tex. Gov't Code § 752.053" in words
    steps = words.partition("Next.")[2]
    assert steps.index("Take this page to counsel first") < steps.index("ordinance draft austin-tx")
    assert "City of El Cenizo v. Texas" in words


def test_a_listed_agency_is_on_the_sheet_with_what_to_ask_for(library):
    words = told(library, place(library, "Broome County", "county", None))
    assert "Listed on May 18, 2026: Broome County Sheriff's Office (warrant service, signed March 10, 2025)" in words
    assert "Ask the Broome County Sheriff's Office by a records request for the agreement itself" in words
    assert "records request" not in told(library, "ithaca-ny")
    assert "The draft has a section that ends an agreement" in told(library, "Nassau County, NY")
    assert "New York law, as this library has it, bars such agreements or ends them" in told(library, "Nassau County, NY")
    county_only = told(library, "Casa Grande, AZ")
    assert "Ask the Pinal County Attorney's Office and the Pinal County Sheriff's Office by a records request" in county_only
    assert "The draft has a section that ends" not in county_only


def test_a_ruling_with_a_caution_keeps_it(library):
    assert "City of Chicago v. Sessions (preliminary)" in told(library, "dane-county-wi")


def test_policies_are_those_of_the_place_its_county_and_then_the_state(library):
    found = near(library, place(library, "Evanston", "city", "Cook County", "IL"))
    assert {one.jurisdiction for one in found.own} == {"Evanston"}
    assert {one.jurisdiction for one in found.county} == {"Cook County"}
    assert "Chicago" in {one.jurisdiction for one in found.neighbors}
    assert "Elgin" in {one.jurisdiction for one in found.state}
    assert not {one.state for one in found.state} - {"IL"}


PLACES = (
    "ithaca-ny",
    "dane-county-wi",
    "austin-tx",
    "kirkland-wa",
    "vernon-vt",
    "king-county-wa",
    "philadelphia-pa",
    "kalamazoo-mi",
)


def test_the_sheet_is_one_page_everywhere_it_was_written_for(library, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    for state in library.state_files:  # the state with most to say as much as the one with least
        here = place(library, "Millbrook", "city", "Dutchess County", state, library.place("philadelphia-pa").agencies)
        path = o.write(o.place_sheet(library, here, on=DAY), tmp_path / f"{state}.pdf")
        assert len(pypdf.PdfReader(path).pages) == 1, state
    for name in PLACES:
        path = o.write(o.place_sheet(library, name, on=DAY), tmp_path / f"{name}.pdf")
        assert len(pypdf.PdfReader(path).pages) == 1, name


def test_policies_of_a_neighbor_and_of_places_of_its_size_come_first(library):
    found = near(library, place_of(library, "Skokie village, IL"))
    assert [one.jurisdiction for one in found.county] == ["Cook County", "Cook County"]
    assert {"Evanston", "Chicago"} <= {one.jurisdiction for one in found.neighbors}
    assert "Elgin" not in {one.jurisdiction for one in found.own}
    sizes = [one.jurisdiction for one in near(library, place_of(library, "beacon-ny")).state if one.status == "in force"]
    assert sizes.index("Ithaca") < sizes.index("Rochester") < sizes.index("New York City")


def test_precedents_near_a_place_stand_in_that_order():
    made = CliRunner().invoke(cli, ["precedents", "--near", "Skokie village, IL", "--format", "json"])
    assert made.exit_code == 0, made.output
    places = list(dict.fromkeys(one["jurisdiction"] for one in json.loads(made.output)))
    assert places[0] == "Cook County"
    assert places.index("Evanston") < places.index("Elgin")
    assert CliRunner().invoke(cli, ["precedents", "--near", "Nowhere at all, IL"]).exit_code == 2


def test_any_place_has_a_sheet_by_its_name(library):
    words = told(library, "Camden village NY")
    assert "Village of Camden, NY: what is known here" in words
    assert "the list does not say whether it means the Village of Camden or another place of the same name" in words
    assert "As far as it has cells, the Police Department (to be confirmed)" in words
    unclear = told(library, "Kershaw County, SC")
    assert "Who runs the jail, and who commands it, is not on file" in unclear
    assert "the council directs [" not in unclear.lower()
    county = told(library, "Hamilton County, Ohio")
    assert "What can act is the Board of County Commissioners" in county
    assert "makes law by ordinance" not in county


def test_the_command_prints_and_writes_by_the_ending(tmp_path):
    run = CliRunner().invoke(cli, ["place", "ithaca-ny"])
    assert run.exit_code == 0
    assert "City of Ithaca, NY: what is known here" in run.output
    for ending in ("md", "html", "docx", "json"):
        assert CliRunner().invoke(cli, ["place", "ithaca-ny", "-o", str(tmp_path / f"a.{ending}")]).exit_code == 0
    again = CliRunner().invoke(cli, ["place", "ithaca-ny", "-o", str(tmp_path / "a.md")])
    assert again.exit_code == 2
