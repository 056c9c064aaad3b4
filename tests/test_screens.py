"""One screen first: what each command prints before anyone asks for all of it, for everything that the library ships."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import shipped_library

from ordinance.checks.model import Finding
from ordinance.checks.screen import findings_screen
from ordinance.cli.main import cli
from ordinance.formats.text.screen import laid
from ordinance.pages.screens.model import GAP, Line, Rows, Screen

HEIGHT, WIDTH = 40, 100
LIBRARY = shipped_library()
CLAUSES, PLACES, STATES = sorted(LIBRARY.clause_files), sorted(LIBRARY.place_files), sorted(LIBRARY.state_files)
POLICY = [clause.id for clause in LIBRARY.clauses() if clause.kind == "policy"]
DAY = ("--date", "2026-11-24")


def ran(*arguments, code=0, **environment):
    result = CliRunner(env=environment).invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exit_code == code, result.output
    return result


def screen(*arguments, code=0):
    """What a command prints by default: no more than a screen, and its last line says how to get the rest."""
    text = ran(*arguments, code=code).stdout
    lines = text.splitlines()
    assert len(lines) <= HEIGHT, arguments
    assert max(map(len, lines)) <= WIDTH, arguments
    assert re.search(r"ordinance .*--(full|notes)$", lines[-1]), arguments
    assert "more lines" not in text, arguments
    return text


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_one_screen_with_its_question_its_variants_and_the_case(clause):
    found = LIBRARY.clause(clause)
    text = screen("show", clause)
    flat = " ".join(text.split())
    assert found.question in flat
    assert [one.id for one in found.variants if f"{found.variants.index(one) + 1}. {one.id}" not in text] == []
    if found.objections:
        assert "The objection to expect first: " in text
    if found.kind == "policy":
        assert f"For it ({found.default}): " in text
        assert f"ordinance show {clause}={found.default}" in text


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_one_screen_with_every_verdict_in_force(state):
    law = LIBRARY.state(state)
    text = screen("state", state, *DAY)
    assert text.startswith(f"{law.name} ({state}): ")
    assert len(re.findall(r"^(?:forbidden|risky|required|supported|open)\b", text, re.MULTILINE)) >= len(law.topics)
    assert text.count("Open: ") == len(law.open_events)
    assert "Forms of local law: " in text


@pytest.mark.parametrize("state", STATES)
def test_a_clause_under_the_law_of_each_state_is_one_screen(state):
    """The clause on which the state's file says most."""
    most = max(LIBRARY.state(state).verdicts, key=lambda verdict: len(verdict.note))
    clause = next((one.id for one in LIBRARY.clauses() if most.topic in one.topics), "detainer-refusal")
    law = screen("show", clause, "--state", state, *DAY).partition("Variants")[0]
    assert f"{LIBRARY.state(state).name} law: " in law


@pytest.mark.parametrize("place", PLACES)
def test_all_of_a_place_is_one_screen_each(place, tmp_path, monkeypatch):
    screen("compare", "--matrix", "--place", place, *DAY)
    screen("compare", "--matrix", "--place", place, "--package", "full", *DAY)
    screen("check", place, *DAY)
    screen("show", "detainer-refusal", "--place", place, *DAY)
    other = next(one for one in PLACES if one != place)
    screen("compare", "--drafts", place, other, *DAY)
    monkeypatch.chdir(tmp_path)
    heard = ran("draft", place, "-o", "x.docx", *DAY)
    lines = [*heard.stdout.splitlines(), *heard.stderr.splitlines()]
    assert lines[0] == "Wrote x.docx"
    assert len(lines) <= 14
    assert "To fill in (" in heard.stderr
    assert lines[-1].endswith("--full --force")


@pytest.mark.parametrize("clause", POLICY)
def test_the_choices_on_a_clause_are_one_screen(clause):
    text = screen("compare", clause, "--place", "dane-county-wi", *DAY)
    found = LIBRARY.clause(clause)
    assert [one.id for one in found.variants if f"({one.id})" not in text] == []
    assert text.count("   For it: ") == text.count("   Against it: ") == len(found.variants)
    assert "Wisconsin law: " in text


# --- all of it ---


