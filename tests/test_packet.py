"""The packet and the memo: every file in it is what the README says, and all of it comes from the same draft."""

import io
import zipfile

import pytest
from click.testing import CliRunner

from ordinance.cli.main import cli

FILES = [
    "1-ordinance-clean",
    "2-ordinance-with-commentary",
    "3-memo",
    "4-authorities",
    "5-summary",
    "6-in-plain-words",
]


def run(*words, inside=None):
    runner = CliRunner()
    return runner.invoke(cli, [str(word) for word in words], catch_exceptions=False)


def test_a_packet_is_a_folder_with_a_readme(tmp_path):
    target = tmp_path / "packet"
    done = run("packet", "vernon-vt", "-o", target, "--format", "md", "--date", "2026-11-24")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Wrote {target}: 8 files")
    names = sorted(path.name for path in target.iterdir())
    assert names == [*(f"{name}.md" for name in FILES), "README.txt", "blanks-to-fill.txt"]
    readme = (target / "README.txt").read_text(encoding="utf-8")
    assert all(f"{name}.md" in readme for name in FILES)
    assert "Not legal advice" in readme


def test_the_clean_draft_has_no_note_and_the_other_has(tmp_path):
    run("packet", "vernon-vt", "-o", tmp_path / "p", "--format", "md")
    assert "[^1]" not in (tmp_path / "p" / "1-ordinance-clean.md").read_text(encoding="utf-8")
    assert "[^1]" in (tmp_path / "p" / "2-ordinance-with-commentary.md").read_text(encoding="utf-8")


def test_a_zipped_packet_has_the_same_bytes_twice(tmp_path):
    for name in ("a.zip", "b.zip"):
        assert run("packet", "vernon-vt", "-o", tmp_path / name, "--date", "2026-11-24").exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        assert f"{FILES[0]}.docx" in archive.namelist()


def test_a_packet_does_not_write_over_a_folder_that_holds_something(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine", encoding="utf-8")
    done = run("packet", "vernon-vt", "-o", tmp_path / "mine")
    assert done.exit_code == 2
    assert "exists already and is not empty" in done.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    "words",
    [
        "Question and recommendation",
        "What it does",
        "Options considered",
        "Legal basis and state law",
        "Exposure in court and on the federal list",
        "Fiscal and operational notes",
        "The objections to expect first, and answers",
        "Amendments to expect, and replies",
        "Open questions for counsel",
        "Appendix for staff and counsel",
    ],
)
def test_the_memo_has_its_parts(words):
    done = run("memo", "ithaca-ny", "--format", "md")
    assert done.exit_code == 0
    assert f"## {words}\n" in done.output


def test_the_memo_marks_the_option_that_is_in_the_draft():
    done = run("memo", "ithaca-ny", "--choose", "no-287g=ban-new", "--format", "md")
    row = next(line for line in done.output.splitlines() if line.startswith("| **Immigration enforcement agreements**"))
    assert row.split(" | ")[1] == "2. No new agreements; existing ones run out (below what state law requires)"
    assert row.split(" | ")[2].startswith("1. No agreements; existing ones end (low)<br>3. Only after")


def test_the_memo_says_whom_the_text_does_not_reach():
    text = run("memo", "dane-county-wi", "--format", "md").output
    assert "**Dane County Sheriff's Office:** not commanded: the Sheriff is independent of the board." in text
    assert "What may the board require of officers whom it does not direct, and do with money and buildings?" in text


@pytest.mark.parametrize(
    ("instrument", "to", "question"),
    [
        ("resolution", "Members of the Common Council of the City of Ithaca", "Should the council adopt the attached resolution"),
        ("executive-order", "City Manager", "Should the City Manager issue the attached executive order"),
        ("policy", "Police Chief, Ithaca Police Department", "Should the Police Chief issue the attached policy"),
    ],
)
def test_the_memo_asks_whoever_decides(instrument, to, question):
    text = run("memo", "ithaca-ny", "--instrument", instrument, "--format", "md").output
    assert f"**To:** {to}\n" in text
    assert f"{question}? It makes 5 policy choices" in text
    assert text.count("Subject:") == 1


def test_the_memo_says_first_of_all_what_state_law_forbids():
    done = run("memo", "austin-tx", "--with", "detainer-refusal", "--format", "md")
    head = done.output.split("## What it does")[0]
    assert "> **NOT OPEN HERE: Immigration detainers:** forbidden by state law" in head
    assert "Removal from office" in head
    assert "Low where state law leaves" not in head


def test_what_a_member_reads_of_the_memo_fits_eight_pages(tmp_path):
    from pdf_reading import Pdf

    done = run("memo", "ithaca-ny", "--format", "pdf", "-o", str(tmp_path / "memo.pdf"))
    assert done.exit_code == 0
    pages = Pdf((tmp_path / "memo.pdf").read_bytes()).pages
    first = next(number for number, words in enumerate(pages) if "Appendix for staff and counsel" in words)
    assert first <= 8


def test_a_memo_in_a_preempting_state_says_what_it_threatens():
    done = run("memo", "austin-tx", "--format", "md")
    assert "Removal from office" in done.output
