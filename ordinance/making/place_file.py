"""A place as a commented file that drafts at once: what is known is filled in, what is usual is named, the rest is blank."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins

from ordinance.errors import BadChoice, Fault, FaultyFile, brief
from ordinance.library import strict_yaml, templates
from ordinance.library.form_model import Form
from ordinance.library.place_model import Code, Numbering
from ordinance.library.store import Library
from ordinance.pages.sources import shown_date
from ordinance.places.filling import county_unread
from ordinance.places.form import form_of
from ordinance.places.model import Government
from ordinance.places.usual import (
    LOCKUP,
    POLICE,
    SHERIFF,
    Usual,
    code_of,
    code_unread,
    is_elected,
    police_head_of,
    unread_agencies,
    usual,
    usual_agencies,
)

#: Control characters, halves of pairs, private ones, and breaks of lines and paragraphs, by their Unicode category.
_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
_TEMPLATE = "templates/new-place.yaml.j2"


class Begun(Struct, frozen=True):
    """The file's text, and what in it is only usual there and nobody has read."""

    text: str
    unread: tuple[str, ...]


def known_of(library: Library, government: Government) -> Usual:
    """Return what follows from a government's name, kind and state. Raises what `form_of` raises."""
    rule = form_of(library, government.state, government.kind, government.id)
    return usual(library, government.name, government.kind, rule or Form(), government.official)


def place_file(library: Library, government: Government, answers: Mapping[str, str], target: Path, on: date) -> Begun:
    """Return the file of a place. `answers` are its names and titles by their keys in `places.usual.BLANKS`.

    `target` is the name that its remarks give it, `on` the day of the facts. Raises `BadChoice` for a character that no document
    can hold, `FaultyFile` for a library whose template for it is wrong, and what `form_of` raises.
    """
    described = form_of(library, government.state, government.kind, government.id)
    rule, state = described or Form(), library.state(government.state)
    has = usual_agencies(library, government.kind, described)
    code = code_of(library, rule, answers["official_name"])
    only_usual = [title for title in known_of(library, government).unread if title in answers.values()]
    unread = tuple(dict.fromkeys([*only_usual, *unread_agencies(has, described), *code_unread(code), *county_unread(government)]))
    own = {"id": government.id, "name": government.name, "kind": government.kind, "county": government.county}
    quoted = {key: _quoted(value) if value else "" for key, value in {**own, **answers}.items()}
    quoted["state"] = state.state
    quoted["executive_elected"] = "true" if is_elected(answers["executive"], rule) else "false"
    quoted["police_head"] = _quoted(police_head_of(described))
    facts = {
        "place": quoted,
        "noun": _quoted(rule.noun) if rule.noun else "",
        "instrument": _quoted(rule.instrument) if rule.instrument else "",
        "town_meeting": rule.town_meeting,
        "code": _code_lines(code) if code else "",
        "jail": has.jail,
        "sheriff": has.sheriff,
        "police": has.police,
        "sheriff_roles": ", ".join(has.sheriff_roles),
        "some_agency": has.some,
        "lockup": ", lockup" if LOCKUP in unread else "",
        "police_name": POLICE,
        "police_control": rule.police,
        "sheriff_name": SHERIFF,
        "to_confirm": "".join(f"\n  - {_quoted(title)}" for title in unread),
        "state": {"name": state.name, "jails": state.jail_operator.replace("-", " ")},
        "state_lines": "\n".join(f"#   {one.topic}: {one.status} (basis: {one.basis})" for one in state.verdicts),
        "horizon": shown_date(state.horizon),
        "file": brief(target, 200),  # a line break in it would end the remark that it stands in
        "today": on.isoformat(),
    }
    return Begun(_filled(library, facts), unread)


def _code_lines(code: Code) -> str:
    """Return the lines of a file on where the sections go, below `code:`."""
    facts = {key: getattr(code, key) for key in ("name", "unit", "placement", "title")}
    usual_ones, own = to_builtins(Numbering()), to_builtins(code.numbering)
    numbering = {key: value for key, value in own.items() if value != usual_ones[key]}
    lines = [f"  {key}: {_quoted(value)}" for key, value in facts.items()]
    return "\n".join([*lines, f"  numbering: {json.dumps(numbering, ensure_ascii=False)}"])


def _filled(library: Library, facts: dict[str, Any]) -> str:
    path = library.file(_TEMPLATE)
    written = strict_yaml.read_text(path, library.shown(path))
    # A line that holds nothing but a tag leaves none behind.
    template = re.sub(r"^[ ]*(\{%[^%]*%\})\n", r"\1", written, flags=re.MULTILINE)
    try:  # the program's own small templates: a library is data, and nothing that it brings is ever run
        return templates.fill(templates.compile_text(template), facts)
    except templates.TemplateProblem as problem:
        raise FaultyFile([Fault(library.shown(path), 0, 0, str(problem))]) from None


def _quoted(text: str) -> str:
    """Return text as a YAML scalar on one line. Raises `BadChoice` for a character that no document can hold."""
    odd = next((one for one in text if unicodedata.category(one) in _NO_TEXT), "")
    if odd:
        raise BadChoice(f"{text!r} holds the character U+{ord(odd):04X}, which no document can hold")
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 .,'()/-]*[A-Za-z0-9.)]", text) and text not in ("true", "false", "null")
    return text if plain else json.dumps(text, ensure_ascii=False)
