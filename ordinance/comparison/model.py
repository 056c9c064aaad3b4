"""What has changed from one document to another: the blocks of both in reading order, down to the words.

A redline holds every word of both documents once. The pieces and paragraph marks that are not deleted or moved away
are the new document; those that are not inserted or moved here are the old one.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ordinance.document.model import Comment, Document, Emphasis, Inline

#: What became of something; the empty string stands for nothing.
Change = Literal["", "inserted", "deleted", "moved-from", "moved-to"]
Side = Literal["old", "new"]


class Piece(Struct, frozen=True):
    """Some words. `was` is the face that they had, where nothing but their face has changed. `author` is who changed them,
    where it is known."""

    inline: Inline
    change: Change = ""
    was: Emphasis | None = None
    author: str = ""


Pieces = tuple[Piece, ...]


class ParagraphChange(Struct, frozen=True, tag=True):
    """A paragraph: where it stands among the old and the new document's blocks, its words, and its mark.

    `mark` is what became of the end of the paragraph. An inserted mark splits an old paragraph: this line and the next
    are parts of one block of the old document, a deleted one joins two of them into one of the new; the line after says
    with `continues` on which side it goes on with a paragraph that began before. `move` numbers the move it belongs to.
    `author` is who changed its mark, `comments` are the ids of comments on it.
    """

    old: int | None
    new: int | None
    pieces: Pieces
    mark: Change = ""
    continues: Literal["", "old", "new"] = ""
    move: int = 0
    author: str = ""
    comments: tuple[int, ...] = ()


class RowChange(Struct, frozen=True):
    """A row of a table, or the heading."""

    cells: tuple[Pieces, ...]
    change: Change = ""
    heading: bool = False


class TableChange(Struct, frozen=True, tag=True):
    """A table. `change` is that of the whole table; then all its rows have it too."""

    old: int | None
    new: int | None
    caption: Pieces
    rows: tuple[RowChange, ...]
    widths: tuple[float, ...]
    change: Change = ""


class LineChange(Struct, frozen=True):
    """A line to sign on."""

    label: Pieces
    office: Pieces
    change: Change = ""


class SignatureChange(Struct, frozen=True, tag=True):
    """A block of signatures. `change` is that of the whole block."""

    old: int | None
    new: int | None
    lines: tuple[LineChange, ...]
    change: Change = ""


BlockChange = ParagraphChange | TableChange | SignatureChange


class Redline(Struct, frozen=True):
    """Two documents and what leads from the old to the new. The indices of the blocks are those of these documents.

    `comments` are what others said of it, `head` the lines that say which texts these are and how to read the marks.
    """

    old: Document
    new: Document
    blocks: tuple[BlockChange, ...]
    comments: tuple[Comment, ...] = ()
    head: tuple[str, ...] = ()


class Tally(Struct, frozen=True):
    """How much has changed: paragraphs (and rows) by what became of them, moves, and words."""

    changed: int
    inserted: int
    deleted: int
    moved: int
    words_in: int
    words_out: int

    @property
    def nothing(self) -> bool:
        return self == Tally(0, 0, 0, 0, 0, 0)
