"""The shapes of handouts and of their languages: the head of a sheet, the tree of its body, the table of a language's words."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from ordinance.library.fields import Id, InstrumentRef, KindRef, LanguageTag, Line, Record, RoleRef, State, Template
from ordinance.library.model import TranslationState
from ordinance.library.templates import Expression, Parts

Layout = Literal["letter", "half", "4-up", "10-up", "poster", "large-print"]
Audience = Literal["residents", "members", "staff", "organizers"]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}$", description="Eight hexadecimal digits; `ordinance handouts` prints them.")]


class Review(Record, frozen=True, kw_only=True):
    """A licensed attorney's review of a handout: who, licensed in which state, on which day, and of which revision of the words.
    A review of words that have changed since counts no more."""

    by: Line
    state: State
    on: date
    of: Digest


class HandoutTranslation(Record, frozen=True, kw_only=True):
    """How far a translated handout has come. `of` is the revision of the English file that it was written from, `read` that of
    the translated words which the reviewer read: a review of words that have changed since counts no more."""

    state: TranslationState
    of: Digest
    by: Line | None = None
    on: date | None = None
    read: Digest | None = None


class HandoutHead(Record, frozen=True, kw_only=True):
    """The head of templates/handouts/<kind>/<language>.md.j2. `reading` is the highest grade of the English text,
    `words` the most words of an edition; the other languages have their limits in their own table."""

    title: Template
    says: Line
    audience: Audience
    needs: Literal["none", "place", "draft"]
    counsel: Literal["rights", "none"]
    reviewed: Review | None = None
    translation: HandoutTranslation | None = None
    reading: Annotated[int, Meta(ge=1, le=16)] | None = None
    words: Annotated[int, Meta(ge=1)]
    layouts: Annotated[tuple[Layout, ...], Meta(min_length=1)]
    privacy: bool = False
    colour: Id | None = None
    sources: tuple[Id, ...] = ()


# --- the body ---

LeafKind = Literal["heading-1", "heading-2", "paragraph", "bullet", "number", "tick", "row", "head-row"]


class HandoutLink(Struct, frozen=True):
    """A link in a leaf: its words and its address; the leaf's template has a marker where it stands."""

    text: str
    address: str


class Leaf(Struct, frozen=True, tag=True):
    """A heading, paragraph, item or table row: the templates of its text (a row has one a cell), and its links."""

    kind: LeafKind
    line: int
    cells: tuple[Parts, ...]
    links: tuple[HandoutLink, ...] = ()
    icon: str = ""
    number: int = 0
    page: bool = False


class FieldLeaf(Struct, frozen=True):
    """One field of a row: its label, and whether a line, a box to tick or nothing stands with it."""

    label: Parts
    kind: Literal["line", "tick", "text"]


class FieldsLeaf(Struct, frozen=True, tag=True):
    """A row of fields; `lines` is how many lines there are to write on."""

    line: int
    fields: tuple[FieldLeaf, ...]
    lines: int = 1


class Insert(Struct, frozen=True, tag=True):
    """`{{ insert.name }}` on a line of its own: what the program builds from the draft or the place."""

    line: int
    name: str


GroupKind = Literal[
    "box", "warning", "say", "limits", "first", "paper", "band", "side", "card", "only", "english", "columns", "column"
]


class Group(Struct, frozen=True, tag=True):
    """`::: kind names` … `:::`."""

    kind: GroupKind
    line: int
    names: tuple[str, ...]
    children: tuple[HandoutNode, ...]


class When(Struct, frozen=True, tag=True):
    """Blocks between `{% if … %}` and `{% endif %}` on lines of their own."""

    line: int
    branches: tuple[tuple[Expression, tuple[HandoutNode, ...]], ...]
    otherwise: tuple[HandoutNode, ...] = ()


HandoutNode = Leaf | FieldsLeaf | Insert | Group | When


class Handout(Struct, frozen=True):
    """One handout in one language, as its file has it. `revision` is that of its words."""

    kind: str
    language: str
    head: HandoutHead
    body: tuple[HandoutNode, ...]
    revision: str
    shown: str


# --- what may not be printed ---


class BlockedNumber(Record, frozen=True, kw_only=True):
    """A telephone number that no handout may print, its digits, and why."""

    digits: Annotated[str, Meta(pattern=r"^\d{5,15}$", description="The number's digits, without signs.")]
    why: Line
    source: Line


Hex = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$", description="A colour such as #A3172B.")]


class Colour(Record, frozen=True, kw_only=True):
    """The colour of a sheet on paper and on a screen by day, and its light one by night."""

    day: Hex
    night: Hex


class HandoutRules(Record, frozen=True, kw_only=True):
    """templates/handout-rules.yaml: what the program refuses to print, whatever a file says, the plain names of files that do not
    tell who holds them, and of which kind the shared sentences are that name an exception (clauses/shared.yaml)."""

    blocked: tuple[BlockedNumber, ...]
    hotline_days: Annotated[int, Meta(ge=1)]
    hotlines_on_a_card: Annotated[int, Meta(ge=1)]
    names: dict[Id, Id] = field(default_factory=dict)
    exception_kinds: dict[Id, Id] = field(default_factory=dict)
    colours: dict[Id, Colour] = field(default_factory=dict)


# --- languages ---


