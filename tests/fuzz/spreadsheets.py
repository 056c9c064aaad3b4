"""Spreadsheets of others: lists of agreements (.xlsx, .csv) and logs of requests that an office filled in."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

from fuzz.case import Case, spoilt, word
from fuzz.word_files import packed, whole_xml
from ordinance import Library, implement

LOG = "6-request-log.xlsx"
HEAD = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("ALABAMA ", " Autauga  County Sheriff’s Office", "County", "Autauga County", "Task Force Model ", datetime(2025, 9, 22), "Link", None),
    ("NEW YORK", "Camden Police Department", "Municipality", "#N/A", "Task Force Modle", "7/2/2025 0:00", "Link", None),
    ("NEW YORK", "Mohawk Village Police Department", "Municipality", "Herkimer County", "Task Force Model", "2016-03-19", "", ""),
    ("GUAM", "Guam Department of Corrections", "State Agency", "#N/A", "Jail Enforcement Model", "", "", ""),
    ("TEXAS", "Goliad County Sheriff's Office", "County", "Goliad County", "Warrant Service Officer", date(2025, 3, 1), "Link", ""),
)  # fmt: skip
#: What a cell of somebody else's sheet may hold instead.
CELLS: tuple[Any, ...] = (
    None, True, -1, 0, 1.5, 10**30, 1e308, 45_000, "45000", "=1+1", "=cmd|' /C calc'!A0", "#REF!", "#N/A", "2026-13-45", "1/1/1899", "13/13/2025",
    date(1900, 1, 1), date(9999, 12, 31), datetime(2030, 1, 1, 12), "NEW YORK", "Puerto Rico", "x" * 3_000, "a, b; c", "+1", "@x", "_x0000_", "_x0041_",
)  # fmt: skip


@cache
def _log() -> bytes:
    return implement(Library(), "ithaca-ny", form="md", on=date(2026, 11, 24), effective=date(2027, 1, 1)).files[LOG]


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command that reads a spoilt list of agreements or a spoilt log."""
    if kind == "log":
        dates = chance.choice(
            ((), ("--from", "2027-01-01"), ("--from", "2027-01-01", "--to", "2027-12-31"), ("--to", "2026-01-01"))
        )
        form = chance.choice(("md", "json", "html", "txt", "docx"))
        return Case(
            ("report", "x.xlsx", "-o", f"out.{form}", "--date", "2028-01-15", *dates),
            {"x.xlsx": _spoilt_log(chance)},
            shipped=True,
        )
    ending = chance.choice(("xlsx", "csv"))
    content = workbook(chance) if ending == "xlsx" else _csv(chance)
    more = chance.choice(
        (
            (),
            ("--skip",),
            ("--skip", "-o", "out.yaml"),
            ("--skip", "--format", "json"),
            ("--skip", "-o", "out.csv"),
            ("--skip", "-o", "out.html"),
        )
    )
    return Case(("agreements", f"x.{ending}", "--as-of", "2026-05-18", *more), {f"x.{ending}": content}, shipped=True)


def _cell(chance: Random) -> Any:
    made = chance.choice(CELLS) if chance.random() < 0.6 else word(chance)
    return (
        "".join(sign for sign in made if sign in "\t\n" or " " <= sign < "\ud800" or sign > "\udfff")
        if isinstance(made, str)
        else made
    )


def _rows(chance: Random) -> list[list[Any]]:
    rows: list[list[Any]] = [["Participating agencies"], list(HEAD), *map(list, ROWS)]
    for _ in range(chance.randint(1, 5)):
        row = chance.choice(rows)
        way = chance.randrange(8)
        if way < 4 and row:
            row[chance.randrange(len(row))] = _cell(chance)
        elif way == 4:
            rows.remove(row)
        elif way == 5:
            rows.append(list(row))
        elif way == 6:
            row.insert(chance.randrange(len(row) + 1), _cell(chance))
        elif row:
            del row[chance.randrange(len(row))]
        rows = rows or [[]]
    return rows


def _csv(chance: Random) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=chance.choice(",,,;\t")).writerows([str(cell) for cell in row] for row in _rows(chance))
    made = stream.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252")), "replace")
    return spoilt(made, chance) if chance.random() < 0.4 else made


def workbook(chance: Random) -> bytes:
    """Return a list of agreements as a workbook, spoilt."""
    from openpyxl import Workbook

    book = Workbook()
    for number in range(chance.choice((1, 1, 1, 2))):
        page = book.active if not number else book.create_sheet("more")
        for row in _rows(chance):
            with suppress(ValueError):  # a character that no workbook holds: what has it is made by parts below
                page.append(row)
    made = _saved(book)
    return _by_parts(made, chance) if chance.random() < 0.6 else made


def _spoilt_log(chance: Random) -> bytes:
    from openpyxl import load_workbook

    if chance.random() < 0.4:
        return _by_parts(_log(), chance)
    book = load_workbook(io.BytesIO(_log()))
    requests = book["Requests"]
    columns = {cell.value: cell.column for cell in requests[1]}
    whole = {"Log number": "2027-001", "Day received": date(2027, 5, 1), "Who asked": "Immigration and Customs Enforcement",
             "Kind of request": "To hold a person", "What was done": "Nothing"}  # fmt: skip
    for row in range(2, chance.choice((3, 14, 40))):
        for name, value in whole.items():
            requests.cell(row, columns[name], f"2027-{row:03d}" if name == "Log number" else value)
    for _ in range(chance.randint(0, 4)):
        page = book[chance.choice(book.sheetnames)]
        try:
            page.cell(chance.choice((1, 2, 3, 4, 30, 20_005)), chance.choice((1, 2, 3, 4, 9, 60)), _cell(chance))
            if chance.random() < 0.1:
                page.title = chance.choice(("Requests", "Other", "Lists", "x" * 31))
        except ValueError:
            continue
    made = _saved(book)
    return _by_parts(made, chance) if chance.random() < 0.2 else made


def _saved(book: Any) -> bytes:
    """Return a workbook's bytes; those of an empty log where it holds what its writer refuses."""
    stream = io.BytesIO()
    try:
        book.save(stream)
    except (ValueError, TypeError, OverflowError):
        return _log()
    return stream.getvalue()


def _by_parts(content: bytes, chance: Random) -> bytes:
    """Return a workbook with some of its parts spoilt."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        way = chance.randrange(16)
        if way == 0:
            del parts[name]
        elif way == 1:
            parts[chance.choice((name + "x", "../" + name, name.upper(), "xl/vbaProject.bin"))] = parts.pop(name)
        elif way == 2:
            parts[name] = spoilt(parts[name], chance)
        elif way == 3:
            parts[name] = parts[chance.choice(list(parts))]
        else:
            parts[name] = whole_xml(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
        if not parts:
            break
    return packed(parts, chance)
