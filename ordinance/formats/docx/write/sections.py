"""Paper, margins and line numbers: the properties of a section (w:sectPr)."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from ordinance.document.model import Style
from ordinance.formats.docx.write.package import DOCUMENT, STYLES
from ordinance.formats.docx.write.setup import Page, Setup
from ordinance.formats.docx.write.styles import STYLE_IDS
from ordinance.formats.docx.write.template import Template, part_of
from ordinance.formats.docx.write.trees import Element, W, child, ensured, new, parse, put, source, twips, value

#: Width and height of paper that stands upright, in twentieths of a point.
PAPER: Final[dict[Page, tuple[int, int]]] = {"letter": (12240, 15840), "legal": (12240, 20160), "a4": (11906, 16838)}
#: Margins, head and foot where a section names none, in twentieths of a point.
_MARGINS: Final = {"top": 1440, "right": 1440, "bottom": 1440, "left": 1440, "header": 720, "footer": 720, "gutter": 0}
_COLUMN_GAP: Final = 720
#: The styles of what becomes law, but its headings; and two lines, in 240ths of one.
_LAW: Final[tuple[Style, ...]] = (
    *("recital", "enacting-clause", "lead-in", "section-text", "definition"),
    *("subsection-1", "subsection-2", "subsection-3", "subsection-4"),
    *("flush-1", "flush-2", "flush-3", "flush-4"),
)
_TWO_LINES: Final = 480
_LYING_MARGIN: Final = 1080


def laid_out(template: Template, setup: Setup, landscape: bool = False) -> Template:
    """Return a template on other paper, with its lines numbered, its law double-spaced, or with its pages on their side."""
    document = next(part for part in template.parts if part.name == DOCUMENT)
    root = parse(document.source.encode(), keep_slots=True)
    section = child(root, "body/sectPr")
    assert section is not None  # read_folder and read_letterhead put one there
    if setup.page:
        _put_paper(section, setup.page)
    if landscape:
        _lay(section, narrow=not template.foreign)
    if setup.line_numbers or setup.lines_through:
        put(section, new("lnNumType", countBy=1, restart="continuous" if setup.lines_through else "newPage"))
    changed = {DOCUMENT: source(root)}
    if setup.double_spaced:
        changed[STYLES] = _spaced(next(part.source for part in template.parts if part.name == STYLES))
    parts = tuple(part_of(part.name, changed[part.name]) if part.name in changed else part for part in template.parts)
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


def _spaced(styles: str) -> str:
    """Return styles in which the words of the law stand in lines two apart, as bills do, for what members write between."""
    root = parse(styles.encode(), keep_slots=True)
    law = {STYLE_IDS[style] for style in _LAW}
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}styleId") in law:
            spacing = ensured(ensured(style, "pPr"), "spacing")
            spacing.set(f"{W}line", str(_TWO_LINES))
            spacing.set(f"{W}lineRule", "auto")
    return source(root)


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
