"""The blocks of a redline: paragraphs, tables and lines to sign on, with what has changed in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.model import (
    Change,
    LineChange,
    ParagraphChange,
    Piece,
    Pieces,
    Redline,
    RowChange,
    SignatureChange,
    TableChange,
)
from ordinance.comparison.words import shown
from ordinance.document.lists import label_of
from ordinance.document.model import Paragraph, Run, plain_text
from ordinance.formats.docx.write.body import SIGNATURES_TITLE, commented, label_with, marked
from ordinance.formats.docx.write.changes import Changes
from ordinance.formats.docx.write.crossrefs import Bookmark, CrossReferences
from ordinance.formats.docx.write.crossrefs import Piece as ReferencePiece
from ordinance.formats.docx.write.inlines import Pen, run_properties_with, runs_right_to_left
from ordinance.formats.docx.write.lists import Indents, number_properties
from ordinance.formats.docx.write.looks import Look, look_of, paragraph_properties, properties_of
from ordinance.formats.docx.write.merged import Merged
from ordinance.formats.docx.write.styles import (
    EMPHASIS_IDS,
    SIGNATURE_DATE,
    SIGNATURE_LABEL,
    SIGNATURE_LINE,
    SIGNATURE_OFFICE,
    SIGNATURES,
    TABLE,
    TABLE_CAPTION,
    TABLE_HEADING,
    TABLE_TEXT,
)
from ordinance.formats.docx.write.tables import AFTER_TABLE, AT_THE_END, NAME_AND_DATE, cell, grid, row, signed
from ordinance.formats.docx.write.xml import NOTHING, UnwritableText, Xml, join, paragraph, run, text


class Marks(Struct, frozen=True):
    """The references of both documents, and their bookmarks by the block's place; `both` names those that always stand."""

    old: CrossReferences
    new: CrossReferences
    both: frozenset[str]

    @property
    def last(self) -> int:
        """The highest number of a bookmark."""
        return max((mark.id for side in (self.old, self.new) for mark in side.bookmarks.values()), default=0)


def marks_of(redline: Redline, old: CrossReferences, new: CrossReferences) -> Marks:
    """Return the marks of a redline: a paragraph of both documents has one bookmark for both."""
    names: dict[str, str] = {}
    both: set[str] = set()
    bookmarks = dict(old.bookmarks)
    for block in redline.blocks:
        if type(block) is not ParagraphChange or block.old is None or block.new is None or block.continues:
            continue
        one, two = old.bookmarks.get(block.old), new.bookmarks.get(block.new)
        if one and two and one.on_label == two.on_label:
            names[one.name] = two.name
            del bookmarks[block.old]
        both.update(mark.name for mark in (one, two) if mark)
    pieces = {reference: tuple(_renamed(piece, names) for piece in parts) for reference, parts in old.pieces.items()}
    return Marks(CrossReferences(pieces, bookmarks), new, frozenset(both))


def _renamed(piece: ReferencePiece, names: Mapping[str, str]) -> ReferencePiece:
    return replace(piece, bookmark=names[piece.bookmark]) if piece.bookmark in names else piece


