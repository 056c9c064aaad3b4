"""How wide a text is, and how it breaks into lines: measured in the faces that slides and pictures are set in (extra `media`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from ordinance.errors import Unwritable

#: The packages that bring the faces, and the size in which they are measured.
_LATIN: Final = ("fontpkg_arimo", "Arimo[[]wght[]].ttf")
_WIDE: Final = ("justmytype_intl_cjk", "NotoSansSC[[]wght[]].ttf")
_SIZE: Final = 100
#: Characters as wide as they are high, between any two of which a line may break, but not before these marks.
WIDE_RANGES: Final = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_WIDE_CHARACTER: Final = re.compile(f"[{WIDE_RANGES}]")
_NOT_FIRST: Final = "，。、；：！？）”》】"
_PIECES: Final = re.compile(rf"[{WIDE_RANGES}]|[^\s{WIDE_RANGES}]+|\s+")


def missing_extra(what: str) -> Unwritable:
    """Return the error where the extra is not installed."""
    return Unwritable(f'{what} needs an extra that is not installed: in the checkout, pip install ".[media]"')


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, in the unit of `size`."""
    return sum(_advance(character, bold) for character in text) * size / _SIZE


@lru_cache(maxsize=4096)
def lines_of(text: str, size: float, most: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text broken into lines no wider than `most`. A word that is wider alone stands on a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width((line + piece).rstrip(), size, bold=bold) > most:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays together on a line: a word, a space, a wide character with the marks that may not begin a line."""
    held = ""
    for piece in _PIECES.findall(text):
        if held and piece in _NOT_FIRST:
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


@cache
def _advance(character: str, bold: bool) -> float:
    face = _face(is_wide(character), bold)
    return float(_SIZE) if face is None else float(face.getlength(character))


@cache
def _face(wide: bool, bold: bool) -> Any:
    """Return the face that a character is measured in; None for wide ones where it is not installed: they are as wide as high."""
    return None if wide and font_file(*_WIDE) is None else face_at(_SIZE, wide=wide, bold=bold)


def is_wide(character: str) -> bool:
    """Tell whether a character is one of those that are as wide as they are high."""
    return _WIDE_CHARACTER.match(character) is not None


def face_at(size: int, *, wide: bool, bold: bool) -> Any:
    """Return the face in one size. Raises `Unwritable` where it, or what reads it, is not installed."""
    try:
        from PIL import ImageFont
    except ImportError:
        raise missing_extra("measuring a text") from None
    path = font_file(*(_WIDE if wide else _LATIN))
    if path is None and wide:
        raise Unwritable('a picture in Chinese needs an extra that is not installed: in the checkout, pip install ".[pdf-fonts]"')
    if path is None:
        raise missing_extra("measuring a text")
    face = ImageFont.truetype(str(path), size)
    face.set_variation_by_axes([700 if bold else 400])
    return face


def font_file(package: str, pattern: str) -> Path | None:
    """Return the file of a face that an installed package brings, or None."""
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder).rglob(pattern)):
            return path
    return None
