"""The duties of a draft: who must do what by when, from what its clauses say of them, and what the text has besides.

A duty stands in the list only where the text has its figure. A time or a public count in the text of which the clause says
nothing is listed too, in the words of the text: none may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import plain_text
from ordinance.drafting.assembly import facts_of
from ordinance.drafting.facts import Facts, capital
from ordinance.drafting.filling import holds, render
from ordinance.drafting.leaves import split
from ordinance.drafting.local_sections import locally_worded
from ordinance.drafting.model import Draft, Provision, Reference, Section, plain, walk
from ordinance.drafting.wishes import Length
from ordinance.library.duty_model import Bound, Duty, Unit
from ordinance.library.legal_text import Link
from ordinance.library.store import Library
from ordinance.pages.implementing.times import Span, day_of_year, from_effect, later, period_ends, recurs, spans
from ordinance.pages.sources import Sources

#: How far ahead the days of what comes back are reckoned.
_AHEAD: Final = timedelta(days=2 * 366)
_PERIODS: Final = {"month": 1, "quarter": 3, "half-year": 6}
_SENTENCE: Final = re.compile(r"(?<=[.;:])\s+(?=[A-Z(])")
_PUBLISHES: Final = re.compile(r"\bshall (?!not\b)(?:[a-z, ]+ )?(?:report|publish)\b|\b(?:is|are|stand) published\b")
_BEGINS: Final = re.compile(r"^This \w+(?: \w+)? takes effect ")
_SUBJECT: Final = re.compile(r"([^,.;:]{3,90}?) shall\b")


class Due(Struct, frozen=True):
    """One duty of a draft. `does` completes "must"; where `quoted`, it is a sentence of the text, and `who` its subject if any.

    `days` are the days that it falls due, as far as they can be reckoned: none for what an event sets off, and none without a day
    of effect. `number` and `unit` are the time allowed, with what it runs from (`after`), up to (`before`) or comes back (`each`,
    `by`).
    """

    section: Section
    who: str
    does: str
    number: int | None = None
    unit: Unit = "days"
    after: str = ""
    before: str = ""
    each: str = ""
    by: str = ""
    days: tuple[date, ...] = ()
    quoted: bool = False

    @property
    def key(self) -> str:
        """A name that stays the same when days move."""
        words = re.sub(r"[^a-z0-9]+", "-", f"{self.section.id} {self.does}".lower()).strip("-")
        return words[:80].rstrip("-")


def duties(library: Library, draft: Draft, effect: date | None = None) -> tuple[Due, ...]:
    """Return the duties of a draft in the order of its sections; with the day of effect, with their days."""
    facts, length, own = facts_of(library, draft.selection), draft.selection.length, locally_worded(draft)
    found = (
        one
        for section in draft.sections
        for one in _of_section(library, section, facts(section.chosen.clause), length, own=section.id in own)
    )
    return tuple(found if effect is None else (replace(one, days=tuple(_days(one, effect))) for one in found))


def missing(library: Library, draft: Draft) -> list[tuple[Section, str]]:
    """Return each sentence of a draft with a time or a public count of which its clause's duties say nothing."""
    return [(one.section, one.does) for one in duties(library, draft) if one.quoted]


def text_of(library: Library, provisions: Sequence[Provision]) -> str:
    """Return the words of provisions without definitions, a line each, sources as they are cited."""
    sources = Sources(library)
    return "\n".join(plain_text(sources.inline(one.pieces)) for one in provisions if one.kind != "definition")


