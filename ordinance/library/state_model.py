"""The typed shape of a state's file: its statutes, its verdicts on topics, and what is still open.

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


class PeopleRule(Record, frozen=True, kw_only=True):
    """What the law of the state asks of people in one respect: which of the known rules it is, where it stands, what was read."""

    rule: Line
    cite: Line
    verified: Verification
    read: Reading
    source: Address
    note: Prose | None = None


class NameRule(PeopleRule, frozen=True, kw_only=True):
    """Whether somebody whom police stop must say a name: a duty once stopped on suspicion, or only after an arrest; or police may
    ask, and no penalty was found in what was read."""

    rule: Literal["when-stopped", "after-arrest", "may-ask"]


class RecordingRule(PeopleRule, frozen=True, kw_only=True):
    """Who must agree before the sound of a private talk is recorded."""

    rule: Literal["one-party", "all-party"]


class DrivingRule(PeopleRule, frozen=True, kw_only=True):
    """What a driver shows when police ask."""

    rule: Literal["show-license"]


class PeopleRules(Record, frozen=True, kw_only=True):
    """What the law of the state asks of people who meet police. Rights sheets print what is here, and say of the rest that it was
    not looked up."""

    name: NameRule | None = None
    recording: RecordingRule | None = None
    driving: DrivingRule | None = None


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


class RecordsLaw(Record, frozen=True, kw_only=True):
    """The state's law under which anyone may ask for public records: its name as it is cited, and how that was read.

    `answer` is the time for an answer as it follows "You must answer": "within 5 business days of receiving it", if it was read.
    """

    cite: Line
    answer: Line | None = None
    verified: Verification
    read: Reading | None = None
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
    variants: dict[ClauseRef, VariantRef] = field(default_factory=dict)
    home_rule: Prose
    people: PeopleRules = field(default_factory=PeopleRules)
    jail_operator: Literal["state", "county-sheriff", "county-corrections", "mixed"]
    notes: Prose
    records_law: RecordsLaw | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of which some verdict speaks, in the order of the file."""
        return tuple(dict.fromkeys(verdict.topic for verdict in self.verdicts))
