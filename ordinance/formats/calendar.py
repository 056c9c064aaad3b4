"""A calendar file (iCalendar, RFC 5545) of whole days. The same days give the same bytes: no clock is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ordinance.pages.calendar import Day

#: The longest line in octets, without its end (RFC 5545, section 3.1).
LONGEST = 75


def write(name: str, days: Iterable[Day], stamp: date) -> bytes:
    """Return the calendar `name` of some days; `stamp` is the day on which the list was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ordinance//watch//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(one.summary)}",
            f"DESCRIPTION:{_text(one.text)}",
            f"CATEGORIES:{_text(one.category)}",
            f"PRIORITY:{one.priority}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """Return a line with its end, folded where it is longer than 75 octets, never inside a character."""
    parts: list[bytes] = [b""]
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > LONGEST:
            parts.append(b" ")
        parts[-1] += octets
    return b"".join(part + b"\r\n" for part in parts)


def _text(words: str) -> str:
    """Return words with what RFC 5545 reserves escaped; a break of a line becomes a mark for one."""
    marked = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
