"""What is asked of a draft, however it was asked: the day whose law counts."""

from __future__ import annotations

from datetime import date

from ordinance.library.store import Library


def law_day_on(library: Library, on: date | None, today: date) -> date | None:
    """Return the day whose law counts: the one given, else today; none where today is before the library's law."""
    day, first = on or today, library.vocabulary.law_from
    return None if on is None and first and day < first else day
