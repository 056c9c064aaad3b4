"""What a clause and a place must agree with beyond their own shape: their file's name, the closed lists, the names they use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ordinance.errors import Fault, nearest
from ordinance.library.model import Clause, Place, Translation

if TYPE_CHECKING:
    from ordinance.library.store import Library

Keys = tuple[str | int, ...]
Mention = tuple[Keys, str, str]  # keys that lead to the name, kind of name, name


def clause_faults(clause: Clause, path: Path) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the message of each disagreement in a clause: with its file, its folder, its own variants."""
    if clause.id != path.stem:
        yield ("id",), f"the id is {clause.id!r}, and the file's name is {path.stem!r}; they must be the same"
    if clause.group != path.parent.name:
        yield ("group",), f"the group is {clause.group!r}, and the file stands in {path.parent.name}/; they must be the same"
    ids = [variant.id for variant in clause.variants]
    if clause.default not in ids:
        yield ("default",), f"the default {clause.default!r} is not a variant; variants: {', '.join(ids)}"
    for index, variant_id in enumerate(ids):
        if variant_id in ids[:index]:
            yield ("variants", index, "id"), f"the variant id {variant_id!r} stands twice"


def translation_faults(translation: Translation, clause: Clause | None, path: Path) -> Iterator[tuple[Keys, str]]:
    """Yield the keys and the message of each disagreement in a translation: with its file, its folder, the clause, its state."""
    if translation.clause != path.stem:
        yield ("clause",), f"the clause is {translation.clause!r}, and the file's name is {path.stem!r}; they must be the same"
    if translation.language != path.parent.name:
        message = f"the language is {translation.language!r}, and the file stands in {path.parent.name}/; they must be the same"
        yield ("language",), message
    if translation.state in ("reviewed", "tested") and not (translation.by and translation.on):
        yield ("state",), f"{translation.state} needs `by` and `on`: who reviewed it, and when"
    known = [variant.id for variant in clause.variants] if clause else []
    for variant_id in translation.variants:
        if clause is not None and variant_id not in known:
            yield ("variants", variant_id), f"{clause.id} has no variant named {variant_id!r}{nearest(variant_id, known)}"


def place_faults(library: Library, place: Place, path: Path) -> Iterator[Fault]:
    """Yield a fault for each name in a place's file that leads nowhere: a misspelt one would do nothing, silently."""
    for keys, kind, name in mentions(place):
        known = [agency.name for agency in place.agencies] if kind == "agency" else _known(library, kind, name)
        word = name.rpartition("=")[2]
        if word not in known:
            of = f" of {name.rpartition('=')[0]}" if "=" in name else ""
            at_key = kind == "value" or (kind == "clause" and keys[1] == "variants")
            yield library.fault(path, keys, f"no {kind}{of} named {word!r}{nearest(word, known)}", at_key=at_key)

    yield from (library.fault(path, keys, said) for keys, said in _code_faults(place))


def _code_faults(place: Place) -> Iterator[tuple[Keys, str]]:
    """Yield what is wrong with the sections of the code that a draft amends."""
    numbers: list[str] = []
    for index, one in enumerate(place.code.sections if place.code else ()):
        keys = ("code", "sections", index)
        if one.clause and one.after:
            yield (*keys, "after"), f"section {one.number} has both `clause` and `after`; keep the one that takes its place"
        if one.heading_after and not one.after:
            yield (
                (*keys, "heading_after"),
                f"section {one.number} has `heading_after` and no `after`",
            )
        if one.number in numbers:
            yield (*keys, "number"), f"the section {one.number} stands twice"
        numbers.append(one.number)
    clauses = [one.clause for one in (place.code.sections if place.code else ()) if one.clause]
    for index, one in enumerate(place.code.sections if place.code else ()):
        if one.clause and clauses.count(one.clause) > 1:
            message = f"{one.clause} takes the place of two sections; let it take one, and leave the other without to repeal it"
            yield ("code", "sections", index, "clause"), message


def mentions(place: Place) -> Iterator[Mention]:
    """Yield every name in a place's file; a variant and a value of a clause as CLAUSE=NAME."""
    yield from listed("powers", place.powers, "power")
    for index, agency in enumerate(place.agencies):
        yield from under(("agencies", index), listed("roles", agency.roles, "role"))
    if place.policy_agency:
        yield ("policy_agency",), "agency", place.policy_agency
    for index, section in enumerate(place.code.sections if place.code else ()):
        if section.clause:
            yield ("code", "sections", index, "clause"), "clause", section.clause
    choices = place.choices
    if choices.package:
        yield ("choices", "package"), "package", choices.package
    yield from under(("choices",), listed("include", choices.include, "clause"))
    yield from under(("choices",), listed("leave_out", choices.leave_out, "clause"))
    for clause_id, variant_id in choices.variants.items():
        yield ("choices", "variants", clause_id), "clause", clause_id
        yield ("choices", "variants", clause_id), "variant", f"{clause_id}={variant_id}"
    for owner, values in choices.values.items():
        yield from ((("choices", "values", owner, name), "value", f"{owner}={name}") for name in values)


def listed(key: str, names: Iterable[str], kind: str) -> Iterator[Mention]:
    """Yield the names of a list under one key."""
    return (((key, index), kind, name) for index, name in enumerate(names))


def under(keys: Keys, inner: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions with the keys that lead to their holder put before their own."""
    return (((*keys, *own), kind, name) for own, kind, name in inner)


def _known(library: Library, kind: str, name: str) -> Collection[str]:
    owner = name.rpartition("=")[0]
    match kind:
        case "power":
            return [term.id for term in library.vocabulary.powers]
        case "role":
            return [term.id for term in library.vocabulary.roles]
        case "package":
            return library.packages
        case "clause":
            return library.clause_files
        case "variant":
            found = library.clause_files.get(owner) and library.clause(owner)
            return [variant.id for variant in found.variants] if found else [name.rpartition("=")[2]]
        case _:
            return _values(library, owner)


def _values(library: Library, owner: str) -> Collection[str]:
    """Return the values of a clause; those of all definitions go by the owner "definitions"."""
    if owner == "definitions":
        own = [name for definition in library.definitions.values() for name in definition.values]
        return [*own, *(library.clause(owner).values if owner in library.clause_files else ())]
    return library.clause(owner).values if owner in library.clause_files else ()
