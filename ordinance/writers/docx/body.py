"""The blocks of a document: paragraphs, tables, lines to sign on."""

from __future__ import annotations

from functools import cache
from typing import Final

from ordinance.documents.model import Document, Inline, Paragraph, SignatureBlock, SignatureLine, Table, plain_text

from .crossrefs import Bookmark, CrossReferences
from .inlines import Pen, list_item, run_properties, runs_right_to_left
from .lists import number_properties
from .numbering import Numbering
from .styles import (
    BULLET_STYLES,
    COMMENT_REFERENCE,
    SIGNATURE_LABEL,
    SIGNATURE_LINE,
    SIGNATURE_OFFICE,
    SIGNATURES,
    STYLE_IDS,
    TABLE,
    TABLE_CAPTION,
    TABLE_END,
    TABLE_HEADING,
    TABLE_TEXT,
)
from .xml import NOTHING, UnwritableText, Xml, element, join, paragraph, run, text

_DATE: Final = "Date"
#: The title that a screen reader says for the table of signatures.
_SIGNATURES: Final = "Signatures"


@cache
def paragraph_properties(
    style: str, numbering: Xml = NOTHING, keep_with_next: bool = False, new_page: bool = False, rtl: bool = False
) -> Xml:
    properties = [element("w:pStyle", val=style), numbering]
    if keep_with_next:
        properties.append(element("w:keepNext"))
    if new_page:
        properties.append(element("w:pageBreakBefore"))
    if rtl:
        properties.append(element("w:bidi"))
    return element("w:pPr", *properties)


