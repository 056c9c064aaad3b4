"""`ordinance migrate DIR`: turns clauses kept in one file each into a folder each, with one file for each reader."""

from __future__ import annotations

from pathlib import Path

import click

from ordinance.errors import Fault, FaultyFile, Unwritable
from ordinance.library.clause_parts import in_one_file
from ordinance.library.migrating import folder_of_file
from ordinance.library.store import NO_GROUPS

#: What the old file is called afterwards: it is no file of a library any more, and nothing of it is lost.
KEPT = ".old"


@click.command("migrate", epilog="Example:  ordinance migrate our-town   reads our-town/clauses/GROUP/ID.yaml.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Turn each clause of the library in DIR that is kept in one file into a folder with one file for each reader.

    The files are cut by lines: words, layout and comments stay. The old file is kept beside the folder as ID.yaml.old.
    Nothing is overwritten, and where one clause cannot be turned nothing is written at all.
    """
    old = in_one_file(folder, NO_GROUPS)
    if not old:
        click.echo(f"{folder} has no clause in one file; nothing was done.")
        return
    made = _all(folder, old)
    for path in old:
        _write(path, made[path])
        names = ", ".join(made[path])
        click.echo(f"{path.relative_to(folder)}: now {path.stem}/ with {names}; the old file is {path.name}{KEPT}")
    click.echo(f"{len(old)} clause{'' if len(old) == 1 else 's'} in folders. Next:  ordinance check --library {folder}")


def _all(folder: Path, old: list[Path]) -> dict[Path, dict[str, str]]:
    """Return the new files of every clause, or raise `FaultyFile` with all that stands in the way."""
    faults: list[Fault] = []
    made: dict[Path, dict[str, str]] = {}
    for path in old:
        shown = str(path)
        for there in (path.with_suffix(""), path.with_name(path.name + KEPT)):
            if there.exists():
                faults.append(Fault(shown, 0, 0, f"{there.name} stands beside it already; move it away first"))
        try:
            made[path] = folder_of_file(path, shown)
        except FaultyFile as error:
            faults += error.faults
    if faults:
        raise FaultyFile(faults)
    return made


def _write(path: Path, files: dict[str, str]) -> None:
    """Write a clause's folder whole, under another name first, and put the old file aside."""
    folder = path.with_suffix("")
    partial = folder.with_name(f".{folder.name}.partial")
    try:
        partial.mkdir()
        for name, text in files.items():
            (partial / name).write_text(text, encoding="utf-8", newline="\n")
        partial.rename(folder)
        path.rename(path.with_name(path.name + KEPT))
    except OSError as error:
        raise Unwritable(f"{folder}: cannot be written: {error.strerror or error}") from None
