"""What makes blocks fit the paper: fields in rows that hold them, columns no narrower than their words, tables in large print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.document.model import Block, Columns, Field, Fields, Inline, Panel, Paragraph, Run, Table, bullet, plain_text

#: Letters in a line of fields, at 12 and at 18 points; a line to write on is worth so many, at least, and beside their words a
#: box to tick and the room between two fields so many.
_ROW: Final = 92
_ROW_LARGE: Final = 50
_AROUND: Final = {"line": 14, "tick": 4, "text": 3}
#: Bold letters in a line of a table, at 12 and at 18 points.
_LINE: Final = 72
_LINE_LARGE: Final = 40
#: In large print a table of more columns is read row by row.
_COLUMNS_LARGE: Final = 3
_WIDE: Final = 0x2E80

Cells = tuple[tuple[Inline, ...], ...]


def rows_of(fields: tuple[Field, ...], lines: int, large: bool) -> Iterator[Fields]:
    """Yield fields in rows that fit. A label and its boxes to tick stay together; a label that leaves no room for writing has its
    line under it."""
    most = _ROW_LARGE if large else _ROW
    row: list[Field] = []
    for unit in _units(fields):
        if row and sum(map(_weight, (*row, *unit))) > most:
            yield Fields(tuple(row))
            row = []
        if sum(map(_weight, unit)) <= most:
            row += unit
        elif unit[0].kind == "line":
            yield Fields((Field(unit[0].label, "text"),))
            yield Fields((Field((), "line"),), lines)
            lines = 1
        else:
            yield Fields((unit[0],))
            *full, row = _filled(unit[1:], most)
            yield from (Fields(tuple(one)) for one in full)
    if row:
        yield Fields(tuple(row), lines)


def _filled(fields: tuple[Field, ...], most: int) -> list[list[Field]]:
    """Return fields in as many rows as they need."""
    rows: list[list[Field]] = [[]]
    for field in fields:
        if rows[-1] and sum(map(_weight, (*rows[-1], field))) > most:
            rows.append([])
        rows[-1].append(field)
    return rows


def _units(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """Yield what must not be parted: a line, or a label with all boxes to tick that follow it."""
    unit: list[Field] = []
    for field in fields:
        if unit and not (field.kind == "tick" and unit[0].kind == "text"):
            yield tuple(unit)
            unit = []
        unit.append(field)
    if unit:
        yield tuple(unit)


def _weight(field: Field) -> int:
    words = plain_text(field.label)
    return sum(2 if ord(sign) >= _WIDE else 1 for sign in words) + _AROUND[field.kind]


def shares(head: Cells, body: tuple[Cells, ...]) -> tuple[float, ...]:
    """Return the widths of columns: by how much they hold, none narrower than its longest word where there is room."""
    texts = _texts(head, body)
    weights = [max(min(max(map(len, column)), 120), 12) ** 0.6 for column in texts]
    least = _least(texts, _LINE)
    if sum(least) >= 1:
        return tuple(one / sum(least) for one in least)
    wanted = [max(weight / sum(weights), low) for weight, low in zip(weights, least, strict=True)]
    spare = sum(one - low for one, low in zip(wanted, least, strict=True)) or 1
    over = sum(wanted) - 1
    return tuple(one - over * (one - low) / spare for one, low in zip(wanted, least, strict=True))


def large(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks for large print: a table that would have to be too narrow is read row by row, each cell under its head."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Table(header=head, rows=rows) if head and (len(head) > _COLUMNS_LARGE or _too_narrow(head, rows)):
                made += _read_out(block)
            case Panel():
                made.append(Panel(block.kind, large(block.blocks), block.title, block.language))
            case Columns():
                made += (inner for column in block.columns for inner in large(column))
            case _:
                made.append(block)
    return tuple(made)


def _read_out(table: Table) -> Iterator[Block]:
    if table.caption:
        yield Paragraph("heading-2", (Run(table.caption),), keep_with_next=True)
    for first, *rest in table.rows:
        yield Paragraph(
            "body", tuple(Run(part.text, "strong") if isinstance(part, Run) else part for part in first), keep_with_next=True
        )
        for head, cell in zip(table.header[1:], rest, strict=True):
            if plain_text(cell).strip():
                yield bullet(Run(f"{plain_text(head)}: ", "strong"), *cell)


def _too_narrow(head: Cells, rows: tuple[Cells, ...]) -> bool:
    return sum(_least(_texts(head, rows), _LINE_LARGE)) > 1


def _texts(head: Cells, body: tuple[Cells, ...]) -> list[list[str]]:
    rows = [*([head] if head else []), *body]
    return [[plain_text(row[index]) for row in rows] for index in range(len(rows[0]))]


def _least(texts: list[list[str]], line: int) -> list[float]:
    """Return the share of a line that the longest word of each column fills. Chinese breaks anywhere."""
    latin = [[word for text in column for word in text.split() if all(ord(sign) < _WIDE for sign in word)] for column in texts]
    return [(max(map(len, column), default=4) + 3) / line for column in latin]
