"""The typed shape of a state's forms: what its governments and their officers are called, and how each kind makes law."""

from datetime import date
from typing import Literal

from msgspec import field

from ordinance.library.addresses import Address
from ordinance.library.bill_model import BillForm
from ordinance.library.fields import Id, KindRef, Line, Record, State, Template, Verification
from ordinance.library.place_model import Numbering


class Told(Record, frozen=True, kw_only=True):
    """Something that a source tells, in our own words: where it stands, and how far it was read."""

    says: Line
    cite: Line | None = None
    verified: Verification = "unverified"
    source: Address | None = None


class ClassWords(Record, frozen=True, kw_only=True):
    """The enacting words of one class of a kind ("third class"); `words` is missing where nobody has found them."""

    of: Line
    words: Line | None = None
    cite: Line | None = None
    verified: Verification = "unverified"
    source: Address | None = None


class Authority(Record, frozen=True, kw_only=True):
    """Under which law a body makes its own: `text` is printed behind "adopted under"."""

    text: Template
    verified: Verification = "unverified"
    source: Address | None = None


class Article(Record, frozen=True, kw_only=True):
    """How the law is put to a town meeting: the question or article, in which `{title}` stands for the long title, and the
    section that asks for it, which is printed where somebody read it or an account of it."""

    text: Line
    cite: Line | None = None
    verified: Verification = "unverified"
    source: Address | None = None


class CodeForm(Record, frozen=True, kw_only=True):
    """How a code of such places is usually laid out: its units, and how its sections are numbered.

    `name` and `placement` have `{government}` for the full name of the place with its article. An unknown number is a blank.
    """

    unit: Literal["chapter", "article", "title", "division", "part"] = "chapter"
    name: Line
    placement: Line
    numbering: Numbering = field(default_factory=Numbering)


class Form(Record, frozen=True, kw_only=True):
    """One kind of government of a state: what it and its officers are called, what it may ordain, and its enacting words.

    Names. `{name}` in `official` and `body` stands for the place's name. `body_read` tells that the name of the body was read
    in the law or in a paper of the place itself; all other names and titles are the usual ones, to be confirmed. "X or Y" says
    that both are usual: the place has to say which, and `short` is then a word that fits both. `executive_kind` says what the
    chief executive is; "body" where the body itself is, so that there is no such officer. `orders` tells whether that officer
    may issue executive orders.

    Law. `charter` tells whether such places usually have one, where that differs from other places of the kind elsewhere.
    `instrument` is what its ordinance is called ("local law"). `power_says` prints on the first page where the power to
    ordain is limited, and with a warning where there is none. `enacting_clause` holds the words as the law gives them, gaps
    included; `formula` the same with the gaps as facts; `formula_confirm` says what must be confirmed before it is used;
    `by_class` are the words of classes that have others. `article` is how the law is put to a town meeting. `adoption` are the
    marks that the clerk fills in. `effective` completes "This ordinance takes effect …" and names the section that it rests on;
    `effective_confirm` says what else must be confirmed.
    Both are for a place without a charter of its own, so far as its file tells, and for every place with `despite_charter`.
    `procedure` and `penalties` are for whoever carries the draft, and never stand in the law. `bill`
    is how such a government writes a bill. `doubts` are what nobody settled.

    Officers. `police_head` is missing where such places have no police of their own, and "Sheriff" where the sheriff polices
    them; `police` tells whether the body commands the police. `sheriff` and `jail` tell who answers to whom: an independent
    sheriff is outside the body's command; a jail is run by the sheriff, by an agency of the place, by a jailer whom the voters
    elect, or by the state, and "unclear" where that differs from place to place.
    """

    official: Line | None = None
    noun: Line | None = None
    classes: tuple[Line, ...] = ()
    body: Line | None = None
    body_read: bool = False
    short: Line | None = None
    member: Line | None = None
    presiding: Line | None = None
    executive: Line | None = None
    executive_kind: Literal["mayor", "manager", "administrator", "supervisor", "judge-executive", "body"] | None = None
    executive_elected: bool = False
    orders: Literal["yes", "no", "unclear"] = "unclear"
    clerk: Line | None = None
    attorney: Line | None = None
    police_head: Line | None = None
    instrument: Line | None = None
    resolution: Line | None = None
    others: Line | None = None
    charter: bool | None = None
    town_meeting: bool = False
    article: Article | None = None
    adoption: tuple[Template, ...] = ()
    effective: Template | None = None
    effective_cite: Line | None = None
    effective_verified: Verification = "unverified"
    effective_confirm: Line | None = None
    despite_charter: bool = False
    bill: BillForm | None = None
    ordinance_power: Literal["none", "limited", "general"] = "general"
    power_says: Line | None = None
    authority: Authority | None = None
    police: Literal["directs", "outside"] = "directs"
    sheriff: Literal["independent", "process-only", "none"] = "none"
    jail: Literal["sheriff", "mostly-sheriff", "agency", "jailer", "state", "unclear", "none"] = "none"
    enacting_clause: Line | None = None
    formula: Template | None = None
    formula_confirm: Line | None = None
    cite: Line | None = None
    verified: Verification = "unverified"
    source: Address | None = None
    by_class: tuple[ClassWords, ...] = ()
    procedure: Told | None = None
    penalties: Told | None = None
    code: CodeForm | None = None
    doubts: tuple[Line, ...] = ()


