"""Compile a whole library at once: what a wheel is built with, and the check that every file of a folder can be used."""

from __future__ import annotations

from pathlib import Path

from ordinance.errors import Fault, FaultyFile
from ordinance.library import compiled
from ordinance.library.compiling import compile_file
from ordinance.library.kinds import SCHEMAS, kind_of, library_files


def compile_all(root: Path, target: Path | None = None) -> int:
    """Compile every file below `root`, into `target` if given, and return how many. Raises `FaultyFile` with all faults."""
    faults: list[Fault] = []
    count = 0
    if target is not None:
        target.mkdir(parents=True, exist_ok=True)
    for path, relative in library_files(root):
        kind = kind_of(relative)
        if kind is None:
            faults.append(Fault(str(relative), 0, 0, "is a file of no known kind here; see docs/writing-clauses.md"))
            continue
        try:
            entry = compile_file(path, SCHEMAS[kind], str(relative))
        except FaultyFile as error:
            faults += error.faults
            continue
        count += 1
        if target is not None:
            name = compiled.entry_name(path.read_bytes(), SCHEMAS[kind])
            (target / name).write_bytes(compiled.encode(entry, name))
    if faults:
        raise FaultyFile(faults)
    return count
