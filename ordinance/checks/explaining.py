"""What a check holds, why it matters, and an example of each: for whoever reads a finding and does not know the rule."""

from __future__ import annotations

from msgspec import Struct

from ordinance.checks.model import CHECKS, Severity
from ordinance.errors import NotFound
from ordinance.library.model import DraftingRule
from ordinance.library.store import Library


class Explained(Struct, frozen=True, omit_defaults=True):
    """One check in words. `severity` is that of its findings; `words` are the drafting rules that it looks for."""

    id: str
    severity: Severity
    rule: str
    why: str
    bad: str
    good: str
    words: tuple[DraftingRule, ...] = ()


def explained(library: Library, check_id: str) -> Explained:
    """Return a check's explanation. Raises `NotFound` with the near misses."""
    known = {one.id: one for one in all_explained(library)}
    if check_id not in known:
        raise NotFound("check", check_id, known)
    return known[check_id]


def all_explained(library: Library) -> list[Explained]:
    """Return the explanations of all checks: those of drafts as they run, then those of libraries and records."""
    from ordinance.checks import forms, law, local, structure, words  # noqa: F401  # importing them fills CHECKS

    told = library.explanations
    found = [name for name in CHECKS if name in told] + [name for name in told if name not in CHECKS]
    return [_explained(library, name) for name in found]


def _explained(library: Library, name: str) -> Explained:
    one, check = library.explanations[name], CHECKS.get(name)
    severity: Severity = check.severity if check else _SEVERITY.get(name, "error")
    rule = check.rule if check else one.rule or ""
    words = tuple(rule for rule in library.drafting_rules.values() if _LOOKS_FOR.get(name) == rule.severity)
    return Explained(name, severity, rule, _line(one.why), _line(one.bad), _line(one.good), words)


#: Checks that are no functions of a draft and whose findings are not errors.
_SEVERITY: dict[str, Severity] = {"record-changed": "warning"}
#: Checks that look for the words of the drafting rules of one severity.
_LOOKS_FOR = {"word-forbidden": "error", "word-loophole": "warning"}


def _line(prose: str) -> str:
    return " ".join(prose.split())
