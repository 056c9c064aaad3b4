"""Where each source is used: the clauses, variants, definitions and recitals that name it."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.library.compiling import texts
from ordinance.library.legal_text import walk
from ordinance.library.model import Clause, Definition, Recital
from ordinance.library.store import Library

#: Kinds of links that name a source, as they stand in a text.
SOURCE_LINKS = ("cite", "evidence", "precedent")


def uses(library: Library) -> dict[tuple[str, str], list[str]]:
    """Return, for each (kind, id) of a source, the places that use it, such as "detainer-refusal/no-hold", in order."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for where, kind, name in _mentions(library):
        found.setdefault((kind, name), {}).setdefault(where)
    return {source: list(places) for source, places in found.items()}


def _mentions(library: Library) -> Iterator[tuple[str, str, str]]:
    for clause in library.clauses():
        yield from _linked(library, clause, clause.id)
        for objection in clause.objections:
            yield from ((clause.id, "cite", name) for name in objection.authorities)
            yield from ((clause.id, "evidence", name) for name in objection.evidence)
        for variant in clause.variants:
            where = f"{clause.id}/{variant.id}"
            yield from ((where, "cite", name) for name in variant.authorities)
            yield from ((where, "precedent", name) for name in variant.precedents)
    for definition in library.definitions.values():
        where = f"definition of {definition.id}"
        yield from _linked(library, definition, where)
        yield from ((where, "cite", name) for name in definition.authorities)
    for recital in library.recitals.values():
        where = f"recital {recital.id}"
        yield from _linked(library, recital, where)
        yield from ((where, "cite", name) for name in recital.authorities)
        yield from ((where, "evidence", name) for name in recital.evidence)


def _linked(library: Library, record: Clause | Definition | Recital, where: str) -> Iterator[tuple[str, str, str]]:
    for keys, markdown in texts(record):
        inside = where
        if isinstance(record, Clause) and keys[0] == "variants":
            inside = f"{where}/{record.variants[int(keys[1])].id}"
        for node in walk(library.tree(markdown)):
            yield from ((inside, link.kind, link.target) for link in node.links if link.kind in SOURCE_LINKS)
