"""`ordinance packet PLACE`: everything that goes before the body, in one folder or one .zip."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.output import with_bar
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.bundle import refuse_bundle, write_bundle
from ordinance.making.drafted import drafted
from ordinance.making.packet import FORMS, packet_of
from ordinance.places.naming import place_of


@click.command("packet", epilog="Example:  ordinance packet ithaca-ny -o ithaca-packet.zip")
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-packet in the current folder otherwise.")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True)
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the packet, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context, /, place: str, output: str | None, form: str, on: date | None, force: bool, **selection: Any
) -> None:
    """Write the packet for PLACE: a page that says what each file is for and who should read it, the clean draft, the draft
    with commentary, the memo and its attachments, notes for counsel, authorities, summaries in plain words, and the blanks."""
    library, day = library_of(ctx), on or today()
    made = drafted(library, place_of(library, place), wishes(**selection, on=law_day(library, on)), day)
    target = Path(output or f"{made.draft.place.id}-packet")
    refuse_bundle(target, "packet", force=force)
    bundle = packet_of(made, form, with_bar("Packet"))
    write_bundle(target, bundle.files, day, force=force)
    click.echo(f"Wrote {target}: {len(bundle.files)} files")
