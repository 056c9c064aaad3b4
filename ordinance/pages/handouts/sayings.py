"""What a draft says, in single sentences for a sheet: its rules, every exception, whom it binds and whom it does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from ordinance.document.model import Block, Paragraph, Run, bullet
from ordinance.drafting.lengths import sentences_of
from ordinance.drafting.model import Draft, Section
from ordinance.library.handout_model import HandoutRules, LanguageTable
from ordinance.library.handouts import MASTER
from ordinance.library.store import Library
from ordinance.pages.handouts.facts import listed, shown
from ordinance.pages.handouts.leaves import marked, said
from ordinance.pages.handouts.lines import Lines
from ordinance.pages.handouts.local import agency_name, official_name

#: The inserts that are made here.
SAYINGS: Final = ("does", "promises", "more_promises", "kinds", "exceptions", "covers", "not_covered", "starts")
#: The first page of a summary has so many rules and kinds of exception; all others are on the second.
_FIRST: Final = 5
_KINDS: Final = 3
#: Kinds of places whose county, or state, runs the jail.
_WITHOUT_JAIL: Final = frozenset(["city", "town", "village", "borough", "township"])


class Sayings:
    """Makes the blocks of one draft in one language."""

    def __init__(self, library: Library, draft: Draft, lines: Lines, table: LanguageTable, rules: HandoutRules) -> None:
        self._library, self._draft, self._lines, self._table, self._rules = library, draft, lines, table, rules
        self._policy = [section for section in draft.sections if section.chosen.clause.kind == "policy"]

    def blocks(self, name: str) -> Iterator[Block]:
        """Return the blocks of one of `SAYINGS`."""
        makers: dict[str, Callable[[], Iterator[Block]]] = {
            "does": lambda: self._does(self._policy),
            "promises": lambda: self._does(self._policy[:_FIRST]),
            "more_promises": self._more,
            "kinds": self._kinds,
            "exceptions": self._exceptions,
            "covers": self._covers,
            "not_covered": self._not_covered,
            "starts": self._starts,
        }
        return makers[name]()

    def _does(self, sections: list[Section]) -> Iterator[Block]:
        for section in sections:
            line = self._lines.of(section)
            yield bullet(*said(line.does), language=line.language)

    def _more(self) -> Iterator[Block]:
        """Yield the rules for which the first page has no room, if there are any."""
        if self._policy[_FIRST:]:
            yield Paragraph("body", (Run(self._table.phrases.also_does, "strong"),), keep_with_next=True)
            yield from self._does(self._policy[_FIRST:])

    def _kinds(self) -> Iterator[Block]:
        """Yield the kinds of exception that most rules have, in plain words. Every exception in full stands on another page."""
        named = {text: self._rules.exception_kinds.get(name, "") for name, text in self._library.sentences().texts.items()}
        counts: Counter[str] = Counter()
        for section in (one for one in self._policy if not self._lines.amended(one)):
            short, _ = sentences_of(self._draft.selection.length, section.chosen.variant)
            held = self._lines.of(section).exceptions
            kinds = dict.fromkeys(named.get(one, "") for one in (short.exceptions if short else ()) if held)
            counts.update(kind for kind in kinds if kind in self._table.phrases.kinds)
        order = list(self._table.phrases.kinds)
        first = sorted(counts, key=lambda kind: (-counts[kind], order.index(kind)))[:_KINDS]
        yield from (bullet(*marked(self._table.phrases.kinds[kind])) for kind in first)
        if not first:
            yield _body(self._table.phrases.no_exceptions)

    def _exceptions(self) -> Iterator[Block]:
        """Every exception of every clause, in the size of the text: none may be left out. What several clauses have in the
        same words is said once, with the names of all of them."""
        clauses: dict[str, tuple[str, list[str]]] = {}
        for section in self._policy:
            line = self._lines.of(section)
            for one in self._lines.bare(line):
                clauses.setdefault(one, (line.language, []))[1].append(line.title)
        groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for one, (language, titles) in clauses.items():
            groups.setdefault((language, tuple(titles)), []).append(one)
        everything = len(self._policy)
        for (language, shared), exceptions in sorted(groups.items(), key=lambda group: -len(group[0][1])):
            names = self._table.phrases.all_rules if len(shared) == everything > 1 else self._table.titles.join(shared)
            space = self._space(language)
            lead = Run(f"{names}{self._table.stop}{space}", "strong")
            yield bullet(lead, *said(space.join(exceptions)), language=language)
        if not groups:
            yield _body(self._table.phrases.no_exceptions)

    def _space(self, language: str) -> str:
        """Return what stands between two sentences of a line in this language: its own, or that of English."""
        return self._table.space if language in ("", self._table.language) else " "

    def _covers(self) -> Iterator[Block]:
        place, words = self._draft.place, self._table.phrases
        own = [one for one in place.agencies if one.control == "directs"]
        if self._draft.selection.instrument.scope == "department":
            own = [one for one in own if one.name == (place.policy_agency or one.name)][:1]
        known = (agency_name(one, place, self._table) for one in own if not one.name.startswith("["))
        names = list(dict.fromkeys(known))
        if not names:
            yield bullet(*said(words.covers_nobody))
            return
        of = _the(official_name(place, self._table), self._table)
        yield bullet(*said(words.covers.format(place=of, agencies=listed(self._table, names))))

    def _not_covered(self) -> Iterator[Block]:
        """Yield whom the text cannot bind; in a city, a town or a village the jail first, which another government runs."""
        words, place = self._table.phrases, self._draft.place
        others = [one for one in place.agencies if one.control != "directs" and not one.name.startswith("[")]
        if place.kind in _WITHOUT_JAIL and not any("jail" in one.roles and one.control == "directs" for one in place.agencies):
            line = words.not_covered_jail[self._draft.selection.state.jail_operator]
            yield bullet(*said(line.format(kind=self._table.nouns.get(place.kind, self._table.place))))
        for one in others:
            line = words.not_covered_independent if one.control == "independent" else words.not_covered_own
            yield bullet(*said(line.format(agency=one.name)))
        yield from (bullet(*said(line)) for line in words.not_covered)

    def _starts(self) -> Iterator[Block]:
        own = self._draft.instrument_name
        known = self._table.instrument_names.get(own) or self._table.instruments[self._draft.instrument]
        instrument, adopted = own if self._table.language == MASTER else known, self._draft.place.adopted
        if adopted is not None:
            day = shown(self._table, adopted.on)
            yield _body(self._table.phrases.passed.format(instrument=instrument, date=day))
            return
        yield _body(self._table.phrases.starts.format(instrument=instrument))


def _the(name: str, table: LanguageTable) -> str:
    """Return a place's full name as English sentences have it: with an article where it has "of" in it."""
    return f"the {name}" if table.language == MASTER and re.search(r"\bof\b", name) else name


def _body(words: str) -> Paragraph:
    return Paragraph("body", said(words))
