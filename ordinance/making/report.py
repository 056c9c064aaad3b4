"""The public report from a log that was filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ordinance.document.reading import unreadable
from ordinance.errors import BadChoice
from ordinance.formats.xlsx.read import read
from ordinance.library.handouts import MASTER, language_table
from ordinance.library.papers import log_model
from ordinance.library.store import Library
from ordinance.making.files import content_of
from ordinance.making.page import Page
from ordinance.pages.implementing.report import period_of, records, report


def report_of(library: Library, file: str, day: date, first: date | None = None, last: date | None = None) -> Page:
    """Return the report on the log in `file`, from `first` to `last` (the calendar year of its latest row otherwise).

    Raises `FaultyFile` with the cell that does not belong into a log, `BadChoice` for days that make no period.
    """
    if Path(file).suffix.lower() != ".xlsx":
        raise unreadable(file, "is no log; give the .xlsx that `ordinance implement` wrote")
    book = read(file, content_of(file), log_model(library), day)
    usual = period_of(book)
    start, end = first or usual[0], last or usual[1]
    if end < start:
        raise BadChoice(f"--to {end} is before --from {start}; give the later day as --to")
    if end > day:
        raise BadChoice(f"--to {end} has not come yet ({day}); a report tells of days that are over")
    table = language_table(library, MASTER)
    return Page(library, lambda: report(book, start, end, table), lambda: records(book, start, end))
