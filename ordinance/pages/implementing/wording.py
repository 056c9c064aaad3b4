"""Duties in words and as rows of tables: when, who, what, and the section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ordinance.document.model import Block, Table
from ordinance.library.handout_model import LanguageTable
from ordinance.library.implement_model import ImplementWords
from ordinance.pages.blocks import Row, body, row
from ordinance.pages.calendar import Day
from ordinance.pages.handouts.facts import shown
from ordinance.pages.implementing.duties import Due


class Wording:
    """Puts duties into words, in one language."""

    def __init__(self, words: ImplementWords, table: LanguageTable) -> None:
        self.words, self.table = words, table

    def when(self, one: Due) -> str:
        """Return when a duty falls due, without the day of effect: "60 days after it takes effect"."""
        words = self.words
        facts = {"number": one.number, "unit": self._unit(one), "event": one.after or one.before, "by": one.by}
        if one.after:
            return words.after_event.format(**facts)
        if one.before:
            return words.before_event.format(**facts)
        if one.each:
            if one.by:
                return words.each_by.format(**facts)
            each = words.each[one.each].format(**facts)  # type: ignore[index]  # a duty's own word
            return words.each_within.format(each=each, **facts) if one.number and one.each != "years" else each
        return words.from_effect.format(**facts) if one.number else words.not_set

    def day(self, one: Due) -> str:
        """Return the first day of a duty with how it comes back; without the day of effect, when it falls due."""
        if not one.days:
            return self.when(one)
        first = shown(self.table, one.days[0])
        return f"{first}. {self.when(one)}" if one.each else first

    def _unit(self, one: Due) -> str:
        single, many = self.words.units[one.unit]
        return single if one.number == 1 else many

    def is_public(self, one: Due) -> bool:
        """Tell whether the public can see a duty done."""
        said = one.does.lower()
        return any(word in said for word in self.words.public)

    # --- tables ---

    def by_day(self, found: Sequence[Due]) -> Iterator[Block]:
        """Yield the table of the duties with a day of their own, the first days first."""
        own = [one for one in found if not one.quoted and not one.after and not one.before]
        rows = [row(self.day(one), one.who, one.does, one.section.label) for one in sorted(own, key=_first)]
        yield from self._table(self.words.by_day, rows, (0.24, 0.22, 0.4, 0.14))

    def by_event(self, found: Sequence[Due]) -> Iterator[Block]:
        """Yield the table of the duties that an event sets off."""
        own = [one for one in found if not one.quoted and (one.after or one.before)]
        rows = [row(self.when(one), one.who, one.does, one.section.label) for one in own]
        yield from self._table(self.words.by_event, rows, (0.26, 0.2, 0.4, 0.14))

    def in_the_text(self, found: Sequence[Due]) -> Iterator[Block]:
        """Yield the table of the sentences that stand in the words of the text."""
        rows = [row(self.day(one), one.does, one.section.label) for one in found if one.quoted]
        yield from self._table(self.words.in_the_text, rows, (0.2, 0.66, 0.14))

    def to_watch(self, found: Sequence[Due]) -> Iterator[Block]:
        """Yield the table of all duties, with room to write the day on which each was seen done."""
        rows = [row(self.day(one), self.sentence(one), one.section.label, "") for one in sorted(found, key=_first)]
        yield from self._table(self.words.to_watch, rows, (0.22, 0.44, 0.14, 0.2))

    def sentence(self, one: Due) -> str:
        """Return a duty as one sentence."""
        return one.does if one.quoted else self.words.must.format(who=one.who, does=one.does)

    def _table(self, header: Sequence[str], rows: list[Row], widths: tuple[float, ...]) -> Iterator[Block]:
        if rows:
            yield Table("", row(*header), tuple(rows), widths)
        else:
            yield body(self.words.nothing)

    # --- days of a calendar ---

    def days(self, found: Sequence[Due], place: str) -> list[Day]:
        """Return the days of a calendar: each day of each duty, in order."""
        made = []
        for one in found:
            for count, day in enumerate(one.days):
                uid = f"{place}-{one.key}-{count}@ordinance"
                summary = f"{one.section.label}: {self.sentence(one)}"
                made.append(Day(uid, day, summary[:120], f"{self.sentence(one)} ({one.section.cite})", self.words.category, 5))
        return sorted(made, key=lambda day: (day.day, day.uid))


def _first(one: Due) -> tuple[date, int]:
    return (one.days[0] if one.days else date.max, one.number or 0)
