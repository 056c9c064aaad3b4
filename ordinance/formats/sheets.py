"""A spreadsheet that somebody else made, as rows of cells: an Excel workbook (.xlsx) or comma-separated text (.csv).

Nothing in it is run or fetched: of a formula the value that was saved is read. What can hold macros, declares entities, unpacks
to too much or has too many rows is refused, in one line.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from datetime import date, datetime
from pathlib import PurePath
from typing import Final
from zipfile import BadZipFile, ZipFile

from ordinance.document.reading import unreadable
from ordinance.errors import BadChoice, brief
from ordinance.formats.opening import decoded
from ordinance.library.characters import printable

Cell = str | date | None
Rows = tuple[tuple[Cell, ...], ...]

#: The most that is read: bytes of a file, of all its parts unpacked, parts, sheets, rows, columns, and letters of a cell.
LARGEST: Final = 5_000_000
UNPACKED: Final = 12_000_000
PARTS: Final = 1_000
MOST_ROWS: Final = 20_000
_COLUMNS: Final = 40
_LETTERS: Final = 2_000
_ENDINGS: Final = (".xlsx", ".csv")
#: How a part may begin: in an encoding in which a declaration of entities is found by its letters.
_PLAIN_XML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml(?![^>]*?encoding=[\"'](?:utf-8|us-ascii)[\"'])[^>]*?encoding)[^\0]", re.I
)
#: How a part begins that is XML, in letters of one byte or of two.
_XML_STARTS: Final = (b"<", b"\xef", b"\xfe", b"\xff")
#: A sheet in the list of a workbook.
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s")
_BROKEN: Final = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
#: Whatever a broken workbook makes of what reads it.
DAMAGE: Final = (*_BROKEN, TypeError, IndexError, AttributeError, SyntaxError)


def is_sheet(name: str) -> bool:
    """Tell whether a name is that of a spreadsheet, by its ending."""
    return name.lower().endswith(_ENDINGS)


def read(name: str, data: bytes) -> tuple[Rows, ...]:
    """Return the sheets of a file, as rows of cells; `name` is what messages call it. Raises `FaultyFile` for what cannot be
    read, and `BadChoice` where what reads .xlsx is not installed."""
    if not is_sheet(name):
        raise unreadable(name, "is no spreadsheet by its ending; .xlsx and .csv are read")
    if len(data) > LARGEST:
        raise unreadable(name, f"is too large; more than {LARGEST // 1_000_000} MB are not read")
    if not data.strip():
        raise unreadable(name, "is empty")
    is_zip = data.startswith(b"PK")
    if PurePath(name).suffix.lower() == ".xlsx":
        if not is_zip:
            raise unreadable(name, "is named .xlsx and is no Excel workbook of that kind; save it as an Excel Workbook (.xlsx)")
        return _workbook(name, data)
    if is_zip or (b"\0" in data[:100_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise unreadable(name, "is named .csv and holds no text; save it as CSV")
    return (_comma_separated(name, data),)


def _comma_separated(name: str, data: bytes) -> Rows:
    text, _ = decoded(name, data)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            rows.append(tuple(_text(cell) for cell in row[:_COLUMNS]))
            _refuse_many(name, len(rows))
    except csv.Error as error:
        raise unreadable(name, f"is no CSV: {error}") from None
    return tuple(rows)


def _workbook(name: str, data: bytes) -> tuple[Rows, ...]:
    refuse_hostile(name, data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise BadChoice(
            f'{name}: .xlsx needs the extra `sheets`: in the checkout, pip install ".[sheets]"; or save it as .csv'
        ) from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return tuple(_sheet(name, sheet) for sheet in book.worksheets)
    except DAMAGE:
        raise unreadable(name, "is damaged and cannot be read; open it in Excel and save it again") from None


def _sheet(name: str, sheet: object) -> Rows:
    rows = []
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what a file says of its size is not believed
    for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=_COLUMNS):  # type: ignore[attr-defined]
        rows.append(tuple(_cell(value) for value in row))
        _refuse_many(name, len(rows))
    return tuple(rows)


def refuse_hostile(name: str, data: bytes, most_read: int = UNPACKED) -> None:
    """Refuse a workbook for what its parts are, before anything reads them as a workbook. `most_read` bounds what all its
    sheets may come to, each counted as its largest part. Raises `FaultyFile`."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > PARTS or sum(one.file_size for one in members) > UNPACKED:
                raise unreadable(name, f"is too large: it unpacks to more than {UNPACKED // 1_000_000} MB or {PARTS:,} parts")
            sheets, longest = 0, 1
            for one in members:
                if one.filename.lower().endswith("vbaproject.bin"):
                    raise unreadable(name, "can hold macros; save it as an Excel Workbook (.xlsx), which cannot")
                if one.flag_bits & 1:
                    raise unreadable(name, "is protected with a password; save it without one")
                with package.open(one) as stream:
                    part = stream.read()
                is_xml = one.filename.lower().endswith((".xml", ".rels")) or part.lstrip()[:1] in _XML_STARTS
                if b"<!DOCTYPE" in part or b"<!ENTITY" in part or (is_xml and not _PLAIN_XML.match(part)):
                    raise unreadable(name, f"declares entities in {brief(one.filename)}, which no workbook does")
                sheets, longest = sheets + len(_SHEET.findall(part)), max(longest, len(part))
            if sheets * longest > most_read:  # many names may stand for one part, which is then read as often
                raise unreadable(name, f"is too large: it has {sheets} sheets, one of which may be {longest:,} bytes")
    except _BROKEN:
        raise unreadable(name, "is damaged and cannot be unpacked; open it in Excel and save it again") from None


def _refuse_many(name: str, count: int) -> None:
    if count > MOST_ROWS:
        raise unreadable(name, f"is too long; more than {MOST_ROWS:,} rows are not read")


def _cell(value: object) -> Cell:
    """Return a cell's value: a day, or words on one line."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    return _text(str(value))


def _text(words: str) -> str:
    return " ".join(printable(words[:_LETTERS]).split())
