"""`ordinance memo PLACE`: the decision memo for the members of the body."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ordinance.cli.output import document_options, put
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.drafting.assembly import draft
from ordinance.pages.memo import memo


@click.command("memo", epilog="Example:  ordinance memo ithaca-ny --format docx -o memo.docx")
@click.argument("place")
@document_options("text", "md", "docx", "html", "pdf")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the memo, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context, /, place: str, form: str, output: str | None, force: bool, on: date | None, **selection: Any
) -> None:
    """Write the memo on the draft for PLACE: question, options, law, exposure, costs, amendments, questions for counsel."""
    library = library_of(ctx)
    made = draft(library, library.place(place), wishes(**selection, on=law_day(library, on)))
    put(memo(made, library, on or today()), library, form, output, force=force)
