"""`ordinance redline OLD NEW`: what has changed between two drafts, as tracked changes in a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ordinance.cli.output import write_stdout
from ordinance.cli.shared import DateType, library_of, selection_options, today, wishes
from ordinance.cli.word import page_options
from ordinance.document.reading import Reading
from ordinance.drafting.assembly import draft
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.redlining import draft_in, read_text, reading_of, redlined
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.word_setup import keep_letterhead, setup_of, told_of
from ordinance.places.naming import place_of

if TYPE_CHECKING:
    from ordinance.comparison.model import Tally
    from ordinance.formats.docx.write.setup import Page


@click.command(
    "redline",
    epilog="Example:  ordinance redline sent.docx came-back.docx -o redline.docx   or   ordinance redline draft.docx ithaca-ny",
)
@click.argument("old")
@click.argument("new")
@click.option(
    "-o", "output", metavar="FILE", default="redline.docx", show_default=True, help="Where to write; - for standard output."
)
@click.option("--author", metavar="NAME", default="Redline", show_default=True, help="Who made the changes, as Word shows it.")
@selection_options
@page_options
@click.option("--date", "on", type=DateType(), help="The date of the changes, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    old: str,
    new: str,
    output: str,
    author: str,
    reference: str | None,
    page: Page | None,
    line_numbers: bool,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Write what leads from OLD to NEW as a Word file with tracked changes: accept all and it is NEW, reject all and it is OLD.

    Each side is a Word file (.docx), a Markdown file (.md), a draft (.json), or a place: its id or its YAML file. The options
    that choose an instrument, a package and clauses are for the sides that are places. What moved is shown as moved. Comments
    and commentary are left out, and changes that are tracked in a file already are read as accepted.
    """
    library, day = library_of(ctx), on or today()
    target = Path(output)
    if output != "-":
        _keep(target, old, new)
        refuse_existing(target, force=force)
        keep_letterhead(target, reference)
    setup = setup_of("docx", library, reference=reference, page=page, line_numbers=line_numbers, toc=False)
    sides = [_read(library, side, selection, day) for side in (old, new)]
    made = redlined(library, sides[0], sides[1], author, day)
    content = made.written(setup)
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    about = told_of(setup, reference) if setup else ()
    for line in (*about, *_notes(old, sides[0]), *_notes(new, sides[1]), *_told(made.tally)):
        click.echo(line, err=True)


def _keep(target: Path, *sides: str) -> None:
    """Raise `BadChoice` where the redline would take the place of a side."""
    for side in sides:
        if target.exists() and Path(side).exists() and target.samefile(side):
            raise BadChoice(f"{target}: is one of the two sides; give another name with -o")


def _read(library: Library, side: str, selection: dict[str, Any], day: date) -> Reading:
    """Return what stands on a side, without commentary."""
    text = read_text(side)
    if text is not None:
        return text
    if side.lower().endswith(".json"):
        return reading_of(draft_in(side), library, day)
    return reading_of(draft(library, place_of(library, side), wishes(**selection, on=day)), library, day)


def _notes(side: str, reading: Reading) -> list[str]:
    return [f"  {side}: {note}" for note in reading.notes]


def _told(found: Tally) -> list[str]:
    if found.nothing:
        return ["  The two say the same: there is no change."]
    parts = [
        f"{number} {what}"
        for number, what in (
            (found.changed, "changed"),
            (found.inserted, "inserted"),
            (found.deleted, "deleted"),
        )
        if number
    ]
    moved = f", and {found.moved} move{'s' * (found.moved > 1)}" if found.moved else ""
    lines = [f"  Paragraphs: {', '.join(parts) or 'none changed'}{moved}; words: {found.words_in} in, {found.words_out} out."]
    return [*lines, "  Word: Review, All Markup shows the changes; accept or reject them one by one."]
