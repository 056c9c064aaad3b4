"""Files that a person names on the command line, read whole and never larger than a document may be."""

from __future__ import annotations

from pathlib import Path

from ordinance.document.reading import unreadable
from ordinance.formats.docx.opening import LARGEST
from ordinance.library.reading import NoFile, read_up_to
from ordinance.making.saving import reason


def content_of(name: str) -> bytes:
    """Return a file's bytes, one more than `LARGEST` at most, so that a larger file is told from it. Raises `FaultyFile`."""
    try:
        return read_up_to(Path(name), LARGEST)
    except (NoFile, IsADirectoryError):
        raise unreadable(name, "is no file") from None
    except OSError as error:
        raise unreadable(name, f"cannot be read: {reason(error)}") from None
