"""Lists, which a document has as runs of flat paragraphs: items with a bullet or a count, and subsections nested by level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, Literal, TypeGuard

from msgspec import Struct

from ordinance.document.model import Block, Paragraph, Style

#: Paragraphs of these styles are items of a list.
ITEM_STYLES: Final[frozenset[Style]] = frozenset({"body-list", "commentary-list"})
_SUBSECTIONS: Final[dict[str, int]] = {f"subsection-{level}": level for level in (1, 2, 3, 4)}
_FLUSH: Final[dict[str, int]] = {f"flush-{level}": level for level in (1, 2, 3, 4)}
#: Paragraphs that stand in subsections.
NESTED_STYLES: Final = frozenset({*_SUBSECTIONS, *_FLUSH})
_COUNT: Final = re.compile(r"[1-9]\d{0,3}\.")


class ItemList(Struct, frozen=True):
    """Items that stand in one list: with bullets, counted 1., 2., 3. from `start`, or under labels of their own ("(iv)")."""

    kind: Literal["bullet", "number", "label"]
    items: tuple[Paragraph, ...]
    start: int = 1


class Subsection(Struct, frozen=True):
    """A subsection, and what stands in it: lists, and paragraphs flush with it."""

    head: Paragraph
    inner: tuple[Nest | Paragraph, ...]


class Nest(Struct, frozen=True):
    """Subsections of one level, from 1 to 4. `above` is the level that they stand in."""

    level: int
    above: int
    items: tuple[Subsection, ...]


def is_item(block: Block) -> TypeGuard[Paragraph]:
    """Tell whether a block is an item of a list that is no subsection."""
    return isinstance(block, Paragraph) and block.style in ITEM_STYLES


def is_nested(block: Block) -> TypeGuard[Paragraph]:
    """Tell whether a block is a subsection or stands flush with one."""
    return isinstance(block, Paragraph) and block.style in NESTED_STYLES


def label_of(item: Paragraph) -> str:
    """Return what an item is counted by; nothing for one with a bullet."""
    return item.number.label if item.number else item.label


def grouped(blocks: Iterable[Block]) -> Iterator[Block | ItemList | Nest]:
    """Yield blocks, with each run of items as the lists that they are, and each run of subsections as lists in lists."""
    for kind, run in groupby(blocks, _kind):
        if kind == "item":
            yield from item_lists([block for block in run if is_item(block)])
        elif kind == "nested":
            yield from nests([block for block in run if is_nested(block)])
        else:
            yield from run


def _kind(block: Block) -> str:
    return "item" if is_item(block) else "nested" if is_nested(block) else ""


# --- items ---


def item_lists(items: Sequence[Paragraph]) -> Iterator[ItemList]:
    """Yield items in lists. A list ends where style, language or way to count changes, and where the count does not go on."""
    start = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or not _goes_on(items[end - 1], items[end]):
            first = label_of(items[start])
            kind = _way(first)
            yield ItemList(kind, tuple(items[start:end]), int(first[:-1]) if kind == "number" else 1)
            start = end


def _goes_on(before: Paragraph, item: Paragraph) -> bool:
    if (before.style, before.language) != (item.style, item.language):
        return False
    one, two = label_of(before), label_of(item)
    return _way(one) == _way(two) and (_way(two) != "number" or int(two[:-1]) == int(one[:-1]) + 1)


def _way(label: str) -> Literal["bullet", "number", "label"]:
    return "bullet" if not label else "number" if _COUNT.fullmatch(label) else "label"


# --- subsections ---


def nests(run: Sequence[Paragraph], above: int = 0) -> Iterator[Nest | Paragraph]:
    """Yield a run of subsections and the text flush with them, as lists in lists. `above` is the level they stand in.

    A paragraph belongs to the nearest item before it of a lower level; a list ends where a paragraph of its level has no number.
    """
    rest = list(run)
    while rest:
        if not _is_subsection(rest[0]):
            yield rest.pop(0)
            continue
        level = _rank(rest[0])
        length = next((n for n, other in enumerate(rest) if not _continues(other, level)), len(rest))
        yield Nest(level, above, tuple(_subsections(rest[:length], level)))
        del rest[:length]


def _subsections(run: list[Paragraph], level: int) -> Iterator[Subsection]:
    starts = [n for n, paragraph in enumerate(run) if _rank(paragraph) == level]
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        yield Subsection(run[start], tuple(nests(run[start + 1 : end], level)))


def level_of(paragraph: Paragraph) -> int:
    """Return the level of a subsection, or of the one that a paragraph is flush with."""
    return (_SUBSECTIONS | _FLUSH)[paragraph.style]


def _is_subsection(paragraph: Paragraph) -> bool:
    return paragraph.style in _SUBSECTIONS and paragraph.number is not None


def _rank(paragraph: Paragraph) -> int:
    """Return the level that a paragraph would have as an item: text flush with an item stands inside it."""
    level = _SUBSECTIONS.get(paragraph.style)
    return _FLUSH[paragraph.style] + 1 if level is None else level


def _continues(paragraph: Paragraph, level: int) -> bool:
    rank = _rank(paragraph)
    return rank > level or (rank == level and _is_subsection(paragraph))
