"""What a reader gives back."""

from __future__ import annotations

from msgspec import Struct

from ordinance.document.model import Document
from ordinance.errors import Fault, FaultyFile


class Reading(Struct, frozen=True):
    """A document that was read from a file.

    `notes` say, a sentence each, what of the file is not in it. `own` is set where the file names the styles of our
    drafts; otherwise its styles, faces and labels are a guess.
    """

    document: Document
    notes: tuple[str, ...] = ()
    own: bool = False


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
