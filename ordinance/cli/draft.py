"""`ordinance draft PLACE`: one place's instrument, written as a Word or Markdown file."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from ordinance.checks.model import errors
from ordinance.cli.endings import form_of
from ordinance.cli.output import full_option, write_stdout
from ordinance.cli.screen import put_screen
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.cli.typed import typed
from ordinance.cli.word import word_options
from ordinance.drafting.forms import usual_instrument
from ordinance.errors import BadChoice, brief
from ordinance.library.store import Library
from ordinance.making.drafted import Drafted, drafted, encoded_draft, setup_for
from ordinance.making.first_lines import MOST, first_lines
from ordinance.making.own_words import own_words
from ordinance.making.printing import Changes, Commentary, Paper, Printing
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.telling import faults_told, told
from ordinance.making.word_setup import keep_letterhead, told_of
from ordinance.places.naming import place_of

FORMS = Drafted.forms


@click.command(
    "draft",
    epilog="Example:  ordinance draft ithaca-ny --choose release-date=full-bar --commentary notes -o draft.docx",
)
@click.argument("place")
@click.option("-o", "output", metavar="FILE", help="Where to write; - for standard output.")
@click.option("--format", "form", type=click.Choice(FORMS), help="By the file's ending, else docx.")
@selection_options
@click.option("--annex", is_flag=True, help="Put the full text's procedures behind a short ordinance.")
@click.option(
    "--commentary",
    type=click.Choice(["comments", "notes", "inline", "none"]),
    default="comments",
    show_default=True,
    help="Short margin comments, numbered notes after the text, shaded paragraphs, or nothing.",
)
@click.option(
    "--changes",
    type=click.Choice(["marked", "tracked", "clean"]),
    default="marked",
    show_default=True,
    help="Sections of a code that the draft amends: marked in the place's way, as tracked changes (docx), or as they will read.",
)
@click.option("--bilingual", metavar="LANG", help="Two languages side by side, once the law itself has been translated.")
@word_options
@click.option("--wording", metavar="FILE", help="A YAML file with local wording beside the place's own (docs/local-wording.md).")
@click.option("--record", metavar="FILE", help="Write also what the draft was made from, for `ordinance check FILE`.")
@click.option("--date", "on", type=DateType(), help="The date of the draft, YYYY-MM-DD; today otherwise.")
@full_option("Print all that whoever drafts must know; without it a few lines.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    form: str | None,
    commentary: Commentary,
    changes: Changes,
    bilingual: str | None,
    reference: str | None,
    page: Paper | None,
    line_numbers: bool,
    toc: bool,
    lines_through: bool,
    double_spaced: bool,
    wording: str | None,
    record: str | None,
    on: date | None,
    full: bool,
    force: bool,
    **selection: Any,
) -> None:
    """Draft an instrument for PLACE: the id of a shipped place, or a path to a place's YAML file."""
    library = library_of(ctx)
    if bilingual:
        raise BadChoice(_not_translated(library, bilingual, place))
    form = form_of(form, output, FORMS, "docx")
    here = place_of(library, place)
    kind = selection["instrument"] or usual_instrument(library, here)
    target = Path(output or f"{here.id}-{kind}.{form}")
    for wanted in ([] if output == "-" else [target]) + ([Path(record)] if record else []):
        refuse_existing(wanted, force=force)
        keep_letterhead(wanted, reference)
    if record and output != "-" and target.resolve() == Path(record).resolve():
        raise BadChoice(f"--record {record}: is the draft itself; give the record another name")
    printing = Printing(commentary, changes, reference, page, line_numbers, toc, lines_through, double_spaced)
    setup = setup_for(form, library, printing)
    own = own_words(library, wording) if wording else None
    asked = replace(wishes(**selection, on=law_day(library, on)), wording=own)
    made = drafted(library, here, asked, on or today())
    document = made.document(printing)
    content = encoded_draft(made, document, form, printing, setup)
    faults = errors(made.draft, library, made.date)  # before anything is written: it may read files that are faulty
    again = f"{typed(ctx, 'form', 'output')} --full --force"
    screen = first_lines(made.draft, document, library, faults, brief(shlex.quote(place), 200), again)
    lines = [*faults_told(faults), *told(made.draft, document, library)] if full else []
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    if record:
        write_file(Path(record), made.record(), force=force)
        click.echo(f"Wrote {record}", err=output == "-")
    for line in (*(told_of(setup, reference) if setup else ()), *lines):
        click.echo(line, err=True)
    if not full:
        put_screen(screen, err=True, height=MOST - 1 - bool(record))
    if faults:
        ctx.exit(1)


def _not_translated(library: Library, language: str, place: str) -> str:
    """Return what to say of a language that the law has not been translated into: all of them, so far."""
    if language not in library.languages:
        known = ", ".join(library.languages)
        return f"--bilingual {language}: the library has nothing in that language; plain words for residents are in {known}"
    return (
        f"--bilingual {language}: the text of the law has not been translated, only its plain words for residents;"
        f" `ordinance handout summary {place} --lang {language}` prints those"
    )
