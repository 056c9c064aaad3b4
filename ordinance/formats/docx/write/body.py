"""The blocks of a document: paragraphs, tables, lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from ordinance.document.lists import label_of
from ordinance.document.model import (
    Block,
    CardSheet,
    Chart,
    Checklist,
    Columns,
    Document,
    Fields,
    Inline,
    Panel,
    Paragraph,
    Run,
    SignatureBlock,
    SignatureLine,
    Table,
    chart_table,
    inner_blocks,
    plain_text,
)
from ordinance.formats.docx.write import sheets
from ordinance.formats.docx.write.contents import Contents, contents_xml
from ordinance.formats.docx.write.crossrefs import Bookmark, CrossReferences
from ordinance.formats.docx.write.inlines import Pen, run_properties, runs_right_to_left
from ordinance.formats.docx.write.lists import Indents
from ordinance.formats.docx.write.looks import look_of, paragraph_properties, properties_of
from ordinance.formats.docx.write.numbering import Counted, Numbering
from ordinance.formats.docx.write.styles import (
    BULLET_STYLES,
    COMMENT_REFERENCE,
    SIGNATURE_DATE,
    SIGNATURE_LABEL,
    SIGNATURE_LINE,
    SIGNATURE_OFFICE,
    SIGNATURES,
    STYLE_IDS,
    TABLE,
    TABLE_CAPTION,
    TABLE_HEADING,
    TABLE_TEXT,
)
from ordinance.formats.docx.write.tables import AFTER_TABLE, AT_THE_END, NAME_AND_DATE, cell, grid, row, signed
from ordinance.formats.docx.write.xml import NOTHING, UnwritableText, Xml, element, join, paragraph, run, text

#: The title that a screen reader says for the table of signatures.
SIGNATURES_TITLE: Final = "Signatures"
#: The sign of an item on a card, which the list of a style does not draw.
_BULLET: Final = "•"
#: The indent of a list item with a typed number, in twentieths of a point.
_ITEM: Final = {"left": 400, "hanging": 300}


#: Styles that stand in larger letters on a card.
_LARGE_ON_CARDS: Final = ("title", "heading-1", "heading-2")


class Body:
    """Writes the blocks of `document` with `pen`. `text_width` is in twentieths of a point."""

    def __init__(
        self,
        document: Document,
        numbering: Numbering,
        references: CrossReferences,
        pen: Pen,
        text_width: int,
        contents: Contents | None,
        counted: Counted,
        indents: Indents | None = None,
    ) -> None:
        self._blocks = document.blocks
        self._is_sheet = document.look == "handout"
        self._language = document.language
        self._rtl = runs_right_to_left(document.language)
        self._numbering = numbering
        self._counted = counted
        own = counted.places(document.blocks) if document.look != "handout" else ()
        self._places = [place or other for place, other in zip(numbering.places, own, strict=False)]
        self._bookmarks = references.bookmarks
        self._pen = pen
        self._width = text_width
        self._indents = indents
        self._contents = contents
        self._headings = contents.bookmarks if contents else {}

    def xml(self) -> Xml:
        if self._is_sheet:
            return self._sheets()
        written = []
        if not self._blocks:
            written.append(paragraph(paragraph_properties(STYLE_IDS["body"]), NOTHING))
        for index, block in enumerate(self._blocks):
            if self._contents and index == self._contents.place:
                written += (contents_xml(self._contents, self._language), AFTER_TABLE)
            if type(block) is Paragraph:
                written.append(self._paragraph(index, block))
            elif type(block) is Table:
                written.append(self._table(block))
            elif type(block) is Chart:
                written.append(self._table(chart_table(block)))
            elif type(block) is SignatureBlock:
                written.append(self._signatures(block))
        return join(written)

    # --- what only handouts have ---

    def _sheets(self) -> Xml:
        written: list[Xml] = []
        for _, together in groupby(self._blocks, lambda block: isinstance(block, CardSheet)):
            group = tuple(together)
            if not isinstance(group[0], CardSheet):
                written += self._inside(group, self._width)
                continue
            for block in group:
                assert isinstance(block, CardSheet)
                written += sheets.sheet(block, self._inside, self._on_card, self._pen, first=not written)
        return join(written)

    def _inside(self, blocks: tuple[Block, ...], width: int) -> Iterator[Xml]:
        """Yield blocks that stand inside another: no target, no list of the document and no comment is in them."""
        for block, place in zip(blocks, self._counted.places(blocks), strict=True):
            if isinstance(block, Paragraph):
                typed = "" if place else label_of(block)
                lead = run(text(f"{typed}\t")) if typed else NOTHING
                # taken out of the list of its style, a paragraph loses that list's indent in LibreOffice
                indent = element("w:ind", **_ITEM) if typed else NOTHING
                properties = properties_of(look_of(block, place, {}, self._language), indent)
                yield paragraph(properties, join((lead, self._pen.content(block.content, block.language))))
            else:
                yield from self._sheet_block(block, width)

    def _on_card(self, blocks: tuple[Block, ...], width: int, language: str, band: bool = False) -> Iterator[Xml]:
        """Yield the blocks of a card in its own small styles."""
        for block in blocks:
            if isinstance(block, Paragraph):
                item, words = block.style in BULLET_STYLES, block.content
                # a card stands on its sheet several times, and a list would count on from copy to copy: signs stand as text
                lead = run(text(f"{label_of(block) or _BULLET}\t")) if item else NOTHING
                if block.style.startswith(("heading", "title")):
                    words = tuple(replace(one, emphasis="strong") if isinstance(one, Run) else one for one in words)
                own = block.language or language
                content, rtl = self._pen.content(words, own), runs_right_to_left(own or self._language)
                style = sheets.CARD_LIST if item else sheets.CARD_HEAD if block.style in _LARGE_ON_CARDS else sheets.CARD_TEXT
                yield paragraph(paragraph_properties(sheets.CARD_BAND if band else style, rtl=rtl), join((lead, content)))
            elif isinstance(block, Fields):
                yield from sheets.fields(block, self._pen, width, sheets.CARD_TEXT)
            elif isinstance(block, Checklist):
                yield from sheets.checklist(block, self._pen, sheets.CARD_LIST)
            else:
                if isinstance(block, Panel) and block.title:
                    yield sheets.label(block, self._pen)
                inside = isinstance(block, Panel) and block.kind == "band"
                for inner in inner_blocks(block):
                    yield from self._on_card((inner,), width, language, inside)

    def _sheet_block(self, block: Block, width: int) -> Iterator[Xml]:
        match block:
            case Fields():
                yield from sheets.fields(block, self._pen, width)
            case Checklist():
                yield from sheets.checklist(block, self._pen)
            case Panel():
                yield sheets.panel(block, self._inside, width, self._pen)
            case Columns():
                yield sheets.columns(block, self._inside, width, self._pen)
            case Table():
                yield self._table(block, width)

    def _paragraph(self, index: int, block: Paragraph) -> Xml:
        try:
            content = self._content(index, block)
        except UnwritableText as error:
            raise UnwritableText(error.character, plain_text(block.content)[:60]) from None
        return paragraph(self._properties(index, block), content)

    def _properties(self, index: int, block: Paragraph) -> Xml:
        return paragraph_properties(*look_of(block, self._places[index], self._numbering.links, self._language, self._indents))

    def _content(self, index: int, block: Paragraph) -> Xml:
        mark = "" if self._places[index] else label_of(block)
        content = self._pen.content(block.content, block.language)
        bookmark = self._bookmarks.get(index)
        if mark:
            gap = " " if block.style.startswith("heading") else "\t"
            content = join((label_with(mark, bookmark), run(text(gap)), content))
        elif bookmark is not None:
            content = marked(content, bookmark)
        if index in self._headings:
            content = marked(content, self._headings[index])
        return commented(content, block.comments) if block.comments else content

    def _table(self, table: Table, width: int = 0) -> Xml:
        widths = [round(share * (width or self._width)) for share in table.widths]
        rows = [self._row(table.header, widths, heading=True)] if table.header else []
        rows += (self._row(cells, widths) for cells in table.rows)
        if not rows:
            return self._table_caption(table.caption)
        whole = grid(TABLE, table.caption, widths, rows, self._rtl)
        return join((self._table_caption(table.caption), whole, AFTER_TABLE))

    def _table_caption(self, caption: str) -> Xml:
        return paragraph(paragraph_properties(TABLE_CAPTION, rtl=self._rtl), run(text(caption))) if caption else NOTHING

    def _row(self, cells: tuple[tuple[Inline, ...], ...], widths: list[int], heading: bool = False) -> Xml:
        properties = paragraph_properties(TABLE_HEADING if heading else TABLE_TEXT, rtl=self._rtl)
        written = (
            cell(width, paragraph(properties, self._pen.content(content))) for content, width in zip(cells, widths, strict=True)
        )
        return row(written, heading)

    def _signatures(self, block: SignatureBlock) -> Xml:
        """Return the lines in one row that cannot be split: LibreOffice does not hold a chain of "keep with next"."""
        cells = signed([self._signature(line) for line in block.lines], self._width)
        if not block.lines:
            return NOTHING
        widths = [self._width // len(cells)] * len(cells)
        return join((grid(SIGNATURES, SIGNATURES_TITLE, widths, [row(cells)], self._rtl), AT_THE_END))

    def _signature(self, line: SignatureLine) -> Xml:
        """Return the paragraphs of one line."""
        label = paragraph(paragraph_properties(SIGNATURE_LABEL, rtl=self._rtl), run(text(line.label)))
        rule = paragraph(paragraph_properties(SIGNATURE_LINE, rtl=self._rtl), NOTHING)
        office = paragraph(paragraph_properties(SIGNATURE_OFFICE, rtl=self._rtl), self._pen.content(line.office))
        dated = paragraph(paragraph_properties(SIGNATURE_DATE, rtl=self._rtl), run(text(NAME_AND_DATE)))
        return join((label, rule, office, dated))


def label_with(label: str, bookmark: Bookmark | None) -> Xml:
    """Return a label that Word does not count, bookmarked as REF \\n would print it: without its trailing period."""
    if bookmark is None:
        return run(text(label))
    words = label.rstrip(".")
    rest = label[len(words) :]
    return join((marked(run(text(words)), bookmark), run(text(rest)) if rest else NOTHING))


def marked(content: Xml, bookmark: Bookmark) -> Xml:
    start = element("w:bookmarkStart", id=bookmark.id, name=bookmark.name)
    return join((start, content, element("w:bookmarkEnd", id=bookmark.id)))


def commented(content: Xml, comments: tuple[int, ...]) -> Xml:
    """Return the content as the anchor of the comments, their marks behind it."""
    mark = run_properties(COMMENT_REFERENCE, "", False)
    starts = [element("w:commentRangeStart", id=id) for id in comments]
    ends = [element("w:commentRangeEnd", id=id) for id in comments]
    marks = [run(element("w:commentReference", id=id), mark) for id in comments]
    return join((*starts, content, *ends, *marks))
