"""Text boxes of a letterhead's head or foot that stand over the text: every page of a draft would print under them.

Boxes beside the text, as lists of members in the margin are, and above or below it are no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ordinance.formats.docx.write.trees import Element, W, twips, value

_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
#: Twentieths of a point in an inch, in the English metric unit, and in the units of VML.
_INCH: Final = 1440
_EMU: Final = 635
_UNITS: Final = {"in": _INCH, "pt": 20, "px": 15, "cm": _INCH / 2.54, "mm": _INCH / 25.4, "": 20}
_LENGTH: Final = re.compile(r"^(-?[\d.]+)\s*(in|pt|px|cm|mm|)$")
#: What a box may overlap by before a line of the text is hidden.
_SLACK: Final = 150


class _Area(NamedTuple):
    """A rectangle on the page, in twentieths of a point."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: _Area) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _SLACK and down > _SLACK


def box_over_text(root: Element, kind: str, section: Element) -> str:
    """Return the first words of a text box in a head or foot ("header", "footer") that stands over the text, or ""."""
    page = _Page(section, kind)
    for words, area in (*_drawn(root, page), *_vml(root, page)):
        if area.over(page.text):
            return words[:40] or "without words"
    return ""


class _Page:
    """Paper and margins of a section, and where its heads or feet begin."""

    def __init__(self, section: Element, kind: str) -> None:
        def length(name: str, side: str) -> int:
            return twips(value(section, name, side)) or 0

        self.width, self.height = length("pgSz", "w"), length("pgSz", "h")
        left, right = length("pgMar", "left") + length("pgMar", "gutter"), self.width - length("pgMar", "right")
        self.text = _Area(left, abs(length("pgMar", "top")), right, self.height - abs(length("pgMar", "bottom")))
        head, foot = length("pgMar", "header"), self.height - length("pgMar", "footer")
        self.line = head if kind == "header" else foot

    def across(self, base: str, offset: float | None, align: str, size: float) -> float:
        """Return where a box begins from the left."""
        low, high = (0, self.width) if base in ("page", "leftMargin") else (self.text.left, self.text.right)
        if base == "rightMargin":
            low = self.text.right
        return low + offset if offset is not None else _aligned(align, low, high, size)

    def down(self, base: str, offset: float | None, align: str, size: float) -> float:
        """Return where a box begins from the top."""
        low, high = {
            "page": (0.0, float(self.height)),
            "topMargin": (0.0, self.text.top),
            "margin": (self.text.top, self.text.bottom),
            "bottomMargin": (self.text.bottom, float(self.height)),
        }.get(base, (float(self.line), float(self.line)))
        return low + offset if offset is not None else _aligned(align, low, high, size)


def _aligned(align: str, low: float, high: float, size: float) -> float:
    if align in ("right", "bottom", "outside"):
        return high - size
    return (low + high - size) / 2 if align == "center" else low


def _drawn(root: Element, page: _Page) -> Iterator[tuple[str, _Area]]:
    for anchor in root.iter(f"{_DRAWN}anchor"):
        if next(anchor.iter(f"{W}txbxContent"), None) is None:
            continue
        extent = anchor.find(f"{_DRAWN}extent")
        width, height = (_number(extent.get(side)) / _EMU if extent is not None else 0 for side in ("cx", "cy"))
        left = page.across(*_position(anchor, "positionH"), width)
        top = page.down(*_position(anchor, "positionV"), height)
        yield _words(anchor), _Area(left, top, left + width, top + height)


def _position(anchor: Element, name: str) -> tuple[str, float | None, str]:
    """Return what a position is measured from, how far it is from there, or to which side it is set."""
    found = anchor.find(_DRAWN + name)
    if found is None:
        return "", 0.0, ""
    offset, align = found.findtext(f"{_DRAWN}posOffset"), found.findtext(f"{_DRAWN}align")
    return found.get("relativeFrom") or "", None if offset is None else _number(offset) / _EMU, (align or "").strip()


def _vml(root: Element, page: _Page) -> Iterator[tuple[str, _Area]]:
    """Yield the boxes that are drawn the old way only: Word writes one of these behind every new one too."""
    for box in root.iter(f"{_VML}textbox"):
        shape = box.getparent()
        if shape is None or any(str(above.tag).endswith("}Fallback") for above in box.iterancestors()):
            continue
        style = dict(part.split(":", 1) for part in (shape.get("style") or "").split(";") if ":" in part)
        style = {name.strip(): words.strip() for name, words in style.items()}
        if style.get("position") != "absolute":
            continue
        width, height = _vml_length(style.get("width", "")), _vml_length(style.get("height", ""))
        left = page.across(
            style.get("mso-position-horizontal-relative", ""), _vml_length(style.get("margin-left", "0")), "", width
        )
        top = page.down(style.get("mso-position-vertical-relative", ""), _vml_length(style.get("margin-top", "0")), "", height)
        yield _words(shape), _Area(left, top, left + width, top + height)


def _vml_length(words: str) -> float:
    found = _LENGTH.match(words)
    try:
        return float(found[1]) * _UNITS[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def _number(words: str | None) -> float:
    try:
        return float(words or 0)
    except ValueError:
        return 0.0


def _words(node: Element) -> str:
    return " ".join("".join(str(one.text or "") for one in node.iter(f"{W}t")).split())
