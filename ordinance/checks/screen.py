"""Findings on one screen: errors, then warnings, each check's together; notes as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ordinance.checks.model import CHECKS, Finding, Severity
from ordinance.pages.screens.model import GAP, Entry, Face, Line, Screen, flat, more

_FACES: Final[dict[Severity, Face]] = {"error": "error", "warning": "warning", "note": "strong"}
_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
#: How many findings of one check stand with their words, and how many more with their place.
_TOLD: Final = 3
_PLACES: Final = 4


def findings_screen(findings: list[Finding], command: str) -> Screen:
    """Return the screen of findings. `command` is what was typed; with --notes and with --full it prints the rest."""
    entries: list[Entry] = []
    for severity in ("error", "warning"):
        found = [one for one in findings if one.severity == severity]
        most = _TOLD if len({one.id for one in found}) < 4 else 1
        for _, group in groupby(sorted(found, key=lambda one: one.id), key=lambda one: one.id):
            entries += _group(list(group), most)
    notes = Counter(one.id for one in findings if one.severity == "note")
    if notes:
        entries += [GAP] if entries else []
        entries += [_counted(name, count, findings) for name, count in notes.items()]
    foot = [GAP] if entries else []
    foot.append(Line(counted(findings)))
    if notes:
        foot.append(more(f"{command} --notes", "The notes"))
    if len(findings) > sum(notes.values()):
        foot.append(more(f"{command} --full", "Everything, with what to do"))
    return Screen(tuple(entries), tuple(foot))


def counted(findings: list[Finding]) -> str:
    """Return how many errors, warnings and notes there are."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in _SEVERITIES)


def _group(found: list[Finding], most: int) -> Iterator[Line]:
    """Yield the findings of one check: the first with their words and remedy, the places of some more, and a count."""
    face = _FACES[found[0].severity]
    for one in found[:most]:
        yield Line(one.where, f"{one.severity}: {one.id}: ", face, most=2)
        yield Line(flat(one.message), indent=4, hang=0, most=5)
        yield Line(f"Remedy: {flat(one.remedy)}.", indent=4, most=2)
    rest = found[most:]
    if rest:
        places = list(dict.fromkeys(one.where for one in rest))
        left = f" and {len(places) - _PLACES} other places" if len(places) > _PLACES else ""
        yield Line(f"{'; '.join(places[:_PLACES])}{left}", f"    {len(rest)} more of {found[0].id}: ", face, hang=4, most=3)


def _counted(name: str, count: int, findings: list[Finding]) -> Line:
    """Return the line that stands for all notes of one check: what they are, or the first where there is one alone."""
    check = CHECKS.get(name)
    if count == 1 or check is None or not check.many:
        first = next(one for one in findings if one.id == name)
        left = f" And {count - 1} more." if count > 1 else ""
        return Line(f"{flat(first.message)}{left}", f"note: {name}: ", most=2)
    return Line(check.many, f"{count} ", hang=3, most=2)
