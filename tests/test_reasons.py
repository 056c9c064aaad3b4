"""The reasons of a short draft: the state's act first, then the court whose rulings bind the place on holds."""

import pytest
from conftest import shipped_library

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import plain
from ordinance.drafting.selection import Wishes

LIBRARY = shipped_library()
#: The place, and what its first reasons name, in order.
FIRST = {
    "ithaca-ny": ("996-a", "[wells-v-demarco]", "[printz-v-united-states]"),
    "king-county-wa": ("RCW 10.93.160", "[gonzalez-v-ice]", "[printz-v-united-states]"),
    "philadelphia-pa": ("[galarza-v-szalczyk]", "[printz-v-united-states]", "witnesses"),
    "dane-county-wi": ("[morales-v-chadbourne]", "[printz-v-united-states]", "witnesses"),
}


def reasons(place, length="short", **wishes):
    made = draft(LIBRARY, LIBRARY.place(place), Wishes(length=length, **wishes))
    return [plain(pieces) for pieces in made.recitals]


@pytest.mark.parametrize("place", FIRST)
def test_the_state_s_act_comes_first_then_its_own_court_then_commandeering(place):
    found = reasons(place)
    assert [name in said for name, said in zip(FIRST[place], found, strict=False)] == [True] * 3, found


def test_no_state_s_act_is_called_by_the_name_of_a_case():
    for place in LIBRARY.place_files:
        for said in reasons(place):
            assert "law already limits" not in said or " v. " not in said, said


def test_a_full_draft_has_the_state_s_own_court_too():
    assert any("[wells-v-demarco]" in said for said in reasons("ithaca-ny", "full"))
    assert not any("[wells-v-demarco]" in said for said in reasons("king-county-wa", "full"))


@pytest.mark.parametrize("package", list(LIBRARY.packages))
def test_no_short_draft_gives_more_than_five_reasons_or_one_twice(package):
    for place in LIBRARY.place_files:
        found = reasons(place, package=package)
        assert len(found) <= 5, (place, package)
        assert len(set(found)) == len(found)
