"""`ordinance kit PLACE`: every handout of a place, in the languages and formats asked for, in one folder or one .zip."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.output import with_bar
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.bundle import refuse_bundle, write_bundle
from ordinance.making.handouts import FORMS, subject_of
from ordinance.making.kit import kit_of, spoken_in
from ordinance.places.naming import place_of


@click.command("kit", epilog="Example:  ordinance kit ithaca-ny --lang en --lang es -o thursday.zip")
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-kit in the current folder otherwise.")
@click.option(
    "--lang", "languages", multiple=True, metavar="LANG", help="A language; repeat for more. English and Spanish otherwise."
)
@click.option(
    "--format", "forms", type=click.Choice(FORMS), multiple=True, help="Repeat for more; pdf otherwise, or docx without it."
)
@click.option("--large-print", is_flag=True, help="Add the editions in 18 points.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--blank", is_flag=True, help="Leave off hotlines whose check is too old, instead of stopping.")
@click.option("--draft", "unsaid", is_flag=True, help="Let amended sections stand in their own words, under a banner.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    languages: tuple[str, ...],
    forms: tuple[str, ...],
    large_print: bool,
    on: date | None,
    blank: bool,
    unsaid: bool,
    force: bool,
    **selection: Any,
) -> None:
    """Write every handout for PLACE, with a page of contents in each language that says what each is for and how to print.

    A sheet that is not in a language is there in English, with a note on it, unless English is in the kit anyway. Where a text
    does not fit its card, the kit is written without it, the page of contents says so, and the exit code is 1.
    """
    library, day = library_of(ctx), on or today()
    spoken = spoken_in(library, languages)
    subject = subject_of(library, place_of(library, place), wishes(**selection, on=law_day(library, on)))
    assert subject.place is not None
    target = Path(output or f"{subject.place.id}-kit")
    refuse_bundle(target, "kit", force=force)
    bundle = kit_of(
        library, subject, spoken, forms, day, large_print=large_print, blank=blank, unsaid=unsaid, steps=with_bar("Kit")
    )
    write_bundle(target, bundle.files, day, force=force)
    for note in bundle.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}: {len(bundle.files)} files")
    if bundle.lacks:
        click.echo(f"The kit lacks {len(bundle.lacks)}: {'; '.join(bundle.lacks)}", err=True)
        ctx.exit(1)
