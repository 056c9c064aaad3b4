"""The reasons that stand before an instrument: those of the chosen clauses and those of the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from ordinance.drafting.facts import Facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import holds, kept
from ordinance.drafting.leaves import pieces_of
from ordinance.drafting.lengths import foremost, reason_text
from ordinance.drafting.model import Pieces, Reference, Selection
from ordinance.errors import found
from ordinance.library.legal_text import Link
from ordinance.library.model import Recital
from ordinance.library.store import Keys, Library

T = TypeVar("T")

Where = tuple[Path, Keys]


def recitals(library: Library, selection: Selection, facts: Facts) -> tuple[Pieces, ...]:
    """Return the reasons that the chosen clauses and the place contribute, each once, in order; a short instrument's are few."""
    if selection.instrument.recitals.style == "none":
        return ()
    texts: dict[tuple[str, tuple[Link, ...]], Pieces] = {}
    own = list(_of_place(library, selection))
    for where, text in [*_of_library(library, selection, facts, len(own)), *own]:
        for node in _guarded(library, where, partial(kept, library.tree(text), facts)):
            texts.setdefault((node.text, node.links), pieces_of(node, _dangling))
    return tuple(texts.values())


def _of_library(library: Library, selection: Selection, facts: Facts, own: int) -> Iterator[tuple[Where, str]]:
    """Yield the library's reasons that the chosen clauses name and whose conditions hold, each with its place in a file.

    `own` is how many the place has besides.
    """
    wanted = dict.fromkeys(name for one in selection.chosen for name in one.clause.recitals)
    records = [found(library.recitals, "recital", name) for name in wanted]
    holding = [one for one in records if _guarded(library, _where(library, one), partial(holds, one.when or "", facts))]
    for recital in foremost(selection, holding, own):
        text, field = reason_text(selection, recital)
        yield _where(library, recital, field), text


def _of_place(library: Library, selection: Selection) -> Iterator[tuple[Where, str]]:
    for index, text in enumerate(selection.place.recitals):
        yield (library.file_of(selection.place), ("recitals", index)), text


def _where(library: Library, recital: Recital, field: str = "when") -> Where:
    path, keys = library.where("recitals", recital.id)
    return path, (*keys, field)


def _guarded(library: Library, where: Where, make: Callable[[], T]) -> T:
    path, keys = where
    return guarded(library, path, keys, make)


def _dangling(link: Link) -> Reference:
    return Reference(f"[no section {link.target}]", "")
