"""The typed shape of every file in the library: what a policy person may write, and what it means.

Every kind of YAML file is one frozen struct. msgspec decodes it in the fast path and the same structs
give the JSON Schemas that an editor completes and checks with (`ordinance schemas`). The `description`
of a field is therefore written for the person who types YAML, and `docs/writing-clauses.md` leans on it.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.addresses import Address, AddressOrNone
from ordinance.library.fields import (
    ActRef,
    AuthorityRef,
    CautionRef,
    ClauseRef,
    Condition,
    Control,
    EvidenceRef,
    ExposureRef,
    GroupRef,
    Id,
    InstrumentRef,
    IsoDate,
    KindRef,
    LegalText,
    Line,
    Name,
    Numbered,
    OwnAgencyRef,
    PackageRef,
    PowerRef,
    PrecedentRef,
    PresentText,
    Prose,
    RecitalRef,
    Record,
    RoleRef,
    State,
    StateRef,
    Template,
    TopicRef,
    TraitRef,
    ValueRef,
    VariantRef,
    Verification,
)
from ordinance.library.review_model import Signal, VariantSigns

# --- clauses -------------------------------------------------------------------------------------


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


class Objection(Record, frozen=True, kw_only=True):
    """What an opponent will say, and an honest answer with its evidence."""

    says: Prose
    answer: Prose
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
    ways round that the full text closes and this one leaves, a line each.
    """

    text: LegalText
    texts: dict[InstrumentRef, LegalText] = field(default_factory=dict)
    heading: Template | None = None
    opens: tuple[Prose, ...] = ()
    comment: MarginComment | None = None
    allows: tuple[AllowedWord, ...] = ()


class Variant(Record, frozen=True, kw_only=True):
    """One operative version of a clause. Variants stand strongest first and differ in what staff must do.

    `instruments` and `needs` (powers) say where it may stand; elsewhere the next fitting variant is taken. `limits`, `leaves`
    and `does` say in acts (clauses/vocabulary.yaml) what the text does: which help to immigration authorities it bars or limits,
    which it leaves to a local decision or regulates as lawful, and which other act of its own it orders. State law is compared
    with them.
    """

    id: Id
    label: Line
    summary: Prose
    text: LegalText
    brief: Brief | None = None
    commentary: Commentary
    plain: Prose | None = None
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


class Clause(Record, frozen=True, kw_only=True):
    """One section that a body may adopt: the decision it answers, and its variants. One file each.

    `kind: policy` is a choice that a body debates; `kind: general` makes the whole an instrument.
    `codified: false` keeps the section out of the code (severability, effective date). `within` names the clause in whose
    section a short instrument says what this one says; it then has no section of its own. `words` is how many the short text may
    have, where that is not the usual bound (110, in a general section 60).
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

    A short instrument has at most five, the place's own among them: those of the lowest `rank` (without one, `order`) stay;
    `short` is what it says there.
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
    clauses, the names of those in the draft follow it, so that a title speaks of nothing that is not there. Of a power, `absent`
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
    stances: tuple[Term, ...]
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

LanguageTag = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", description="A language: es, zh-Hans.")]
#: How far a translation has come; only `reviewed` and `tested` print without a banner.
TranslationState = Literal["draft", "machine", "human", "reviewed", "tested"]


class TranslatedVariant(Record, frozen=True, kw_only=True):
    """The plain words and single sentences of one variant in another language. `of` is the revision of the English words
    that they were written from, so that a later change of these is noticed."""

    of: Annotated[
        str, Meta(pattern=r"^[0-9a-f]{8}$", description="Revision of the English words; `ordinance library` prints it.")
    ]
    plain: Prose
    does: Template
    exceptions: tuple[Template, ...] = ()


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


# --- sources -------------------------------------------------------------------------------------


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


# --- places --------------------------------------------------------------------------------------


class Source(Record, frozen=True, kw_only=True):
    """A page that was read for facts of a place: what it told, and when it was read."""

    page: Address
    read: date
    told: Line
    verified: Verification = "secondary"


class Body(Record, frozen=True, kw_only=True):
    """The legislative body: its full name, and the short name that the text uses ("the council")."""

    name: Line
    short: Line
    member: Line
    presiding: Line


class Office(Record, frozen=True, kw_only=True):
    """An office: its title ("Mayor"), and whether the voters elect it."""

    title: Line
    elected: bool = False


class Agency(Record, frozen=True, kw_only=True):
    """An agency that matters here. `control` says who commands it: the body of this place (directs), an officer
    whom the body cannot direct (independent), or another government (outside)."""

    name: Line
    head: Line
    roles: tuple[RoleRef, ...]
    control: Control = "directs"
    elected: bool = False
    note: Prose | None = None


class Numbering(Record, frozen=True, kw_only=True):
    """How sections and subsections are labelled and cited. `{n}` is the section's number, in `cite_many` the list of numbers.

    `start`, `step` and `pad` shape the number: 10, 10 and 3 give 010, 020, 030. `separator` stands before each label of
    a cited item: with "." item A of 2.15.010 is cited as 2.15.010.A.
    """

    section: Numbered = "Section {n}"
    cite: Numbered = "Section {n}"
    cite_many: Numbered = "Sections {n}"
    start: Annotated[int, Meta(ge=0)] = 1
    step: Annotated[int, Meta(ge=1)] = 1
    pad: Annotated[int, Meta(ge=0, le=9)] = 0
    levels: Annotated[tuple[Line, ...], Meta(min_length=1)] = ("(a)", "(1)", "(A)", "(i)")
    separator: str = ""
    heading_end: str = "."


class CodeSection(Record, frozen=True, kw_only=True):
    """A section of the place's code as it stands, which the instrument amends or repeals.

    `number` is what stands for {n} in the code's labels. `text` is the section's own words, with its items as nested
    numbered lists. What becomes of it: the section of a `clause` takes its place; or it will read as `after` says; or,
    with neither, it is repealed. `page` and `read` say where and when the text was read, `history` what last changed it.
    """

    number: Line
    heading: Line
    text: PresentText
    clause: ClauseRef | None = None
    after: PresentText | None = None
    heading_after: Line | None = None
    history: Line | None = None
    page: Address
    read: date


#: How deleted words are shown, by the custom of the place; added words are always underlined.
Deletions = Literal["strike", "brackets", "brackets-and-strike", "double-parentheses", "double-parentheses-and-strike"]


class Code(Record, frozen=True, kw_only=True):
    """Where in the place's code the sections go. Without it, the instrument stands uncodified."""

    name: Line
    unit: Literal["chapter", "article", "title", "division", "part"]
    placement: Line
    title: Line
    numbering: Numbering
    definite: bool = False
    sections: tuple[CodeSection, ...] = ()
    deletions: Deletions = "strike"


