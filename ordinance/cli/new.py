"""`ordinance new NAME`: a commented place file that drafts at once; what nobody told is a listed blank."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from ordinance.cli.listed import Listed
from ordinance.cli.shared import DateType, library_of, print_wrapped, today
from ordinance.errors import BadChoice, brief
from ordinance.library import strict_yaml
from ordinance.library.forms import forms_of
from ordinance.library.store import Library
from ordinance.making.place_file import known_of, place_file
from ordinance.making.saving import refuse_existing, write_file
from ordinance.places.model import Government
from ordinance.places.naming import government_named, listed
from ordinance.places.usual import BLANKS
from ordinance.places.words import slug

#: What is asked, in order: the key in the file's template, and the question.
QUESTIONS = {
    "official_name": "Full legal name",
    "body": "Full name of the governing body",
    "short": "The one word for it (council, board, …)",
    "member": "Title of one of its members",
    "presiding": "Title of its presiding officer",
    "executive": "Title of the chief executive (mayor, manager; empty if none)",
    "clerk": "Title of the clerk",
    "attorney": "Title of the attorney",
}


@click.command("new", epilog='Example:  ordinance new "Beacon, NY" -o beacon.yaml')
@click.argument("name")
@click.option("--state", "code", metavar="XX", help="Two-letter postal code, for a place that is on no list.")
@click.option(
    "--kind", type=Listed("kind", lambda library: library.words.kinds), help="What it is, for a place that is on no list."
)
@click.option("-o", "output", metavar="FILE", help="Where to write; <id>.yaml in the current folder otherwise.")
@click.option("--date", "on", type=DateType(), help="The date of the facts, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(
    ctx: click.Context, /, name: str, code: str | None, kind: str | None, output: str | None, on: date | None, force: bool
) -> None:
    """Write the file of a place, for those who want to change it: "Beacon, NY", beacon-ny.

    For a place that is on no list, or that you name otherwise, say --state and --kind. At a terminal it asks for what it cannot
    know; otherwise it leaves blanks.
    """
    library = library_of(ctx)
    if kind and not code:
        raise BadChoice(f"--kind {kind}: say also in which state, such as --state NY")
    here = _begun(library, name, code, kind) if code and kind else government_named(library, f"{name}, {code}" if code else name)
    target = Path(output or f"{here.id}.yaml")
    refuse_existing(target, force=force)
    known = known_of(library, here).known
    answers = _asked({**BLANKS, **known}) if sys.stdin.isatty() else {**BLANKS, **known}
    begun = place_file(library, here, answers, target, on or today())
    write_file(target, begun.text.encode(), force=force)
    click.echo(f"Wrote {target}")
    blanks = list(_blanks(strict_yaml.parse(begun.text, str(target))))
    if answers["short"] == known.get("short") and not answers["short"].startswith("["):
        blanks.append(f"whether “{answers['short']}” is the word for the body")
    if begun.unread:
        print_wrapped(f"Usual here, and to be confirmed: {'; '.join(begun.unread)}.")
    if blanks:
        print_wrapped(f"To fill in: {'; '.join(dict.fromkeys(blanks))}.")
    click.echo(f"Next:  ordinance draft {target}")


def _begun(library: Library, name: str, code: str, kind: str) -> Government:
    """Return a place by its name, kind and state: as the lists have it, or one that they have not."""
    state, words = library.state(code).state, slug(name)
    if not words:
        raise BadChoice(f"the name {brief(name)!r} has no letter or figure; give the place's name, such as Millbrook")
    found = listed(library, name, kind, state)
    absent = forms_of(library, state).absent_kinds
    if found is None and kind in absent:
        raise BadChoice(f"--kind {kind}: {absent[kind]}")
    return found or Government(f"{words}-{state.lower()}", name, kind, state)


def _blanks(value: Any) -> Iterator[str]:
    """Yield the prompts of all facts that are blanks."""
    if isinstance(value, str):
        yield from re.findall(r"\[([^\[\]]+)\]", value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _blanks(inner)


def _asked(offered: dict[str, str]) -> dict[str, str]:
    click.echo("Press Enter to take what stands in brackets; a blank stays a blank and is listed when you draft.")
    answers = {}
    for key, question in QUESTIONS.items():
        answers[key] = click.prompt(question, default=offered[key], show_default=bool(offered[key]))
    return answers
