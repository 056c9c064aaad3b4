"""Bytes of a library's file, if it is one that may be read."""

from __future__ import annotations

from pathlib import Path

from ordinance.errors import Fault, FaultyFile

#: No file of a library comes near this; a larger one is not read.
SIZE_LIMIT = 4 * 1024 * 1024


def read_bytes(path: Path, shown: str) -> bytes:
    """Return a file's bytes, or raise `FaultyFile` where it cannot be read or is larger than `SIZE_LIMIT`."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FaultyFile([Fault(shown, 0, 0, f"cannot be read: {error.strerror or error}")]) from None
    if len(raw) > SIZE_LIMIT:
        raise FaultyFile([Fault(shown, 0, 0, f"is larger than {SIZE_LIMIT // 2**20} MB, which no library file is")])
    return raw
