"""When a PDF cannot be written, in one clear line; what a designer can change; and the command."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import DAY
from docx_sample import SAMPLE, paragraph
from pdf_reading import LOOK, Pdf, faults, made, table

from ordinance.cli.main import cli
from ordinance.document.model import Comment, Run, SignatureBlock, SignatureLine
from ordinance.formats.pdf.write import UnwritablePdf, write


@pytest.fixture(scope="module")
def sample() -> Pdf:
    return Pdf(write(SAMPLE, LOOK))


# --- what cannot be written ---


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Say 😀 here",
            "no font at hand has “😀” U+1F600 GRINNING FACE; docs/pdf.md says how to add one (it stands in “Say 😀 here”)",
        ),
        ("bell \x07", "a PDF cannot hold U+0007 (it stands in “bell �”)"),
        ("half \ud83d", "a PDF cannot hold U+D83D (it stands in “half �”)"),
    ],
)
def test_a_letter_without_a_glyph_is_named(text, says):
    for blocks in ((paragraph("body", text),), (table(text),), (SignatureBlock((SignatureLine("A", (Run(text),)),)),)):
        with pytest.raises(UnwritablePdf, match=f"^{re.escape(says)}$"):
            made(*blocks)


def test_missing_glyphs_are_named_together():
    with pytest.raises(UnwritablePdf, match=r"^no font at hand has “𓀀” U\+13000 EGYPTIAN [^;]* and 2 more; docs/pdf\.md"):
        made(paragraph("body", "𓀀𓀁𓀂𓀃𓀄"), comments=(Comment(1, "k", "𓀀", ()),))


def copied(folder: Path, old: str = "", new: str = "") -> Path:
    """Return a copy of the look with one change."""
    look = folder / "templates" / "pdf"
    shutil.copytree(LOOK, look)
    text = (look / "look.typ").read_text(encoding="utf-8")
    assert old in text
    (look / "look.typ").write_text(text.replace(old, new, 1), encoding="utf-8")
    return look


def test_a_designer_changes_the_look_and_nothing_else(tmp_path, sample):
    own = Pdf(write(SAMPLE, copied(tmp_path, 'paper: "us-letter"', 'paper: "a4"')))
    assert [round(float(edge)) for edge in own.file.pages[0].MediaBox[2:]] == [595, 842]
    assert own.words(SAMPLE) == sample.words(SAMPLE)
    assert own.tags.shape() == sample.tags.shape()
    assert faults(own.data) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("#let gap = 8.5pt", "#let gap = 8.5px", r"look\.typ:\d+: invalid number suffix"),
        ("set text(size: 14pt", "set text(sise: 14pt", r"look\.typ:\d+: unexpected argument: sise"),
        ("#let title(", "#let titel(", r"the PDF cannot be written: module `look` does not contain `title`"),
        ("#let gap", '#import "@preview/x:0.1.0"\n#let gap', r"look\.typ:\d+: a look may not import a package"),
    ],
)
def test_a_mistake_in_a_look_is_one_line_with_its_place(tmp_path, old, new, says):
    with pytest.raises(UnwritablePdf, match=f"^{says}.*$") as error:
        write(SAMPLE, copied(tmp_path, old, new))
    assert "\n" not in str(error.value)


# --- the command ---


def ran(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize(
    "arguments",
    [["draft", "ithaca-ny", "--commentary", "none"], ["show", "release-date"], ["state", "TX"], ["authorities", "--unverified"]],
    ids=lambda arguments: arguments[0],
)
def test_every_command_that_makes_a_document_makes_a_pdf(tmp_path, arguments):
    target = tmp_path / "x.pdf"
    assert f"Wrote {target}" in ran(*arguments, "--format", "pdf", "--date", DAY, "-o", target)
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert faults(target.read_bytes()) == []


def test_the_ending_of_the_name_says_pdf(tmp_path):
    ran("draft", "ithaca-ny", "--commentary", "none", "-o", tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_is_not_poured_into_a_terminal():
    assert "--format pdf makes a file; say where with -o FILE" in ran("state", "TX", "--format", "pdf", code=2)


def test_a_look_can_be_laid_over_the_shipped_one(tmp_path):
    copied(tmp_path, 'paper: "us-letter"', 'paper: "a4"')
    ran("--library", tmp_path, "state", "TX", "--format", "pdf", "-o", tmp_path / "x.pdf")
    file = Pdf((tmp_path / "x.pdf").read_bytes())
    assert float(file.file.pages[0].MediaBox[3]) > 800


@pytest.mark.parametrize("missing", ["typst", "fontpkg_arimo"])
def test_without_the_extra_one_line_says_what_to_install(tmp_path, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    said = ran("draft", "ithaca-ny", "-o", tmp_path / "x.pdf", code=2)
    assert said == 'Error: a PDF needs an extra that is not installed: in the checkout, pip install ".[pdf]"\n'
    assert list(tmp_path.iterdir()) == []
