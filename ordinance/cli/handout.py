"""`ordinance handout KIND [PLACE]`: one sheet for a campaign, in one language, layout and format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.endings import form_of
from ordinance.cli.output import write_stdout
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.encoding import encoded
from ordinance.making.handouts import FORMS, default_form, file_name, layout_of, subject_of
from ordinance.making.saving import refuse_existing, write_file
from ordinance.pages.handouts import Edition, Sheet, handout
from ordinance.pages.handouts.reading_level import Figures, figures, misses
from ordinance.places.naming import place_of


@click.command("handout", epilog="Example:  ordinance handout rights-card --lang es --layout 10-up -o neighbors-card.pdf")
@click.argument("kind")
@click.argument("place", required=False)
@click.option(
    "--lang", "language", default="en", show_default=True, metavar="TAG|NAME", help="The language: es, Spanish, español."
)
@click.option(
    "--layout",
    metavar="letter|half|4-up|10-up|poster",
    help="The sheet, or cards to cut out of it; the sheet otherwise.",
)
@click.option("--large-print", is_flag=True, help="In 18 points, one column, for readers with low vision.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="As the ending of -o says; else pdf, or docx without the pdf extra."
)
@click.option("-o", "output", metavar="FILE", help="Where to write; a plain name in the current folder otherwise; - prints it.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option(
    "--blank", is_flag=True, help="Lines to write on for a contact or a hotline that the place's file lacks or must check."
)
@click.option("--stats", is_flag=True, help="Print how readable it is, and write nothing.")
@click.option("--draft", "unsaid", is_flag=True, help="Let amended sections stand in their own words, under a banner.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    kind: str,
    place: str | None,
    language: str,
    layout: str | None,
    large_print: bool,
    form: str | None,
    output: str | None,
    on: date | None,
    blank: bool,
    unsaid: bool,
    stats: bool,
    force: bool,
    **selection: Any,
) -> None:
    """Write one handout: KIND is its name (`ordinance handouts` lists them), PLACE the town that it speaks of. Some need a
    place, since they are built from its draft; on the others a place fills in whom to call.

    Everything personal is a blank line, to be filled in by hand on paper.
    """
    library = library_of(ctx)
    chosen = layout_of(layout, large_print)
    form = form_of(form, output, FORMS, "txt" if output == "-" else default_form())
    edition = Edition(language, on or today(), chosen, blank_contact=blank, blank_hotlines=blank, unsaid=unsaid)
    subject = subject_of(library, place_of(library, place) if place else None, wishes(**selection, on=law_day(library, on)))
    sheet = handout(library, kind, subject, edition)
    for note in sheet.notes:
        click.echo(f"Note: {note}", err=True)
    if stats:
        for line in stats_lines(sheet):
            click.echo(line)
        return
    if output == "-":
        write_stdout(encoded(sheet.document, form, library))
        return
    target = Path(output or f"{file_name(library, sheet)}.{form}")
    refuse_existing(target, force=force)
    write_file(target, encoded(sheet.document, form, library), force=force)
    click.echo(f"Wrote {target}")


def stats_lines(sheet: Sheet) -> list[str]:
    """Return how readable a sheet is, and what misses its limits."""
    found, head = figures(sheet.document, sheet.table), sheet.source.head
    lines = [f"{sheet.source.kind}, {sheet.table.english_name}, {sheet.layout}"]
    lines += [f"  {label}: {value}" for label, value in measured(found)]
    missed = misses(found, sheet.table, head.audience, head.reading)
    return [*lines, *(f"  over the limit for {head.audience}: {one}" for one in missed)]


def measured(found: Figures) -> list[tuple[str, str]]:
    """Return the figures of a text with their names."""
    wide = found.characters is not None
    pairs = [("characters" if wide else "words", str(found.words)), ("sentences", str(found.sentences))]
    if found.grade is not None:
        pairs.append(("Flesch-Kincaid grade", f"{found.grade:.1f}"))
    if found.huerta is not None and found.inflesz is not None:
        pairs += [("Fernández-Huerta", f"{found.huerta:.0f}"), ("INFLESZ", f"{found.inflesz:.0f}")]
    if found.length is not None:
        pairs.append(("words a sentence", f"{found.length:.1f}"))
    if found.characters is not None and found.common is not None:
        pairs += [("characters a sentence", f"{found.characters:.1f}"), ("longest sentence", str(found.longest))]
        pairs.append(("common characters", f"{found.common:.1f} %"))
    return pairs
