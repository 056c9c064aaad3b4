"""The facts that a text may use: `place`, `state`, `has`, `this`, `instrument`, the articles with the words, and values.

Everything is plain text, numbers, booleans and mappings: nothing that a template could call. A fact in square brackets
is a blank, and carries its marker from here on, so that it prints as a blank wherever it lands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import render
from ordinance.drafting.forms import (
    USUAL,
    at_town_meeting,
    authority_of,
    effective_of,
    form_of,
    has_charter,
    instrument_name,
    noun_of,
    presiding_apart,
    resolution_instead,
)
from ordinance.drafting.powers import is_independent, issuing_agencies, policy_agency, powers_of
from ordinance.library.form_model import Form
from ordinance.library.forms import where_of
from ordinance.library.instrument_model import Instrument, Words
from ordinance.library.legal_text import BLANK_CLOSE, BLANK_OPEN
from ordinance.library.place_model import Agency, Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library
from ordinance.library.typography import typographic

Facts = dict[str, Any]
Render = Callable[[str, Mapping[str, Any]], str]

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_VOWEL = re.compile(r"[aeio]|u(?!ni|se)", re.IGNORECASE)
ARTICLES = ("a", "the", "each", "no", "one", "many")


def place_facts(library: Library, place: Place, state: StateLaw, instrument: Instrument) -> Facts:
    """Return the facts that do not depend on which clauses were chosen."""
    words, form = library.words, form_of(library, place)
    own = {
        "noun": noun_of(place, form, words),
        "charter": has_charter(place, form, words),
        "presiding_apart": presiding_apart(place),
        "town_meeting": at_town_meeting(place, form),
        **_law_of_its_own(library, place, form),
        "common": {
            "attorney": _lower(place.attorney),
            "clerk": _lower(place.clerk),
            "executive": _lower(place.executive.title) if place.executive else "",
        },
    }
    path, keys = where_of(library, place.state, place.kind, place.id, "effective")
    own["effective"] = guarded(library, path, keys, lambda: render(effective_of(place, instrument, form), {"place": own}))
    path, keys = where_of(library, place.state, place.kind, place.id, "authority")
    own["authority"] = guarded(library, path, keys, lambda: render(authority_of(place, instrument, form), {"place": own}))
    powers = powers_of(library, place, instrument.id)
    name = instrument_name(place, instrument, form)
    department = _department(place) if instrument.scope == "department" else {"name": "", "head": ""}
    return {
        "place": _with_blanks({**msgspec.to_builtins(place), **own}),
        "state": _with_blanks({"name": state_name(place, state), "code": state.state, "stance": state.stance}),
        "has": {power.id.replace("-", "_"): power.id in powers for power in library.vocabulary.powers},
        "independent": instrument.scope != "department" and is_independent(place),
        "instrument": {one.replace("-", "_"): one == instrument.id for one in library.instruments},
        "officer": _with_blanks(_officers(library, place)),
        "department": _with_blanks(department),
        "this": {"instrument": f"this {name}", "chapter": f"this {name}", "name": name},
    }


def _law_of_its_own(library: Library, place: Place, form: Form) -> Facts:
    """Return what the place's own law is called (`law`, with its article `a_law`), and whether it may make any (`ordains`)."""
    usual = library.instrument(USUAL)
    name = instrument_name(place, usual, form)
    article = "an" if _VOWEL.match(name) else "a"
    return {"law": name, "a_law": f"{article} {name}", "ordains": not resolution_instead(place, usual, form)}


def protected_facts(library: Library, acts: Collection[str] = ()) -> dict[str, bool]:
    """Return for each act whether the state's law protects it from a local text, so that a text can leave it alone there."""
    return {act.id.replace("-", "_"): act.id in acts for act in library.vocabulary.acts}


def state_name(place: Place, state: StateLaw) -> str:
    """Return the state's name; a blank for a place without a name, which shows how a clause reads in any state."""
    return "[the state]" if place.name.startswith("[") else state.name


def word_facts(library: Library, instrument: Instrument, facts: Facts, render: Render) -> Facts:
    """Return `a`, `A`, `the`, `The`, … : for each article the forms of every word, in this place and instrument."""
    merged = {**library.words.words, **instrument.words}
    forms = {name: _forms(words, facts, render) for name, words in merged.items()}
    result: Facts = {}
    for article in ARTICLES:
        result[article] = {name: form[article] for name, form in forms.items()}
        result[article.capitalize()] = {name: capital(form[article]) for name, form in forms.items()}
    return result


