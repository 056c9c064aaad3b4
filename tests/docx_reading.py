"""Reads a Word file as the standard describes it, for tests: independent of the code that writes it."""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ordinance.document.model import Document, Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_AROUND_TABLES = {"Caption", "OrdinanceTableEnd"}  # paragraphs that the writer adds

#: An lxml element: their stubs make an attribute that may be missing of everything a test looks at.
Element = Any


def value(element: Element, path: str, attribute: str = "val") -> str | None:
    """Return the attribute of the first element at `path` ("pPr/pStyle")."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def text(element: Element) -> str:
    """Return the words that a reader sees, without labels and field codes."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
    seen = (node for node in element.iter() if node.getparent().tag == f"{W}r" or node.tag == f"{W}t")
    return "".join(node.text or "" if node.tag == f"{W}t" else marks.get(node.tag, "") for node in seen)


@dataclass(frozen=True)
class Level:
    start: int
    format: str
    text: str


@dataclass
class Package:
    """A .docx file: its members by name, and what its parts say."""

    data: bytes
    files: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as file:
            assert file.testzip() is None
            self.members = file.infolist()
            self.files = {member.filename: file.read(member) for member in self.members}

    def xml(self, name: str) -> Element:
        return etree.fromstring(self.files[name])

    @cached_property
    def body(self) -> Element:
        found = self.xml("word/document.xml").find(f"{W}body")
        assert found is not None
        return found

    @cached_property
    def paragraphs(self) -> list[Element]:
        """Paragraphs that stand in the body itself, not in a table."""
        return list(self.body.findall(f"{W}p"))

    @cached_property
    def styles(self) -> dict[str, Element]:
        return {style.get(f"{W}styleId", ""): style for style in self.xml("word/styles.xml").iter(f"{W}style")}

    @cached_property
    def comments(self) -> list[Element]:
        return list(self.xml("word/comments.xml")) if "word/comments.xml" in self.files else []

    def relationships(self, part: str) -> dict[str, tuple[str, bool]]:
        """Return the targets of a part's relationships by id, and whether each is outside the file."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for relation in self.xml(path) if path in self.files else ():
            outside = relation.get("TargetMode") == "External"
            target = relation.get("Target", "")
            found[relation.get("Id", "")] = (target if outside else posixpath.join(folder, target).lstrip("/"), outside)
        return found

    # --- numbering, counted as Word counts -----------------------------------------------------------

    @cached_property
    def _numbering(self) -> Element:
        return self.xml("word/numbering.xml")

    @cached_property
    def _levels(self) -> dict[str, dict[int, Level]]:
        return {
            abstract.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", "0")): Level(
                    int(value(level, "start") or 0),
                    value(level, "numFmt") or "",
                    value(level, "lvlText") or "",
                )
                for level in abstract.findall(f"{W}lvl")
            }
            for abstract in self._numbering.findall(f"{W}abstractNum")
        }

    @cached_property
    def _lists(self) -> dict[str, tuple[str, dict[int, int]]]:
        """Every list: its abstract list, and the levels that it starts at a number of its own."""
        return {
            number.get(f"{W}numId", ""): (
                value(number, "abstractNumId") or "",
                {
                    int(override.get(f"{W}ilvl", "0")): int(value(override, "startOverride") or 0)
                    for override in number.findall(f"{W}lvlOverride")
                },
            )
            for number in self._numbering.findall(f"{W}num")
        }

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list and level of a paragraph: its own, or that of its style."""
        for owner in (paragraph, self.styles.get(value(paragraph, "pPr/pStyle") or "")):
            if owner is not None and (number := value(owner, "pPr/numPr/numId")) is not None:
                return None if number == "0" else (number, int(value(owner, "pPr/numPr/ilvl") or 0))
        return None

    def labels(self) -> list[str]:
        """Return the label that Word prints before each paragraph of the body, empty where it prints none.

        All lists of an abstract list share its counters; a level starts again after any level above it; a list that
        overrides the start of a level does so when it is first used there.
        """
        counters: dict[str, dict[int, int]] = defaultdict(dict)
        begun: set[tuple[str, int]] = set()
        labels = []
        for paragraph in self.paragraphs:
            place = self.place(paragraph)
            if place is None:
                labels.append("")
                continue
            number, depth = place
            abstract, overrides = self._lists[number]
            level = self._levels[abstract][depth]
            counter = counters[abstract]
            first = overrides.get(depth, level.start)
            restarts = depth not in counter or (depth in overrides and place not in begun)
            counter[depth] = first if restarts else counter[depth] + 1
            begun.add(place)
            for deeper in [other for other in counter if other > depth]:
                del counter[deeper]
            labels.append(re.sub(r"%(\d)", lambda found, d=depth, v=counter[depth], f=level.format: (  # type: ignore[misc]
                numeral(f, v) if int(found[1]) == d + 1 else found[0]), level.text))  # fmt: skip
        return labels


