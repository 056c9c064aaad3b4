"""The facts of a place: words with their articles, powers, names, blanks, values."""

import msgspec
import pytest
from conftest import drafted

from ordinance.drafting.facts import place_facts, value_facts, word_facts
from ordinance.drafting.filling import render
from ordinance.drafting.model import Blank, plain, walk
from ordinance.drafting.powers import is_independent, policy_agency, powers_of
from ordinance.errors import BadChoice
from ordinance.library.clause_model import Value
from ordinance.library.instrument_model import Words
from ordinance.library.place_model import Agency, Choices

FORMS = [
    ("city agency", "a city agency", "city agencies"),
    ("agency", "an agency", "agencies"),
    ("officer", "an officer", "officers"),
    ("employee", "an employee", "employees"),
    ("underpass", "an underpass", "underpasses"),
    ("unit", "a unit", "units"),
    ("user", "a user", "users"),
    ("Underground", "an Underground", "Undergrounds"),
    ("day", "a day", "days"),
    ("bus", "a bus", "buses"),
    ("tax", "a tax", "taxes"),
    ("church", "a church", "churches"),
    ("brush", "a brush", "brushes"),
]


def forms(small, words):
    instrument = msgspec.structs.replace(small.instrument("ordinance"), words={"thing": words})
    facts = place_facts(small, small.place("millbrook-aa"), small.state("AA"), instrument)
    made = word_facts(small, instrument, facts, render)
    return {article: made[article]["thing"] for article in ("a", "A", "the", "The", "each", "Each", "no", "No", "one", "many")}


@pytest.mark.parametrize(("one", "a", "many"), FORMS)
def test_a_word_has_its_article_and_its_plural(small, one, a, many):
    made = forms(small, Words(one=one))
    assert (made["a"], made["many"]) == (a, many)


def test_a_word_has_all_its_forms(small):
    assert forms(small, Words(one="{{ place.noun }} agency")) == {
        "a": "a city agency",
        "A": "A city agency",
        "the": "the city agency",
        "The": "The city agency",
        "each": "each city agency",
        "Each": "Each city agency",
        "no": "no city agency",
        "No": "No city agency",
        "one": "city agency",
        "many": "city agencies",
    }


def test_forms_that_are_given_are_taken(small):
    made = forms(small, Words(one="resources", many="resources", a="resources", each="all resources"))
    assert (made["a"], made["A"], made["Each"], made["many"], made["the"]) == (
        "resources",
        "Resources",
        "All resources",
        "resources",
        "the resources",
    )


POWERS = [
    ("millbrook-aa", "ordinance", {"police", "custody"}),
    ("millbrook-aa", "policy", {"police", "custody"}),
    ("fork-county-bb", "ordinance", {"police", "custody", "jail"}),
    ("fork-county-bb", "policy", {"police", "custody", "jail"}),
]


@pytest.mark.parametrize(("place", "instrument", "powers"), POWERS)
def test_powers_come_from_the_roles_of_the_agencies_that_are_not_outside(small, place, instrument, powers):
    assert powers_of(small, small.place(place), instrument) == powers


def test_a_department_policy_has_the_powers_of_its_department_alone(small):
    welfare = msgspec.structs.replace(small.place("fork-county-bb"), policy_agency="Welfare")
    assert powers_of(small, welfare, "policy") == set()
    assert powers_of(small, welfare, "ordinance") == {"police", "custody", "jail"}


def test_powers_that_no_agency_gives_stand_in_the_place_s_file(small):
    place = msgspec.structs.replace(small.place("millbrook-aa"), powers=("civil-action",))
    assert powers_of(small, place, "ordinance") == {"police", "custody", "civil-action"}


POLICY_AGENCIES = [
    ("police before jail", [("Jail", ["jail"], "directs"), ("Police", ["police"], "directs")], "Police"),
    ("jail before others", [("Parks", ["general"], "directs"), ("Jail", ["jail"], "directs")], "Jail"),
    ("the first of others", [("Parks", ["general"], "directs"), ("Streets", ["general"], "directs")], "Parks"),
    ("never one of another government", [("Police", ["police"], "outside"), ("Parks", ["general"], "directs")], "Parks"),
]


@pytest.mark.parametrize(("agencies", "name"), [row[1:] for row in POLICY_AGENCIES], ids=[row[0] for row in POLICY_AGENCIES])
def test_a_policy_is_for_the_agency_that_it_concerns_most(small, agencies, name):
    made = tuple(Agency(name=one, head="Head", roles=tuple(roles), control=control) for one, roles, control in agencies)
    assert policy_agency(msgspec.structs.replace(small.place("millbrook-aa"), agencies=made)) == name


def test_a_place_without_an_agency_has_no_policy(small):
    with pytest.raises(BadChoice, match="Millbrook has no agency in its file"):
        policy_agency(msgspec.structs.replace(small.place("millbrook-aa"), agencies=()))


def test_a_place_is_independent_where_an_agency_answers_to_the_voters(small):
    assert not is_independent(small.place("millbrook-aa"))
    assert is_independent(small.place("fork-county-bb"))


@pytest.mark.parametrize(("instrument", "name"), [("ordinance", "local law"), ("resolution", "resolution")])
def test_an_instrument_has_the_name_that_the_place_gives_it(small, instrument, name):
    assert drafted(small, "fork-county-bb", instrument=instrument).instrument_name == name


def test_a_value_is_the_place_s_own_or_the_default(small):
    values = {"days": Value(default=30, prompt="Days"), "copy_days": Value(default=3, prompt="Days")}
    place = msgspec.structs.replace(small.place("millbrook-aa"), choices=Choices(values={"holds": {"copy_days": 9}}))
    assert value_facts(place, "holds", values) == {"days": 30, "copy_days": 9}
    assert value_facts(place, "questions", values) == {"days": 30, "copy_days": 3}


def test_a_fact_or_value_in_brackets_is_a_blank_in_the_draft(laid):
    library = laid(
        ("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", 'name: "[short name]"\n'),
        ("jurisdictions/millbrook-aa.yaml", "as_of:", 'choices: {values: {holds: {copy_days: "[number of]"}}}\nas_of:'),
    )
    made = drafted(library)
    assert [piece for piece in made.formula.pieces if isinstance(piece, Blank)] == [Blank("short name")]
    section = next(one for one in made.sections if one.id == "holds")
    blanks = [piece for one in walk(section.provisions) for piece in one.pieces if isinstance(piece, Blank)]
    assert blanks == [Blank("number of")]


def test_a_name_with_an_apostrophe_is_printed_with_a_printer_s_one(laid):
    library = laid(("jurisdictions/millbrook-aa.yaml", "name: Millbrook\n", "name: O'Brien's \"Mill\"\n"))
    assert "O’Brien’s “Mill”" in plain(drafted(library).formula.pieces)
