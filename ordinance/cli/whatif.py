"""`ordinance whatif PLACE --without CLAUSE`: what one other choice would change, in a few lines."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.what_if import what_if_page_of
from ordinance.places.naming import place_of


@click.command("whatif", epilog="Example:  ordinance whatif ithaca-ny --choose release-date=full-bar")
@click.argument("place")
@selection_options
@document_options("text", "md", "docx", "html", "pdf")
@click.option("--date", "on", type=DateType(), help="The date on the page, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context, /, place: str, form: str, output: str | None, force: bool, on: date | None, **selection: Any
) -> None:
    """Tell what other choices than those of PLACE would change: what people would notice, what state law says, exposure,
    what opens and what closes, who has it so, and how long the text becomes.
    """
    library = library_of(ctx)
    asked = wishes(**selection, on=law_day(library, on))
    put_page(what_if_page_of(library, place_of(library, place), asked, on or today()), form, output, force=force)
