"""PDF files read back: their tags, their links and bookmarks, and what stands on the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from conftest import DAY

from ordinance.document.model import Block, Document, Paragraph, Run, SignatureBlock, Table, plain_text
from ordinance.formats.pdf.write import write

LOOK = Path(__file__).parent.parent / "templates" / "pdf"


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree: its standard type, the attributes asked for, and what is in it."""

    kind: str
    element: Any
    children: tuple[Tag, ...]

    def all(self, *kinds: str) -> list[Tag]:
        """Return the elements of these kinds below this one, in reading order."""
        found = []
        for child in self.children:
            found += [child] if child.kind in kinds else []
            found += child.all(*kinds)
        return found

    def shape(self) -> str:
        """Return the tree in short: `L(LI(Lbl, LBody(P)))`, without spans and links."""
        inner = [shape for child in self.children if (shape := child.shape())]
        if self.kind in ("Span", "Link", "Strong", "Em"):
            return ", ".join(inner)
        return f"{self.kind}({', '.join(inner)})" if inner else self.kind


@dataclass(frozen=True)
class Link:
    """A link: on which page, over which words, and the words where it leads, or its address."""

    page: int
    words: str
    leads_to: str


@dataclass(frozen=True)
class Pdf:
    """A PDF file, read with pikepdf (tags, links) and poppler (text)."""

    data: bytes
    file: pikepdf.Pdf = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", pikepdf.open(BytesIO(self.data)))

    @property
    def pages(self) -> list[str]:
        """The text of each page, heads and feet included."""
        return self.text().split("\f")[:-1]

    def text(self, *options: str) -> str:
        """Return the text in the order in which it was drawn. Without poppler the test is skipped, or fails where CI=true."""
        if shutil.which("pdftotext") is None:
            reason = "pdftotext not installed"
            pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.pdf"
            path.write_bytes(self.data)
            command = ["pdftotext", "-raw", *options, str(path), "-"]
            return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()

    def words(self, document: Document) -> str:
        """Return the text without spaces, heads and feet."""
        text = self.text()
        foot = rf"{re.escape(document.footer)} — Page" if document.footer else "Page"
        text = re.sub(rf"^{foot} \d+ of \d+$", "", text, flags=re.MULTILINE)
        if document.header:
            running = document.header + (f"[{document.header_blank.prompt}]" if document.header_blank else "")
            text = re.sub(rf"^\f?{re.escape(running)}$", "", text, flags=re.MULTILINE)
        return squeezed(text)

    @property
    def tags(self) -> Tag:
        return _tag(self.file.Root.StructTreeRoot.K)

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """The bookmarks with their depth."""
        with self.file.open_outline() as outline:
            return list(_bookmarks(outline.root, 0))

    @property
    def links(self) -> list[Link]:
        found = []
        for number, sheet in enumerate(self.file.pages, 1):
            for note in sheet.get("/Annots", []):
                found.append(Link(number, self._at(number, *map(float, note.Rect)), self._target(note)))
        return found

    def _target(self, note: Any) -> str:
        if "/A" in note:
            return str(note.A.URI)
        where = note.Dest
        if isinstance(where, pikepdf.String):
            where = pikepdf.NameTree(self.file.Root.Names.Dests)[str(where)]
        number = self.file.pages.index(where[0]) + 1
        return self._at(number, float(where[2]) - 1, float(where[3]) - 26, 545, float(where[3]) + 2)

    def _at(self, number: int, left: float, low: float, right: float, high: float) -> str:
        """Return the words in a rectangle of a page, measured from below as PDF does."""
        height = float(self.file.pages[number - 1].MediaBox[3])
        area = {"x": left, "y": height - high + 1, "W": max(right - left, 2), "H": high - low - 2}
        where = [part for key, value in area.items() for part in (f"-{key}", str(round(value)))]
        return " ".join(self.text("-f", str(number), "-l", str(number), *where).split())


def document(*blocks: Block, **more: object) -> Document:
    return Document("Test", blocks, date=DAY, **more)  # type: ignore[arg-type]


def made(*blocks: Block, **more: object) -> Pdf:
    return Pdf(write(document(*blocks, **more), LOOK))


def table(*rows: str, caption: str = "Table") -> Table:
    cells = tuple(((Run(row),), (Run("second"),)) for row in rows)
    return Table(caption, ((Run("First"),), (Run("Second"),)), cells, (0.7, 0.3))


def faults(data: bytes) -> list[str]:
    """Return what a validator finds against PDF/UA-1 (ISO 14289-1): nothing, where the file keeps it."""
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def expected(blocks: tuple[Block, ...]) -> str:
    """Return what a document's blocks print, without spaces: labels before words, typed bullets as bullets."""
    return squeezed(" ".join(_printed(block) for block in blocks))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def _printed(block: Block) -> str:
    match block:
        case Paragraph():
            label = block.number.label if block.number else ""
            bullet = "•" if block.style.endswith("-list") and not label and not plain_text(block.content).startswith("•") else ""
            marks = "".join(f"[{id}]" for id in block.comments)
            return f"{label} {bullet} {plain_text(block.content)} {marks}"
        case Table():
            cells = [*block.header, *(cell for row in block.rows for cell in row)]
            return " ".join([block.caption, *map(plain_text, cells)])
        case SignatureBlock():
            return " ".join(f"{line.label} {plain_text(line.office)} Name Date" for line in block.lines)


def _tag(node: Any) -> Tag:
    if isinstance(node, pikepdf.Array):
        (node,) = [one for one in node if isinstance(one, pikepdf.Dictionary)]
    inner = node.get("/K", pikepdf.Array())
    inner = inner if isinstance(inner, pikepdf.Array) else [inner]
    children = tuple(_tag(one) for one in inner if isinstance(one, pikepdf.Dictionary) and "/S" in one)
    return Tag(str(node.S).removeprefix("/"), node, children)


def _bookmarks(items: Any, depth: int) -> Any:
    for item in items:
        yield depth, item.title
        yield from _bookmarks(item.children, depth + 1)
