"""`ordinance report LOG.xlsx`: the public report from the log of requests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import BadChoice
from ordinance.making.report import report_of
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.writing import ENDINGS


@click.command("report", epilog="Example:  ordinance report request-log.xlsx -o report.docx --from 2027-01-01 --to 2027-12-31")
@click.argument("log", metavar="LOG.xlsx")
@click.option("-o", "output", metavar="FILE", help="report.docx otherwise; .docx, .pdf, .md, .html, .txt or .json by its ending.")
@click.option("--from", "first", type=DateType(), help="The first day; else January 1 of the year of the latest row.")
@click.option("--to", "last", type=DateType(), help="The last day; else the end of that year, or today.")
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context, log: str, output: str | None, first: date | None, last: date | None, on: date | None, force: bool
) -> None:
    """Write the public report from the log of requests that `ordinance implement` made and an office filled in.

    Totals print in full and a zero as a zero; a count from 1 to 9 prints as "fewer than 10". A cell that does not belong into
    a log is named, and nothing is written.
    """
    target = Path(output or "report.docx")
    page = report_of(library_of(ctx), log, on or today(), first, last)
    form = ENDINGS.get(target.suffix.lstrip(".").lower(), "")
    if form not in page.forms:
        raise BadChoice(f"-o {target}: a report has no format with this ending; it has {', '.join(page.forms)}")
    refuse_existing(target, force=force)
    write_file(target, page.encode(form), force=force)
    click.echo(f"Wrote {target}")
