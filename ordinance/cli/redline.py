"""`ordinance redline OLD NEW`: what has changed between two drafts, as tracked changes in a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from ordinance.cli.endings import form_of
from ordinance.cli.output import write_stdout
from ordinance.cli.shared import DateType, library_of, selection_options, today, wishes
from ordinance.cli.word import page_options
from ordinance.document.reading import Reading
from ordinance.drafting.assembly import draft
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.redlining import read_text, reading_of, redlined, redlined_three_ways
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.sent import sent_draft
from ordinance.making.word_setup import keep_letterhead, setup_of, told_of
from ordinance.places.naming import place_of

if TYPE_CHECKING:
    from ordinance.comparison.model import Tally
    from ordinance.formats.docx.write.setup import Page


FORMS = ("docx", "md", "text", "html", "pdf")


@click.command(
    "redline",
    epilog="Example:  ordinance redline sent.docx came-back.docx -o redline.docx   or   ordinance redline draft.docx ithaca-ny",
)
@click.argument("old")
@click.argument("new")
@click.argument("ours", required=False)
@click.option("-o", "output", metavar="FILE", help="Where to write; - for standard output; redline.docx otherwise.")
@click.option("--format", "form", type=click.Choice(FORMS), help="By the file's ending, else docx; md and text print.")
@click.option("--author", metavar="NAME", default="Redline", show_default=True, help="Who made what the file does not say.")
@click.option("--our-author", metavar="NAME", default="Library", show_default=True, help="Of three ways: who made OURS.")
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
    ours: str | None,
    output: str | None,
    form: str | None,
    author: str,
    our_author: str,
    reference: str | None,
    page: Page | None,
    line_numbers: bool,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Write what leads from OLD to NEW as a Word file with tracked changes: accept all and it is NEW, reject all and it is OLD.

    Each side is a Word file (.docx), a Markdown file (.md), a draft (.json), or a place: its id or its YAML file. The options
    that choose an instrument, a package and clauses are for the sides that are places. What moved is shown as moved. Changes that
    are tracked in NEW keep their authors, and its comments theirs; our own commentary is left out.

    With OURS it goes three ways: OLD is what was sent (its record or .json), NEW what came back, OURS the library's text of today
    (the place): both sides' changes stand in one file, as two authors.
    """
    library, day = library_of(ctx), on or today()
    kind = form_of(form, output, FORMS, "docx")
    kind = "txt" if kind == "text" else kind
    output = output or ("redline.docx" if kind == "docx" else "-")
    target = Path(output)
    if output != "-":
        _keep(target, old, new)
        refuse_existing(target, force=force)
        keep_letterhead(target, reference)
    setup = setup_of(kind, library, reference=reference, page=page, line_numbers=line_numbers, toc=False)
    sides = [_read(library, side, selection, day) for side in (old, new, ours) if side is not None]
    if len(sides) == 3:
        made = redlined_three_ways(library, sides[0], sides[1], sides[2], (author, our_author), day)
    else:
        made = redlined(library, sides[0], sides[1], author, day)
    content = made.written(setup) if kind == "docx" else made.encode(kind)
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    about = told_of(setup, reference) if setup else ()
    both = [f"  Changed by both, theirs before ours: {words} …" for words in made.overlaps]
    for line in (*about, *_notes(old, sides[0]), *_notes(new, sides[1], kept=True), *both, *_told(made.tally, kind)):
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
        sent, _ = sent_draft(library, side, wishes(**selection, on=day), day)
        return replace(reading_of(sent, library, day), name=Path(side).name, day=None)
    return reading_of(draft(library, place_of(library, side), wishes(**selection, on=day)), library, day)


def _notes(side: str, reading: Reading, *, kept: bool = False) -> list[str]:
    """Return what is not read of a side; of one whose changes and comments are `kept`, nothing is said of these."""
    left = {"tracked changes": any(one.marks for one in reading.traces), "comments": any(one.remarks for one in reading.traces)}
    there = tuple(what for what, some in left.items() if kept and some)
    return [f"  {side}: {note}" for note in reading.notes if not (there and note.startswith(there))]


def _told(found: Tally, kind: str) -> list[str]:
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
    word = ["  Word: Review, All Markup shows the changes; accept or reject them one by one."]
    return [*lines, *(word if kind == "docx" else [])]
