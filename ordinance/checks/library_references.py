"""Names between the library's files: every one of them must lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ordinance.errors import Fault, nearest
from ordinance.library import legal_text
from ordinance.library.agreement import Keys, listed, under
from ordinance.library.compiling import dotted, texts
from ordinance.library.legal_text import Link, walk
from ordinance.library.model import Clause, Conflict
from ordinance.library.store import Library

Mention = tuple[Path, Keys, str, str]  # file, keys that lead to the name, kind of name, name


def dead_names(library: Library) -> Iterator[Fault]:
    """Yield a fault for every name in the library that leads nowhere, at its place in the file, with the near miss."""
    known = _known(library)
    for path, keys, kind, name in _mentions(library):
        if name not in known[kind]:
            message = f"{dotted(keys)}: no {kind} named {name!r}{nearest(name, known[kind])}"
            yield library.fault(path, keys, message)
    yield from _dead_targets(library)


def _known(library: Library) -> dict[str, Collection[str]]:
    vocabulary = library.vocabulary
    return {
        "clause": library.clause_files,
        "authority": library.authorities,
        "precedent": library.precedents,
        "study": library.evidence,
        "recital": library.recitals,
        "topic": [term.id for term in vocabulary.topics],
        "power": [term.id for term in vocabulary.powers],
        "role": [term.id for term in vocabulary.roles],
        "trait": [term.id for term in vocabulary.traits],
        "group": [term.id for term in vocabulary.groups],
        "package": library.packages,
        "variant": [f"{clause.id}={variant.id}" for clause in library.clauses() for variant in clause.variants],
    }


def _mentions(library: Library) -> Iterator[Mention]:
    for clause in library.clauses():
        path = library.clause_files[clause.id]
        yield from ((path, keys, kind, name) for keys, kind, name in _in_clause(clause))
    for instrument_id, path in library.files("templates/instruments").items():
        general = library.instrument(instrument_id).general
        yield from ((path, ("general", index), "clause", name) for index, name in enumerate(general))
    for package in library.packages.values():
        path, keys = library.where("packages", package.id)
        for index, name in enumerate(package.clauses):
            yield path, (*keys, "clauses", index), "clause", name
        for clause_id, variant_id in package.variants.items():
            yield path, (*keys, "variants", clause_id), "variant", f"{clause_id}={variant_id}"
    for code, path in library.state_files.items():
        for clause_id, variant_id in library.state(code).variants.items():
            yield path, ("variants", clause_id), "variant", f"{clause_id}={variant_id}"


def _in_clause(clause: Clause) -> Iterator[tuple[Keys, str, str]]:
    yield from listed("topics", clause.topics, "topic")
    yield from listed("needs", clause.needs, "power")
    yield from listed("requires", clause.requires, "clause")
    yield from listed("recitals", clause.recitals, "recital")
    yield from _conflicts(("conflicts",), clause.conflicts)
    for index, objection in enumerate(clause.objections):
        yield from under(("objections", index), listed("authorities", objection.authorities, "authority"))
        yield from under(("objections", index), listed("evidence", objection.evidence, "study"))
    for index, variant in enumerate(clause.variants):
        keys: Keys = ("variants", index)
        yield from under(keys, listed("needs", variant.needs, "power"))
        yield from under(keys, listed("requires", variant.requires, "clause"))
        yield from under(keys, listed("authorities", variant.authorities, "authority"))
        yield from under(keys, listed("precedents", variant.precedents, "precedent"))
        yield from _conflicts((*keys, "conflicts"), variant.conflicts)
        if variant.tradeoffs:
            yield from under((*keys, "tradeoffs"), listed("traits", variant.tradeoffs.traits, "trait"))


def _conflicts(keys: Keys, conflicts: Iterable[Conflict]) -> Iterator[tuple[Keys, str, str]]:
    for index, conflict in enumerate(conflicts):
        yield (*keys, index, "clause"), "clause", conflict.clause
        if conflict.variant:
            yield (*keys, index, "variant"), "variant", f"{conflict.clause}={conflict.variant}"


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
    named = {variant.id: set(legal_text.names(library.tree(variant.text))) for variant in clause.variants}
    return {**named, "": set().union(*named.values())}


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
        bad = [name for name in link.target.split("+") if name not in known["group"]]
        return f"no group named {bad[0]!r}{nearest(bad[0], known['group'])}" if bad else ""
    if link.kind == "clause":
        if keys[-1] == "text":
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
