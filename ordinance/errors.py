"""Errors that stop the program. Each owns its exit code and its sentence; what an author can get wrong is a finding instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")


class OrdinanceError(Exception):
    """Base of all errors that a person can mend. `str()` is the sentence to print; `exit_code` is the process's."""

    exit_code = 2


#: No line of a message is longer, and no file's faults are more lines than a person reads.
_LINE = 400
_LINES = 50
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def brief(text: object, most: int = 80) -> str:
    """Return a text on one line, without control characters, and cut in its middle where it is longer than `most`."""
    words = str(text)
    if len(words) > most:
        tail = most // 3
        words = f"{words[: most - tail - 3]} … {words[len(words) - tail :]}"
    return _CONTROL.sub(lambda one: one[0].encode("unicode_escape").decode(), words)


class Fault(Struct, frozen=True, order=True):
    """One mistake in one file: where it stands (line and column from 1, 0 when unknown), what is wrong, what would be right."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        where = brief(where, _LINE)
        return f"{where}: {brief(self.message, max(_LINE - len(where) - 2, _LINE // 2))}"


class FaultyFile(OrdinanceError):
    """A file of the library or a place cannot be used. Carries every fault found, one line each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        lines = [str(fault) for fault in self.faults[:_LINES]]
        more = len(self.faults) - len(lines)
        super().__init__("\n".join([*lines, f"… and {more} more"] if more else lines))


class NotFound(OrdinanceError):
    """A name that is not in the library; offers the nearest valid ones."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no {what} named {brief(name)!r}{nearest(name, known)}")


class BadChoice(OrdinanceError):
    """A selection that cannot be drafted."""


class Unwritable(OrdinanceError):
    """The output cannot be written."""


class TooLong(Unwritable):
    """A text does not fit the card that it is for."""


def found(records: Mapping[str, T], what: str, name: str) -> T:
    """Return a record by id, or raise `NotFound` with the near misses."""
    record = records.get(name)
    if record is None:
        raise NotFound(what, name, records)
    return record


#: No name in a library comes near this length.
_LONGEST_NAME = 200


def nearest(name: str, known: Iterable[str]) -> str:
    """Return '; did you mean …?' with the nearest known names, or the list when it is short, or nothing."""
    if len(name) > _LONGEST_NAME:  # likeness is looked for letter by letter
        return ""
    names = sorted({one for one in known if len(one) <= _LONGEST_NAME})
    by_lower = {one.lower(): one for one in names}
    close = get_close_matches(name.lower(), by_lower, n=2, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(by_lower[one] for one in close)}?"
    return f"; known: {', '.join(names)}" if 0 < len(names) <= 12 else ""
