"""What a government of a kind usually has: its names and titles, and its agencies, with what of them nobody has read."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ordinance.library.form_model import Form
from ordinance.library.forms import told, usual_code
from ordinance.library.place_model import Agency, Code
from ordinance.library.store import Library

#: The blank that stands for a fact that nobody told; an executive there may not be.
BLANKS: Final = {
    "official_name": "[full legal name]",
    "body": "[name of the governing body]",
    "short": "council",
    "member": "[title of a member]",
    "presiding": "[title of the presiding officer]",
    "executive": "",
    "clerk": "[title of the clerk]",
    "attorney": "[title of the attorney]",
}

#: What the agencies are usually called.
POLICE, SHERIFF = "Police Department", "Sheriff's Office"
_SHERIFF: Final = "Sheriff"
#: Most police hold whom they have arrested, if only until a court sits or another's jail takes over.
LOCKUP = "that the police hold people whom they have arrested"


class Usual(Struct, frozen=True):
    """What follows from a name, a kind and a state: the facts by their keys in `BLANKS`, and which of them are only usual."""

    known: dict[str, str]
    unread: tuple[str, ...]


class UsualAgencies(Struct, frozen=True):
    """Which agencies a place of the kind has to begin with: whether a sheriff, a police, and who runs a jail."""

    sheriff: bool
    police: bool
    jail: str
    sheriff_roles: tuple[str, ...]

    @property
    def some(self) -> bool:
        """Whether there is any agency to name."""
        return self.sheriff or self.police or self.jail in ("agency", "jailer", "unclear")


def usual(library: Library, name: str, kind: str, rule: Form, official: str = "") -> Usual:
    """Return what follows from the name, the kind and the state's form of it. `official` is the full name, where it is known."""
    form = rule.official or library.words.kinds[kind].official
    fixed = form.replace("{name}", "").strip().lower()
    given = fixed in name.lower() or ("{name}" not in form and name.lower() in form.lower())
    fixed_name = rule.official if rule.official and "{name}" not in rule.official else ""
    known = {"official_name": fixed_name or official or (name if given and "{name}" in form else form.replace("{name}", name))}
    bare = re.sub(re.escape(fixed), "", name, flags=re.IGNORECASE).strip() or name
    known["short"] = told(rule.short) or library.words.kinds[kind].body
    if rule.body:
        body = told(rule.body).replace("{name}", bare)
        # A charter township is one in the name of its body too.
        full = known["official_name"]
        known["body"] = body if full in body or full.startswith("[") else body.replace(form.replace("{name}", bare), full)
    for key in ("member", "presiding", "executive", "clerk", "attorney"):
        known[key] = told(getattr(rule, key))
    known = {key: value for key, value in known.items() if value}
    read = {"official_name", "short", *(["body"] if rule.body_read else [])}
    return Usual(known, tuple(value for key, value in known.items() if key not in read and not value.startswith("[")))


def usual_agencies(library: Library, kind: str, rule: Form | None) -> UsualAgencies:
    """Return which agencies a place begins with: `rule` is what the state's file tells of this kind, if it does."""
    own = library.words.kinds[kind]
    jail = rule.jail if rule else own.jail
    sheriff = rule.sheriff == "independent" if rule else own.sheriff
    by_sheriff = own.sheriff or bool(rule and rule.police_head == _SHERIFF)
    # A form that names no head of the police says that such places have none.
    police = (
        bool(rule.police_head) and not (sheriff and own.sheriff) and rule.police_head != _SHERIFF if rule else not own.sheriff
    )
    roles = ("police",) * by_sheriff + ("jail",) * (jail in ("sheriff", "mostly-sheriff"))
    return UsualAgencies(sheriff, police, jail, roles)


def police_head_of(rule: Form | None) -> str:
    """Return the title of the head of the police, or its blank."""
    return (told(rule.police_head) if rule else "") or "[title of the head of the police]"


def unread_agencies(has: UsualAgencies, rule: Form | None) -> list[str]:
    """Return the names and titles of agencies that a place begins with because they are usual for the kind."""
    head = police_head_of(rule)
    police = [POLICE, LOCKUP, *([] if head.startswith("[") else [head])]
    return [*([SHERIFF] if has.sheriff else []), *(police if has.police else [])]


def agencies_of(has: UsualAgencies, rule: Form | None) -> tuple[Agency, ...]:
    """Return the agencies themselves: the sheriff's, who runs the jail where that is another, the police."""
    found = []
    if has.sheriff:
        found.append(Agency(name=SHERIFF, head=_SHERIFF, roles=has.sheriff_roles, control="independent", elected=True))
    if has.jail == "agency":
        name = "[name of the department that runs the jail]"
        found.append(Agency(name=name, head="[title of the head of the jail]", roles=("jail",)))
    if has.jail == "jailer":
        found.append(Agency(name="[name of the jail]", head="Jailer", roles=("jail",), control="independent", elected=True))
    if has.jail == "unclear":
        name = "[name of the office that runs the jail: the sheriff's or a department's]"
        found.append(Agency(name=name, head="[title of the head of the jail]", roles=("jail",)))
    if has.police:
        found.append(
            Agency(name=POLICE, head=police_head_of(rule), roles=("police", "lockup"), control=rule.police if rule else "directs")
        )
    return tuple(found)


def code_of(library: Library, rule: Form, official: str) -> Code | None:
    """Return where an ordinance of such a place usually goes, with blanks for its numbers; None where codes are not usual."""
    return usual_code(rule, official, library.words.code_title or "[title of the chapter]")


def code_unread(code: Code | None) -> list[str]:
    """Return what is to be confirmed of a code that such a place usually has."""
    return [f"that it has a {code.name}"] if code else []


def is_elected(executive: str, rule: Form) -> bool:
    """Tell whether the voters elect a chief executive with this title."""
    return executive.lower() == "mayor" or bool(rule.executive_elected and rule.executive and rule.executive in executive)
