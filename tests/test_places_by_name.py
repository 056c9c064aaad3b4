"""Any place by its name: every government on the lists is found by what people call it, and drafts with no file."""

from __future__ import annotations

from functools import cache

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import ordinance as o
from ordinance.cli.main import cli
from ordinance.places.listing import by_id, of_state, states
from ordinance.places.model import Government
from ordinance.places.naming import SeveralPlaces, UnknownPlace, file_of, place_of
from ordinance.places.search import exactly
from ordinance.places.words import slug

LIBRARY = o.Library()


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
    names = LIBRARY.load(LIBRARY.files("jurisdictions/governments")["words"], o_names())
    assert one in exactly(LIBRARY, names, f"{one.name}, {one.state}") or one.kind in ("county", "parish")
    fitting = exactly(LIBRARY, names, ", ".join(filter(None, [f"{one.name} {one.kind}", one.county, one.state])))
    assert one in fitting


def o_names():
    from ordinance.library.naming_model import PlaceNames

    return PlaceNames


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
    assert "Common Council of the City of Beacon" in made.draft.place.to_confirm
