"""The folder of compiled entries: the user's own and private, each entry with a digest of its bytes, old ones thrown away.

What stands in an entry becomes law in a draft, so an entry is used only where it is whole and nobody else could have
written it. A digest tells damage; it does not stop somebody who may write in the folder, which is why nobody else may.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

#: Bytes of the digest that an entry begins with.
_DIGEST: Final = 16
#: How many entries are kept, and for how many seconds one that nobody wrote anew.
_MOST: Final = 2_000
_OLDEST: Final = 90 * 24 * 3600
#: A file that a broken write left is this many seconds old when it goes.
_BROKEN: Final = 3600
_ENDING: Final = ".msgpack"
_EARLIER: Final = re.compile(r"[0-9a-f]{40}\.msgpack(?:\.\d+)?")


def sealed(name: str, payload: bytes) -> bytes:
    """Return an entry: the digest of its name and its bytes, then the bytes."""
    return _digest(name, payload) + payload


def opened(name: str, entry: bytes) -> memoryview | None:
    """Return the bytes of an entry, or None where one bit of it or its name is not what was written."""
    payload = memoryview(entry)[_DIGEST:]
    return payload if entry[:_DIGEST] == _digest(name, payload) else None


def _digest(name: str, payload: bytes | memoryview) -> bytes:
    return blake2b(payload, key=name.encode()[:64], digest_size=_DIGEST).digest()


def parent_folder() -> Path | None:
    """Return the folder that holds the cache, or None where `ORDINANCE_CACHE=off`."""
    chosen = os.environ.get("ORDINANCE_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or ""
    if os.path.isabs(base):  # a relative one would make folders wherever one stands, and counts as none
        return Path(base, "ordinance")
    try:
        return Path.home() / ".cache" / "ordinance"
    except RuntimeError:  # no home folder
        return None


def folder() -> Path | None:
    """Return the folder of the entries, or None where there is none that may be used: absent, not one's own, open to others."""
    parent = parent_folder()
    path = parent / "entries" if parent is not None else None
    return path if path is not None and _is_private(path) else None


def keep(name: str, payload: bytes) -> None:
    """Write an entry, whole or not at all. A cache that cannot be written, or is not private, is only slower."""
    parent = parent_folder()
    if parent is None:
        return
    path = parent / "entries"
    partial = path / f"{name}.{os.getpid()}"
    with suppress(OSError):
        if not path.exists():
            parent.mkdir(parents=True, exist_ok=True)
            path.mkdir(mode=0o700)
        if not _is_private(path):
            return
        _prune(parent)
        try:
            with open(partial, "wb", opener=lambda file, flags: os.open(file, flags, 0o600)) as stream:
                stream.write(sealed(name, payload))
            partial.replace(path / name)
        except OSError:
            partial.unlink(missing_ok=True)


def _is_private(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # Windows: the folder stands in the user's own profile
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


@cache
def _prune(parent: Path) -> None:
    """Throw away, once in a process that writes, what is old, what a crash left, and what earlier versions kept beside."""
    with suppress(OSError):
        for old in parent.iterdir():  # before there was a private folder: a place with its names may be among them
            if _EARLIER.fullmatch(old.name):
                old.unlink(missing_ok=True)
    now = time.time()
    aged: list[tuple[float, str]] = []
    with suppress(OSError), os.scandir(parent / "entries") as entries:
        for entry in entries:
            age = now - entry.stat(follow_symlinks=False).st_mtime
            if age > (_OLDEST if entry.name.endswith(_ENDING) else _BROKEN):
                os.unlink(entry.path)
            elif entry.name.endswith(_ENDING):
                aged.append((age, entry.path))
    for _, path in sorted(aged)[_MOST:]:
        with suppress(OSError):
            os.unlink(path)
