"""Whether a document fits one page or two: by its words, and by where its lines stand, about as the looks that ship set them."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from msgspec import Struct

from ordinance.document.counting import words_in
from ordinance.document.model import Block, Document, Inline, Paragraph, Table, plain_text

#: The words that two pages hold in any format, the header and the footer among them. In text a table says its heads at every row.
WORDS: Final = 888
#: The height of a page of Letter paper inside its margins, in points; what must stay free at the end of the second; and how near
#: its foot a row must not come, since nobody here measures letters.
_PAGE: Final = 648.0
_SPARE: Final = 20.0
_DOUBT: Final = 15.0


class _Set(Struct, frozen=True):
    """How a style is set: characters on a line of full width, and in points the height of a line and what stands around them."""

    characters: float
    line: float
    around: float


_BODY: Final = _Set(102, 14.9, 6.0)
_STYLES: Final = {
    "title": _Set(50, 20.0, 22.0),
    "heading-1": _Set(80, 15.5, 15.5),
    "notice": _Set(100, 12.4, 24.0),
    "small": _Set(120, 11.9, 6.5),
    "body-list": _Set(98, 14.8, 5.0),
}
#: What is less around a paragraph of a box than around the box: boxes that follow each other are one.
_IN_BOX: Final = 18.0
#: A table: characters on the full width, what a cell loses at its sides, and the heights of a line, around a cell, around it all.
_CELL: Final = _Set(116, 11.8, 4.7)
_CELL_SIDES: Final = 2.0
_AROUND_TABLE: Final = 6.0


def fits_two_pages(document: Document) -> bool:
    """Tell whether a document has no more words than two pages hold, and stands no higher. It may have paragraphs and tables."""
    return _words(document) <= WORDS and end_of(document.blocks) <= 2 * _PAGE - _SPARE


def fits_one_page(document: Document) -> bool:
    """Tell whether a document of paragraphs stands on one page; the estimate is high for small print."""
    return end_of(document.blocks) <= _PAGE


def _words(document: Document) -> int:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    heads = sum(len(plain_text(cell).split()) * (len(table.rows) - 1) for table in tables for cell in table.header[1:])
    return words_in(document) + heads


def end_of(blocks: Iterable[Block]) -> float:
    """Return about how far down the pages paragraphs and tables reach, in points. A row or a heading is not parted."""
    place, before = 0.0, ""
    listed = list(blocks)
    for index, block in enumerate(listed):
        if isinstance(block, Table):
            head = _row_height(block.header, block.widths)
            place = _below(place, head)
            for row in block.rows:
                page, place = place // _PAGE, _below(place, _row_height(row, block.widths))
                place += head if place // _PAGE > page else 0.0  # the head stands on each page
            place += _AROUND_TABLE
        elif isinstance(block, Paragraph):
            how = _STYLES.get(block.style, _BODY)
            high = how.around + how.line * _lines(block.content, how.characters)
            high -= _IN_BOX if block.style == before == "notice" else 0.0
            place = _below(place, high, _held(listed[index + 1 :])) if block.keep_with_next else place + high
        before = getattr(block, "style", "")
    return place


def _held(following: list[Block]) -> float:
    """Return how much of what follows stays on the page of its heading: two lines, or the first row of a table."""
    match following:
        case [Table() as table, *_]:
            return sum(_row_height(row, table.widths) for row in (table.header, *table.rows[:1]))
    return 2 * _BODY.line


def _below(place: float, high: float, more: float = 0.0) -> float:
    """Return where something ends that is set whole, with `more` after it on its page."""
    left = _PAGE - place % _PAGE
    return place + high if high + more + _DOUBT <= left else place + left + high


def _row_height(cells: Iterable[tuple[Inline, ...]], widths: Iterable[float]) -> float:
    high = max(_lines(cell, _CELL.characters * width - _CELL_SIDES) for cell, width in zip(cells, widths, strict=True))
    return _CELL.around + _CELL.line * high


def _lines(content: tuple[Inline, ...], characters: float) -> int:
    return sum(max(1, len(wrap(line, int(characters)))) for line in plain_text(content).split("\n"))
