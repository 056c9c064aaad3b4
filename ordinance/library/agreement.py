"""What a file must agree with beyond its own shape and the names it uses: its file's name, its folder, its own parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ordinance.errors import Fault
from ordinance.library.clause_model import Clause
from ordinance.library.clause_parts import address, stands_in_folder
from ordinance.library.code_scheme import becoming, present
from ordinance.library.form_model import Forms
from ordinance.library.model import Translation
from ordinance.library.place_model import Code, CodeSection, Place
from ordinance.library.shape import Keys

if TYPE_CHECKING:
    from ordinance.library.store import Library


def faults(library: Library, record: Any, path: Path) -> list[Fault]:
    """Return a fault for each disagreement in a file that has just been read."""
    match record:
        case Clause():
            found = clause_faults(record, path)
        case Translation():
            found = translation_faults(record, path)
        case Forms():
            found = forms_faults(record, path)
        case Place():
            found = chain(absent_kind(library, record), place_faults(record))
        case _:
            return []
    return [library.fault(path, keys, said) for keys, said in found]


def clause_faults(clause: Clause, path: Path) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the message of each disagreement in a clause: with its file, its folder, its own variants."""
    group, name = address(path)
    if clause.id != name:
        what = "folder" if stands_in_folder(path) else "file"
        yield ("id",), f"the id is {clause.id!r}, and the {what}'s name is {name!r}; they must be the same"
    if clause.group != group:
        yield ("group",), f"the group is {clause.group!r}, and the file stands in {group}/; they must be the same"
    ids = [variant.id for variant in clause.variants]
    if clause.default not in ids:
        yield ("default",), f"the default {clause.default!r} is not a variant; variants: {', '.join(ids)}"
    for index, variant_id in enumerate(ids):
        if variant_id in ids[:index]:
            yield ("variants", index, "id"), f"the variant id {variant_id!r} stands twice"


def translation_faults(translation: Translation, path: Path) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the message of each disagreement in a translation: with its file, its folder, its state."""
    if translation.clause != path.stem:
        yield ("clause",), f"the clause is {translation.clause!r}, and the file's name is {path.stem!r}; they must be the same"
    if translation.language != path.parent.name:
        message = f"the language is {translation.language!r}, and the file stands in {path.parent.name}/; they must be the same"
        yield ("language",), message
    if translation.state in ("reviewed", "tested") and not (translation.by and translation.on):
        yield ("state",), f"{translation.state} needs `by` and `on`: who reviewed it, and when"


def forms_faults(forms: Forms, path: Path) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the message of each disagreement in a state's forms: with its file, between its own parts."""
    if forms.state != path.stem.upper():
        yield ("state",), f"the state is {forms.state!r}, and the file's name is {path.stem!r}; they must be the same"
    for kind in forms.absent_kinds:
        if kind in forms.kinds:
            yield ("absent_kinds", kind), f"kind {kind} is described below and said to be absent; keep one of the two"


def absent_kind(library: Library, place: Place) -> Iterator[tuple[Keys, str]]:
    """Yield what the state's forms say where the state has no government of the place's kind."""
    from ordinance.library.forms import forms_of  # it loads by way of the library, which asks here

    if place.state in library.state_files:
        said = forms_of(library, place.state).absent_kinds.get(place.kind)
        if said:
            yield ("kind",), f"kind {place.kind}: {said}"


def place_faults(place: Place) -> Iterator[tuple[Keys, str]]:
    """Yield what is wrong with the sections of the code that a draft amends, and with the numbers that are taken there."""
    code = place.code
    if code is None:
        return
    if code.taken and not code.exists:
        said = f"`taken` are the numbers of a {code.unit} that stands in the code; add `exists: true`, or leave it out"
        yield ("code", "taken"), said
    cites: dict[str, int] = {}
    for index, one in enumerate(code.sections):
        keys = ("code", "sections", index)
        for field, message in section_faults(code, one):
            yield (*keys, field), message
        try:
            cite = present(code, one).cite
        except ValueError:
            continue  # said above
        if cites.setdefault(cite, index) != index:
            yield (*keys, "cite" if one.cite else "number"), f"the section {one.number or cite} stands twice"
    clauses = [one.clause for one in code.sections if one.clause]
    for index, one in enumerate(code.sections):
        if one.clause and clauses.count(one.clause) > 1:
            message = f"{one.clause} takes the place of two sections; let it take one, and leave the other without to repeal it"
            yield ("code", "sections", index, "clause"), message


def section_faults(code: Code, one: CodeSection) -> Iterator[tuple[str, str]]:
    """Yield the field and the message of each fault in one section that a draft amends."""
    name = one.number or one.cite or one.heading
    if one.clause and one.after:
        yield "after", f"section {name} has both `clause` and `after`; keep the one that takes its place"
    if one.heading_after and not one.after:
        yield "heading_after", f"section {name} has `heading_after` and no `after`"
    if bool(one.number) == bool(one.cite):
        said = "both `number` and `cite`; keep one" if one.number else "neither `number` nor `cite`"
        yield "cite" if one.number else "heading", f"section {name} has {said}: `number` for {{n}}, `cite` for another chapter's"
        return
    for field, make in (("cite" if one.cite else "number", present), ("becomes", becoming)):
        try:
            make(code, one)
        except ValueError as wrong:
            yield field, f"section {name}: {wrong}"
            return
