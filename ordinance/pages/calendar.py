"""Days of a calendar, before they are written in any form."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Day(Struct, frozen=True):
    """One day with what is to be done on it. `uid` stays the same when the day moves; `priority` is 1 (high) to 9."""

    uid: str
    day: date
    summary: str
    text: str
    category: str
    priority: int
