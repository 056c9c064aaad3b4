"""`ordinance check --all`: the draft of the default selection for every government on the lists."""

from __future__ import annotations

import os
import sys
from datetime import date

import click

from ordinance.cli.shared import print_wrapped
from ordinance.drafting.wishes import Wishes
from ordinance.library.store import Library
from ordinance.making.checking import checked, faults_of, governments

#: How many ids are named of each fault.
_NAMED = 5


def check_all(ctx: click.Context, library: Library, state: str | None, wishes: Wishes, day: date) -> None:
    """Print what is wrong, the commonest fault first, and end with 1 where anything is."""
    ids = governments(library, state)
    found = []
    with click.progressbar(length=len(ids), label="Checking", show_pos=True, file=sys.stderr) as bar:
        for one in checked(library, ids, wishes, day, os.cpu_count() or 1):
            found.append(one)
            bar.update(1)
    found.sort(key=lambda one: (one.state, one.id))
    faults = faults_of(found)
    for said, names in faults:
        more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        print_wrapped(f"error, {len(names)} governments: {said}", hang="    ")
        print_wrapped(f"{', '.join(names[:_NAMED])}{more}", "    ")
    none = sum(1 for one in found if one.why and not one.broken)
    wrong = len({name for _, names in faults for name in names})
    click.echo(f"{len(found)} governments: {len(found) - none - wrong} sound, {wrong} with errors, {none} with nothing to adopt.")
    if faults:
        ctx.exit(1)
