"""What rests on texts that nobody read prints as reported, on every page: no "required by state law" without a text read."""

import pytest
from click.testing import CliRunner
from conftest import printed, shipped_library
from msgspec.structs import replace

from ordinance.checks.state_table import sample
from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.drafting.state_law import LawHere
from ordinance.library.handouts import language_table

LIBRARY = shipped_library()
STATES = [LIBRARY.state(code) for code in LIBRARY.state_files]
SAID = "reported to be {} by state law; its text was not read"
FLOOR = ("required", "supported")


def test_in_all_states_what_nobody_read_is_said_to_be_reported_and_nothing_else_is():
    assert len(STATES) == 51
    reported = 0
    for state in STATES:
        read = {one.id for one in state.statutes if one.verified == "primary"}
        law = LawHere(state, LIBRARY.vocabulary)
        for verdict in state.verdicts:
            unread = law.status(verdict) in FLOOR and not read & set(verdict.because)
            assert law.word(verdict).endswith("-reported") is unread, (state.state, verdict.topic)
            reported += unread
    assert reported > 10


@pytest.fixture(scope="module")
def unread():
    """A city of New Jersey, and a section whose law is known there from accounts only."""
    place = sample(LIBRARY, "NJ", "city")
    made = draft(LIBRARY, place, Wishes(package="core"))
    one = next(s.chosen for s in made.sections if s.chosen.rule.word.endswith("-reported"))
    return made, one


def test_the_commentary_says_so(unread):
    made, one = unread
    text = printed(LIBRARY, made, "notes")
    assert SAID.format(one.rule.status) in text.replace("Reported", "reported")


@pytest.mark.parametrize("word", FLOOR)
def test_the_word_has_a_term_that_says_so(word):
    title = next(one.title for one in LIBRARY.vocabulary.verdicts if one.id == f"{word}-reported")
    assert title == SAID.format(word)


def test_a_text_that_was_read_takes_the_word_back(unread):
    _, one = unread
    assert replace(one.rule, read=frozenset(one.rule.verdict.because)).word == one.rule.status


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("nj") / "nj-city.yaml"
    made = CliRunner().invoke(cli, ["new", "Elmwood", "--state", "NJ", "--kind", "city", "-o", str(path)])
    assert made.exit_code == 0, made.output
    return str(path)


def run(*args):
    made = CliRunner().invoke(cli, args)
    assert made.exit_code in (0, 1), made.output
    return " ".join(made.output.split()).lower()


@pytest.mark.parametrize("page", ["state", "show", "memo", "matrix", "compare"])
def test_each_page_says_so(page, place, unread):
    _, one = unread
    clause = one.clause.id
    commands = {
        "state": ("state", "NJ", "--full"),
        "show": ("show", clause, "--place", place, "--full"),
        "memo": ("memo", place, "-o", "-", "--format", "md"),
        "matrix": ("compare", "--place", place, "--matrix", "--full"),
        "compare": ("compare", clause, "--place", place, "--full"),
    }
    assert SAID.format(one.rule.status) in run(*commands[page])


IN_WORDS = [("en", "its text was not read"), ("es", "no se leyó"), ("zh-Hans", "没有读过法律原文")]


@pytest.mark.parametrize(("language", "said"), IN_WORDS)
def test_each_language_has_the_sentence(language, said):
    assert said in language_table(LIBRARY, language).phrases.state_supports_reported
