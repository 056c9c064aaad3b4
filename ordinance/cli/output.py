"""One document out: to the terminal, or to a file in the format asked for. Shared by every command that makes one."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from ordinance.cli.word import LOOK
from ordinance.cli.writing import refuse_existing, write_file, write_stdout
from ordinance.document.model import CardSheet, Document
from ordinance.errors import BadChoice
from ordinance.library.store import Library

if TYPE_CHECKING:  # only `draft` needs them
    from ordinance.drafting.model import Draft
    from ordinance.formats.docx.write.setup import Setup
    from ordinance.pages.instrument import Options

F = TypeVar("F", bound=Callable[..., Any])

#: Where the look of PDF and HTML stands that is not the instrument's own.
LOOKS = {"instrument": "", "handout": "templates/handouts/look"}
#: Formats that are files, never a terminal's business.
_BINARY = ("docx", "pdf")
#: How a cell of a spreadsheet begins that is a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def document_options(*forms: str) -> Callable[[F], F]:
    """Add `--format` with these choices (the first is the default), `-o` and `--force`."""

    def add(command: F) -> F:
        form = click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="The form.")
        output = click.option("-o", "output", metavar="FILE", help="Where to write; standard output otherwise.")
        force = click.option("--force", is_flag=True, help="Replace a file that exists.")
        return form(output(force(command)))

    return add


#: The width of text in a file: the same whatever window it was made in.
_FILE_WIDTH = 88


def encoded(document: Document, form: str, library: Library, setup: Setup | None = None, width: int = _FILE_WIDTH) -> bytes:
    """Return a document's bytes in one format; `setup` is of the Word form. A writer is imported when its format is asked for."""
    if form in ("docx", "html") and document.look == "handout":
        document = _measured(document, library)
    match form:
        case "md":
            from ordinance.formats.markdown import write as markdown

            return markdown.write(document)
        case "docx":
            from ordinance.formats.docx import write as docx

            look = LOOKS[document.look]
            return docx.write(document, reference=library.folder(f"{look}/word" if look else LOOK), setup=setup or docx.PLAIN)
        case "html":
            from ordinance.formats.html import write as html

            return html.write(document, library.folder(LOOKS[document.look] or "templates/html"))
        case "pdf":
            from ordinance.formats.pdf import write as pdf

            return pdf.write(document, library.folder(LOOKS[document.look] or "templates/pdf"))
        case _:
            from ordinance.formats.text import write as text

            return text.write(document, width)


def _window() -> int:
    """Return the width for text on standard output: that of the window where it is one."""
    if sys.stdout is None or not sys.stdout.isatty():
        return _FILE_WIDTH
    return min(max(shutil.get_terminal_size((_FILE_WIDTH, 24)).columns, 40), 100)


def _measured(document: Document, library: Library) -> Document:
    """Return a document whose cards have the type size that fits, where what measures it is installed; else their smallest."""
    if not any(isinstance(block, CardSheet) for block in document.blocks) or not (
        find_spec("typst") and find_spec("fontpkg_arimo")
    ):
        return document
    from ordinance.formats.pdf.write.writer import measured

    return measured(document, library.folder(LOOKS["handout"]))


def encoded_draft(
    made: Draft, document: Document, form: str, library: Library, options: Options, setup: Setup | None = None
) -> bytes:
    """Return a draft's bytes in one format. Two are written from its legal tree, the others from its document."""
    match form:
        case "akn":
            from ordinance.formats import akoma_ntoso

            return akoma_ntoso.write(made, library, options)
        case "json":
            from ordinance.formats import draft_json

            return draft_json.write(made)
        case _:
            return encoded(document, form, library, setup)


def put_data(value: Any, output: str | None, *, force: bool) -> None:
    """Write a value as JSON to a file, or print it."""
    put_bytes(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n", output, force=force)


def put_lines(lines: Iterable[str], output: str | None, *, force: bool) -> None:
    """Write lines of text to a file, or print them in the letters that the terminal has."""
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        click.echo(text, nl=False)
    else:
        put_bytes(text.encode(), output, force=force)


def put_cells(rows: Iterable[Iterable[object]], output: str | None, *, force: bool) -> None:
    """Write rows as CSV (RFC 4180, UTF-8, lines ended by CR LF) to a file, or print them.

    A spreadsheet would take a cell that begins with = + - @ for a formula: such a cell gets an apostrophe before it.
    """
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([_cell(cell) for cell in row] for row in rows)
    put_bytes(stream.getvalue().encode(), output, force=force)


def put_bytes(content: bytes, output: str | None, *, force: bool) -> None:
    """Write bytes to a file, or to standard output."""
    if output is None or output == "-":
        click.echo(content, nl=False)
        return
    write_file(Path(output), content, force=force)
    click.echo(f"Wrote {output}")


def _cell(cell: object) -> str:
    words = "yes" if cell is True else "no" if cell is False else str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words


def put(document: Document, library: Library, form: str, output: str | None, *, force: bool) -> None:
    """Write a document to a file, or print it. Raises `Unwritable` or `BadChoice` before anything is written."""
    if output is None or output == "-":
        if form in _BINARY and output is None:
            raise BadChoice(f"--format {form} makes a file; say where with -o FILE (or -o - for standard output)")
        content = encoded(document, form, library, width=_window())
        if form == "text":
            click.echo(content.decode(), nl=False)  # for the terminal, in the letters that it has
        else:
            write_stdout(content)
        return
    target = Path(output)
    refuse_existing(target, force=force)
    write_file(target, encoded(document, form, library), force=force)
    click.echo(f"Wrote {target}")
