"""The Word file as a package: what Word needs of it, and what must never be in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import docx.oxml
import pytest
from docx_reading import Package, W, fields, value
from docx_sample import LOOK, SAMPLE, labyrinth, package, paragraph
from ooxml_integrity import check

from ordinance.document.model import Document, Run, Style, Table
from ordinance.errors import Unwritable
from ordinance.formats.docx.write import write
from ordinance.formats.docx.write.styles import LINKED_STYLES, STYLE_IDS
from ordinance.formats.docx.write.xml import element


@pytest.fixture(scope="module")
def sample() -> Package:
    return Package(write(SAMPLE, reference=LOOK))


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


def test_the_reference_document_has_a_slot_for_every_list_and_for_what_hangs_on_the_width_of_the_text() -> None:
    slots = re.findall(r"<\?ordinance (.*?)\?>", (LOOK / "word/styles.xml").read_text(encoding="utf-8"))
    assert sorted(slots) == sorted(["language", "signature-rules", "contents-tab", *(f"list {style}" for style in LINKED_STYLES)])


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("word/document.xml", None, "", r"word/document\.xml is missing"),
        ("word/document.xml", "<?ordinance body?>", "", r"word/document\.xml has no place for the text"),
        ("word/settings.xml", "</w:compat>", "", r"word/settings\.xml:18:3: mismatched tag"),
        (
            "word/styles.xml",
            'styleId="OrdinanceSmall"',
            'styleId="Tiny"',
            r"styles\.xml lacks the style OrdinanceSmall$",
        ),
    ],
)
def test_a_faulty_reference_document_is_named(tmp_path: Path, file: str, old: str | None, new: str, message: str) -> None:
    shutil.copytree(LOOK, tmp_path / "look")
    faulty = tmp_path / "look" / file
    if old is None:
        faulty.unlink()
    else:
        faulty.write_text(faulty.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(Unwritable, match=message):
        write(SAMPLE, reference=tmp_path / "look")


def test_no_slot_is_left(sample: Package) -> None:
    """Nor any of the comments that the reference document has for those who edit it."""
    assert not [name for name, content in sample.files.items() if b"<?ordinance" in content or b"<!--" in content]


def test_settings_do_not_ask_and_do_not_trace(sample: Package) -> None:
    settings = sample.xml("word/settings.xml")
    assert settings.find(f"{W}updateFields") is None
    assert b"rsid" not in b"".join(sample.files.values())
    mode = next(node for node in settings.iter(f"{W}compatSetting") if node.get(f"{W}name") == "compatibilityMode")
    assert mode.get(f"{W}val") == "15"


@pytest.mark.parametrize(
    ("language", "mark", "shown"), [("en-US", "val", "en-US"), ("zh-Hans", "eastAsia", "zh-CN"), ("ar", "bidi", "ar")]
)
def test_the_document_says_its_language(language: str, mark: str, shown: str) -> None:
    """Word knows Chinese by countries."""
    file = package(paragraph("body", "x"), language=language)
    assert next(file.xml("word/styles.xml").iter(f"{W}lang")).get(W + mark) == shown
    assert docx.Document(BytesIO(file.data)).core_properties.language == language


def test_a_paragraph_in_another_language_says_so_and_runs_its_way(sample: Package) -> None:
    spanish, arabic = sample.paragraphs[-3:-1]
    assert value(spanish, "r/rPr/lang") == "es"
    assert value(arabic, "r/rPr/lang", "bidi") == "ar"
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f"{W}r/{W}rPr/{W}rtl") is not None


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]; from pathlib import Path;"
        "from docx_sample import SAMPLE; from ordinance.formats.docx.write import write;"
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


# --- how it is written ---


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
        "from ordinance.document.model import Document; from ordinance.formats.docx.write import write;"
        "write(Document('x', ()), reference=Path(sys.argv[1]));"
        "print([name for name in ('docx', 'lxml', 'zipfile', 'xml.etree', 'jinja2', 'yaml') if name in sys.modules])"
    )
    assert _python(code).strip() == b"[]"
