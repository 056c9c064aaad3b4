"""The parts of two documents whose labels a change touches: there no list can count right before and after.

A part is a section: a paragraph on the outermost level of a scheme, and what counts under it up to the next one. It is
touched where a counted paragraph comes, goes, moves, is split or joined, or has another label on the other side.
"""

from __future__ import annotations

from ordinance.comparison.model import ParagraphChange, Redline
from ordinance.document.model import Document, Number, Paragraph

#: The blocks of the touched parts, by their places in the old and in the new document.
Touched = tuple[frozenset[int], frozenset[int]]


def touched(redline: Redline) -> Touched:
    """Return the counted blocks of both documents that stand in a touched part."""
    sides = (redline.old, redline.new)
    parts = tuple(map(_parts, sides))
    found: tuple[set[int], set[int]] = (set(), set())
    for change in redline.blocks:
        if not isinstance(change, ParagraphChange):
            continue
        places = (change.old, change.new)
        numbers = [_number(side, place) for side, place in zip(sides, places, strict=True)]
        if not any(numbers) or not _differs(change, numbers[0], numbers[1]):
            continue
        for index, (place, number) in enumerate(zip(places, numbers, strict=True)):
            if place is not None and number is not None:
                found[index].add(parts[index][place])
    _both(redline, parts, found)
    old, new = (frozenset(place for place, part in parts[side].items() if part in found[side]) for side in (0, 1))
    return old, new


def _differs(change: ParagraphChange, old: Number | None, new: Number | None) -> bool:
    if change.mark or change.move or change.continues or old is None or new is None:
        return True
    return (old.label, old.level) != (new.label, new.level)


def _both(redline: Redline, parts: tuple[dict[int, int], ...], found: tuple[set[int], set[int]]) -> None:
    """Add to the touched parts those that have a paragraph in common with one: it stands there once for both sides.

    Changes `found`, until nothing more is added.
    """
    pairs = {
        (parts[0][change.old], parts[1][change.new])
        for change in redline.blocks
        if isinstance(change, ParagraphChange) and change.old in parts[0] and change.new in parts[1]
        if change.old is not None and change.new is not None
    }
    more = True
    while more:
        linked = [pair for pair in pairs if (pair[0] in found[0]) != (pair[1] in found[1])]
        more = bool(linked)
        for one, two in linked:
            found[0].add(one)
            found[1].add(two)


def _number(side: Document, place: int | None) -> Number | None:
    block = None if place is None else side.blocks[place]
    return block.number if isinstance(block, Paragraph) else None


def _parts(document: Document) -> dict[int, int]:
    """Return for each counted block the block that its part begins with."""
    begun: dict[str, int] = {}
    parts: dict[int, int] = {}
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or block.number is None:
            continue
        if block.number.level == 0 or block.number.scheme not in begun:
            begun[block.number.scheme] = place
        parts[place] = begun[block.number.scheme]
    return parts
