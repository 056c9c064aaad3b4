"""The typed shape of a place: its offices and agencies, its code, its choices."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.library.addresses import Address
from ordinance.library.bill_model import BillForm
from ordinance.library.fields import (
    ClauseRef,
    Control,
    Id,
    InstrumentRef,
    KindRef,
    LegalText,
    Line,
    Numbered,
    OwnAgencyRef,
    PackageRef,
    PowerRef,
    PresentText,
    Prose,
    Record,
    RoleRef,
    StateRef,
    Template,
    ValueRef,
    VariantRef,
    Verification,
)
from ordinance.library.wording_model import Wording, WordingFile


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
    """A section of the place's code as it stands, which the instrument amends, repeals or renumbers.

    `number` is what stands for {n} in the code's labels; a section of another chapter is named by its whole `cite` instead
    ("K.C.C. 4A.200.100"). `text` is the section's own words, with its items as nested numbered lists; `levels` are their labels
    where they are not the code's. What becomes of it: the section of a `clause` takes its place; or it will read as `after`
    says; or it only gets the number that it `becomes`; or, with none of these, it is repealed. `page` and `read` say where and
    when the text was read, `history` what enacted or last changed it, in the words of the place's amending formula.
    """

    number: Line | None = None
    cite: Line | None = None
    heading: Line
    text: PresentText
    levels: Annotated[tuple[Line, ...], Meta(min_length=1)] | None = None
    clause: ClauseRef | None = None
    after: PresentText | None = None
    heading_after: Line | None = None
    becomes: Line | None = None
    history: Line | None = None
    page: Address
    read: date

    @property
    def repealed(self) -> bool:
        """Whether nothing is left of it."""
        return self.clause is None and self.after is None and self.becomes is None


#: How deleted words are shown, by the custom of the place; added words are always underlined.
Deletions = Literal["strike", "brackets", "brackets-and-strike", "double-parentheses", "double-parentheses-and-strike"]


class Code(Record, frozen=True, kw_only=True):
    """Where in the place's code the sections go. Without it, the instrument stands uncodified.

    `heading` is the unit and its number as they stand over the new sections ("ARTICLE VIII"), before the `title`. With `exists`
    the unit is in the code already and the new sections are added to it; `taken` are the numbers of those that stand there.
    """

    name: Line
    unit: Literal["chapter", "article", "title", "division", "part"]
    placement: Line
    title: Line
    heading: Line | None = None
    numbering: Numbering
    definite: bool = False
    exists: bool = False
    taken: tuple[Line, ...] = ()
    sections: tuple[CodeSection, ...] = ()
    deletions: Deletions = "strike"


class InstrumentNames(Record, frozen=True, kw_only=True):
    """What this place calls an instrument, where it differs ("local law"), and a formula fixed by its charter."""

    name: Line | None = None
    enacting_clause: Template | None = None
    source: Line | None = None


#: Words that stand on handouts: one text for all languages, or one for each by its tag ({en: …, es: …}). (`Line` is no part of
#: this union: msgspec 0.21 frees the pattern of a text that stands beside a dictionary twice. `local_faults` looks at the tags.)
Local = str | dict[str, str]


class Hotline(Record, frozen=True, kw_only=True):
    """A telephone line that a handout may print, only while its check is recent. Its languages are tags (es, zh)."""

    name: Local
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
    """When and where the body hears the public on the draft, and how to take part. A text may be given by language."""

    day: date
    time: Local
    where: Local
    item: Local | None = None
    interpreter: Local | None = None
    remote: Local | None = None
    deadline: Local | None = None


class Choices(Record, frozen=True, kw_only=True):
    """What this place chose: kept apart from the facts, so that a change of policy reads as one."""

    package: PackageRef | None = None
    variants: dict[ClauseRef, VariantRef] = field(default_factory=dict)
    include: tuple[ClauseRef, ...] = ()
    leave_out: tuple[ClauseRef, ...] = ()
    values: dict[Id, dict[ValueRef, int | Line]] = field(default_factory=dict)


class AdoptedSection(Record, frozen=True, kw_only=True):
    """What became of a section in the text that passed. An amended one, and one that is not ours, has no plain sentence of the
    library's: `counsel` is the one that counsel wrote for it; a sheet waits for it.
    `number` is what stands for {n} in its label in the text that passed, where that is not the number that would be counted."""

    is_now: Literal["as drafted", "amended", "not ours"]
    counsel: Line | None = None
    number: Line | None = None


class Adopted(Record, frozen=True, kw_only=True):
    """The text that passed: when, in which instrument and length, which file it was read from, and each section; `struck` are
    clauses whose sections are gone. Its words stand in the place's `wording`, its variants in the choices."""

    on: date
    read_from: Line
    instrument: InstrumentRef
    length: Literal["short", "full"]
    sections: dict[Line, AdoptedSection]
    struck: tuple[Line, ...] = ()


class Place(Record, frozen=True, kw_only=True):
    """jurisdictions/<id>.yaml: the facts of one place, where they were read, and its choices.

    `to_confirm` names the titles that are usual for such a place and that nobody has read for this one: every draft says so.
    A fact in square brackets ("[title of the clerk]") is a blank: it is printed as a blank to fill in, and listed.
    `town_meeting` (the town enacts at town meeting) and `charter` stand where the place differs from its kind.
    `bill` is how a bill is written here. `wording` has the place's own words for items of the drafted text, `adopted` what became
    of the text (`ordinance adopt`).
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
    bill: BillForm | None = None
    instruments: dict[InstrumentRef, InstrumentNames] = field(default_factory=dict)
    recitals: tuple[LegalText, ...] = ()
    notes: Prose | None = None
    hotlines: tuple[Hotline, ...] = ()
    organization: Organization | None = None
    hearing: Hearing | None = None
    sources: tuple[Source, ...] = ()
    to_confirm: tuple[Line, ...] = ()
    as_of: date
    choices: Choices = field(default_factory=Choices)
    wording: tuple[Wording, ...] = ()
    adopted: Adopted | None = None

    @property
    def in_words(self) -> str:
        """The full name as it stands in a sentence: with an article where it is a city, town or village "of"."""
        return f"the {self.official_name}" if " of " in self.official_name else self.official_name


#: What a user's own files hold of one place, and of people in it.
OF_ONE_PLACE = (Place, WordingFile)
