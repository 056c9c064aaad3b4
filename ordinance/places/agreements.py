"""Which agencies on the list of agreements concern a place: its own, its county's, the state's; by rule, with what is not sure.

The rule: an agency's name without the words of its office ("Police Department") and of its kind ("Village") is held against
the place's name; a county's agency against the place's county. The county on the list decides
between places of one name, where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal

from msgspec import Struct

from ordinance.library.federal import agreement_list, agreement_words
from ordinance.library.federal_model import AgreementWords, ListedAgency
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.places.listing import of_name, of_state

Tie = Literal["own", "sheriff", "county", "inside", "state"]
#: How near a county on the list must come to that of the place ("Fall County" is Falls County).
_NEAR: Final = 0.8
#: Words of a county's name that say what it is.
_COUNTIES: Final = ("county", "parish")
_OF_COUNTIES: Final = (*_COUNTIES, "borough")
#: Words within a name that lists leave out or put in.
_SMALL: Final = ("of", "the", "and")
_TOKEN: Final = re.compile(r"[a-z0-9']+(?:\.[a-z]\.)?")


class Tied(Struct, frozen=True):
    """An agency on the list, what it is to a place, and what is not sure of it (names of the words' `doubts`)."""

    listed: ListedAgency
    tie: Tie
    doubts: tuple[str, ...] = ()


def tied(library: Library, place: Place) -> tuple[Tied, ...]:
    """Return the listed agencies that concern a place, its own first. None of them is a finding that an agreement is in force."""
    made, words = agreement_list(library), agreement_words(library)
    if made is None or words is None:
        return ()
    names = _Names(words)
    match = _Match(library, place, names)
    order: tuple[Tie, ...] = ("own", "sheriff", "county", "state", "inside")
    agencies = _agencies(library, place.state, made.states.get(place.state, ()), names)
    found = [one for agency in agencies for one in match.of(agency)]
    return tuple(sorted(found, key=lambda one: (order.index(one.tie), len(one.doubts), one.listed.agency)))


class _Names:
    """Takes names apart by the words of the list."""

    def __init__(self, words: AgreementWords) -> None:
        self.words = words
        self.office = frozenset(one.lower().replace("'", "") for one in words.agency_words)

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the words of a name in lower case, short forms written out."""
        found = _TOKEN.findall(name.lower().replace("’", "").replace("'", "").replace("-", " "))
        return tuple(self.words.short_words.get(one.rstrip("."), one) for one in found)

    def county(self, county: str) -> str:
        """Return a county's name without its kind."""
        return " ".join(one for one in self.tokens(county) if one not in _OF_COUNTIES)

    def kinds(self, tokens: tuple[str, ...]) -> frozenset[str]:
        """Return the kinds of places that words name."""
        return frozenset(kind for one in tokens for kind in self.words.kind_words.get(one, ()))


class _Agency(Struct, frozen=True):
    """An agency on the list, taken apart: its words without those of an office, and without those of a kind; the kinds; the
    county that it names, and the one that the list puts it in."""

    listed: ListedAgency
    tokens: tuple[str, ...]
    whole: tuple[str, ...]
    bare: tuple[str, ...]
    kinds: frozenset[str]
    named: str
    county: str


def _agencies(library: Library, state: str, listed: tuple[ListedAgency, ...], names: _Names) -> tuple[_Agency, ...]:
    """Return the agencies of a state taken apart, once for all places."""
    return library.once(("agencies listed", state), lambda: tuple(_apart(one, names) for one in listed))


def _apart(one: ListedAgency, names: _Names) -> _Agency:
    tokens = names.tokens(one.agency)
    whole = tuple(word for word in tokens if word not in names.office)
    bare = tuple(word for word in whole if word not in names.words.kind_words) or whole
    found = re.match(r"(.+?) (?:county|parish)\b", " ".join(tokens))
    return _Agency(one, tokens, whole, bare, names.kinds(whole), found[1] if found else "", names.county(one.county or ""))


class _Match:
    """Holds agencies against one place."""

    def __init__(self, library: Library, place: Place, names: _Names) -> None:
        self.library, self.place, self.names = library, place, names
        self.name = tuple(one for one in names.tokens(place.name) if one not in _SMALL)
        self.is_county = any(place.kind in names.words.kind_words.get(word, ()) for word in _COUNTIES)
        self.is_city = not self.is_county or place.kind in names.words.kind_words.get("city", ())
        self.county = names.county(place.county or (place.name if self.is_county else ""))
        self.directed = {names.tokens(one.name): one.control == "directs" for one in place.agencies}

    def of(self, one: _Agency) -> Iterator[Tied]:
        """Yield what an agency is to the place, once, or nothing."""
        if one.listed.of == "state":
            yield Tied(one.listed, "state")
        elif one.listed.of == "county" or one.whole == (*one.named.split(), "county"):
            yield from self._county(one)
        elif self._is_own(one):
            yield from self._own(one)
        elif self.is_county and self.county in (one.county, one.named):
            yield Tied(one.listed, "inside")

    def _county(self, one: _Agency) -> Iterator[Tied]:
        sheriff = any(word.startswith("sheriff") for word in one.tokens)
        if not one.named and self._is_own(one):  # a city that is its county, or one that the list takes for a county
            yield from self._own(one)
            return
        if not self._in_county(one):
            return
        county = tuple(self.county.split())
        if not one.named and not sheriff and one.whole[: len(county)] != county:
            if self.is_county:
                yield Tied(one.listed, "inside")
            return
        doubts = () if one.county in ("", self.county) else ("county-spelt",)
        tie: Tie = "county" if not self.is_county else "sheriff" if self._is_sheriff(one) else "own"
        yield Tied(one.listed, tie, doubts)

    def _in_county(self, one: _Agency) -> bool:
        """Tell whether a county's agency is that of the place's county: by its name, else by the list, misspelt or not."""
        if not self.county:
            return False
        if one.named == self.county or one.named.endswith(f" {self.county}"):
            return True
        named = [name for name in (one.named, one.county) if name]
        if self.county not in named and any(name in self._counties() for name in named):
            return False
        return bool(named) and all(_near(name, self.county) for name in named)

    def _counties(self) -> frozenset[str]:
        """Return the names of the state's counties, as far as it is listed."""
        state = self.place.state
        return self.library.once(
            ("counties", state),
            lambda: frozenset(
                self.names.county(one.name) for one in of_state(self.library, state) if self._county_kind(one.kind)
            ),
        )

    def _is_own(self, one: _Agency) -> bool:
        """Tell whether a municipal agency has the place's name, and none of another kind of place."""
        if one.whole == self.name:
            return self.is_city
        return self.is_city and one.bare == self.name and (not one.kinds or self.place.kind in one.kinds)

    def _own(self, one: _Agency) -> Iterator[Tied]:
        doubts = []
        alone = self._alone()
        if one.county and self.county and not _near(one.county, self.county):
            if not alone:
                return
            doubts.append("other-county")
        if not alone:
            doubts += [] if one.county else ["county"]
            doubts += [] if one.kinds else ["kind"]
        if any(word.startswith("constab") for word in one.tokens):
            doubts.append("constable")
        yield Tied(one.listed, "own", tuple(doubts))

    def _alone(self) -> bool:
        """Tell whether the lists have one municipal government of this name in the state; not without a list."""
        named = [one for one in of_name(self.library, self.place.state, self.place.name) if not self._county_kind(one.kind)]
        return len(named) == 1

    def _county_kind(self, kind: str) -> bool:
        return kind not in self.names.words.kind_words.get("city", ()) and any(
            kind in self.names.words.kind_words.get(word, ()) for word in _COUNTIES
        )

    def _is_sheriff(self, one: _Agency) -> bool:
        """Tell whether a county's agency is one that its body does not direct: by the place's own file, else a sheriff's."""
        directed = self.directed.get(one.tokens)
        return any(word.startswith("sheriff") for word in one.tokens) if directed is None else not directed


def _near(one: str, other: str) -> bool:
    """Tell whether two counties are one, though perhaps misspelt."""
    return one == other or SequenceMatcher(None, one, other).ratio() >= _NEAR
