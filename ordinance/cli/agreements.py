"""`ordinance agreements`: who was listed with an agreement under 8 U.S.C. § 1357(g), and what a newer list changes."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import BadChoice
from ordinance.face import agreements

FORMS = ("text", "json", "csv", "yaml", "md", "docx", "html", "pdf")


@click.command(
    "agreements",
    epilog="Example:  ordinance agreements ithaca-ny   or   ordinance agreements --state NY   or"
    "   ordinance agreements participatingAgencies09152026.xlsx -o our/jurisdictions/agreements/list.yaml",
)
@click.argument("target", metavar="[PLACE|FILE]", required=False)
@click.option("--state", metavar="XX", help="Every agency listed in this state, by its postal code.")
@click.option("--as-of", type=DateType(), help="Of a FILE: the day of the list, where its name does not say it.")
@click.option("--skip", is_flag=True, help="Of a FILE: leave rows that cannot be read out, and list them.")
@document_options(*FORMS)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    target: str | None,
    state: str | None,
    as_of: date | None,
    skip: bool,
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """Tell which agencies were on the published list of immigration enforcement agreements, on the list's day.

    For a PLACE: its own agencies, its county's and the state's, with what is not sure of the match. For a FILE, the
    spreadsheet (.xlsx or .csv) that Immigration and Customs Enforcement publishes: what changed against the library's list;
    -o list.yaml writes it as the list of a folder of your own (--library).
    """
    library = library_of(ctx)
    page = agreements(library, target, state=state, as_of=as_of, skip=skip, on=today())
    named = "txt" if form == "text" else form
    if named not in page.forms:
        raise BadChoice(f"this has no format {form}; it has {', '.join(page.forms)}")
    put_page(page, form, output, force=force)
