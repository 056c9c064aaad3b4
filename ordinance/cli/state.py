"""`ordinance state XX`: what one state's law says of every topic, with its basis, its statutes and its penalties."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from ordinance.cli.output import document_options, full_option, on_screen, put, put_data
from ordinance.cli.screen import put_screen
from ordinance.cli.shared import DateType, library_of, today
from ordinance.cli.typed import typed
from ordinance.pages.screens.state import state_screen
from ordinance.pages.state_page import state_page


@click.command("state", epilog="Example:  ordinance state TX   or   ordinance state TX -o texas.docx")
@click.argument("code", metavar="XX")
@full_option("Each verdict's reason, statutes, penalties, sources and enacting words; without it one screen.")
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(ctx: click.Context, /, code: str, full: bool, form: str, output: str | None, force: bool, on: date | None) -> None:
    """Print the law of state XX (a postal code) on local choices: where it stands, a line a topic, what is open.

    With --full, in a file (-o) and in another format stand the reasons, statutes, penalties and enacting words too.
    """
    library = library_of(ctx)
    state = library.state(code)
    if form == "json":
        put_data([{"id": state.state, **msgspec.to_builtins(state)}], output, force=force)
        return
    day = on or today()
    if on_screen(form, output) and not full:
        put_screen(state_screen(library, state, typed(ctx), day))
        return
    put(state_page(library, state, day), library, form, output, force=force)
