"""The blocks of a document: headings, paragraphs, boxes, lists, tables, lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ordinance.document.lists import ITEM_STYLES, NESTED_STYLES, nests
from ordinance.document.model import (
    Block,
    CardSheet,
    Chart,
    Checklist,
    Columns,
    Fields,
    Inline,
    Link,
    Panel,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    Style,
    Table,
    chart_table,
    plain_text,
)
from ordinance.formats.html.chart import INK_ON_PAPER, drawn
from ordinance.formats.pdf.write.cards import sheet
from ordinance.formats.pdf.write.code import NOTHING, Code, array, block, call, joined, string, text
from ordinance.formats.pdf.write.inlines import Pen
from ordinance.formats.pdf.write.lists import items, subsections
from ordinance.formats.pdf.write.sheets import checklist, columns, fields, panel

#: The styles of headings, with their depth.
HEADINGS: Final[dict[Style, int]] = {"heading-1": 1, "heading-2": 2, "heading-3": 3}
#: Paragraphs that stand together in one box, which the look draws.
_BOXES: Final[dict[Style, str]] = {"notice": "notice", "commentary": "commentary", "commentary-list": "commentary"}
#: A row that fills more lines than this may be split between two pages. A line of a table holds some 100 characters.
_LINES, _LINE = 25, 100


class Body:
    """Writes the blocks of one document with `pen`, and keeps the headings that are open."""

    def __init__(self, pen: Pen, comments: frozenset[int]) -> None:
        self._pen = pen
        self._comments = comments
        self._unmarked = set(comments)
        self._open: list[int] = []
        self._first_sheet = True

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Code]:
        for group in _groups(blocks):
            first = group[0]
            if not isinstance(first, Paragraph):
                yield from self._other(first)
                continue
            if first.page_break_before:
                yield Code("pagebreak(weak: true)")
            yield from self._paragraphs([one for one in group if isinstance(one, Paragraph)])

    def _other(self, one: Block) -> Iterator[Code]:
        match one:
            case Table():
                yield self._table(one)
            case Chart():
                yield call("chart", string(drawn(one, INK_ON_PAPER)), string(one.description))
                yield self._table(chart_table(one))
            case SignatureBlock():
                yield self._signatures(one)
            case Fields():
                yield from fields(one, self._pen)
            case Checklist():
                yield checklist(one, self._pen)
            case Panel():
                yield panel(one, self.blocks)
            case Columns():
                yield columns(one, self.blocks)
            case CardSheet():
                yield from sheet(one, self._pen, self.blocks, self._first_sheet)
                self._first_sheet = False

    def _paragraphs(self, group: list[Paragraph]) -> Iterator[Code]:
        first = group[0]
        if box := _BOXES.get(first.style):
            yield call(f"look.{box}", block(self.prose(group)))
        elif first.style in NESTED_STYLES:
            yield from subsections(nests(group), self._pen, self._paragraph)
        elif first.style in ITEM_STYLES:
            yield from items(group, "look.body-list", self._pen, self._paragraph)
        elif first.style in HEADINGS:
            yield self._heading(first)
        else:
            yield self._paragraph(first, f"look.{first.style}")

    def prose(self, paragraphs: list[Paragraph]) -> Iterator[Code]:
        """Return the paragraphs and lists that stand in a box or a note."""
        for listed, group in groupby(paragraphs, lambda one: one.style in ITEM_STYLES):
            if listed:
                yield from items(list(group), "look.commentary-list", self._pen, self._paragraph)
            else:
                yield from (self._paragraph(one, "look.body") for one in group)

    def _heading(self, paragraph: Paragraph) -> Code:
        """A heading's level is the number of headings that it stands under, itself counted: PDF/UA lets none be skipped."""
        depth = HEADINGS[paragraph.style]
        self._open = [*(above for above in self._open if above < depth), depth]
        return self.section(f"look.{paragraph.style}", len(self._open), paragraph)

    def section(self, style: str, level: int, paragraph: Paragraph) -> Code:
        marks = self._marks(paragraph)
        more = {**self._place(paragraph), **({"marks": marks} if marks else {})}
        drawn = Code(f"{style}.with(icon: {string(paragraph.icon)})") if paragraph.icon else Code(style)
        return call("section", drawn, Code(str(level)), self._words(paragraph), **more)

    def _paragraph(self, paragraph: Paragraph, style: str, content: Code | None = None) -> Code:
        words = self._words(paragraph) if content is None else content
        if marks := self._marks(paragraph):
            words = joined((words, marks))
        sticky = {"sticky": Code("true")} if paragraph.keep_with_next else {}
        return call("paragraph", Code(style), words, **self._place(paragraph), **sticky)

    def _place(self, paragraph: Paragraph) -> dict[str, Code]:
        """Return the arguments that say what language a paragraph is in and what links lead to it."""
        target = self._pen.target(paragraph.id)
        return {**({"id": target} if target else {}), **self._pen.language(paragraph)}

    def _words(self, paragraph: Paragraph) -> Code:
        """Return the content with the label before it, as text."""
        words = self._pen.content(paragraph.content)
        return joined((text(f"{paragraph.number.label} "), words)) if paragraph.number else words

    def _marks(self, paragraph: Paragraph) -> Code | None:
        """Return the marks of the notes on a paragraph; a note's number leads back to its first mark."""
        ids = [id for id in paragraph.comments if id in self._comments]
        marks = [call("mark" if id in self._unmarked else "mark-again", string(str(id))) for id in ids]
        self._unmarked.difference_update(ids)
        return joined(marks) if marks else None

    def _table(self, table: Table) -> Code:
        widths = array(Code(f"{round(share * 1000)}fr") for share in table.widths)
        header = array(self._pen.content(_unlinked(cell)) for cell in table.header)
        cells = (self._cell(cell, _splits(row, table.widths)) for row in table.rows for cell in row)
        return call("captioned", text(table.caption), widths, header, *cells)

    def _cell(self, content: tuple[Inline, ...], splits: bool) -> Code:
        return call("table.cell", self._pen.content(content), breakable=Code("true" if splits else "false"))

    def _signatures(self, signatures: SignatureBlock) -> Code:
        if not signatures.lines:
            return NOTHING
        lines = (call("look.signature", text(line.label), self._pen.content(line.office)) for line in signatures.lines)
        return call("look.signatures", array(lines))


def _groups(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Return the blocks in runs: what stands in one box, one nest of subsections or one list. A page break ends a run."""
    group: list[Block] = []
    for one in blocks:
        kind = _kind(one)
        if group and (not kind or kind != _kind(group[0]) or (isinstance(one, Paragraph) and one.page_break_before)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _kind(one: Block) -> str:
    if not isinstance(one, Paragraph):
        return ""
    if one.style in NESTED_STYLES:
        return "nested"
    return _BOXES.get(one.style, "list" if one.style in ITEM_STYLES else "")


def _unlinked(cell: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a cell of a header without links: it is repeated on each page, and PDF/UA allows no link in a repetition."""
    return tuple(Run(part.text) if isinstance(part, Reference | Link) else part for part in cell)


def _splits(row: tuple[tuple[Inline, ...], ...], widths: tuple[float, ...]) -> bool:
    return any(len(plain_text(cell)) > _LINES * _LINE * share for cell, share in zip(row, widths, strict=True))
