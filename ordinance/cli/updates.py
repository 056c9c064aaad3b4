"""`ordinance updates`: what changed in law, everywhere, in one place, or for the sections of a draft made earlier."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, library_of, today
from ordinance.making.changes import updates_page
from ordinance.making.own_words import own_words

FORMS = ("text", "json", "md", "html", "docx", "pdf")


@click.command(
    "updates", epilog="Example:  ordinance updates ithaca-ny --since 2026-06-01   or   ordinance updates draft.json --full"
)
@click.argument("target", metavar="[PLACE|RECORD]", required=False)
@click.option("--since", type=DateType(), help="Only what happened on this day or later, YYYY-MM-DD.")
@click.option("--wording", metavar="FILE", help="A YAML file with local wording beside the place's own.")
@click.option("--full", is_flag=True, help="All of it, with sources, and where they disagree; else one screen.")
@document_options(*FORMS)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    target: str | None,
    since: date | None,
    wording: str | None,
    full: bool,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """Tell what changed in law, newest first, and what each change touches.

    For a PLACE (its id, its YAML file, or a state's postal code) it tells of its state's and of federal law, and shows base,
    library and local side by side where the library has changed under local wording. For a RECORD (the .json file of a draft,
    or what `ordinance draft --record` wrote) it tells which of its sections rest on what changed, and which texts of the
    library changed since.
    """
    library = library_of(ctx)
    own = own_words(library, wording) if wording else None
    put_page(updates_page(library, target, since, today(), full=full, wording=own), form, output, force=force)
