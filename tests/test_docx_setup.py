"""Paper, numbered lines and contents of the Word file, on our own look and on a letterhead."""

from __future__ import annotations

import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.enum.section import WD_ORIENT
from docx_letterheads import bare, by_libreoffice, by_python_docx, on
from docx_reading import Package, W, fields, printed_by_libreoffice, text, value
from docx_sample import BILL, LOOK, SAMPLE, numbered, package, paragraph
from ooxml_integrity import check

import ordinance as o
from ordinance.cli.main import cli
from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.formats.docx.write import Setup, UnwritableText, write
from ordinance.formats.pdf.write.pages import pages_of
from ordinance.making.printing import Printing

PAPER = {"letter": (12240, 15840), "legal": (12240, 20160), "a4": (11906, 16838)}


def plain(document: Document = SAMPLE, **setup: Any) -> Package:
    return Package(write(document, reference=LOOK, setup=Setup(**setup)))


# --- paper ---


@pytest.mark.parametrize("page", PAPER)
def test_the_paper_is_what_was_asked_for_and_tables_and_rules_fit_it(page: Any) -> None:
    file = plain(page=page)
    width, height = PAPER[page]
    size = file.body.find(f"{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == (str(width), str(height))
    between = width - 2 * 1440
    for table in file.body.iter(f"{W}tbl"):
        assert abs(sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) - between) <= 2
    stops = [int(stop.get(f"{W}pos")) for stop in file.styles["OrdinanceSignatureDate"].iter(f"{W}tab")]
    assert stops == sorted(stops)
    assert between // 2 - 400 <= stops[-1] < between // 2  # a rule ends inside its cell
    assert value(file.styles["TOC1"], "pPr/tabs/tab", "pos") == str(between)


@pytest.mark.parametrize("house", [False, True])
def test_a_bill_may_stand_in_lines_two_apart_that_count_through(house: bool) -> None:
    asked = {"lines_through": True, "double_spaced": True}
    file = on(by_python_docx(), **asked) if house else plain(**asked)
    assert file.body.find(f"{W}sectPr/{W}lnNumType").get(f"{W}restart") == "continuous"
    law = ("OrdinanceRecital", "OrdinanceSubsection2", "OrdinanceSectionText")
    assert {value(file.styles[style], "pPr/spacing", "line") for style in law} == {"480"}
    assert value(file.styles["OrdinanceNotice"], "pPr/spacing", "line") != "480"


def test_a_letterhead_keeps_its_paper_unless_another_is_asked_for() -> None:
    def lying(made: Any) -> None:
        made.sections[0].orientation = WD_ORIENT.LANDSCAPE
        made.sections[0].page_width, made.sections[0].page_height = made.sections[0].page_height, made.sections[0].page_width

    sizes = [on(bare(lying), **setup).body.find(f"{W}sectPr/{W}pgSz") for setup in ({}, {"page": "legal"})]
    assert [(size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) for size in sizes] == [
        ("15840", "12240", "landscape"),
        ("20160", "12240", "landscape"),
    ]


# --- numbered lines ---


def test_lines_are_numbered_only_where_it_was_asked_for() -> None:
    assert plain().body.find(f"{W}sectPr/{W}lnNumType") is None
    section = plain(line_numbers=True).body.find(f"{W}sectPr")
    assert dict(section.find(f"{W}lnNumType").attrib) == {f"{W}countBy": "1", f"{W}restart": "newPage"}
    order = [node.tag.removeprefix(W) for node in section]
    assert order == ["headerReference", "footerReference", "pgSz", "pgMar", "lnNumType"]


def test_what_is_no_law_has_no_numbers_at_its_lines() -> None:
    file = plain()
    quiet = {id for id, style in file.styles.items() if style.find(f"{W}pPr/{W}suppressLineNumbers") is not None}
    assert quiet == {"OrdinanceNotice", "OrdinanceCommentary", "OrdinanceTableEnd", "TOCHeading", "TOC1"}
    assert value(file.styles["OrdinanceCommentaryList"], "basedOn") == "OrdinanceCommentary"
    assert value(file.styles["TOC2"], "basedOn") == "TOC1"


