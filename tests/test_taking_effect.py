"""When an ordinance takes effect and the marks of its adoption: as the state's law has them, through the commands."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from conftest import shipped_library

from ordinance.cli.main import cli
from ordinance.library.forms import forms_of

LIBRARY = shipped_library()
FORMS = {(code, kind): form for code in sorted(LIBRARY.state_files) for kind, form in forms_of(LIBRARY, code).kinds.items()}


def ran(*arguments):
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A function that writes the file of a place and returns its path; `changed` edits its text."""
    monkeypatch.chdir(tmp_path)

    def begin(state, kind, changed=lambda text: text):
        path = tmp_path / f"{state}-{kind}.yaml".lower()
        made = ran("new", "Millbrook", "--state", state, "--kind", kind, "-o", path)
        assert made.exit_code == 0, made.output
        path.write_text(changed(path.read_text(encoding="utf-8")), encoding="utf-8")
        return path

    return begin


def drafted(path, *options, length="short"):
    """The text of a draft, and what is told on the terminal."""
    result = ran("draft", path, "--length", length, "-o", "-", "--format", "md", "--commentary", "none", *options)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.replace("\\", "").replace("\u2019", "'").split()), result.stderr


def chartered(text):
    return re.sub(r"(?m)^# charter: true.*$", "charter: true", text)


FILED = "when it is filed with the Secretary of State, under Municipal Home Rule Law § 27."
TWENTY = "20 days after its final passage, any approval that the law requires, and publication as N.J.S.A. 40:49-2 requires"
KNOWN = [
    ("NY", "city", f"This local law takes effect {FILED}"),
    ("NY", "county", f"This local law takes effect {FILED}"),
    ("NY", "town", f"This local law takes effect {FILED}"),
    ("NY", "village", f"This local law takes effect {FILED}"),
    ("OR", "city", "takes effect on the 30th day after its passage and approval, under ORS 221.310."),
    ("NJ", "borough", f"takes effect {TWENTY}"),
    ("NJ", "township", f"takes effect {TWENTY}"),
    ("MA", "town", "This by-law takes effect when the Attorney General has approved it"),
    ("FL", "county", "filed with the Department of State, under Florida Statutes § 125.66."),
    ("CA", "city", "takes effect 30 days after its final passage, under Government Code § 36937."),
    ("CA", "county", "takes effect 30 days after its final passage, under Government Code § 25123."),
    ("IL", "city", "takes effect on its passage, under 65 ILCS 5/1-2-4."),
]


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize(("state", "kind", "words"), KNOWN)
def test_the_day_that_state_law_sets_stands_in_the_text_with_its_section_at_both_lengths(begun, state, kind, words, length):
    options = ["--package", "state-preempted"] if state == "FL" else []
    text, _ = drafted(begun(state, kind), *options, length=length)
    assert words in text
    assert "after final passage, approval, or publication, as" not in text
    assert "on the first day that" not in text


@pytest.mark.parametrize(
    ("state", "kind"), [("TX", "city"), ("NJ", "county"), ("MA", "city"), ("IL", "county"), ("IL", "township")]
)
def test_where_the_state_s_file_does_not_know_the_day_the_general_words_stand(begun, state, kind):
    path = begun(state, kind)
    options = ["--package", "state-preempted"] if state == "TX" else []
    assert re.search(r"takes effect on the first day that (the charter or )?state law allows\.", drafted(path, *options)[0])
    assert re.search(r"as (the charter or )?state law requires\]", drafted(path, *options, length="full")[0])


def test_a_charter_of_the_place_s_own_sets_the_day_unless_state_law_stands_above_it(begun):
    general = "takes effect on the first day that the charter or state law allows."
    text, told = drafted(begun("CA", "city", chartered))
    assert general in text
    assert "Publication or posting within 15 days" not in text
    assert "when it takes effect" not in told
    text, _ = drafted(begun("NY", "city", chartered))
    assert FILED in text


def test_a_town_of_connecticut_waits_longer_for_its_council_than_for_its_town_meeting(begun):
    path = begun("CT", "town")
    assert "takes effect 15 days after it is published" in drafted(path)[0]
    path.unlink()
    council = begun("CT", "town", lambda text: re.sub(r"(?m)^town_meeting: true", "town_meeting: false", text))
    assert "takes effect 30 days after it is published" in drafted(council)[0]


def test_what_was_not_read_of_the_day_is_told_on_the_page_on_the_terminal_and_by_check(begun):
    path = begun("OK", "city")
    options = ["--package", "state-preempted"]
    text, told = drafted(path, *options)
    why = "the source, Okla. Stat. tit. 11, § 14-103, is secondary; a charter may set another day"
    assert f"When it takes effect must be confirmed: {why}." in text
    assert "when it takes effect" in told
    assert "effect-unconfirmed" in ran("check", path, *options, "--full").output
    text, told = drafted(begun("NY", "village"))
    assert "When it takes effect must be confirmed" not in text
    assert "when it takes effect" not in told


def test_a_day_of_which_nobody_has_seen_a_source_stands_in_no_law(begun):
    for state, kind in (("OR", "county"), ("FL", "city")):
        text, _ = drafted(begun(state, kind))
        assert "takes effect on the first day that" in text
        assert "203.045" not in text
        assert "166.041" not in text


def test_a_resolution_names_no_day_of_an_ordinance(begun):
    text, told = drafted(begun("CA", "county"), "--instrument", "resolution")
    assert "§ 25123" not in text
    assert "when it takes effect" not in told


MARKS = [
    ("NY", "town", "Filed with the Secretary of State, within 20 days: [date]"),
    ("OR", "county", "Second reading and adoption, at least 13 days later: [date]"),
    ("NJ", "borough", "Notice of adoption published: [date and newspaper]"),
    ("CA", "city", "Publication or posting within 15 days of passage, with the votes: [date and place]"),
    ("MA", "town", "Sent to the Attorney General: [date] Approved, or time to act ended: [date]"),
]


@pytest.mark.parametrize(("state", "kind", "mark"), MARKS)
def test_the_marks_of_adoption_are_those_of_the_state_s_law(begun, state, kind, mark):
    text, _ = drafted(begun(state, kind))
    step, _, entry = mark.partition(": ")
    assert f"| {step} | {entry} |" in text
    assert "Second or final reading and passage" not in text


def test_where_no_marks_are_on_file_the_general_ones_stand(begun):
    assert "Second or final reading and passage" in drafted(begun("RI", "city"))[0]


def test_the_page_of_a_state_shows_when_what_each_body_enacts_takes_effect():
    page = " ".join(ran("state", "OR", "--full").output.split())
    assert "Takes effect: on the 90th day after its adoption, under ORS 203.045 (ORS 203.045, unverified" in page
    assert "Takes effect: none on file: confirm" in " ".join(ran("state", "TX", "--full").output.split())


# --- the files ---


def test_the_words_on_the_day_cite_the_section_that_they_rest_on():
    told = {name: form for name, form in FORMS.items() if form.effective}
    assert len(told) > 60
    assert [name for name, form in told.items() if not form.effective_cite] == []
    cited = {name: re.findall(r"\d[\w.:-]*\d", form.effective_cite) for name, form in told.items()}
    assert [name for name, form in told.items() if not any(one in form.effective for one in cited[name])] == []


def test_each_mark_of_adoption_is_short_and_has_a_blank():
    marks = [(name, mark) for name, form in FORMS.items() for mark in form.adoption]
    assert [one for one in marks if "[" not in one[1] or len(one[1]) > 100] == []
