"""`ordinance review FILE`: an ordinance or policy that somebody else wrote, against the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from ordinance.cli.files import content_of
from ordinance.cli.output import document_options, put
from ordinance.cli.shared import DateType, library_of, today
from ordinance.cli.writing import refuse_existing, write_file, write_stdout
from ordinance.formats import opening as foreign


@click.command("review", epilog="Example:  ordinance review policy.docx --place ithaca-ny --format docx -o review.docx")
@click.argument("file")
@click.option("--place", metavar="PLACE", help="A place, by id or YAML file: what its state's law says stands with each topic.")
@document_options("text", "md", "docx", "html", "pdf", "json")
@click.option("--date", "on", type=DateType(), help="The date of the review, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(
    ctx: click.Context, /, file: str, place: str | None, form: str, output: str | None, force: bool, on: date | None
) -> None:
    """Read FILE, an ordinance, statute or policy (.docx, .md, .txt, .html, .pdf), and tell what it does on each topic of the
    library: which limits it has, which exceptions they let through, what it commands, and which choice of ours comes closest.

    A program reads by words and patterns: "not found" is not "absent", and counsel must read the text itself.
    """
    from ordinance.reviews.engine import lexicon_of
    from ordinance.reviews.judging import reviewed
    from ordinance.reviews.language import refuse_other_language
    from ordinance.reviews.units import Source

    library = library_of(ctx)
    here = library.place(place) if place else None
    read = foreign.read(file, content_of(file))
    refuse_other_language(file, read.text, library.review_words)
    source = Source(read.text, library.review_words, lexicon_of(library))
    found = reviewed(source, library)
    if form == "json":
        _put_json(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output, force=force)
    else:
        from ordinance.pages.review_report import report
        from ordinance.reviews.places import Places

        put(
            report(found, Path(file).name, library, Places(source, read), here, read.notes, on or today()),
            library,
            form,
            output,
            force=force,
        )
    if found.stance == "unrelated":
        click.echo(f"{file}: seems to be about something else: nothing on the topics of the library was found in it.", err=True)


def _put_json(content: bytes, output: str | None, *, force: bool) -> None:
    if output is None or output == "-":
        write_stdout(content)
        return
    target = Path(output)
    refuse_existing(target, force=force)
    write_file(target, content, force=force)
    click.echo(f"Wrote {target}")
