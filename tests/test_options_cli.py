"""`ordinance compare`, `precedents` and `explain` as a staffer runs them: what they print, write and refuse."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from conftest import shipped_library

from ordinance.cli.main import cli


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Each test stands in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("ORDINANCE_LIBRARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def ran(*arguments, code=0):
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == code, result.output
    return result


CLAUSE = ("compare", "detainer-refusal", "--place", "ithaca-ny", "--date", "2026-11-24")
MATRIX = ("compare", "--place", "austin-tx", "--matrix", "--date", "2026-11-24")
DRAFTS = ("compare", "--drafts", "ithaca-ny", "kirkland-wa", "--date", "2026-11-24")
PRECEDENTS = ("precedents", "--state", "IL", "--date", "2026-11-24")
EXPLAIN = ("explain", "word-loophole")


@pytest.mark.parametrize("command", [CLAUSE, MATRIX, DRAFTS, PRECEDENTS, EXPLAIN], ids=lambda command: " ".join(command[:3]))
@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("md", b"# ")])
def test_every_page_is_written_in_every_format(here, command, form, start):
    if form == "pdf":
        pytest.importorskip("typst")
    heard = ran(*command, "--format", form, "-o", f"page.{form}").stdout
    assert heard == f"Wrote page.{form}\n"
    assert (here / f"page.{form}").read_bytes().startswith(start)
    refused = ran(*command, "--format", form, "-o", f"page.{form}", code=2).stderr
    assert f"page.{form}: exists already; use --force to replace it" in refused


def test_a_choice_is_told_on_the_terminal():
    text = ran(*CLAUSE, "--full").stdout
    assert text.startswith("Immigration detainers: the choices for the City of Ithaca\n")
    assert "New York law: Required by state law" in text
    assert "1. No hold, and a criminal warrant only" in text
    assert "{--" in text
    assert "{++" in text
    assert "--choose detainer-refusal=no-hold" in text
    assert "The objection to expect first, and the answer" in text


def test_the_sheet_to_hand_out_is_a_file_and_on_the_terminal_one_screen(here):
    ran(*CLAUSE, "--brief", "-o", "sheet.txt")
    sheet = (here / "sheet.txt").read_text(encoding="utf-8")
    assert "{--" not in sheet
    assert "The objection to expect first, and the answer" in sheet
    ran(*CLAUSE, "-o", "all.txt")
    assert (here / "all.txt").read_text(encoding="utf-8") == ran(*CLAUSE, "--full").stdout
    assert ran(*CLAUSE, "--brief").stdout == ran(*CLAUSE).stdout


def test_a_choice_as_csv_is_a_row_a_question_and_a_column_a_variant():
    rows = list(csv.reader(io.StringIO(ran(*CLAUSE, "--format", "csv").stdout)))
    assert rows[0] == [
        "",
        "1. No hold, and a criminal warrant only",
        "2. Only with a judicial warrant (recommended)",
        "3. Judicial warrant, or a serious conviction where a state statute gives the power (below what state law requires)",
        "4. No duty to hold; each hold decided in writing (below what state law requires)",
    ]
    assert {len(row) for row in rows} == {5}
    last = rows[-1]
    assert last[:2] == ["To take it", "'--choose detainer-refusal=no-hold"]  # a spreadsheet takes no cell for a formula


def test_a_choice_as_json():
    (made,) = json.loads(ran(*CLAUSE, "--format", "json").stdout)
    assert (made["clause"], made["place"], made["state"]["verdict"]) == ("detainer-refusal", "ithaca-ny", "required")
    assert [one["exposure"] for one in made["variants"]] == ["low-to-medium", "low-to-medium", "high", "high"]
    assert made["variants"][1]["recommended"] is True


def test_the_matrix_as_csv_is_a_row_a_variant(here):
    ran(*MATRIX, "--format", "csv", "-o", "matrix.csv")
    rows = list(csv.DictReader(io.StringIO((here / "matrix.csv").read_text(encoding="utf-8"))))
    first = rows[0]
    assert (first["clause"], first["verdict"], first["strength"], first["taken"]) == ("detainer-refusal", "forbidden", "1", "no")


def test_the_matrix_of_named_clauses_holds_these():
    text = ran("compare", "status-inquiry", "release-date", "--place", "austin-tx", "--matrix", "--full").stdout
    assert "Release information" in text
    assert "Immigration detainers" not in text
    assert "NOT OPEN HERE" in text


def test_a_saved_draft_is_compared_with_the_place(here):
    low = ran(
        "draft", "ithaca-ny", "--choose", "detainer-refusal=case-by-case", "--format", "json", "-o", "old.json", "--full", code=1
    )
    assert "detainer-refusal=case-by-case is below what New York law requires" in low.stderr
    records = json.loads(ran("compare", "--drafts", "old.json", "ithaca-ny", "--format", "json").stdout)
    found = {one["clause"]: one for one in records}
    assert found["detainer-refusal"]["result"] == "stronger"
    assert found["detainer-refusal"]["a"] == "case-by-case"
    assert found["status-inquiry"]["result"] == "same"


def test_precedents_are_told_with_what_was_read_and_when():
    text = " ".join(ran("precedents", "chicago", "--topic", "detainer-refusal").stdout.split())
    assert "Looked for: topic detainer-refusal; the words chicago. 1 found." in text
    assert "in force as of October 6, 2025" in text
    assert "read in the source; in part" in text
    (one,) = json.loads(ran("precedents", "chicago", "--topic", "detainer-refusal", "--format", "json").stdout)
    assert (one["state"], one["read_extent"]) == ("IL", "partial")
    assert json.loads(ran("precedents", "--as-of", "1980-01-01", "--format", "json").stdout) == []
    assert ran("precedents", "--as-of", "1980-01-01", "--format", "csv").stdout.strip() == ""


def test_a_check_is_explained():
    text = ran("explain", "reference-dangling").stdout
    lines = [line.split(":")[0] for line in text.splitlines() if ": " in line]
    assert lines == ["Rule", "Findings are", "Why it matters", "Bad", "Good"]
    listed = ran("explain").stdout.splitlines()
    assert any(line.split()[:2] == ["word-loophole", "warning"] for line in listed)
    assert json.loads(ran("explain", "stale", "--format", "json").stdout)[0]["severity"] == "warning"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare"], "say what to compare: a CLAUSE with --place PLACE, or --place PLACE --matrix, or --drafts A B;"),
        (
            ["compare", "detaner-refusal", "--place", "ithaca-ny"],
            "no clause named 'detaner-refusal'; did you mean detainer-refusal?",
        ),
        (["compare", "detainer-refusal"], "say for which place: --place PLACE; `ordinance places` lists them"),
        (["compare", "--matrix"], "say for which place: --place PLACE"),
        (["compare", "detainer-refusal", "--place", "ithac-ny"], "no place named 'ithac-ny'; nearest: ithaca-ny (Ithaca, city"),
        (
            ["compare", "jail-access", "--place", "ithaca-ny"],
            "Ithaca names no jail or lockup, so there is nothing for",
        ),
        (
            ["compare", "training", "reporting", "--place", "ithaca-ny"],
            "one clause at a time, or add --matrix to see training, reporting",
        ),
        (["compare", "--matrix", "--place", "ithaca-ny", "--package", "cor"], "no package named 'cor'; did you mean core?"),
        (["compare", "training", "--place", "ithaca-ny", "--package", "core"], "--package goes with --matrix, and without named"),
        (["compare", "--matrix", "--brief", "--place", "ithaca-ny"], "--brief goes with one CLAUSE"),
        (
            ["compare", "training", "--drafts", "ithaca-ny", "kirkland-wa"],
            "--drafts compares two drafts whole; leave the clauses",
        ),
        (["compare", "--drafts", "ithaca-ny", "nowhere"], "no place named 'nowhere'"),
        (["compare", "--drafts", "ithaca-ny", "gone.json"], "gone.json: cannot be read: No such file or directory"),
        (
            ["compare", "--drafts", "ithaca-ny", "empty.json"],
            "empty.json: does not hold a draft, which `ordinance draft --format json`",
        ),
        (["compare", "--drafts", "ithaca-ny", "words.json"], "words.json: is not JSON:"),
        (["compare", *CLAUSE[1:], "--format", "pdf"], "--format pdf makes a file; say where with -o FILE"),
        (["compare", *CLAUSE[1:], "-o", "no/such/page.md", "--format", "md"], "the folder no/such does not exist"),
        (["precedents", "--topic", "detainr"], "no topic named 'detainr'; did you mean detainer-refusal"),
        (["precedents", "--state", "Z1"], "no state named 'Z1'"),
        (["precedents", "--as-of", "yesterday"], "'yesterday' is not a date; write it as YYYY-MM-DD"),
        (["explain", "word-lophole"], "no check named 'word-lophole'; did you mean word-loophole"),
    ],
)
def test_bad_input_ends_with_one_clear_line(here, arguments, message):
    (here / "empty.json").write_text("{}", encoding="utf-8")
    (here / "words.json").write_text("a draft", encoding="utf-8")
    before = sorted(here.iterdir())
    result = ran(*arguments, code=2)
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.split("Error: ")[-1].count("\n") == 1
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize("clause", [one.id for one in shipped_library().clauses() if one.kind != "policy"])
def test_a_general_clause_is_compared_in_a_place_though_a_short_instrument_says_it_elsewhere(clause, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["compare", clause, "--place", "dane-county-wi", "--length", "short", "--format", "text"])
    assert result.exit_code == 0, result.output
