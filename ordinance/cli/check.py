"""`ordinance check`: what must be mended in a place's draft, in a library, or in a draft made earlier."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from typing import Any

import click

from ordinance.checks.model import Finding, run
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
from ordinance.drafting.assembly import draft
from ordinance.library.store import Library


@click.command("check", epilog="Example:  ordinance check ithaca-ny --with jail-access")
@click.argument("place", required=False)
@click.option("--library", "folder", metavar="DIR", help="Check this folder, laid over the shipped library, as a library.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the check, YYYY-MM-DD; today otherwise.")
@format_option
@click.pass_context
def command(ctx: click.Context, /, place: str | None, folder: str | None, on: date | None, form: str, **selection: Any) -> None:
    """Check the draft for PLACE: terms, references, state law, sources, loophole words.

    PLACE may also be a draft's record (a .json file that `ordinance draft --record` wrote): then it tells which clauses have
    changed since. Without PLACE the library itself is checked: every file, name, field, and variant in every kind of place.

    Ends with 0 when there are no errors (warnings and notes may remain), 1 when there are, 2 for bad input.
    """
    library = library_of(ctx, folder)
    findings = _findings(library, place, on or today(), law_day(library, on), selection)
    if form == "json":
        print_json(findings)
    else:
        _print(findings)
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _findings(library: Library, place: str | None, day: date, law: date | None, selection: dict[str, Any]) -> list[Finding]:
    if place is None:
        from ordinance.checks.library import check_library

        if sys.stderr.isatty():
            click.echo("Every file is read, and every variant drafted in every kind of place: about 15 seconds …", err=True)
        return check_library(library, day)
    if place.endswith(".json"):
        from ordinance.checks.record import check_record

        return check_record(library, place)
    return run(draft(library, library.place(place), wishes(**selection, on=law)), library, day)


def _print(findings: list[Finding]) -> None:
    for finding in findings:
        click.secho(f"{finding.severity}: {finding.id}: {finding.where}", bold=finding.severity == "error")
        print_wrapped(finding.message, "    ")
        print_wrapped(f"Remedy: {finding.remedy}.", "    ", "      ")
    counts = Counter(finding.severity for finding in findings)
    numbers = ((counts[severity], severity) for severity in ("error", "warning", "note"))
    click.echo(", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for number, severity in numbers))
