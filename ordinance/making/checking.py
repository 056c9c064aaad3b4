"""The check of every government: that its draft of the default selection has no errors, but where state law leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ordinance.drafting.wishes import Wishes
from ordinance.library.store import Library
from ordinance.making.batch import chosen, outcomes
from ordinance.making.batch_job import Job, Outcome
from ordinance.making.printing import Printing


def governments(library: Library, state: str | None = None) -> list[str]:
    """Return the ids of all governments, or of those of a state. Raises `NotFound` for no state."""
    return chosen(library, [state] if state else [], [])


def checked(library: Library, ids: Sequence[str], wishes: Wishes, day: date, jobs: int) -> Iterator[Outcome]:
    """Yield what became of the draft for each government, in no order; no file is written."""
    overlay = str(library.roots[1]) if len(library.roots) > 1 else None
    job = Job(overlay, "", wishes, "", Printing("none"), day)
    for some in outcomes(job, ids, jobs):
        yield from some


def faults_of(found: Sequence[Outcome]) -> list[tuple[str, list[str]]]:
    """Return each fault with the ids of the governments that have it, the commonest first."""
    by_fault: dict[str, list[str]] = {}
    for one in found:
        for said in (*one.errors, *([one.why] if one.broken else ())):
            by_fault.setdefault(said, []).append(one.id)
    return sorted(by_fault.items(), key=lambda item: (-len(item[1]), item[0]))
