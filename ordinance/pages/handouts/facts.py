"""The facts that a handout may use, in its language. What is not known is None, so that a sheet can ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, to_builtins

from ordinance.drafting.assembly import facts_of
from ordinance.drafting.facts import Facts, blanks_marked, place_facts, protected_facts, value_facts
from ordinance.drafting.model import Draft
from ordinance.library.handout_model import LanguageTable
from ordinance.library.handouts import MASTER
from ordinance.library.place_model import Hearing, Organization, Place
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.pages.handouts.local import in_language, official_name, shown_time, state_name


class Subject(Struct, frozen=True):
    """What a handout is about: a place, its draft, both or neither."""

    place: Place | None = None
    draft: Draft | None = None


class Word(str):
    """A word that prints, and answers conditions: `{{ instrument }}` is "ordinance", `instrument.resolution` is false."""

    answers: Mapping[str, Any]

    def __new__(cls, word: str, answers: Mapping[str, Any]) -> Word:
        made = super().__new__(cls, word)
        made.answers = answers
        return made

    def __getitem__(self, key: Any) -> Any:
        return self.answers[key] if isinstance(key, str) else super().__getitem__(key)


def handout_facts(library: Library, subject: Subject, table: LanguageTable, day: date) -> Facts:
    """Return the facts of a handout. Names stay as the place writes them; the kinds of things are in the language."""
    place = subject.place or library.sample_place()
    base = _base(library, subject, place)
    known = subject.place is not None
    instrument = subject.draft.instrument if subject.draft else "ordinance"
    instrument_word = _instrument(library, subject, table, instrument)
    body = table.bodies.get(place.body.short.lower(), place.body.short) if known else table.no_body
    body = table.no_body if body.startswith("[") else body
    member = _role(place.body.member, "member", table, known) or table.members["council member"]
    member = table.members.get(member.lower(), member) if known else table.members["council member"]
    noun = table.nouns.get(place.kind, table.place) if known else table.place
    if known and table.language == MASTER and place.noun:
        noun = place.noun
    facts: Facts = {
        **base,
        "instrument": Word(instrument_word, base["instrument"]),
        "body": body,
        "member": member,
        "staff": table.staff,
        "date": shown(table, day),
        "organization": _parts(subject.place.organization if subject.place else None, Organization),
        "hearing": hearing_facts(open_hearing(subject.place, day), table),
    }
    facts["place"] = {
        **base["place"],
        "noun": noun,
        "official_name": official_name(place, table),
        "clerk": _role(place.clerk, "clerk", table, known),
        "attorney": _role(place.attorney, "attorney", table, known),
    }
    if place.executive is not None:
        title = _role(place.executive.title, "executive", table, known)
        facts["place"]["executive"] = {**base["place"]["executive"], "title": title}
    facts["state"] = {**base["state"], "name": state_name(place.state, base["state"]["name"], table)}
    if not known:
        facts["place"] |= {
            "name": None,
            "official_name": None,
            "county": None,
            "clerk": None,
            "attorney": None,
            "executive": None,
        }
        facts["place"]["body"] = {"name": None, "short": None, "member": None, "presiding": None}
        facts["state"] = {"name": None, "code": None, "stance": None}
    return facts


def shown(table: LanguageTable, day: date) -> str:
    """Return a date as the language writes it."""
    return table.date.format(day=day.day, month=table.months[day.month - 1], year=day.year)


def shown_shortly(table: LanguageTable, day: date) -> str:
    """Return a date in few letters, for a card; `name` is the beginning of the month's name, `full` the whole of it."""
    name = table.months[day.month - 1]
    return table.short_date.format(day=day.day, month=day.month, name=name[:3], full=name, year=day.year)


def shown_month(table: LanguageTable, when: str) -> str:
    """Return a date that may be a month, or a year, as the language writes it."""
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 3:
        return shown(table, date(*parts))
    return table.month_date.format(month=table.months[parts[1] - 1], year=parts[0]) if len(parts) == 2 else str(parts[0])


def listed(table: LanguageTable, words: list[str]) -> str:
    """Return a list as the language writes it: "a, b, and c"."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return table.pair.join(words)
    return table.between.join(words[:-1]) + table.last + words[-1]


def _base(library: Library, subject: Subject, place: Place) -> Facts:
    values = {name: value for one in library.definitions.values() for name, value in one.values.items()}
    chosen = {"value": value_facts(place, "definitions", values)}
    if subject.draft is not None:
        return {**facts_of(library, subject.draft.selection)(None), **chosen}
    facts = place_facts(library, place, library.state(place.state), library.instrument("ordinance"))
    facts["chosen"] = {name.replace("-", "_"): False for name in library.clause_files}
    facts["variant"] = {name.replace("-", "_"): "" for name in library.clause_files}
    facts["groups"] = {group.id: False for group in library.vocabulary.groups}
    facts["protected"] = protected_facts(library)
    facts |= {"limits_help": False, "shrinks": False, "state_act": {"cites": "", "many": False, "acts": "", "several": False}}
    return facts | chosen


def _instrument(library: Library, subject: Subject, table: LanguageTable, instrument: str) -> str:
    """Return what the instrument is called: by the place's own name for it ("local law") where the language knows it."""
    own = subject.draft.instrument_name if subject.draft else ""
    if table.language == MASTER and own:
        return own
    return table.instrument_names.get(own) or table.instruments.get(instrument) or library.instrument(instrument).name.lower()


def _parts(record: Organization | None, kind: type[Organization]) -> Facts:
    given = to_builtins(record) if record else {}
    return {name: _written(given.get(name)) for name in kind.__struct_fields__}


def open_hearing(place: Place | None, day: date) -> Hearing | None:
    """Return the hearing of a place, unless its day is past."""
    hearing = place.hearing if place else None
    return hearing if hearing and hearing.day >= day else None


def hearing_facts(hearing: Hearing | None, table: LanguageTable) -> Facts:
    """Return what is known of a hearing in a language: its day with the day of the week, its times as it writes them."""
    facts: Facts = dict.fromkeys(Hearing.__struct_fields__)
    for name in Hearing.__struct_fields__ if hearing else ():
        value = getattr(hearing, name)
        facts[name] = _shown_weekday(table, value) if isinstance(value, date) else _written(_timed(value, table))
    return facts


def _timed(value: Any, table: LanguageTable) -> str | None:
    words = in_language(value, table)
    return shown_time(words, table) if words else None


def _shown_weekday(table: LanguageTable, day: date) -> str:
    plain = shown(table, day)
    return table.weekday_date.format(weekday=table.weekdays[day.weekday()], date=plain) if table.weekdays else plain


def _role(title: str, role: str, table: LanguageTable, known: bool) -> str | None:
    """Return an officer's title; the general noun for one that the place's file has in brackets."""
    if not known or not title.startswith("["):
        return typographic(title)
    return table.roles.get(role)


def _written(value: Any) -> Any:
    return typographic(blanks_marked(value)) if isinstance(value, str) else value
