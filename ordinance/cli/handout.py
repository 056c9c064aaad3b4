"""`ordinance handout KIND [PLACE]`: one sheet for a campaign, in one language, layout and format."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

import click

from ordinance.cli.output import encoded
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.cli.writing import refuse_existing, write_file, write_stdout
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice, NotFound
from ordinance.library.handout_model import Layout
from ordinance.library.handouts import handout_rules
from ordinance.library.store import Library
from ordinance.pages.handouts import Edition, Sheet, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.handouts.reading_level import Figures, figures, misses

FORMS = ("pdf", "docx", "html", "md", "txt")


@click.command("handout", epilog="Example:  ordinance handout rights-card --lang es --layout 10-up -o neighbors-card.pdf")
@click.argument("kind")
@click.argument("place", required=False)
@click.option("--lang", "language", default="en", show_default=True, metavar="en|es|zh-Hans|zh-Hant", help="The language.")
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
    stats: bool,
    force: bool,
    **selection: Any,
) -> None:
    """Write one handout: KIND is its name (`ordinance handouts` lists them), PLACE the town that it speaks of. Some need a
    place, since they are built from its draft; on the others a place fills in whom to call.

    Everything personal is a blank line, to be filled in by hand on paper.
    """
    library = library_of(ctx)
    if layout is not None and layout not in get_args(Layout):
        raise NotFound("layout", layout, get_args(Layout))
    if large_print and layout not in (None, "large-print"):
        raise BadChoice("--large-print is a layout of its own; leave --layout out")
    chosen: Layout | None = "large-print" if large_print else layout  # type: ignore[assignment]  # looked at above
    form = form or _form_of(output)
    edition = Edition(language, on or today(), chosen, blank_contact=blank, blank_hotlines=blank)
    sheet = handout(library, kind, subject_of(library, place, wishes(**selection, on=law_day(library, on))), edition)
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


def subject_of(library: Library, place: str | None, asked: Wishes) -> Subject:
    """Return what a handout is about: the place with its draft, or nothing. A place whose draft cannot be made (state law
    forbids all of it) still has its contacts on the sheets that need no draft."""
    if place is None:
        return Subject()
    found = library.place(place)
    try:
        return Subject(found, draft(library, found, asked))
    except BadChoice:
        if asked.choose or asked.include or asked.package:
            raise
        return Subject(found)


def file_name(library: Library, sheet: Sheet) -> str:
    """Return the plain name of a sheet's file, which says nothing of who holds it: name, layout, language."""
    name = handout_rules(library).names.get(sheet.source.kind, sheet.source.kind)
    layout = "" if sheet.layout == "letter" else f"-{sheet.layout}"
    return f"{name}{layout}-{sheet.table.language}"


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
    if found.characters is not None and found.common is not None:
        pairs += [("characters a sentence", f"{found.characters:.1f}"), ("longest sentence", str(found.longest))]
        pairs.append(("common characters", f"{found.common:.1f} %"))
    return pairs


def _form_of(output: str | None) -> str:
    """Return the format that an output's name asks for."""
    ending = Path(output).suffix.lstrip(".").lower() if output and output != "-" else ""
    if ending in FORMS:
        return ending
    if ending:
        raise BadChoice(f"-o {output}: no format has the ending .{ending}; there are: {', '.join(FORMS)}")
    return "txt" if output == "-" else default_form()


def default_form() -> str:
    """Return pdf where what makes it is installed, which prints at exact sizes, else docx."""
    return "pdf" if find_spec("typst") and find_spec("fontpkg_arimo") else "docx"
