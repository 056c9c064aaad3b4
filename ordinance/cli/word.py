"""The options of the Word form: whose letterhead, which paper, numbered lines, contents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def word_options(command: F) -> F:
    """Add `--reference`, `--page`, `--line-numbers` and what only a draft has: `--lines-through`, `--double-spaced`, `--toc`."""
    options = [
        click.option("--lines-through", is_flag=True, help="Word: number the lines through the whole text."),
        click.option("--double-spaced", is_flag=True, help="Word: the law in lines two apart, as bills are printed."),
        click.option("--toc", is_flag=True, help="Word: a table of contents after the title."),
    ]
    for option in reversed(options):
        command = option(command)
    return page_options(command)


def page_options(command: F) -> F:
    """Add `--reference`, `--page` and `--line-numbers` to a command."""
    options = [
        click.option(
            "--reference", metavar="FILE.docx", help="Word: your own letterhead; its styles, margins, head and foot are kept."
        ),
        click.option("--page", type=click.Choice(["letter", "legal", "a4"]), help="Word: the paper; the letterhead's otherwise."),
        click.option("--line-numbers", is_flag=True, help="Word: number the lines, from 1 on every page."),
    ]
    for option in reversed(options):
        command = option(command)
    return command
