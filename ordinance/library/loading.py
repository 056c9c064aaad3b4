"""How one record of a library is read: a file of its own, or the folder of a clause; and where a fault in it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ordinance.errors import Fault
from ordinance.library import compiled
from ordinance.library.clause_model import Clause
from ordinance.library.clause_parts import ClauseFolder, Keys
from ordinance.library.model import Translation
from ordinance.library.reading import read_bytes
from ordinance.library.shared_text import Sentences

if TYPE_CHECKING:
    from ordinance.library.store import Library

T = TypeVar("T")

# YAML and Markdown are imported where something is compiled or wrong: 40 ms that a compiled library does without.


def entry(library: Library, path: Path, kind: type[T], *, keep: bool) -> compiled.Entry[T]:
    """Return the entry of the record that goes by a path. Raises `FaultyFile` with every fault in its files."""
    folder = library.clause_folder(path) if kind is Clause else None
    sentences = _sentences(library, path, kind)
    if folder:
        shown = shown_parts(library, folder)
        content = folder.content(shown)
    else:
        content = read_bytes(path, library.shown(path))

    def make() -> compiled.Entry[Any]:
        if folder:
            from ordinance.library.clause_compiling import compile_clause

            return compile_clause(folder, shown, sentences.texts if sentences else {})
        from ordinance.library.compiling import compile_file

        return compile_file(path, kind, library.shown(path), sentences.texts if sentences else None)

    return compiled.load(content + (sentences.digest if sentences else b""), kind, make, keep=keep)


def fault(library: Library, path: Path, keys: Keys, message: str, at_key: bool, near: str) -> Fault:
    """Return the fault at the keys of the record that goes by a path, or at the words `near` from there on.

    A check of a whole library finds the same places in hundreds of drafts, so a place that was found is kept.
    """
    file, line, column = library.once(("place", path, keys, at_key, near), lambda: _place(library, path, keys, at_key, near))
    return Fault(file, line, column, message)


def _place(library: Library, path: Path, keys: Keys, at_key: bool, near: str) -> tuple[str, int, int]:
    shown = library.shown(path)
    if not path.is_file():
        return shown, 0, 0
    folder = library.clause_folder(path)
    if folder:
        from ordinance.library.clause_compiling import WrittenClause

        found = WrittenClause(folder, shown_parts(library, folder)).fault(keys, "", at_key=at_key, near=near)
        return found.file, found.line, found.column
    from ordinance.library import strict_yaml

    text = strict_yaml.read_text(path, shown)
    return shown, *strict_yaml.find(text, near, strict_yaml.locate(text, keys, key=at_key))


def shown_parts(library: Library, folder: ClauseFolder) -> dict[str, str]:
    """Return the name of each part of a clause for messages."""
    return {part: library.shown(path) for part, path in folder.files.items()}


def _sentences(library: Library, path: Path, kind: type[Any]) -> Sentences | None:
    """Return the shared sentences that a file may use, or None where it may use none."""
    if kind is Clause:
        return library.sentences()
    return library.sentences(path.parent.name) if kind is Translation else None


def refuse_slips(path: Path, shown: str) -> None:
    """Raise `FaultyFile` for what a person's file holds that YAML takes without a word and that would change the law."""
    from ordinance.library import slips, strict_yaml

    slips.refuse_slips(strict_yaml.read_text(path, shown), shown)
