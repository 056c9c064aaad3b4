"""The typed shape of a clause: what a policy person may write of one decision, and what it means."""

from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.duty_model import Bound, Duty
from ordinance.library.fields import (
    ActRef,
    AuthorityRef,
    ClauseRef,
    Condition,
    EvidenceRef,
    ExposureRef,
    GroupRef,
    Id,
    InstrumentRef,
    LegalText,
    Line,
    Name,
    PowerRef,
    PrecedentRef,
    Prose,
    RecitalRef,
    Record,
    Template,
    TopicRef,
    TraitRef,
    VariantRef,
)
from ordinance.library.review_model import Signal, VariantSigns


class Tradeoffs(Record, frozen=True, kw_only=True):
    """What a variant gains and costs, and how exposed it is in court and on the federal list."""

    gains: Prose
    costs: Prose
    exposure: ExposureRef
    legal_exposure: Prose
    traits: tuple[TraitRef, ...] = ()


class Commentary(Record, frozen=True, kw_only=True):
    """Notes by kind, in the order in which a reader meets them. Clause-level and variant-level notes are joined.

    `items` has notes on single items of the text, by the names that these have in it: {: #exception }.
    """

    does: Prose | None = None
    why: Prose | None = None
    law: Prose | None = None
    against: Prose | None = None
    options: Prose | None = None
    change: Prose | None = None
    items: dict[Id, Prose] = field(default_factory=dict)


ShortAnswer = Annotated[Line, Meta(max_length=300, description="What is true, then the reply, in some 45 words.")]


class Objection(Record, frozen=True, kw_only=True):
    """What an opponent will say, and an honest answer with its evidence. `short` is that answer for a page without room: what is
    true, then the reply, with no name or number that the answer has not."""

    says: Prose
    answer: Prose
    short: ShortAnswer | None = None
    evidence: tuple[EvidenceRef, ...] = ()
    authorities: tuple[AuthorityRef, ...] = ()


class Loophole(Record, frozen=True, kw_only=True):
    """An amendment that would gut the clause, what it would let through, and the reply in committee."""

    amendment: Prose
    effect: Prose
    reply: Prose


class Conflict(Record, frozen=True, kw_only=True):
    """A clause, or one variant of it, that cannot stand beside this one."""

    clause: ClauseRef
    variant: VariantRef | None = None
    reason: Line


class AllowedWord(Record, frozen=True, kw_only=True):
    """A word that the drafting rules forbid and this text means: it must say why."""

    word: Line
    why: Line


class Value(Record, frozen=True, kw_only=True):
    """A figure in the text that a place may change: `{{ value.NAME }}`."""

    default: int | Line
    prompt: Line
    choices: tuple[str, ...] = ()


class Short(Record, frozen=True, kw_only=True):
    """The variant in single sentences, for pages that hold one line a clause.

    `does` says what staff will or will not do; `exceptions` each case in which the text has it otherwise ("Exception: …") and
    each bound of the rule that a person would be surprised by ("Limit: …"), a sentence each; `staff` what an officer or
    employee must do, each an order ("Do not …"). A sentence that stands wholly inside `{% if … %}` and is empty where that
    does not hold is left out; what holds for every rule is worded alike everywhere, so that a page may print it once.
    """

    does: Template
    exceptions: tuple[Template, ...] = ()
    staff: tuple[Template, ...] = ()


class MarginComment(Record, frozen=True, kw_only=True):
    """The comment beside a section, at most 60 words in all: what it does, the strongest point for it, the strongest against it
    with its authority, and the one thing to decide here. It stands beside the short and the full text."""

    does: Prose
    stands: Prose | None = None
    against: Prose | None = None
    decide: Prose | None = None


