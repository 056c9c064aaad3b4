"""`ordinance library`: the whole library in one document, or what of it has changed since a revision or a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ordinance.cli.output import document_options, put, put_data
from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import BadChoice
from ordinance.library.history import revisions_at
from ordinance.library.revisions import library_revisions
from ordinance.library.store import Library
from ordinance.making.word_setup import setup_of
from ordinance.pages.library_book import library_book


@click.command("library", epilog="Example:  ordinance library -o library.docx")
@document_options("md", "docx", "html", "pdf", "text", "json")
@click.option("--changed-since", "since", metavar="REV|DATE", help="Only what has changed since a git revision or a date.")
@click.option("--date", "on", type=DateType(), help="The date on the document, YYYY-MM-DD; today otherwise.")
@click.pass_context
def command(ctx: click.Context, /, form: str, output: str | None, force: bool, since: str | None, on: date | None) -> None:
    """Print every clause, variant, note, definition and authority for reading through.

    With --changed-since, only the variants whose text or notes have changed: what to read again. JSON lists revisions.
    """
    library = library_of(ctx)
    only = _changed(library, since) if since else None
    if form == "json":
        now = library_revisions(library)
        put_data([{"id": name, "revision": now[name]} for name in now if only is None or name in only], output, force=force)
        return
    if only is not None and not only:
        click.echo(f"Nothing has changed since {since}.", err=True)
        return
    setup = setup_of(form, library, reference=None, page=None, line_numbers=False, toc=form == "docx")
    put(library_book(library, on or today(), only), library, form, output, force=force, setup=setup)


def _changed(library: Library, since: str) -> frozenset[str]:
    """Return the names whose revision differs from the one at a git revision or date; new ones count as changed."""
    roots = [root for root in library.roots if (root / "clauses").is_dir()]
    if not any((Path(root) / ".git").exists() for root in roots):
        raise BadChoice("--changed-since compares with git's history, and no folder of this library is a git checkout")
    then = revisions_at(library, since)
    return frozenset(name for name, revision in library_revisions(library).items() if then.get(name) != revision)
