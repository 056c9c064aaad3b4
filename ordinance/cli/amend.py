"""`ordinance amend PLACE --section FILE`: a bill that changes one section of the place's code, and no more than it must."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from ordinance.checks.model import errors
from ordinance.cli.endings import form_of
from ordinance.cli.output import write_stdout
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.cli.word import page_options
from ordinance.making.amended import Told, amended
from ordinance.making.drafted import Drafted, setup_for
from ordinance.making.files import content_of
from ordinance.making.printing import Changes, Paper, Printing
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.telling import faults_told
from ordinance.making.word_setup import keep_letterhead, told_of
from ordinance.places.naming import place_of

FORMS = Drafted.forms


@click.command(
    "amend",
    epilog='Example:  ordinance amend king-county-wa --section section.docx --cite "K.C.C. 2.15.020" -o bill.docx',
)
@click.argument("place")
@click.option("--section", metavar="FILE", required=True, help="The section as it stands: .docx, .html, .txt, .md or .pdf.")
@click.option("--cite", metavar="CITATION", help="Which section it is, where the file does not say or holds several.")
@click.option(
    "--history", metavar="WORDS", help="What enacted it, in the words of your amending formula; read from its note otherwise."
)
@click.option("--defined", metavar="TERM", multiple=True, help="A term that the chapter defines elsewhere. Repeat for more.")
@selection_options
@click.option(
    "--changes",
    type=click.Choice(["marked", "tracked", "clean"]),
    default="marked",
    show_default=True,
    help="Marked in the place's way, as tracked changes (docx), or as the section will read.",
)
@page_options
@click.option("-o", "output", metavar="FILE", help="Where to write; - for standard output.")
@click.option("--format", "form", type=click.Choice(FORMS), help="By the file's ending, else docx.")
@click.option("--date", "on", type=DateType(), help="The date of the bill, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    section: str,
    cite: str | None,
    history: str | None,
    defined: tuple[str, ...],
    changes: Changes,
    reference: str | None,
    page: Paper | None,
    line_numbers: bool,
    output: str | None,
    form: str | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Draft a bill that amends one section of PLACE's code, as a file has it, by the smallest change that does it.

    The section is reviewed. Its words stay where they do what your choice does, ours are added where they do not, and its words
    are struck only where they go against it. What is changed is what the section speaks of, and what you name with --with or
    --choose. Counsel must read the whole chapter: the program sees this section alone.
    """
    library = library_of(ctx)
    here = place_of(library, place)
    form = form_of(form, output, FORMS, "docx")
    target = Path(output or f"{here.id}-amendment.{form}")
    if output != "-":
        refuse_existing(target, force=force)
        keep_letterhead(target, reference)
    printing = Printing("none", changes, reference, page, line_numbers)
    if ctx.get_parameter_source("length") is ParameterSource.ENVIRONMENT:  # a team's usual length; a bill that amends has one
        selection["length"] = "short"
    asked = wishes(**selection, on=law_day(library, on))
    told = Told(cite, history, defined)
    made = amended(library, here, (section, content_of(section)), asked, told, on or today())
    setup = setup_for(form, library, printing)
    content = made.drafted.encode(form, printing)
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    faults = errors(made.drafted.draft, library, made.drafted.date)
    for line in (*(told_of(setup, reference) if setup else ()), *faults_told(faults), *made.notes()):
        click.echo(line, err=True)
    if faults:
        ctx.exit(1)