# --- contents ---


def entries(file: Package) -> list[tuple[str, str, str]]:
    """Return the style, the words and the bookmark of each line of the contents."""
    box = file.body.find(f"{W}sdt/{W}sdtContent")
    return [
        (value(line, "pPr/pStyle") or "", text(line), link.get(f"{W}anchor"))
        for line in box.findall(f"{W}p")
        for link in line.findall(f"{W}hyperlink")
    ]


def headings(document: Document) -> list[tuple[str, str]]:
    found = []
    for block in document.blocks:
        if type(block) is Paragraph and block.style in ("heading-1", "heading-2"):
            label = f"{block.number.label} " if block.number else ""
            found.append((f"TOC{block.style[-1]}", label + plain_text(block.content)))
    return found


def test_the_contents_are_a_field_that_says_what_the_headings_say() -> None:
    file = plain(contents=True)
    assert value(file.body, "sdt/sdtPr/docPartObj/docPartGallery") == "Table of Contents"
    code, result = fields(file.body)[0]
    assert code == 'TOC \\o "1-2" \\h \\z'
    assert [(style, words) for style, words, _ in entries(file)] == headings(SAMPLE)
    assert result == "".join(words for _, words in headings(SAMPLE))


def test_each_entry_leads_to_its_heading() -> None:
    file = plain(contents=True)
    targets = {}
    for home, label in zip(file.paragraphs, file.labels(), strict=True):
        for start in home.iter(f"{W}bookmarkStart"):
            targets[start.get(f"{W}name")] = f"{label} {text(home)}".strip()
    assert [targets[mark] for _, _, mark in entries(file)] == [words for _, words, _ in entries(file)]


def test_the_contents_stand_after_the_title_and_before_the_reasons() -> None:
    file = plain(contents=True)
    styles = [value(node, "pPr/pStyle") if node.tag == f"{W}p" else "" for node in file.body]
    place = styles.index("")
    assert styles[place - 1] == "OrdinanceLongTitle"
    assert styles[place + 1 : place + 3] == ["OrdinanceTableEnd", "OrdinanceRecital"]


def test_the_heading_of_the_contents_does_not_list_itself() -> None:
    for file in (plain(contents=True), on(by_python_docx(), contents=True)):
        assert value(file.styles["TOCHeading"], "pPr/outlineLvl") in (None, "9")
        assert value(file.styles["TOCHeading"], "pPr/numPr/numId") in (None, "0")


def test_contents_in_another_language_run_its_way(tmp_path: Path) -> None:
    blocks = (paragraph("heading-1", "العنوان", language="ar"), paragraph("heading-1", "Heading"))
    file = plain(Document("x", blocks), contents=True)
    arabic, english = (line for line in file.body.iter(f"{W}p") if value(line, "pPr/pStyle") == "TOC1")
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert value(arabic, "hyperlink/r/rPr/lang", "bidi") == "ar"
    assert english.find(f"{W}hyperlink/{W}r/{W}rPr") is None
    path = tmp_path / "file.docx"
    path.write_bytes(file.data)
    assert [str(finding) for finding in check(path)] == []


@pytest.mark.parametrize("blocks", [(), (paragraph("title", "x"),), (paragraph("body", "x"),)])
def test_without_headings_there_are_no_contents(blocks: tuple[Paragraph, ...]) -> None:
    assert plain(Document("x", blocks), contents=True).body.find(f"{W}sdt") is None


def test_a_heading_that_begins_the_document_comes_after_its_contents() -> None:
    file = plain(Document("x", (numbered("Section 1.", "bill", 0, "First"),), schemes=(BILL,)), contents=True)
    assert file.body[0].tag == f"{W}sdt"
    assert entries(file) == [("TOC1", "Section 1. First", "_Toc000000001")]


