"""The typed shape of a state's file: its statutes, its verdicts on topics, what is still open, and how its bodies enact.

A verdict is about a topic, for kinds of government, for a time. What a variant does on the topic is said in acts
(clauses/vocabulary.yaml, `acts`), and the verdict speaks in the same acts, so that the two can be compared.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.addresses import Address
from ordinance.library.fields import (
    ActRef,
    BasisRef,
    BoundRef,
    ClauseRef,
    Id,
    IsoDate,
    KindRef,
    Line,
    NarrowingRef,
    OwnStatuteRef,
    Prose,
    Record,
    State,
    Template,
    TopicRef,
    VariantRef,
    VerdictStatus,
    Verification,
)


class Reading(Record, frozen=True, kw_only=True):
    """When and how a source was read: `on` may be a month; `how` says what was read of it, and in which copy."""

    on: IsoDate
    how: Line


class Enjoined(Record, frozen=True, kw_only=True):
    """A court has stopped a rule: since when, until when if that is over, which court, and how far the order reaches.

    On a verdict `status` is what the topic is while the order stands.
    """

    since: IsoDate
    until: IsoDate | None = None
    by: Line
    extent: Line
    status: VerdictStatus | None = None


class StateStatute(Record, frozen=True, kw_only=True):
    """One rule of state law and its effect on local choices.

    `effective` and `until` are its first and last day; a rule without them is taken to be in force. `personal` says that
    a penalty falls on an official or employee, not only on the place. A `ruling` is a court's reading of the law and
    `guidance` an officer's, which no text can be said to carry out.
    """

    id: Id
    kind: Literal["act", "ruling", "guidance"] = "act"
    cite: Line
    title: Line
    effect: Prose
    stance: Literal["forbids", "requires-cooperation", "limits-cooperation", "supports", "neutral"]
    topics: tuple[TopicRef, ...]
    applies_to: tuple[BoundRef, ...]
    effective: IsoDate | None = None
    until: IsoDate | None = None
    enjoined: tuple[Enjoined, ...] = ()
    penalties: str | None = None
    personal: bool = False
    verified: Verification
    read: Reading | None = None
    source: Address | None = None
    note: str | None = None


class Verdict(Record, frozen=True, kw_only=True):
    """What state law says of one topic, because of which statutes, and on what basis we say so.

    `kinds` are the governments that it is about; without them it is about all. `bars` are the acts that the law itself
    forbids to local staff (the floor: a local text may not leave them open). `protects` are the acts that a local text may
    not limit or, for things that a text itself does, may not do (the ceiling); a forbidden or risky verdict without
    `protects` is about every act of its topic. `effective` and `until` are its first and last day.
    """

    topic: TopicRef
    kinds: tuple[BoundRef, ...] = ()
    status: VerdictStatus
    bars: tuple[ActRef, ...] = ()
    protects: tuple[ActRef, ...] = ()
    effective: IsoDate | None = None
    until: IsoDate | None = None
    enjoined: Enjoined | None = None
    because: tuple[OwnStatuteRef, ...] = ()
    basis: BasisRef
    note: Prose


class LocalRule(Record, frozen=True, kw_only=True):
    """What a state's own law has on a topic that a local section must follow: a sentence of the section, and what it narrows.

    `text` cites the statute and says whom it binds, which data, what is done with a request, which notice, which remedy; it is
    added to the section on the topic or, where the draft has none, on the first topic of `fallback` on which it has one.
    `narrows` names what a general text allows and this state does not (clauses/vocabulary.yaml, `narrowings`), so that the
    text leaves it out. With `restates` the sentence says no more than the statute's own limit, so it stands in a section that
    limits nothing itself, in a state that forbids local limits. It rests on statutes that were read.
    """

    topic: TopicRef
    fallback: tuple[TopicRef, ...] = ()
    kinds: tuple[BoundRef, ...] = ()
    because: Annotated[tuple[OwnStatuteRef, ...], Meta(min_length=1)]
    text: Template | None = None
    restates: bool = False
    narrows: tuple[NarrowingRef, ...] = ()


class OpenEvent(Record, frozen=True, kw_only=True):
    """Something that may have changed the law and is not settled in this file: a ballot, a signature, a ruling.

    `says` prints on the first page of a draft that touches one of the topics; `where` tells where to look it up.
    """

    id: Id
    date: IsoDate
    says: Line
    where: Line
    topics: Annotated[tuple[TopicRef, ...], Meta(min_length=1)]
    kinds: tuple[BoundRef, ...] = ()


class Enactment(Record, frozen=True, kw_only=True):
    """One kind of government of a state: what it and its officers are called, what it may ordain, and its enacting words.

    `{name}` in `official` and `body` stands for the place's name. `body_read` tells that the name of the body was read in the
    law; all other names and titles are the usual ones, to be confirmed. `instrument` is what its ordinance is called
    ("local law"). `power_says` prints on the first page where the power to ordain is limited, and with a warning where there
    is none. `enacting_clause` holds the words as the law gives them, gaps included; `formula` the same with the gaps as facts;
    `formula_confirm` says what must be confirmed before it is used. `sheriff` and `jail` tell who answers to whom: an
    independent sheriff is outside the body's command; a jail is run by the sheriff, by an agency of the place, by a jailer
    whom the voters elect, or by the state, and "unclear" where that differs from place to place. `adoption` are the marks that
    the clerk fills in. `effective` completes "This ordinance takes effect …" and names the section that it rests on;
    `effective_confirm` says what else must be confirmed. Both are for a place without a charter of its own, so far as its file
    tells, and for every place with `despite_charter`.
    """

    official: Line | None = None
    noun: Line | None = None
    body: Line | None = None
    body_read: bool = False
    short: Line | None = None
    member: Line | None = None
    presiding: Line | None = None
    executive: Line | None = None
    executive_elected: bool = False
    clerk: Line | None = None
    attorney: Line | None = None
    police_head: Line | None = None
    instrument: Line | None = None
    town_meeting: bool = False
    adoption: tuple[Template, ...] = ()
    effective: Template | None = None
    effective_cite: Line | None = None
    effective_verified: Verification = "unverified"
    effective_confirm: Line | None = None
    despite_charter: bool = False
    ordinance_power: Literal["none", "limited", "general"] = "general"
    power_says: Line | None = None
    sheriff: Literal["independent", "process-only", "none"] = "none"
    jail: Literal["sheriff", "mostly-sheriff", "agency", "jailer", "state", "unclear", "none"] = "none"
    enacting_clause: Line | None = None
    formula: Template | None = None
    formula_confirm: Line | None = None
    cite: Line | None = None
    verified: Verification = "unverified"
    source: Address | None = None


class StateLaw(Record, frozen=True, kw_only=True):
    """jurisdictions/states/xx.yaml"""

    state: State
    name: Line
    stance: Literal["protective", "mixed", "silent", "partial-preemption", "preempts"]
    summary: Prose
    as_of: date
    audited: date | None = None
    horizon: IsoDate
    statutes: tuple[StateStatute, ...]
    verdicts: tuple[Verdict, ...]
    local_rules: tuple[LocalRule, ...] = ()
    open_events: tuple[OpenEvent, ...] = ()
    absent_kinds: dict[KindRef, Line] = field(default_factory=dict)
    enactment: dict[KindRef, Enactment] = field(default_factory=dict)
    variants: dict[ClauseRef, VariantRef] = field(default_factory=dict)
    home_rule: Prose
    jail_operator: Literal["state", "county-sheriff", "county-corrections", "mixed"]
    notes: Prose

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of which some verdict speaks, in the order of the file."""
        return tuple(dict.fromkeys(verdict.topic for verdict in self.verdicts))
