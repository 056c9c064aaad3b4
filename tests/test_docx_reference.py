"""A draft on a clerk's own letterhead: what is kept, what is added, what goes. What is refused: test_docx_refused.py."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Inches
from docx_letterheads import SEAL, bare, by_libreoffice, by_python_docx, changed, on, read, saved
from docx_reading import Package, W, fields, text, value, written_paragraphs
from docx_sample import LOOK, SAMPLE
from msgspec.structs import replace
from ooxml_integrity import check

from ordinance.document.model import plain_text
from ordinance.formats.docx.write import Setup, write

MAKERS = ["python-docx", "libreoffice"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {"python-docx": by_python_docx(), "libreoffice": by_libreoffice(tmp_path_factory.mktemp("letterhead"))}


@pytest.fixture(scope="module")
def python_made() -> bytes:
    return by_python_docx()


def parts(file: Package) -> dict[str, Any]:
    return {
        name: file.xml(name)
        for name in file.files
        if name.startswith("word/") and not name.startswith("word/glossary/") and name.endswith(".xml")
    }


# --- the file holds together ---


@pytest.mark.office
@pytest.mark.parametrize("maker", MAKERS)
def test_a_file_on_a_letterhead_holds_together(files: dict[str, bytes], maker: str, tmp_path: Path) -> None:
    file = on(files[maker], page="legal", line_numbers=True, contents=True)
    kinds = {node.get("PartName") for node in file.xml("[Content_Types].xml")} - {None}
    assert kinds == {f"/{name}" for name in file.files if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert len(file.files) == len(file.members)
    for part in ("", *file.files):
        for target, outside in file.relationships(part).values():
            assert outside or target in file.files
    path = tmp_path / "file.docx"
    path.write_bytes(file.data)
    assert [str(finding) for finding in check(path)] == []
    assert docx.Document(io.BytesIO(file.data)).paragraphs


@pytest.mark.office
@pytest.mark.parametrize("maker", MAKERS)
def test_no_id_is_used_twice_and_none_leads_nowhere(files: dict[str, bytes], maker: str) -> None:
    file = on(files[maker], contents=True)
    nodes = [node for root in parts(file).values() for node in root.iter() if isinstance(node.tag, str)]

    def ids(tag: str, attribute: str) -> list[str]:
        return [node.get(W + attribute) for node in nodes if node.tag == W + tag]

    for tag, attribute in (("style", "styleId"), ("num", "numId"), ("abstractNum", "abstractNumId"), ("comment", "id"),
                           ("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):  # fmt: skip
        assert [id for id, times in Counter(ids(tag, attribute)).items() if times > 1] == [], tag
    assert [name for name, times in Counter(value(style, "name") for style in file.styles.values()).items() if times > 1] == []
    controls = [value(node, "id") for node in nodes if node.tag == f"{W}sdtPr" and value(node, "id")]
    assert len(controls) == len(set(controls)) > 0
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        assert set(ids(tag, "val")) <= set(file.styles), tag
    assert set(ids("numId", "val")) <= {*ids("num", "numId"), "0"}
    assert set(ids("abstractNumId", "val")) <= set(ids("abstractNum", "abstractNumId"))
    marks = set(ids("bookmarkStart", "name"))
    assert {code.split()[1] for root in parts(file).values() for code, _ in fields(root) if code.startswith("REF")} <= marks
    assert {node.get(f"{W}anchor") for node in nodes if node.tag == f"{W}hyperlink"} - {None} <= marks


@pytest.mark.office
@pytest.mark.parametrize("maker", MAKERS)
def test_numbers_and_words_are_those_of_the_document(files: dict[str, bytes], maker: str) -> None:
    """Though in both letterheads headings are numbered, and in one what is called a bullet is a number."""
    file = on(files[maker])
    for block, label, printed in written_paragraphs(SAMPLE, file):
        bullet = block.style.endswith("-list") and block.number is None
        gap = " " if block.style.startswith("heading") else "\t"
        typed = "" if block.number is None or label else block.number.label + gap
        if not bullet:
            assert label == (block.number.label if block.number and not typed else "")
        assert printed == typed + plain_text(block.content)
    bullets = [label for block, label, _ in written_paragraphs(SAMPLE, file) if block.style == "body-list" and not block.number]
    assert len(bullets) == 2
    assert not any(label.rstrip(".").isalnum() for label in bullets)


def test_the_same_letterhead_gives_the_same_bytes(python_made: bytes) -> None:
    setups = [Setup(read(python_made), "a4", True, True) for _ in range(2)]
    first, second = (write(SAMPLE, reference=LOOK, setup=setup) for setup in setups)
    assert first == second
    assert {member.date_time for member in Package(first).members} == {(2026, 11, 24, 0, 0, 0)}


# --- what is kept, what is added, what goes ---


def test_head_foot_seal_margins_fonts_and_theme_are_kept(python_made: bytes) -> None:
    file = on(python_made)
    document: Any = docx.Document(io.BytesIO(file.data))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert [line.text for line in section.first_page_header.paragraphs] == ["", "CITY OF EXAMPLE", "Rules of the clerk"]
    assert section.header.paragraphs[0].text == "City of Example, continued"
    assert section.first_page_footer.paragraphs[0].text == "108 East Green Street"
    assert (section.left_margin, section.right_margin) == (Inches(1.25), Inches(1.25))
    assert document.styles["Normal"].font.name == "Garamond"
    assert str(document.styles["Heading 1"].font.color.rgb) == "005000"
    pictures = [content for name, content in file.files.items() if name.startswith("word/media/")]
    assert pictures == [SEAL]
    themes = [Package(data).xml("word/theme/theme1.xml") for data in (python_made, file.data)]
    assert len({told(theme) for theme in themes}) == 1


def told(root: Any) -> tuple[tuple[str, ...], ...]:
    """Return all that a part says."""
    return tuple((str(node.tag), *map(str, node.attrib.items())) for node in root.iter())


def test_the_list_in_a_head_is_the_letterhead_s_own(python_made: bytes) -> None:
    file = on(python_made)
    heads = [root for name, root in parts(file).items() if "/header" in name]
    line = next(node for head in heads for node in head.iter(f"{W}p") if text(node) == "Rules of the clerk")
    number = value(file.styles[value(line, "pPr/pStyle") or ""], "pPr/numPr/numId")
    bill = {value(home, "pPr/numPr/numId") for home in file.paragraphs} | {value(file.styles["Heading1"], "pPr/numPr/numId")}
    assert number not in bill
    assert number in {node.get(f"{W}numId") for node in file.xml("word/numbering.xml").iter(f"{W}num")}


def test_text_metadata_and_what_hangs_on_them_are_left_behind(python_made: bytes) -> None:
    file = on(python_made)
    everything = b"".join(file.files.values())
    for word in (b"Dear colleagues", b"Old heading", b"Jane Clerk", b"python-docx", b"bibliography", b"rsid", b"thumbnail"):
        assert word not in everything
    assert docx.Document(io.BytesIO(file.data)).core_properties.title == SAMPLE.title
    assert read(python_made).left_text
    assert not read(bare()).left_text


def test_lacking_styles_are_ours_and_named_and_its_own_stay(python_made: bytes) -> None:
    letterhead = read(python_made)
    assert {"Ordinance Recital", "Ordinance Flush 1", "Placeholder Text", "annotation text", "toc 1"} <= set(letterhead.added)
    assert not {"Title", "heading 1", "Normal", "Body Text", "List Bullet", "Strong"} & set(letterhead.added)
    theirs, now, ours = Package(python_made), on(python_made), Package(write(SAMPLE, reference=LOOK))
    sizes = [value(file.styles["Title"], "rPr/sz") for file in (theirs, now, ours)]
    assert sizes[0] == sizes[1] != sizes[2]
    assert value(now.styles["OrdinanceNotice"], "rPr/sz") == value(ours.styles["OrdinanceNotice"], "rPr/sz")
    names = [{value(style, "name") for style in file.styles.values()} for file in (theirs, now)]
    assert names[0] <= names[1]


def test_a_style_is_known_by_its_name_whatever_its_id(python_made: bytes) -> None:
    parts = Package(python_made).files
    german = parts["word/styles.xml"].replace(b'"Heading1"', b'"berschrift1"').replace(b'"Header"', b'"Kopfzeile"')
    heads = [(name, content.replace(b'"Header"', b'"Kopfzeile"')) for name, content in parts.items() if "/header" in name]
    file = on(changed(python_made, ("word/styles.xml", german), *heads))
    assert value(file.styles["Heading1"], "rPr/color") == "005000"
    assert "berschrift1" not in file.styles
    assert value(file.xml("word/header1.xml"), "p/pPr/pStyle") == "Header"


def test_a_file_that_names_its_namespaces_otherwise_is_understood(python_made: bytes) -> None:
    """As xml.etree writes them."""
    content = {name: Package(python_made).files[name] for name in ("word/styles.xml", "word/settings.xml", "word/numbering.xml")}
    renamed = [(name, re.sub(rb"(?<=[</: ])w:|(?<=xmlns:)w(?==)", _other, data)) for name, data in content.items()]
    assert all(b"<ns0:" in data for _, data in renamed)
    assert on(changed(python_made, *renamed)).labels() == on(python_made).labels()


def _other(prefix: re.Match[bytes]) -> bytes:
    return b"ns0:" if prefix[0].endswith(b":") else b"ns0"


def test_an_id_of_ours_on_another_style_of_theirs_makes_way() -> None:
    def own(made: Any) -> None:
        made.styles.add_style("Clerk’s notice", WD_STYLE_TYPE.PARAGRAPH).element.set(f"{W}styleId", "OrdinanceNotice")
        made.styles.add_style("Ordinance Recital", WD_STYLE_TYPE.CHARACTER)

    file = on(bare(own))
    names = {id: value(style, "name") for id, style in file.styles.items()}
    assert names["OrdinanceNotice"] == "Ordinance Notice"
    assert names["OrdinanceNoticeOwn"] == "Clerk’s notice"
    assert names["OrdinanceRecital"] == "Ordinance Recital"
    assert "Ordinance Recital (own)" in names.values()


def test_a_letterhead_without_head_and_foot_gets_ours() -> None:
    letterhead = read(bare())
    assert letterhead.lacking == ("header", "footer")
    section = docx.Document(io.BytesIO(on(bare()).data)).sections[0]
    assert section.header.paragraphs[0].text == SAMPLE.header
    assert section.footer.paragraphs[0].text.startswith(SAMPLE.footer)
    assert section.header.paragraphs[0].style.name == "Header"


def test_a_section_takes_the_head_of_the_one_before(python_made: bytes) -> None:
    made = docx.Document(io.BytesIO(python_made))
    made.add_section()  # linked to the one before: no head of its own
    document = docx.Document(io.BytesIO(on(saved(made)).data))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["City of Example, continued"]


def test_where_text_has_no_space_between_paragraphs_ours_brings_it() -> None:
    def crowded(made: Any) -> None:
        made.styles["Normal"].paragraph_format.space_after = 0

    recital = {name: on(data).styles["OrdinanceRecital"] for name, data in {"airy": bare(), "crowded": bare(crowded)}.items()}
    assert value(recital["airy"], "pPr/spacing", "after") is None
    assert value(recital["crowded"], "pPr/spacing", "after") == "120"
    item = on(bare(crowded)).styles["OrdinanceSubsection1"].find(f"{W}pPr")
    assert [node.tag.removeprefix(W) for node in item] == ["numPr", "spacing", "ind"]


def test_settings_stay_but_for_what_locks_traces_or_asks(python_made: bytes) -> None:
    own = (
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:updateFields w:val="true"/><w:evenAndOddHeaders/>'
        '<w:rsids><w:rsidRoot w:val="00A1"/></w:rsids>'
    )
    file = on(changed(python_made, ("word/settings.xml", "<w:zoom", f"{own}<w:zoom")))
    settings = file.xml("word/settings.xml")
    before = {node.tag for node in Package(python_made).xml("word/settings.xml")}
    now = {node.tag for node in settings}
    numbers = {"{http://schemas.microsoft.com/office/word/2010/wordml}docId"}  # of this one file
    gone = {W + name for name in ("documentProtection", "updateFields", "rsids")} | numbers
    assert not now & gone
    assert f"{W}evenAndOddHeaders" in now
    assert before - gone <= now


@pytest.mark.office
def test_the_document_s_language_is_that_of_the_text(files: dict[str, bytes]) -> None:
    """LibreOffice's letterhead is in Spanish, and says so in its styles."""
    file = on(files["libreoffice"], replace(SAMPLE, language="en-US"))
    styles = file.xml("word/styles.xml")
    assert [node.get(f"{W}val") for node in styles.iter(f"{W}lang")] == ["en-US"]
    assert [value(line, "r/rPr/lang") for line in file.paragraphs if text(line).startswith("Este párrafo")] == ["es"]


def test_our_own_file_restyled_is_a_letterhead() -> None:
    mine = docx.Document(io.BytesIO(write(SAMPLE, reference=LOOK)))
    mine.styles["Ordinance Recital"].font.name = "Georgia"
    letterhead = read(saved(mine))
    assert (letterhead.added, letterhead.lacking) == ((), ())
    file = on(saved(mine))
    assert file.styles["OrdinanceRecital"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Georgia"
    assert [label for _, label, _ in written_paragraphs(SAMPLE, file)] == [
        label for _, label, _ in written_paragraphs(SAMPLE, Package(write(SAMPLE, reference=LOOK)))
    ]
    nsids = [value(node, "nsid") for node in file.xml("word/numbering.xml").iter(f"{W}abstractNum")]
    assert len(set(nsids) - {None}) == len([nsid for nsid in nsids if nsid])