def capital(text: str) -> str:
    """Return the text with a capital first letter; a blank's marker is not a letter."""
    return text[:1].upper() + text[1:]


def value_facts(place: Place, clause_id: str, values: Mapping[str, Any]) -> Facts:
    """Return the figures of one clause: the place's own, else the defaults; one in brackets is a blank."""
    chosen = place.choices.values.get(clause_id, {})
    return {name: _with_blanks(chosen.get(name, value.default)) for name, value in values.items()}


def _forms(words: Words, facts: Facts, render: Render) -> dict[str, str]:
    one = render(words.one, facts)
    made = {
        "one": one,
        "many": _plural(one),
        "a": f"{'an' if _VOWEL.match(one) else 'a'} {one}",
        "the": f"the {one}",
        "each": f"each {one}",
        "no": f"no {one}",
    }
    given = {name: getattr(words, name) for name in ("many", "a", "the", "each", "no")}
    return {**made, **{name: render(text, facts) for name, text in given.items() if text}}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _officers(library: Library, place: Place) -> dict[str, Any]:
    """Return the head's title, in lower case, of the issuer's agency with each power and role; "" where there is none."""
    own = issuing_agencies(place)
    titles: dict[str, Any] = {role.id.replace("-", "_"): "" for role in library.vocabulary.roles}
    for agency in reversed(own):
        titles.update({role.replace("-", "_"): _lower(agency.head) for role in agency.roles})
    for power in library.vocabulary.powers:
        holders = [_lower(agency.head) for agency in own if set(agency.roles) & set(power.from_roles)]
        titles.setdefault(power.id.replace("-", "_"), holders[0] if holders else "")
    return {**titles, **_independent(own)}


#: The roles by which a text speaks to an officer whom the body cannot direct; the first that fits counts.
_PARTS = {
    "keepers": {"police", "jail", "lockup", "juvenile"},
    "schools": {"school"},
    "prosecutors": {"prosecutor"},
    "others": set(),
}


def _independent(own: list[Agency]) -> dict[str, Any]:
    """Return the independent officers, each by title: all ("the sheriff or the clerk"), how many, and those of each part."""
    parts: dict[str, list[str]] = {name: [] for name in _PARTS}
    roles: dict[str, set[str]] = {}
    for agency in own:
        if agency.control == "independent":
            roles.setdefault(_lower(agency.head), set()).update(agency.roles)
    for head, held in roles.items():
        parts[next(name for name, wanted in _PARTS.items() if held & wanted or name == "others")].append(head)
    joined = {name: _either(heads) for name, heads in parts.items()}
    return {**joined, "independent": _either(list(roles)), "several": len(roles) > 1, "mixed": sum(map(bool, parts.values())) > 1}


def _either(heads: list[str]) -> str:
    """Return titles as a choice, without the first article: "sheriff or the clerk", "sheriff, the clerk, or the prosecutor"."""
    if len(heads) < 3:
        return " or the ".join(heads)
    return f"{', the '.join(heads[:-1])}, or the {heads[-1]}"


def _department(place: Place) -> dict[str, str]:
    name = policy_agency(place)
    head = next((agency.head for agency in place.agencies if agency.name == name), "")
    return {"name": name, "head": head}


def _lower(title: str) -> str:
    """Return a title as a common noun. A blank stays, and so does "State's Attorney": else it reads as the state's own lawyer."""
    kept = title.startswith(("[", "State's ", "State\u2019s "))
    return title if kept else title.lower()


def blanks_marked(text: str) -> str:
    """Return text with each [blank] carrying its marker."""
    return _BRACKETED.sub(f"{BLANK_OPEN}\\1{BLANK_CLOSE}", text)


def _with_blanks(value: Any) -> Any:
    if isinstance(value, str):
        return typographic(blanks_marked(value))
    if isinstance(value, dict):
        return {key: _with_blanks(inner) for key, inner in value.items()}
    return [_with_blanks(inner) for inner in value] if isinstance(value, list) else value
