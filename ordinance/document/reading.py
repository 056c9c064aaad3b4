"""What a reader gives back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from ordinance.document.model import Document
from ordinance.errors import Fault, FaultyFile


class Mark(Struct, frozen=True):
    """A tracked change: who made it on which day, and its words; `start` and `end` count the letters that the paragraph has with
    all changes accepted. `line` numbers the paragraphs that were joined into this one, from 0."""

    kind: Literal["inserted", "deleted", "moved-from", "moved-to"]
    author: str
    day: str
    start: int
    end: int
    text: str
    line: int = 0


class Remark(Struct, frozen=True):
    """Somebody's comment and the words that it is on; `struck` where these are struck. `answers` is the author of the comment
    that it replies to."""

    author: str
    day: str
    text: str
    words: str
    start: int = 0
    end: int = 0
    struck: bool = False
    answers: str = ""


class Trace(Struct, frozen=True):
    """What others left on one block of a document: tracked changes and comments."""

    block: int
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Reading(Struct, frozen=True):
    """A document that was read from a file.

    `notes` say, a sentence each, what of the file is not in it. `own` is set where the file names the styles of our
    drafts; otherwise its styles, faces and labels are a guess. `traces` are the tracked changes and comments in it, by block.
    `name` is what a reader knows the text by, `day` its date, where the file says one.
    """

    document: Document
    notes: tuple[str, ...] = ()
    own: bool = False
    traces: tuple[Trace, ...] = ()
    name: str = ""
    day: date | None = None


def unreadable(name: str, why: str) -> FaultyFile:
    """Return the error for a file that cannot be read, in one line."""
    return FaultyFile([Fault(name, 0, 0, why)])


class SourceText(Struct, frozen=True):
    """The words of a file that somebody else wrote, as one text. All places in it are counted in its characters, from 0.

    For .txt and .md it is the file's own characters. Of other kinds it is what we took out of the file: a paragraph a line, an
    empty line between, labels in front, a heading after "# ". `pages` are where the pages begin, for kinds that have any.
    """

    text: str
    kind: str
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