class InstrumentNames(Record, frozen=True, kw_only=True):
    """What this place calls an instrument, where it differs ("local law"), and a formula fixed by its charter."""

    name: Line | None = None
    enacting_clause: Template | None = None
    source: Line | None = None


class Hotline(Record, frozen=True, kw_only=True):
    """A telephone line that a handout may print, only while its check is recent."""

    name: Line
    number: Line
    languages: tuple[Line, ...] = ()
    verified: date
    source: Line


class Organization(Record, frozen=True, kw_only=True):
    """The group that a campaign's handouts name as their contact: public contact only, never a person's own."""

    name: Line
    phone: Line | None = None
    page: Address | None = None
    email: Line | None = None


class Hearing(Record, frozen=True, kw_only=True):
    """When and where the body hears the public on the draft, and how to take part."""

    day: date
    time: Line
    where: Line
    item: Line | None = None
    interpreter: Line | None = None
    remote: Line | None = None
    deadline: Line | None = None


class Choices(Record, frozen=True, kw_only=True):
    """What this place chose: kept apart from the facts, so that a change of policy reads as one."""

    package: PackageRef | None = None
    variants: dict[ClauseRef, VariantRef] = field(default_factory=dict)
    include: tuple[ClauseRef, ...] = ()
    leave_out: tuple[ClauseRef, ...] = ()
    values: dict[Id, dict[ValueRef, int | Line]] = field(default_factory=dict)


class Place(Record, frozen=True, kw_only=True):
    """jurisdictions/<id>.yaml: the facts of one place, where they were read, and its choices.

    A fact in square brackets ("[title of the clerk]") is a blank: it is printed as a blank to fill in, and listed.
    `town_meeting` (the town enacts at town meeting) and `charter` stand where the place differs from its kind.
    """

    id: Id
    name: Line
    official_name: Line
    state: StateRef
    kind: KindRef
    noun: Line | None = None
    county: Line | None = None
    body: Body
    town_meeting: bool | None = None
    charter: bool | None = None
    executive: Office | None = None
    clerk: Line
    attorney: Line
    agencies: tuple[Agency, ...] = ()
    powers: tuple[PowerRef, ...] = ()
    policy_agency: OwnAgencyRef | None = None
    code: Code | None = None
    numbering: Numbering = field(default_factory=Numbering)
    instruments: dict[InstrumentRef, InstrumentNames] = field(default_factory=dict)
    recitals: tuple[LegalText, ...] = ()
    notes: Prose | None = None
    hotlines: tuple[Hotline, ...] = ()
    organization: Organization | None = None
    hearing: Hearing | None = None
    sources: tuple[Source, ...] = ()
    as_of: date
    choices: Choices = field(default_factory=Choices)


