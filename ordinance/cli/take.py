"""`ordinance take BACK.docx --for PLACE`: what others changed in a draft, and local wording from what is accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from ordinance.cli.endings import form_of
from ordinance.cli.output import put_page
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.drafting.forms import usual_instrument
from ordinance.errors import BadChoice
from ordinance.making.files import content_of
from ordinance.making.own_words import own_words
from ordinance.making.saving import refuse_existing, write_file
from ordinance.making.sent import sent_draft
from ordinance.making.taking import Accepted, Taken, accept, numbers_in, taken
from ordinance.making.taking_page import left_page, taken_page, written_wording

FORMS = ("text", "md", "json", "html", "docx", "pdf")


@click.command(
    "take",
    epilog="Example:  ordinance take back.docx --for millbrook.yaml   and then the same with   --accept 1,3-5",
)
@click.argument("files", nargs=-1, required=True, metavar="BACK.docx…")
@click.option("--for", "sent", metavar="PLACE|RECORD", required=True, help="What was sent: a place, a record or a draft (.json).")
@click.option("--accept", metavar="ALL|N,N-M", help="Turn these changes into local wording; the rest stays to argue with.")
@click.option("--wording", metavar="FILE", help="The local wording beside the place's own that was in the draft.")
@click.option("--rest", metavar="FILE", help="With --accept: where what is not accepted goes; BACK-open.md otherwise.")
@selection_options
@click.option("-o", "output", metavar="FILE", help="Where the list goes; with --accept the local wording (.yaml).")
@click.option("--format", "form", type=click.Choice(FORMS), help="Of the list: by the file's ending, else text.")
@click.option("--date", "on", type=DateType(), help="The date of the draft, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    sent: str,
    accept: str | None,
    wording: str | None,
    rest: str | None,
    output: str | None,
    form: str | None,
    on: date | None,
    force: bool,
    **selection: Any,
) -> None:
    """Read a draft that came back, and list each change in a line: section, author, what, and the comments on it.

    Tracked changes are told by author, plain edits are found by comparison with the draft. With --accept, those that you
    accept become local wording: in the place's own file where --for names one, else in a file of their own that `ordinance
    draft --wording` reads. What is left goes into a file to argue with.
    """
    library, day = library_of(ctx), on or today()
    if rest and not accept:
        raise BadChoice("--rest goes with --accept: without it all changes are listed; give the list a name with -o")
    asked = wishes(**selection, on=law_day(library, on))
    asked = replace(asked, wording=own_words(library, wording) if wording else None)
    draft, notes = sent_draft(library, sent, asked, day)
    made = taken(library, draft, [(name, content_of(name)) for name in files], day)
    if accept is None:
        put_page(taken_page(made), form_of(form, output, FORMS), output, force=force)
        for line in (*notes, *_notes(made)):
            click.echo(line, err=True)
        return
    done = _accepted(made, accept)
    content, target = written_wording(made, done, sent, wording, output)
    left = Path(rest or f"{Path(files[0]).with_suffix('')}-open.md")
    own_file = target == Path(sent) or (wording is not None and target == Path(wording))
    refuse_existing(target, force=force or own_file)
    refuse_existing(left, force=force)
    write_file(target, content, force=force or own_file)
    click.echo(f"Wrote {target}")
    if done.left:
        page = left_page(made, done)
        write_file(left, page.encode(_left_form(left, page.forms)), force=force)
        click.echo(f"Wrote {left}")
    for line in (*notes, *_done(made, done, sent, target)):
        click.echo(line, err=True)


def _accepted(made: Taken, words: str) -> Accepted:
    numbers = numbers_in(words, len(made.edits))
    return accept(made, numbers)


def _left_form(left: Path, forms: tuple[str, ...]) -> str:
    ending = {"markdown": "md", "htm": "html"}.get(left.suffix.lstrip(".").lower(), left.suffix.lstrip(".").lower())
    if ending not in forms:
        raise BadChoice(f"--rest {left}: has no format with this ending; it has {', '.join(forms)}")
    return ending


def _notes(made: Taken) -> list[str]:
    lines = []
    for name, known, came in zip(made.names, made.known, made.came, strict=True):
        authors = dict.fromkeys(author for edit in came.edits for author in edit.authors)
        by = f" by {', '.join(authors)}" if authors else ""
        count = f"{len(came.edits)} change{'s' * (len(came.edits) != 1)}"
        lines.append(f"{name}: {count} or comments{by}; {round(known * 100)} % of the draft found in it")
    if made.edits:
        lines.append("Take what you accept: the same command with --accept ALL, or with numbers: --accept 1,3-5")
    return lines


def _done(made: Taken, done: Accepted, sent: str, target: Path) -> list[str]:
    lines = [f"{len(done.new)} entries of local wording; {len(done.left)} of {len(made.edits)} changes are left open."]
    if done.inexact:
        names = ", ".join(one or "the reasons" for one in done.inexact)
        lines.append(f"Not letter for letter: {names}; compare with `ordinance redline`")
    own = target == Path(sent)
    asked = made.sent.selection
    kind = "" if asked.instrument.id == usual_instrument(made.library, asked.place) else f" --instrument {asked.instrument.id}"
    length = "" if asked.length == "short" else f" --length {asked.length}"
    place = made.sent.place.id if sent.lower().endswith(".json") else sent
    lines.append(f"Next:  ordinance draft {place}{kind}{length}{'' if own else f' --wording {target}'}")
    return lines