def numeral(format: str, counter: int) -> str:
    if format == "decimal":
        return str(counter)
    if format == "decimalZero":
        return f"{counter:02}"
    letter = chr(ord("a") + (counter - 1) % 26) * ((counter - 1) // 26 + 1)
    roman = "m" * (counter // 1000)
    for digit, one, five, ten in ((100, *"cdm"), (10, *"xlc"), (1, *"ivx")):
        roman += ("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2, five + one * 3, one + ten)[
            counter // digit % 10
        ]
    return {"lowerLetter": letter, "upperLetter": letter.upper(), "lowerRoman": roman, "upperRoman": roman.upper()}[format]


def fields(element: Element) -> list[tuple[str, str]]:
    """Return the code and the cached result of each field in an element."""
    found: list[list[str]] = []
    state = ""
    for node in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}noBreakHyphen"):
        if node.tag == f"{W}fldChar":
            state = node.get(f"{W}fldCharType")
            if state == "begin":
                found.append(["", ""])
        elif state in ("begin", "separate"):
            found[-1][state == "separate"] += node.text or "-"
    return [(code.strip(), result) for code, result in found]


def written_paragraphs(document: Document, file: Package) -> list[tuple[Paragraph, str, str]]:
    """Pair each paragraph of the model with the label that Word counts for it and the text that it holds."""
    blocks = [block for block in document.blocks if type(block) is Paragraph]
    found = [
        (label, text(home))
        for home, label in zip(file.paragraphs, file.labels(), strict=True)
        if value(home, "pPr/pStyle") not in _AROUND_TABLES
    ]
    return [(block, label, printed) for block, (label, printed) in zip(blocks, found, strict=True)]


def printed_by_libreoffice(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the lines that LibreOffice prints of each file, page ends as lines of their own.

    Without LibreOffice the test is skipped, or fails where CI=true.
    """
    if missing := [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]:
        reason = f"{' and '.join(missing)} not installed"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    paths = [folder / f"{name}.docx" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths))
    lines = {}
    for name in files:
        pages = _run("pdftotext", "-layout", str(folder / f"{name}.pdf"), "-").replace("\f", "\n<page>\n").replace("\u2011", "-")
        lines[name] = [line.strip() for line in pages.splitlines() if line.strip()]
    return lines


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=240).stdout


# --- tracked changes, accepted or rejected as the standard describes them ---------------------------


def settled(file: Package, *, accept: bool) -> Package:
    """Return the file with every tracked change accepted, or every one rejected (ISO 29500-1, 17.13.5)."""
    root = file.xml("word/document.xml")
    gone, kept = (("del", "moveFrom"), ("ins", "moveTo")) if accept else (("ins", "moveTo"), ("del", "moveFrom"))
    for node in _all(root, "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"):
        node.getparent().remove(node)
    marked = _settle_marks(root, gone)
    for node in _all(root, "pPrChange", "rPrChange"):
        _settle_properties(node, accept)
    for name in gone:
        for node in _all(root, name):
            node.getparent().remove(node)
    for name in kept:
        for node in _all(root, name):
            _unwrap(node)
    for node in _all(root, "delText", "delInstrText"):
        node.tag = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}[node.tag]
    for table in _all(root, "tbl"):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for paragraph in marked:
        if next(paragraph.iterancestors(f"{W}body"), None) is not None:
            _merge_with_next(paragraph)
    return Package(_with(file, {"word/document.xml": etree.tostring(root)}))


def _all(root: Element, *names: str) -> list[Element]:
    return list(root.iter(*(f"{W}{name}" for name in names)))


def _settle_marks(root: Element, gone: tuple[str, str]) -> list[Element]:
    """Take all marks off paragraphs and rows; return the paragraphs that lose their end, and drop the rows that are gone."""
    ends = []
    for properties in root.xpath(".//w:pPr/w:rPr | .//w:trPr", namespaces={"w": W[1:-1]}):
        home = properties.getparent().getparent() if properties.tag == f"{W}rPr" else properties.getparent()
        found = {mark.tag.removeprefix(W): mark for mark in properties if mark.tag.removeprefix(W) in _MARKS}
        assert len(found) <= 1, "a paragraph or row that is inserted and deleted"
        for name, mark in found.items():
            properties.remove(mark)
            if name in gone and home.tag == f"{W}tr":
                home.getparent().remove(home)
            elif name in gone:
                ends.append(home)
        if properties.tag == f"{W}rPr" and not len(properties):
            properties.getparent().remove(properties)
    return ends


_MARKS = {"ins", "del", "moveFrom", "moveTo"}


def _settle_properties(change: Element, accept: bool) -> None:
    properties = change.getparent()
    if accept:
        properties.remove(change)
    else:
        properties.getparent().replace(properties, change[0])


def _unwrap(node: Element) -> None:
    parent, place = node.getparent(), node.getparent().index(node)
    parent[place : place + 1] = list(node)


def _merge_with_next(paragraph: Element) -> None:
    """Join a paragraph that has lost its end with the next one, which keeps its properties; of an empty one nothing stays."""
    content = [node for node in paragraph if node.tag != f"{W}pPr"] if list(paragraph.iter(f"{W}r")) else []
    after = paragraph.getnext()
    if after is not None and after.tag == f"{W}p":
        place = 1 if after.find(f"{W}pPr") is not None else 0
        after[place:place] = content
    else:
        assert not content, f"nothing to join {text(paragraph)!r} with"
    paragraph.getparent().remove(paragraph)


def _with(file: Package, changed: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for member in file.members:
            target.writestr(member, changed.get(member.filename, file.files[member.filename]))
    return written.getvalue()


def printed(file: Package) -> list[tuple[str, str, str]]:
    """Return the style, label and text of every paragraph that says something, those of tables too, without label."""
    labels = dict(zip(map(id, file.paragraphs), file.labels(), strict=True))
    found = [(value(home, "pPr/pStyle") or "", labels.get(id(home), ""), text(home)) for home in file.body.iter(f"{W}p")]
    return [line for line in found if line[1] or line[2]]


def read_lines(file: Package) -> list[tuple[str, str]]:
    """Return the style and the words of every such paragraph, its label before them: one that is counted or stands as text."""
    return [(style, " ".join(f"{label} {words}".split())) for style, label, words in printed(file)]


#: A macro of LibreOffice: each line of `jobs` is a file, what to do with its changes, and where to save it.
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">
Sub Settle(jobs As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each job In Split(jobs, ";")
    part = Split(job, ",")
    document = StarDesktop.loadComponentFromURL(part(0), "_blank", 0, hidden())
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; part(1), "", 0, Array())
    document.storeToURL(part(2), form())
    document.close(True)
  Next
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settling"/></library:library>
"""


def settled_by_libreoffice(folder: Path, files: dict[str, bytes]) -> dict[str, tuple[bytes, bytes]]:
    """Return each file as LibreOffice saves it with all changes accepted, and with all rejected."""
    plain = {f"{name}-changes": data for name, data in files.items()}
    printed_by_libreoffice(folder, plain)  # makes the profile, into which the macro is put
    standard = folder / "profile/user/basic/Standard"
    (standard / "Settling.xba").write_text(_MACRO, encoding="utf-8")
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    jobs = [
        f"file://{folder}/{name}-changes.docx,{command}AllTrackedChanges,file://{folder}/{name}-{command}.docx"
        for name in files
        for command in ("Accept", "Reject")
    ]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run("soffice", profile, "--headless", f'macro:///Standard.Settling.Settle("{";".join(jobs)}")')

    def saved(name: str, command: str) -> bytes:
        return (folder / f"{name}-{command}.docx").read_bytes()

    return {name: (saved(name, "Accept"), saved(name, "Reject")) for name in files}
