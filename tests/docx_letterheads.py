"""Letterheads for the tests: one by python-docx, one by LibreOffice, and ways to spoil them."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Inches, Pt, RGBColor
from docx_reading import Package, W
from docx_sample import LOOK, SAMPLE

from ordinance.document.model import Document
from ordinance.formats.docx.letterhead import Letterhead, read_letterhead
from ordinance.formats.docx.write import Setup, write


def _seal() -> bytes:
    """A red square of 8 × 8 pixels (PNG), the seal in the head."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\xb0\x10\x10" * 8) * 8
    header = chunk(b"IHDR", struct.pack(">2I5B", 8, 8, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SEAL = _seal()

#: What LibreOffice makes its letterhead from: numbered headings, numbered "bullets", a field and a link in the foot, Spanish.
FLAT_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
 <office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
 <office:styles>
  <style:default-style style:family="paragraph">
   <style:text-properties style:font-name="Serif" fo:font-size="12pt" fo:language="es" fo:country="ES"/>
  </style:default-style>
  <style:style style:name="Standard" style:family="paragraph" style:class="text"/>
  <style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>
  <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
   style:parent-style-name="Heading" style:default-outline-level="1" style:list-style-name="Outline">
   <style:text-properties fo:color="#800000" fo:font-size="14pt"/>
  </style:style>
  <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
   style:parent-style-name="Heading_20_1" style:default-outline-level="2"/>
  <style:style style:name="List_20_Bullet" style:display-name="List Bullet" style:family="paragraph"
   style:parent-style-name="Standard" style:list-style-name="Ones"/>
  <text:list-style style:name="Ones"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
  </text:list-style>
  <text:outline-style style:name="Outline">
   <text:outline-level-style text:level="1" style:num-suffix="." style:num-format="I"/>
  </text:outline-style>
 </office:styles>
 <office:automatic-styles>
  <style:page-layout style:name="pm1">
   <style:page-layout-properties fo:page-width="8.2681in" fo:page-height="11.6929in" fo:margin-top="0.8in"
    fo:margin-bottom="0.8in" fo:margin-left="1.2in" fo:margin-right="0.9in"/>
   <style:header-style><style:header-footer-properties fo:min-height="0.4in" fo:margin-bottom="0.2in"/></style:header-style>
   <style:footer-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-top="0.2in"/></style:footer-style>
  </style:page-layout>
 </office:automatic-styles>
 <office:master-styles>
  <style:master-page style:name="Standard" style:page-layout-name="pm1">
   <style:header><text:p>TOWN OF EXAMPLE · Office of the Clerk</text:p></style:header>
   <style:footer><text:p>Sheet <text:page-number text:select-page="current">1</text:page-number> ·
    <text:a xlink:type="simple" xlink:href="https://www.example.gov/">www.example.gov</text:a></text:p></style:footer>
  </style:master-page>
 </office:master-styles>
 <office:body><office:text>
  <text:h text:style-name="Heading_20_1" text:outline-level="1">Old heading</text:h>
  <text:p text:style-name="List_20_Bullet">Dear colleagues</text:p>
 </office:text></office:body>
</office:document>
"""


def by_python_docx() -> bytes:
    """A letterhead with a seal on the first page, another head on the others, green headings, numbered by the style."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Garamond"
    made.styles["Normal"].font.size = Pt(12)
    heading = made.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0, 80, 0)
    number = made.styles["List Number"].element.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    properties = heading.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:numPr xmlns:w="{W[1:-1]}"><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'),
        "w:spacing", "w:outlineLvl",
    )  # fmt: skip
    section = made.sections[0]
    section.left_margin = section.right_margin = Inches(1.25)
    section.different_first_page_header_footer = True
    line = section.first_page_header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run().add_picture(io.BytesIO(SEAL), width=Inches(0.5))
    section.first_page_header.add_paragraph("CITY OF EXAMPLE")
    section.first_page_header.add_paragraph("Rules of the clerk", style="List Number")
    section.header.paragraphs[0].text = "City of Example, continued"
    section.first_page_footer.paragraphs[0].text = "108 East Green Street"
    section.footer.paragraphs[0].text = "Example"
    made.core_properties.author = "Jane Clerk"
    made.add_heading("Old heading", 1)
    made.add_paragraph("Dear colleagues", style="List Number")
    return saved(made)


def by_libreoffice(folder: Path) -> bytes:
    """A letterhead by LibreOffice; without LibreOffice the test is skipped, or fails where CI=true."""
    if shutil.which("soffice") is None:
        pytest.fail("soffice not installed") if os.environ.get("CI") == "true" else pytest.skip("soffice not installed")
    source = folder / "letterhead.fodt"
    source.write_text(FLAT_ODT, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (folder / "letterhead.docx").read_bytes()


def saved(made: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, *changes: tuple[str, str, str] | tuple[str, bytes]) -> bytes:
    """Return a zip file with changes: (part, old words, new words), or (part, its whole content)."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for change in changes:
        if len(change) == 2:
            parts[change[0]] = change[1]
        else:
            name, old, new = change
            assert old.encode() in parts[name], f"{name} does not hold {old!r}"
            parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def led(part: str, kind: str, target: str, mode: str = "External") -> tuple[str, bytes]:
    """Return a change that makes of a part's relationships one alone, rId99."""
    folder, _, name = part.rpartition("/")
    schemas = "http://schemas.openxmlformats.org"
    relation = f'Id="rId99" Type="{schemas}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"'
    root = f'<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship {relation}/></Relationships>'
    return f"{folder}/_rels/{name}.rels", root.encode()


def bare(change: Callable[[docx.document.Document], None] = lambda made: None) -> bytes:
    """A letterhead of python-docx without head and foot, after a change."""
    made = docx.Document()
    change(made)
    return saved(made)


def read(data: bytes) -> Letterhead:
    return read_letterhead("letterhead.docx", data, LOOK)


def on(data: bytes, document: Document = SAMPLE, **setup: Any) -> Package:
    """Write a document on a letterhead and read it back."""
    return Package(write(document, reference=LOOK, setup=Setup(read(data), **setup)))
