"""A log that somebody filled in, cell by cell. What the log has no room for is refused, with the cell that holds it."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final
from zipfile import is_zipfile

from ordinance.document.reading import unreadable
from ordinance.errors import brief, nearest
from ordinance.formats.sheets import DAMAGE, LARGEST, UNPACKED, refuse_hostile
from ordinance.formats.xlsx.opening import openpyxl
from ordinance.library.implement_model import Log, LogColumn, LogSheet
from ordinance.pages.implementing.log import Cell, Column, LogBook, Sheet, refuse_cell

#: The most rows of a sheet, columns, and sheets.
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 40
_MOST_SHEETS: Final = 10
_NO_BOOK: Final = "is no spreadsheet that can be read; save it as .xlsx"
#: A row's own number: letters and digits in a row, with a digit in it. A name has none.
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9./_-]{0,19}")


def read(name: str, data: bytes, model: Log, today: date) -> LogBook:
    """Return the log in a file. Raises `FaultyFile` with the cell of the first thing that does not belong there: an unknown
    column, a day after `today`, words where a number or a choice belongs, a name."""
    book = _opened(name, data)
    known = {model.about, model.lists, *(sheet.title for sheet in model.sheets)}
    for title in book.sheetnames:
        if title not in known:
            raise unreadable(name, f"has a sheet {brief(title)!r}, which is none of the log's{nearest(title, known)}")
    missing = [title for title in sorted(known) if title not in book.sheetnames]
    if missing:
        raise unreadable(name, f"has no sheet {missing[0]!r}; take the log that `ordinance implement` writes")
    facts = _facts(name, book[model.about], model)
    lists = _lists(name, book[model.lists])
    sheets = tuple(_sheet(name, book[one.title], one, lists, today) for one in model.sheets)
    return LogBook(model, facts, sheets, today)


def _opened(name: str, data: bytes) -> Any:
    package = openpyxl()
    if len(data) > LARGEST:
        raise unreadable(name, f"is too large; more than {LARGEST // 1_000_000} MB are not read")
    if not is_zipfile(io.BytesIO(data)):
        raise unreadable(name, _NO_BOOK)
    refuse_hostile(name, data, _MOST_SHEETS * UNPACKED)  # each is read once, by its name
    try:
        return package.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except DAMAGE as error:
        raise unreadable(name, _NO_BOOK) from error


def _rows(name: str, page: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the rows of a sheet with their numbers, as they stand: what a file says of its size is not believed."""
    page.reset_dimensions()
    try:
        for number, row in enumerate(page.iter_rows(values_only=True), 1):
            if number > _MOST_ROWS or len(row) > _MOST_COLUMNS:
                raise unreadable(name, f"{page.title}: more than {_MOST_ROWS:,} rows or {_MOST_COLUMNS} columns are not read")
            yield number, row
    except DAMAGE as error:
        raise unreadable(name, _NO_BOOK) from error


def _facts(name: str, page: Any, model: Log) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, row in _rows(name, page):
        for key, label in model.facts.items():
            if len(row) > 1 and row[0] == label and row[1] is not None:
                found[key] = str(row[1])
    for key, label in model.facts.items():
        if key not in found:
            raise unreadable(name, f"{model.about}: the line {label!r} is empty; take the log that `ordinance implement` writes")
    return found


def _lists(name: str, page: Any) -> dict[str, tuple[str, ...]]:
    """Return the choices of each column by "Sheet: Column"."""
    found: dict[int, tuple[str, list[str]]] = {}
    for number, row in _rows(name, page):
        for index, value in enumerate(row):
            if value is None:
                continue
            if number == 1:
                found[index] = (str(value), [])
            elif index in found:
                found[index][1].append(str(value))
    return {title: tuple(choices) for title, choices in found.values()}


def _sheet(name: str, page: Any, model: LogSheet, lists: dict[str, tuple[str, ...]], today: date) -> Sheet:
    titles = {column.title: column for column in model.columns}
    header: dict[int, LogColumn] = {}
    rows = []
    columns: dict[int, Column] = {}
    for number, row in _rows(name, page):
        if number == 1:
            header = _header(name, model, row, titles)
            columns = {index: Column(one, lists.get(f"{model.title}: {one.title}", one.choices)) for index, one in header.items()}
        elif any(value not in (None, "") for value in row):
            rows.append(_row(name, model.title, number, row, columns, today))
    for column in model.columns:
        if column.needed and column not in header.values():
            raise unreadable(name, f"{model.title}: the column {column.title!r} is missing")
    return Sheet(model.title, tuple(columns.values()), tuple(rows))


def _header(name: str, model: LogSheet, row: tuple[Any, ...], titles: dict[str, LogColumn]) -> dict[int, LogColumn]:
    found = {}
    for index, value in enumerate(row):
        if value is None:
            continue
        title = str(value).strip()
        if title not in titles:
            said = f"{brief(title)!r} is no column of the log{nearest(title, titles)}; take it out"
            raise refuse_cell(name, model.title, _place(index, 1), said)
        found[index] = titles[title]
    return found


def _place(index: int, row: int) -> str:
    """Return what a cell is called: its column's letter and its row."""
    return f"{chr(ord('A') + index) if index < 26 else 'A' + chr(ord('A') + index - 26)}{row}"


def _row(name: str, sheet: str, number: int, row: tuple[Any, ...], columns: dict[int, Column], today: date) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for index, value in enumerate(row):
        column = columns.get(index)
        if column is None:
            if value not in (None, ""):
                said = f"{brief(value)!r} stands in no column of the log; take it out"
                raise refuse_cell(name, sheet, _place(index, number), said)
            continue
        try:
            found[column.model.title] = _value(value, column, today)
        except ValueError as error:
            raise refuse_cell(name, sheet, _place(index, number), str(error)) from None
    return found


def _value(value: Any, column: Column, today: date) -> Cell:
    """Return what a cell holds. Raises `ValueError` saying what is wrong with it."""
    model = column.model
    value = value.strip() if isinstance(value, str) else value
    if value is None or value == "":
        if model.needed:
            raise ValueError(f"{model.title} is empty; fill it in")
        return None
    match model.kind:
        case "date":
            return _day(value, model, today)
        case "number":
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
                raise ValueError(f"{model.title} takes a number, not {brief(value)!r}")
            return value
        case "choice":
            if str(value) not in column.choices:
                raise ValueError(
                    f"{model.title} takes one of its list, not {brief(value)!r}{nearest(str(value), column.choices)}"
                )
            return str(value)
    words = str(value)
    if not _CODE.fullmatch(words):
        raise ValueError(f"{model.title} takes a number of your own such as 2027-014, and no name or words: {brief(words)!r}")
    return words


def _day(value: Any, model: LogColumn, today: date) -> date:
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"{model.title} takes a day, YYYY-MM-DD, not {brief(value)!r}") from None
    if not isinstance(day, date):
        raise ValueError(f"{model.title} takes a day, YYYY-MM-DD, not {brief(value)!r}")
    if day > today and not model.ahead:
        raise ValueError(f"{model.title} is {day}, which has not come yet ({today}); mend the day")
    return day
