"""What members ask first: federal money, who else has it, what the code has, what it costs whom; memo and compare answer them."""

import json
import re

import pytest
from click.testing import CliRunner
from conftest import DAY, SMALL

import ordinance as o
from ordinance.cli.main import cli
from ordinance.library.questions import federal_money, question_words

LIBRARY = o.Library()
LEADS = tuple(question_words(LIBRARY).leads.values())


def run(*words):
    done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_memo_answers_before_the_question_and_the_law():
    text = run("memo", "ithaca-ny", "--format", "md", "--date", DAY)
    places = [text.index(words) for words in (*LEADS[:3], "## Cost", "## Question and recommendation", "## State law")]
    assert places == sorted(places)


def test_the_comparison_of_a_clause_answers_before_the_choices():
    text = run("compare", "detainer-refusal", "--place", "ithaca-ny", "--format", "md", "--date", DAY)
    places = [text.index(words) for words in (*LEADS, "The choices at a glance")]
    assert places == sorted(places)


@pytest.mark.parametrize("which", [["detainer-refusal"], ["--matrix"]])
def test_one_screen_of_40_lines_has_the_answers(which, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    lines = run("compare", *which, "--place", "ithaca-ny").splitlines()
    assert len(lines) <= 40
    assert [one for one in LEADS if not any(line.startswith(one) for line in lines)] == []


def answers(place, clause="detainer-refusal"):
    (record,) = json.loads(run("compare", clause, "--place", place, "--format", "json", "--date", DAY))
    return record["asked_first"]


def test_of_federal_money_it_says_who_is_protected_what_is_pending_and_what_was_lost_with_levels():
    told = answers("ithaca-ny")["money"]
    assert "for the cities and counties that sued" in told
    assert "nobody else is protected" in told
    assert "[from accounts]" in told
    assert re.search(r"Pending: San Francisco v\. Trump, No\. 25-3889 .*look again by December 15, 2026", told)
    assert "no sum that anyone lost" in told
    assert "Second Circuit have upheld such conditions" in told
    assert "the state of New York" in told
    assert "[federal money of the last year]" in told


@pytest.mark.parametrize(
    ("place", "said"), [("austin-tx", "Austin is not on the federal list"), ("philadelphia-pa", "effect by itself: Philadelphia")]
)
def test_whether_the_place_is_listed(place, said):
    assert said in answers(place)["money"]


def test_the_county_and_places_near_stand_before_the_state():
    assert answers("kirkland-wa")["others"].startswith("In the county: King County")
    assert answers("austin-tx")["others"].startswith("Nobody in Texas on file. Elsewhere:")


def test_what_the_code_has_is_what_is_on_file_and_otherwise_nothing_known():
    assert answers("ithaca-ny")["code"].startswith("Ithaca, NY:")
    assert answers("dane-county-wi")["code"].startswith("Nothing known to us")


def test_a_level_is_that_of_the_source_that_was_read_least(tmp_path):
    facts = federal_money(LIBRARY)
    levels = {one.id: {LIBRARY.authorities[name].verified for name in one.rests_on} for one in facts.lines}
    assert levels["threat"] == {"primary", "secondary"}
    assert "[read]" not in answers("austin-tx")["money"].partition("Pending")[0]


def test_a_library_without_the_words_has_no_answers(tmp_path):
    small = o.Library(shipped=SMALL)
    assert question_words(small) is None
    text = o.encode(o.memo(small, "millbrook-aa", on=DAY), "md").decode()
    assert LEADS[0] not in text
    assert "## Question and recommendation" in text


def test_a_line_on_money_that_rests_on_nothing_known_is_a_fault_of_the_library(tmp_path):
    source = federal_path(LIBRARY).read_text(encoding="utf-8")
    file = tmp_path / "jurisdictions" / "federal" / "money.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(source.replace("[chelsea-v-trump]", "[chelsea-v-trumpet]"), encoding="utf-8")
    done = CliRunner().invoke(cli, ["--library", str(tmp_path), "check"])
    assert "chelsea-v-trumpet" in done.output


def federal_path(library):
    return library.files("jurisdictions/federal")["money"]
