"""`ordinance updates`: what changed in law, everywhere, in one place, or for the sections of a draft made earlier."""

from __future__ import annotations

from datetime import date

import click

from ordinance.checks.record import Record, is_record, moved_texts, read
from ordinance.cli.endings import ending_options, form_of
from ordinance.cli.output import put, put_data, put_lines
from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import BadChoice
from ordinance.library.changes_model import FEDERAL
from ordinance.library.store import Library
from ordinance.pages.touching import Part, state_code
from ordinance.pages.updates import Moved, Updates, for_parts, page, records, screen, updates_of

FORMS = ("text", "json", "md", "html", "docx", "pdf")


@click.command(
    "updates", epilog="Example:  ordinance updates ithaca-ny --since 2026-06-01   or   ordinance updates draft.json --full"
)
@click.argument("target", metavar="[PLACE|RECORD]", required=False)
@click.option("--since", type=DateType(), help="Only what happened on this day or later, YYYY-MM-DD.")
@click.option("--full", is_flag=True, help="All of it, with sources, and where they disagree; else one screen.")
@ending_options(*FORMS)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    target: str | None,
    since: date | None,
    full: bool,
    form: str | None,
    output: str | None,
    force: bool,
) -> None:
    """Tell what changed in law, newest first, and what each change touches.

    For a PLACE (its id, its YAML file, or a state's postal code) it tells of its state's and of federal law. For a RECORD
    (the .json file of a draft, or what `ordinance draft --record` wrote) it tells which of its sections rest on what changed,
    and which texts of the library changed since.
    """
    library = library_of(ctx)
    if since and since > today():
        raise BadChoice(f"--since {since}: the day lies in the future; give one up to {today()}")
    found = _found(library, target, since)
    form = form_of(form, output, FORMS)
    if form == "json":
        put_data(records(found), output, force=force)
    elif form == "text" and not full:
        put_lines(screen(found), output, force=force)
    else:
        put(page(found, today()), library, form, output, force=force)


def _found(library: Library, target: str | None, since: date | None) -> Updates:
    if target is None:
        return updates_of(library, "Changes in law" + _since(since), None, since)
    if target.endswith(".json"):
        return _of_record(library, target, since)
    if len(target) == 2 and target.upper() in (*library.state_files, FEDERAL):
        code = state_code(library, target)
        return updates_of(library, f"Changes in law for {code}{_since(since)}", frozenset((code, FEDERAL)), since)
    place = library.place(target)
    title = f"Changes in law for {place.official_name}{_since(since)}"
    return updates_of(library, title, frozenset((place.state, FEDERAL)), since)


def _since(since: date | None) -> str:
    return f" since {since}" if since else ""


def _of_record(library: Library, name: str, since: date | None) -> Updates:
    from ordinance.cli.files import content_of

    content = content_of(name)
    if is_record(content):
        record = read(name)
        state, parts = _recorded(library, record)
        texts = tuple(Moved(text, what) for text, what in moved_texts(library, record))
        title = f"Changes in law for the {record.instrument} of {record.place} of {record.date}{_since(since)}"
    else:
        from ordinance.pages.earlier import earlier_draft, moved_since

        earlier = earlier_draft(content, name)
        state, parts = earlier.state, earlier.parts
        texts = tuple(Moved(text, what) for text, what in moved_since(library, earlier))
        title = f"Changes in law for the {earlier.name}{_since(since)}"
    return for_parts(updates_of(library, title, frozenset((state, FEDERAL)), since), parts, texts)


def _recorded(library: Library, record: Record) -> tuple[str, tuple[Part, ...]]:
    """Return the state of a recorded draft, and its sections as far as the record and the library tell."""
    state = record.state or library.place(record.place).state
    parts = []
    for name in record.variants:
        clause_id, _, variant_id = name.partition("=")
        if clause_id in library.clause_files:
            clause = library.clause(clause_id)
            relied = next((one.authorities for one in clause.variants if one.id == variant_id), ())
            label = record.sections.get(clause_id, clause_id)
            parts.append(Part(label, clause_id, frozenset(clause.topics), frozenset(relied)))
    return state, tuple(parts)