class ReadingLimits(Record, frozen=True, kw_only=True):
    """How readable a text must be: one limit for each audience. `least` for a score that grows as texts grow easier, `most` for a
    school grade or a length (`words` are those of a sentence, in languages without a formula here); `common` is the least share
    of common characters, in percent; `syllables` holds words whose syllables their spelling does not tell."""

    measure: Literal["flesch-kincaid", "fernandez-huerta", "characters", "words"]
    least: dict[Audience, int] = field(default_factory=dict)
    most: dict[Audience, int] = field(default_factory=dict)
    common: Annotated[int, Meta(ge=0, le=100)] = 0
    syllables: dict[str, int] = field(default_factory=dict)


class Sides(Record, frozen=True, kw_only=True):
    """What the sides of a card are called on the sheet that tells how to print them."""

    front: Line
    back: Line
    card: Line


class PanelTitles(Record, frozen=True, kw_only=True):
    """The label in words of each kind of box; an empty one prints none."""

    box: str = ""
    first: Line
    paper: str = ""
    band: str = ""
    warning: Line
    say: Line
    limits: Line
    card: str = ""


class Phrases(Record, frozen=True, kw_only=True):
    """The fixed words that the program prints on handouts. Words in braces are filled in. Those with a default stand only on
    sheets that are built from a draft, or speak of a hearing: a language without such sheets may leave them to English."""

    draft_banner: Line
    draft_banner_card: Line
    machine_banner: Line
    machine_banner_card: Line
    not_translated: Line
    stale: Line
    review_by: Line
    review_state: Line
    review_date: Line
    reviewed: Line
    privacy: Line
    not_advice: Line
    free: Line
    check_again: Line
    version: Line
    hotline: Line
    hotline_checked: Line
    hotline_call: Line
    hotline_blank: Line
    organization: Line
    phone: Line
    state_rights: dict[Id, Line]
    guide_title: Line
    guide_steps: tuple[Line, ...]
    guide_marks: Line
    kit_title: Line
    kit_about: Line
    kit_print: tuple[Line, ...]
    kit_lacks: Line
    kit_in_english: Line
    kit_numbers: Line
    both_sides: Line
    kit_columns: Annotated[tuple[Line, ...], Meta(min_length=4, max_length=4)]
    page_label: str = ""
    email: str = ""
    hearing_day: str = ""
    hearing_time: str = ""
    hearing_where: str = ""
    hearing_item: str = ""
    hearing_interpreter: str = ""
    hearing_remote: str = ""
    hearing_deadline: str = ""
    covers: str = ""
    covers_nobody: str = ""
    not_covered_own: str = ""
    not_covered_independent: str = ""
    not_covered_jail: dict[Literal["state", "county-sheriff", "county-corrections", "mixed"], Line] = field(default_factory=dict)
    not_covered: tuple[Line, ...] = ()
    starts: str = ""
    passed: str = ""
    all_rules: str = ""
    also_does: str = ""
    all_options: str = ""
    rule: str = ""
    this_draft: str = ""
    stronger: str = ""
    weaker: str = ""
    none_such: str = ""
    state_column: str = ""
    exceptions_in_text: str = ""
    no_exceptions: str = ""
    kinds: dict[Id, Line] = field(default_factory=dict)
    no_remedy: str = ""
    state_forbids: str = ""
    state_risky: str = ""
    state_supports: str = ""
    state_supports_reported: str = ""
    state_open: str = ""
    state_rest: str = ""
    state_unknown: str = ""
    state_penalty: str = ""
    state_no_penalty: str = ""
    state_checked: str = ""
    option: str = ""
    duty: str = ""
    exceptions: str = ""
    exposure: str = ""
    in_draft: str = ""
    objection: str = ""
    answer: str = ""


class LanguageTable(Record, frozen=True, kw_only=True):
    """templates/languages/<language>.yaml: how a language writes dates and lists, the names of places and bodies in it, the
    fixed words of handouts, what they may never say, and how readable they must be. `space` stands between two sentences,
    `titles` between the titles of clauses in one line; a language that writes them otherwise says so. `states` holds names that
    differ from the English ones, `official` and `agencies` what places and agencies are called by their kind, `roles` the general
    noun for an officer whom a place's file does not name yet."""

    language: LanguageTag
    name: Line
    english_name: Line
    months: Annotated[tuple[Line, ...], Meta(min_length=12, max_length=12)]
    date: Line
    month_date: Line
    short_date: Line
    between: str
    last: str
    pair: str
    stop: str
    space: str = " "
    titles: str = "; "
    exception_lead: str
    weekdays: Annotated[tuple[Line, ...], Meta(min_length=7, max_length=7)] | None = None
    weekday_date: Line = "{weekday}, {date}"
    times: dict[Literal["hour", "minute", "am", "pm"], Line] = field(default_factory=dict)
    states: dict[State, Line] = field(default_factory=dict)
    official: dict[KindRef, Line] = field(default_factory=dict)
    agencies: dict[RoleRef, Line] = field(default_factory=dict)
    roles: dict[Id, Line] = field(default_factory=dict)
    nouns: dict[KindRef, Line] = field(default_factory=dict)
    bodies: dict[str, Line] = field(default_factory=dict)
    members: dict[str, Line]
    instruments: dict[InstrumentRef, Line] = field(default_factory=dict)
    instrument_names: dict[str, Line] = field(default_factory=dict)
    audiences: dict[Audience, Line]
    staff: Line
    place: Line
    no_body: Line
    panels: PanelTitles
    sides: Sides
    phrases: Phrases
    reading: ReadingLimits
    never: tuple[Line, ...]
    denials: tuple[Line, ...] = ()
    exposures: dict[str, Line] = field(default_factory=dict)
