"""`ordinance handouts`: which sheets there are, in which languages, and how far each translation has come."""

from __future__ import annotations

import click

from ordinance.cli.shared import format_option, library_of, print_columns, print_json
from ordinance.library.handouts import LANGUAGES, MASTER, handout, handout_files, is_stale
from ordinance.library.store import Library


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
    languages = list(library.files(LANGUAGES))
    print_columns([(row["kind"], row["audience"], row["needs"], ", ".join(row["layouts"]), row["says"]) for row in rows])
    click.echo()
    print_columns([("", *languages), *((row["kind"], *(row["languages"].get(one, "-") for one in languages)) for row in rows)])
    click.echo()
    click.echo(
        "reviewed: a lawyer has; unreviewed: print it as a draft until one has. Translations: draft, machine, human, reviewed,"
    )
    click.echo(
        "tested; only the last two print without a banner. stale: the English has changed since. The revision of each English"
    )
    click.echo("file stands in --format json; a translation names the one it was written from (`of`).")


def _row(library: Library, kind: str) -> dict[str, object]:
    master = handout(library, kind, MASTER)
    assert master is not None
    states = {}
    for language in handout_files(library)[kind]:
        one = handout(library, kind, language)
        if one is None:
            continue
        if language == MASTER:
            states[language] = "reviewed" if one.head.reviewed else "unreviewed" if one.head.counsel == "rights" else "yes"
        elif one.head.translation:
            states[language] = one.head.translation.state + (", stale" if is_stale(library, one) else "")
    return {
        "kind": kind,
        "says": master.head.says,
        "audience": master.head.audience,
        "needs": "needs a place" if master.head.needs != "none" else "any place",
        "layouts": list(master.head.layouts),
        "languages": states,
        "revision": master.revision,
    }
