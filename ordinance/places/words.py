"""What somebody typed for a place, taken apart: "Town of Ithaca NY" is a name, a kind and a state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from msgspec import Struct

from ordinance.library.naming_model import PlaceNames

#: No name of a place has more words, and none is longer.
_WORDS: Final = 12
_LETTERS: Final = 120
#: How many ways of writing one name are tried.
_WAYS: Final = 16


class Asked(Struct, frozen=True):
    """One way to read what was typed: `name` and `county` as `slug` writes them, the state's code, and the kinds meant.

    Without a state, kinds or county it is about any. `level` is 0 for the likeliest readings, more for others.
    """

    name: str
    state: str = ""
    kinds: tuple[str, ...] = ()
    county: str = ""
    level: int = 0


def slug(text: str) -> str:
    """Return the words of a text in plain small letters, joined by hyphens: "La Cañada" is "la-canada"."""
    bare = text.replace("'", "").replace("’", "")
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def readings(names: PlaceNames, text: str) -> list[Asked]:
    """Return the ways to read a text, the likeliest first; none for a text that is no name."""
    if len(text) > _LETTERS:
        return []
    parts = [slug(part).split("-") for part in text.split(",") if slug(part)]
    words = [word for part in parts for word in part]
    if not 0 < len(words) <= _WORDS:
        return []
    found: dict[Asked, None] = {}
    for step, (state, rest) in enumerate(_states(names, words)):
        for asked in _placed(names, parts, rest, state, 2 * step):
            found.setdefault(asked)
    return sorted(found, key=lambda asked: asked.level)


def ways(names: PlaceNames, name: str) -> list[str]:
    """Return the ways to write a name: with "st" and with "saint"."""
    pairs = {**names.spellings, **{long: short for short, long in names.spellings.items()}}
    choices = [(word, pairs[word]) if word in pairs else (word,) for word in name.split("-")]
    return ["-".join(way) for way in islice(product(*choices), _WAYS)]


def kinds_named(names: PlaceNames, word: str) -> tuple[str, ...]:
    """Return the kinds that a word stands for, or nothing."""
    return names.kinds.get(word, ())


def _states(names: PlaceNames, words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each state that the last words may name, with the words before them; then no state, with all words."""
    codes = {slug(name): code for code, name in names.states.items()}
    codes |= {slug(word): code for word, code in names.also.items()} | {code.lower(): code for code in names.states}
    for length in (3, 2, 1):
        code = codes.get("-".join(words[-length:]))
        if code and len(words) > length:
            yield code, words[:-length]
    yield "", words


def _placed(names: PlaceNames, parts: list[list[str]], words: list[str], state: str, level: int) -> Iterator[Asked]:
    """Yield the readings of the words before the state: one name, or a name and a county, at a comma or without one."""
    yield from _of_kind(names, words, state, "", level)
    first = len(parts[0])
    for split in range(1, len(words)):
        at_comma = split == first and len(parts) > 1
        county = _county(names, words[split:])
        yield from _of_kind(names, words[:split], state, county, level if at_comma else level + 1)


def _county(names: PlaceNames, words: list[str]) -> str:
    """Return the name of a county without the word for it."""
    counties = {"county", "parish", "borough"}
    return "-".join(words[:-1] if len(words) > 1 and counties & set(kinds_named(names, words[-1])) else words)


def _of_kind(names: PlaceNames, words: list[str], state: str, county: str, level: int) -> Iterator[Asked]:
    """Yield the readings of a name: as it is, and with a kind before "of" or behind it."""
    yield Asked("-".join(words), state, (), county, level)
    for length in range(min(3, len(words) - 1), 0, -1):
        before, after = kinds_named(names, " ".join(words[:length])), kinds_named(names, " ".join(words[-length:]))
        if before and words[length] == "of" and len(words) > length + 1:
            yield Asked("-".join(words[length + 1 :]), state, before, county, level)
        if after:
            yield Asked("-".join(words[:-length]), state, after, county, level)
