"""Marks of change that take whole units: none opens or closes inside a parenthesis, a bracket or a quotation."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from ordinance.comparison.model import Change, Piece, Pieces
from ordinance.comparison.words import shown
from ordinance.document.model import Run

_PAIRS: Final = ("()", "[]", "“”")
_GONE: Final = frozenset({"deleted", "moved-from"})


def whole_units(pieces: Pieces) -> Pieces:
    """Return pieces whose changes are widened to whole units: "thirty (30)" goes as a whole, and what comes in its place too."""
    done: list[Piece] = []
    left = list(pieces)
    while left:
        if not left[0].change:
            done.append(left.pop(0))
            continue
        old, new = _unit(left)
        done += [*old, *new]
    return tuple(done)


def _unit(left: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Take the next change from the front of the list, and what must go with it; return what is deleted and what is added."""
    old: list[Piece] = []
    new: list[Piece] = []
    while left and (left[0].change or not (_closed(old) and _closed(new))):
        piece = left.pop(0)
        if piece.change:
            (old if piece.change in _GONE else new).append(piece)
            continue
        within, after = _cut(piece, old, new)
        old.append(_as(within, "deleted"))
        new.append(_as(within, "inserted"))
        if after is not None:
            left.insert(0, after)
    return old, new


def _cut(piece: Piece, old: list[Piece], new: list[Piece]) -> tuple[Piece, Piece | None]:
    """Cut words that stay behind the first sign that closes both sides; without one, all of them belong to the change."""
    inline = piece.inline
    if isinstance(inline, Run):
        for place in range(1, len(inline.text)):
            head = replace(piece, inline=replace(inline, text=inline.text[:place]))
            if _closed([*old, head]) and _closed([*new, head]):
                return head, replace(piece, inline=replace(inline, text=inline.text[place:]))
    return piece, None


def _closed(pieces: list[Piece]) -> bool:
    words = "".join(shown(piece.inline) for piece in pieces)
    return all(words.count(first) == words.count(last) for first, last in _PAIRS)


def _as(piece: Piece, change: Change) -> Piece:
    return replace(piece, change=change)
