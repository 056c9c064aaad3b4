"""Bytes of a library's file, if it is one that may be read."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

from ordinance.errors import Fault, FaultyFile

#: No file of a library comes near this; a larger one is not read.
SIZE_LIMIT = 512 * 1024


class NoFile(OSError):
    """What a name leads to is no file: a pipe that would wait for ever, or a device without an end."""

    def __init__(self) -> None:
        super().__init__(None, "is no file")


def read_up_to(path: Path, most: int) -> bytes:
    """Return a file's bytes, one more than `most` at most, so that a larger file is told from it.

    Raises `NoFile` for what is no ordinary file, before anything is read from it, and `OSError` where it cannot be read.
    """
    with open(path, "rb", opener=_without_waiting) as stream:
        if not S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise NoFile
        return stream.read(most + 1)


def refuse_leaving(root: Path, path: str) -> None:
    """Raise `FaultyFile` for a link in a library to a file that is none of the library's: a message would show its lines."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise FaultyFile([Fault(path, 0, 0, "is a link that leads out of the library; put the file itself there")])


def look_text(look: Path, name: str) -> str:
    """Return a file of a look (a style sheet, a drawing, a part of a Word file), which may be somebody else's.

    Raises `FaultyFile` where it is absent, no file, too large, or a link that leads out of the look.
    """
    path = look / name
    refuse_leaving(look, str(path))
    return read_bytes(path, str(path)).decode("utf-8", "replace")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(path: Path, shown: str, *, most: int = SIZE_LIMIT) -> bytes:
    """Return a file's bytes, or raise `FaultyFile` where it is no file, cannot be read or is larger than `most`."""
    try:
        raw = read_up_to(path, most)
    except NoFile:
        raise FaultyFile([Fault(shown, 0, 0, "is no file")]) from None
    except OSError as error:
        raise FaultyFile([Fault(shown, 0, 0, f"cannot be read: {error.strerror or error}")]) from None
    if len(raw) > most:
        raise FaultyFile([Fault(shown, 0, 0, f"is larger than {most // 1024} KB, which no library file is")])
    return raw
