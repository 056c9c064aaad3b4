"""The typed shape of a state's forms: what its governments and their officers are called, and how each kind makes law."""

from datetime import date
from typing import Literal

from msgspec import field

from ordinance.library.addresses import Address
from ordinance.library.fields import Id, KindRef, Line, Record, State, Template, Verification


class Form(Record, frozen=True, kw_only=True):
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


class SpecialForm(Form, frozen=True, kw_only=True):
    """A government that has a form of its own: a consolidated or independent city, or another that a kind does not describe.

    `name` is the place's name as its file has it, `kinds` are the kinds under which it may stand, and `governments` are its ids
    in the national list of governments, below the country ("state:pa/place:philadelphia").
    """

    name: Line
    kinds: tuple[KindRef, ...]
    governments: tuple[Line, ...] = ()


class Forms(Record, frozen=True, kw_only=True):
    """jurisdictions/forms/xx.yaml: a form for each kind of government of a state, and for single ones by their id.

    `absent_kinds` says of a kind that the state does not have what to draft for instead.
    """

    state: State
    as_of: date
    absent_kinds: dict[KindRef, Line] = field(default_factory=dict)
    kinds: dict[KindRef, Form] = field(default_factory=dict)
    special: dict[Id, SpecialForm] = field(default_factory=dict)

    def special_of(self, name: str, kind: str, government: str | None = None) -> str | None:
        """Return the id of the special form of a place by its id in the list of governments, or by its name and kind."""
        for form_id, form in self.special.items():
            if government in form.governments if government else form.name == name and kind in form.kinds:
                return form_id
        return None

    def form(self, kind: str, name: str = "", government: str | None = None) -> Form:
        """Return the form of a place: its own, else its kind's, else an empty one."""
        own = self.special_of(name, kind, government)
        return self.special[own] if own else self.kinds.get(kind) or Form()

    def keys(self, kind: str, name: str = "") -> tuple[str, str]:
        """Return the keys in the file that lead to the form of a place."""
        own = self.special_of(name, kind)
        return ("special", own) if own else ("kinds", kind)