class SpecialForm(Form, frozen=True, kw_only=True):
    """A government that has a form of its own: a consolidated or independent city, or another that its kind does not describe.

    `like` is the kind whose form holds for what is not said here; without it, nothing else is known.
    """

    like: KindRef | None = None


class Forms(Record, frozen=True, kw_only=True):
    """jurisdictions/forms/xx.yaml: a form for each kind of government of a state, and for single places by their id.

    `absent_kinds` says of a kind that the state does not have what to draft for instead.
    """

    state: State
    as_of: date
    absent_kinds: dict[KindRef, Line] = field(default_factory=dict)
    kinds: dict[KindRef, Form] = field(default_factory=dict)
    special: dict[Id, SpecialForm] = field(default_factory=dict)

    def form(self, kind: str, place_id: str = "") -> Form:
        """Return the form of a place: its own, filled up from the kind that it is like, else its kind's, else an empty one."""
        own = self.special.get(place_id)
        if own is None:
            return self.kinds.get(kind) or Form()
        return filled_up(own, self.kinds.get(own.like or ""))

    def keys(self, kind: str, place_id: str, name: str) -> tuple[str, str, str]:
        """Return the keys in the file that lead to a field of the form of a place."""
        own = self.special.get(place_id)
        if own is None or (own.like and getattr(own, name) == getattr(Form(), name)):
            return ("kinds", own.like if own and own.like else kind, name)
        return ("special", place_id, name)


#: Fields that belong together: where a special form gives the first, none of the others is taken from the kind.
_TOGETHER = (
    ("formula", "enacting_clause", "formula_confirm", "cite", "verified", "source", "by_class"),
    ("body", "body_read", "short", "member", "presiding"),
    ("executive", "executive_kind", "executive_elected", "orders"),
    ("effective", "effective_cite", "effective_verified", "effective_confirm"),
    ("ordinance_power", "power_says"),
    ("sheriff", "jail", "police_head", "police"),
)


def filled_up(own: SpecialForm, kind: Form | None) -> Form:
    """Return a special form with what it leaves out taken from its kind's."""
    empty = Form()
    names = [name for name in Form.__struct_fields__ if name not in ("like",)]
    given = {name for name in names if getattr(own, name) != getattr(empty, name)}
    for group in _TOGETHER:
        if given & set(group):
            given.update(group)
    base = kind or empty
    return Form(**{name: getattr(own if name in given else base, name) for name in names})
