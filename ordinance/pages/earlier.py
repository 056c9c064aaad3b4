"""A draft made earlier, read for what it rests on: also by a program whose drafts have another shape by now.

Only a few fields are read, and unknown ones are passed over: a campaign asks about the draft that it filed last spring.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from ordinance.errors import Fault, FaultyFile
from ordinance.library.clause_model import Variant
from ordinance.library.store import Library
from ordinance.pages.touching import Part


class Earlier(Struct, frozen=True):
    """A draft made earlier: its name, its state, its sections, and the texts that it was made from ("clause=variant")."""

    name: str
    state: str
    parts: tuple[Part, ...]
    texts: dict[str, str]
    length: str = "full"


class _Statute(Struct, frozen=True):
    id: str


class _Rule(Struct, frozen=True):
    statutes: tuple[_Statute, ...] = ()


class _Brief(Struct, frozen=True):
    text: str
    texts: dict[str, str] = {}


class _Variant(Struct, frozen=True):
    id: str
    text: str
    brief: _Brief | None = None
    authorities: tuple[str, ...] = ()


class _Clause(Struct, frozen=True):
    id: str
    topics: tuple[str, ...] = ()


class _Chosen(Struct, frozen=True):
    clause: _Clause
    variant: _Variant
    rule: _Rule


class _Section(Struct, frozen=True):
    label: str
    #: The clause by its id; whole, where the section is the place's own.
    chosen: str | dict[str, Any]
    provisions: list[Any] = []


class _Place(Struct, frozen=True):
    official_name: str
    state: str


class _Selection(Struct, frozen=True):
    place: _Place
    chosen: tuple[_Chosen, ...]
    length: str = "full"


class _Draft(Struct, frozen=True):
    selection: _Selection
    sections: tuple[_Section, ...]
    instrument_name: str


class _File(Struct, frozen=True):
    draft: _Draft


def earlier_draft(content: bytes, name: str) -> Earlier:
    """Return what a draft's JSON file says of what it rests on. Raises `FaultyFile` where the file is no draft."""
    try:
        draft = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_File).draft
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        kinds = "`ordinance draft --format json` writes the one, `--record FILE` the other"
        raise FaultyFile([Fault(name, 0, 0, f"is no draft and no record ({error}); {kinds}")]) from None
    chosen = {one.clause.id: one for one in draft.selection.chosen}
    named = [(section, section.chosen) for section in draft.sections if isinstance(section.chosen, str)]
    parts = [_part(section, chosen[name]) for section, name in named if name in chosen]
    place = draft.selection.place
    return Earlier(
        f"{draft.instrument_name} of {place.official_name}",
        place.state,
        tuple(parts),
        {f"{one.clause.id}={one.variant.id}": _words(one.variant, draft.selection.length) for one in chosen.values()},
        draft.selection.length,
    )


def moved_since(library: Library, earlier: Earlier) -> list[tuple[str, str]]:
    """Return each text of an earlier draft that the library words differently now: its name, and "changed" or "gone"."""
    now = {
        f"{name}={variant.id}": _words(variant, earlier.length)
        for name in {text.partition("=")[0] for text in earlier.texts} & set(library.clause_files)
        for variant in library.clause(name).variants
    }
    return [(name, "changed" if name in now else "gone") for name, text in earlier.texts.items() if now.get(name) != text]


def _words(variant: _Variant | Variant, length: str) -> str:
    """Return what a variant says at a length, in whichever instrument."""
    if length == "full" or variant.brief is None:
        return variant.text
    return "\n".join((variant.brief.text, *variant.brief.texts.values()))


def _part(section: _Section, chosen: _Chosen) -> Part:
    cited = set(_cited(section.provisions))
    statutes = frozenset(statute.id for statute in chosen.rule.statutes)
    authorities = frozenset({*chosen.variant.authorities, *cited})
    return Part(section.label, chosen.clause.id, frozenset(chosen.clause.topics), authorities, statutes)


def _cited(value: Any) -> Iterator[str]:
    """Yield the ids of the authorities that provisions cite, at any depth."""
    match value:
        case {"type": "Citation", "kind": "cite", "id": str(name)}:
            yield name
        case dict():
            for inner in value.values():
                yield from _cited(inner)
        case list():
            for inner in value:
                yield from _cited(inner)
