"""How large the words of a slide may be, and which lines go on to a second slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from ordinance.formats.measuring import lines_of, width
from ordinance.pages.training.model import Slide, SlideLine

#: The room for the lines of a slide, in points, and the sizes that are tried. None is smaller: a room must be able to read it.
WIDTH: Final = 828.0
HEIGHT: Final = 372.0
SIZES: Final = (30, 28, 26, 24, 22, 20)
#: The sizes of a title, and the width that it has.
TITLES: Final = (32, 28, 26, 24, 22, 20)
TITLE_WIDTH: Final = 848.0
#: A question stands alone, and may be larger.
LARGE: Final = (40, 36)
#: The height of a line and the air after a paragraph, in sizes.
_LINE: Final = 1.17
_AFTER: Final = 0.45
#: The room that the mark of an item takes.
_INDENT: Final = 24.0


def fitted(slide: Slide) -> Iterator[tuple[Slide, int]]:
    """Yield a slide with the size of its words, or several where one cannot hold all lines."""
    sizes = (*LARGE, *SIZES) if slide.kind == "question" else SIZES
    for size in sizes:
        if _height(slide.lines, size) <= HEIGHT:
            yield slide, size
            return
    parts = _parts(slide.lines)
    for count, lines in enumerate(parts, 1):
        title = f"{slide.title} ({count}/{len(parts)})"
        own = replace(slide, title=title, lines=lines)
        own = own if count == 1 else replace(own, minutes=0)
        size = next((one for one in SIZES if _height(lines, one) <= HEIGHT), SIZES[-1])
        yield own, size


def _parts(lines: tuple[SlideLine, ...]) -> list[tuple[SlideLine, ...]]:
    """Return lines in as few parts as fit in the smallest size, about as high as one another."""
    for count in range(2, len(lines) + 1):
        parts = _shared_out(lines, count)
        if all(_height(part, SIZES[-1]) <= HEIGHT for part in parts):
            return parts
    return [(line,) for line in lines]


def _shared_out(lines: tuple[SlideLine, ...], count: int) -> list[tuple[SlideLine, ...]]:
    """Return lines in so many parts at most, in their order: each line goes where its middle lies in the whole."""
    whole = _height(lines, SIZES[-1])
    parts: list[list[SlideLine]] = [[] for _ in range(count)]
    above = 0.0
    for line in lines:
        own = _height((line,), SIZES[-1])
        parts[min(int((above + own / 2) / whole * count), count - 1)].append(line)
        above += own
    return [tuple(part) for part in parts if part]


def title_size(title: str) -> int:
    """Return the size in which a title stands on one line, or the smallest."""
    return next((size for size in TITLES if width(title, size, bold=True) <= TITLE_WIDTH), TITLES[-1])


def _height(lines: tuple[SlideLine, ...], size: int) -> float:
    count = sum(len(lines_of(f"{line.lead} {line.text}".strip(), size, WIDTH - _INDENT)) for line in lines)
    return count * size * _LINE + len(lines) * size * _AFTER
