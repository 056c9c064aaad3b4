"""A screen laid out: as many lines as the terminal has, none wider, each text cut at the end of a sentence where it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ordinance.formats.text.wrapping import columns, wrapped
from ordinance.pages.screens.model import TIED, Face, Line, Rows, Screen

#: The lines of a screen.
HEIGHT: Final = 40
#: Its columns, where the window is not narrower.
WIDTH: Final = 100
#: The end of a sentence: after a word of some letters, so that "Cir." and "v." end none.
_END: Final = re.compile(r"(?:[a-z]{4}|[0-9a-z]\))[.?!][”’)]?(?= |$)")
#: No sentence's end is looked for before this share of what fits.
_FROM: Final = 0.6
_CUT: Final = " …"


class Laid(Struct, frozen=True):
    """One line as it prints; `faced` of its signs, from `start`, have the face."""

    words: str
    face: Face = ""
    start: int = 0
    faced: int = 0


class _Piece(Struct):
    """One entry on its way: its lines where it is whole, and how many it may have. Of rows, `group` is which rows they are."""

    lines: list[str]
    allowed: int
    least: int
    first: str
    later: str
    face: Face = ""
    faced: int = 0
    group: int = -1

    @property
    def gap(self) -> bool:
        return self.lines == [""]


def laid(screen: Screen, width: int = WIDTH, height: int = HEIGHT) -> list[Laid]:
    """Return the lines of a screen. What does not fit is cut: the longest texts first, then empty lines, then rows."""
    foot = [piece for line in screen.foot for piece in _of_line(line, width)]
    pieces = [piece for number, entry in enumerate(screen.entries) for piece in _of_entry(entry, number, width)]
    rests = {number: one.rest for number, one in enumerate(screen.entries) if isinstance(one, Rows)}
    room = height - sum(piece.allowed for piece in foot)
    _shorten(pieces, room)
    while _total(pieces) > room and (gap := _last_gap(pieces)) is not None:
        del pieces[gap]
    pieces = _fewer_rows(pieces, rests, room)
    lines = [line for piece in pieces for line in _printed(piece, width)]
    if len(lines) > room:  # more entries than a screen has lines: nothing goes without a word
        lines = [*lines[: room - 1], Laid(f"… and {len(lines) - room + 1} more lines")]
    return [*lines, *(line for piece in foot for line in _printed(piece, width))]


def _total(pieces: list[_Piece]) -> int:
    return sum(piece.allowed for piece in pieces)


def _shorten(pieces: list[_Piece], room: int) -> None:
    """Take lines from the pieces that have most of them, the later ones first, until all fit or none can give more."""
    while _total(pieces) > room:
        giving = [piece for piece in reversed(pieces) if piece.allowed > piece.least]
        if not giving:
            return
        max(giving, key=lambda piece: piece.allowed).allowed -= 1


def _last_gap(pieces: list[_Piece]) -> int | None:
    return next((index for index in range(len(pieces) - 1, -1, -1) if pieces[index].gap), None)


def _fewer_rows(pieces: list[_Piece], rests: dict[int, str], room: int) -> list[_Piece]:
    """Drop the last rows of whatever has most of them, and say how many they were."""
    gone: dict[int, int] = {}
    while _total(pieces) + len(gone) > room:
        sizes = {number: sum(piece.group == number for piece in pieces) for number in rests}
        number = max(sizes, key=lambda one: sizes[one], default=None)
        if number is None or sizes[number] < 2:
            break
        del pieces[max(index for index, piece in enumerate(pieces) if piece.group == number)]
        gone[number] = gone.get(number, 0) + 1
    for number, count in gone.items():
        last = max(index for index, piece in enumerate(pieces) if piece.group == number)
        lead = pieces[last].first[: len(pieces[last].first) - len(pieces[last].first.lstrip())]
        pieces.insert(last + 1, _Piece([lead + rests[number].format(count)], 1, 1, lead, lead))
    return pieces


def _of_entry(entry: Line | Rows, number: int, width: int) -> Iterator[_Piece]:
    if isinstance(entry, Line):
        yield from _of_line(entry, width)
    else:
        yield from _of_rows(entry, number, width)


def _of_line(line: Line, width: int) -> Iterator[_Piece]:
    first = " " * line.indent
    later = first + " " * line.hang
    lines = [one.replace(TIED, " ") for one in wrapped(f"{line.lead}{line.words}", width, first, later)]
    faced = len(line.lead.rstrip()) if line.words else len(line.lead)
    needed = len(lines)
    yield _Piece(lines, min(needed, line.most), min(line.least, needed), first, later, line.face if faced else "", faced)


def _of_rows(rows: Rows, number: int, width: int) -> Iterator[_Piece]:
    table = [*([rows.head] if rows.head else []), *rows.rows]
    whole = [row for row in table if len(row) > 1]
    wide = [min(max((columns(row[place]) for row in whole), default=0), most) for place, most in enumerate(rows.widest)]
    indent = " " * rows.indent
    later = indent + " " * sum(one + 2 for one in wide)
    for place, row in enumerate(table):
        if len(row) == 1:  # a heading within the table
            yield _Piece([indent + row[0]], 1, 1, indent, indent, "strong", len(row[0]), number)
            continue
        first = indent + "".join(_padded(cell, most) + "  " for cell, most in zip(row, wide, strict=False))
        lines = wrapped(row[-1], width, first, later) if row[-1] else [first.rstrip()]
        head = bool(rows.head) and place == 0
        face: Face = "strong" if head else ""
        most = min(len(lines), rows.most)
        yield _Piece(lines, most, 1, first, later, face, len(lines[0]) if head else 0, -1 if head else number)


def _padded(cell: str, most: int) -> str:
    if columns(cell) > most:
        cell = cell[: most - 1].rstrip() + "…"
    return cell + " " * (most - columns(cell))


def _printed(piece: _Piece, width: int) -> Iterator[Laid]:
    lines = piece.lines if piece.allowed >= len(piece.lines) else _cut(piece, width)
    start = len(lines[0]) - len(lines[0].lstrip())
    for place, line in enumerate(lines):
        yield Laid(line, piece.face, start, piece.faced) if place == 0 and piece.face else Laid(line)


def _cut(piece: _Piece, width: int) -> list[str]:
    """Return a piece in as many lines as it is allowed, ended where a sentence ends, or else after a word."""
    kept = piece.lines[: piece.allowed]
    words = " ".join([kept[0][len(piece.first) :], *(line[len(piece.later) :] for line in kept[1:])])
    ends = [found.end() for found in _END.finditer(words) if found.end() > len(words) * _FROM]
    cut = words[: ends[-1]] if ends else words
    while True:
        lines = wrapped(cut.rstrip(" ,;:") + _CUT, width, piece.first, piece.later)
        if len(lines) <= piece.allowed or " " not in cut:
            return lines[: piece.allowed]
        cut = cut.rpartition(" ")[0]
