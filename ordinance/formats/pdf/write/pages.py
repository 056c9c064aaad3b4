"""On which pages of our own layout the headings and the blanks of a document stand, found without making a PDF."""

from __future__ import annotations

import json
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Block, Document, Paragraph
from ordinance.formats.pdf.write.body import HEADINGS, Body
from ordinance.formats.pdf.write.code import Code, block, call
from ordinance.formats.pdf.write.compiling import queried
from ordinance.formats.pdf.write.inlines import BLANK, Pen
from ordinance.formats.pdf.write.writer import framed

_PAPERS: Final = {"letter": "us-letter", "legal": "us-legal", "a4": "a4"}
#: What a table of contents takes of a page: its heading, and each of its lines.
_HEAD, _LINE = "34pt", "16.8pt"


class Pages(Struct, frozen=True):
    """The page of each heading, by the index of its block, and of each blank, in the order of the document."""

    headings: dict[int, int]
    blanks: tuple[int, ...]


def can_lay_out() -> bool:
    """Tell whether what lays pages out is installed (extra `pdf`)."""
    return find_spec("typst") is not None and find_spec("fontpkg_arimo") is not None


def pages_of(
    document: Document, look: Path, *, paper: Literal["letter", "legal", "a4"] = "letter", contents: tuple[int, int] = (0, 0)
) -> Pages:
    """Return where the headings and blanks of a document stand, its comments left out.

    `contents` are the index of the block before which a table of contents will stand, and how many lines it will have.
    Raises UnwritablePdf where the layout is not installed or has no letters for a text.
    """
    plain = replace(document, comments=(), blocks=tuple(map(_bare, document.blocks)))
    pen = Pen(plain, located=True)
    body = Body(pen, frozenset())
    place, lines = contents
    before, after = plain.blocks[:place], plain.blocks[place:]
    content = block(chain(body.blocks(before), _room(lines), body.blocks(after), (_NOTED,)))
    code = framed(plain, content, paper=_PAPERS[paper])
    headings, blanks = json.loads(queried(code, look, "<pages>"))[0]
    places = [index for index, one in enumerate(plain.blocks) if isinstance(one, Paragraph) and one.style in HEADINGS]
    return Pages(dict(zip(places, headings, strict=True)), tuple(blanks))


#: Notes the pages under a label.
_NOTED: Final = Code(
    "context [#metadata((query(heading).map(one => one.location().page()),"
    f" query({BLANK}).map(one => one.location().page())))<pages>]"
)


def _bare(one: Block) -> Block:
    return replace(one, comments=()) if isinstance(one, Paragraph) and one.comments else one


def _room(lines: int) -> tuple[Code, ...]:
    if not lines:
        return ()
    heights = (_HEAD, *(_LINE,) * lines)
    return tuple(call("block", Code("[]"), height=Code(height), above=Code("0pt"), below=Code("0pt")) for height in heights)
