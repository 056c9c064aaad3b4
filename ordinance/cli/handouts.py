"""`ordinance handouts`: which sheets there are, in which languages, and how far each translation has come."""

from __future__ import annotations

import click
from msgspec import Struct

from ordinance.cli.shared import format_option, library_of, print_columns, print_json
from ordinance.library.handouts import MASTER, attorney_review, handout, handout_files, is_stale
from ordinance.library.store import Library

_LEGEND = (
    "reviewed: a lawyer has; unreviewed: it prints as a draft until one has. A translation is draft, machine, human, reviewed or",
    "tested; only the last two print without a banner. stale: the English has changed since. --format json has the revision of",
    "each English file; a translation names the one that it was written from (`of`).",
)


class _Row(Struct, frozen=True):
    """One handout, as it is listed."""

    kind: str
    says: str
    audience: str
    needs: str
    layouts: tuple[str, ...]
    languages: dict[str, str]
    revision: str


@click.command("handouts", epilog="Example:  ordinance handouts --format json")
@format_option
@click.pass_context
def command(ctx: click.Context, /, form: str) -> None:
    """List the handouts: what each is for, for whom, in which layouts and languages, and whether a lawyer and a translator
    have reviewed it."""
    library = library_of(ctx)
    rows = [_row(library, kind) for kind in handout_files(library)]
    if form == "json":
        print_json(rows)
        return
    print_columns([(row.kind, row.audience, row.needs, ", ".join(row.layouts), row.says) for row in rows])
    click.echo()
    print_columns([("", MASTER, "translations"), *((row.kind, row.languages[MASTER], _translated(row)) for row in rows)])
    click.echo()
    for line in _LEGEND:
        click.echo(line)


def _translated(row: _Row) -> str:
    """Return the languages of a handout by how far each translation has come: "machine: es, fr; reviewed: pt-BR"."""
    states: dict[str, list[str]] = {}
    for language, state in row.languages.items():
        if language != MASTER:
            states.setdefault(state, []).append(language)
    return "; ".join(f"{state}: {', '.join(languages)}" for state, languages in states.items()) or "-"


def _row(library: Library, kind: str) -> _Row:
    master = handout(library, kind, MASTER)
    assert master is not None  # every kind is written in English first; `ordinance check` says where it is not
    states = {}
    for language in handout_files(library)[kind]:
        one = handout(library, kind, language)
        if one is None:
            continue
        if language == MASTER:
            states[language] = "reviewed" if attorney_review(one) else "unreviewed" if one.head.counsel == "rights" else "yes"
        elif one.head.translation:
            states[language] = one.head.translation.state + (", stale" if is_stale(library, one) else "")
    head = master.head
    needs = "needs a place" if head.needs != "none" else "any place"
    return _Row(kind, head.says, head.audience, needs, head.layouts, states, master.revision)
