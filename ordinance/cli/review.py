"""`ordinance review FILE`: an ordinance or policy that somebody else wrote, against the library."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, full_option, put_page
from ordinance.cli.shared import DateType, library_of, today
from ordinance.cli.typed import typed
from ordinance.making.reviewing import review_of
from ordinance.places.naming import place_of


@click.command("review", epilog="Example:  ordinance review policy.docx --place ithaca-ny -o review.docx")
@click.argument("file")
@click.option("--place", metavar="PLACE", help="A place, by id or YAML file: what its state's law says stands with each topic.")
@full_option("Every passage with its exceptions and the closest choice of ours; without it one screen, the worst first.")
@document_options("text", "md", "docx", "html", "pdf", "json")
@click.option("--date", "on", type=DateType(), help="The date of the review, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context, /, file: str, place: str | None, full: bool, form: str, output: str | None, force: bool, on: date | None
) -> None:
    """Read FILE, an ordinance, statute or policy (.docx, .md, .txt, .html, .pdf), and tell what it does on each topic of the
    library: which limits it has, which exceptions they let through, what it commands, and which choice of ours comes closest.

    The terminal shows one screen, and --full all of it; a file (-o) and other formats hold all of it.

    A program reads by words and patterns: "not found" is not "absent", and counsel must read the text itself.
    """
    library = library_of(ctx)
    page = review_of(library, file, place_of(library, place) if place else None, on or today())
    put_page(page, form, output, force=force, screen=None if full else typed(ctx))
    if page.records.stance == "unrelated":
        click.echo(f"{file}: seems to be about something else: nothing on the topics of the library was found in it.", err=True)
    if page.records.stance == "unclear":
        click.echo(f"{file}: speaks of immigration, and no rule in it was understood: somebody must read it.", err=True)
