"""`ordinance check PLACE`: what must be mended before a draft is introduced."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from typing import Any

import click

from ordinance.checks.model import run
from ordinance.cli.shared import DateType, format_option, library_of, print_json, print_wrapped, selection_options, today, wishes
from ordinance.drafting.assembly import draft


@click.command("check", epilog="Example:  ordinance check ithaca-ny --with jail-access")
@click.argument("place")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the check, YYYY-MM-DD; today otherwise.")
@format_option
@click.pass_context
def command(ctx: click.Context, /, place: str, on: date | None, form: str, **selection: Any) -> None:
    """Check the draft for PLACE: terms, references, state law, sources, loophole words.

    Ends with 0 when there are no errors (warnings and notes may remain), 1 when there are, 2 for bad input.
    """
    library = library_of(ctx)
    findings = run(draft(library, library.place(place), wishes(**selection)), library, on or today())
    if form == "json":
        print_json(findings)
    else:
        for finding in findings:
            click.secho(f"{finding.severity}: {finding.id}: {finding.where}", bold=finding.severity == "error")
            print_wrapped(finding.message, "    ")
            print_wrapped(f"Remedy: {finding.remedy}.", "    ", "      ")
        counts = Counter(finding.severity for finding in findings)
        click.echo(", ".join(f"{counts[severity]} {severity}s" for severity in ("error", "warning", "note")))
    sys.exit(1 if any(finding.severity == "error" for finding in findings) else 0)
