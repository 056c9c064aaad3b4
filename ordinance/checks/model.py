"""What a check is given and what it returns, and the one list of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ordinance.drafting.lengths import law_text
from ordinance.drafting.model import Draft, Provision, Section, plain, walk
from ordinance.drafting.terms import Terms
from ordinance.library.store import Library

Severity = Literal["error", "warning", "note"]
_ORDER = {"error": 0, "warning": 1, "note": 2}


class Finding(Struct, frozen=True, omit_defaults=True):
    """Something to mend: which check found it, how grave it is, what is wrong, where, and what would be right.

    `section` is its label in the draft; `file` and `line` point into the library (line 0 where there is none to name).
    """

    id: str
    severity: Severity
    message: str
    where: str
    remedy: str
    section: str = ""
    file: str = ""
    line: int = 0


class Context:
    """One draft with its library and the date of the check; the places that findings point at are made here."""

    def __init__(self, draft: Draft, library: Library, today: date) -> None:
        self.draft, self.library, self.today = draft, library, today

    @cached_property
    def operative(self) -> list[tuple[Section, Provision, str]]:
        """Return every provision of every section with its words."""
        return [
            (section, provision, plain(provision.pieces))
            for section in self.draft.sections
            for provision in walk(section.provisions)
        ]

    @cached_property
    def users(self) -> dict[str, list[tuple[Section, Provision]]]:
        """Return the provisions that use each defined term, with their sections."""
        definitions = self.library.definitions
        known = {name: self.draft.terms.get(name) or (definitions[name].term,) for name in definitions}
        find = Terms({**known, **self.draft.terms}).finder()
        users: dict[str, list[tuple[Section, Provision]]] = {}
        for section, provision, words in self.operative:
            for term_id in find(words):
                users.setdefault(term_id, []).append((section, provision))
        return users

    def finding(self, check: Check, message: str, remedy: str, section: Section | None = None, phrase: str = "") -> Finding:
        """Return a finding; `phrase` is looked for in the section's text to name the line."""
        label, file, line = "", "", 0
        if section is not None:
            label = section.label
            file, line = self._line(section, phrase)
        place = f"{file}:{line}" if line else file
        where = f"{label} {section.heading} ({place})" if section else self.draft.place.official_name
        return Finding(check.id, check.severity, message, where, remedy, label, file, line)

    def _own_line(self, section: Section, phrase: str) -> tuple[str, int] | None:
        """Return the line of the local wording that brings a phrase into a section, if one does."""
        for told in self.draft.local:
            one = self.draft.selection.local[told.index]
            here = told.state != "unused" and section.anchor == told.anchor.partition(".")[0]
            if here and not one.file.endswith((".yaml", ".yml")):
                return one.file, 0
            if here and (section.chosen.by == "place" or (phrase and phrase in (one.entry.text or ""))):
                fault = self.library.fault(Path(one.file), (*one.keys, "text"), "", near=phrase)
                return fault.file, fault.line
        return None

    def _line(self, section: Section, phrase: str) -> tuple[str, int]:
        clause = section.chosen.clause
        if own := self._own_line(section, phrase):
            return own
        _, field = law_text(self.draft.selection, section.chosen.variant)
        keys = ("variants", clause.variants.index(section.chosen.variant), *field)
        fault = self.library.fault(self.library.clause_files[clause.id], keys, "", near=phrase)
        return fault.file, fault.line


class Check(Struct, frozen=True):
    """A rule: its id, how grave its findings are, what it holds (one sentence), and the function that looks.

    `many` says in a few words what its findings are, for a line that counts them ("rulings cited here are not final").

    `by_name`: what it finds is in a draft only where somebody named it (a clause that state law forbids). `ordinance draft`
    tells it, and does not fail over it.
    """

    id: str
    severity: Severity
    rule: str
    look: Callable[[Context, Check], Iterator[Finding]]
    by_name: bool = False
    many: str = ""


CHECKS: dict[str, Check] = {}


def check(check_id: str, severity: Severity, rule: str, *, by_name: bool = False, many: str = "") -> Callable[[Looker], Looker]:
    """Register a function as a check. A second one with the same id is a mistake in the program."""

    def register(look: Looker) -> Looker:
        if check_id in CHECKS:
            raise ValueError(f"two checks are called {check_id}")
        CHECKS[check_id] = Check(check_id, severity, rule, look, by_name, many)
        return look

    return register


Looker = Callable[[Context, Check], Iterator[Finding]]


def errors(draft: Draft, library: Library, today: date) -> list[Finding]:
    """Return what must be mended in a draft before anyone hands it on: the errors that nobody asked for by name."""
    _register()
    context = Context(draft, library, today)
    asked = [one for one in CHECKS.values() if one.severity == "error" and not one.by_name]
    return [finding for one in asked for finding in one.look(context, one) if finding.severity == "error"]


def _register() -> None:
    """Import the modules whose checks fill CHECKS."""
    from ordinance.checks import forms, law, local, structure, words  # noqa: F401


def run(draft: Draft, library: Library, today: date) -> list[Finding]:
    """Return all findings on a draft: errors first, then in the order of the draft."""
    _register()
    context = Context(draft, library, today)
    found = [finding for one in CHECKS.values() for finding in one.look(context, one)]
    return sorted(found, key=lambda finding: _ORDER[finding.severity])
