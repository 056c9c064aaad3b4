"""Lines of plain text: broken at spaces, and Chinese between its characters too, by the columns that they take."""

from __future__ import annotations

import textwrap
from typing import Final
from unicodedata import east_asian_width

#: Marks that do not begin a line of Chinese, and those that do not end one.
_CLOSING: Final = frozenset("，。、；：！？）」』》〉】”’…")
_OPENING: Final = frozenset("（「『《〈【“‘")


def columns(words: str) -> int:
    """Return how many columns a text takes where Chinese characters take two."""
    return sum(2 if _is_wide(sign) else 1 for sign in words)


def wrapped(words: str, width: int, first: str, later: str) -> list[str]:
    """Return a text in lines of at most `width` columns, the first and the later ones each after their own lead. A word
    that is longer than a line stays whole."""
    if not any(map(_is_wide, words)):
        return textwrap.wrap(
            words, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        ) or [""]
    lines, line, lead = [], "", first
    for piece in _pieces(" ".join(words.split())):
        if line and columns(lead + line + piece.rstrip()) > width:
            lines.append(lead + line.rstrip())
            line, lead = "", later
        line += piece if line else piece.lstrip()
    return [*lines, lead + line.rstrip()]


def _pieces(words: str) -> list[str]:
    """Return the text in pieces that a line may end between; a space stays with the piece before it."""
    pieces, start = [], 0
    for index in range(1, len(words)):
        if _may_break(words[index - 1], words[index]):
            pieces.append(words[start:index])
            start = index
    return [*pieces, words[start:]]


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    wide = _is_wide(before) or _is_wide(after)
    return wide and after != " " and after not in _CLOSING and before not in _OPENING


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in "FW"
