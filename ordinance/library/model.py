"""The typed shape of every file in the library: what a policy person may write, and what it means.

Every kind of YAML file is one frozen struct. msgspec decodes it in the fast path and the same structs
give the JSON Schemas that an editor completes and checks with (`ordinance schemas`). The `description`
of a field is therefore written for the person who types YAML, and `docs/writing-clauses.md` leans on it.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.clause_model import AllowedWord, Value
from ordinance.library.fields import (
    AuthorityRef,
    ClauseRef,
    Condition,
    EvidenceRef,
    Id,
    InstrumentRef,
    LanguageTag,
    LegalText,
    Line,
    Name,
    PackageRef,
    Prose,
    Record,
    RoleRef,
    Template,
    TopicRef,
    VariantRef,
)

# --- shared vocabulary ---------------------------------------------------------------------------


class Definition(Record, frozen=True, kw_only=True):
    """A defined term. `text` completes the sentence that begins with the quoted term: "means …" or "includes …".

    `short` does so in a short instrument, in at most 40 words; a term without it is no defined term there.
    `ordinary` says that a short text may use the same words, which then have their ordinary sense.
    """

    id: Id
    term: Template
    forms: tuple[Template, ...] = ()
    never: tuple[Line, ...] = ()
    text: LegalText
    values: dict[Name, Value] = field(default_factory=dict)
    commentary: Prose
    authorities: tuple[AuthorityRef, ...] = ()
    texts: dict[InstrumentRef, LegalText] = field(default_factory=dict)
    short: LegalText | None = None
    ordinary: bool = False
    allows: tuple[AllowedWord, ...] = ()


class Recital(Record, frozen=True, kw_only=True):
    """A reason. `text` completes "WHEREAS, …", begins in lower case where English allows, and has no final mark.

    A short instrument has at most five, the place's own among them: those of the lowest `rank` (without one, `order`) stay, in
    that order; `short` is what it says there.
    """

    id: Id
    text: LegalText
    short: LegalText | None = None
    rank: int | None = None
    authorities: tuple[AuthorityRef, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    when: Condition | None = None
    order: int = 50


class Term(Record, frozen=True, kw_only=True):
    """A word of the library's closed lists, with how it is printed and what it means.

    `caption` is what a group gives to the long title where the clauses' own phrases would be too many; where `parts` names its
    clauses, the names of those in the draft follow it, so that a title speaks of nothing that is not there;
    `caption_own` leads to the subjects that variants have of their own, where no other clause of the group is in the
    draft. Of a power, `absent`
    is what a place without it lacks ("jail or lockup"), and `by_money` says that the section on independent officers reaches it.
    Of a caution, `supports: false` says that an authority with it never supports a clause; of a basis,
    `law: false` says that a verdict on it names no law, so that nothing is risky under it.
    Of a topic, `review` says how a review of a foreign text weighs it.
    """

    id: Id
    title: Line
    says: Prose | None = None
    from_roles: tuple[RoleRef, ...] = ()
    softening: Prose | None = None
    caption: Line | None = None
    caption_own: Line | None = None
    absent: Line | None = None
    by_money: bool = False
    supports: bool = True
    law: bool = True
    review: tuple[Literal["side", "exceptions", "all-exceptions", "leave", "leave-likely"], ...] = ()
    parts: dict[ClauseRef, Line] = field(default_factory=dict)


class Act(Record, frozen=True, kw_only=True):
    """One thing that staff may do or be kept from, on a topic: the unit in which a variant and a state's law are compared."""

    id: Id
    topic: TopicRef
    title: Line


class Vocabulary(Record, frozen=True, kw_only=True):
    """The closed lists: groups in their order, topics, acts, powers, roles, traits, and how levels are printed.

    `narrowings` are what a general text allows and the law of some state does not (`narrowed.NAME` in a text).

    `law_from` is the first day whose law the library gives; a draft of an earlier day is refused. `savings` is the
    clause that a draft must hold where another touches information, `reach` how a text reaches an officer who is not directed.
    """

    law_from: date | None = None
    savings: ClauseRef | None = None
    reach: Line
    groups: tuple[Term, ...]
    topics: tuple[Term, ...]
    acts: tuple[Act, ...] = ()
    narrowings: tuple[Term, ...] = ()
    powers: tuple[Term, ...]
    roles: tuple[Term, ...]
    traits: tuple[Term, ...]
    verification: tuple[Term, ...]
    cautions: tuple[Term, ...]
    bases: tuple[Term, ...]
    verdicts: tuple[Term, ...]
    exposures: tuple[Term, ...]
    stances: tuple[Term, ...] = ()
    notes: tuple[Term, ...]


class DraftingRule(Record, frozen=True, kw_only=True):
    """Words that operative text may not use, why, and what to write instead."""

    id: Id
    words: tuple[Line, ...]
    severity: Literal["error", "warning"]
    why: Line
    instead: Line
    except_in: tuple[Line, ...] = ()


class Package(Record, frozen=True, kw_only=True):
    """A named selection of clauses, for whom it is, and what it leaves out."""

    id: Id
    label: Line
    for_whom: Prose
    leaves_out: Prose
    clauses: tuple[ClauseRef, ...]
    variants: dict[ClauseRef, VariantRef] = field(default_factory=dict)


# --- translations -------------------------------------------------------------------------------

#: How far a translation has come; only `reviewed` and `tested` print without a banner.
TranslationState = Literal["draft", "machine", "human", "reviewed", "tested"]


class TranslatedBrief(Record, frozen=True, kw_only=True):
    """The single sentences of a variant's short text in another language. `of` is the revision of the English ones."""

    of: Annotated[
        str, Meta(pattern=r"^[0-9a-f]{8}$", description="Revision of the English words; `ordinance library` prints it.")
    ]
    does: Template
    exceptions: tuple[Template, ...] = ()


class TranslatedVariant(Record, frozen=True, kw_only=True):
    """The plain words and single sentences of one variant in another language. `of` is the revision of the English words
    that they were written from, so that a later change of these is noticed. `brief` are the sentences of the short text."""

    of: Annotated[
        str, Meta(pattern=r"^[0-9a-f]{8}$", description="Revision of the English words; `ordinance library` prints it.")
    ]
    plain: Prose
    does: Template
    exceptions: tuple[Template, ...] = ()
    brief: TranslatedBrief | None = None


class Translation(Record, frozen=True, kw_only=True):
    """clauses/languages/<language>/<clause>.yaml: what residents read of one clause, in another language.

    `by` and `on` name the reviewer and the day; both are needed where the state is `reviewed` or `tested`.
    """

    clause: ClauseRef
    language: LanguageTag
    state: TranslationState
    by: Line | None = None
    on: date | None = None
    title: Line
    variants: dict[VariantRef, TranslatedVariant]


# --- what the lists are in -----------------------------------------------------------------------


class Definitions(Record, frozen=True, kw_only=True):
    """clauses/definitions.yaml"""

    definitions: tuple[Definition, ...]


class Recitals(Record, frozen=True, kw_only=True):
    """clauses/recitals.yaml"""

    recitals: tuple[Recital, ...]


class DraftingRules(Record, frozen=True, kw_only=True):
    """clauses/drafting-rules.yaml"""

    rules: tuple[DraftingRule, ...]


class Packages(Record, frozen=True, kw_only=True):
    """clauses/packages.yaml. `preempted` is the package for a state that forbids its places to limit help."""

    default: PackageRef
    preempted: PackageRef | None = None
    packages: tuple[Package, ...]
