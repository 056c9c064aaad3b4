"""Files written whole or not at all, and never over another without leave."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from ordinance.errors import Unwritable


def write_file(target: Path, content: bytes, *, force: bool, lasting: bool = True) -> None:
    """Write `content` to `target` in one step. Raises `Unwritable` saying what stands in the way; leaves nothing behind.

    With `lasting` off it does not wait until the disk has the bytes: for one of many files that can be made again.
    """
    refuse_existing(target, force=force)
    real = Path(os.path.realpath(target))  # a link stays a link to the new content
    try:
        handle, partial = tempfile.mkstemp(prefix=f".{real.name[:40]}.", dir=real.parent)
    except OSError as error:
        raise Unwritable(f"{target}: cannot be written: {reason(error)}") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        os.chmod(partial, 0o666 & ~_umask())
        os.replace(partial, real)
    except OSError as error:
        raise Unwritable(f"{target}: cannot be written: {reason(error)}") from None
    finally:
        Path(partial).unlink(missing_ok=True)


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise `Unwritable` where a file could not be written: its folder is missing, or it exists and `force` is off."""
    try:
        _refuse(target, force)
    except OSError as error:
        raise Unwritable(f"{target}: cannot be written: {reason(error)}") from None


def _refuse(target: Path, force: bool) -> None:
    if not target.parent.is_dir():
        raise Unwritable(f"{target}: the folder {target.parent} does not exist; make it first")
    if target.is_dir():
        raise Unwritable(f"{target}: is a folder; give the name of a file")
    if target.exists() and not target.is_file():
        raise Unwritable(f"{target}: is a device and no file; use -o - for standard output")
    if target.exists() and not force:
        raise Unwritable(f"{target}: exists already; use --force to replace it, or -o for another name")


def reason(error: OSError) -> str:
    """Return in words why the system refused."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "no permission to write there"
    return error.strerror or str(error)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
