"""The typed shape of jurisdictions/governments/words.yaml: how people say states, kinds of places, and what is no place here."""

from typing import Annotated

from msgspec import Meta

from ordinance.library.fields import KindRef, Line, Record, State


class NoState(Record, frozen=True, kw_only=True):
    """A part of the country that is no state and that nobody has researched: its names, and what is said to who asks for it."""

    names: Annotated[tuple[Line, ...], Meta(min_length=1)]
    says: Line


class Nations(Record, frozen=True, kw_only=True):
    """Words by which a name is known as that of a sovereign nation, and what is said to who asks for one."""

    words: Annotated[tuple[Line, ...], Meta(min_length=1)]
    says: Line


class PlaceNames(Record, frozen=True, kw_only=True):
    """jurisdictions/governments/words.yaml

    `states` are the states' names by postal code; `also` are other ways to write one ("calif": CA). `kinds` are the words for a
    kind of government, and `spellings` pairs of words that are written either way ("st": "saint"): all in small letters.
    `no_government` is said of a name that is on no list.
    """

    states: dict[State, Line]
    also: dict[Line, State]
    kinds: dict[Line, tuple[KindRef, ...]]
    spellings: dict[Line, Line]
    territories: tuple[NoState, ...]
    nations: Nations
    no_government: Line
