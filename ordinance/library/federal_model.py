"""The typed shape of what federal sources say of places: agreements on a published list, circuits, the list of August 2025."""

from datetime import date
from typing import Literal

from msgspec import field

from ordinance.library.addresses import Address
from ordinance.library.fields import (
    ActRef,
    AuthorityRef,
    ClauseRef,
    Id,
    Line,
    Prose,
    Record,
    State,
    StateRef,
    TopicRef,
    Verification,
)

Model = Literal["task-force", "warrant-service", "jail-enforcement"]
Level = Literal["county", "municipality", "state", "other"]


class ListedAgency(Record, frozen=True, kw_only=True):
    """One agency on the list: its name and county as published, of which level it is, and the day of signing of each model.

    A day is null where the list has none. `county` stands where the list names one.
    """

    agency: Line
    of: Level
    county: Line | None = None
    models: dict[Model, date | None]


class AgreementList(Record, frozen=True, kw_only=True):
    """jurisdictions/agreements/list.yaml: agencies with an agreement under 8 U.S.C. § 1357(g), as published on a day."""

    as_of: date
    cite: Line
    source: Address | None = None
    note: Prose | None = None
    states: dict[State, tuple[ListedAgency, ...]]


class AgreementModel(Record, frozen=True, kw_only=True):
    """A kind of agreement: its name as published, a short one, what officers do under it, and since when it can be signed."""

    id: Model
    title: Line
    short: Line
    says: Line
    since: date | None = None
    since_says: Line | None = None


class AgreementWords(Record, frozen=True, kw_only=True):
    """jurisdictions/agreements/words.yaml: how the list is read and told.

    `agency_words` are those of an agency's name that name no place, `kind_words` those that name a kind of place, with the kinds
    that they fit. `ties` say what an agency is to a place, `doubts` what is not sure of it, with {agency}, {county}, {place}
    in them. State law speaks of these agreements under `topic`, `clause` is the one about them, and a variant that limits the act
    `ending`, and leaves it to nobody, ends one that stands. `drafts` say what a draft does about one that is listed.
    """

    models: tuple[AgreementModel, ...]
    agency_words: tuple[Line, ...]
    kind_words: dict[Line, tuple[Line, ...]]
    short_words: dict[Line, Line] = field(default_factory=dict)
    territories: dict[State, Line] = field(default_factory=dict)
    ties: dict[Line, Line]
    doubts: dict[Line, Line]
    drafts: dict[Line, Line]
    levels: dict[Level, Line]
    caution: Line
    barred: Line
    topic: TopicRef
    clause: ClauseRef
    ending: ActRef


class Circuit(Record, frozen=True, kw_only=True):
    """A federal judicial circuit: how the `court` of an authority ends that it decided, and the states in it."""

    id: Id
    title: Line
    court: Line
    states: tuple[StateRef, ...]


class Named(Record, frozen=True, kw_only=True):
    """A place on a federal list, as it is named there; `later` says what became of it, with how far that is known."""

    name: Line
    state: StateRef
    level: Literal["state", "county", "city"]
    later: Line | None = None
    later_verified: Verification | None = None


class FederalFacts(Record, frozen=True, kw_only=True):
    """jurisdictions/federal/facts.yaml: the circuits with what constitutes them, and who stands on the list of August 2025."""

    cite: Line
    verified: Verification
    source: Address
    note: Line
    supreme: Line
    districts: dict[StateRef, Line]
    circuits: tuple[Circuit, ...]
    list_authority: AuthorityRef
    list_date: date
    list_says: Line
    named: tuple[Named, ...]
