"""The Word file as its readers see it: words, references, blanks, comments, tables, and hostile text."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import docx.oxml
import pytest
from docx2python import docx2python
from docx_reading import Package, R, W, fields, printed_by_libreoffice, text, value
from docx_sample import ADDRESS, BILL, COMMENTS, LOOK, SAMPLE, numbered, package, paragraph, words
from ooxml_integrity import check

from ordinance.document.model import (
    Blank,
    Comment,
    Document,
    Link,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Table,
    plain_text,
)
from ordinance.errors import Unwritable
from ordinance.formats.docx.write import UnwritableText, write


@pytest.fixture(scope="module")
def sample() -> Package:
    return Package(write(SAMPLE, reference=LOOK))


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory, sample: Package) -> Path:
    path = tmp_path_factory.mktemp("docx") / "sample.docx"
    path.write_bytes(sample.data)
    return path


# --- cross-references, blanks, links ---


def bookmarks(file: Package) -> dict[str, tuple[str, str]]:
    """Return for each bookmark the label of its paragraph and the words it encloses."""
    found = {}
    for home, label in zip(file.paragraphs, file.labels(), strict=True):
        for start in home.iter(f"{W}bookmarkStart"):
            enclosed, node = "", start.getnext()
            while node.tag != f"{W}bookmarkEnd":
                enclosed += text(node)
                node = node.getnext()
            found[start.get(f"{W}name")] = (label, enclosed)
    return found


def test_every_field_prints_what_word_would_make_of_it(sample: Package) -> None:
    marks = bookmarks(sample)
    seen = [*fields(sample.body), *fields(sample.xml("word/comments.xml"))]
    for code, result in seen:
        name, *switches = code.removeprefix("REF ").split()
        label, enclosed = marks[name]
        assert result == (label.rstrip(".") if r"\n" in switches else enclosed)
    assert [result for _, result in seen] == [
        "(a)", "(b)", "(1)", "Section 2", "§ 215-36", "(b)", "(1)", "Section 1",
        "2.15.020", "2.15.020", "A", "2.15.025", "(b)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("subsection (b)(1)", [("\\n \\h", "(b)"), ("\\n \\h", "(1)")]),
        ("Section 1(b)(1)", [("\\n \\h", "Section 1"), ("\\n \\h", "(b)"), ("\\n \\h", "(1)")]),
        ("Sections 1(b)(1)", []),  # a bare number: LibreOffice cannot print one, and no reference is half a field
        ("paragraph (1)", [("\\n \\h", "(1)")]),
        ("this paragraph", []),
    ],
)
def test_numbers_in_a_reference_are_fields_and_words_are_not(words: str, codes: list[tuple[str, str]]) -> None:
    file = package(
        numbered("Section 1.", "bill", 0, "Heading"),
        numbered("(a)", "bill", 1, "a"),
        numbered("(b)", "bill", 1, "b"),
        numbered("(1)", "bill", 2, "c", id="target"),
        paragraph("body", "See ", Reference(words, "target"), "."),
        schemes=(BILL,),
    )
    last = file.paragraphs[-1]
    assert text(last) == f"See {words}."
    assert [(re.sub(r"REF \w+ ", "", code), result) for code, result in fields(last)] == codes
    assert bool(last.findall(f"{W}hyperlink")) == (not codes)  # what no field can say is a link


def test_a_reference_without_target_prints_its_words(sample: Package) -> None:
    said = next(element for element in sample.paragraphs if "says so" in text(element))
    assert text(said).endswith("This section says so.")
    assert not fields(said)


def test_blanks_are_content_controls(sample: Package) -> None:
    controls = list(sample.body.iter(f"{W}sdt"))
    assert len({value(control, "sdtPr/id") for control in controls}) == len(controls) == 10
    first = controls[0]
    assert value(first, "sdtPr/alias") == value(first, "sdtPr/tag") == "number of the ordinance"
    assert first.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert first.find(f"{W}sdtPr/{W}text") is not None
    assert value(first, "sdtContent/r/rPr/rStyle") == "PlaceholderText"
    assert text(first) == "[number of the ordinance]"


def test_a_long_prompt_is_cut_only_in_the_name_of_its_control() -> None:
    control = next(package(paragraph("body", Blank("x" * 200))).body.iter(f"{W}sdt"))
    assert (value(control, "sdtPr/tag"), text(control)) == ("x" * 63 + "…", f"[{'x' * 200}]")


def test_links_lead_outside(sample: Package) -> None:
    for part, address in (("document", ADDRESS), ("comments", "https://www.ecfr.gov/287.7")):
        link = next(node for node in sample.xml(f"word/{part}.xml").iter(f"{W}hyperlink"))
        assert sample.relationships(f"word/{part}.xml")[link.get(f"{R}id")] == (address, True)


# --- comments, head and foot, tables, signatures ---


def test_python_docx_reads_the_comments(sample: Package) -> None:
    comments = list(docx.Document(BytesIO(sample.data)).comments)
    assert [comment.comment_id for comment in comments] == [1, 2, 3, 4]
    assert {(comment.author, comment.initials) for comment in comments} == {("Commentary", "C")}
    assert {comment.timestamp.replace(tzinfo=None) for comment in comments if comment.timestamp} == {datetime(2026, 11, 24)}
    assert [text(line) for line in sample.comments[1]] == [
        "Why this section",
        "A detainer asks a jail to hold a person whom it would release.",
        "Before you rely on it, look at:",
        "Galarza, for the Third Circuit;",
        "the regulation.",
    ]
    title = comments[1].paragraphs[0]
    assert [run.style.name for run in title.runs if run.text] == ["Strong"]
    assert {line.style.name for line in comments[1].paragraphs} == {"annotation text", "Ordinance Comment List"}


def test_comments_stand_over_the_words_they_speak_of(sample: Package) -> None:
    for comment in COMMENTS:
        block = next(block for block in SAMPLE.blocks if type(block) is Paragraph and comment.id in block.comments)
        home = sample.body.xpath(f"//w:p[w:commentRangeStart[@w:id='{comment.id}']]", namespaces={"w": W[1:-1]})[0]
        order = [node.tag for node in home if node.get(f"{W}id") == str(comment.id)]
        assert order == [f"{W}commentRangeStart", f"{W}commentRangeEnd"]
        assert text(home) == plain_text(block.content)
        assert value(home.xpath(f".//w:r[w:commentReference[@w:id='{comment.id}']]", namespaces={"w": W[1:-1]})[0],
                     "rPr/rStyle") == "CommentReference"  # fmt: skip


@pytest.mark.parametrize(
    ("anchors", "ids", "message"),
    [
        ((1,), (), "comment 1 is anchored but not there"),
        ((), (1,), "comment 1 has no anchor"),
        ((1, 1), (1,), "comment 1 is anchored twice"),
        ((1,), (1, 1), "comment 1 stands twice"),
    ],
)
def test_comments_and_anchors_must_agree(anchors: tuple[int, ...], ids: tuple[int, ...], message: str) -> None:
    comments = tuple(Comment(id, "why", "Why", ()) for id in ids)
    with pytest.raises(Unwritable, match=message):
        package(*(paragraph("body", "x", comments=(id,)) for id in anchors), comments=comments)


def test_python_docx_reads_head_foot_and_styles(sample: Package) -> None:
    document: Any = docx.Document(BytesIO(sample.data))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "City of Example · Draft ordinance"
    assert section.footer.paragraphs[0].text == "Draft of 24 November 2026, not adopted — Page 1 of 1"
    assert [code for code, _ in fields(sample.xml("word/footer1.xml"))] == ["PAGE", "NUMPAGES"]
    assert (section.page_width.inches, section.left_margin.inches) == (8.5, 1)
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert headings == ["Amendment of the code", "Effective date", "Severability", "Appendix: other forms of the text"]
    assert [line.text for line in document.paragraphs if line.style.name == "Title"] == ["AN ORDINANCE"]


def test_a_document_without_foot_prints_only_the_page() -> None:
    document = docx.Document(BytesIO(package(paragraph("body", "x")).data))
    assert document.sections[0].footer.paragraphs[0].text == "Page 1 of 1"
    assert document.sections[0].header.paragraphs[0].text == ""


def test_tables_repeat_their_heading_and_split_no_row(sample: Package) -> None:
    table = next(node for node in sample.body.iter(f"{W}tbl") if value(node, "tblPr/tblStyle") == "OrdinanceTable")
    heading, *rows = table.findall(f"{W}tr")
    assert heading.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (heading, *rows))
    assert value(table, "tblPr/tblCaption") == "Roll-call vote on the ordinance"
    assert [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")] == [4680, 1404, 3276]
    assert [text(cell) for cell in rows[0].iter(f"{W}tc")] == ["[member 1]", "1", "aye / no / absent"]


def test_signatures_stand_in_one_row_that_cannot_be_split(sample: Package) -> None:
    table = next(node for node in sample.body.iter(f"{W}tbl") if value(node, "tblPr/tblStyle") == "OrdinanceSignatures")
    assert len(table.findall(f"{W}tr/{W}trPr/{W}cantSplit")) == len(table.findall(f"{W}tr")) == 1
    assert [text(line) for line in table.iter(f"{W}p")] == [
        "Approved", "", "Mayor of the City of Example", "Name \t\tDate \t",
        "Attest", "", "[title of the clerk]", "Name \t\tDate \t",
        "Approved as to form", "", "City Attorney", "Name \t\tDate \t",
    ]  # fmt: skip


def test_what_stands_after_the_signatures_is_a_point_high(sample: Package) -> None:
    """Else signatures that fill a page to its last line bring an empty one."""
    blocks = list(sample.body)
    table = next(node for node in blocks if node.tag == f"{W}tbl" and value(node, "tblPr/tblStyle") == "OrdinanceSignatures")
    after = blocks[blocks.index(table) + 1]
    spacing = after.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"), value(after, "pPr/rPr/sz")) == ("20", "exact", "2")


# --- other readers ---


def test_docx2python_reads_the_text(sample_file: Path) -> None:
    with docx2python(sample_file) as read:
        assert "A city officer shall not detain a person on the ground of an immigration detainer" in read.text
        assert "under subsection (b)(1), the chief of police" in read.text
        assert "City of Example · Draft ordinance" in read.text
        assert [comment[3].partition("\n")[0] for comment in read.comments][:2] == ["Local facts", "Why this section"]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_the_text_and_the_comments(sample_file: Path) -> None:
    command = ["pandoc", "--track-changes=all", "--wrap=none", "-t", "markdown", str(sample_file)]
    read = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "# Amendment of the code" in read
    assert "*Galarza v. Szalczyk*, 745 F.3d 634 (3d Cir. 2014)" in read
    assert "detains a person under subsection (b)(1), the chief" in re.sub(r"\[(\([^)]*\))\]\([^)]*\)", r"\1", read)
    assert 'comment-start id="2" author="Commentary" date="2026-11-24T00:00:00Z"' in read
    assert "[number of the ordinance]" in read.replace("\\", "")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    filler = tuple(paragraph("body", "x") for _ in range(28))
    signed = Document("signed", (*filler, *(block for block in SAMPLE.blocks if type(block) is SignatureBlock)))
    files = {document.title: write(document, reference=LOOK) for document in (SAMPLE, signed)}
    return printed_by_libreoffice(tmp_path_factory.mktemp("office"), files)


@pytest.mark.office
@pytest.mark.parametrize(
    "line",
    [
        "Section 1. Amendment of the code",
        "§ 215-35. Definitions",
        "(a) hold a person past the time of release; or",
        "§ 215-36. Immigration detainers",
        "(b) Subsection (a) does not prohibit detaining a person:",
        "(2) who was convicted, within the last [number of years] years, of:",
        "(ii) the state’s repository of criminal records; or",
        "shall send a copy of the warrant to the city attorney. Section 2 and § 215-36(b)(1) apply.",
        "• how long a check may take;",
        "Section 3. Severability",
        "[member 1] 1 aye / no / absent",
        "2.15.010 Purpose",
        "B. second rule, see 2.15.020.A.",
        "2.15.025 A section wedged in between",
        "2.15.030 Next, after section 2.15.025",
        "1. read the draft;",
        "City of Example · Draft ordinance",
        "Draft of 24 November 2026, not adopted — Page 2 of 4",
    ],
)
def test_libreoffice_prints(printed: dict[str, list[str]], line: str) -> None:
    assert line in [re.sub(r"\s+", " ", seen) for seen in printed[SAMPLE.title]]


@pytest.mark.office
def test_libreoffice_keeps_the_signatures_on_one_page(printed: dict[str, list[str]]) -> None:
    lines = printed["signed"]
    first, last = (next(n for n, line in enumerate(lines) if words in line) for words in ("Approved", "title of the clerk"))
    assert "<page>" in lines[:first]
    assert "<page>" not in lines[first:last]


# --- hostile text ---


HOSTILE = [
    "]]> <!-- & &lt; &amp;amp; \"quotes\" 'more' <w:t>",
    "emoji 🏛️👩🏽‍⚖️ and astral 𝔏𝔞𝔴",
    "\u202eright to left\u202c עברית العربية",
    "a" * 20_000,
    "  spaces  kept  ",
    "\u00a0\u2011\u200b\ufeff",
    "{{ 7*7 }} {n} %1 %% \\n",
    "",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_as_it_went_in(hostile: str, tmp_path: Path) -> None:
    file = package(
        paragraph("body", hostile, Blank(hostile), words(hostile, "strong"), comments=(1,), id=hostile),
        paragraph("body", Reference(hostile, hostile)),
        Table(hostile, ((Run(hostile),),), (((Run(hostile),),),), (1.0,)),
        SignatureBlock((SignatureLine(hostile, (Run(hostile),)),)),
        comments=(Comment(1, "why", hostile, (paragraph("commentary", hostile),)),),
        header=hostile,
        footer=hostile,
        subject=hostile,
    )
    assert text(file.paragraphs[0]) == f"{hostile}[{hostile}]{hostile}"
    assert text(file.paragraphs[1]) == hostile
    assert text(file.comments[0]) == hostile * 2
    assert docx.Document(BytesIO(file.data)).core_properties.subject == hostile
    path = tmp_path / "hostile.docx"
    path.write_bytes(file.data)
    assert [str(finding) for finding in check(path)] == []


def test_tabs_and_line_ends_are_words_own() -> None:
    assert text(package(paragraph("body", "a\tb\nc\r\nd")).paragraphs[0]) == "a\tb\nc\nd"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_named_with_its_paragraph(character: str) -> None:
    with pytest.raises(UnwritableText, match=rf"U\+{ord(character):04X} in “An officer shall .*”") as caught:
        package(paragraph("body", "An officer shall ", Blank("x"), f" not{character}detain"))
    assert isinstance(caught.value, ValueError)


def test_an_address_is_made_safe_for_word() -> None:
    file = package(paragraph("body", Link("x", 'https://example.gov/a b<c>?q="1"&r=[2]')))
    links = [target for target, outside in file.relationships("word/document.xml").values() if outside]
    assert links == ["https://example.gov/a%20b%3Cc%3E?q=%221%22&r=[2]"]
