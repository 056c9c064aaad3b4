"""What a place's file says, in the language of a sheet: texts by language, times, names of the place, state and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ordinance.library.handout_model import LanguageTable
from ordinance.library.handouts import MASTER
from ordinance.library.language_model import Spoken
from ordinance.library.languages import unknown_tag
from ordinance.library.place_model import Agency, Local, Place

#: A time of day as people write it: 6 p.m., 6:30 PM, 18:00.
_TIME: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?\s?m\.?|(\d{1,2}):(\d{2})", re.IGNORECASE)
_NOON: Final = 12

Keys = tuple[str | int, ...]


def in_language(text: Local | None, table: LanguageTable) -> str | None:
    """Return a text of a place in the language of a sheet; where it is not in it, in English, else as it stands."""
    if isinstance(text, dict):
        text = (
            text.get(table.language)
            or text.get(table.language.partition("-")[0])
            or text.get(MASTER)
            or next(iter(text.values()), "")
        )
    return " ".join(text.split()) or None if text else None


def is_foreign(text: Local | None, table: LanguageTable) -> bool:
    """Tell whether a text that holds words is printed in a language that is not the sheet's."""
    if not text or table.language == MASTER or (isinstance(text, dict) and table.language in text):
        return False
    words = in_language(text, table) or ""
    return bool(re.search(r"[^\W\d_]{3}", words)) and shown_time(words, table) == words


def shown_time(words: str, table: LanguageTable) -> str:
    """Return a time of day as the language writes it; words that hold more than a time stay as they are."""
    found = _TIME.fullmatch(words.strip())
    if found is None or not table.times:
        return words
    hour, minute = int(found[1] or found[4]), found[2] or found[5] or "00"
    half = found[3].lower() if found[3] else "p" if hour >= _NOON else "a"
    hour = hour - _NOON if found[4] and hour > _NOON else hour
    clock = table.times["hour" if minute == "00" else "minute"].format(hour=hour, minute=minute)
    return table.times["am" if half == "a" else "pm"].format(clock=clock)


def state_name(code: str, name: str, table: LanguageTable) -> str:
    """Return what a state is called in the language."""
    return table.states.get(code, name)


def official_name(place: Place, table: LanguageTable) -> str:
    """Return the full name of a place: its own in English, the kind and the name in other languages."""
    form = table.official.get(place.kind)
    if table.language == MASTER or form is None or place.name.startswith("["):
        return place.official_name
    return form.format(name=re.sub(r"\s+(?:County|Parish|Borough|Township)$", "", place.name))


def agency_name(one: Agency, place: Place, table: LanguageTable) -> str:
    """Return what an agency is called: its own name in English, what it does in other languages."""
    kind = next((table.agencies[role] for role in one.roles if role in table.agencies), None)
    return one.name if table.language == MASTER or kind is None else kind.format(name=official_name(place, table))


def local_faults(place: Place, known: dict[str, Spoken]) -> Iterator[tuple[Keys, str]]:
    """Yield what is wrong with the languages that a place's file names, with the keys that lead there."""
    for index, line in enumerate(place.hotlines):
        for at, tag in enumerate(line.languages):
            if message := unknown_tag(tag, known):
                yield ("hotlines", index, "languages", at), f"{message}; a line's languages are codes such as en, es, zh"
        yield from _tags(line.name, ("hotlines", index, "name"), known)
    if place.hearing:
        for name in place.hearing.__struct_fields__:
            yield from _tags(getattr(place.hearing, name), ("hearing", name), known)


def _tags(text: Any, keys: Keys, known: dict[str, Spoken]) -> Iterable[tuple[Keys, str]]:
    for tag in text if isinstance(text, dict) else ():
        if message := unknown_tag(tag, known):
            yield (*keys, tag), message
