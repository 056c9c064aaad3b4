"""One document out: to the terminal, or to a file in the format asked for. Shared by every command that makes one."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ordinance.cli.endings import form_of
from ordinance.cli.screen import put_screen
from ordinance.document.model import Document
from ordinance.errors import BadChoice, Unwritable
from ordinance.library.store import Library
from ordinance.making.encoding import FILE_WIDTH, csv_bytes, encoded, json_bytes
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.steps import Steps

if TYPE_CHECKING:  # what drafts is loaded by the commands that draft
    from ordinance.formats.docx.write.setup import Setup
    from ordinance.making.page import Page

F = TypeVar("F", bound=Callable[..., Any])

#: Formats that are files, never a terminal's business.
_BINARY = ("docx", "pdf")


def document_options(*forms: str) -> Callable[[F], F]:
    """Add `--format` with these choices, `-o` and `--force`; the command gets the format that the file's ending says, else the
    one that is asked for, else the first (`form_of`)."""

    def add(command: F) -> F:
        @functools.wraps(command)
        def decided(*given: Any, form: str | None, output: str | None, **named: Any) -> Any:
            return command(*given, form=form_of(form, output, forms), output=output, **named)

        option = click.option("--format", "form", type=click.Choice(forms), help=f"By the file's ending, else {forms[0]}.")
        output = click.option("-o", "output", metavar="FILE", help="Where to write; standard output otherwise.")
        force = click.option("--force", is_flag=True, help="Replace a file that exists.")
        return option(output(force(decided)))  # type: ignore[return-value]  # it is called as the command is

    return add


def full_option(says: str) -> Callable[[F], F]:
    """Add `--full`: all of a page on the terminal, where one screen of it is printed otherwise."""
    return click.option("--full", is_flag=True, help=says)


def on_screen(form: str, output: str | None) -> bool:
    """Tell whether a page goes to the terminal as text, where one screen comes first; a file has all of it."""
    return form == "text" and output is None


def _window() -> int:
    """Return the width for text on standard output: that of the window where it is one."""
    if sys.stdout is None or not sys.stdout.isatty():
        return FILE_WIDTH
    return min(max(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, 40), 100)


def with_bar(label: str) -> Steps:
    """Return what shows a bar on standard error while parts are made."""

    def steps(parts: Sequence[Any]) -> Iterator[Any]:
        with click.progressbar(parts, label=label, file=sys.stderr) as bar:
            yield from bar

    return steps


def put_data(value: Any, output: str | None, *, force: bool) -> None:
    """Write a value as JSON to a file, or print it."""
    put_bytes(json_bytes(value), output, force=force)


def put_cells(rows: Iterable[Iterable[object]], output: str | None, *, force: bool) -> None:
    """Write rows as CSV to a file, or print them."""
    put_bytes(csv_bytes(rows), output, force=force)


def put_bytes(content: bytes, output: str | None, *, force: bool) -> None:
    """Write bytes to a file, or to standard output."""
    if output is None or output == "-":
        write_stdout(content)
        return
    write_file(Path(output), content, force=force)
    click.echo(f"Wrote {output}")


def write_stdout(content: bytes) -> None:
    """Write bytes to standard output. Raises `Unwritable` where there is none."""
    if sys.stdout is None:
        raise Unwritable("standard output is closed; give a file with -o FILE")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def put(document: Document, library: Library, form: str, output: str | None, *, force: bool, setup: Setup | None = None) -> None:
    """Write a document to a file, or print it; `setup` is of the Word form. Raises `Unwritable` or `BadChoice` beforehand."""
    if output is None or output == "-":
        if form in _BINARY and output is None:
            raise BadChoice(f"--format {form} makes a file; say where with -o FILE (or -o - for standard output)")
        content = encoded(document, form, library, setup, width=_window())
        if form == "text":
            click.echo(content.decode(), nl=False)  # for the terminal, in the letters that it has
        else:
            write_stdout(content)
        return
    target = Path(output)
    refuse_existing(target, force=force)
    write_file(target, encoded(document, form, library, setup), force=force)
    click.echo(f"Wrote {target}")


def put_page(page: Page, form: str, output: str | None, *, force: bool, screen: str | None = None) -> None:
    """Write a page to a file in any of its formats, or print it: on the terminal its first screen, where `screen` is the command
    that was typed."""
    if screen is not None and page.screen is not None and on_screen(form, output):
        put_screen(page.screen(screen))
        return
    named = "txt" if form == "text" else form
    if named not in page.also:
        put(page.document, page.library, form, output, force=force)
    elif named == "txt" and output is None:
        click.echo(page.also[named]().decode(), nl=False)  # for the terminal, in the letters that it has
    else:
        put_bytes(page.also[named](), output, force=force)
