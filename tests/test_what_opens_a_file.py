"""What the shipped texts let pass: no officer's own label, no lawyer's paper before a higher law, no zero and no total hidden."""

import re

import pytest
from conftest import shipped_library

LIBRARY = shipped_library()
#: The one section that may ask counsel to name a law, with its way round in an emergency, and the list that it keeps.
GENERAL = "exceptions"
TEXTS = {f"{clause.id}={one.id}": (clause, one.text) for clause in LIBRARY.clauses() for one in clause.variants}


@pytest.mark.parametrize("name", TEXTS)
def test_a_crime_named_by_the_officer_who_asks_opens_nothing(name):
    text = " ".join(str(TEXTS[name][1]).split())
    assert not re.search(r"who states in writing a crime|has named in writing with the case number", text)


@pytest.mark.parametrize("name", TEXTS)
def test_no_question_and_no_condition_that_a_law_requires_waits_for_a_list_or_a_paper(name):
    clause, text = TEXTS[name]
    flat = " ".join(str(text).split())
    waits = r"(statute|regulation|treaty)[^.;]{0,80} (that \{\{ the\.counsel \}\} has named in writing|stands (on|in) the list)"
    assert clause.id == GENERAL or not re.search(waits, flat)


@pytest.mark.parametrize("name", [one for one in TEXTS if "smaller than {{ value.cell }}" in str(TEXTS[one][1])])
def test_a_rule_on_small_counts_prints_zeros_and_totals(name):
    assert "each total and each zero as it is" in str(TEXTS[name][1])


@pytest.mark.parametrize("name", [one for one in TEXTS if "#consular" in str(TEXTS[one][1])])
def test_consular_questions_need_no_answer_and_leave_no_list(name):
    # Where state law protects such questions, the half sentence on other answers falls away: it stands in a condition then.
    flat = re.sub(r"\{%.*?%\}", "", " ".join(str(TEXTS[name][1]).split()))
    assert "no answer is required" in flat
    assert "the notices given and no other answer" in flat


def test_a_clerk_signs_a_warrant_on_an_indictment_and_an_agency_signs_none():
    text = str(LIBRARY.definitions["judicial-warrant"].text)
    assert "on an indictment or information, the clerk" in " ".join(text.split())
    assert "immigration judge" in text
