"""`ordinance redline OLD NEW`: what has changed between two drafts, as tracked changes in a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ordinance.cli.files import content_of
from ordinance.cli.shared import DateType, library_of, selection_options, today, wishes
from ordinance.cli.word import LOOK, keep_letterhead, page_options, setup_of, told_of
from ordinance.cli.writing import refuse_existing, write_file, write_stdout
from ordinance.document.reading import Reading
from ordinance.errors import BadChoice
from ordinance.library.store import Library

if TYPE_CHECKING:
    from ordinance.comparison.model import Side, Tally
    from ordinance.formats.docx.write.setup import Page

#: Files that people may well try, and what to do with them.
_OTHER = {
    ".doc": "save it as a Word Document (.docx)",
    ".docm": "can hold macros; save it as a Word Document (.docx), which cannot",
    ".dotm": "can hold macros; save it as a Word Document (.docx), which cannot",
    ".odt": "save it as a Word Document (.docx)",
    ".rtf": "save it as a Word Document (.docx)",
    ".pdf": "open it in Word, save it as a Word Document (.docx), and read through what Word made of it",
    ".txt": "save it as a Word Document (.docx) or as Markdown (.md)",
    ".html": "save it as a Word Document (.docx) or as Markdown (.md)",
}


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
    from ordinance.comparison.redline import compare, tally
    from ordinance.formats.docx.write.redline import write_redline
    from ordinance.formats.docx.write.setup import PLAIN

    library, day = library_of(ctx), on or today()
    target = Path(output)
    if output != "-":
        _keep(target, old, new)
        refuse_existing(target, force=force)
        keep_letterhead(target, reference)
    setup = setup_of("docx", library, reference=reference, page=page, line_numbers=line_numbers, toc=False)
    sides = [_read(library, side, selection, day) for side in (old, new)]
    redline = compare(sides[0].document, sides[1].document, _sure(*sides))
    look = library.folder(LOOK)
    content = write_redline(redline, reference=look, author=_author(author), day=day, setup=setup or PLAIN)
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    about = told_of(setup, reference) if setup else ()
    for line in (*about, *_notes(old, sides[0]), *_notes(new, sides[1]), *_told(tally(redline))):
        click.echo(line, err=True)


def _keep(target: Path, *sides: str) -> None:
    """Raise `BadChoice` where the redline would take the place of a side."""
    for side in sides:
        if target.exists() and Path(side).exists() and target.samefile(side):
            raise BadChoice(f"{target}: is one of the two sides; give another name with -o")


def _read(library: Library, side: str, selection: dict[str, Any], day: date) -> Reading:
    """Return what stands on a side, without commentary."""
    ending = Path(side).suffix.lower()
    if ending in _OTHER:
        raise BadChoice(f"{side}: is not a kind of file that can be compared; {_OTHER[ending]}")
    if ending == ".docx":
        from ordinance.formats.docx.read import document as docx

        return docx.read(side, content_of(side))
    if ending in (".md", ".markdown"):
        from ordinance.formats.markdown import read as markdown

        return markdown.read(side, content_of(side))
    from ordinance.pages.instrument import Options, build

    if ending == ".json":
        from ordinance.formats.draft_json import read_draft

        made = read_draft(content_of(side), side)
    else:
        from ordinance.drafting.assembly import draft

        made = draft(library, library.place(side), wishes(**selection, on=day))
    return Reading(build(made, library, Options("none", day)), own=True)


def _sure(old: Reading, new: Reading) -> Side | None:
    """Return the side whose styles are known where those of the other are guessed."""
    if old.own == new.own:
        return None
    return "old" if old.own else "new"


def _author(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise BadChoice("--author is empty or holds what cannot be printed; give a name")
    return plain


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
