"""Formats that a file's ending decides, where `--format` does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_ENDINGS = {"txt": "text", "htm": "html", "markdown": "md"}


def ending_options(*forms: str) -> Callable[[F], F]:
    """Add `--format` with these choices, `-o` and `--force`; without `--format` the ending of the file decides."""

    def add(command: F) -> F:
        form = click.option("--format", "form", type=click.Choice(forms), help=f"By the file's ending, else {forms[0]}.")
        output = click.option("-o", "output", metavar="FILE", help="Where to write; standard output otherwise.")
        force = click.option("--force", is_flag=True, help="Replace a file that exists.")
        return form(output(force(command)))

    return add


def form_of(form: str | None, output: str | None, forms: tuple[str, ...]) -> str:
    """Return the format asked for, or the one that a file's ending names, or the first."""
    ending = (output or "").rpartition(".")[2].lower()
    named = _ENDINGS.get(ending, ending)
    return form or (named if named in forms else forms[0])
