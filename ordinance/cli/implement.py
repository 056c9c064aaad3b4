"""`ordinance implement PLACE`: the folder for whoever has to carry the text out after the vote."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.output import with_bar
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.bundle import refuse_bundle, write_bundle
from ordinance.making.implement import FORMS, implementing
from ordinance.places.naming import place_of


@click.command(
    "implement", epilog="Example:  ordinance implement ithaca-ny --adopted 2026-11-20 --effective 2027-01-01 -o carrying-out"
)
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-implement in the current folder otherwise.")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True, help="Of the papers.")
@click.option("--adopted", type=DateType(), help="The day of the vote, YYYY-MM-DD.")
@click.option("--effective", "effect", type=DateType(), help="The day on which it takes effect; the days are blanks otherwise.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    form: str,
    adopted: date | None,
    effect: date | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Write what an office needs to carry out the text of PLACE: a calendar of every duty (also .ics), the department's policy,
    notices, letters, a rider, the log of requests (.xlsx), forms, a briefing, a checklist for counsel; and for residents a sheet
    to watch it by and a request for records.

    Every duty has its section. What nobody knows yet is a line to fill in.
    """
    library, day = library_of(ctx), on or today()
    found = place_of(library, place)
    target = Path(output or f"{found.id}-implement")
    refuse_bundle(target, "folder", force=force)
    asked = wishes(**selection, on=law_day(library, on))
    bundle = implementing(library, found, asked, day, adopted=adopted, effect=effect, form=form, steps=with_bar("Folder"))
    write_bundle(target, bundle.files, day, force=force)
    for note in bundle.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}: {len(bundle.files)} files")
