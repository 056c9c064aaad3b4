"""What a draft, a memo, a state's page and the terminal say of time: horizons, readings, dates of law, what is open."""

import re

import pytest
from click.testing import CliRunner
from conftest import SMALL, write

from ordinance.cli.main import cli

STATE = "jurisdictions/states/aa.yaml"
OPEN = """open_events:
  - id: aa-vote
    date: "2026-11-03"
    says: Arden voted on holds on November 3, 2026; the result is not in this file.
    where: the Secretary of State's canvass
    topics: [holds]
statutes:
"""
TOLD = (
    "Open in Arden law. Arden voted on holds on November 3, 2026; the result is not in this file: look it up first:"
    " the Secretary of State's canvass."
)
LATER = """verified: primary
    effective: "2027-03-01"
    until: "2028-06-30"
    enjoined: [{since: "2026-08-31", by: the District Court, extent: federal officers only}]
    read: {on: "2026-05", how: a copy of the code}
"""


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """Run the command on the small library with changes laid over it; returns what it printed and its outcome."""
    monkeypatch.setattr("ordinance.library.roots.shipped_root", lambda: SMALL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")

    def run(*words, changes=()):
        for file, old, new in changes:
            text = (SMALL / file).read_text(encoding="utf-8")
            assert old in text
            write(tmp_path / "own" / file, text.replace(old, new, 1))
        over = ["--library", str(tmp_path / "own")] if changes else []
        return CliRunner().invoke(cli, [*over, *words])

    return run


def flat(text):
    return " ".join(text.replace("**", "").replace("\\", "").replace("> ", "").split())


@pytest.mark.parametrize("end", [".", ": look it up first.", "; look it up first"])
@pytest.mark.parametrize("form", ["md", "txt", "akn"])
def test_the_first_page_of_every_form_says_what_is_open(ran, form, end):
    event = OPEN.replace("this file.", f"this file{end}").replace("says: Arden", "says: >-\n      Arden")
    done = ran("draft", "millbrook-aa", "--format", form, "-o", "-", "--full", changes=[(STATE, "statutes:\n", event)])
    assert done.exit_code == 0, done.stderr
    text = flat(re.sub(r"<[^>]+>", "", done.stdout))
    assert TOLD in text
    assert text.index(TOLD) < text.index("Arden law: events known through May 2026.") + 400
    assert "open in Arden law: Arden voted on holds on November 3, 2026" in done.stderr


def test_the_memo_and_the_states_page_say_what_is_open(ran):
    changes = [(STATE, "statutes:\n", OPEN)]
    memo = flat(ran("memo", "millbrook-aa", "--format", "md", changes=changes).stdout)
    assert "Open in Arden law: look it up first (the draft's first page says where). Arden voted on holds on November 3" in memo
    page = flat(ran("state", "AA", "--full", changes=changes).stdout)
    assert "Open. Arden voted on holds on November 3, 2026; the result is not in this file: look it up first:" in page
    assert "It is about: Holds." in page


@pytest.mark.parametrize("end", [".", ": look it up first.", "; look it up first."])
def test_the_advice_to_look_it_up_stands_once(ran, end):
    event = OPEN.replace("not in this file.", f"not in this file{end}").replace("says: ", "says: >-\n      ")
    changes = [(STATE, "statutes:\n", event)]
    assert TOLD in flat(ran("draft", "millbrook-aa", "--format", "md", "-o", "-", changes=changes).stdout)
    found = flat(ran("check", "millbrook-aa", changes=changes).stdout)
    assert found.count("look it up first") == 1


def test_what_is_open_on_another_topic_is_not_on_the_first_page(ran):
    other = OPEN.replace("[holds]", "[questions]")
    done = ran(
        "draft", "millbrook-aa", "--format", "md", "-o", "-", "--without", "questions", changes=[(STATE, "statutes:\n", other)]
    )
    assert "Open in Arden law" not in done.stdout


@pytest.mark.parametrize("words", [("draft", "millbrook-aa", "--format", "md", "-o", "-"), ("state", "AA"), ("state", "BB")])
def test_nothing_says_that_state_law_was_checked_on_a_day(ran, words):
    text = flat(ran(*words).output)
    assert re.search(r"(Arden|Borland) law: events known through May 2026\.", text)
    assert "last checked" not in text


def test_the_oldest_entry_behind_a_draft_is_named_where_the_entries_differ(ran):
    read = (STATE, "verified: primary\n", 'verified: primary\n    read: {on: "2026-05", how: a copy of the code}\n')
    text = flat(ran("draft", "millbrook-aa", "--format", "md", "-o", "-", changes=[read]).stdout)
    assert "Of the entries behind this draft, the oldest was read May 2026: Arden Code § 1." in text


def test_a_month_and_a_day_in_it_are_no_different_dates(ran):
    read = (STATE, "verified: primary\n", 'verified: primary\n    read: {on: "2026-11", how: a copy of the code}\n')
    text = flat(ran("draft", "millbrook-aa", "--format", "md", "-o", "-", changes=[read]).stdout)
    assert "the oldest was read" not in text


def test_the_commentary_says_when_a_statute_was_read_and_when_it_holds(ran):
    words = ("draft", "millbrook-aa", "--format", "md", "-o", "-", "--commentary", "notes", "--date", "2026-11-24")
    text = flat(ran(*words, changes=[(STATE, "verified: primary\n", LATER)]).stdout)
    said = (
        "In force from March 1, 2027, not yet on November 24, 2026; in force until June 30, 2028; enjoined since August 31, 2026"
        " by the District Court: federal officers only. Read May 2026 (a copy of the code)."
    )
    assert said in text
    assert "When the law behind this draft holds. Arden Code § 1: in force from March 1, 2027" in text


@pytest.mark.parametrize(("day", "told"), [("2026-11-24", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_an_order_that_has_ended_is_not_told(ran, day, told):
    order = 'verified: primary\n    enjoined: [{since: "2026-08-31", until: "2026-12", by: the Court, extent: all of it}]\n'
    words = ("draft", "millbrook-aa", "--format", "md", "-o", "-", "--date", day)
    text = flat(ran(*words, changes=[(STATE, "verified: primary\n", order)]).stdout)
    said = "Arden Code § 1: enjoined since August 31, 2026 until December 2026 by the Court: all of it."
    assert (said in text) is told


def test_a_law_to_come_is_told_on_the_first_page_with_its_day(ran):
    later = "because: [aa-1], basis: statute, note: The code lets a city refuse.}"
    changes = [(STATE, later, later + """
  - {topic: holds, status: required, effective: "2027-03-01", because: [aa-1], basis: statute, note: It asks.}""")]  # fmt: skip
    words = ("draft", "millbrook-aa", "--format", "md", "-o", "-", "--date")
    before, after = (flat(ran(*words, day, changes=changes).stdout) for day in ("2026-11-24", "2027-03-01"))
    assert "When the law behind this draft holds. § 12-020: required by state law from March 1, 2027." in before
    assert "When the law behind this draft holds." not in after


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [("2027-03-01", "in force until June 30, 2028", "not yet on"), ("2028-07-01", "ended June 30, 2028", "in force until")],
)
def test_a_draft_of_another_day_has_the_words_of_that_day(ran, day, said, unsaid):
    words = ("draft", "millbrook-aa", "--format", "md", "-o", "-", "--date", day)
    text = flat(ran(*words, changes=[(STATE, "verified: primary\n", LATER)]).stdout)
    line = re.search(r"When the law behind this draft holds\. .*?federal officers only\.", text)
    if line is None:  # where no section rests on the statute on that day, nothing is to be said of it
        assert "Arden Code § 1: " not in text
        return
    assert said in line.group()
    assert unsaid not in line.group()
