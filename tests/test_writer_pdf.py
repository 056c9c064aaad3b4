"""The PDF as its readers meet it: on the page, through a screen reader, in its bookmarks; and when it cannot be written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import typst
from conftest import DAY, drafted
from docx_sample import LOOK as WORD
from docx_sample import SAMPLE, numbered, paragraph
from pdf_reading import LOOK, Pdf, document, expected, faults, made, squeezed, table

from ordinance.document.model import (
    Blank,
    Block,
    Comment,
    Document,
    Inline,
    Link,
    Number,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
)
from ordinance.formats.pdf.write import source, write
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

#: Everything that typst reads as markup, code, a comment or a link, and what ends a string.
HOSTILE = (
    '#let x = 1; #panic("x") $a^2$ *b* _c_ <d> @e \\ ` ```f``` // g /* h */ https://a.example/?b=1&c#d ~ -- --- ... '
    '\'i\' "j" [k] {l} = m / n + o - p 1. q \\u{41} \\" #eval("1")'
)


@pytest.fixture(scope="module")
def sample() -> Pdf:
    return Pdf(write(SAMPLE, LOOK))


def everything(hostile: str) -> Document:
    """A document with the same words in every style, inline, cell, title and note."""
    inlines: tuple[Inline, ...] = (
        *(Run(f"{hostile} ", face) for face in ("", "emphasis", "strong", "term")),  # type: ignore[arg-type]
        *(Reference(f"{hostile} ", target) for target in ("t", "", "nowhere")),
        Blank(hostile),
        *(Link(f"{hostile} ", address) for address in ('https://a.example/#"><\\', "")),
    )
    blocks: list[Block] = []
    for style in get_args(Style):
        blocks.append(Paragraph(style, inlines, id="t", comments=(1,)))
        blocks.append(Paragraph(style, (), id=hostile, number=Number(hostile[:4], "s", 0), keep_with_next=True))
    blocks.append(Paragraph("body", (), page_break_before=True))  # a header that is repeated would print twice
    cell = (*inlines[3:5], *inlines[7:9])
    blocks.append(Table(hostile, (cell, ()), ((cell, ()), ((), cell)), (0.5, 0.5)))
    blocks.append(SignatureBlock((SignatureLine(hostile, inlines),)))
    notes = (paragraph("commentary", *inlines), paragraph("commentary-list", *inlines))
    return Document(hostile, tuple(blocks), (Comment(1, "k", hostile, notes),), subject=hostile, date=DAY)


# --- PDF/UA: what a validator and a screen reader find ---


@pytest.mark.parametrize(
    "given",
    [SAMPLE, everything(HOSTILE), document(), document(table()), document(Table("", (), (((Run("x"),),),), (1.0,)))],
    ids=["sample", "hostile", "empty", "table", "table without header"],
)
def test_a_validator_finds_nothing_against_pdf_ua(given):
    assert faults(write(given, LOOK)) == []


@pytest.mark.parametrize("commentary", ["comments", "inline", "notes", "none"])
@pytest.mark.parametrize("place", ["millbrook-aa", "fork-county-bb"])
def test_drafts_keep_pdf_ua(small, place, commentary):
    assert faults(write(build(drafted(small, place), small, Options(commentary, DAY)), LOOK)) == []


def test_the_validator_sees_what_is_missing():
    untagged = typst.compile(source(SAMPLE).encode(), root=LOOK, format="pdf", pdf_tags=False)
    assert len(faults(untagged)) > 3


def test_the_file_says_what_it_is(sample):
    root, info = sample.file.Root, sample.file.docinfo
    assert str(root.Lang) == "en-US"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert (str(info.Title), str(info.Subject)) == ("An Ordinance on Immigration Detainers", "City of Example")
    assert str(info.CreationDate) == str(info.ModDate) == "D:20261124000000Z"
    assert set(info.keys()) == {"/Title", "/Subject", "/Creator", "/CreationDate", "/ModDate"}
    with sample.file.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == "An Ordinance on Immigration Detainers"


def test_fonts_are_embedded_and_the_same_on_every_machine(sample):
    fonts = {str(font.BaseFont).partition("+")[2] for sheet in sample.file.pages for font in sheet.Resources.Font.values()}
    families = {re.split(r"[-,]", font)[0] for font in fonts}
    assert families == {"LibertinusSerif", "Arimo", "NotoSansArabic"}


def test_subsections_are_lists_in_lists(sample):
    (nest,) = [one for one in sample.tags.all("L") if len(one.all("L")) == 3]
    assert nest.shape() == (
        "L(LI(Lbl, LBody(P)), LI(Lbl, LBody(P, L(LI(Lbl, LBody(P)), LI(Lbl, LBody(P)), "
        "L(LI(Lbl, LBody(P)), L(LI(Lbl, LBody(P)), LI(Lbl, LBody(P))), LI(Lbl, LBody(P, P)))), P)), LI(Lbl, LBody(P)))"
    )


@pytest.mark.parametrize(
    ("levels", "shape"),
    [
        ("1 2 3", "L(LI(Lbl, LBody(P)), L(LI(Lbl, LBody(P)), L(LI(Lbl, LBody(P)))))"),
        ("2 2 1", "L(LI(Lbl, LBody(P)), LI(Lbl, LBody(P))), L(LI(Lbl, LBody(P)))"),
        ("1 3 2", "L(LI(Lbl, LBody(P, L(LI(Lbl, LBody(P))))), L(LI(Lbl, LBody(P))))"),
        ("1 f1 1", "L(LI(Lbl, LBody(P, P)), LI(Lbl, LBody(P)))"),
        ("1 2 f1 2", "L(LI(Lbl, LBody(P, L(LI(Lbl, LBody(P))), P)), L(LI(Lbl, LBody(P))))"),
        ("f1 1", "P, L(LI(Lbl, LBody(P)))"),
    ],
)
def test_any_run_of_levels_becomes_a_nest(levels, shape):
    blocks = [
        paragraph(f"flush-{one[1]}", "text") if one[0] == "f" else numbered(f"({n})", "bill", int(one), "text")  # type: ignore[arg-type]
        for n, one in enumerate(levels.split())
    ]
    file = made(*blocks)
    assert file.tags.shape() == f"Document({shape})"
    assert file.words(document()) == expected(tuple(blocks))


def test_no_level_of_heading_is_skipped():
    styles = ["heading-3", "heading-3", "heading-1", "heading-3", "heading-3", "heading-2", "heading-3", "heading-1"]
    file = made(*(paragraph(style, f"Heading {n}") for n, style in enumerate(styles)))  # type: ignore[arg-type]
    assert file.tags.shape() == "Document(H1, H1, H1, H2, H2, H2, H3, H1)"


def test_a_table_has_a_header_that_is_repeated_on_each_page_and_read_once():
    file = made(table(*(f"row {n}" for n in range(100))))
    (tag,) = file.tags.all("Table")
    assert [one.element.A[0].Scope for one in tag.all("TH")] == ["/Column", "/Column"]
    assert len(tag.all("TR")) == 101
    assert len(file.pages) > 2
    assert all("First Second" in sheet for sheet in file.pages)


def test_paragraphs_in_other_languages_say_so():
    file = made(
        paragraph("body", "hello"), paragraph("body", "hola", language="es"), paragraph("body", "xin chào", language="vi")
    )
    assert [str(one.element.get("/Lang", "")) for one in file.tags.all("P")] == ["", "es", "vi"]


# --- bookmarks and links ---


def test_bookmarks_are_the_headings_without_note_marks(sample):
    assert sample.bookmarks == [
        (0, "Section 1. Amendment of the code"),
        (1, "§ 215-35. Definitions"),
        (1, "§ 215-36. Immigration detainers"),
        (0, "Section 2. Effective date"),
        (0, "Section 3. Severability"),
        (0, "Appendix: other forms of the text"),
        (1, "2.15.010 Purpose"),
        (1, "2.15.020 Rule"),
        (1, "2.15.025 A section wedged in between"),
        (1, "2.15.030 Next, after section 2.15.025"),
        (0, "Notes"),
        (1, "WHEREAS, residents who fear that a call for help may lead to …"),
        (1, "§ 215-36. Immigration detainers"),
        (1, "(b) Subsection (a) does not prohibit detaining a person:"),
    ]


@pytest.mark.parametrize(
    ("over", "leads_to"),
    [
        ("Subsection (a)", "A city officer shall not detain"),
        ("subsection (b)(1)", "under a judicial warrant; or"),
        ("Section 2", "Section 2. Effective date"),
        ("§ 215-36(b)(1)", "under a judicial warrant; or"),
        ("2.15.020", "2.15.020 Rule"),
        ("8 C.F.R. § 287.7", "https://www.ecfr.gov/current/title-8?a=1&b=2"),
    ],
)
def test_a_reference_leads_to_what_it_names(sample, over, leads_to):
    link = next(one for one in sample.links if one.words.startswith(over))
    assert link.leads_to.startswith(leads_to)


def test_notes_are_linked_both_ways(sample):
    last = len(sample.pages)
    there = [one for one in sample.links if re.search(r"\[\d\]$", one.words) and one.page < last]
    back = [one for one in sample.links if re.search(r"^\[\d\]", one.words) and one.page == last]
    for mark, said in zip(there, ["Local facts", "Why this section", "Law", "A comment without a title."], strict=True):
        assert said in mark.leads_to
    assert [re.findall(r"\[\d\]", one.leads_to)[0] for one in back[:2]] == ["[1]", "[2]"]
    assert len(back) == 4


def test_a_note_on_two_paragraphs_leads_back_to_the_first():
    blocks = (paragraph("body", "one", comments=(7,)), paragraph("body", "two", comments=(7, 8)))
    file = made(*blocks, comments=(Comment(7, "k", "Title", (paragraph("commentary", "words"),)), Comment(9, "k", "Loose", ())))
    assert squeezed(file.pages[0]).startswith("one[7]two[7]")
    assert file.links[-1].leads_to == "e[7]"  # of "one"
    assert "Loose" not in file.text()


# --- what stands on the page ---


@pytest.mark.parametrize("commentary", ["inline", "notes", "none"])
@pytest.mark.parametrize("place", ["millbrook-aa", "fork-county-bb"])
def test_the_text_is_that_of_the_draft_section_by_section(small, place, commentary):
    printed = build(drafted(small, place), small, Options(commentary, DAY))
    text = Pdf(write(printed, LOOK)).words(printed)
    starts = [n for n, block in enumerate(printed.blocks) if getattr(block, "style", "").startswith("heading")]
    assert len(starts) > 3
    for start, end in zip([0, *starts], [*starts, len(printed.blocks)], strict=True):
        section = expected(printed.blocks[start:end])
        assert text[: len(section)] == section
        text = text[len(section) :]
    assert text == ""


def test_the_shipped_places_print_all_their_words():
    library = Library()
    printed = build(drafted(library, "ithaca-ny"), library, Options("none", DAY))
    assert Pdf(write(printed, LOOK)).words(printed) == expected(printed.blocks)


def test_comments_print_after_the_text_with_their_numbers(small):
    printed = build(drafted(small), small, Options("comments", DAY))
    text = Pdf(write(printed, LOOK)).words(printed)
    assert text.startswith(f"{expected(printed.blocks)}Notes")
    notes = text[len(expected(printed.blocks)) :]
    for comment in printed.comments:
        assert squeezed(f"[{comment.id}] {comment.title}") + expected(comment.body) in notes


@pytest.mark.parametrize(
    "hostile", [HOSTILE, "#", "\\", '"', "//", "*", "_x_", "$", "@a", "<a>", "`", "~", "= a", "- a", "#{", "]", "/*"]
)
def test_no_word_is_read_as_markup(hostile):
    printed = everything(hostile)
    found, text = Pdf(write(printed, LOOK)).words(printed), expected(printed.blocks)
    assert found.startswith(text)
    assert found.endswith(expected(printed.comments[0].body))


def test_labels_stand_as_the_model_has_them():
    labels = ["§ 215-35", "Section 4.", "2.15.025", "(a-1)", "(viii)", "XII.", "#1", "*"]
    blocks = tuple(numbered(label, "bill", level, "words") for label in labels for level in (0, 1, 2, 3, 4))
    assert made(*blocks).words(document()) == expected(blocks)


def test_every_page_has_its_head_and_its_number(sample):
    count = len(sample.pages)
    for number, sheet in enumerate(sample.pages, 1):
        assert SAMPLE.header in sheet
        assert f"{SAMPLE.footer} — Page {number} of {count}" in sheet


def test_the_paper_is_that_of_the_word_file(sample):
    size = re.search(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', (WORD / "word" / "document.xml").read_text(encoding="utf-8"))
    assert size is not None
    assert [float(edge) * 20 for edge in sample.file.pages[0].MediaBox[2:]] == [float(one) for one in size.groups()]


def test_line_ends_and_tabs_in_the_words():
    assert made(paragraph("body", "one\ntwo\tthree\r\nfour")).text().splitlines()[:3] == ["one", "two three", "four"]


@pytest.mark.parametrize("filled", range(20, 32))
def test_signatures_stay_together_and_a_heading_stays_with_its_text(filled):
    lines = SignatureBlock(tuple(SignatureLine(f"Label {n}", (Run(f"Office {n}"),)) for n in range(3)))
    filler = [paragraph("body", f"line {n}") for n in range(filled)]
    pages = made(*filler, lines).pages
    assert ["Label 0" in sheet for sheet in pages] == ["Office 2" in sheet for sheet in pages]
    heading = numbered("Section 1.", "bill", 0, "Heading", keep_with_next=True)
    pages = made(*filler[:filled], heading, numbered("(a)", "bill", 1, "words")).pages
    assert ["Heading" in sheet for sheet in pages] == ["words" in sheet for sheet in pages]


def test_a_page_break_is_kept():
    assert [sheet.splitlines()[0] for sheet in made(
        paragraph("body", "one"), paragraph("subsection-1", "two", page_break_before=True), paragraph("body-list", "three"),
        paragraph("body-list", "four", page_break_before=True),
    ).pages] == ["one", "two", "• four"]  # fmt: skip


# --- the same bytes ---


def test_the_same_document_gives_the_same_bytes_in_any_process(tmp_path):
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\nfrom docx_sample import SAMPLE\nfrom ordinance.formats.pdf.write import write\n"
        f"sys.stdout.buffer.write(write(SAMPLE, Path({str(LOOK)!r})))"
    )
    first = write(SAMPLE, LOOK)
    assert write(SAMPLE, LOOK) == first
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=tmp_path, env=environment)
        assert done.stdout == first


def test_no_path_of_the_machine_is_in_the_file(sample):
    assert str(LOOK).encode() not in sample.data
    assert b"/" + os.fsencode(Path.home().name) + b"/" not in sample.data
