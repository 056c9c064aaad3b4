"""A log that somebody filled in, cell by cell. What the log has no room for is refused, with the cell that holds it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

from ordinance.document.reading import unreadable
from ordinance.errors import brief, nearest
from ordinance.formats.xlsx.opening import openpyxl
from ordinance.library.implement_model import Log, LogColumn, LogSheet
from ordinance.pages.implementing.log import Cell, Column, LogBook, Sheet, refuse_cell

#: The largest file, what it may unpack to, and the most rows of a sheet.
_LARGEST: Final = 20_000_000
_UNPACKED: Final = 200_000_000
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 40
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
    lists = _lists(book[model.lists])
    sheets = tuple(_sheet(name, book[one.title], one, lists, today) for one in model.sheets)
    return LogBook(model, facts, sheets, today)


def _opened(name: str, data: bytes) -> Any:
    package = openpyxl()
    if len(data) > _LARGEST:
        raise unreadable(name, f"is too large; more than {_LARGEST // 1_000_000} MB are not read")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _UNPACKED:
                raise unreadable(name, f"unpacks to more than {_UNPACKED // 1_000_000} MB")
            if any(one.filename.lower().endswith("vbaproject.bin") for one in archive.infolist()):
                raise unreadable(name, "holds macros; save it as .xlsx without them")
        return package.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError) as error:
        raise unreadable(name, "is no spreadsheet that can be read; save it as .xlsx") from error


def _facts(name: str, page: Any, model: Log) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in page.iter_rows(max_row=40, max_col=2, values_only=True):
        for key, label in model.facts.items():
            if row[0] == label and row[1] is not None:
                found[key] = str(row[1])
    for key, label in model.facts.items():
        if key not in found:
            raise unreadable(name, f"{model.about}: the line {label!r} is empty; take the log that `ordinance implement` writes")
    return found


def _lists(page: Any) -> dict[str, tuple[str, ...]]:
    """Return the choices of each column by "Sheet: Column"."""
    found = {}
    for column in page.iter_cols(max_row=500, values_only=True):
        if column and column[0]:
            found[str(column[0])] = tuple(str(one) for one in column[1:] if one is not None)
    return found


def _sheet(name: str, page: Any, model: LogSheet, lists: dict[str, tuple[str, ...]], today: date) -> Sheet:
    if page.max_row > _MOST_ROWS or page.max_column > _MOST_COLUMNS:
        raise unreadable(name, f"{model.title}: more than {_MOST_ROWS:,} rows or {_MOST_COLUMNS} columns are not read")
    titles = {column.title: column for column in model.columns}
    header: dict[int, LogColumn] = {}
    for cell in page[1]:
        if cell.value is None:
            continue
        title = str(cell.value).strip()
        if title not in titles:
            said = f"{brief(title)!r} is no column of the log{nearest(title, titles)}; take it out"
            raise refuse_cell(name, model.title, cell.coordinate, said)
        header[cell.column] = titles[title]
    for column in model.columns:
        if column.needed and column not in header.values():
            raise unreadable(name, f"{model.title}: the column {column.title!r} is missing")
    columns = {index: Column(one, lists.get(f"{model.title}: {one.title}", one.choices)) for index, one in header.items()}
    rows = []
    for cells in page.iter_rows(min_row=2):
        if any(cell.value not in (None, "") for cell in cells):
            rows.append(_row(name, model.title, cells, columns, today))
    return Sheet(model.title, tuple(columns.values()), tuple(rows))


def _row(name: str, sheet: str, cells: Any, columns: dict[int, Column], today: date) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in cells:
        column = columns.get(cell.column)
        if column is None:
            if cell.value not in (None, ""):
                said = f"{brief(cell.value)!r} stands in no column of the log; take it out"
                raise refuse_cell(name, sheet, cell.coordinate, said)
            continue
        try:
            found[column.model.title] = _value(cell.value, column, today)
        except ValueError as error:
            raise refuse_cell(name, sheet, cell.coordinate, str(error)) from None
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
            if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
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