class RedlineBody:
    """Writes the blocks of a redline. `pens` has one for each change; `text_width` is in twentieths of a point."""

    def __init__(
        self,
        redline: Redline,
        lists: Merged,
        marks: Marks,
        pens: Mapping[Change, Pen],
        changes: Changes,
        text_width: int,
        indents: Indents | None = None,
    ) -> None:
        self._redline = redline
        self._lists = lists
        self._marks = marks
        self._pens = pens
        self._changes = changes
        self._width = text_width
        self._indents = indents
        self._language = redline.new.language
        self._rtl = runs_right_to_left(self._language)

    def xml(self) -> Xml:
        """Return all blocks.

        Where what goes or comes stands before a table, or ends the text, a low empty paragraph follows that stays:
        LibreOffice does not drop a paragraph before a table, and Word not the last one. The low paragraph behind a table
        stays for the same reason.
        """
        blocks = self._redline.blocks
        written: list[Xml] = []
        may_stick = False
        for (move, change), group in groupby(blocks, key=_move):
            start, end = self._changes.move_ends(change, move) if move else (NOTHING, NOTHING)
            for block in group:
                content = self._block(block, start)
                if may_stick and content and type(block) is not ParagraphChange:
                    written.append(AFTER_TABLE)
                written.append(content)
                start = NOTHING
                may_stick = bool(block.mark) if type(block) is ParagraphChange else may_stick and not content
            written.append(end)
        if not blocks or may_stick:
            written.append(AFTER_TABLE)
        return join(written)

    def _block(self, block: ParagraphChange | TableChange | SignatureChange, start: Xml) -> Xml:
        if type(block) is ParagraphChange:
            return self._paragraph(block, start)
        if type(block) is TableChange:
            return join((start, self._table(block)))
        assert type(block) is SignatureChange
        return join((start, self._signatures(block)))

    # --- paragraphs ---

    def _paragraph(self, change: ParagraphChange, start: Xml) -> Xml:
        old = None if change.old is None else self._redline.old.blocks[change.old]
        new = None if change.new is None else self._redline.new.blocks[change.new]
        block = old if new is None else new
        assert type(block) is Paragraph
        links = self._lists.numbering.links
        looks = [
            look_of(side, places[place], links, self._language, self._indents)
            for side, place, places in ((old, change.old, self._lists.old), (new, change.new, self._lists.new))
            if type(side) is Paragraph and place is not None
        ]
        try:
            content = self._content(change, old, new, block)
        except UnwritableText as error:
            raise UnwritableText(error.character, plain_text(block.content)[:60]) from None
        before = looks[0]._replace(keep_with_next=looks[-1].keep_with_next, new_page=looks[-1].new_page)
        if before != looks[-1] and change.old is not None and (place := self._lists.old[change.old]):
            # Said outright, though it may be the list of the style: LibreOffice brings back no more than is said.
            before = before._replace(numbering=number_properties(place))
        anchored = commented(content, change.comments) if change.comments else content
        return self._line(looks[-1], before, change.mark, change.pieces, join((start, anchored)), change.author)

    def _line(self, look: Look, before: Look, mark: Change, pieces: Pieces, content: Xml, author: str = "") -> Xml:
        more = (self._changes.mark(mark, author), self._changes.look(before, look))
        self._changes.part_from_next(pieces, mark)
        return paragraph(properties_of(look, *more) if any(more) else paragraph_properties(*look), content)

    def _content(self, change: ParagraphChange, old: object, new: object, block: Paragraph) -> Xml:
        """Return label and words, inside their bookmarks. A label stands here only where Word does not count it."""
        words = self._pieces(change.pieces, block.language)
        labels = ["", ""]
        bookmarks: list[Bookmark | None] = [None, None]
        sides = ((old, change.old, self._lists.old, self._marks.old), (new, change.new, self._lists.new, self._marks.new))
        for index, (side, place, places, marks) in enumerate(sides):
            if type(side) is not Paragraph or place is None or change.continues == ("old", "new")[index]:
                continue
            bookmarks[index] = marks.bookmarks.get(place)
            if places[place] is None:
                labels[index] = label_of(side)
        gap = " " if block.style.startswith("heading") else "\t"
        content = join((*self._labels(labels, bookmarks, gap, change), words))
        for bookmark in bookmarks:
            if bookmark is not None and not bookmark.on_label:
                content = marked(content, bookmark)
        return content

    def _labels(self, labels: list[str], bookmarks: list[Bookmark | None], gap: str, of: ParagraphChange) -> Iterator[Xml]:
        mark = of.mark
        on_label = [bookmark if bookmark is not None and bookmark.on_label else None for bookmark in bookmarks]
        if labels[0] == labels[1]:
            if labels[0]:
                yield label_with(labels[0], on_label[1] or on_label[0])
                yield run(text(gap))
            return
        gone: Change = mark if mark in ("deleted", "moved-from") else "deleted"
        come: Change = mark if mark in ("inserted", "moved-to") else "inserted"
        stays = gap if all(labels) and gap == "\t" else ""  # one tab behind both labels, or the words would stand further in
        for label, bookmark, change in zip(labels, on_label, (gone, come), strict=True):
            if label:
                written = self._changes.around(change, run(text(label if stays else label + gap)), of.author)
                yield marked(written, bookmark) if bookmark is not None else written
        if stays:
            yield run(text(stays))

    def _pieces(self, pieces: Pieces, language: str = "") -> Xml:
        """Return the words. What has the same change is one change, so that it is accepted or rejected at once."""
        written: list[Xml] = []
        for (change, faced, author), group in groupby(pieces, key=_apart):
            inlines = tuple(group)
            if faced:
                written += (self._faced(piece, language) for piece in inlines)
                continue
            content = self._pens[change].content(tuple(piece.inline for piece in inlines), language)
            written.append(self._changes.around(change, content, author))
        return join(written)

    def _faced(self, piece: Piece, language: str) -> Xml:
        """Return words of which only the face has changed."""
        assert type(piece.inline) is Run
        assert piece.was is not None
        right_to_left = runs_right_to_left(language or self._language)
        shown = "" if language == self._language else language
        was = self._changes.face(piece.was, shown, right_to_left)
        style = EMPHASIS_IDS.get(piece.inline.emphasis, "")
        return run(text(piece.inline.text), run_properties_with(style, shown, right_to_left, was))

    # --- tables and signatures ---

    def _table(self, table: TableChange) -> Xml:
        widths = [round(share * self._width) for share in table.widths]
        written = [self._plain(TABLE_CAPTION, table.caption, table.change or _all(table.caption))] if table.caption else []
        if table.rows:
            caption = "".join(shown(piece.inline) for piece in table.caption if table.change or piece.change != "deleted")
            written.append(grid(TABLE, caption, widths, [self._row(line, widths) for line in table.rows], self._rtl))
            written.append(AFTER_TABLE)
        return join(written)

    def _row(self, line: RowChange, widths: list[int]) -> Xml:
        style = TABLE_HEADING if line.heading else TABLE_TEXT
        cells = (cell(width, self._plain(style, pieces, line.change)) for pieces, width in zip(line.cells, widths, strict=True))
        return row(cells, line.heading, self._changes.row(line.change))

    def _signatures(self, block: SignatureChange) -> Xml:
        if not block.lines:
            return NOTHING
        lines = [self._signature(line) for line in block.lines]
        if not block.change:  # a cell must keep a paragraph when its lines are taken out
            lines = [join((one, AFTER_TABLE)) if line.change else one for one, line in zip(lines, block.lines, strict=True)]
        cells = signed(lines, self._width)
        widths = [self._width // len(cells)] * len(cells)
        whole = grid(SIGNATURES, SIGNATURES_TITLE, widths, [row(cells, change=self._changes.row(block.change))], self._rtl)
        return join((whole, AT_THE_END))

    def _signature(self, line: LineChange) -> Xml:
        dated = self._changes.around(line.change, run(text(NAME_AND_DATE)))
        look, under = Look(SIGNATURE_LINE, rtl=self._rtl), Look(SIGNATURE_DATE, rtl=self._rtl)
        return join(
            (
                self._plain(SIGNATURE_LABEL, line.label, line.change),
                self._line(look, look, line.change, (), NOTHING),
                self._plain(SIGNATURE_OFFICE, line.office, line.change),
                self._line(under, under, line.change, (), dated),
            )
        )

    def _plain(self, style: str, pieces: Pieces, change: Change, keep: bool = False) -> Xml:
        """Return a paragraph that is in no list, changed as a whole or not."""
        look = Look(style, keep_with_next=keep, rtl=self._rtl)
        return self._line(look, look, change, pieces, self._pieces(pieces))


def _move(block: ParagraphChange | TableChange | SignatureChange) -> tuple[int, Change]:
    """Return the move that a block belongs to, and which end of it."""
    if type(block) is not ParagraphChange or not block.move:
        return 0, ""
    return block.move, "moved-from" if block.new is None else "moved-to"


def _apart(piece: Piece) -> tuple[Change, bool, str]:
    """Return what must be alike in pieces that are written as one."""
    return piece.change, piece.was is not None, piece.author


def _all(pieces: Pieces) -> Change:
    """Return the change of pieces that are all inserted or all deleted."""
    kinds = {piece.change for piece in pieces}
    return kinds.pop() if len(kinds) == 1 else ""
