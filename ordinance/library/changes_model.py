"""The typed shape of what is kept of the law in time: changes that happened, and what to look up next."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.fields import AuthorityRef, ClauseRef, Id, IsoDate, Line, Prose, Record, State, TopicRef, Verification

#: A title stands on one line of a screen, beside its date and its state.
Title = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=86,
        pattern=r"^[^\r\n\x85\u2028\u2029]*$(?!\n)",
        description="What happened, in one line of a screen; at most 86 characters.",
    ),
]
ChangeStatus = Literal["in-force", "enjoined-in-part", "signed-not-yet", "pending", "vetoed", "failed", "unknown", "not-found"]

#: The word for federal law where a state's postal code would stand.
FEDERAL = "US"


class Change(Record, frozen=True, kw_only=True):
    """One change in law, or in what is known of it: what happened, where, since when, on what topics, and who says so.

    `state` is a postal code, or US for federal law. `topics` are those of the vocabulary; `clauses`, `authorities` and
    `statutes` (of that state's file) are what it touches besides the clauses on its topics. `not-found` says that an answer
    was looked for and not found. A `lead` is machine-made or reviewed by nobody: it never prints as an authority.
    `contradicts` says where the sources disagree.
    """

    id: Id
    date: IsoDate
    approximate: bool = False
    state: State
    title: Title
    says: Prose
    cite: Line | None = None
    effective: IsoDate | None = None
    status: ChangeStatus
    topics: Annotated[tuple[TopicRef, ...], Meta(min_length=1)]
    clauses: tuple[ClauseRef, ...] = ()
    authorities: tuple[AuthorityRef, ...] = ()
    statutes: tuple[Id, ...] = ()
    verified: Verification
    lead: bool = False
    source: Line
    contradicts: Prose | None = None
    note: Prose | None = None


class Changes(Record, frozen=True, kw_only=True):
    """jurisdictions/changes/*.yaml: `looked_up`: when sources were searched; `horizon`: latest event found."""

    looked_up: date
    horizon: IsoDate
    changes: tuple[Change, ...]


class Watched(Record, frozen=True, kw_only=True):
    """One thing to look up: what, where, by when, and what is known so far.

    `due` is the day to look again, or the day that the law fixes. `priority` 1 could turn a verdict that ships. What depends
    on it are the clauses on its `topics`, the `clauses` named, and the handouts where `handouts` says so.
    """

    id: Id
    kind: Literal["case", "bill", "ballot", "sunset", "executive", "statute-text"]
    state: State
    title: Line
    look_for: Line
    where: Line
    due: date
    priority: Literal[1, 2, 3]
    topics: tuple[TopicRef, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
    handouts: bool = False
    last_known: Line


class Watch(Record, frozen=True, kw_only=True):
    """jurisdictions/watch/*.yaml: what to look up next; `looked_up` is the day on which the list was made."""

    looked_up: date
    watch: tuple[Watched, ...]
