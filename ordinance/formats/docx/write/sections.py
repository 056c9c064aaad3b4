"""Paper, margins and line numbers: the properties of a section (w:sectPr)."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from ordinance.formats.docx.write.package import DOCUMENT
from ordinance.formats.docx.write.setup import Page
from ordinance.formats.docx.write.template import Template, part_of
from ordinance.formats.docx.write.trees import Element, W, child, ensured, new, parse, put, source, twips, value

#: Width and height of paper that stands upright, in twentieths of a point.
PAPER: Final[dict[Page, tuple[int, int]]] = {"letter": (12240, 15840), "legal": (12240, 20160), "a4": (11906, 16838)}
#: Margins, head and foot where a section names none, in twentieths of a point.
_MARGINS: Final = {"top": 1440, "right": 1440, "bottom": 1440, "left": 1440, "header": 720, "footer": 720, "gutter": 0}
_COLUMN_GAP: Final = 720
_LYING_MARGIN: Final = 1080


def laid_out(template: Template, page: Page | None, line_numbers: bool, landscape: bool = False) -> Template:
    """Return a template on other paper, with its lines numbered from 1 on every page, or with its pages on their side."""
    document = next(part for part in template.parts if part.name == DOCUMENT)
    root = parse(document.source.encode(), keep_slots=True)
    section = child(root, "body/sectPr")
    assert section is not None  # read_folder and read_letterhead put one there
    if page:
        _put_paper(section, page)
    if landscape:
        _lay(section, narrow=not template.foreign)
    if line_numbers:
        put(section, new("lnNumType", countBy=1, restart="newPage"))
    parts = tuple(part_of(DOCUMENT, source(root)) if part is document else part for part in template.parts)
    return replace(template, parts=parts, text_width=text_width(section))


def _put_paper(section: Element, page: Page) -> None:
    width, height = PAPER[page]
    lies = value(section, "pgSz", "orient") == "landscape"
    if lies:
        put(section, new("pgSz", w=height, h=width, orient="landscape"))
    else:
        put(section, new("pgSz", w=width, h=height))


def _lay(section: Element, narrow: bool) -> None:
    """Turn the paper; with `narrow`, give what stands on it more room. Changes the section."""
    width, height = (_length(section, "pgSz", side) for side in "wh")
    if narrow:
        margins = ensured(section, "pgMar")
        for side in ("top", "right", "bottom", "left"):
            margins.set(W + side, str(min(_length(section, "pgMar", side), _LYING_MARGIN)))
    put(section, new("pgSz", w=max(width, height), h=min(width, height), orient="landscape"))


def complete(section: Element) -> None:
    """Give a section paper and margins where it has none, as Word does. Changes it."""
    size = ensured(section, "pgSz")
    for name, length in zip("wh", PAPER["letter"], strict=True):
        _set_default(size, name, length)
    margins = ensured(section, "pgMar")
    for name, length in _MARGINS.items():
        _set_default(margins, name, length)


def _set_default(element: Element, name: str, length: int) -> None:
    if twips(element.get(W + name)) is None:
        element.set(W + name, str(length))


def text_width(section: Element) -> int:
    """Return the width of a line of text: between the margins, or of the first column."""
    between = _length(section, "pgSz", "w") - sum(_length(section, "pgMar", side) for side in ("left", "right", "gutter"))
    own = child(section, "cols")
    if own is None:
        return between
    first = value(own, "col", "w")
    if first is not None:
        return twips(first) or between
    gap, count = twips(value(section, "cols", "space")), columns(section)
    return (between - (count - 1) * (_COLUMN_GAP if gap is None else gap)) // count


def columns(section: Element) -> int:
    """Return how many columns the text of a section has."""
    number = value(section, "cols", "num") or ""
    return max(int(number), 1) if number.isascii() and number.isdecimal() else 1


def _length(section: Element, name: str, attribute: str) -> int:
    return twips(value(section, name, attribute)) or 0
