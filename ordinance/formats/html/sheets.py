"""The blocks of handouts as HTML: fields to fill in by hand, checklists, boxes, columns, and cards that print at their size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    CardSheet,
    CardSide,
    Checklist,
    Columns,
    Document,
    Field,
    Fields,
    Inline,
    Panel,
    Paragraph,
)
from ordinance.errors import Unwritable
from ordinance.library.reading import look_text

WriteBlocks = Callable[[tuple[Block, ...]], Iterator[str]]
WriteInlines = Callable[[tuple[Inline, ...]], str]

#: A line to write on inside a sentence; a screen reader passes over it.
WRITE_LINE: Final = '<span class="line" aria-hidden="true"></span>'
_PAPER: Final = (8.5, 11.0)
_TICK: Final = '<span class="tick" aria-hidden="true"></span>'


def body_class(document: Document) -> str:
    """Return what the page's style sheet may ask for: a sheet in large print, or cards."""
    kinds = ["large"] if document.large_print else []
    kinds += ["cards"] if any(isinstance(block, CardSheet) for block in document.blocks) else []
    return " ".join(kinds)


def raised(document: Document) -> tuple[Document, str]:
    """Return a document whose small headings stand right under its title, with these a level higher: a screen reader is told
    of no level that is not there. The class says that they are small all the same."""
    styles = {block.style for block in document.blocks if isinstance(block, Paragraph)}
    if "heading-1" in styles or "heading-2" not in styles:
        return document, ""
    blocks = (
        replace(block, style="heading-1") if isinstance(block, Paragraph) and block.style == "heading-2" else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks)), "minor"


#: A drawing: shapes with plain attributes. No name of an attribute that runs or fetches anything stands among them.
_ATTRIBUTES = r"(?:\s+(?!on|href|style|class|id)[a-zA-Z-]+=\"[^\"<>&]*\")*\s*"
_SHAPES = r"path|circle|rect|line|polyline|polygon|ellipse"
_DRAWING = re.compile(rf"<svg{_ATTRIBUTES}>\s*(?:<(?:{_SHAPES}){_ATTRIBUTES}/>\s*)*</svg>", re.IGNORECASE)


@cache
def icon(look: Path, name: str) -> str:
    """Return a drawing of the look, to stand in the page; the words beside it say what it is.

    Raises `Unwritable` for one that is more than shapes: a page takes no script, style or address from a drawing.
    """
    drawing = look_text(look, f"icons/{name}.svg").strip()
    if not _DRAWING.fullmatch(drawing):
        raise Unwritable(f"icons/{name}.svg: may hold nothing but one <svg> of shapes, without script, style or links")
    return drawing.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)


def sheet_block(block: Block, write: WriteBlocks, inlines: WriteInlines) -> Iterator[str]:
    """Yield the HTML of a block that handouts have and instruments do not."""
    match block:
        case Fields():
            yield from _fields(block, inlines)
        case Checklist():
            yield f'<ul class="ticks"{_language(block.language)}>'
            yield from (f"<li>{_TICK}<span>{inlines(item)}</span></li>" for item in block.items)
            yield "</ul>"
        case Panel():
            label = f' aria-label="{escape(block.title)}"' if block.title else ""
            yield f'<div class="panel {block.kind}" role="group"{label}{_language(block.language)}>'
            if block.title:
                yield f'<p class="panel-title">{escape(block.title)}</p>'
            yield from write(block.blocks)
            yield "</div>"
        case Columns():
            yield '<div class="columns">'
            for column in block.columns:
                yield "<div>"
                yield from write(column)
                yield "</div>"
            yield "</div>"
        case CardSheet():
            yield from _sheet(block, write, inlines)


def dialled(number: str) -> str:
    """Return a telephone number as a link dials it: of this country where it has ten digits."""
    digits = re.sub(r"\D", "", number)
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}" if len(digits) > 10 else digits


def _fields(block: Fields, inlines: WriteInlines) -> Iterator[str]:
    yield '<div class="fields">'
    yield from (_field(field, inlines) for field in block.fields)
    yield "</div>"
    for _ in range(block.lines - 1):
        yield '<div class="fields more" aria-hidden="true"><span class="rule"></span></div>'


def _field(field: Field, inlines: WriteInlines) -> str:
    words = f"<span>{inlines(field.label)}</span>"
    match field.kind:
        case "tick":
            return f'<p class="field short">{_TICK}{words}</p>'
        case "line":
            return f'<p class="field">{words}<span class="rule" aria-hidden="true"></span></p>'
    return f'<p class="field short">{words}</p>'


# --- cards ---


def _sheet(sheet: CardSheet, write: WriteBlocks, inlines: WriteInlines) -> Iterator[str]:
    for side in sheet.sides:
        columns = f"repeat({sheet.across},{sheet.width:g}in)"
        left, top = (_PAPER[0] - sheet.across * sheet.width) / 2, (_PAPER[1] - sheet.down * sheet.height) / 2
        size = side.size or side.smallest or sheet.smallest
        place = f"--columns:{columns};--tall:{sheet.height:g}in;--left:{left:g}in;--top:{top:g}in;--size:{size:g}pt"
        yield f'<section class="sheet" aria-label="{escape(side.name)}" style="{place}"><div class="grid">'
        card = "\n".join(_card(side, sheet, write, inlines))
        yield f'<div class="card">{card}</div>'
        yield from (f'<div class="card copy" aria-hidden="true">{card}</div>' for _ in range(sheet.across * sheet.down - 1))
        yield "</div>"
        yield from _marks(sheet, left, top)
        yield "</section>"
    if sheet.guide:
        yield '<section class="guide">'
        yield from write(sheet.guide)
        yield "</section>"


def _card(side: CardSide, sheet: CardSheet, write: WriteBlocks, inlines: WriteInlines) -> Iterator[str]:
    edge = "wide" if sheet.width > 4 else "narrow"
    yield f'<div class="inner {edge}"{_language(side.language)}>'
    yield from write(side.blocks)
    yield f'<p class="card-foot">{inlines(side.foot)}</p></div>'


def _marks(sheet: CardSheet, left: float, top: float) -> Iterator[str]:
    """Yield the short lines to cut along, at the edges of the paper."""
    if sheet.across * sheet.down == 1:
        return
    for column in range(sheet.across + 1):
        x = left + column * sheet.width
        if 0.05 < x < _PAPER[0] - 0.05:
            yield from (f'<i class="mark down" style="left:{x:g}in;{edge}:0.04in"></i>' for edge in ("top", "bottom"))
    for row in range(sheet.down + 1):
        y = top + row * sheet.height
        if 0.05 < y < _PAPER[1] - 0.05:
            yield from (f'<i class="mark along" style="top:{y:g}in;{edge}:0.04in"></i>' for edge in ("left", "right"))


def _language(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""
