"""A picture as PNG, drawn in the faces that it was measured in."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

from ordinance.formats.measuring import WIDE_RANGES, face_at, is_wide, missing_extra
from ordinance.formats.picture.layout import Laid

_RUNS = re.compile(f"[{WIDE_RANGES}]+|[^{WIDE_RANGES}]+")


def write(laid: Laid) -> bytes:
    """Return the picture's bytes. Raises `Unwritable` without the extra, or without a face for Chinese where there is any."""
    try:
        from PIL import Image, ImageDraw
    except ImportError:
        raise missing_extra("a picture") from None
    image = Image.new("RGB", (laid.width, laid.height))
    draw = ImageDraw.Draw(image)
    for bar in laid.bars:
        draw.rectangle((bar.x, bar.y, bar.x + bar.width - 1, bar.y + bar.height - 1), fill=bar.color)
    for words in laid.words:
        x = words.x
        for run in _RUNS.findall(words.text):
            face = _face(is_wide(run[0]), words.bold, round(words.size))
            draw.text((x, words.y), run, fill=words.color, font=face, anchor="ls")
            x += face.getlength(run)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@cache
def _face(wide: bool, bold: bool, size: int) -> Any:
    return face_at(size, wide=wide, bold=bold)
