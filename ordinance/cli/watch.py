"""`ordinance watch`: what to look up next in the law, where, by when, and what depends on it."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, library_of, today
from ordinance.making.changes import watch_page

FORMS = ("text", "json", "ics", "md", "html")


@click.command("watch", epilog="Example:  ordinance watch NY   or   ordinance watch --due 2026-12-15 -o watch.ics")
@click.argument("state", metavar="[XX]", required=False)
@click.option("--due", type=DateType(), help="Only what is due on this day or before it, YYYY-MM-DD.")
@click.option("--full", is_flag=True, help="All of it; else one screen.")
@document_options(*FORMS)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    state: str | None,
    due: date | None,
    full: bool,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """List what to look up next: for state XX (a postal code) its own and federal law, else everything.

    Each entry says what to look for, where, by when, and which clauses, states and places depend on it. The format ics is a
    calendar of whole days.
    """
    library = library_of(ctx)
    put_page(watch_page(library, state, due, today(), full=full), form, output, force=force)