def test_full_prints_what_a_file_holds(tmp_path):
    for command in (
        ("show", "detainer-refusal", "--place", "ithaca-ny"),
        ("state", "TX"),
        ("compare", "detainer-refusal", "--place", "ithaca-ny"),
        ("compare", "--matrix", "--place", "austin-tx"),
        ("compare", "--drafts", "ithaca-ny", "austin-tx"),
    ):
        file = tmp_path / "x.txt"
        ran(*command, *DAY, "-o", file, "--force")
        whole = ran(*command, *DAY, "--full").stdout
        assert file.read_text(encoding="utf-8") == whole
        assert len(whole.splitlines()) > HEIGHT


def test_other_formats_are_whole_without_asking():
    for form in ("md", "html"):
        assert ran("state", "TX", *DAY, "--format", form).stdout == ran("state", "TX", *DAY, "--full", "--format", form).stdout
    assert len(json.loads(ran("show", "detainer-refusal", "--format", "json").stdout)[0]["variants"]) == 4


def test_what_the_last_line_says_runs():
    text = screen("show", "detainer-refusal", "--place", "ithaca-ny")
    last = text.splitlines()[-1]
    command = last[last.index("ordinance show") :].split()
    assert "State law: New York\n" in ran(*command[1:]).stdout


def test_one_variant_is_its_text_without_the_notes():
    one = ran("show", "detainer-refusal=case-by-case").stdout
    text, _, last = one.rpartition("  Its notes, objections and measures:")
    assert " ".join(last.split()) == "ordinance show detainer-refusal=case-by-case --full"
    assert ran("show", "detainer-refusal", "--variant", "case-by-case").stdout.startswith(text)
    assert "In plain words." in one
    assert "What it does, and why." not in one
    assert "What it does, and why." in ran("show", "detainer-refusal=case-by-case", "--full").stdout
    assert "no variant of detainer-refusal named 'nothing'" in ran("show", "detainer-refusal=nothing", code=2).stderr
    two = ran("show", "detainer-refusal=no-hold", "--variant", "case-by-case", code=2).stderr
    assert "name two variants; keep one" in two


def test_a_clause_is_shown_under_the_law_of_a_state_without_a_place():
    assert "Texas law: NOT OPEN HERE. Forbidden by state law (" in screen("show", "detainer-refusal", "--state", "TX", *DAY)
    assert "State law: Texas\n" in ran("show", "detainer-refusal", "--state", "TX", "--full", *DAY).stdout
    both = ran("show", "detainer-refusal", "--state", "TX", "--place", "ithaca-ny", code=2).stderr
    assert "a place has its state; keep one of the two" in both


# --- check ---


def test_check_counts_its_notes_and_lists_them_when_asked():
    found = json.loads(ran("check", "ithaca-ny", *DAY, "--format", "json").stdout)
    notes = [one for one in found if one["severity"] == "note"]
    text = screen("check", "ithaca-ny", *DAY)
    number = sum(one["id"] == "authority-cautioned" for one in notes)
    assert f"{number} authorities relied on here carry a caution" in text
    assert "note: authority-cautioned" not in text
    listed = ran("check", "ithaca-ny", *DAY, "--notes").stdout
    assert len(re.findall(r"^note: ", listed, re.MULTILINE)) == len(notes)
    assert not re.search(r"^(error|warning): ", listed, re.MULTILINE)
    whole = ran("check", "ithaca-ny", *DAY, "--full").stdout
    assert len(re.findall(r"^(?:error|warning|note): ", whole, re.MULTILINE)) == len(found)


def test_check_prints_errors_first_and_groups_what_is_many():
    text = screen("check", "ithaca-ny", *DAY, "--without", "definitions", "--with", "reporting", code=1)
    assert text.startswith("error: ")
    assert "more of clause-required: " in text
    severities = re.findall(r"^(error|warning): ", text, re.MULTILINE)
    assert severities == sorted(severities)


def test_hundreds_of_findings_are_one_screen():
    found = [
        Finding(f"check-{number % 30}", "warning" if number % 2 else "error", "word " * 60, f"place {number}", "mend it " * 20)
        for number in range(600)
    ]
    lines = laid(findings_screen(found, "ordinance check"), WIDTH, HEIGHT)
    assert len(lines) == HEIGHT
    assert max(len(line.words) for line in lines) <= WIDTH
    assert any("more lines" in line.words for line in lines), "what is left out is counted"
    assert lines[-2].words == "300 errors, 300 warnings, 0 notes"


