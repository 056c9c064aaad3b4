"""A document whose styles and lists were guessed, made like the one that it is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Block, Document, Number, Paragraph, Style

#: The style that prints a sign before the words, which is no guess.
_BULLET: Final[Style] = "body-list"

#: A level of a list: the scheme's id, and the depth.
_Level = tuple[str, int]


def like(guessed: Document, sure: Document, partners: Mapping[int, int]) -> Document:
    """Return the guessed document, each block in the style of its partner on the sure side.

    `partners` gives the sure block for a guessed one. A guessed level of a list becomes the sure one that most
    partners with the same label have, so that what was read with typed labels goes on counting in the same list.
    """
    levels = _levels(guessed, sure, partners)
    blocks = list(guessed.blocks)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            partner = sure.blocks[partners[place]] if place in partners else None
            blocks[place] = _like(block, partner, levels)
    return replace(guessed, blocks=tuple(blocks), schemes=(*guessed.schemes, *sure.schemes))


def _like(block: Paragraph, partner: Block | None, levels: Mapping[_Level, _Level]) -> Paragraph:
    number = block.number
    if number is not None and (level := levels.get((number.scheme, number.level))):
        number = Number(number.label, level[0], level[1], number.instance)
    if not isinstance(partner, Paragraph) or _BULLET in {block.style, partner.style}:
        return replace(block, number=number)
    return replace(block, number=number, style=partner.style, keep_with_next=partner.keep_with_next)


def _levels(guessed: Document, sure: Document, partners: Mapping[int, int]) -> dict[_Level, _Level]:
    """Return which sure level each guessed one is."""
    votes: Counter[tuple[_Level, _Level]] = Counter()
    for place, other in partners.items():
        one, two = guessed.blocks[place], sure.blocks[other]
        numbers = [side.number for side in (one, two) if isinstance(side, Paragraph) and side.number]
        if len({number.label for number in numbers}) == 1 < len(numbers):
            level, other_level = ((number.scheme, number.level) for number in numbers)
            votes[level, other_level] += 1
    levels: dict[_Level, _Level] = {}
    for (level, other_level), _ in votes.most_common():
        levels.setdefault(level, other_level)
    return levels