class Body:
    """Writes the blocks of `document` with `pen`. `text_width` is in twentieths of a point."""

    def __init__(
        self, document: Document, numbering: Numbering, references: CrossReferences, pen: Pen, text_width: int
    ) -> None:
        self._blocks = document.blocks
        self._language = document.language
        self._rtl = runs_right_to_left(document.language)
        self._numbering = numbering
        self._bookmarks = references.bookmarks
        self._pen = pen
        self._width = text_width

    def xml(self) -> Xml:
        written = []
        if not self._blocks:
            written.append(paragraph(paragraph_properties(STYLE_IDS["body"]), NOTHING))
        for index, block in enumerate(self._blocks):
            if type(block) is Paragraph:
                written.append(self._paragraph(index, block))
            elif type(block) is Table:
                written.append(self._table(block))
            elif type(block) is SignatureBlock:
                written.append(self._signatures(block))
        return join(written)

    def _paragraph(self, index: int, block: Paragraph) -> Xml:
        try:
            content = self._content(index, block)
        except UnwritableText as error:
            raise UnwritableText(error.character, plain_text(block.content)[:60]) from None
        return paragraph(self._properties(index, block), content)

    def _properties(self, index: int, block: Paragraph) -> Xml:
        rtl = runs_right_to_left(block.language or self._language)
        numbering = self._list(index, block)
        return paragraph_properties(
            STYLE_IDS[block.style], numbering, block.keep_with_next, block.page_break_before, rtl
        )

    def _list(self, index: int, block: Paragraph) -> Xml:
        """Return the list of a paragraph where it is not that of its style, so that restyling reaches the others."""
        place = self._numbering.places[index]
        if block.style in BULLET_STYLES and block.number is None:
            return number_properties(None) if list_item(block.content)[0] else NOTHING
        own = self._numbering.links.get(block.style)
        return NOTHING if place == own and block.style not in BULLET_STYLES else number_properties(place)

    def _content(self, index: int, block: Paragraph) -> Xml:
        mark, words = list_item(block.content) if block.style in BULLET_STYLES else ("", block.content)
        if block.number is not None:
            mark = "" if self._numbering.places[index] else block.number.label
        content = self._pen.content(words, block.language)
        bookmark = self._bookmarks.get(index)
        if mark:
            gap = " " if block.style.startswith("heading") else "\t"
            content = join((_label(mark, bookmark), run(text(gap)), content))
        elif bookmark is not None:
            content = _marked(content, bookmark)
        return _commented(content, block.comments) if block.comments else content

    def _table(self, table: Table) -> Xml:
        widths = [round(share * self._width) for share in table.widths]
        rows = [self._row(table.header, widths, heading=True)] if table.header else []
        rows += (self._row(row, widths) for row in table.rows)
        if not rows:
            return self._table_caption(table.caption)
        return join((self._table_caption(table.caption), self._grid(TABLE, table.caption, widths, rows)))

    def _grid(self, style: str, caption: str, widths: list[int], rows: list[Xml]) -> Xml:
        """Return a table, and the low paragraph that parts it from what follows, as Word demands."""
        header = int(style == TABLE)
        properties = element(
            "w:tblPr",
            element("w:tblStyle", val=style),
            element("w:bidiVisual") if self._rtl else NOTHING,
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", firstRow=header, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            element("w:tblCaption", val=caption) if caption else NOTHING,
        )
        grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
        end = paragraph(paragraph_properties(TABLE_END), NOTHING)
        return join((element("w:tbl", properties, grid, *rows), end))

    def _table_caption(self, caption: str) -> Xml:
        return paragraph(paragraph_properties(TABLE_CAPTION, rtl=self._rtl), run(text(caption))) if caption else NOTHING

    def _row(self, cells: tuple[tuple[Inline, ...], ...], widths: list[int], heading: bool = False) -> Xml:
        """Return a row that stays on one page; the heading is repeated on every page."""
        properties = paragraph_properties(TABLE_HEADING if heading else TABLE_TEXT, rtl=self._rtl)
        written = (
            _cell(width, paragraph(properties, self._pen.content(cell)))
            for cell, width in zip(cells, widths, strict=True)
        )
        return element("w:tr", _ROW_HEADING if heading else _ROW, *written)

    def _signatures(self, block: SignatureBlock) -> Xml:
        """Return the lines in one row that cannot be split: LibreOffice does not hold a chain of "keep with next"."""
        last = len(block.lines) - 1
        lines = join(self._signature(line, keep=position < last) for position, line in enumerate(block.lines))
        if not lines:
            return NOTHING
        return self._grid(SIGNATURES, _SIGNATURES, [self._width], [element("w:tr", _ROW, _cell(self._width, lines))])

    def _signature(self, line: SignatureLine, keep: bool) -> Xml:
        """Return the paragraphs of one line. The tabs of the second are the rules to write on."""
        label = paragraph(paragraph_properties(SIGNATURE_LABEL, rtl=self._rtl), run(text(line.label)))
        rule = paragraph(paragraph_properties(SIGNATURE_LINE, rtl=self._rtl), run(text(f"\t\t{_DATE} \t")))
        office = paragraph_properties(SIGNATURE_OFFICE, keep_with_next=keep, rtl=self._rtl)
        return join((label, rule, paragraph(office, self._pen.content(line.office))))


_ROW = element("w:trPr", element("w:cantSplit"))
_ROW_HEADING = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))


def _cell(width: int, content: Xml) -> Xml:
    return element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), content)


def _label(label: str, bookmark: Bookmark | None) -> Xml:
    """Return a label that Word does not count, bookmarked as REF \\n would print it: without its trailing period."""
    if bookmark is None:
        return run(text(label))
    words = label.rstrip(".")
    rest = label[len(words) :]
    return join((_marked(run(text(words)), bookmark), run(text(rest)) if rest else NOTHING))


def _marked(content: Xml, bookmark: Bookmark) -> Xml:
    start = element("w:bookmarkStart", id=bookmark.id, name=bookmark.name)
    return join((start, content, element("w:bookmarkEnd", id=bookmark.id)))


def _commented(content: Xml, comments: tuple[int, ...]) -> Xml:
    """Return the content as the anchor of the comments, their marks behind it."""
    mark = run_properties(COMMENT_REFERENCE, "", False)
    starts = [element("w:commentRangeStart", id=id) for id in comments]
    ends = [element("w:commentRangeEnd", id=id) for id in comments]
    marks = [run(element("w:commentReference", id=id), mark) for id in comments]
    return join((*starts, content, *ends, *marks))
