"""`ordinance media PLACE`: what a campaign shows on a phone, in an inbox and on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.output import with_bar
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.bundle import refuse_bundle, write_bundle
from ordinance.making.media import FORMS, shown
from ordinance.places.naming import place_of


@click.command("media", epilog="Example:  ordinance media ithaca-ny --lang es --address https://example.org/ithaca -o media.zip")
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-media in the current folder otherwise.")
@click.option("--lang", "languages", multiple=True, metavar="en|es|zh-Hans", help="Repeat for more; all three otherwise.")
@click.option("--address", metavar="https://…", default="", help="The campaign's own page; one that tracks is refused.")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True, help="Of the messages.")
@click.option("--effective", "effect", type=DateType(), help="The day on which the text takes effect, once it is adopted.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    languages: tuple[str, ...],
    address: str,
    form: str,
    effect: date | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Write pictures for PLACE (square, story, link preview; SVG and PNG), words for those who do not see them, a page with a
    code to scan, and in English an e-mail and a letter to a member, a press release, a frame for an opinion piece and answers
    for reporters.

    Words that do not fit a picture are refused, and so is a promise that a rule keeps anyone safe.
    """
    library, day = library_of(ctx), on or today()
    found = place_of(library, place)
    target = Path(output or f"{found.id}-media")
    refuse_bundle(target, "folder", force=force)
    asked = wishes(**selection, on=law_day(library, on))
    bundle = shown(
        library, found, asked, day, languages=languages, address=address, effect=effect, form=form, steps=with_bar("Media")
    )
    write_bundle(target, bundle.files, day, force=force)
    for note in bundle.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}: {len(bundle.files)} files")
