"""What fills one screen of a terminal: lines that may be cut and rows that may be counted instead, and a foot that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

Face = Literal["", "strong", "error", "warning"]


class Line(Struct, frozen=True):
    """Words after a lead that has a face. They take at most `most` lines, and no fewer than `least` of those that they need."""

    words: str = ""
    lead: str = ""
    face: Face = "strong"
    indent: int = 0
    hang: int = 2
    most: int = 3
    least: int = 1


class Rows(Struct, frozen=True):
    """Rows under a head, each in columns of at most `widest` signs; the last column runs on, for at most `most` lines.

    Where not all fit, the last go, and `rest` says how many ({} in it).
    """

    rows: tuple[tuple[str, ...], ...]
    widest: tuple[int, ...]
    head: tuple[str, ...] = ()
    indent: int = 2
    most: int = 2
    rest: str = "… and {} more"


Entry = Line | Rows

#: An empty line, which goes first where there is no room.
GAP: Final = Line(most=1)
#: A space at which no line ends.
TIED: Final = "\u00a0"
#: A longer command is broken.
_WHOLE: Final = 90


class Screen(Struct, frozen=True):
    """One screen. The last line of the foot says how to get the rest."""

    entries: tuple[Entry, ...]
    foot: tuple[Line, ...]


def more(command: str, what: str) -> Line:
    """Return the line that says how to get the rest: what it is, and the command that prints it, which stays in one piece."""
    return Line(f"{what}: {command.replace(' ', TIED) if len(command) <= _WHOLE else command}", most=4, least=4)


def flat(words: Iterable[str] | str) -> str:
    """Return words, or paragraphs of them, on one line."""
    return " ".join((words if isinstance(words, str) else " ".join(words)).replace("\u00a0", " ").split())


def named(names: Iterable[str], most: int) -> Iterator[str]:
    """Yield the first names, and how many more there are."""
    listed = list(names)
    yield from listed[:most]
    if len(listed) > most:
        yield f"{len(listed) - most} more"
