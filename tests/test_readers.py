"""Drafts read back: our own without loss, anybody's with its words, hostile files refused in one line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import DAY, shipped_library
from docx_reading import Package, W, read_lines, settled
from docx_sample import LOOK, SAMPLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ordinance.comparison.redline import compare, tally
from ordinance.document.model import Blank, Document, Link, Paragraph, Reference, Run, SignatureBlock, Table, plain_text
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.errors import FaultyFile
from ordinance.formats.docx import opening as word_package
from ordinance.formats.docx.read import document as word
from ordinance.formats.docx.write import write
from ordinance.formats.docx.write.redline import write_redline
from ordinance.formats.markdown import read as marked
from ordinance.formats.markdown import write as markdown
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

PLACES = ("ithaca-ny", "philadelphia-pa", "king-county-wa", "dane-county-wi")


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


def made(library: Library, place: str = "ithaca-ny", **wishes: Any) -> Document:
    return build(draft(library, library.place(place), Wishes(**wishes)), library, Options("none", DAY))


def told(document: Document, *, styles: bool = True) -> list[Any]:
    """What a document says: style, label and words of each paragraph, the words of a table; other blocks as they are."""
    return [
        ((block.style,) if styles else ()) + (block.number.label if block.number else "", plain_text(block.content))
        if isinstance(block, Paragraph)
        else [block.caption, *([plain_text(cell) for cell in row] for row in (block.header, *block.rows))]
        if isinstance(block, Table)
        else block
        for block in document.blocks
    ]


# --- our own drafts ---


@pytest.mark.parametrize("place", PLACES)
def test_a_word_draft_comes_back_as_it_was(library: Library, place: str) -> None:
    document = made(library, place)
    reading = word.read("draft.docx", write(document, reference=LOOK))
    assert told(reading.document) == told(document)
    assert (reading.own, reading.notes) == (True, ())
    redline = compare(document, reading.document)
    assert tally(redline).nothing
    file = Package(write_redline(redline, reference=LOOK, author="A", day=DAY))
    assert list(file.body.iter(f"{W}ins", f"{W}del", f"{W}pPrChange", f"{W}rPrChange")) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_markdown_draft_comes_back_with_labels_and_words(library: Library, place: str) -> None:
    document = made(library, place)
    reading = marked.read("draft.md", markdown.write(document))
    assert told(reading.document, styles=False) == told(document, styles=False)
    redline = compare(document, reading.document, "old")
    assert tally(redline).nothing
    file = Package(write_redline(redline, reference=LOOK, author="A", day=DAY))
    assert list(file.body.iter(f"{W}ins", f"{W}del", f"{W}pPrChange", f"{W}rPrChange")) == []


def test_blanks_references_links_tables_and_signatures_come_back() -> None:
    reading = word.read("sample.docx", write(SAMPLE, reference=LOOK))
    law = [block for block in SAMPLE.blocks if not getattr(block, "style", "").startswith("commentary")]
    pairs = list(zip(law, reading.document.blocks, strict=True))
    for block, back in pairs:
        if isinstance(block, Paragraph):
            assert isinstance(back, Paragraph)
            kinds = [[type(part) for part in one.content if isinstance(part, Blank | Link)] for one in (block, back)]
            assert kinds[0] == kinds[1]
        else:
            assert type(block) is type(back)
    tables = [(block, back) for block, back in pairs if isinstance(block, Table) and isinstance(back, Table)]
    assert [(back.caption, back.header, back.rows) for _, back in tables] == [(t.caption, t.header, t.rows) for t, _ in tables]
    assert [back for _, back in pairs if isinstance(back, SignatureBlock)] == [b for b in law if isinstance(b, SignatureBlock)]
    references = [part for block in reading.document.blocks if isinstance(block, Paragraph) for part in block.content]
    targets = {part.target for part in references if isinstance(part, Reference)}
    assert targets - {""} <= {getattr(block, "id", "") for block in reading.document.blocks}
    assert reading.notes == ("comments in it are left out", "commentary between its paragraphs is left out")


def test_a_draft_that_was_edited_through_python_docx_is_compared_with_the_draft(library: Library) -> None:
    document = made(library)
    edited = docx.Document(io.BytesIO(write(document, reference=LOOK)))
    paragraphs = {paragraph.text: paragraph for paragraph in edited.paragraphs}
    words = next(p for text, p in paragraphs.items() if text.startswith("The definitions in this section apply"))
    words.add_run(" They apply nowhere else.")
    gone = next(p for text, p in paragraphs.items() if text.startswith("money and paid time"))
    gone._element.getparent().remove(gone._element)
    heading = next(p for text, p in paragraphs.items() if text == "Immigration detainers")
    new = heading.insert_paragraph_before("No clock may be stopped.", style="Ordinance Section Text")
    new.runs[0].bold = True
    target = io.BytesIO()
    edited.save(target)
    reading = word.read("edited.docx", target.getvalue())
    redline = compare(document, reading.document)
    found = tally(redline)
    assert (found.changed, found.inserted, found.deleted, found.moved, found.words_in, found.words_out) == (1, 1, 1, 0, 9, 4)
    file = Package(write_redline(redline, reference=LOOK, author="A", day=DAY))
    assert read_lines(settled(file, accept=False)) == read_lines(Package(write(document, reference=LOOK)))
    assert read_lines(settled(file, accept=True)) == read_lines(Package(target.getvalue()))


def test_a_redline_is_read_as_accepted(library: Library) -> None:
    old, new = made(library), made(library, stance="strongest")
    data = write_redline(compare(old, new), reference=LOOK, author="A", day=DAY)
    reading = word.read("redline.docx", data)
    assert told(reading.document) == told(new)
    assert reading.notes == ("tracked changes in it are read as accepted",)
    assert tally(compare(new, reading.document)).nothing


# --- anybody's files ---


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_body(xml: str, **parts: bytes) -> bytes:
    """A Word file whose body is given; other parts of it by their names, "/" written as "__"."""
    source = zipfile.ZipFile(io.BytesIO(saved(docx.Document())))
    names = " ".join(
        f'xmlns:{prefix}="{space}"'
        for prefix, space in {
            "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
            "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        }.items()
    )
    changed = {"word/document.xml": f"<w:document {names}><w:body>{xml}</w:body></w:document>".encode()}
    changed |= {name.replace("__", "/"): data for name, data in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in dict.fromkeys([*source.namelist(), *changed]):
            file.writestr(name, changed[name] if name in changed else source.read(name))
    return target.getvalue()


def texts(xml: str) -> list[str]:
    document = word.read("x.docx", with_body(xml)).document
    return [plain_text(block.content) for block in document.blocks if isinstance(block, Paragraph)]


def p(inner: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def r(words: str, tag: str = "w:t") -> str:
    return f'<w:r><{tag} xml:space="preserve">{words}</{tag}></w:r>'


CHANGE = 'w:id="1" w:author="x"'


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (p(r("one ") + f"<w:del {CHANGE}>{r('gone', 'w:delText')}</w:del><w:ins {CHANGE}>{r('new')}</w:ins>"), ["one new"]),
        (p(r("joined "), f"<w:del {CHANGE}/>") + p(r("lines")), ["joined lines"]),
        (p(r("kept"), f"<w:ins {CHANGE}/>") + p(r("too")), ["kept", "too"]),
        (p(f"<w:moveFrom {CHANGE}>{r('old place')}</w:moveFrom>", f"<w:moveFrom {CHANGE}/>") + p(r("stays")), ["stays"]),
        (p(f"<w:moveTo {CHANGE}>{r('new place')}</w:moveTo>"), ["new place"]),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>"), ["a\tb\nc-"]),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + r("seen")), ["seen"]),
        (p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'), ["7"]),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
        (p("<w:smartTag>" + r("inside") + "</w:smartTag>"), ["inside"]),
        ("<w:sdt><w:sdtContent>" + p(r("in a control")) + "</w:sdtContent></w:sdt>", ["in a control"]),
        (p("") + p(r(" ")) + p(r("words")), ["words"]),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + r("x")), ["\N{REPLACEMENT CHARACTER}x"]),
    ],
)
def test_what_is_in_a_paragraph_is_read_as_a_reader_sees_it(xml: str, expected: list[str]) -> None:
    assert texts(xml) == expected


def test_the_code_of_a_field_is_not_text_even_over_several_paragraphs() -> None:
    begin, code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>IF x</w:instrText></w:r>"
    separate, end = ('<w:r><w:fldChar w:fldCharType="%s"/></w:r>' % kind for kind in ("separate", "end"))  # noqa: UP031
    xml = p(r("a") + begin + code + r("never")) + p(r("nor this") + separate + r("result")) + p(r("b") + end + r("c"))
    assert texts(xml) == ["a", "result", "bc"]


def test_headings_lists_and_tables_of_a_foreign_file() -> None:
    document = docx.Document()
    document.add_heading("Master agreement", 0)
    document.add_heading("Terms", 1)
    document.add_paragraph("First.", style="List Number")
    document.add_paragraph("Second.", style="List Number")
    document.add_paragraph("A point.", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Fee", "Amount", "Copy", "1"), strict=True):
        cell.text = words
    reading = word.read("foreign.docx", saved(document))
    assert not reading.own
    assert told(reading.document)[:5] == [
        ("title", "", "Master agreement"),
        ("heading-1", "", "Terms"),
        ("body", "1.", "First."),
        ("body", "2.", "Second."),
        ("body-list", "", "A point."),
    ]
    block = reading.document.blocks[5]
    assert isinstance(block, Table)
    assert [[plain_text(cell) for cell in row] for row in block.rows] == [["Fee", "Amount"], ["Copy", "1"]]


def test_typed_labels_become_numbers_and_count_with_the_draft(library: Library) -> None:
    whole = made(library)
    document = replace(whole, blocks=tuple(block for block in whole.blocks if not isinstance(block, Table)))
    retyped = docx.Document()
    for label, words in (line[1:] for line in told(document) if isinstance(line, tuple)):
        heading = label.startswith(("§", "Section"))
        retyped.add_paragraph(f"{label} {words}".strip(), style="Heading 2" if heading else None)
    reading = word.read("retyped.docx", saved(retyped))
    signatures = sum(isinstance(block, SignatureBlock) for block in document.blocks)
    found = tally(compare(document, reading.document, "old"))
    assert (found.words_in, found.words_out, found.deleted) == (0, 12, 3 * signatures)


def test_what_is_left_out_is_told() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:commentRangeStart w:id="0"/>'
    changed = f"<w:ins {CHANGE}>{r('new')}</w:ins>"
    reading = word.read("x.docx", with_body(p(picture + note + comment + changed)))
    assert reading.notes == (
        "tracked changes in it are read as accepted",
        "comments in it are left out",
        "footnotes and endnotes in it are left out",
        "pictures, shapes and text boxes in it are left out",
    )


# --- hostile and broken files ---


def refusal(read: Callable[[str, bytes], Any], name: str, data: bytes) -> str:
    with pytest.raises(FaultyFile) as caught:
        read(name, data)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message.removeprefix(f"{name}: ")


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            file.writestr(name, source.read(name).replace(old, new))
    return target.getvalue()


GOOD = with_body(p(r("text")))
BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no Word file (.docx)"),
        (b"%PDF-1.7", "is no Word file (.docx)"),
        (b"PK\3\4 and no more", "is damaged and cannot be unpacked; open it in Word and save it again"),
        (GOOD[: len(GOOD) // 2], "is damaged and cannot be unpacked; open it in Word and save it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "is protected with a password; save it without one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a Word file of the old kind (.doc); save it as a Word Document (.docx)"),
        (renamed(GOOD, b"wordprocessingml.document.main+xml", b"document.macroEnabled.main+xml"),
         "can hold macros; save it as a Word Document (.docx), which cannot"),
        (renamed(GOOD, b"wordprocessingml.document.main+xml", b"spreadsheetml.sheet.main+xml"), "is no Word file (.docx)"),
        (with_body("<w:p>"), "is damaged: word/document.xml is no XML; open it in Word and save it again"),
        (with_body("", **{"word__document.xml": BOMB}), "declares entities in word/document.xml, which no Word file does"),
        (with_body("", **{"word__styles.xml": BOMB}), "declares entities in word/styles.xml, which no Word file does"),
        (with_body("<w:sdt>" * 300 + "</w:sdt>" * 300),
         "is too large: word/document.xml has more than 200,000 elements, 200 levels of them, or 4 million letters"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_word_file_is_refused_in_one_line(data: bytes, message: str) -> None:
    assert refusal(word.read, "x.docx", data) == message


def test_a_file_with_a_macro_in_it_is_refused_whatever_it_calls_itself() -> None:
    data = with_body(p(r("text")), **{"word__vbaProject.bin": b"\0"})
    assert refusal(word.read, "x.docx", data) == "can hold macros; save it as a Word Document (.docx), which cannot"


def test_a_part_that_unpacks_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "UNPACKED", 1_000_000)
    data = with_body(p(r("a" * 2_000_000)))
    assert len(data) < 100_000
    assert refusal(word.read, "x.docx", data).startswith("is too large: word/document.xml unpacks to more than")


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "LARGEST", 100)
    assert refusal(word.read, "x.docx", GOOD).startswith("is too large")


def test_a_target_outside_is_not_followed(tmp_path: Path) -> None:
    relations = GOOD
    secret = tmp_path / "secret"
    secret.write_text("not to be read", encoding="utf-8")
    for target in (secret.as_uri(), f"../../../../{secret}", "http://127.0.0.1:9/x"):
        data = renamed(relations, b'Target="styles.xml"', f'Target="{target}" TargetMode="External"'.encode())
        assert texts_of(data) == ["text"]


def texts_of(data: bytes) -> list[str]:
    return [plain_text(block.content) for block in word.read("x.docx", data).document.blocks if isinstance(block, Paragraph)]


bounded = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@bounded
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_file_with_wrong_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    try:
        word.read("x.docx", bytes(data))
    except FaultyFile as error:
        refused = error
    else:
        return
    assert len(str(refused).splitlines()) == 1


TAGS = (
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:hyperlink", "w:fldChar"),
    *("w:pPr", "w:rPr", "w:numPr", "w:numId", "w:gridSpan", "w:tcPr", "mc:AlternateContent", "mc:Fallback", "w:pStyle"),
)
VALUES = ("", ' w:val="1"', ' w:val="99999999999"', ' w:val="x"', ' w:fldCharType="begin"', ' w:fldCharType="end"')


@st.composite
def trees(draw: Any, depth: int = 0) -> str:
    tag = draw(st.sampled_from(TAGS))
    value = draw(
        st.sampled_from(
            ["", ' w:val="1"', ' w:val="99999999999"', ' w:val="x"', ' w:fldCharType="begin"', ' w:fldCharType="end"']
        )
    )
    inner = "".join(draw(st.lists(trees(depth + 1), max_size=3))) if depth < 5 else ""
    return f"<{tag}{value}>{draw(st.sampled_from(['', 'text']))}{inner}</{tag}>"


@bounded
@given(st.lists(trees(), max_size=4))
def test_any_tree_of_elements_is_read(parts: list[str]) -> None:
    document = word.read("x.docx", with_body("".join(parts))).document
    write(document, reference=LOOK)


@bounded
@given(st.text(max_size=400))
def test_any_text_is_read_as_markdown_and_keeps_its_words(text: str) -> None:
    try:
        document = marked.read("x.md", text.encode()).document
    except (FaultyFile, UnicodeEncodeError):
        return
    words = "".join(plain_text(block.content) for block in document.blocks if isinstance(block, Paragraph))
    assert {letter for letter in words if letter.isalnum()} <= {letter for letter in text if letter.isalnum()}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\0", "is no text in UTF-8 (byte 1); save it as UTF-8"),
        (b"a\0b", "is no text: it holds null characters"),
        (b"x" * 8_000_001, "is too large; more than 8 MB are not read"),
    ],
)
def test_what_is_no_markdown_is_refused_in_one_line(data: bytes, message: str) -> None:
    assert refusal(marked.read, "x.md", data) == message


MARKDOWN = """\
# An ordinance

