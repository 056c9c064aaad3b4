"""`ordinance draft PLACE`: one place's instrument, written as a Word or Markdown file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from ordinance.cli.output import encoded_draft
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.cli.telling import faults_told, told
from ordinance.cli.word import LOOK, keep_letterhead, setup_of, told_of, word_options
from ordinance.cli.writing import refuse_existing, write_file, write_stdout
from ordinance.drafting.assembly import draft
from ordinance.errors import BadChoice
from ordinance.pages.instrument import CommentaryMode, Options, build

if TYPE_CHECKING:
    from ordinance.document.model import Document
    from ordinance.drafting.model import Draft
    from ordinance.formats.docx.write.setup import Page, Setup
    from ordinance.library.store import Library

Changes = Literal["marked", "tracked", "clean"]
FORMS = ("docx", "pdf", "md", "html", "txt", "akn", "json")

#: The format of a file by its ending, where the two have different names.
_ENDINGS = {"xml": "akn"}


@click.command(
    "draft",
    epilog="Example:  ordinance draft ithaca-ny --choose release-date=full-bar --commentary appendix -o draft.docx",
)
@click.argument("place")
@click.option("-o", "output", metavar="FILE", help="Where to write; - for standard output.")
@click.option("--format", "form", type=click.Choice(FORMS), help="By the file's ending, else docx.")
@selection_options
@click.option(
    "--commentary",
    type=click.Choice(["comments", "inline", "appendix", "none"]),
    default="comments",
    show_default=True,
    help="Margin comments, shaded paragraphs, an appendix, or nothing.",
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
@click.option("--record", metavar="FILE", help="Write also what the draft was made from, for `ordinance check FILE`.")
@click.option("--date", "on", type=DateType(), help="The date of the draft, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    form: str | None,
    commentary: CommentaryMode,
    changes: Changes,
    bilingual: str | None,
    reference: str | None,
    page: Page | None,
    line_numbers: bool,
    toc: bool,
    record: str | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Draft an instrument for PLACE: the id of a shipped place, or a path to a place's YAML file."""
    library = library_of(ctx)
    if bilingual:
        raise BadChoice(_not_translated(library, bilingual, place))
    form = form or _form_of(output or "")
    here = library.place(place)
    target = Path(output or f"{here.id}-{selection['instrument']}.{form}")
    for wanted in ([] if output == "-" else [target]) + ([Path(record)] if record else []):
        refuse_existing(wanted, force=force)
        keep_letterhead(wanted, reference)
    setup = setup_of(form, library, reference=reference, page=page, line_numbers=line_numbers, toc=toc)
    made = draft(library, here, wishes(**selection, on=law_day(library, on)))
    day = on or today()
    options = Options(commentary, day)
    document = _printed(made, library, options, changes)
    if changes == "tracked":
        content = _tracked(made, library, options, form, setup)
    else:
        content = encoded_draft(made, document, form, library, options, setup)
    faulty = faults_told(made, library, day)  # before anything is written: it reads files of the library that may be faulty
    lines = [*faulty, *(told_of(setup, reference) if setup else ()), *told(made, document, library)]
    if output == "-":
        write_stdout(content)
    else:
        write_file(target, content, force=force)
        click.echo(f"Wrote {target}")
    if record:
        from ordinance.checks.record import encode, record_of

        write_file(Path(record), encode(record_of(made, library, day)), force=force)
        click.echo(f"Wrote {record}", err=output == "-")
    for line in lines:
        click.echo(line, err=True)
    if faulty:
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


def _printed(made: Draft, library: Library, options: Options, changes: Changes) -> Document:
    """Return the document of a draft. What marks changes is imported only where the draft has any."""
    if not made.amended or changes != "marked":
        return build(made, library, options)
    from ordinance.pages.marking import printed

    return printed(made, library, options)


def _tracked(made: Draft, library: Library, options: Options, form: str, setup: Setup | None) -> bytes:
    if form != "docx":
        raise BadChoice(f"--changes tracked makes a Word file, not {form}; leave out --format, or take --changes marked")
    if not made.amended:
        raise BadChoice(
            f"{made.place.name} has no sections of a code that this draft amends; docs/places.md says how to enter them"
        )
    from ordinance.formats.docx.write.redline import write_redline
    from ordinance.formats.docx.write.setup import PLAIN
    from ordinance.pages.marking import redlined

    redline = redlined(made, library, options)
    return write_redline(redline, reference=library.folder(LOOK), author="Draft", day=options.date, setup=setup or PLAIN)


def _form_of(output: str) -> str:
    """Return the format that a file's ending names, else Word's."""
    ending = output.rpartition(".")[2]
    return ending if ending in FORMS else _ENDINGS.get(ending, "docx")
