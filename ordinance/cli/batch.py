"""`ordinance batch`: a draft for each of many places, with an index."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.listed import Listed
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.errors import BadChoice
from ordinance.making.batch import Asked, batch_of
from ordinance.making.batch_job import Outcome
from ordinance.making.drafted import Drafted
from ordinance.making.files import content_of
from ordinance.making.printing import Commentary

#: How many places are named on the terminal; the index has all.
_NAMED = 8


@click.command("batch", epilog="Example:  ordinance batch --state NY --kind village -o villages")
@click.option("--state", "state_codes", metavar="XX", multiple=True, help="The governments of this state. Repeat for more.")
@click.option(
    "--kind", "kinds", type=Listed("kind", lambda library: library.words.kinds), multiple=True, help="Of this kind. Repeat."
)
@click.option("--list", "file", metavar="FILE", help="The places of a file instead: an id or a name on each line.")
@click.option("--all", "every", is_flag=True, help="Every government on the lists: some 39,000 files.")
@click.option("-o", "output", metavar="DIR|FILE.zip", required=True, help="The folder or .zip to write.")
@click.option("--format", "form", type=click.Choice(Drafted.forms), default="docx", show_default=True)
@selection_options
@click.option("--commentary", type=click.Choice(["comments", "notes", "inline", "none"]), default="comments", show_default=True)
@click.option("--part", metavar="N/OF", default="1/1", help="Only this part of the list, such as 3/10, for several machines.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many processes; as many as the machine has cores otherwise.")
@click.option("--date", "on", type=DateType(), help="The date of the drafts, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Make everything anew. Without it, a batch that was stopped goes on.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    state_codes: tuple[str, ...],
    kinds: tuple[str, ...],
    file: str | None,
    every: bool,
    output: str,
    form: str,
    commentary: Commentary,
    part: str,
    jobs: int | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Draft one instrument for many places: a file for each, and an index (CSV and HTML) of what each contains, what was left
    out and why.

    The same command goes on after a stop. A place that fails does not stop the others: it is listed, and the end is 1.
    """
    library = library_of(ctx)
    if not (state_codes or kinds or file or every):
        raise BadChoice("say for which places: --state, --kind, --list FILE, or --all for every government")
    if file and (state_codes or kinds or every):
        raise BadChoice("--list names the places; leave --state, --kind and --all out")
    target, places = Path(output), Asked(state_codes, kinds, _named_in(file) if file else ())
    asked = wishes(**selection, on=law_day(library, on))
    made = batch_of(library, places, asked, target, form, part, on or today(), commentary=commentary, force=force)
    left = made.left
    if made.done:
        click.echo(f"Going on: {len(made.done)} of {len(made.ids)} were made before", err=True)
    with click.progressbar(
        length=len(left), label=f"{len(left)} drafts", show_pos=True, file=sys.stderr, item_show_func=lambda item: item
    ) as bar:
        for one in made.run(jobs or os.cpu_count() or 1):
            bar.update(1, f"{1 / bar.time_per_iteration:.0f} a second" if bar.time_per_iteration else one.id)
    told(made.done, target)
    if any(one.broken or one.errors for one in made.done):
        ctx.exit(1)


def _named_in(file: str) -> tuple[str, ...]:
    """Return the places that a file names, a line each; a remark begins with #."""
    lines = (line.strip() for line in content_of(file).decode("utf-8", "replace").splitlines())
    names = tuple(line for line in lines if line and not line.startswith("#"))
    if not names:
        raise BadChoice(f"--list {file}: names no place; write an id or a name on each line")
    return names


def told(done: list[Outcome], target: Path) -> None:
    """Print how many drafts were made, and what was not."""
    files = sum(1 for one in done if one.file)
    click.echo(f"Wrote {target}: {files} drafts, index.csv and index.html")
    for said, some in (
        ("not drafted, for the reason that the index gives", [one for one in done if one.why and not one.broken]),
        ("drafted with errors to mend", [one for one in done if one.errors]),
        ("failed", [one for one in done if one.broken]),
    ):
        if some:
            more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
            click.echo(f"  {len(some)} {said}: {', '.join(one.id for one in some[:_NAMED])}{more}")
