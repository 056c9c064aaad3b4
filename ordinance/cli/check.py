"""`ordinance check`: what must be mended in a place's draft, in a library, or in a draft made earlier."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click
from msgspec.structs import replace

from ordinance.checks.model import Finding, run
from ordinance.checks.screen import counted, findings_screen
from ordinance.cli.check_all import check_all
from ordinance.cli.output import full_option
from ordinance.cli.screen import put_screen
from ordinance.cli.shared import (
    DateType,
    format_option,
    law_day,
    library_of,
    print_json,
    print_wrapped,
    selection_options,
    today,
    wishes,
)
from ordinance.cli.typed import typed
from ordinance.drafting.assembly import draft
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.own_words import own_words
from ordinance.places.naming import place_of


@click.command("check", epilog="Example:  ordinance check ithaca-ny --with jail-access")
@click.argument("place", required=False)
@click.option("--library", "folder", metavar="DIR", help="Check this folder, laid over the shipped library, as a library.")
@click.option("--all", "every", is_flag=True, help="Check the draft for every government on the lists.")
@click.option("--state", metavar="XX", help="With --all: only the governments of this state.")
@selection_options
@click.option("--for", "sent", metavar="PLACE|RECORD", help="Of a FILE.docx: what was sent; found by its name otherwise.")
@click.option("--accepted", is_flag=True, help="Of a FILE.docx: read open tracked changes as accepted.")
@click.option("--wording", metavar="FILE", help="A YAML file with local wording beside the place's own.")
@click.option("--notes", is_flag=True, help="List the notes one by one, which are counted otherwise.")
@full_option("Every finding with its place and remedy; without it one screen: errors and warnings first.")
@click.option("--date", "on", type=DateType(), help="The date of the check, YYYY-MM-DD; today otherwise.")
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str | None,
    folder: str | None,
    every: bool,
    state: str | None,
    sent: str | None,
    accepted: bool,
    wording: str | None,
    notes: bool,
    full: bool,
    on: date | None,
    form: str,
    **selection: Any,
) -> None:
    """Check the draft for PLACE: terms, references, state law, sources, loophole words.

    PLACE may also be a draft's record (a .json file that `ordinance draft --record` wrote): then it tells which clauses have
    changed since. Or an edited draft (.docx): then what stands in it is checked as law: terms, references, leftovers of struck
    sections, a title that promises what is gone, state law by topic. With --all it is every government on the lists. Without
    PLACE the library itself is checked: every file, name, field, and variant in every kind of place.

    Ends with 0 when there are no errors (warnings and notes may remain), 1 when there are, 2 for bad input.
    """
    library = library_of(ctx, folder)
    if every or state:
        if place or folder or not every:
            raise BadChoice("--all checks every government on the lists, with --state those of one state; name no place")
        check_all(ctx, library, state, wishes(**selection, on=law_day(library, on)), on or today())
        return
    if place and place.lower().endswith(".docx"):
        findings = _of_file(library, place, sent, on, selection, accepted=accepted)
    elif sent or accepted:
        raise BadChoice("--for and --accepted go with an edited draft: ordinance check FILE.docx")
    else:
        findings = _findings(library, place, on or today(), law_day(library, on), selection, wording)
    if form == "json":
        print_json(findings)
    elif full or notes:
        _print(findings if full else [one for one in findings if one.severity == "note"])
        click.echo(counted(findings))
    else:
        put_screen(findings_screen(findings, typed(ctx)))
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _of_file(
    library: Library, name: str, sent: str | None, on: date | None, selection: dict[str, Any], *, accepted: bool
) -> list[Finding]:
    from ordinance.making.checking_file import check_file
    from ordinance.making.files import content_of
    from ordinance.making.sent import sent_draft

    day = on or today()
    draft = sent_draft(library, sent, wishes(**selection, on=law_day(library, on)), day)[0] if sent else None
    return check_file(library, name, content_of(name), draft, day, accepted=accepted)


def _findings(
    library: Library, place: str | None, day: date, law: date | None, selection: dict[str, Any], wording: str | None
) -> list[Finding]:
    if wording is not None and (place is None or place.endswith(".json")):
        raise BadChoice("--wording goes with a place: ordinance check PLACE --wording FILE")
    if place is None:
        from ordinance.checks.library import check_library

        if sys.stderr.isatty():
            click.echo("Every file is read, and every variant drafted in every kind of place: about 15 seconds …", err=True)
        return check_library(library, day)
    if place.endswith(".json"):
        from ordinance.checks.record import check_record

        return check_record(library, place)
    asked = replace(wishes(**selection, on=law), wording=own_words(library, wording) if wording else None)
    return run(draft(library, place_of(library, place), asked), library, day)


def _print(findings: list[Finding]) -> None:
    """Print findings one by one."""
    for finding in findings:
        click.secho(f"{finding.severity}: {finding.id}: {finding.where}", bold=finding.severity == "error")
        print_wrapped(finding.message, "    ")
        print_wrapped(f"Remedy: {finding.remedy}.", "    ", "      ")
