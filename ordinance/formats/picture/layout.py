"""Where the words of a picture stand. The largest type that fits is taken; what does not fit in the smallest is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ordinance.errors import TooLong
from ordinance.formats.measuring import lines_of
from ordinance.library.media_model import MediaLook, Shape, ShapeLook
from ordinance.pages.media.pictures import Picture

#: The height of a line, and the air after a paragraph and round the bar under the title, in sizes of type.
_LINE: Final = 1.22
_AFTER: Final = 0.5
_BAR: Final = 8
#: Marks and what comes last are smaller than the lines by this.
_SMALL: Final = 0.82
#: The share of the free room that stands above the words.
_FROM_TOP: Final = 0.42
#: Where the baseline of a line lies, in sizes from its top.
_BASE: Final = 0.92


class Words(Struct, frozen=True):
    """A line of words: where its baseline begins, its size, and its colour."""

    x: float
    y: float
    size: float
    text: str
    color: str
    bold: bool = False


class Bar(Struct, frozen=True):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: str


class Laid(Struct, frozen=True):
    """A picture laid out: its size, its rectangles, its lines of words, and what it says in words."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    words: tuple[Words, ...]
    alt: str
    description: str
    language: str


class _Block(Struct, frozen=True):
    text: str
    size: float
    bold: bool = False


def laid(picture: Picture, shape: Shape, look: MediaLook) -> Laid:
    """Return a picture in one shape. Raises `TooLong` where its words do not fit."""
    own = look.shapes[shape]
    foot_size, foot = _foot(picture, own, look)
    foot_height = round(len(foot) * foot_size * _LINE + look.margin * 0.7)
    room = own.height - foot_height - 1.6 * look.margin
    for count in range(min(own.most, len(picture.lines)) if picture.least == 1 else len(picture.lines), picture.least - 1, -1):
        for title, size in _sizes(own):
            blocks = _blocks(picture, count, title, size)
            if _height(blocks, own, look) <= room and not _too_wide(blocks, own, look):
                return _placed(picture, count, blocks, (own, look), (foot_size, foot, foot_height))
    needed = _height(_blocks(picture, picture.least, own.title[-1], own.lines[-1]), own, look)
    raise TooLong(
        f"the picture {picture.kind} in {picture.language} as {shape}: its words need {needed:.0f} pixels in the smallest type,"
        f" and there are {room:.0f}; say it in fewer words ({picture.title[:40]})"
    )


def _sizes(own: ShapeLook) -> Iterator[tuple[int, int]]:
    """Yield pairs of sizes, largest first: of the lines first, since they are what is read."""
    for size in own.lines:
        yield from ((title, size) for title in own.title)


def _blocks(picture: Picture, count: int, title: float, size: float) -> list[_Block]:
    small = round(size * _SMALL, 1)
    blocks = [_Block(picture.title, title, True), *(_Block(line, size) for line in picture.lines[:count])]
    blocks += [_Block(picture.last, small, True)] if picture.last else []
    return [*blocks, *(_Block(mark, small) for mark in picture.marks)]


def _lines(block: _Block, own: ShapeLook, look: MediaLook) -> tuple[str, ...]:
    return lines_of(block.text, block.size, own.width - 2 * look.margin, bold=block.bold)


def _too_wide(blocks: list[_Block], own: ShapeLook, look: MediaLook) -> bool:
    """Tell whether a word alone is wider than the picture, such as an address."""
    from ordinance.formats.measuring import width

    most = own.width - 2 * look.margin
    return any(width(line, block.size, bold=block.bold) > most for block in blocks for line in _lines(block, own, look))


def _height(blocks: list[_Block], own: ShapeLook, look: MediaLook) -> float:
    text = sum(len(_lines(block, own, look)) * block.size * _LINE + block.size * _AFTER for block in blocks)
    return text + _BAR + blocks[0].size * _AFTER


def _foot(picture: Picture, own: ShapeLook, look: MediaLook) -> tuple[float, tuple[str, ...]]:
    most = own.width - 2 * look.margin
    for size in look.foot:
        lines = lines_of(picture.foot, size, most)
        if len(lines) <= 2:
            return size, lines
    return look.foot[-1], lines_of(picture.foot, look.foot[-1], most)


def _placed(
    picture: Picture,
    count: int,
    blocks: list[_Block],
    looks: tuple[ShapeLook, MediaLook],
    below: tuple[float, tuple[str, ...], int],
) -> Laid:
    own, look = looks
    foot_size, foot, foot_height = below
    words: list[Words] = []
    ground = Bar(0, 0, own.width, own.height, look.ground)
    bars = [ground, Bar(0, own.height - foot_height, own.width, foot_height, look.foot_ground)]
    room = own.height - foot_height - _height(blocks, own, look)
    y = max(float(look.margin), room * _FROM_TOP)
    for index, block in enumerate(blocks):
        for line in _lines(block, own, look):
            words.append(Words(look.margin, round(y + block.size * _BASE, 1), block.size, line, look.ink, block.bold))
            y += block.size * _LINE
        y += block.size * _AFTER
        if index == 0:
            bars.append(Bar(look.margin, round(y - block.size * _AFTER * 0.4, 1), 160, _BAR, look.ink))
            y += _BAR + block.size * _AFTER
    y = own.height - foot_height + look.margin * 0.35
    for line in foot:
        words.append(Words(look.margin, round(y + foot_size * _BASE, 1), foot_size, line, look.foot_ink))
        y += foot_size * _LINE
    return Laid(own.width, own.height, tuple(bars), tuple(words), picture.alt, picture.described(count), picture.language)


def contrast(one: str, other: str) -> float:
    """Return by how much two colours differ, from 1 to 21 (Web Content Accessibility Guidelines 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
