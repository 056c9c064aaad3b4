"""Times in a text of the law, and the days that they lead to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from ordinance.library.duty_model import Unit

_UNITS: tuple[Unit, ...] = ("minutes", "hours", "days", "months", "years")
_SPAN = re.compile(r"\b(\d+|within a)(?: more)?(?: business)?[ \u00a0-](minute|hour|day|month|year)s?\b")
#: Words that say that something comes back, or that a count is made public.
_RECURS = re.compile(
    r"\b(?:(?:each|every|once a|twice a|(?<!within )a) (?:year|month|quarter|calendar|January|June|March)|each \w+ \d"
    r"|yearly|monthly|quarterly|every (?:\d+|two|three|four|six) (?:months|years)|of each year)\b",
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Span(Struct, frozen=True):
    """A length of time as a text has it."""

    number: int
    unit: Unit


def spans(text: str) -> Iterator[Span]:
    """Yield each length of time in a text, in order."""
    for found in _SPAN.finditer(text):
        yield Span(int(found[1]) if found[1].isdigit() else 1, _UNITS[[one[:-1] for one in _UNITS].index(found[2])])


def from_effect(text: str) -> Span | None:
    """Return the time that a text lets run from the day on which it takes effect, if it is the one time in it."""
    found = list(spans(text))
    return found[0] if len(found) == 1 and "takes effect" in text and not _RECURS.search(text) else None


def recurs(text: str) -> bool:
    """Tell whether a text has something come back: each quarter, by March 1 of each year."""
    return _RECURS.search(text) is not None


def later(day: date, number: int, unit: Unit) -> date:
    """Return the day that lies a time after another; a month without that day gives its last. Hours count as their days."""
    if unit in ("minutes", "hours"):
        return day + timedelta(hours=number if unit == "hours" else 0)
    if unit == "days":
        return day + timedelta(days=number)
    months = day.month - 1 + number * (12 if unit == "years" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def day_of_year(words: str) -> tuple[int, int] | None:
    """Return month and day of "March 1", or None for other words."""
    found = re.fullmatch(r"([A-Z][a-z]+) (\d{1,2})", words.strip())
    return (_MONTHS.index(found[1]) + 1, int(found[2])) if found and found[1] in _MONTHS else None


def period_ends(each: str, after: date, until: date) -> Iterator[date]:
    """Yield the last days of the months, quarters or half-years between two days."""
    months = {"month": 1, "quarter": 3, "half-year": 6}[each]
    year, month = after.year, after.month
    while date(year, month, 1) <= until:
        last = date(year, month, monthrange(year, month)[1])
        if month % months == 0 and after < last <= until:
            yield last
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
