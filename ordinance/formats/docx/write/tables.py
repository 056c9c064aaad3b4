"""Tables: the grid, its rows and cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ordinance.formats.docx.write.looks import Look, paragraph_properties, properties_of
from ordinance.formats.docx.write.styles import TABLE, TABLE_END
from ordinance.formats.docx.write.xml import NOTHING, Xml, element, join, paragraph

#: The low paragraph that parts a table from what follows, as Word demands.
AFTER_TABLE: Final = paragraph(paragraph_properties(TABLE_END), NOTHING)
#: The same at the end of all: a point high, mark and line, so that signatures that fill a page bring no empty one after it.
AT_THE_END: Final = paragraph(
    properties_of(
        Look(TABLE_END),
        element("w:spacing", after=0, line=20, lineRule="exact"),
        element("w:rPr", element("w:sz", val=2)),
    ),
    NOTHING,
)


def grid(style: str, caption: str, widths: list[int], rows: Iterable[Xml], rtl: bool) -> Xml:
    """Return a table. `caption` is what a screen reader says."""
    header = int(style == TABLE)
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:bidiVisual") if rtl else NOTHING,
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", firstRow=header, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        element("w:tblCaption", val=caption) if caption else NOTHING,
    )
    columns = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", properties, columns, *rows)


def row(cells: Iterable[Xml], heading: bool = False, change: Xml = NOTHING) -> Xml:
    """Return a row that stays on one page; a heading is repeated on every page."""
    mark = element("w:tblHeader") if heading else NOTHING
    return element("w:tr", element("w:trPr", element("w:cantSplit"), mark, change), *cells)


#: Under each office: rules for a printed name and for a date, drawn by the tab stops of the style.
NAME_AND_DATE: Final = "Name \t\tDate \t"


def signed(lines: list[Xml], width: int) -> list[Xml]:
    """Return the cells of the row of signatures: two, read one after the other, so that a page has room for all of them."""
    half = (len(lines) + 1) // 2
    parts = [lines[:half], lines[half:]] if len(lines) > 1 else [lines]
    return [cell(width // len(parts), join(part)) for part in parts]


def cell(width: int, content: Xml) -> Xml:
    return element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), content)