def _of_section(library: Library, section: Section, facts: Facts, length: Length, *, own: bool) -> Iterator[Due]:
    """Yield the duties of a section: of the full text item by item, of the short one all together.
    Of one with words of the place's own nothing is taken from the library: its times stand in its own words."""
    variant = section.chosen.variant
    of = "short" if length == "short" and variant.brief is not None else "full"
    known = [one for one in variant.duties if not own and one.of == of and (not one.when or holds(one.when, facts))]
    bounds = [one for one in variant.bounds if not own and one.of == of]
    everything = tuple(walk(section.provisions))
    if of == "short":
        yield from _of_text(section, text_of(library, everything), known, bounds, facts)
        return
    for item in everything:
        name = item.anchor.removeprefix(f"{section.anchor}.")
        here = [one for one in known if one.at == name]
        yield from _of_text(section, text_of(library, (item,)), here, [one for one in bounds if one.at == name], facts)


def _of_text(section: Section, text: str, known: list[Duty], bounds: list[Bound], facts: Facts) -> Iterator[Due]:
    standing = [(one, number) for one in known if _stands(one, number := _figure(one.within, facts), text)]
    for one, number in standing:
        yield _due(section, one, number, facts)
    told = {Span(number, one.unit) for one, number in standing if number is not None}
    told |= {Span(_PERIODS[one.each], "months") for one, _ in standing if one.each in _PERIODS}
    told |= {Span(number, one.unit) for one in bounds if (number := _figure(one.figure, facts)) is not None}
    counted = any(one.each for one, _ in standing)
    for sentence in (words for line in text.split("\n") for words in _SENTENCE.split(line)):
        if _BEGINS.search(sentence):
            continue  # when the text takes effect is nobody's duty
        unknown = any(one not in told for one in spans(sentence))
        publishes = _PUBLISHES.search(sentence) and not standing
        if unknown or publishes or (recurs(sentence) and not counted and _orders(sentence)):
            yield _quoted(section, sentence.strip())


def _quoted(section: Section, sentence: str) -> Due:
    """Return a duty in the words of the text; one whose time runs from the day of effect has its figure."""
    who = _SUBJECT.match(sentence)
    span = from_effect(sentence)
    made = Due(section, who[1] if who else "", sentence, quoted=True)
    return replace(made, number=span.number, unit=span.unit) if span else made


def _stands(one: Duty, number: int | None, text: str) -> bool:
    """Tell whether a text has the figure of a duty, or, for one without, anything that comes back."""
    if one.within is None or one.each == "years":
        return recurs(text)
    return number is not None and re.search(rf"\b{'(?:1|a|one)' if number == 1 else number}\b", text) is not None


def _orders(sentence: str) -> bool:
    return any(words in sentence for words in (" shall ", " is published", " are published"))


def _due(section: Section, one: Duty, number: int | None, facts: Facts) -> Due:
    by = str(facts["value"].get(one.by, one.by)) if one.by else ""
    return Due(
        section,
        capital(_said(one.who, facts)),
        _said(one.does, facts),
        number,
        one.unit,
        _said(one.after, facts) if one.after else "",
        _said(one.before, facts) if one.before else "",
        one.each or "",
        _said(by, facts) if by else "",
    )


def _days(one: Due, effect: date) -> Iterator[date]:
    until = effect + _AHEAD
    if one.after or one.before:
        return
    if not one.each:
        if one.number is not None:
            yield later(effect, one.number, one.unit)
    elif one.each == "years":
        yield later(effect, one.number or 1, "years")
    elif one.each == "year":
        fixed = day_of_year(one.by)
        for year in range(effect.year, until.year + 1):
            day = date(year, *fixed) if fixed else later(effect, year - effect.year, "years")
            if effect < day <= until:
                yield day
    else:
        for last in period_ends(one.each, effect, until):
            yield later(last, one.number, one.unit) if one.number is not None else last


def _figure(figure: int | str | None, facts: Facts) -> int | None:
    """Return the number of a figure; None where the place's file leaves it blank, or it is no number."""
    value = facts["value"].get(figure) if isinstance(figure, str) else figure
    return value if isinstance(value, int) else None


def _said(template: str, facts: Facts) -> str:
    return plain(split(render(template, facts), (), _no_link)).strip()


def _no_link(link: Link) -> Reference:
    return Reference(link.text, "")
