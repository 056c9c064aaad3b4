"""The blocks of a Word file: paragraphs with their style and number, tables, lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from ordinance.document.model import (
    Block,
    Inline,
    Number,
    NumberScheme,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
    plain_text,
)
from ordinance.document.reading import Mark, Remark
from ordinance.formats.docx.names import SIGNATURE_LABEL, SIGNATURE_OFFICE, SIGNATURES
from ordinance.formats.docx.opening import Node
from ordinance.formats.docx.read.inlines import COME, GONE, HOLDERS, InlineReader, Seen
from ordinance.formats.docx.read.lists import BULLET, ListPlace, Lists
from ordinance.formats.docx.read.styles import Styles
from ordinance.formats.docx.read.traces import LINE_END, Tracer

Left = tuple[tuple[Mark, ...], tuple[Remark, ...]]

#: No table of a draft is wider; a file that says so has no room for its cells on any page.
_COLUMNS: Final = 63


class BlockReader:
    def __init__(self, styles: Styles, lists: Lists, links: dict[str, str], seen: Seen, tracer: Tracer) -> None:
        self._styles = styles
        self._lists = lists
        self._seen = seen
        self._tracer = tracer
        self._inlines = InlineReader(styles, links, seen, tracer)
        #: What others left on each of the blocks, in the same order.
        self.left: list[Left] = []
        self._homes: dict[str, str] = {}
        self._heads: dict[str, Style] = {}

    def blocks(self, body: Node) -> tuple[Block, ...]:
        """Return the blocks in their order. Empty paragraphs, which only make room, are left out."""
        made: list[Block] = []
        caption = ""
        for node in self._flow(body):
            if node.name == "w:tbl":
                block = self._table(node, caption)
                if caption:
                    del made[-1], self.left[-1]
                caption = ""
                if block is not None:
                    made.append(block)
                    self.left.append(self._taken())
                continue
            paragraph = self._paragraph(node)
            if paragraph is None:
                continue
            self.left.append(self._taken())
            caption = plain_text(paragraph.content) if self._styles.is_caption(node) else ""
            made.append(paragraph)
        marks, remarks = self._taken()  # on empty paragraphs at the end
        if self.left:
            self.left[-1] = (self.left[-1][0] + marks, self.left[-1][1] + remarks)
        return tuple(self._referring(block) for block in made)

    def _taken(self) -> Left:
        """Return what others left since the last block: on this one, and on paragraphs before it that are empty now."""
        return self._tracer.take()

    def schemes(self) -> Iterator[NumberScheme]:
        """Yield a scheme for every list that numbers something."""
        for key, heading in self._heads.items():
            tied = self._lists.styles(key).get(0, "")
            yield self._lists.scheme(_scheme_id(key), key, self._styles.style_of_id(tied) or heading)

    def _flow(self, node: Node) -> Iterator[Node]:
        """Yield paragraphs and tables. A paragraph whose end is deleted goes on with the next one."""
        held: list[Node] = []
        for child in self._unpacked(node):
            if child.name == "w:tbl":
                yield from held
                held = []
                yield child
            elif self._loses_end(child):
                child.children.append(Node(LINE_END, {}))
                held += [child]
            else:
                yield _joined(held, child)
                held = []
        if held:
            yield _joined(held[:-1], held[-1])

    def _unpacked(self, node: Node) -> Iterator[Node]:
        for child in node.children:
            if child.name in ("w:p", "w:tbl"):
                yield child
            elif child.name in HOLDERS or child.name in COME or child.name == "w:sdt":
                yield from self._unpacked(child)

    def _loses_end(self, paragraph: Node) -> bool:
        marks = paragraph.child("w:pPr/w:rPr")
        names = {mark.name for mark in marks.children} if marks else set()
        self._seen.counts["changes"] += bool(names & (GONE | COME))
        return bool(names & GONE)

    # --- paragraphs ---

    def _paragraph(self, node: Node) -> Paragraph | None:
        style = self._styles.style(node)
        place = self._styles.place(node, self._lists)
        label = self._lists.count(place) if place else ""
        content = self._inlines.content(node, style)
        self._tracer.paragraph_end(node)
        if self._styles.contents(node):
            self._seen.counts["contents"] += 1
            return None
        if not plain_text(content).strip():
            self._tracer.line_end()
            return None
        level = self._lists.level(place) if place else None
        if style == "body" and level is not None and level.format == BULLET:
            style = "body-list"
        number = self._number(place, label, style) if place and label else None
        names = self._inlines.bookmarks
        self._homes.update((name, names[0]) for name in names)
        hold = style.startswith("heading") or node.switched("w:pPr/w:keepNext")
        return Paragraph(style, content, names[0] if names else "", number, keep_with_next=hold)

    def _number(self, place: ListPlace, label: str, style: Style) -> Number:
        key = self._lists.abstract(place)
        head = style if place.level == 0 else "body"
        self._heads.setdefault(key, head)
        return Number(label, _scheme_id(key), place.level)

    def _referring(self, block: Block) -> Block:
        """Return a block whose references lead to paragraphs: a paragraph is named for its first bookmark."""
        if not isinstance(block, Paragraph) or not any(isinstance(part, Reference) for part in block.content):
            return block
        content = (
            Reference(part.text, self._homes.get(part.target, "")) if isinstance(part, Reference) else part
            for part in block.content
        )
        return replace(block, content=tuple(content))

    # --- tables ---

    def _table(self, node: Node, caption: str) -> Block | None:
        if node.value("w:tblPr/w:tblStyle") == SIGNATURES and (lines := self._signature_lines(node)):
            return SignatureBlock(lines)
        header: list[tuple[tuple[Inline, ...], ...]] = []
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        for row in self._rows(node):
            cells = tuple(self._cells(row))
            target = header if row.switched("w:trPr/w:tblHeader") and not header and not rows else rows
            target.append(cells)
        width = max((len(row) for row in (*header, *rows)), default=0)
        if not width:
            return None
        filled = [row + ((),) * (width - len(row)) for row in (*header, *rows)]
        return Table(caption, filled[0] if header else (), tuple(filled[len(header) :]), _widths(node, width))

    def _rows(self, table: Node) -> Iterator[Node]:
        for child in table.children:
            if child.name == "w:tr":
                marks = child.child("w:trPr")
                names = {mark.name for mark in marks.children} if marks else set()
                self._seen.counts["changes"] += bool(names & (GONE | COME))
                if not names & GONE:
                    yield child
            elif child.name in HOLDERS or child.name == "w:sdt":
                yield from self._rows(child)

    def _cells(self, row: Node) -> Iterator[tuple[Inline, ...]]:
        """Yield the cells of a row, as far as a page has room; one over several columns is followed by empty ones."""
        made = 0
        for child in row.children:
            if child.name in HOLDERS or child.name == "w:sdt":
                yield from self._cells(child)
            elif child.name == "w:tc":
                span = child.value("w:tcPr/w:gridSpan") or "1"
                columns = min(int(span), _COLUMNS - made) if span.isdecimal() and len(span) < 4 else 1
                if made + columns > _COLUMNS:
                    return
                made += columns
                yield self._cell(child)
                yield from ((),) * (columns - 1)

    def _cell(self, node: Node) -> tuple[Inline, ...]:
        """Return the words of a cell, its paragraphs on lines of their own, those of a table inside it too."""
        content: list[Inline] = []
        for child in self._flow(node):
            if child.name == "w:tbl":
                parts = [cell for row in self._rows(child) for cell in self._cells(row)]
            else:
                place = self._styles.place(child, self._lists)
                label = self._lists.count(place) if place else ""
                parts = [((Run(f"{label} "),) if label else ()) + self._inlines.content(child, "body")]
            for part in parts:
                if plain_text(part).strip():
                    content += [Run("\n"), *part] if content else part
        return tuple(content)

    def _signature_lines(self, node: Node) -> tuple[SignatureLine, ...]:
        """Return the lines of our table of signatures; none if it has been made into something else."""
        lines: list[SignatureLine] = []
        label = ""
        cells = [cell for row in self._rows(node) for cell in row.children if cell.name == "w:tc"]
        for paragraph in (child for cell in cells for child in self._flow(cell)):
            if paragraph.name == "w:tbl":
                return ()
            id, content = self._styles.id_of(paragraph), self._inlines.content(paragraph, "body")
            if id == SIGNATURE_LABEL:
                label = plain_text(content)
            elif id == SIGNATURE_OFFICE:
                lines.append(SignatureLine(label, content))
                label = ""
        return tuple(lines) if not label else ()


def _joined(held: list[Node], last: Node) -> Node:
    """Return a paragraph with the words of those before it that have lost their ends."""
    if not held:
        return last
    made = Node("w:p", last.attributes)
    made.children = [child for child in last.children if child.name == "w:pPr"]
    made.children += [child for node in (*held, last) for child in node.children if child.name != "w:pPr"]
    return made


def _widths(table: Node, columns: int) -> tuple[float, ...]:
    """Return the shares of the columns, equal ones where the file's grid does not fit."""
    grid = table.child("w:tblGrid")
    widths = [node.attributes.get("w", "") for node in grid.children if node.name == "w:gridCol"] if grid else []
    sizes = [int(width) for width in widths if width.isdecimal() and len(width) < 7]
    if len(sizes) != columns or not all(sizes):
        return (1 / columns,) * columns
    return tuple(size / sum(sizes) for size in sizes)


def _scheme_id(key: str) -> str:
    return f"list-{key}"
