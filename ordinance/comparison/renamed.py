"""Sections that got another heading: few words are left of it, and what stands under it tells that it is the same section."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ordinance.comparison.model import BlockChange, ParagraphChange, Pieces, Redline
from ordinance.document.model import Block, Paragraph


def with_renamed(redline: Redline) -> Redline:
    """Return a redline in which a heading that went and one that came over the same section are one changed heading."""
    blocks = list(redline.blocks)
    index = 0
    while index < len(blocks):
        gap = _gap(blocks, index)
        pair = _pair(redline, blocks, gap)
        if pair is not None:
            gone, come = pair
            one, two = blocks[gone], blocks[come]
            assert isinstance(one, ParagraphChange)
            assert isinstance(two, ParagraphChange)
            pieces: Pieces = (
                *(replace(piece, change="deleted") for piece in one.pieces),
                *(replace(piece, change="inserted") for piece in two.pieces),
            )
            both = ParagraphChange(one.old, two.new, pieces)
            blocks[gap[0] : gap[-1] + 1] = _around(blocks, gap, gone, come, both)
            gap = gap[:-1]
        index = gap[-1] + 1 if gap else index + 1
    return replace(redline, blocks=tuple(blocks))


def _around(blocks: Sequence[BlockChange], gap: list[int], gone: int, come: int, both: BlockChange) -> list[BlockChange]:
    """Return a gap in which what went and what came stands on the same side of the heading as in its own text."""
    olds, news = ([place for place in gap if getattr(blocks[place], side) is None] for side in ("new", "old"))
    before = [*(place for place in olds if place < gone), *(place for place in news if place < come)]
    after = [*(place for place in olds if place > gone), *(place for place in news if place > come)]
    return [*(blocks[place] for place in before), both, *(blocks[place] for place in after)]


def _gap(blocks: Sequence[BlockChange], start: int) -> list[int]:
    """Return the places, from `start` on, of paragraphs that stand on one side only."""
    places = []
    for place in range(start, len(blocks)):
        block = blocks[place]
        if not isinstance(block, ParagraphChange) or (block.old is None) == (block.new is None):
            break
        places.append(place)
    return places


def _pair(redline: Redline, blocks: Sequence[BlockChange], gap: list[int]) -> tuple[int, int] | None:
    """Return the last heading that went in a gap and the last that came, if what follows stood and stands under them."""
    if not gap or gap[-1] + 1 >= len(blocks):
        return None
    following = blocks[gap[-1] + 1]
    if not isinstance(following, ParagraphChange) or following.old is None or following.new is None:
        return None
    gone = [place for place in gap if _heading(redline.old.blocks, blocks[place].old)]
    come = [place for place in gap if _heading(redline.new.blocks, blocks[place].new)]
    if not gone or not come or _heading(redline.old.blocks, following.old):
        return None
    one, two = blocks[gone[-1]], blocks[come[-1]]
    assert one.old is not None
    assert two.new is not None
    last_gone = not any(_heading(redline.old.blocks, old) for old in range(one.old + 1, following.old))
    last_come = not any(_heading(redline.new.blocks, new) for new in range(two.new + 1, following.new))
    return (gone[-1], come[-1]) if last_gone and last_come and gone[-1] < come[-1] else None


def _heading(blocks: Sequence[Block], place: int | None) -> bool:
    block = None if place is None else blocks[place]
    return isinstance(block, Paragraph) and block.style.startswith("heading")
