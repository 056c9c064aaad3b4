"""`ordinance place`: one page on a place, for somebody who begins to organize there."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, law_day, library_of, today
from ordinance.drafting.wishes import Wishes
from ordinance.making.place_sheet import sheet_of
from ordinance.places.naming import place_of

FORMS = ("text", "json", "md", "docx", "html", "pdf")


@click.command("place", epilog='Example:  ordinance place "Beacon, NY"   or   ordinance place ithaca-ny -o ithaca.pdf')
@click.argument("place")
@document_options(*FORMS)
@click.option("--date", "on", type=DateType(), help="The day whose law counts and that is printed, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(ctx: click.Context, /, place: str, form: str, output: str | None, force: bool, on: date | None) -> None:
    """Tell on one page what is known of PLACE, for somebody who begins to organize there.

    State law by topic; the federal circuit; agreements listed for its agencies and its county's; who holds people arrested
    there; policies adopted near it; whom its law can bind; how it makes law; and what to do next.
    """
    library = library_of(ctx)
    page = sheet_of(library, place_of(library, place), Wishes(on=law_day(library, on)), on or today())
    put_page(page, form, output, force=force)
