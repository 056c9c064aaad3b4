"""What has changed inside tables and blocks of signatures: rows and lines are aligned, then the words in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ordinance.comparison.alignment import Scale, Unit, aligned
from ordinance.comparison.model import Change, LineChange, Pieces, RowChange, Side, SignatureChange, TableChange
from ordinance.comparison.words import Content, difference, shown, whole, words_of
from ordinance.document.model import Run, SignatureBlock, SignatureLine, Table

Row = tuple[Content, ...]


def compared_tables(places: tuple[int, int], old: Table, new: Table, scale: Scale, sure: Side | None) -> Iterator[TableChange]:
    """Yield one table with its rows compared, or, where the columns are others, the old one deleted and the new inserted."""
    if len(old.widths) != len(new.widths):
        yield whole_table(places[0], None, old, "deleted")
        yield whole_table(None, places[1], new, "inserted")
        return
    rows: list[RowChange] = []
    if old.header and new.header:
        rows.append(_row(old.header, new.header, sure, heading=True))
    else:
        rows += _headings(old, "deleted")
        rows += _headings(new, "inserted")
    for before, after in _paired([_unit(row) for row in old.rows], [_unit(row) for row in new.rows], scale):
        if before is not None and after is not None:
            rows.append(_row(old.rows[before], new.rows[after], sure))
        elif before is not None:
            rows.append(_whole_row(old.rows[before], "deleted"))
        elif after is not None:
            rows.append(_whole_row(new.rows[after], "inserted"))
    caption = difference((Run(old.caption),), (Run(new.caption),), sure)
    yield TableChange(places[0], places[1], caption, tuple(rows), new.widths)


def whole_table(old: int | None, new: int | None, table: Table, change: Change) -> TableChange:
    rows = (*_headings(table, change), *(_whole_row(row, change) for row in table.rows))
    return TableChange(old, new, whole((Run(table.caption),), change), rows, table.widths, change)


def compared_signatures(
    places: tuple[int, int], old: SignatureBlock, new: SignatureBlock, scale: Scale, sure: Side | None
) -> SignatureChange:
    sides = [[_unit((_label(line), line.office)) for line in block.lines] for block in (old, new)]
    lines: list[LineChange] = []
    for before, after in _paired(sides[0], sides[1], scale):
        if before is not None and after is not None:
            one, two = old.lines[before], new.lines[after]
            lines.append(LineChange(difference(_label(one), _label(two), sure), difference(one.office, two.office, sure)))
        elif before is not None:
            lines.append(_whole_line(old.lines[before], "deleted"))
        elif after is not None:
            lines.append(_whole_line(new.lines[after], "inserted"))
    return SignatureChange(places[0], places[1], tuple(lines))


def whole_signatures(old: int | None, new: int | None, block: SignatureBlock, change: Change) -> SignatureChange:
    return SignatureChange(old, new, tuple(_whole_line(line, change) for line in block.lines), change)


def _label(line: SignatureLine) -> Content:
    return (Run(line.label),)


def _whole_line(line: SignatureLine, change: Change) -> LineChange:
    return LineChange(whole(_label(line), change), whole(line.office, change), change)


def _unit(row: Row) -> Unit:
    text = "\t".join("".join(map(shown, cell)) for cell in row)
    return Unit("paragraph", text, Counter(words_of(text)))


def _paired(old: Sequence[Unit], new: Sequence[Unit], scale: Scale) -> Iterator[tuple[int | None, int | None]]:
    """Yield every old and new place once, in order, together where they pair."""
    before = after = 0
    for pair in (*aligned(old, new, scale), None):
        ends = (pair.old, pair.new) if pair else (len(old), len(new))
        yield from ((place, None) for place in range(before, ends[0]))
        yield from ((None, place) for place in range(after, ends[1]))
        if pair:
            yield pair.old, pair.new
            before, after = pair.old + 1, pair.new + 1


def _row(old: Row, new: Row, sure: Side | None, heading: bool = False) -> RowChange:
    cells: tuple[Pieces, ...] = tuple(difference(one, two, sure) for one, two in zip(old, new, strict=True))
    return RowChange(cells, heading=heading)


def _headings(table: Table, change: Change) -> list[RowChange]:
    return [_whole_row(table.header, change, heading=True)] if table.header else []


def _whole_row(row: Row, change: Change, heading: bool = False) -> RowChange:
    return RowChange(tuple(whole(cell, change) for cell in row), change, heading)
