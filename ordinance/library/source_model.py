"""The typed shape of the registries of sources: authorities, precedents, studies."""

from datetime import date
from typing import Literal

from ordinance.library.addresses import Address, AddressOrNone
from ordinance.library.fields import (
    CautionRef,
    Id,
    IsoDate,
    Line,
    Prose,
    Record,
    State,
    TopicRef,
    Verification,
)


class Authority(Record, frozen=True, kw_only=True):
    """A constitution, statute, rule, case, order or agency document, and how far it has been verified."""

    id: Id
    kind: Literal["constitution", "statute", "regulation", "case", "executive-order", "agency-document"]
    citation: Line
    court: str = ""
    year: int
    proposition: Prose
    topics: tuple[TopicRef, ...]
    effect: Literal["supports", "limits", "cuts-against"]
    binds: Line
    history: str = ""
    verified: Verification
    caution: tuple[CautionRef, ...] = ()
    source: AddressOrNone = ""
    also: tuple[Address, ...] = ()
    checked: date
    audited: bool = False
    note: str = ""


class Precedent(Record, frozen=True, kw_only=True):
    """An adopted local policy, in our own words, with what was read of it and when."""

    id: Id
    jurisdiction: Line
    state: State
    level: Literal["city", "county", "state"]
    instrument: Literal["ordinance", "executive-order", "resolution", "statute", "department-policy"]
    citation: Line
    adopted: IsoDate | None = None
    last_amended: IsoDate | None = None
    provisions: dict[TopicRef, Prose]
    secondary_topics: tuple[TopicRef, ...] = ()
    strength: Literal["absolute", "narrow-exceptions", "broad-exceptions"] | None = None
    status: Literal["in force", "unknown", "under challenge", "preempted"]
    status_as_of: IsoDate | None = None
    status_note: str | None = None
    verified: Verification
    read_extent: Literal["full", "partial", "none"]
    source: Address
    other_sources: tuple[Address, ...] = ()
    notes: str | None = None


class Evidence(Record, frozen=True, kw_only=True):
    """A study or official count: the finding, its limit, and how it was verified."""

    id: Id
    citation: Line
    finding: Prose
    limits: Prose | None = None
    topics: tuple[TopicRef, ...] = ()
    verified: Verification
    source: AddressOrNone = ""
    checked: date


class Registry(Record, frozen=True, kw_only=True):
    """Head of a registry file: the date of the latest event known to its authors, printed in every document."""

    horizon: IsoDate
    horizon_note: Line


class Authorities(Registry, frozen=True, kw_only=True):
    """clauses/authorities.yaml"""

    authorities: tuple[Authority, ...]


class Precedents(Registry, frozen=True, kw_only=True):
    """clauses/precedents.yaml"""

    precedents: tuple[Precedent, ...]


class EvidenceBank(Registry, frozen=True, kw_only=True):
    """clauses/evidence.yaml"""

    evidence: tuple[Evidence, ...]
