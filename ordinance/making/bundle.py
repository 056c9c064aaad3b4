"""Several files at once, in one folder or one .zip: the same files give the same bytes."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from ordinance.errors import BadChoice, Unwritable
from ordinance.making.printing import PLAIN, Printing
from ordinance.making.saving import reason, refuse_existing, write_file
from ordinance.making.writing import ENDINGS


class Bundle(Struct, frozen=True):
    """Several files: their bytes by name (with / between folders), the day that a .zip gives them, and notes, a line each.
    `lacks` names what was asked for and could not be made."""

    files: dict[str, bytes]
    date: date
    what: str
    notes: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    forms: ClassVar[tuple[str, ...]] = ("zip",)

    def encode(self, form: str = "zip", printing: Printing = PLAIN) -> bytes:
        """Return the files as one .zip. Raises `BadChoice` for options of a page."""
        self.refuse_printing(printing)
        return _archive(self.files, self.date)

    def refuse_printing(self, printing: Printing) -> None:
        """Raise `BadChoice` where a page is asked of what is made already."""
        if printing != PLAIN:
            raise BadChoice(f"the pages of a {self.what} are made already; leave the options of a page out")


#: Endings of single files, which no folder is named with.
_FILES = frozenset((*ENDINGS, "doc", "odt", "rtf", "xlsx")) - {"zip"}


def refuse_bundle(target: Path, what: str, *, force: bool) -> None:
    """Raise `Unwritable` where a bundle could not be written, before anything is made. `what` names it in the message."""
    if target.suffix.lower().lstrip(".") in _FILES and not os.path.isdir(target):
        raise BadChoice(f"-o {target}: the {what} is a folder or a .zip, not one file ({target.suffix}); leave the ending out")
    if target.suffix == ".zip":
        refuse_existing(target, force=force)
    elif os.path.exists(target) and not os.path.isdir(target):
        raise Unwritable(f"{target}: is a file; give the name of a folder, or of a file that ends in .zip")
    elif os.path.isdir(target) and any(target.iterdir()) and not force:
        raise Unwritable(f"{target}: exists already and is not empty; use --force to replace what the {what} writes")
    elif not os.path.isdir(target.parent):
        raise Unwritable(f"{target}: the folder {target.parent} does not exist; make it first")


def write_bundle(target: Path, files: Mapping[str, bytes], day: date, *, force: bool) -> None:
    """Write files, by their names with / between folders, into a folder, or into a .zip whose entries carry `day`."""
    if target.suffix == ".zip":
        write_file(target, _archive(files, day), force=force)
        return
    made: list[Path] = []
    try:
        for folder in sorted({(target / name).parent for name in files} | {target}):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
        for name, content in files.items():
            fresh = not (target / name).exists()
            write_file(target / name, content, force=force)
            if fresh:
                made.append(target / name)
    except BaseException as error:  # half a bundle is none: what this call made goes again
        _unmake(made)
        if isinstance(error, OSError):
            raise Unwritable(f"{target}: cannot be written: {reason(error)}") from None
        raise


def _unmake(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _archive(files: Mapping[str, bytes], day: date) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return stream.getvalue()
