"""`ordinance adopt PLACE adopted.docx`: from the text that passed, the place's file as it speaks from then on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.making.adopting import adopted_text
from ordinance.making.files import content_of
from ordinance.making.saving import refuse_existing, write_file
from ordinance.places.naming import place_of


@click.command("adopt", epilog="Example:  ordinance adopt ithaca-ny adopted.docx --on 2026-12-02   writes ithaca-ny-adopted.yaml")
@click.argument("place")
@click.argument("file", metavar="ADOPTED.docx")
@click.option("--on", "adopted", type=DateType(), required=True, help="The day of the vote, YYYY-MM-DD.")
@click.option("--record", metavar="DRAFT.json", help="The record of the draft, where it was made earlier or with other options.")
@click.option("-o", "output", metavar="FILE.yaml", help="Where to write; <place>-adopted.yaml in the current folder otherwise.")
@selection_options
@click.option("--date", "on", type=DateType(), help="Today's date, YYYY-MM-DD, where the computer's is wrong.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    file: str,
    adopted: date,
    record: str | None,
    output: str | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Read the text as it passed (Word, Markdown, PDF, HTML or plain text), tell section by section what became of the draft,
    and write the place's file with the adopted words.

    Give that file as the place from then on: handouts, kit, memo, slides and the folder of the office speak of the adopted text.
    An amended section waits there for one plain sentence from counsel. Tracked changes must be accepted or rejected first.
    """
    library, day = library_of(ctx), on or today()
    found = place_of(library, place)
    target = Path(output or f"{found.id}-adopted.yaml")
    refuse_existing(target, force=force)
    asked = wishes(**selection, on=law_day(library, on))
    made = adopted_text(library, found, (file, content_of(file)), asked, adopted, day, record)
    write_file(target, made.file(), force=force)
    for section in made.draft.sections:
        click.echo(f"{section.label} {section.heading}: {made.sections[section.id].is_now}")
    assert made.place.adopted is not None
    for name in made.place.adopted.struck:
        click.echo(f"{name}: struck")
    for note in made.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}")
