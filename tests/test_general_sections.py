"""The general sections of the shipped library: what shrinks, who hears a complaint, which law of the state is named."""

from datetime import date

import pytest
from conftest import printed, shipped_library
from msgspec.structs import replace

from ordinance.checks.state_table import sample
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes

LIBRARY = shipped_library()
NO_LIMIT = "does not prohibit or limit the enforcement of a federal or state law on immigration"
STRICTER = "stricter limit on civil immigration enforcement"


def made(state, kind="city", powers=(), **wishes):
    place = replace(sample(LIBRARY, state, kind), powers=powers)
    return printed(LIBRARY, draft(LIBRARY, place, Wishes(**wishes)))


@pytest.mark.parametrize("state", ["TX", "MT", "NH"])
def test_where_the_state_forbids_limits_the_general_sections_set_none_and_say_so(state):
    text = made(state, package="state-preempted", on=date(2026, 11, 24))
    assert NO_LIMIT in text
    for words in (STRICTER, "may not require a state", "declining to help", "a law that compels"):
        assert words not in text


def test_where_the_state_leaves_one_limit_open_the_draft_keeps_to_that_one():
    text = made("TX", package="core", on=date(2026, 11, 24))
    assert "Except as a section states in its own words" in text
    assert "a judicial warrant authorizes" in text
    for words in (STRICTER, "declining to help", "may not require a state"):
        assert words not in text


def test_a_limit_that_is_named_brings_the_general_sections_back():
    text = made("TX", package="state-preempted", include=("release-date",))
    assert NO_LIMIT not in text
    assert STRICTER in text


def test_obedience_to_a_law_waits_for_no_lawyer():
    text = made("NY", instrument="resolution")
    assert "a regulation with the force of law compels;" in text
    assert "does not wait for" in text


@pytest.mark.parametrize("package", sorted(LIBRARY.packages))
@pytest.mark.parametrize("instrument", ["ordinance", "policy"])
def test_every_package_has_a_door_for_complaints(package, instrument):
    text = made("NY", package=package, instrument=instrument)
    assert "without a name" in text
    assert "complain" in text


def test_the_acts_of_the_state_are_named_first_and_govern():
    text = made("OR")
    first = text.index("ORS 181A.820")
    assert first < text.index("three published studies")
    assert "permits what state law forbids. That law includes ORS 181A.820" in text


def test_an_act_that_was_not_read_is_named_with_what_staff_must_verify():
    assert "[verify: N.J. P.L. 2026, c. 5" in made("NJ").replace("\\", "")


def test_an_act_is_named_from_the_day_on_which_it_binds():
    def named(day):
        return made("NY", on=day).partition("That law includes")[2].partition("governs")[0]

    assert "DeMarco" in named(date(2026, 5, 1))
    assert "996-a" not in named(date(2026, 5, 1))
    assert "996-a" in named(date(2026, 11, 24))


@pytest.mark.parametrize("clause", ["training", "conditional-provisions", "remedies", "reporting", "review", "council-notice"])
def test_no_section_speaks_of_a_general_section_that_shrank_away(clause):
    text = made("TX", package="state-preempted", include=(clause,)).replace("\\", "")
    assert "[no section" not in text
    assert "[no item" not in text


def test_no_list_of_sections_that_wait_where_none_waits():
    wishes = {"package": "full", "stance": "strongest"}
    assert "each after the event that is named beside it" not in made("NY", **wishes)
    assert "each after the event that is named beside it" in made("NY", powers=("waiting-section",), **wishes)
