"""`ordinance redline` as a person runs it: what each side may be, what is written and said, what is refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import drafted, write
from docx import Document
from docx.oxml.ns import qn
from docx_reading import Package, read_lines, settled
from docx_sample import LOOK

from ordinance.cli.main import cli
from ordinance.formats import draft_json
from ordinance.formats.docx import write as docx
from ordinance.formats.markdown import write as markdown
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

PLACE = "vernon-vt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["redline", *arguments])


@pytest.fixture
def sides() -> dict[str, Path]:
    """One draft in every form that a side may have, and another one as a Word file."""
    library = Library()
    made = drafted(library, PLACE)
    document = build(made, library, Options("none"))
    other = build(drafted(library, PLACE, instrument="resolution"), library, Options("none"))
    files = {
        "draft.docx": docx.write(document, reference=LOOK),
        "draft.md": markdown.write(document),
        "draft.json": draft_json.write(made),
        "other.docx": docx.write(other, reference=LOOK),
    }
    for name, data in files.items():
        Path(name).write_bytes(data)
    return {name: Path(name) for name in files}


@pytest.mark.parametrize("old", ["draft.docx", "draft.md", "draft.json", PLACE])
@pytest.mark.parametrize("new", ["draft.docx", "draft.json"])
def test_every_kind_of_side_says_the_same_of_the_same_draft(sides: dict[str, Path], old: str, new: str) -> None:
    done = run(old, new)
    assert done.exit_code == 0, done.output
    assert done.stdout == "Wrote redline.docx\n"
    words_of = [line for line in done.stderr.splitlines() if "Paragraphs" in line or "no change" in line]
    # a Word or Markdown file was made on another day than a place is drafted: its notice says so
    same_day = {old, new} <= {"draft.docx", "draft.md"} or {old, new} <= {"draft.json", PLACE}
    expected = "no change" if same_day else "Paragraphs: 1 changed; words:"
    assert [line for line in words_of if expected in line] == words_of


def test_accepted_it_is_the_new_file_and_rejected_the_old_one(sides: dict[str, Path]) -> None:
    done = run("draft.docx", "other.docx", "-o", "changes.docx", "--author", "City Attorney", "--date", "2026-11-24")
    assert done.exit_code == 0, done.output
    file = Package(Path("changes.docx").read_bytes())
    for accept, name in ((True, "other.docx"), (False, "draft.docx")):
        assert read_lines(settled(file, accept=accept)) == read_lines(Package(Path(name).read_bytes()))
    assert b'w:author="City Attorney" w:date="2026-11-24T' in file.files["word/document.xml"]
    again = run("draft.docx", "other.docx", "-o", "-", "--author", "City Attorney", "--date", "2026-11-24")
    assert again.stdout_bytes == Path("changes.docx").read_bytes()


def test_the_options_of_a_draft_are_for_the_sides_that_are_places(sides: dict[str, Path]) -> None:
    done = run(PLACE, "draft.json", "--instrument", "resolution")
    assert "changed" in done.stderr
    assert run(PLACE, PLACE, "--choose", "detainer-refusal").exit_code == 2


def test_a_redline_stands_on_the_letterhead_and_the_paper_that_were_asked_for(sides: dict[str, Path]) -> None:
    letterhead = Document()
    letterhead.sections[0].header.paragraphs[0].text = "City of Oakdale"
    letterhead.save("letterhead.docx")
    result = run("draft.docx", "other.docx", "--reference", "letterhead.docx", "--page", "legal", "--line-numbers")
    assert result.exit_code == 0, result.output
    made = Document("redline.docx").sections[0]
    assert made.header.paragraphs[0].text == "City of Oakdale"
    assert (made.page_width.inches, made.page_height.inches) == (8.5, 14)
    assert made._sectPr.find(qn("w:lnNumType")) is not None


@pytest.mark.parametrize("letterhead", [False, True])
def test_the_head_says_which_texts_these_are_and_how_to_read_the_marks(sides: dict[str, Path], letterhead: bool) -> None:
    house = Document()
    house.sections[0].header.paragraphs[0].text = "City of Oakdale"
    house.save("letterhead.docx")
    edited = Document("other.docx")
    edited.core_properties.modified = datetime(2026, 11, 20)
    edited.save("other.docx")
    done = run("draft.json", "other.docx", "--author", "Ann", *(["--reference", "letterhead.docx"] * letterhead))
    assert done.exit_code == 0, done.output
    made = Document("redline.docx")
    section = made.sections[0]
    head = (section.footer if letterhead else section.header).paragraphs[-1].text
    assert "Redline of November 24, 2026, from draft.json to other.docx (November 20, 2026)\n" in head
    assert "a color an author: Ann" in head.split("\n")[1]
    assert made.core_properties.title.startswith("Redline: ")
    assert "from draft.json to other.docx" in run("draft.json", "other.docx", "--format", "text").stdout.replace("\n", " ")


def test_what_was_left_out_of_a_side_is_said_with_its_name() -> None:
    library = Library()
    document = build(drafted(library, PLACE), library, Options("comments"))
    Path("commented.docx").write_bytes(docx.write(document, reference=LOOK))
    done = run("commented.docx", "commented.docx")
    assert done.stderr.splitlines() == ["  commented.docx: comments in it are left out"] * 2 + [
        "  The two say the same: there is no change."
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", PLACE), "no place named 'nowhere'"),
        (("gone.docx", PLACE), "gone.docx: cannot be read: No such file or directory"),
        (("folder.docx", PLACE), "folder.docx: is no file"),
        (("broken.docx", PLACE), "broken.docx: is no Word file (.docx)"),
        (("broken.json", PLACE), "broken.json: is not JSON"),
        (("old.doc", PLACE), "old.doc: is not a kind of file that can be compared; save it as a Word Document (.docx)"),
        (("a.docm", PLACE), "a.docm: is not a kind of file that can be compared; can hold macros"),
        ((PLACE, PLACE, "-o", "broken.docx", "--force", "--author", " "), "--author is empty"),
        ((PLACE, PLACE, "-o", "broken.docx"), "broken.docx: exists already; use --force"),
        ((PLACE, "broken.docx", "-o", "broken.docx", "--force"), "broken.docx: is one of the two sides"),
        ((PLACE, PLACE, "-o", "no/such/folder.docx"), "the folder no/such does not exist"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line_and_nothing_is_written(arguments: Any, message: str) -> None:
    Path("folder.docx").mkdir()
    write(Path("broken.docx"), "no zip")
    write(Path("broken.json"), "{")
    before = sorted(Path().iterdir())
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1
    assert sorted(Path().iterdir()) == before
    assert Path("broken.docx").read_text(encoding="utf-8") == "no zip"
