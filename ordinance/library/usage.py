"""Where each source is used: the clauses, variants, definitions and recitals that name it."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.library.clause_model import Clause
from ordinance.library.compiling import texts
from ordinance.library.declared import mentions
from ordinance.library.legal_text import walk
from ordinance.library.model import Definition, Recital
from ordinance.library.shape import Keys
from ordinance.library.store import Library

#: Kinds of links that name a source, as they stand in a text.
SOURCE_LINKS = ("cite", "evidence", "precedent")
#: The link that goes with what a field names.
_KINDS = {"authority": "cite", "study": "evidence", "precedent": "precedent"}


def uses(library: Library) -> dict[tuple[str, str], list[str]]:
    """Return, for each (kind, id) of a source, the places that use it, such as "detainer-refusal/no-hold", in order."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for where, kind, name in _mentions(library):
        found.setdefault((kind, name), {}).setdefault(where)
    return {source: list(places) for source, places in found.items()}


def _mentions(library: Library) -> Iterator[tuple[str, str, str]]:
    for clause in library.clauses():
        yield from _of(library, clause, clause.id)
    for definition in library.definitions.values():
        yield from _of(library, definition, f"definition of {definition.id}")
    for recital in library.recitals.values():
        yield from _of(library, recital, f"recital {recital.id}")


def _of(library: Library, record: Clause | Definition | Recital, where: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a record's texts link to, and then what its fields name."""
    yield from _linked(library, record, where)
    for mention in mentions(record):
        if mention.kind in _KINDS:
            yield _inside(record, mention.keys, where), _KINDS[mention.kind], mention.name


def _linked(library: Library, record: Clause | Definition | Recital, where: str) -> Iterator[tuple[str, str, str]]:
    for keys, markdown in texts(record):
        inside = _inside(record, keys, where)
        for node in walk(library.tree(markdown)):
            yield from ((inside, link.kind, link.target) for link in node.links if link.kind in SOURCE_LINKS)


def _inside(record: Clause | Definition | Recital, keys: Keys, where: str) -> str:
    """Return where keys lead: into a variant, or into what all of them share."""
    if isinstance(record, Clause) and keys[0] == "variants":
        return f"{where}/{record.variants[int(keys[1])].id}"
    return where
