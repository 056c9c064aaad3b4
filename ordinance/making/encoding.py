"""A document or data as the bytes of one format. A writer is imported when its format is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from ordinance.document.model import CardSheet, Document
from ordinance.library.store import Library
from ordinance.making.faces import refuse_without_face
from ordinance.making.word_setup import LOOK

if TYPE_CHECKING:
    from ordinance.formats.docx.write.setup import Setup

#: Where the look of PDF and HTML stands that is not the instrument's own.
LOOKS = {"instrument": "", "handout": "templates/handouts/look"}
#: How a cell of a spreadsheet begins that is a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: The width of text in a file, in characters: the same whatever window it was made in.
FILE_WIDTH = 88


def encoded(document: Document, form: str, library: Library, setup: Setup | None = None, width: int = FILE_WIDTH) -> bytes:
    """Return a document's bytes in one format; `setup` is of the Word form. A writer is imported when its format is asked for."""
    if form in ("docx", "html") and document.look == "handout":
        document = _measured(document, library)
    match form:
        case "md":
            from ordinance.formats.markdown import write as markdown

            return markdown.write(document)
        case "docx":
            from ordinance.formats.docx import write as docx

            if setup and setup.contents:
                setup = replace(setup, pages=_heading_pages(document, library, setup))
            look = LOOKS[document.look]
            return docx.write(document, reference=library.folder(f"{look}/word" if look else LOOK), setup=setup or docx.PLAIN)
        case "html":
            from ordinance.formats.html import write as html

            return html.write(document, library.folder(LOOKS[document.look] or "templates/html"))
        case "pdf":
            from ordinance.formats.pdf import write as pdf

            folder = library.folder(LOOKS[document.look] or "templates/pdf")
            if document.look == "handout":
                refuse_without_face(library, document.language, folder)
            return pdf.write(document, folder)
        case _:
            from ordinance.formats.text import write as text

            return text.write(document, width)


def blank_pages(document: Document, library: Library) -> tuple[int, ...]:
    """Return the page of each blank in our own layout, in the order of the document; none where it is not installed."""
    from ordinance.formats.pdf.write import UnwritablePdf
    from ordinance.formats.pdf.write.pages import can_lay_out, pages_of

    try:
        return pages_of(document, library.folder("templates/pdf")).blanks if can_lay_out() else ()
    except UnwritablePdf:
        return ()


def _heading_pages(document: Document, library: Library, setup: Setup) -> dict[int, int]:
    """Return the pages of the headings in our own layout: none on a letterhead, which has another, or where none is installed."""
    from ordinance.formats.docx.write.contents import contents_place
    from ordinance.formats.pdf.write import UnwritablePdf
    from ordinance.formats.pdf.write.pages import can_lay_out, pages_of

    if setup.letterhead is not None or document.look != "instrument" or not can_lay_out():
        return {}
    folder = library.folder("templates/pdf")
    try:
        return pages_of(document, folder, paper=setup.page or "letter", contents=contents_place(document)).headings
    except UnwritablePdf:  # a letter that no face here has: Word will find one
        return {}


def _measured(document: Document, library: Library) -> Document:
    """Return a document whose cards have the type size that fits, where what measures it is installed; else their smallest."""
    if not any(isinstance(block, CardSheet) for block in document.blocks) or not (
        find_spec("typst") and find_spec("fontpkg_arimo")
    ):
        return document
    from ordinance.formats.pdf.write.writer import measured

    return measured(document, library.folder(LOOKS["handout"]))


def json_bytes(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, indented by 2, ended by a line feed."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8, lines ended by CR LF).

    A spreadsheet would take a cell that begins with = + - @ (in some languages in their wide forms too) for a formula: such a
    cell gets an apostrophe before it.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _cell(cell: object) -> str:
    words = "yes" if cell is True else "no" if cell is False else str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words
