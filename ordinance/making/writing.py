"""A made thing as bytes or as a file: in the format that its name's ending says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol, TypedDict, Unpack

from ordinance.errors import BadChoice, nearest
from ordinance.making.printing import Changes, Commentary, Paper, Printing

#: The format that an ending names.
ENDINGS = {
    "akn": "akn",
    "csv": "csv",
    "docx": "docx",
    "htm": "html",
    "html": "html",
    "ics": "ics",
    "json": "json",
    "markdown": "md",
    "md": "md",
    "pdf": "pdf",
    "pptx": "pptx",
    "text": "txt",
    "txt": "txt",
    "xml": "akn",
    "yaml": "yaml",
    "zip": "zip",
}


class PrintingOptions(TypedDict, total=False):
    """What may be asked of a file: `commentary` and `changes` of a draft's, the others of Word's."""

    commentary: Commentary
    changes: Changes
    reference: str | None
    page: Paper | None
    line_numbers: bool
    toc: bool
    lines_through: bool
    double_spaced: bool


class Made(Protocol):
    """What can be written: a `Drafted`, a `Page`, a `Redlined` or a `Bundle`."""

    @property
    def forms(self) -> tuple[str, ...]: ...

    @property
    def what(self) -> str: ...

    def encode(self, form: str, printing: Printing = ...) -> bytes: ...


def encode(made: Made, form: str, **printing: Unpack[PrintingOptions]) -> bytes:
    """Return the bytes of a thing in one of its `forms`. Raises `BadChoice` for another format, or options that it has not."""
    named = ENDINGS.get(form, form)
    if named not in made.forms:
        raise BadChoice(f"{made.what} has no format {form!r}{nearest(form, made.forms)}; it has {', '.join(made.forms)}")
    return made.encode(named, Printing(**printing))


def write(made: Made, path: str | os.PathLike[str], *, force: bool = False, **printing: Unpack[PrintingOptions]) -> Path:
    """Write a thing to a file in the format that its ending says, whole or not at all, and return the path.

    A `Bundle` goes into a .zip, or into a folder where the name has no ending. Raises `BadChoice` for an ending that it
    has not, `Unwritable` where a file exists (unless `force`) or cannot be written.
    """
    from ordinance.making.bundle import Bundle, refuse_bundle, write_bundle
    from ordinance.making.saving import refuse_existing, write_file
    from ordinance.making.word_setup import keep_letterhead

    target = Path(path)
    if isinstance(made, Bundle) and target.suffix in ("", ".zip"):
        made.refuse_printing(Printing(**printing))
        refuse_bundle(target, made.what, force=force)
        write_bundle(target, made.files, made.date, force=force)
        return target
    form = ENDINGS.get(target.suffix.lstrip(".").lower(), "")
    if form not in made.forms:
        raise BadChoice(f"{target}: {made.what} has no format with this ending; it has {', '.join(made.forms)}")
    refuse_existing(target, force=force)
    keep_letterhead(target, printing.get("reference"))
    write_file(target, made.encode(form, Printing(**printing)), force=force)
    return target
