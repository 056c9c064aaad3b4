"""A picture as SVG: real text, with its words for those who do not see it."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ordinance.formats.picture.layout import Laid

_FACES: Final = "Arimo, Arial, 'Liberation Sans', Helvetica, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


def write(laid: Laid) -> bytes:
    """Return the picture's bytes."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{laid.width}" height="{laid.height}"'
        f' viewBox="0 0 {laid.width} {laid.height}" role="img" lang={quoteattr(laid.language)} aria-labelledby="title desc">',
        f'<title id="title">{escape(laid.alt)}</title>',
        f'<desc id="desc">{escape(laid.description)}</desc>',
    ]
    for bar in laid.bars:
        lines.append(f'<rect x="{bar.x:g}" y="{bar.y:g}" width="{bar.width:g}" height="{bar.height:g}" fill="{bar.color}"/>')
    for words in laid.words:
        weight = ' font-weight="700"' if words.bold else ""
        lines.append(
            f'<text x="{words.x:g}" y="{words.y:g}" font-family={quoteattr(_FACES)} font-size="{words.size:g}"{weight}'
            f' fill="{words.color}">{escape(words.text)}</text>'
        )
    return "\n".join([*lines, "</svg>", ""]).encode()
