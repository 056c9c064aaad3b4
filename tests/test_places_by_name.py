"""Any place by its name: every government on the lists is found by what people call it, and drafts with no file."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner
from conftest import shipped_library
from hypothesis import given
from hypothesis import strategies as st

import ordinance as o
from ordinance.cli.main import cli
from ordinance.places.listing import by_id, index_of, names_of, of_state, states
from ordinance.places.model import Government
from ordinance.places.naming import SeveralPlaces, UnknownPlace, file_of, place_of
from ordinance.places.search import exactly
from ordinance.places.words import slug

LIBRARY = shipped_library()


@cache
def every() -> tuple[Government, ...]:
    return tuple(one for code in states(LIBRARY) for one in of_state(LIBRARY, code))


def named() -> st.SearchStrategy[Government]:
    return st.integers(0, len(every()) - 1).map(lambda index: every()[index])


def test_an_id_is_unique_and_written_in_plain_letters():
    ids = [one.id for one in every()]
    assert len(ids) == len(set(ids)) > 39_000
    assert all(one == slug(one) for one in ids)
    assert all(one.id.endswith(f"-{one.state.lower()}") for one in every())


@given(named())
def test_a_name_leads_to_its_id_and_back(one):
    assert by_id(LIBRARY, one.id) == one
    names = names_of(LIBRARY)
    assert one in exactly(LIBRARY, names, f"{one.name}, {one.state}") or one.kind in ("county", "parish")
    kind = "" if "-" in one.kind else f" {one.kind}"  # nobody says "Denver city-county"
    fitting = exactly(LIBRARY, names, ", ".join(filter(None, [f"{one.name}{kind}", one.county, one.state])))
    assert one in fitting


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Beacon, NY", "beacon-ny"),
        ("beacon new york", "beacon-ny"),
        ("Town of Ithaca NY", "ithaca-town-ny"),
        ("ithaca city, ny", "ithaca-ny"),
        ("Hamilton County, Ohio", "hamilton-county-oh"),
        ("West New York", "west-new-york-nj"),
        ("New York City", "new-york-ny"),
        ("Saint Louis, MO", "st-louis-mo"),
        ("Washington township, Franklin County, OH", "washington-township-franklin-oh"),
        ("Washington, D.C.", "washington-dc"),
        ("Nashville, TN", "nashville-davidson-tn"),
        ("la canada flintridge", "la-canada-flintridge-ca"),
        ("Charles City County VA", "charles-city-county-va"),
    ],
)
def test_a_place_goes_by_what_people_call_it(words, found):
    assert place_of(LIBRARY, words).id == found


def test_a_name_of_several_places_lists_them_and_takes_none():
    done = CliRunner().invoke(cli, ["draft", "Ithaca, NY", "-o", "-"])
    assert done.exit_code == 2
    assert "the name of 2 places" in done.output
    assert "ithaca-ny  (Ithaca, city" in done.output
    assert "ithaca-town-ny  (Ithaca, town, Tompkins County, NY)" in done.output
    with pytest.raises(SeveralPlaces):
        place_of(LIBRARY, "Ithaca, NY")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Poughkepsie NY", "nearest: poughkeepsie-city-ny (Poughkeepsie, city"),
        ("Kings County, NY", "Kings County is a borough of New York City, which governs it: ask for new-york-ny"),
        ("Fairfield County, CT", "Fairfield County has had no government since 1960"),
        ("Navajo Nation", "sovereign nation"),
        ("Ponce, Puerto Rico", "Puerto Rico and its municipalities have not been researched"),
        ("Bethesda, MD", "a census-designated place, a neighborhood or a post office has none of its own"),
    ],
)
def test_what_is_no_place_here_is_said_so(words, said):
    with pytest.raises(UnknownPlace, match="no place named") as told:
        place_of(LIBRARY, words)
    assert said in str(told.value)


def test_a_file_always_wins():
    for name in LIBRARY.place_files:
        listed = by_id(LIBRARY, name)
        assert listed is not None, name
        assert file_of(LIBRARY, listed) == name
    assert place_of(LIBRARY, "Ithaca city, NY") is LIBRARY.place("ithaca-ny")


@pytest.mark.parametrize("instrument", ["ordinance", "resolution"])
def test_a_place_without_a_file_drafts(instrument):
    made = o.draft(LIBRARY, "Beacon, NY", instrument=instrument, length="short")
    assert b"City of Beacon" in o.encode(made, "md")
    assert "City Clerk" in made.draft.place.to_confirm


@pytest.mark.parametrize(
    "name", ["Beacon, NY", "Hamilton County, Ohio", "ithaca-town-ny", "acadia-parish-la", "kenai-peninsula-borough-ak"]
)
def test_new_writes_the_place_that_the_name_means(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    meant = o.place(LIBRARY, name)
    done = CliRunner().invoke(cli, ["new", name, "--date", meant.as_of.isoformat()])
    assert done.exit_code == 0, done.output
    written = o.Library().place(f"./{meant.id}.yaml")
    assert msgspec.structs.replace(written, as_of=meant.as_of) == meant


def test_a_file_of_ones_own_wins_under_whatever_name_it_has(tmp_path):
    folder = tmp_path / "jurisdictions"
    folder.mkdir()
    done = CliRunner().invoke(cli, ["new", "Beacon, NY", "-o", str(folder / "ours.yaml")])
    assert done.exit_code == 0, done.output
    text = (folder / "ours.yaml").read_text().replace("id: beacon-ny", "id: ours").replace("City of Beacon", "Our Beacon")
    (folder / "ours.yaml").write_text(text)
    library = o.Library(tmp_path)
    assert o.place(library, "Beacon, NY").official_name == "Our Beacon"
    assert o.place(library, "beacon-ny").id == "ours"
    assert [(one.id, one.file) for one in o.find_places(library, "beacon", state="NY")] == [("ours", True)]


def places(*words):
    done = CliRunner().invoke(cli, ["places", *words])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("beacon",), "beacon-ny"),
        (("becaon",), "beacon-ny"),
        (("ithaca", "--kind", "town"), "ithaca-town-ny"),
        (("poughkepsie",), "poughkeepsie-city-ny"),
        (("washington", "--county", "Auglaize County", "--state", "ohio"), "washington-township-auglaize-oh"),
        (("portland",), "portland-or"),
        (("tompkins", "county"), "tompkins-county-ny"),
    ],
)
def test_a_search_forgives_slips_and_puts_larger_places_first(words, first):
    code, output = places(*words)
    assert (code, output.split()[0]) == (0, first)


def test_a_search_is_json_for_a_program():
    code, output = places("beacon", "--state", "NY", "--format", "json")
    assert (code, json.loads(output)) == (
        0,
        [
            {
                "id": "beacon-ny",
                "name": "Beacon",
                "kind": "city",
                "state": "NY",
                "county": "Dutchess County",
                "county_sure": False,
                "population": 14347,
                "file": False,
            }
        ],
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("zzzzqq",), "no place named 'zzzzqq'"),
        (("beacon", "--state", "QQ"), "no state named 'QQ'"),
        (("beacon", "--county", "Nowhere"), "no place fits; leave some of the options out"),
    ],
)
def test_a_search_that_finds_nothing_says_so(words, said):
    code, output = places(*words)
    assert code == 2
    assert said in output


def test_the_index_of_names_is_that_of_the_lists():
    lines = sorted(f"{slug(one.name)} {one.id.removeprefix(slug(one.name))}" for one in every())
    assert index_of(LIBRARY).split("\n")[1:-1] == lines


def test_the_lists_differ_from_the_census_of_governments_by_what_is_listed():
    counted = yaml.safe_load((Path(__file__).parent.parent / "tools/governments/counted.yaml").read_text(encoding="utf-8"))
    towns = {"township", "plantation"}

    def group(one):
        if one.kind in ("county", "parish") or (one.state == "AK" and one.kind == "borough"):
            return "county"
        also = one.kind == "town" and one.state in counted["towns_are_townships"]
        return "township" if one.kind in towns or also else "municipal"

    by_group = Counter(group(one) for one in every())
    assert {name: by_group[name] - number for name, number in counted["total_2022"].items()} == counted["differs_2022"]
    assert sum(counted["total_2022"].values()) == 38_736
    by_state = Counter(one.state for one in every())
    differs = {code: by_state[code] - number for code, number in counted["by_state_2017"].items()}
    assert {code: number for code, number in differs.items() if number} == counted["differs_2017"]
