"""The typed shape of the forms: instruments, the nouns that they share, and what is told of the checks."""

from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.fields import (
    ClauseRef,
    Condition,
    Id,
    InstrumentRef,
    KindRef,
    LegalText,
    Line,
    Name,
    Numbered,
    Prose,
    Record,
    Template,
)


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


class BlankReason(Record, frozen=True, kw_only=True):
    """Why something is asked whose prompt begins with these words."""

    begins: Line
    says: Line


class BlankWords(Record, frozen=True, kw_only=True):
    """templates/blanks.yaml: what is told of blanks where somebody fills them in.

    A prompt that begins as `looked_up` says is no question at all. The first reason that fits counts, else `otherwise`.
    """

    looked_up: tuple[Line, ...] = ()
    otherwise: Line
    why: tuple[BlankReason, ...] = ()


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
    """The words that amend, repeal or renumber a section of a code, with the facts of the section as `section` (cite, heading,
    history, and `becomes`, its new citation, where it gets one).

    `caption` is what the long title says, with `amended`, `repealed` and `renumbered`: the sections, each kind as one phrase.
    With `each` that phrase lists the sections in the words of this line rather than by number alone. `origin` is the history of
    a section as the formula has it, from the note behind the section, with `origin` (ordinance, section, amended).
    """

    caption: Template
    each: Template | None = None
    origin: Template | None = None
    title: Template
    lead: Template
    repeal_title: Template
    repeal_lead: Template
    renumber_title: Template | None = None
    renumber_lead: Template | None = None


class RecordForm(Record, frozen=True, kw_only=True):
    """The record of adoption, a table apart from the law: its title, and the heads of its two columns."""

    title: Line = "Record of adoption"
    step: Line = "Step"
    entry: Line = "For the clerk to fill in"


class AnnexForm(Record, frozen=True, kw_only=True):
    """How the full text stands behind a short instrument: its title, what it calls itself, its lead, its numbers."""

    title: Template
    name: Line
    lead: Template
    section: Numbered
    cite: Numbered
    cite_many: Numbered


class ShortForm(Record, frozen=True, kw_only=True):
    """How an instrument is written at the short length, where that differs from the full one.

    `general` takes the place of the instrument's own list; the clauses of `omits` have no place in it, whoever requires them.
    With `lead` the sections have no headings: each is a paragraph that begins with `lead` and ends with `end`, the last one with
    `last`. `recitals` is how many reasons it gives at most; with `defines: false` no word in it is a defined term.
    `texts` names the instrument for which its paragraphs were written, where that is another; `numbers` counts them ("{n}.").
    """

    general: tuple[ClauseRef, ...] = ()
    omits: tuple[ClauseRef, ...] = ()
    lead: str = ""
    end: str = ""
    last: str = ""
    texts: InstrumentRef | None = None
    numbers: Numbered | None = None
    recitals: int = 5
    defines: bool = True
    annex: AnnexForm | None = None
    formula: Template | None = None


class Reading(Record, frozen=True, kw_only=True):
    """How an instrument reads under another name ("order"): its enacting words, at the short length too, and its nouns."""

    name: Line
    formula: Template
    short_formula: Template
    short_lead: str
    words: dict[Name, Words] = field(default_factory=dict)


class Instrument(Record, frozen=True, kw_only=True):
    """templates/instruments/<id>.yaml: the form of one kind of instrument, from caption to signatures.

    A place where `when` does not hold cannot have it; `otherwise` says why. `issuer` is who decides on it; `scope` whom
    it binds: the agencies of the place, or one department, whose agency and head the text then names. `enacts` says
    that it is made under the power of the place to make law, which a state may limit or refuse. `head` names who acts,
    under the name of the government; `title` holds its number as a blank; `blanks` are the lines under it, each with
    its label ("Introduced by: [sponsor]").

    `instead` is the instrument of a kind of government that has no power to make this one. `called` is how it reads where the
    forms of a state give it another name. `opening` stands before the first section, behind the enacting words or, where
    `opening_first` says so, before them.
    """

    id: Id
    name: Line
    title: Template
    caption: Template
    caption_last: Line = "and"
    issuer: Literal["body", "executive", "department"] = "body"
    scope: Literal["place", "department"] = "place"
    enacts: bool = False
    head: Template | None = None
    blanks: tuple[Template, ...] = ()
    when: Condition | None = None
    otherwise: Template | None = None
    instead: InstrumentRef | None = None
    called: tuple[Reading, ...] = ()
    recitals: RecitalForm
    formula: Template
    formula_source: Literal["state", "place", "instrument"] = "instrument"
    codify: bool = False
    codify_lead: Template | None = None
    amendment: AmendmentForm | None = None
    opening: LegalText | None = None
    opening_first: bool = False
    words: dict[Name, Words] = field(default_factory=dict)
    general: tuple[ClauseRef, ...]
    short: ShortForm | None = None
    adoption: tuple[Template, ...] = ()
    record: RecordForm = field(default_factory=RecordForm)
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
    """templates/words.yaml: the kinds of places, who else may be bound by state law, and the nouns that all instruments share.

    `code_title` is the title of the chapter that an ordinance adds to a code, where the place's file has none.
    """

    kinds: Annotated[dict[Id, PlaceKind], Meta(min_length=1)]
    bound: tuple[Bound, ...] = ()
    words: dict[Name, Words]
    code_title: Line | None = None