# --- review ---

POLICY_TEXT = """Police Department Policy 428. Immigration matters.

1. Officers shall not ask about immigration status, except as required by law.

2. The jail shall honor immigration detainers issued by ICE for any person charged with a felony.

3. The Sheriff shall cooperate with immigration authorities to the fullest extent.
"""


def test_a_review_is_one_screen_with_the_worst_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = Path("policy.txt")
    file.write_text(POLICY_TEXT, encoding="utf-8")
    text = screen("review", file, "--place", "ithaca-ny")
    assert text.startswith("policy.txt: stance ")
    assert "“The jail shall honor immigration detainers issued by ICE" in text
    assert text.index("a command to cooperate") < text.index("Questions about status")
    assert re.search(r"Nothing found on \d+ topics: ", text)
    assert "Closest in the library:" in ran("review", file, "--full").stdout


def test_the_review_of_a_whole_draft_is_one_screen(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran("draft", "dane-county-wi", "--package", "full", "-o", "x.md", *DAY)
    screen("review", "x.md", "--place", "dane-county-wi")


# --- how a screen is laid out ---


def test_what_does_not_fit_is_cut_at_the_end_of_a_sentence_then_counted():
    long = "The first sentence is here. " * 8 + "The last one is " + "very " * 60 + "long."
    rows = Rows(tuple((f"row {number}", "words") for number in range(30)), (20,), ("name", "what"))
    made = laid(Screen((Line(long, "Lead: ", most=9), GAP, rows), (Line("foot"),)), 80, 20)
    words = [line.words for line in made]
    assert len(words) == 20
    assert words[0].startswith("Lead: The first sentence is here.")
    assert words[0].endswith("…")
    assert re.fullmatch(r"  … and \d+ more", words[-2])
    assert words[-1] == "foot"
    assert sum(word.startswith("  row") for word in words) + int(re.search(r"\d+", words[-2])[0]) == 30


def test_words_of_two_columns_are_counted_as_two():
    made = laid(Screen((Line("移民" * 60, most=9),), (Line("foot"),)), 40, 20)
    assert max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line.words) for line in made) <= 40


# --- colour ---


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": "0"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_a_terminal_has_colours_unless_the_user_wants_none(environment, coloured):
    got = at_terminal(("check", "austin-tx", *DAY), environment)
    assert (b"\x1b[33m" in got) is coloured
    assert (b"\x1b[" in got) is coloured
    assert b"warning" in got
    assert all(line.startswith(b"\x1b") is coloured for line in got.splitlines() if b"warning: " in line)


def test_a_file_and_a_pipe_have_no_colours():
    assert "\x1b" not in ran("check", "austin-tx", *DAY).stdout


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_a_screen_fits_the_window(columns):
    got = at_terminal(("compare", "detainer-refusal", "--place", "austin-tx", *DAY), {"NO_COLOR": "1", "COLUMNS": str(columns)})
    lines = got.decode().splitlines()
    assert len(lines) <= HEIGHT
    assert max(len(line) for line in lines if "ordinance compare" not in line) <= min(columns, WIDTH)


def at_terminal(arguments, environment):
    """What a command sends to a terminal of its own."""
    import pty

    main, side = pty.openpty()
    usual = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TERM", "FORCE_COLOR")}
    command = [sys.executable, "-m", "ordinance", *arguments]
    running = {**usual, "TERM": "xterm", "LINES": "40", **environment, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=running) as process:
        os.close(side)
        got = b""
        while True:
            try:
                more = os.read(main, 65536)
            except OSError:
                break
            if not more:
                break
            got += more
        process.wait(timeout=60)
    os.close(main)
    return got


def test_the_last_line_names_the_folder_that_was_laid_over(tmp_path):
    (tmp_path / "our town" / "jurisdictions").mkdir(parents=True)
    text = ran("--library", tmp_path / "our town", "state", "TX", *DAY).stdout
    last = " ".join(text.split("enacting words: ")[1].split())
    assert last == f"ordinance --library '{tmp_path}/our town' state TX --date 2026-11-24 --full"
