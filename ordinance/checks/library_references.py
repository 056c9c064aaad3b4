"""Names between the library's files: every one of them must lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ordinance.errors import Fault, nearest
from ordinance.library import legal_text
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.clause_parts import HEAD
from ordinance.library.compiling import dotted, texts
from ordinance.library.kinds import RECORDS, kind_of, library_files
from ordinance.library.legal_text import Link, walk
from ordinance.library.shape import Keys
from ordinance.library.store import Library


def dead_names(library: Library) -> Iterator[Fault]:
    """Yield a fault for every name in the library that leads nowhere, at its place in the file, with the near miss."""
    for path, _ in records(library):
        yield from library.dead_names(path)
    yield from _dead_targets(library)


def records(library: Library) -> Iterator[tuple[Path, Any]]:
    """Yield every YAML file of the library, an overlay's in place of the shipped one, with its record."""
    files = {relative: path for root in library.roots for path, relative in library_files(root)}
    for relative, path in files.items():
        kind = kind_of(relative)
        if kind == HEAD:
            clause_id = relative.parts[-2]
            path = library.clause_files.get(clause_id, path)
            yield path, library.clause(clause_id)
        elif kind in RECORDS:
            yield path, library.load(path, RECORDS[kind])


def _known(library: Library) -> dict[str, Collection[str]]:
    return {
        "authority": library.authorities,
        "study": library.evidence,
        "precedent": library.precedents,
        "group": [group.id for group in library.vocabulary.groups],
    }


# --- links inside texts ---


def _dead_targets(library: Library) -> Iterator[Fault]:
    """Yield a fault for every link in a clause's texts that leads to no source, section, item or group."""
    known = _known(library)
    items = {clause.id: _items(library, clause) for clause in library.clauses()}
    registries = {"cite": "authority", "evidence": "study", "precedent": "precedent"}
    for clause in library.clauses():
        path = library.clause_files[clause.id]
        for keys, markdown in texts(clause):
            if keys[-2:-1] == ("items",) and (wrong := _dead_item(clause, keys, items[clause.id])):
                yield library.fault(path, keys, f"{dotted(keys)}: {wrong}", at_key=True)
            for node in walk(library.tree(markdown)):
                for link in node.links:
                    fault = _fault(link, clause, keys, items, known, registries)
                    if fault:
                        yield library.fault(path, keys, f"{dotted(keys)}: {fault}")


def _dead_item(clause: Clause, keys: Keys, items: dict[str, set[str]]) -> str:
    """Return what is wrong with the key of a note on an item: no text that the note goes with has an item of that name."""
    name, wanted = str(keys[-1]), items[_own(clause, keys)]
    return "" if name in wanted else f"the text has no item {name!r}{nearest(name, wanted)}"


def _own(clause: Clause, keys: Keys) -> str:
    """Return the variant that keys lead into, or nothing where they lead to what all variants share."""
    return clause.variants[int(keys[1])].id if keys[0] == "variants" else ""


def _items(library: Library, clause: Clause) -> dict[str, set[str]]:
    """Return the named items of each variant, by variant id, and of all together under ""."""
    named = {
        variant.id: {name for text in _texts(variant) for name in legal_text.names(library.tree(text))}
        for variant in clause.variants
    }
    return {**named, "": set().union(*named.values())}


def _texts(variant: Variant) -> tuple[str, ...]:
    """Return the full text of a variant, and the short ones."""
    return (variant.text, *((variant.brief.text, *variant.brief.texts.values()) if variant.brief else ()))


def _fault(
    link: Link,
    clause: Clause,
    keys: Keys,
    items: dict[str, dict[str, set[str]]],
    known: dict[str, Collection[str]],
    registries: dict[str, str],
) -> str:
    if link.kind in registries:
        kind = registries[link.kind]
        return "" if link.target in known[kind] else f"no {kind} named {link.target!r}{nearest(link.target, known[kind])}"
    if link.kind == "group":
        bad = [name for name in link.target.split("+") if name not in known["group"] and name not in items]
        return f"no group named {bad[0]!r}{nearest(bad[0], known['group'])}" if bad else ""
    if link.kind == "clause":
        if keys[-1] == "text" or "texts" in keys:
            return f"[](clause:{link.target}) is for notes; in the text of the law write [](#{link.target})"
        return "" if link.target in items else f"no clause named {link.target!r}{nearest(link.target, items)}"
    if link.kind == "section":
        if link.target not in items:
            return f"no clause named {link.target!r}{nearest(link.target, items)}"
        wanted = items[link.target][""]
        return "" if link.item in wanted else f"{link.target} has no item {link.item!r}{nearest(link.item, wanted)}"
    if link.kind == "item":
        wanted = items[clause.id][_own(clause, keys)]
        if link.target in wanted or link.target in items:
            return ""
        return f"no item or clause named {link.target!r}{nearest(link.target, [*wanted, *items])}"
    return ""
