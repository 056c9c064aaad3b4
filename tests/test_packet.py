"""The packet: its first page says what every other file is, and all of it comes from the same draft."""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner

from ordinance.cli.main import cli

FILES = [
    "0-read-first",
    "1-ordinance-clean",
    "2-ordinance-with-commentary",
    "3-memo",
    "4-memo-attachments",
    "5-notes-for-counsel",
    "6-authorities",
    "7-summary",
    "8-in-plain-words",
]


def run(*words, inside=None):
    runner = CliRunner()
    return runner.invoke(cli, [str(word) for word in words], catch_exceptions=False)


def test_a_packet_is_a_folder_with_a_page_to_read_first(tmp_path):
    target = tmp_path / "packet"
    done = run("packet", "vernon-vt", "-o", target, "--format", "md", "--date", "2026-11-24")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, f"Wrote {target}: 11 files")
    names = sorted(path.name for path in target.iterdir())
    assert names == [*(f"{name}.md" for name in FILES), "blanks-to-fill.txt", "staff-notes.txt"]
    first = (target / "0-read-first.md").read_text(encoding="utf-8")
    assert all(f"{name}.md" in first for name in FILES[1:])
    assert "Not legal advice" in first


def test_the_list_of_blanks_says_section_and_page(tmp_path):
    run("packet", "vernon-vt", "-o", tmp_path / "p", "--format", "md")
    lines = (tmp_path / "p" / "blanks-to-fill.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 5
    assert all(re.match(r"\[ \] (?:[A-Z][^:]*, )?pages? \d+(?:, \d+)*: \w", line) for line in lines)
    pages = [int(re.search(r"pages? (\d+)", line)[1]) for line in lines]
    assert pages == sorted(pages)
    assert pages[0] == 1 < pages[-1]


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
        assert f"{FILES[1]}.docx" in archive.namelist()


def test_a_packet_does_not_write_over_a_folder_that_holds_something(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine", encoding="utf-8")
    done = run("packet", "vernon-vt", "-o", tmp_path / "mine")
    assert done.exit_code == 2
    assert "exists already and is not empty" in done.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["note.txt"]


def test_the_first_file_says_in_one_page_what_each_is_for_and_who_should_read_it(tmp_path):
    run("packet", "austin-tx", "-o", tmp_path / "p", "--format", "md")
    page = (tmp_path / "p" / "0-read-first.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if "." in row[0]]
    assert [row[0] for row in rows] == sorted(path.name for path in (tmp_path / "p").iterdir())[1:]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert "Texas law stands against part of this field." in page


@pytest.mark.parametrize("place", ["austin-tx", "king-county-wa"])
def test_it_is_one_page(place, tmp_path):
    pytest.importorskip("typst")
    from pdf_reading import Pdf

    run("packet", place, "-o", tmp_path / "p", "--format", "pdf")
    found = {path.name: len(Pdf(path.read_bytes()).pages) for path in (tmp_path / "p").glob("*.pdf")}
    assert (found["0-read-first.pdf"], found["3-memo.pdf"]) == (1, 2)


def test_the_notes_for_counsel_are_a_file_of_their_own(tmp_path):
    run("packet", "vernon-vt", "-o", tmp_path / "p", "--format", "md")
    notes = (tmp_path / "p" / "5-notes-for-counsel.md").read_text(encoding="utf-8")
    assert "Table of authorities" in notes
    assert "The law, for and against" in notes
    commented = (tmp_path / "p" / "2-ordinance-with-commentary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"Notes for counsel, (\d+)\.", commented))
    assert named
    assert named <= set(re.findall(r"^### (\d+)\\?\. ", notes, re.M))
    attached = (tmp_path / "p" / "4-memo-attachments.md").read_text(encoding="utf-8")
    assert "## Attachment 1. " in attached
    assert "## Attachment 7. " in attached


def test_what_staff_must_know_is_in_the_packet(tmp_path):
    run("packet", "austin-tx", "-o", tmp_path / "p", "--format", "md")
    said = (tmp_path / "p" / "staff-notes.txt").read_text(encoding="utf-8")
    assert "penalty in Texas law" in said
    assert "left out: " in said
