"""Typing slips: a letter too many, too few, wrong, or two in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

#: From this length on a name may have two slips.
_TWO: Final = 8
#: A shorter name is too short to guess at.
_SHORTEST: Final = 4


def pieces(name: str) -> Iterator[tuple[int, str]]:
    """Yield three pieces of a name, each with where it starts: a name with two slips still has one of them whole."""
    if len(name) < _SHORTEST:
        return
    cuts = [0, len(name) // 3, 2 * len(name) // 3, len(name)]
    for start, end in pairwise(cuts):
        if end - start > 1:
            yield start, name[start:end]


def is_near(one: str, other: str) -> bool:
    """Tell whether two names differ by no more slips than their length forgives."""
    most = 2 if len(one) >= _TWO else 1
    return abs(len(one) - len(other)) <= most and slips(one, other, most) <= most


def slips(one: str, other: str, most: int) -> int:
    """Return how many slips lie between two words; more than `most` is `most` + 1."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return len(one) + len(other)
    if abs(len(one) - len(other)) > most or min(len(one), len(other)) > 4 * most:
        return most + 1
    earlier, before, row = [0], [0], list(range(len(other) + 1))
    for i, left in enumerate(one):
        earlier, before, row = before, row, [i + 1]
        for j, right in enumerate(other):
            cost = min(before[j] + (left != right), before[j + 1] + 1, row[j] + 1)
            if i and j and left == other[j - 1] and one[i - 1] == right:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1]
