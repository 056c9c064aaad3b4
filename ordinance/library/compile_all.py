"""Compile a whole library at once: what a wheel is built with, and the check that every file of a folder can be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from ordinance.errors import Fault, FaultyFile
from ordinance.library import compiled
from ordinance.library.clause_compiling import compile_clause
from ordinance.library.clause_model import SharedSentences
from ordinance.library.clause_parts import HEAD, folder_of
from ordinance.library.compiling import compile_file
from ordinance.library.kinds import RECORDS, kind_of, library_files
from ordinance.library.shared_text import Sentences, sentences_of


def compile_all(root: Path, target: Path | None = None, *, below: Sequence[Path] = ()) -> int:
    """Compile every file below `root`, into `target` if given, and return how many. Raises `FaultyFile` with all faults.

    `below` are the libraries that `root` is laid over: parts of a clause that it does not bring are theirs.
    """
    faults: list[Fault] = []
    count = 0
    if target is not None:
        target.mkdir(parents=True, exist_ok=True)
    for path, relative in library_files(root):
        kind = kind_of(relative)
        if kind is None:
            faults.append(Fault(str(relative), 0, 0, "is a file of no known kind here; see docs/writing-clauses.md"))
            continue
        if kind not in RECORDS:
            continue  # a part of a clause: read with its first
        try:
            entry, content = _compiled((*below, root), path, relative, kind)
        except FaultyFile as error:
            faults += error.faults
            continue
        count += 1
        if target is not None:
            name = compiled.entry_name(content, RECORDS[kind])
            (target / name).write_bytes(compiled.encode(entry, name))
    if faults:
        raise FaultyFile(faults)
    return count


def _compiled(roots: Sequence[Path], path: Path, relative: PurePosixPath, kind: str) -> tuple[compiled.Entry[Any], bytes]:
    """Return the entry of a file or a clause's folder, and the bytes that it is named after."""
    if kind == HEAD:
        folder = folder_of(roots, [root / relative.parent for root in roots if (root / relative.parent).is_dir()])
        shown = {part: _shown(roots, file) for part, file in folder.files.items()}
        sentences = _sentences(roots, "clauses")
        return compile_clause(folder, shown, sentences.texts), folder.content(shown) + sentences.digest
    own = _sentences(roots, str(relative.parent) if kind == "translation" else "clauses") if kind in _USERS else None
    entry = compile_file(path, RECORDS[kind], str(relative), own.texts if own else None)
    return entry, path.read_bytes() + (own.digest if own else b"")


#: Kinds of files that may use a shared sentence, besides the folder of a clause.
_USERS: Final = ("clause-file", "translation")


def _sentences(roots: Sequence[Path], folder: str) -> Sentences:
    """Return the shared sentences that stand in a folder of several libraries."""
    files = {file.relative_to(root): file for root in roots for file in sorted((root / folder).glob("shared/*.yaml"))}
    files = {file.relative_to(root): file for root in roots for file in (root / folder).glob("shared.yaml")} | files
    return sentences_of(files.values(), lambda file: compile_file(file, SharedSentences, _shown(roots, file)).record)


def _shown(roots: Sequence[Path], path: Path) -> str:
    return next(path.relative_to(root).as_posix() for root in roots if path.is_relative_to(root))