# --- instruments ---------------------------------------------------------------------------------


class Explanation(Record, frozen=True, kw_only=True):
    """What `ordinance explain` tells of one check. `rule` stands here only for a check that has none in the program."""

    id: Id
    rule: Line | None = None
    why: Prose
    bad: Prose
    good: Prose


class Explanations(Record, frozen=True, kw_only=True):
    """templates/checks.yaml: every check by id."""

    checks: tuple[Explanation, ...]


class Words(Record, frozen=True, kw_only=True):
    """The forms of a noun that the text uses as {{ a.agency }}, {{ The.agency }}, {{ each.agency }}, {{ many.agency }}.
    Forms not given are made from `one` in the usual English way."""

    one: Template
    many: Template | None = None
    a: Template | None = None
    the: Template | None = None
    each: Template | None = None
    no: Template | None = None


class RecitalForm(Record, frozen=True, kw_only=True):
    """How reasons are printed: each begins with `lead`, ends with `end`, the last one with `last`."""

    style: Literal["recitals", "none"]
    heading: Line | None = None
    lead: str = ""
    end: str = ""
    last: str = ""


class Signature(Record, frozen=True, kw_only=True):
    """One line of a signature block; with `when` it appears only where the place has that office."""

    role: Template
    label: Line
    when: Condition | None = None


class AmendmentForm(Record, frozen=True, kw_only=True):
    """The words that amend or repeal a section of a code, with the facts of the section as `section` (cite, heading, history).

    `caption` is what the long title says, with `amended` and `repealed`: the sections, each as one phrase.
    """

    caption: Template
    title: Template
    lead: Template
    repeal_title: Template
    repeal_lead: Template


class ShortForm(Record, frozen=True, kw_only=True):
    """How an instrument is written at the short length, where that differs from the full one.

    `general` takes the place of the instrument's own list; the clauses of `omits` have no place in it, whoever requires them.
    With `lead` the sections have no headings: each is a paragraph that begins with `lead` and ends with `end`, the last one with
    `last`. `recitals` is how many reasons it gives at most.
    """

    general: tuple[ClauseRef, ...] = ()
    omits: tuple[ClauseRef, ...] = ()
    lead: str = ""
    end: str = ""
    last: str = ""
    recitals: int = 5
    formula: Template | None = None


class Instrument(Record, frozen=True, kw_only=True):
    """templates/instruments/<id>.yaml: the form of one kind of instrument, from caption to signatures.

    A place where `when` does not hold cannot have it; `otherwise` says why. `issuer` is who decides on it; `scope` whom it binds:
    the agencies of the place, or one department, whose agency and head the text then names. `enacts` says that it is made under
    the power of the place to make law, which a state may limit or refuse.
    """

    id: Id
    name: Line
    title: Template
    caption: Template
    caption_last: Line = "and"
    issuer: Literal["body", "executive", "department"] = "body"
    scope: Literal["place", "department"] = "place"
    enacts: bool = False
    blanks: tuple[Line, ...] = ()
    when: Condition | None = None
    otherwise: Template | None = None
    recitals: RecitalForm
    formula: Template
    formula_source: Literal["state", "place", "instrument"] = "instrument"
    codify: bool = False
    codify_lead: Template | None = None
    amendment: AmendmentForm | None = None
    opening: LegalText | None = None
    words: dict[Name, Words] = field(default_factory=dict)
    general: tuple[ClauseRef, ...]
    short: ShortForm | None = None
    adoption: tuple[Template, ...] = ()
    signatures: tuple[Signature, ...] = ()
    notice: Template
    note: Template


class PlaceKind(Record, frozen=True, kw_only=True):
    """A kind of place: the noun for it, the usual form of its full name, and the usual short name of its body.

    Both are offered by `ordinance new` and confirmed there. `chartered` says that it has a charter unless the place's file says
    otherwise; `also` are the kinds that state law counts it as besides; `sheriff` that an independent sheriff usually polices it
    and keeps its jail; `jail` what `ordinance new` writes of a jail where the state's file does not tell.
    """

    noun: Line
    official: Line
    body: Line
    chartered: bool = False
    also: tuple[KindRef, ...] = ()
    sheriff: bool = False
    jail: Literal["none", "unclear"] = "none"


class Bound(Record, frozen=True, kw_only=True):
    """Whom a rule of state law may bind besides the kinds of places. `officer` marks an independent officer as the issuer."""

    id: Id
    officer: bool = False


class SharedWords(Record, frozen=True, kw_only=True):
    """templates/words.yaml: the kinds of places, who else may be bound by state law, and the nouns that all instruments share."""

    kinds: Annotated[dict[Id, PlaceKind], Meta(min_length=1)]
    bound: tuple[Bound, ...] = ()
    words: dict[Name, Words]
