"""`ordinance memo PLACE`: the decision memo for the members of the body, in two pages, with attachments on request."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ordinance.cli.output import document_options, put_page
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.drafted import drafted
from ordinance.making.memo import NAMES, memo_of
from ordinance.places.naming import place_of


@click.command("memo", epilog="Example:  ordinance memo ithaca-ny --attach notes,amendments -o memo.docx")
@click.argument("place")
@document_options("text", "md", "docx", "html", "pdf")
@click.option("--attach", multiple=True, metavar="NAME[,NAME…]", help=f"What to put behind the two pages: {', '.join(NAMES)}.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the memo, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    form: str,
    output: str | None,
    force: bool,
    attach: tuple[str, ...],
    on: date | None,
    **selection: Any,
) -> None:
    """Write the memo on the draft for PLACE: in two pages the question, the choices, their cost, the strongest objections and
    what counsel must settle first."""
    library = library_of(ctx)
    names = tuple(name.strip() for given in attach for name in given.split(","))
    made = drafted(library, place_of(library, place), wishes(**selection, on=law_day(library, on)), on or today())
    put_page(memo_of(made, names), form, output, force=force)
