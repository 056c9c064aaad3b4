"""Conditions that decide a draft and that nothing else holds: each test fails when its condition is switched off."""

import pytest
from conftest import DAY, drafted

from ordinance.checks.model import run
from ordinance.drafting.facts import place_facts

AA = "jurisdictions/states/aa.yaml"
FORMS = "jurisdictions/forms/aa.yaml"
CITY = "jurisdictions/millbrook-aa.yaml"
HOLDS = "clauses/custody/holds.yaml"


def found(library, place="millbrook-aa", **wishes):
    return run(drafted(library, place, **wishes), library, DAY)


@pytest.mark.parametrize(("variant", "conflicts"), [("no-questions", 1), ("written-form", 0)])
def test_a_conflict_with_one_variant_is_with_that_variant(laid, variant, conflicts):
    library = laid(
        (
            HOLDS,
            "topics: [holds]\n",
            f"topics: [holds]\nconflicts: [{{clause: questions, variant: {variant}, reason: both say it}}]\n",
        )
    )
    messages = [one.message for one in found(library) if one.id == "clause-conflict"]
    assert messages == [f"holds cannot stand beside questions={variant}: both say it"] * conflicts


def test_errors_stand_before_warnings_that_were_found_first(laid):
    library = laid((HOLDS, "topics: [holds]\n", "topics: [holds]\nconflicts: [{clause: questions, reason: both say it}]\n"))
    made = found(library, choose={"holds": "short-hold"})
    assert {"clause-conflict", "authority-unverified"} <= {one.id for one in made}
    severities = [one.severity for one in made]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


@pytest.mark.parametrize("caution", ["vacated", "not-merits", "complaint-only"])
def test_what_decides_nothing_never_supports_a_clause(laid, caution):
    library = laid(("clauses/authorities.yaml", "verified: primary\n", f"verified: primary\n    caution: [{caution}]\n"))
    assert ("error", "authority-unsupporting") in [(one.severity, one.id) for one in found(library)]


def test_what_the_state_says_of_its_enacting_words_is_told(laid):
    library = laid((FORMS, "cite: Arden Code § 2", "cite: Arden Code § 2\n    formula_confirm: a charter may fix other words"))
    assert drafted(library).formula.confirm == "a charter may fix other words"


PARISH = """\
kinds:
  parish:
    formula: "The jury of {{ place.name }} ordains:"
    cite: Arden Code § 3
    verified: primary
"""


def test_a_parish_enacts_in_the_words_of_a_parish(laid):
    library = laid((FORMS, "kinds:\n", PARISH), (CITY, "kind: city", "kind: parish"))
    assert drafted(library).formula.source == "Arden Code § 3"


@pytest.mark.parametrize(("instrument", "independent"), [("ordinance", True), ("resolution", True), ("policy", False)])
def test_a_department_s_policy_is_its_own_officer_s(small, instrument, independent):
    place = small.place("fork-county-bb")
    assert place_facts(small, place, small.state("BB"), small.instrument(instrument))["independent"] is independent