## Section 1. Custody

A person is *free* to **go**, see [the rule](https://a.gov/x).
This line goes on.

(a) first, on \\[date\\];
(b) second.

- a point
- another

**Fees**

| Fee | Amount |
|---|---|
| Copy | 1 \\| 2 |

Attest: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ City Clerk

[^1]: **Note.** left out

    more of the note
"""


def test_a_markdown_file_of_anybody() -> None:
    reading = marked.read("x.md", MARKDOWN.encode())
    assert told(reading.document)[:7] == [
        ("title", "", "An ordinance"),
        ("heading-1", "Section 1.", "Custody"),
        ("section-text", "", "A person is free to go, see the rule. This line goes on."),
        ("subsection-1", "(a)", "first, on [date]; (b) second."),
        ("body-list", "", "a point"),
        ("body-list", "", "another"),
        ["Fees", ["Fee", "Amount"], ["Copy", "1 | 2"]],
    ]
    assert isinstance(reading.document.blocks[7], SignatureBlock)
    assert len(reading.document.blocks) == 8
    assert reading.notes == ("comments in it are left out",)
    content = reading.document.blocks[2]
    assert isinstance(content, Paragraph)
    assert content.content == (
        Run("A person is "), Run("free", "emphasis"), Run(" to "), Run("go", "strong"), Run(", see "),
        Link("the rule", "https://a.gov/x"), Run(". This line goes on."),
    )  # fmt: skip