def test_a_heading_that_no_file_can_hold_is_named() -> None:
    with pytest.raises(UnwritableText, match=r"U\+0000 in “.*heading”"):
        plain(Document("x", (paragraph("heading-1", "A \0heading"),)), contents=True)


def test_the_contents_of_a_draft_have_the_pages_of_our_own_layout(tmp_path: Path) -> None:
    """Word counts its own when the field is updated; a letterhead's pages are another layout, so there are none of ours."""
    made = o.draft(o.Library(), "vernon-vt", on=date(2026, 11, 24), length="full")
    file = Package(made.encode("docx", Printing(commentary="none", toc=True)))
    pages = [int(words.rpartition("\t")[2]) for _, words, _ in entries(file)]
    assert len(pages) > 5
    assert pages == sorted(pages)
    assert pages[0] <= 2
    whole = pages_of(made.document(Printing(commentary="none")), o.Library().folder("templates/pdf"))
    assert 0 <= pages[-1] - max(whole.headings.values()) <= 1
    (tmp_path / "house.docx").write_bytes(by_python_docx())
    printing = Printing(commentary="none", toc=True, reference=str(tmp_path / "house.docx"))
    assert all("\t" not in words for _, words, _ in entries(Package(made.encode("docx", printing))))


def test_a_plain_document_is_what_it_was_without_a_setup() -> None:
    assert plain().data == write(SAMPLE, reference=LOOK)
    assert package(paragraph("body", "x")).body.find(f"{W}sdt") is None


# --- as printed ---


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("office")
    everything: dict[str, Any] = {"page": "legal", "line_numbers": True, "contents": True}
    files = {
        "plain": plain(**everything).data,
        "python-docx": on(by_python_docx(), **everything).data,
        "libreoffice": on(by_libreoffice(tmp_path_factory.mktemp("letterhead")), **everything).data,
    }
    return printed_by_libreoffice(folder, files)


@pytest.mark.office
@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("plain", ["City of Example · Draft ordinance", "§ 215-36. Immigration detainers"]),
        ("python-docx", ["CITY OF EXAMPLE", "1. Rules of the clerk", "108 East Green Street", "City of Example, continued"]),
        ("libreoffice", ["TOWN OF EXAMPLE · Office of the Clerk", "Sheet 2 · www.example.gov"]),
    ],
)
def test_libreoffice_prints_head_foot_contents_and_numbers(printed: dict[str, list[str]], file: str, lines: list[str]) -> None:
    seen = [re.sub(r"\s+", " ", line) for line in printed[file]]
    assert set(lines) <= set(seen)
    contents = seen.index(next(line for line in seen if line == "Contents"))
    assert seen[contents + 1 : contents + 1 + len(headings(SAMPLE))] == [words for _, words in headings(SAMPLE)]
    numbers = [int(line.split()[0]) for line in seen if re.match(r"\d+ [A-Z(“]", line)]
    assert any(after <= before for before, after in pairwise(numbers)), "each page begins again"
    assert [line for line in seen if re.fullmatch(r"\d+ Section 3\. Severability", line)]
    assert [line for line in seen if re.fullmatch(r"\d+ \(b\) Subsection \(a\) does not prohibit detaining a person:", line)]


def test_the_command_takes_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "letterhead.docx").write_bytes(by_python_docx())
    arguments = ["draft", "ithaca-ny", "--date", "2026-11-24", "--toc", "--line-numbers", "--page", "a4"]
    arguments += ["--reference", str(tmp_path / "letterhead.docx"), "-o", str(tmp_path / "x.docx")]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    document: Any = docx.Document(io.BytesIO((tmp_path / "x.docx").read_bytes()))
    assert document.sections[0].page_width.twips == 11906
    assert document.sections[0].first_page_header.paragraphs[1].text == "CITY OF EXAMPLE"
    assert document.element.body.find(f"{W}sectPr/{W}lnNumType") is not None
    assert document.element.body.find(f"{W}sdt") is not None
    assert [line for line in document.paragraphs if line.style.name == "Heading 2"]
