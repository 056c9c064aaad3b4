"""The public report on a period, from the log: totals in full, small counts hidden with what would give them away, a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ordinance.document.model import Block, Chart, ChartRow, Document, Paragraph, Table, bullet
from ordinance.library.handout_model import LanguageTable
from ordinance.library.implement_model import LogSheet, ReportWords
from ordinance.pages.blocks import body, heading, row
from ordinance.pages.handouts.facts import shown
from ordinance.pages.handouts.leaves import said
from ordinance.pages.implementing.log import Cell, Column, LogBook

#: The least count that prints as it is; a zero does too.
LEAST = 10


class Breakdown(Struct, frozen=True):
    """Counts of a sheet's rows by the answers in one column. `printed` is what the report may say of each: a number,
    "hidden" (1 to 9) or "withheld" (it would give a hidden one away); empty where the whole cannot be split up."""

    heading: str
    counts: tuple[tuple[str, int], ...]
    printed: tuple[str, ...]


class Counted(Struct, frozen=True):
    """What a log comes to in a period: totals, and breakdowns."""

    totals: tuple[tuple[str, str], ...]
    breakdowns: tuple[Breakdown, ...]


def counted(book: LogBook, first: date, last: date) -> Counted:
    """Return the counts of a log from one day to another."""
    totals: list[tuple[str, str]] = []
    breakdowns: list[Breakdown] = []
    for sheet, model in zip(book.sheets, book.model.sheets, strict=True):
        rows = [one for one in sheet.rows if _in_period(one, model, first, last)]
        if model.total:
            totals.append((model.total, str(len(rows))))
        for column in sheet.columns:
            if column.model.report and column.model.kind == "number":
                totals.append((column.model.report, _sum(rows, column)))
            elif column.model.report:
                breakdowns.append(_breakdown(rows, column, people=model.people))
    return Counted(tuple(totals), tuple(breakdowns))


def report(book: LogBook, first: date, last: date, table: LanguageTable) -> Document:
    """Return the report as a page."""
    words, found = book.model.report, counted(book, first, last)
    place = book.facts["place"]
    title = words.title.format(place=place)
    blocks: list[Block] = [
        Paragraph("title", said(title)),
        body(words.period.format(first=shown(table, first), last=shown(table, last))),
        body(words.under.format(text=book.facts["text"])),
        heading(words.totals),
        Table("", row(words.total, words.count), tuple(row(*one) for one in found.totals), (0.7, 0.3)),
    ]
    for one in found.breakdowns:
        blocks += _split(one, words)
    blocks += [*_chart(found, words), *_notes(found, words)]
    written = words.written.format(day=shown(table, book.day), place=place)
    return Document(title, tuple(blocks), footer=f"{place} · {written}", date=book.day)


def records(book: LogBook, first: date, last: date) -> dict[str, object]:
    """Return what the report prints as data: no count that it hides."""
    found = counted(book, first, last)
    return {
        "place": book.facts["place"],
        "from": first.isoformat(),
        "to": last.isoformat(),
        "totals": dict(found.totals),
        "counts": {
            one.heading: {name: said for (name, _), said in zip(one.counts, one.printed, strict=False)}
            for one in found.breakdowns
        },
    }


def period_of(book: LogBook) -> tuple[date, date]:
    """Return the calendar year of the latest row, from the day on which the log began."""
    days = [_day(one, model) for sheet, model in zip(book.sheets, book.model.sheets, strict=True) for one in sheet.rows]
    year = max(days).year if days else book.day.year
    return date(year, 1, 1), min(date(year, 12, 31), book.day)


def _in_period(one: dict[str, Cell], model: LogSheet, first: date, last: date) -> bool:
    """Tell whether a row counts: by its day, or, where it lasts until another, by both."""
    day = _day(one, model)
    if model.until is None:
        return first <= day <= last
    until = one.get(model.until)
    return day <= last and (not isinstance(until, date) or until >= first)


def _day(one: dict[str, Cell], model: LogSheet) -> date:
    title = next(column.title for column in model.columns if column.kind == "date")
    found = one[title]
    assert isinstance(found, date)  # the column is needed
    return found


def _sum(rows: list[dict[str, Cell]], column: Column) -> str:
    values = [value for one in rows if isinstance(value := one.get(column.model.title), int | float)]
    total = round(sum(values), 2)
    return str(int(total)) if total == int(total) else str(total)


def _breakdown(rows: list[dict[str, Cell]], column: Column, *, people: bool) -> Breakdown:
    found = Counter(str(one[column.model.title]) for one in rows if one.get(column.model.title) is not None)
    counts = tuple((name, found[name]) for name in column.choices)
    unsaid = len(rows) - sum(found.values())
    printed = _printed([count for _, count in counts], unsaid) if people else tuple(str(count) for _, count in counts)
    return Breakdown(column.model.report or "", counts, printed)


def _printed(counts: list[int], unsaid: int) -> tuple[str, ...]:
    """Return what may be said of each count, where their total is public. Rows without an answer count as one more hidden part.

    A hidden count is safe while the hidden ones together could be split up in more than one way. Until they can, the next
    smallest is withheld too; where none is left, nothing may be said of any.
    """
    hidden = {index for index, count in enumerate(counts) if 0 < count < LEAST}
    withheld: set[int] = set()
    known_rest = unsaid == 0
    while hidden and known_rest and not _ambiguous([counts[index] for index in hidden], [counts[index] for index in withheld]):
        rest = [index for index, count in enumerate(counts) if count >= LEAST and index not in withheld]
        if not rest:
            return ()
        withheld.add(min(rest, key=lambda index: (counts[index], index)))
    return tuple("hidden" if i in hidden else "withheld" if i in withheld else str(count) for i, count in enumerate(counts))


def _ambiguous(hidden: list[int], withheld: list[int]) -> bool:
    """Tell whether counts of 1 to 9, beside some of 10 and more, with a known sum, could be others than they are."""
    if withheld:
        return sum(withheld) + sum(hidden) > LEAST * len(withheld) + len(hidden)
    return len(hidden) > 1 and len(hidden) < sum(hidden) < (LEAST - 1) * len(hidden)


def _split(one: Breakdown, words: ReportWords) -> Iterator[Block]:
    yield heading(one.heading, "heading-2")
    if not one.printed:
        yield body(words.not_split)
        return
    said_as = {"hidden": words.hidden, "withheld": words.withheld}
    rows = tuple(row(name, said_as.get(printed, printed)) for (name, _), printed in zip(one.counts, one.printed, strict=True))
    yield Table("", row(words.answer, words.count), rows, (0.7, 0.3))


def _chart(found: Counted, words: ReportWords) -> Iterator[Block]:
    """Draw the first two breakdowns that may be split up, each line in the class of its count. A class tells no hidden count."""
    for one in [one for one in found.breakdowns if one.printed and "withheld" not in one.printed][:2]:
        lines = tuple(
            ChartRow(name, tuple((words.mark,) if index == _class(count) else () for index in range(len(words.classes))))
            for name, count in one.counts
        )
        yield heading(f"{words.chart}: {one.heading}", "heading-2")
        yield Chart(one.heading, words.chart_says, words.answer, words.classes, lines)


def _class(count: int) -> int:
    return sum(count >= least for least in (1, LEAST, 25, 100))


def _notes(found: Counted, words: ReportWords) -> Iterator[Block]:
    yield bullet(*said(words.zero))
    if any("hidden" in one.printed or not one.printed for one in found.breakdowns):
        yield bullet(*said(words.hides))
        yield bullet(*said(words.hides_more))
    yield bullet(*said(words.no_names))
