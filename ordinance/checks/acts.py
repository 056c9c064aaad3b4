"""What clauses and states say in acts must be said at all, and in the key that is for it: else nothing is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ordinance.errors import Fault
from ordinance.library.clause_model import Clause
from ordinance.library.state_model import Verdict
from ordinance.library.store import Library

ACTS: Final = "say in acts what it limits, leaves to a local decision or does; docs/writing-clauses.md tells how"
_FLOOR: Final = ("required", "supported")
_CEILING: Final = ("forbidden", "risky")


def untold(library: Library) -> Iterator[Fault]:
    """Yield a fault for each clause that says nothing in acts on a topic that has some, and each verdict with acts in vain."""
    spoken = {act.topic for act in library.vocabulary.acts}
    for clause in library.clauses():
        if clause.kind == "policy" and spoken.intersection(clause.topics) and not _says(clause):
            message = f"{clause.id}: no variant says what it limits, leaves or does, so state law cannot be held against it"
            yield library.fault(library.clause_files[clause.id], ("variants",), message)
    for code, path in library.state_files.items():
        for index, verdict in enumerate(library.state(code).verdicts):
            for key, message in _in_vain(verdict):
                yield library.fault(path, ("verdicts", index, key), f"{verdict.topic}: {message}")


def _says(clause: Clause) -> bool:
    return any(one.limits or one.leaves or one.does for one in clause.variants)


def _in_vain(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield the keys of a verdict that its status gives no meaning to."""
    statuses = {verdict.status, *((verdict.enjoined.status,) if verdict.enjoined else ())}
    if verdict.bars and not statuses.intersection(_FLOOR):
        yield "bars", f"`bars` is the floor of what is {' or '.join(_FLOOR)}, and this verdict is {verdict.status}"
    if verdict.protects and not statuses.intersection(_CEILING):
        yield "protects", f"`protects` is the ceiling of what is {' or '.join(_CEILING)}, and this verdict is {verdict.status}"
