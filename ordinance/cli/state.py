"""`ordinance state XX`: what one state's law says of every topic, with its basis, its statutes and its penalties."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from ordinance.cli.output import document_options, put
from ordinance.cli.shared import DateType, library_of, print_json, today
from ordinance.pages.state_page import state_page


@click.command("state", epilog="Example:  ordinance state TX   or   ordinance state TX --format docx -o texas.docx")
@click.argument("code", metavar="XX")
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(ctx: click.Context, /, code: str, form: str, output: str | None, force: bool, on: date | None) -> None:
    """Print the law of state XX (a postal code) on local choices: verdicts, statutes, penalties, enacting words."""
    library = library_of(ctx)
    state = library.state(code)
    if form == "json":
        print_json([{"id": state.state, **msgspec.to_builtins(state)}])
        return
    put(state_page(library, state, on or today()), library, form, output, force=force)
