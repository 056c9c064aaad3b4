"""The blocks of handouts: fields to fill in, checklists, boxes, columns. The look draws them; here is what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ordinance.document.model import Block, Checklist, Columns, Field, Fields, Panel, plain_text
from ordinance.formats.pdf.write.code import Code, array, block, call, string, text
from ordinance.formats.pdf.write.inlines import Pen, spoken

#: Makes the code of blocks that stand inside another.
WriteBlocks = Callable[[tuple[Block, ...]], Iterator[Code]]
#: A line to write on is worth this many letters of a row, at least.
_LINE_LETTERS: Final = 14
#: A field with a line is worth so many, at least: its line then holds a telephone number written by hand, which needs 2 inches.
_LINE_LEAST: Final = 30


def fields(one: Fields, pen: Pen) -> Iterator[Code]:
    """Return the row of fields; a field of several lines has the others under it."""
    row = one.fields
    widths = array(Code("auto" if field.kind != "line" and len(row) > 1 else f"{_weight(field)}fr") for field in row)
    cells = array(call("look.field", pen.content(field.label), string(field.kind)) for field in row)
    written = call("fields-row", widths, cells)
    more = call("look.more-lines", Code(str(one.lines - 1)))
    yield call("together", written, more) if one.lines > 1 else written


def _weight(field: Field) -> int:
    words = len(plain_text(field.label))
    return max(words + _LINE_LETTERS, _LINE_LEAST) if field.kind == "line" else words + 3


def checklist(one: Checklist, pen: Pen) -> Code:
    items = (call("par", pen.content(item)) for item in one.items)
    return call("in-language", _language(one.language), call("checklist", *items))


def panel(one: Panel, write: WriteBlocks) -> Code:
    label = text(one.title) if one.title else Code("none")
    return call("in-language", _language(one.language), call("look.panel", string(one.kind), label, block(write(one.blocks))))


def columns(one: Columns, write: WriteBlocks) -> Code:
    return call("look.side-by-side", array(block(write(column)) for column in one.columns))


def _language(language: str) -> Code:
    if not language:
        return Code("(:)")
    return Code("(" + ", ".join(f"{name}: {value}" for name, value in spoken(language).items()) + ")")
