"""A batch that goes on after a stop, with its record of what is done, its list and its folder spoilt in between."""

from __future__ import annotations

import json
import os
import tempfile
from functools import cache
from pathlib import Path
from random import Random

from click.testing import CliRunner

from fuzz.case import Case, spoilt, word
from fuzz.tree import spoilt_tree
from ordinance.cli import shared
from ordinance.cli.main import cli
from ordinance.library.store import Library

LIST = b"ithaca-ny\nvernon-vt\n"
WAY = (
    "batch",
    "--list",
    "places.txt",
    "--format",
    "md",
    "--commentary",
    "none",
    "--date",
    "2026-11-24",
    "--jobs",
    "1",
    "-o",
    "out",
)


@cache
def _whole() -> tuple[tuple[str, bytes], ...]:
    """Return the files of a batch that came to its end."""
    before, library = os.getcwd(), shared.Library
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        shared.Library = Library  # type: ignore[misc]  # its places are the shipped ones
        try:
            Path("places.txt").write_bytes(LIST)
            done = CliRunner().invoke(cli, list(WAY))
            assert done.exit_code in (0, 1), done.output
            return tuple((path.as_posix(), path.read_bytes()) for path in sorted(Path("out").rglob("*")) if path.is_file())
        finally:
            shared.Library = library  # type: ignore[misc]
            os.chdir(before)


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a batch that goes on from a spoilt state."""
    files = dict(_whole())
    journal = next(name for name in files if name.endswith(".jsonl"))
    lines = files[journal].decode().split("\n")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines))
        way = chance.randrange(6)
        if way < 3 and lines[at]:
            made = spoilt_tree(json.loads(lines[at]), chance) if _is_json(lines[at]) else word(chance)
            if isinstance(made, dict) and chance.random() < 0.3:
                made["file"] = chance.choice(
                    ("../places.txt", "/etc/passwd", "places.txt", ".", "ny", "index.csv", "ny/../../x", "x\x00y")
                )
            lines[at] = json.dumps(made, ensure_ascii=chance.random() < 0.5)
        elif way == 3:
            lines.insert(at, lines[at])
        elif way == 4:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        else:
            lines[at] = word(chance)
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    files[journal] = spoilt(content, chance) if chance.random() < 0.2 else content
    if chance.random() < 0.3:
        del files[chance.choice([name for name in files if name != journal])]
    given = (
        LIST
        if chance.random() < 0.8
        else chance.choice((b"", b"\xff", b"ithaca-ny\nithaca-ny\n", b"../x\n", word(chance).encode("utf-8", "replace")))
    )
    more = chance.choice(((), (), ("--force",), ("--part", "1/1"), ("--part", word(chance).replace("\x00", ""))))
    return Case((*WAY, *more), {**files, "places.txt": given}, shipped=True, keeps=True)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
