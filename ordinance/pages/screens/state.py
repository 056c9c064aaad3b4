"""The first screen of `state`: where a state stands, a line a topic, what is open, and in which form law is made there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ordinance.drafting.state_law import WEIGHT, LawHere
from ordinance.library.forms import forms_of
from ordinance.library.state_model import StateLaw, Verdict
from ordinance.library.store import Library
from ordinance.pages.in_time import event_fact, in_time
from ordinance.pages.screens.model import GAP, Entry, Line, Rows, Screen, flat, more, named
from ordinance.pages.sources import penalty_heading, state_horizon, state_penalties, statute_cited


def state_screen(library: Library, state: StateLaw, command: str, day: date) -> Screen:
    """Return the screen of a state's law on a day. `command` is what was typed."""
    made = _Screen(library, state, day)
    entries: tuple[Entry, ...] = (
        Line(f" ({state.state}): {state.stance.replace('-', ' ')}", state.name),
        Line(flat(state.summary), most=4, least=2),
        *made.open_events(),
        *made.penalties(),
        GAP,
        Line("What state law says of a local rule that limits help or protects people, topic by topic:"),
        *made.topics(),
        *made.unresearched(),
        GAP,
        Line(made.forms(), "Forms of local law: ", most=3, least=2),
    )
    notice = f"Not legal advice. {state_horizon(state)} Counsel must confirm each entry."
    return Screen(entries, (GAP, Line(notice), more(f"{command} --full", "Reasons, statutes, sources, enacting words")))


class _Screen:
    def __init__(self, library: Library, state: StateLaw, day: date) -> None:
        self.library, self.state, self.day = library, state, day
        self.law = LawHere(state, library.vocabulary, on=day)
        self.titles = {term.id: term.title for term in library.vocabulary.topics}

    def open_events(self) -> Iterator[Line]:
        """What may have changed the law, and is not settled in the file."""
        for event in self.state.open_events:
            yield Line(f"{event_fact(event)}.", "Open: ", "warning", most=2)

    def penalties(self) -> Iterator[Line]:
        """What the law threatens."""
        threats = state_penalties(self.law)
        if threats:
            yield Line("; ".join(named(threats, 3)) + ".", f"{penalty_heading(self.library, self.law)}: ", "error", most=2)

    def topics(self) -> tuple[Entry, ...]:
        """Each verdict in force in a row, what is against local choices first, by whom it is about; then what is to come."""
        now = [verdict for topic in self.state.topics for verdict in self.law.verdicts(topic)]
        now.sort(key=lambda verdict: WEIGHT.index(self.law.status(verdict)))
        coming = self.law.coming(self.state.topics)
        told = [(verdict, self.law.status(verdict)) for verdict in now] + [(verdict, verdict.status) for verdict in coming]
        rows: list[tuple[str, ...]] = []
        for kinds in dict.fromkeys(sorted((verdict.kinds for verdict, _ in told), key=len)):
            rows += [(f"For {', '.join(kinds)}:",)] if kinds else []
            rows += [self._row(verdict, status) for verdict, status in told if verdict.kinds == kinds]
        legend = [Line("* as others report it; its text was not read")] if any(row[0].endswith("*") for row in rows) else []
        return Rows(tuple(rows), (12, 44, 16), ("State law", "Topic", "Date", "Because of"), 0, 1), *legend

    def _row(self, verdict: Verdict, status: str) -> tuple[str, ...]:
        word = f"{status} *" if self.law.word(verdict).endswith("-reported") else status
        statutes = self.law.statutes(verdict)
        cites = "; ".join(named((statute_cited(one) for one in statutes), 1)) or "—"
        read = next((one.read.on for one in statutes if one.read), "")
        when = self._when(verdict) or (f"read {read}" if read else "")
        return word, self.titles.get(verdict.topic, verdict.topic), when, cites

    def _when(self, verdict: Verdict) -> str:
        """Return since when a verdict will hold, or that a court has stopped it; nothing where it simply holds."""
        if verdict.effective and verdict.effective > self.day.isoformat():
            return f"from {verdict.effective}"
        if verdict.enjoined and "enjoined" in in_time(verdict, self.day):
            return f"enjoined {verdict.enjoined.since}"
        return f"until {verdict.until}" if verdict.until else ""

    def unresearched(self) -> Iterator[Line]:
        """The topics of policy clauses on which the file has no verdict."""
        spoken = [topic for clause in self.library.clauses() if clause.kind == "policy" for topic in clause.topics]
        missing = [self.titles.get(topic, topic) for topic in dict.fromkeys(spoken) if topic not in self.state.topics]
        if missing:
            yield Line("; ".join(missing) + ".", "Not researched: ", most=3)

    def forms(self) -> str:
        """In which form each kind of government makes its law, those with the same form together; which kinds there are not."""
        forms = forms_of(self.library, self.state.state)
        made = [(rule.instrument or "ordinance", rule.ordinance_power, kind) for kind, rule in forms.kinds.items()]
        parts = []
        for (name, power), group in groupby(sorted(made), key=lambda one: one[:2]):
            kinds = ", ".join(kind for _, _, kind in group)
            limit = {"none": "resolution (no power to make ordinances)", "limited": f"{name} (power limited)"}.get(power, name)
            parts.append(f"{kinds}: {limit}")
        absent = ", ".join(forms.absent_kinds)
        return "; ".join([*parts, f"there is no {absent}"] if absent else parts) + "."
