"""What has moved: of the blocks that did not stay in their order, those that stand elsewhere, in one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ordinance.comparison.alignment import Pair, Scale, Unit, candidates, heaviest_chain

#: A move is shown as one from this many words on; less is plainer as a deletion and an insertion.
_LEAST_WORDS: Final = 8
#: A paragraph that moved alone must be nearly the same; those of a section that moved may have changed more.
_LIKE_ALONE: Final = 0.9
_LIKE: Final = 0.7
#: So many blocks in a row may be new or gone within a move.
_LEAP: Final = 3


class Move(Struct, frozen=True):
    """Blocks first to last (counted in both) that moved, and which became which."""

    old: tuple[int, int]
    new: tuple[int, int]
    pairs: tuple[Pair, ...]


def moves(old: Sequence[Unit], new: Sequence[Unit], stayed: Sequence[Pair], scale: Scale) -> list[Move]:
    """Return the moves, those of the first old blocks first. None reaches over a block that stayed, or over a table."""
    left, right = list(range(len(old))), list(range(len(new)))
    kept = tuple({place for place, unit in enumerate(side) if unit.kind != "paragraph"} for side in (old, new))
    for pair in stayed:
        kept[0].add(pair.old)
        kept[1].add(pair.new)
    found: list[Move] = []
    while True:
        left = [place for place in left if place not in kept[0]]
        right = [place for place in right if place not in kept[1]]
        inner = candidates([old[place] for place in left], [new[place] for place in right], scale, _LIKE)
        chain = heaviest_chain(Pair(left[pair.old], right[pair.new], pair.weight) for pair in inner)
        fresh = [move for group in _groups(chain, kept) if (move := _move(group, old, new, scale))]
        if not fresh:
            return sorted(found, key=lambda move: move.old)
        found += fresh
        for move in fresh:
            kept[0].update(range(move.old[0], move.old[1] + 1))
            kept[1].update(range(move.new[0], move.new[1] + 1))


def _groups(chain: list[Pair], kept: Sequence[set[int]]) -> Iterator[list[Pair]]:
    """Cut a chain where, on either side, a block that stayed or too many others stand between two pairs."""
    group: list[Pair] = []
    for pair in chain:
        if group and not (_near(group[-1].old, pair.old, kept[0]) and _near(group[-1].new, pair.new, kept[1])):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _near(before: int, after: int, kept: set[int]) -> bool:
    return after - before <= _LEAP + 1 and not any(place in kept for place in range(before + 1, after))


def _move(group: list[Pair], old: Sequence[Unit], new: Sequence[Unit], scale: Scale) -> Move | None:
    first, last = group[0], group[-1]
    if len(group) == 1 and scale.likeness(old[first.old].words, new[first.new].words) < _LIKE_ALONE:
        return None
    if sum(old[pair.old].words.total() for pair in group) < _LEAST_WORDS:
        return None
    return Move((first.old, last.old), (first.new, last.new), tuple(group))
