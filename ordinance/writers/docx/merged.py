"""The lists of a redline: each paragraph counts as in the old document when changes are rejected, as in the new when accepted.

Both documents are planned by themselves, and then share what counts alike: a scheme with the same levels, and a list
that starts over where it did before. So a paragraph that has not changed stands in one list on both sides, and says
nothing of numbering; where it must count in another list, its properties change with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.model import ParagraphChange, Redline
from ordinance.documents.model import Document, NumberLevel, NumberScheme, Paragraph

from .levels import native_levels
from .numbering import BULLETS, Numbering, Place, Restart, plan

#: How one side's lists are called in the redline: the old number of a list to its new one.
Names = Mapping[int, int]


class Merged(Struct, frozen=True):
    """The schemes and lists of a redline, and the place of each block of both documents in them."""

    schemes: tuple[NumberScheme, ...]
    numbering: Numbering
    old: tuple[Place | None, ...]
    new: tuple[Place | None, ...]
    plans: tuple[Numbering, Numbering]


def merged(redline: Redline) -> Merged:
    plans = (plan(redline.old), plan(redline.new))
    schemes, where = _schemes(redline)
    numbers = count(BULLETS + 1 + len(schemes))
    own = {BULLETS + 1 + index: BULLETS + 1 + index for index in range(len(redline.new.schemes))}
    for restart in plans[1].restarts:
        own[restart.list] = next(numbers)
    restarts = [replace(restart, list=own[restart.list]) for restart in plans[1].restarts]
    twins = _twins(redline, plans, where)
    other = {BULLETS + 1 + index: BULLETS + 1 + place for index, place in enumerate(where)}
    for restart in plans[0].restarts:
        if restart.list in twins:
            other[restart.list] = own[twins[restart.list]]
        else:
            other[restart.list] = next(numbers)
            restarts.append(Restart(other[restart.list], where[restart.scheme], restart.level, restart.start))
    links = {style: _named(place, own) for style, place in plans[1].links.items()}
    links = {style: _named(place, other) for style, place in plans[0].links.items()} | links
    old, new = _renamed(plans[0].places, other), _renamed(plans[1].places, own)
    return Merged(schemes, Numbering((), tuple(restarts), links), old, new, plans)


def _renamed(places: Iterable[Place | None], names: Names) -> tuple[Place | None, ...]:
    return tuple(_named(place, names) if place else None for place in places)


def _named(place: Place, names: Names) -> Place:
    return Place(names[place.list], place.level)


# --- schemes ---


def _schemes(redline: Redline) -> tuple[tuple[NumberScheme, ...], list[int]]:
    """Return the schemes of both documents, those of the new first, and which of them each old one is."""
    used = (_levels_used(redline.old), _levels_used(redline.new))
    schemes = list(redline.new.schemes)
    where: list[int] = []
    for scheme in redline.old.schemes:
        for place, candidate in enumerate(redline.new.schemes):
            both = _common(scheme, schemes[place], used[0][scheme.id], used[1][candidate.id])
            if both is not None and place not in where:
                schemes[place] = both
                where.append(place)
                break
        else:
            where.append(len(schemes))
            schemes.append(scheme)
    return tuple(schemes), where


def _levels_used(document: Document) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {scheme.id: set() for scheme in document.schemes}
    for block in document.blocks:
        if type(block) is Paragraph and block.number is not None and block.number.scheme in used:
            used[block.number.scheme].add(block.number.level)
    return used


def _common(old: NumberScheme, new: NumberScheme, old_used: set[int], new_used: set[int]) -> NumberScheme | None:
    """Return a scheme that counts like both on the levels that they use, or None where they differ."""
    if old.heading_style != new.heading_style or not old_used & new_used:
        return None
    natives = (native_levels(old), native_levels(new))
    levels: list[NumberLevel] = []
    for depth in range(max(len(old.levels), len(new.levels))):
        on = [depth in used and depth < len(native) for used, native in zip((old_used, new_used), natives, strict=True)]
        if all(on) and natives[0][depth] != natives[1][depth]:
            return None
        take_old = depth >= len(new.levels) or (on[0] and not on[1])
        levels.append(old.levels[depth] if take_old else new.levels[depth])
    return replace(new, levels=tuple(levels))


# --- lists that start over ---


def _twins(redline: Redline, plans: tuple[Numbering, Numbering], where: list[int]) -> dict[int, int]:
    """Return which old list is which new one: the two that have most paragraphs in common, and start alike."""
    begun = tuple({restart.list: restart for restart in side.restarts} for side in plans)
    votes: Counter[tuple[int, int]] = Counter()
    for block in redline.blocks:
        if type(block) is not ParagraphChange or block.old is None or block.new is None:
            continue
        places = (plans[0].places[block.old], plans[1].places[block.new])
        starts = tuple(side.get(place.list) if place else None for side, place in zip(begun, places, strict=True))
        old, new = starts
        if old and new and (where[old.scheme], old.level, old.start) == (new.scheme, new.level, new.start):
            votes[old.list, new.list] += 1
    twins: dict[int, int] = {}
    for (one, other), _ in votes.most_common():
        if one not in twins and other not in twins.values():
            twins[one] = other
    return twins
