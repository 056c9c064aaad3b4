"""`ordinance reviewed FILE`: puts on record who has read a handout or its translation, so that its banner goes."""

from __future__ import annotations

from datetime import date

import click

from ordinance.cli.shared import DateType, library_of, today
from ordinance.making.reviews import record_review


@click.command(
    "reviewed", epilog="Example:  ordinance reviewed our/templates/handouts/family-plan/es.md.j2 --by 'Ana Reyes' --on 2026-11-20"
)
@click.argument("file")
@click.option("--by", required=True, metavar="NAME", help="Who read it.")
@click.option("--on", required=True, type=DateType(), help="The day, YYYY-MM-DD.")
@click.option("--state", metavar="NY", help="For an attorney's review of a rights sheet: where the attorney is licensed.")
@click.pass_context
def command(ctx: click.Context, /, file: str, by: str, on: date, state: str | None) -> None:
    """Record that somebody has read the handout FILE: its translation, or with --state, as an attorney, its law.

    The record holds for the words as they are now. When they change, the banner is back until somebody has read them again.
    """
    click.echo(f"Recorded: {record_review(library_of(ctx), file, by, on, state, today())}")
