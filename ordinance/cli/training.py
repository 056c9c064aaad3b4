"""`ordinance training KIND PLACE`: slides for a training, and the guide for whoever leads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.errors import BadChoice
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.training import Slides, trained
from ordinance.making.writing import ENDINGS
from ordinance.places.naming import place_of


@click.command("training", epilog="Example:  ordinance training residents ithaca-ny --lang es -o derechos.pptx")
@click.argument("kind", metavar="roll-call|counter|residents|council")
@click.argument("place")
@click.option("-o", "output", metavar="FILE", help="<kind>-<place>.pptx otherwise; .docx, .pdf, .md or .html makes the guide.")
@click.option("--lang", "language", default="en", show_default=True, metavar="en|es|zh-Hans", help="The language.")
@click.option("--effective", "effect", type=DateType(), help="The day on which the text takes effect, once it is adopted.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    kind: str,
    place: str,
    output: str | None,
    language: str,
    effect: date | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Write the slides of a training for PLACE, with what is said at each in the notes, role plays, and questions whose answers
    cite the section. The same call with -o guide.docx writes the guide for whoever leads it.

    roll-call is for officers, counter for staff who serve the public, residents for know-your-rights, council for those who
    ask their council for it.
    """
    library, day = library_of(ctx), on or today()
    found = place_of(library, place)
    target = Path(output or f"{kind}-{found.id}{'' if language == 'en' else f'-{language}'}.pptx")
    form = ENDINGS.get(target.suffix.lstrip(".").lower(), "")
    if form not in Slides.forms:
        raise BadChoice(f"-o {target}: a training has no format with this ending; it has {', '.join(Slides.forms)}")
    refuse_existing(target, force=force)
    asked = wishes(**selection, on=law_day(library, on))
    made = trained(library, kind, found, asked, day, language=language, effect=effect)
    content = made.encode(form)
    write_file(target, content, force=force)
    for note in made.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}")
