"""How a bill is written here, its head, and what is bound in Word: facts of a place, and one clear line where they are wrong."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from conftest import shipped_library
from docx.oxml import OxmlElement, parse_xml
from docx_reading import Package, W, value
from PIL import Image

import ordinance as o
from ordinance.cli.main import cli

LIBRARY = shipped_library()
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
JURISDICTIONS = Path(__file__).parent.parent / "jurisdictions"


def test_a_bill_of_king_county_is_written_as_its_council_writes_one() -> None:
    text = o.encode(o.draft(LIBRARY, "king-county-wa"), "txt", commentary="none").decode()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert lines[:3] == ["KING COUNTY", "METROPOLITAN KING COUNTY COUNCIL", "ORDINANCE NO. [number]"]
    assert re.search(r"AN ORDINANCE .*; and\s+adding a new chapter to K\.C\.C\. Title 2\.", " ".join(lines))
    findings, addition = lines.index("SECTION 1. Findings"), lines.index("SECTION 2. Addition to the code")
    assert lines[findings + 2].startswith("A. ")
    assert lines[addition + 2].startswith("NEW SECTION. There is hereby added to K.C.C. Title 2")
    assert "WHEREAS" not in text
    assert "CHAPTER 2.17. COUNTY PARTICIPATION IN IMMIGRATION ENFORCEMENT" in lines
    assert any(line.startswith("SECTION 3. ") for line in lines)


def test_the_number_is_one_fact_in_the_title_and_at_the_head_of_every_page() -> None:
    file = Package(o.encode(o.draft(LIBRARY, "ithaca-ny"), "docx", commentary="none"))
    bound = {
        part: [node.find(f"{W}sdtPr/{W}dataBinding") for node in file.xml(part).iter(f"{W}sdt") if _named(node)]
        for part in ("word/document.xml", "word/header1.xml")
    }
    paths = {node.get(f"{W}xpath") for nodes in bound.values() for node in nodes}
    assert all(bound.values())
    assert len(paths) == 1
    fact = re.findall(r"fact\d+", paths.pop() or "")[0]
    assert f"<{fact}/>" in file.files["customXml/item1.xml"].decode()
    assert "[number]" in file.files["word/glossary/document.xml"].decode()


def _named(control: object) -> bool:
    return value(control, "sdtPr/alias") == "number of the local law"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("enforcement; {{ subjects_more }};", "enforcement;", r"caption.*says with \{\{ subjects \}\} what the bill does"),
        ("deletions: double-parentheses", "deletions: ((", r"deletions.*must be one of: brackets, "),
    ],
)
def test_a_form_that_cannot_be_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    own = tmp_path / "king.yaml"
    shutil.copy(JURISDICTIONS / "king-county-wa.yaml", own)
    text = own.read_text(encoding="utf-8")
    assert old in text
    own.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(o.FaultyFile, match=says):
        o.draft(LIBRARY, own)


def letterhead(columns: int = 1) -> bytes:
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "An equal opportunity employer"
    if columns > 1:
        for node in made.sections[0]._sectPr.findall(f"{W}cols"):
            node.set(f"{W}num", str(columns))
            break
        else:
            cols = OxmlElement("w:cols")
            cols.set(f"{W}num", str(columns))
            made.sections[0]._sectPr.append(cols)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def test_a_letterhead_keeps_its_foot_and_gets_the_draft_mark_and_a_page_number(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(letterhead())
    file = Package(o.encode(o.draft(LIBRARY, "ithaca-ny"), "docx", commentary="none", reference=str(path)))
    feet = [data.decode() for name, data in file.files.items() if name.startswith("word/footer")]
    (foot,) = [one for one in feet if "equal opportunity" in one]
    assert "Draft of " in foot
    assert " PAGE " in foot


def test_a_letterhead_in_columns_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(letterhead(2))
    with pytest.raises(o.OrdinanceError, match="sets its text in 2 columns; law is set in one"):
        o.encode(o.draft(LIBRARY, "ithaca-ny"), "docx", reference=str(path))


BOX = """<w:p xmlns:w="{w}" xmlns:wp="{wp}" xmlns:a="{a}" xmlns:wps="{wps}"><w:r><w:drawing><wp:anchor>
<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="1000000" cy="4000000"/><wp:docPr id="9" name="Box" descr="Members"/><a:graphic><a:graphicData uri="{wps}">
<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Members of the council</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"""


def boxed(left: int, top: int) -> bytes:
    """A letterhead with a text box so far from the left and the top of the page, in English metric units."""
    made = docx.Document()
    names = {"w": W[1:-1], "wp": DRAWING, "a": "http://schemas.openxmlformats.org/drawingml/2006/main", "wps": SHAPE}
    made.sections[0].header._element.append(parse_xml(BOX.format(left=left, top=top, **names)))
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("left", "top", "over"), [(1_500_000, 2_000_000, True), (100_000, 2_000_000, False)])
def test_a_text_box_over_the_text_is_refused_and_one_in_the_margin_stays(tmp_path: Path, left: int, top: int, over: bool) -> None:
    """The margin of python-docx's page is 1.25 inches, and the box is 1.1 wide."""
    house, target = tmp_path / "house.docx", tmp_path / "x.docx"
    house.write_bytes(boxed(left, top))
    done = CliRunner().invoke(cli, ["draft", "vernon-vt", "--reference", str(house), "-o", str(target)])
    assert (done.exit_code, target.exists()) == ((2, False) if over else (0, True))
    said = "has a text box in its head that stands over the text (“Members of the council”); move it into a margin"
    assert (said in done.stderr and done.stderr.count("\n") == 1) is over


def test_a_picture_that_every_draft_would_carry_is_refused_in_one_line(tmp_path: Path) -> None:
    house, target = tmp_path / "house.docx", tmp_path / "x.docx"
    made = docx.Document()
    picture = Image.effect_noise((2600, 2400), 100)
    stream = io.BytesIO()
    picture.save(stream, "BMP")
    assert len(stream.getvalue()) > 5 * 2**20
    made.sections[0].header.paragraphs[0].add_run().add_picture(stream)
    made.save(str(house))
    done = CliRunner().invoke(cli, ["draft", "vernon-vt", "--reference", str(house), "-o", str(target)])
    assert (done.exit_code, target.exists(), done.stderr.count("\n")) == (2, False, 1)
    assert "has a picture of 6 MB" in done.stderr
    assert "save it below 5 MB" in done.stderr