class Brief(Record, frozen=True, kw_only=True):
    """The short text of a variant: one to three flat sentences, at most 110 words (60 in a general section).

    `texts` are those of instruments that are written in another form: a resolution's completes "RESOLVED, that". `opens` are the
    ways round that the full text closes and this one leaves, a line each. `sentences` say this text, and not the full one, in
    single sentences for residents and staff, where the two differ.
    """

    text: LegalText
    texts: dict[InstrumentRef, LegalText] = field(default_factory=dict)
    heading: Template | None = None
    opens: tuple[Prose, ...] = ()
    comment: MarginComment | None = None
    sentences: Short | None = None
    allows: tuple[AllowedWord, ...] = ()


class Variant(Record, frozen=True, kw_only=True):
    """One operative version of a clause. Variants stand strongest first and differ in what staff must do.

    `instruments` and `needs` (powers) say where it may stand; elsewhere the next fitting variant is taken. `limits`, `leaves`
    and `does` say in acts (clauses/vocabulary.yaml) what the text does: which help to immigration authorities it bars or limits,
    which it leaves to a local decision or regulates as lawful, and which other act of its own it orders. State law is compared
    with them. `duties` are what the text has somebody do in time, `bounds` the times in it that set nobody a day. `subject` is
    what the long title calls a variant that does less than its clause's own phrase promises ("counts of stops and arrests").
    """

    id: Id
    label: Line
    summary: Prose
    text: LegalText
    brief: Brief | None = None
    commentary: Commentary
    plain: Prose | None = None
    subject: Line | None = None
    short: Short | None = None
    tradeoffs: Tradeoffs | None = None
    heading: Template | None = None
    instruments: tuple[InstrumentRef, ...] = ()
    needs: tuple[PowerRef, ...] = ()
    requires: tuple[ClauseRef, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    precedents: tuple[PrecedentRef, ...] = ()
    authorities: tuple[AuthorityRef, ...] = ()
    allows: tuple[AllowedWord, ...] = ()
    limits: tuple[ActRef, ...] = ()
    leaves: tuple[ActRef, ...] = ()
    does: tuple[ActRef, ...] = ()
    signs: VariantSigns | None = None
    duties: tuple[Duty, ...] = ()
    bounds: tuple[Bound, ...] = ()


class Clause(Record, frozen=True, kw_only=True):
    """One section that a body may adopt: the decision it answers, and its variants. One file each.

    `kind: policy` is a choice that a body debates; `kind: general` makes the whole an instrument.
    `codified: false` keeps the section out of the code (severability, effective date). `within` names the clause in whose
    section a short instrument says what this one says; it then has no section of its own. `words` is how many the short text may
    have, where that is not the usual bound (110, in a general section 60). `annexed: false` keeps the full text out of the
    procedures that may stand behind a short instrument.
    """

    id: Id
    title: Template
    group: GroupRef
    kind: Literal["policy", "general"] = "policy"
    question: Line
    heading: Template | None = None
    caption: Line | None = None
    topics: tuple[TopicRef, ...] = ()
    needs: tuple[PowerRef, ...] = ()
    requires: tuple[ClauseRef, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    instruments: tuple[InstrumentRef, ...] = ()
    when: Condition | None = None
    order: int = 50
    codified: bool = True
    information: bool = False
    within: ClauseRef | None = None
    words: int | None = None
    annexed: bool = True
    default: Id
    values: dict[Name, Value] = field(default_factory=dict)
    recitals: tuple[RecitalRef, ...] = ()
    commentary: Commentary = field(default_factory=Commentary)
    variants: Annotated[tuple[Variant, ...], Meta(min_length=1)]
    signals: tuple[Signal, ...] = ()
    objections: tuple[Objection, ...] = ()
    loopholes: tuple[Loophole, ...] = ()
    measures: tuple[Prose, ...] = ()


class SharedSentences(Record, frozen=True, kw_only=True):
    """clauses/shared.yaml, clauses/languages/LANGUAGE/shared.yaml: sentences that many clauses have, used as `{use: NAME}`."""

    sentences: dict[Id, Template]
