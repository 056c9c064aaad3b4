"""The Word file: what a reader sees in it, what Word needs of it, and what must never be in it."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import docx.oxml
import pytest
from docx2python import docx2python
from docx_reading import Element, Package, R, W, text, value
from docx_sample import ADDRESS, BILL, COMMENTS, SAMPLE, numbered, paragraph, words
from ooxml_integrity import check

from ordinance.documents.model import (
    Blank,
    Block,
    Comment,
    Document,
    Link,
    Number,
    NumberLevel,
    NumberScheme,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
    plain_text,
)
from ordinance.writers.docx import Unwritable, UnwritableText, write
from ordinance.writers.docx.styles import LINKED_STYLES, STYLE_IDS
from ordinance.writers.docx.xml import element

LOOK = Path(__file__).parent.parent / "templates" / "word" / "ordinance"
OUR_OWN = {"Caption", "OrdinanceTableEnd"}  # paragraphs that the writer puts round a table


def package(*blocks: Block, **more: object) -> Package:
    return Package(write(Document("Test", blocks, **more), reference=LOOK))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sample() -> Package:
    return Package(write(SAMPLE, reference=LOOK))


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory, sample: Package) -> Path:
    path = tmp_path_factory.mktemp("docx") / "sample.docx"
    path.write_bytes(sample.data)
    return path


def written_paragraphs(document: Document, file: Package) -> list[tuple[Paragraph, str, str]]:
    """Pair each paragraph of the model with the label that Word counts for it and the text that it holds."""
    blocks = [block for block in document.blocks if type(block) is Paragraph]
    found = [
        (label, text(home))
        for home, label in zip(file.paragraphs, file.labels(), strict=True)
        if value(home, "pPr/pStyle") not in OUR_OWN
    ]
    return [(block, label, printed) for block, (label, printed) in zip(blocks, found, strict=True)]


# --- what a reader sees ------------------------------------------------------------------------------


def test_every_paragraph_prints_its_label_and_its_words(sample: Package) -> None:
    for block, label, printed in written_paragraphs(SAMPLE, sample):
        bullet = "•" if block.style.endswith("-list") and block.number is None else ""
        gap = " " if block.style.startswith("heading") else "\t"
        typed = "" if block.number is None or label else block.number.label + gap
        assert label == (block.number.label if block.number and not typed else bullet)
        assert printed == typed + plain_text(block.content)


def test_only_what_word_cannot_count_is_typed(sample: Package) -> None:
    typed = [block.number.label for block, label, _ in written_paragraphs(SAMPLE, sample) if block.number and not label]
    assert typed == ["2.15.025"]


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (NumberLevel("Section {n}."), ["Section 1.", "Section 2.", "Section 3."]),
        (NumberLevel("§ 215-{n}", start=35), ["§ 215-35", "§ 215-36"]),
        (NumberLevel("2.15.{n}", start=10, step=10, pad=3), [f"2.15.{n:03}" for n in range(10, 120, 10)]),
        (NumberLevel("2-173-{n}", start=5, step=10, pad=3), ["2-173-005", "2-173-015", "2-173-025"]),
        (NumberLevel("9.{n}", start=100, step=100, pad=4), [f"9.{n:04}" for n in range(100, 1200, 100)]),
        (NumberLevel("{n}", pad=2), ["01", "02"]),
        (NumberLevel("{n}", start=98, pad=3), ["098", "099"]),
        (NumberLevel("{n}", start=12, step=10), ["12", "22"]),
        (NumberLevel("({a})", start=25), ["(y)", "(z)", "(aa)", "(bb)"]),
        (NumberLevel("{A}."), ["A.", "B."]),
        (NumberLevel("({i})", start=38), ["(xxxviii)", "(xxxix)", "(xl)", "(xli)"]),
        (NumberLevel("ARTICLE {I}"), ["ARTICLE I", "ARTICLE II"]),
    ],
)
def test_word_counts_these_by_itself(level: NumberLevel, labels: list[str]) -> None:
    scheme = NumberScheme("s", "heading-1", (level,))
    file = package(*(paragraph("heading-1", "x", number=Number(label, "s", 0)) for label in labels), schemes=(scheme,))
    assert file.labels() == labels
    assert [text(element) for element in file.paragraphs] == ["x"] * len(labels)


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (NumberLevel("2-{n}", start=5, step=5), ["2-5", "2-10"]),  # Word counts by one
        (NumberLevel("{a}"), ["a-1", "a-2"]),  # wedged in
        (NumberLevel("100%{n}"), ["100%1"]),  # a percent sign is Word's own mark
        (NumberLevel("{n}.{n}"), ["1.1"]),
    ],
)
def test_what_word_cannot_count_stands_as_text(level: NumberLevel, labels: list[str]) -> None:
    scheme = NumberScheme("s", "heading-1", (level,))
    file = package(*(paragraph("heading-1", "x", number=Number(label, "s", 0)) for label in labels), schemes=(scheme,))
    assert file.labels() == [""] * len(labels)
    assert [text(element) for element in file.paragraphs] == [f"{label} x" for label in labels]


def labyrinth(seed: int, length: int = 120) -> Document:
    """A document whose lists begin, break off, leap a level, start again and are wedged into at random."""
    chance = random.Random(seed)
    blocks: list[Block] = []
    counters: list[int] = [0] * 5
    for name in (f"w{n:03}" for n in range(length)):
        level = min(chance.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]), len(blocks))
        if chance.random() < 0.12:
            counters[level] = 0  # a new list begins
        if chance.random() < 0.1:
            blocks.append(paragraph("definition", "unnumbered"))
        counters[level] += 1
        counters[level + 1 :] = [0] * (4 - level)
        n = counters[level]
        label = (f"Section {n}.", f"({chr(96 + n)})", f"({n})", f"({chr(64 + n)})", f"({'i' * n})")[level]
        if (level == 4 and n > 3) or chance.random() < 0.08:
            counters[level] -= 1
            label = f"{label}-1"  # wedged in
        blocks.append(numbered(label, "bill", level, name))
    return Document(f"Labyrinth {seed}", tuple(blocks), schemes=(BILL,))


@pytest.mark.parametrize("seed", range(40))
def test_labels_are_right_in_any_order_of_lists(seed: int) -> None:
    document = labyrinth(seed)
    for block, label, printed in written_paragraphs(document, package(*document.blocks, schemes=(BILL,))):
        if block.number:
            gap = " " if block.style == "heading-1" else "\t"
            typed = f"{block.number.label}{gap}{plain_text(block.content)}"
            assert label == block.number.label or (label, printed) == ("", typed)


def test_styles_count_by_themselves_so_that_inserted_text_is_numbered(sample: Package) -> None:
    places = {style: sample.place(_styled(STYLE_IDS[style])) for style in LINKED_STYLES}
    lists = {style: place and place[0] for style, place in places.items()}
    assert lists["heading-1"] != lists["heading-2"] == lists["subsection-1"] == lists["subsection-4"]
    assert [places[style][1] for style in ("heading-2", "subsection-1", "subsection-4")] == [0, 1, 4]  # type: ignore[index]


def _styled(style: str) -> Element:
    """Return what a clerk makes by choosing a style for a new paragraph."""
    new: Element = docx.oxml.OxmlElement("w:p")
    new.style = style
    return new


def test_appendix_heading_stays_unnumbered(sample: Package) -> None:
    appendix = next(element for element in sample.paragraphs if text(element).startswith("Appendix"))
    assert (value(appendix, "pPr/pStyle"), sample.place(appendix)) == ("Heading1", None)


# --- cross-references, blanks, links -----------------------------------------------------------------


def fields(element: Element) -> list[tuple[str, str]]:
    """Return the code and the cached result of each field in an element."""
    found: list[list[str]] = []
    state = ""
    for node in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if node.tag == f"{W}fldChar":
            state = node.get(f"{W}fldCharType")
            if state == "begin":
                found.append(["", ""])
        elif state in ("begin", "separate"):
            found[-1][state == "separate"] += node.text
    return [(code.strip(), result) for code, result in found]


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
        ("Sections 1(b)(1)", [("\\n \\t \\h", "1"), ("\\n \\h", "(b)"), ("\\n \\h", "(1)")]),
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
    assert (value(control, "sdtPr/tag"), text(control)) == ("x" * 64, f"[{'x' * 200}]")


def test_links_lead_outside(sample: Package) -> None:
    for part, address in (("document", ADDRESS), ("comments", "https://www.ecfr.gov/287.7")):
        link = next(node for node in sample.xml(f"word/{part}.xml").iter(f"{W}hyperlink"))
        assert sample.relationships(f"word/{part}.xml")[link.get(f"{R}id")] == (address, True)


# --- comments, head and foot, tables, signatures ------------------------------------------------------


def test_python_docx_reads_the_comments(sample: Package) -> None:
    comments = list(docx.Document(BytesIO(sample.data)).comments)
    assert [comment.comment_id for comment in comments] == [1, 2, 3, 4]
    assert {(comment.author, comment.initials) for comment in comments} == {("Commentary", "C")}
    assert {comment.timestamp.replace(tzinfo=None) for comment in comments if comment.timestamp} == {
        datetime(2026, 11, 24)
    }
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
        "Approved", "\t\tDate \t", "Mayor of the City of Example",
        "Attest", "\t\tDate \t", "[title of the clerk]",
        "Approved as to form", "\t\tDate \t", "City Attorney",
    ]  # fmt: skip


# --- other readers -----------------------------------------------------------------------------------


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
    """The lines that LibreOffice prints of the sample and of two labyrinths, page ends as lines of their own."""
    if missing := [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]:
        reason = f"{' and '.join(missing)} not installed"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("office")
    filler = tuple(paragraph("body", "x") for _ in range(22))
    signed = Document("Signed", (*filler, *(block for block in SAMPLE.blocks if type(block) is SignatureBlock)))
    documents = {"sample": SAMPLE, "labyrinth1": labyrinth(1), "labyrinth2": labyrinth(2), "signed": signed}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(write(document, reference=LOOK))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / f"{name}.docx") for name in documents)],
                   check=True, capture_output=True, timeout=240)  # fmt: skip
    lines = {}
    for name in documents:
        command = ["pdftotext", "-layout", str(folder / f"{name}.pdf"), "-"]
        pages = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
        lines[name] = [line.strip() for line in pages.replace("\f", "\n<page>\n").splitlines() if line.strip()]
    return lines


@pytest.mark.office
@pytest.mark.parametrize("name", ["labyrinth1", "labyrinth2"])
def test_libreoffice_counts_every_label_as_the_document_does(printed: dict[str, list[str]], name: str) -> None:
    blocks = [block for block in labyrinth(int(name[-1])).blocks if type(block) is Paragraph]
    expected = {plain_text(block.content): block.number.label for block in blocks if block.number}
    seen = {line.split()[-1]: " ".join(line.split()[:-1]) for line in printed[name] if re.search(r"w\d{3}$", line)}
    assert seen == expected


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
    assert line in [re.sub(r"\s+", " ", seen) for seen in printed["sample"]]


@pytest.mark.office
def test_libreoffice_keeps_the_signatures_on_one_page(printed: dict[str, list[str]]) -> None:
    lines = printed["signed"]
    first, last = lines.index("Approved"), lines.index("City Attorney")
    assert "<page>" in lines[:first]
    assert "<page>" not in lines[first:last]


# --- what Word needs ---------------------------------------------------------------------------------


def whole_documents() -> list[Document]:
    empty = Document("Empty", ())
    bare = Document("Bare", (paragraph("body", "x"),), language="ar", date=date(1970, 1, 1))
    table = Document("Table", (Table("", ((Run("a"),),), (((Run("b"),),),), (1.0,)),))
    styles = Document("Styles", tuple(paragraph(style, "x") for style in STYLE_IDS))
    return [SAMPLE, labyrinth(3), empty, bare, table, styles]


@pytest.mark.parametrize("document", whole_documents(), ids=lambda document: document.title)
def test_the_package_holds_together(document: Document, tmp_path: Path) -> None:
    file = Package(write(document, reference=LOOK))
    assert next(iter(file.files)) == "[Content_Types].xml"
    assert len(file.files) == len(file.members)
    for name in file.files:
        file.xml(name)
    kinds = {node.get("PartName") for node in file.xml("[Content_Types].xml")} - {None}
    assert kinds == {f"/{name}" for name in file.files if not name.endswith(".rels") and name != "[Content_Types].xml"}
    for part in ("", *file.files):
        for target, outside in file.relationships(part).values():
            assert outside or target in file.files
    path = tmp_path / "file.docx"
    path.write_bytes(file.data)
    assert [str(finding) for finding in check(path)] == []


@pytest.mark.parametrize("document", whole_documents(), ids=lambda document: document.title)
def test_nothing_refers_to_what_is_not_there(document: Document) -> None:
    file = Package(write(document, reference=LOOK))
    parts = [file.xml(name) for name in file.files if name.startswith("word/") and name.endswith(".xml")]
    nodes = [node for part in parts for node in part.iter() if isinstance(node.tag, str)]
    named = {f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")}
    assert {node.get(f"{W}val") for node in nodes if node.tag in named} <= set(file.styles)
    lists = {node.get(f"{W}numId") for node in file.xml("word/numbering.xml").iter(f"{W}num")}
    assert {node.get(f"{W}val") for node in nodes if node.tag == f"{W}numId"} <= lists | {"0"}
    names = Counter(node.get(f"{W}name") for node in nodes if node.tag == f"{W}bookmarkStart")
    assert set(names.values()) <= {1}
    assert all(len(name) <= 40 for name in names)
    wanted = {code.split()[1] for part in parts for code, _ in fields(part) if code.startswith("REF")}
    anchors = {node.get(f"{W}anchor") for node in nodes if node.tag == f"{W}hyperlink"} - {None}
    assert wanted | anchors == set(names)


@pytest.mark.parametrize(
    "tags",
    [("bookmarkStart", "comment"), ("bookmarkEnd",), ("commentRangeStart",), ("commentRangeEnd",)],
)
def test_ids_are_used_once(sample: Package, tags: tuple[str, ...]) -> None:
    nodes = [*sample.body.iter(), *sample.xml("word/comments.xml").iter()]
    ids = [node.get(f"{W}id") for node in nodes if node.tag in {W + tag for tag in tags}]
    assert len(ids) == len(set(ids)) > 0


def test_every_style_of_the_model_has_a_named_style(sample: Package) -> None:
    assert set(STYLE_IDS) == set(Style.__args__)  # type: ignore[attr-defined]
    names = {style: value(sample.styles[id], "name") for style, id in STYLE_IDS.items()}
    assert len(set(names.values())) == len(names)
    assert names["title"] == "Title"
    assert [names[f"heading-{level}"] for level in (1, 2, 3)] == ["heading 1", "heading 2", "heading 3"]  # type: ignore[index]
    assert [value(sample.styles[f"Heading{level}"], "pPr/outlineLvl") for level in (1, 2, 3)] == ["0", "1", "2"]
    assert (names["recital"], names["subsection-1"]) == ("Ordinance Recital", "Ordinance Subsection 1")
    required = {"CommentText", "CommentReference", "TableGrid", "Header", "Footer", "Hyperlink", "PlaceholderText"}
    assert required <= set(sample.styles)


def test_the_reference_document_has_a_slot_for_every_list() -> None:
    slots = re.findall(r"<\?ordinance (.*?)\?>", (LOOK / "word/styles.xml").read_text(encoding="utf-8"))
    assert sorted(slots) == sorted(["language", *(f"list {style}" for style in LINKED_STYLES)])


def test_no_slot_is_left(sample: Package) -> None:
    assert not [name for name, content in sample.files.items() if b"<?ordinance" in content]


def test_settings_do_not_ask_and_do_not_trace(sample: Package) -> None:
    settings = sample.xml("word/settings.xml")
    assert settings.find(f"{W}updateFields") is None
    assert b"rsid" not in b"".join(sample.files.values()).replace(b"No rsids", b"")
    mode = next(node for node in settings.iter(f"{W}compatSetting") if node.get(f"{W}name") == "compatibilityMode")
    assert mode.get(f"{W}val") == "15"


@pytest.mark.parametrize(("language", "mark"), [("en-US", "val"), ("zh-Hans", "eastAsia"), ("ar", "bidi")])
def test_the_document_says_its_language(language: str, mark: str) -> None:
    file = package(paragraph("body", "x"), language=language)
    assert next(file.xml("word/styles.xml").iter(f"{W}lang")).get(W + mark) == language
    assert docx.Document(BytesIO(file.data)).core_properties.language == language


def test_a_paragraph_in_another_language_says_so_and_runs_its_way(sample: Package) -> None:
    spanish, arabic = sample.paragraphs[-3:-1]
    assert value(spanish, "r/rPr/lang") == "es"
    assert value(arabic, "r/rPr/lang", "bidi") == "ar"
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f"{W}r/{W}rPr/{W}rtl") is not None


# --- what must never be in it ------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path;"
        "from docx_sample import SAMPLE; from ordinance.writers.docx import write;"
        "sys.stdout.buffer.write(write(SAMPLE, reference=Path(sys.argv[1])))"
    )
    assert write(SAMPLE, reference=LOOK) == write(SAMPLE, reference=LOOK) == _python(code, PYTHONHASHSEED="7")


def _python(code: str, **environment: str) -> bytes:
    """Return what a new interpreter prints."""
    command = [sys.executable, "-c", code, str(LOOK), str(LOOK.parents[2]), str(Path(__file__).parent)]
    return subprocess.run(command, capture_output=True, check=True, timeout=60, env=os.environ | environment).stdout


@pytest.mark.parametrize(
    ("day", "stamp"), [(date(2026, 11, 24), (2026, 11, 24, 0, 0, 0)), (date(1970, 1, 1), (1980, 1, 1, 0, 0, 0))]
)
def test_every_member_is_dated_with_the_document(day: date, stamp: tuple[int, ...]) -> None:
    assert {member.date_time for member in package(date=day).members} == {stamp}


def test_metadata_name_the_document_and_nobody(sample: Package) -> None:
    properties = docx.Document(BytesIO(sample.data)).core_properties
    assert (properties.title, properties.subject) == ("An Ordinance on Immigration Detainers", "City of Example")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified
    assert properties.created.date() == date(2026, 11, 24)
    names = [os.environ.get("USER") or "root", os.environ.get("HOME") or "/root", str(LOOK), os.uname().nodename]
    assert not [name for name in names for content in sample.files.values() if name.encode() in content]


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


# --- how it is written -------------------------------------------------------------------------------


def test_children_and_attributes_stand_in_the_order_of_the_schema() -> None:
    bold, style = element("w:lang", val="es"), element("w:rStyle", val="Strong")
    assert element("w:rPr", bold, style) == '<w:rPr><w:rStyle w:val="Strong"/><w:lang w:val="es"/></w:rPr>'
    assert element("w:tblW", type="dxa", w=5) == '<w:tblW w:w="5" w:type="dxa"/>'


@pytest.mark.parametrize(("name", "attribute"), [("w:marquee", "val"), ("w:rStyle", "colour")])
def test_what_is_not_declared_cannot_be_written(name: str, attribute: str) -> None:
    with pytest.raises(KeyError):
        element(name, **{attribute: 1})
    with pytest.raises(KeyError):
        element("w:rPr", element("w:tblW", w=1))


def test_writing_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path;"
        "from ordinance.documents.model import Document; from ordinance.writers.docx import write;"
        "write(Document('x', ()), reference=Path(sys.argv[1]));"
        "print([name for name in ('docx', 'lxml', 'zipfile', 'xml.etree', 'jinja2', 'yaml') if name in sys.modules])"
    )
    assert _python(code).strip() == b"[]"
