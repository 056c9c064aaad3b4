"""The blocks of handouts: fields to fill in, checklists, boxes, columns. The look draws them; here is what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ordinance.documents.model import Block, Checklist, Columns, Field, Fields, Panel, plain_text

from .code import Code, array, block, call, string, text
from .inlines import Pen, spoken

#: Makes the code of blocks that stand inside another.
WriteBlocks = Callable[[tuple[Block, ...]], Iterator[Code]]
#: A line to write on is worth this many letters of a row, at least.
_LINE_LETTERS: Final = 14
#: A row that holds more letters than this is broken into several.
_ROW_LETTERS: Final = 92


def fields(one: Fields, pen: Pen) -> Iterator[Code]:
    """Return the rows of fields; a field of several lines has the others under it."""
    for row in _rows(one.fields):
        weights = [_weight(field) for field in row]
        lined = any(field.kind == "line" for field in row)
        widths = array(
            Code("auto" if field.kind != "line" else f"{weight}fr") for field, weight in zip(row, weights, strict=True)
        )
        cells = array(call("look.field", pen.content(field.label), string(field.kind)) for field in row)
        yield call("fields-row", widths if lined else array(Code("auto") for _ in row), cells)
    if one.lines > 1:
        yield call("look.more-lines", Code(str(one.lines - 1)))


def _weight(field: Field) -> int:
    return len(plain_text(field.label)) + (_LINE_LETTERS if field.kind == "line" else 3)


def _rows(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """Return the fields in rows that fit; a label that stands before boxes to tick stays with the first of them."""
    row: list[Field] = []
    held = 0
    for index, field in enumerate(fields):
        weight = _weight(field) + (_weight(fields[index + 1]) if field.kind == "text" and index + 1 < len(fields) else 0)
        if field.kind == "text" and weight > _ROW_LETTERS - _LINE_LETTERS:  # a question that needs lines of its own
            yield from ((tuple(row),) if row else ())
            yield (field,)
            row, held = [], 0
            continue
        if row and held + weight > _ROW_LETTERS and row[-1].kind != "text":
            yield tuple(row)
            row, held = [], 0
        row.append(field)
        held += _weight(field)
    if row:
        yield tuple(row)


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
