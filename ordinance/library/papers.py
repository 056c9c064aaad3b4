"""The papers of a library that are made after a vote: found file by file, and read into the tree of a handout's body."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile
from ordinance.library import shape, strict_yaml
from ordinance.library.compiling import dotted
from ordinance.library.handout_model import Handout, HandoutHead
from ordinance.library.handout_text import parse
from ordinance.library.implement_model import ImplementWords, Log, PaperHead
from ordinance.library.legal_text import TextProblem
from ordinance.library.store import Library

FOLDER = "templates/implement"

_ENDING = ".md.j2"
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
#: The most words of a paper; it is no card, and none is longer.
_WORDS = 2000


class Paper(Struct, frozen=True):
    """A paper as its file has it: its name (with / between folders), its head, and its body as a handout's."""

    name: str
    head: PaperHead
    source: Handout


def papers(library: Library, language: str, home: str = FOLDER) -> tuple[Paper, ...]:
    """Return the papers of a folder in a language, in the order of their names. Raises `FaultyFile` with the faults of one."""
    found: dict[str, Path] = {}
    for root in library.roots:
        folder = root / home / language
        for path in sorted(folder.rglob(f"*{_ENDING}")):
            found[path.relative_to(folder).as_posix().removesuffix(_ENDING)] = path
    return tuple(_once(library, found[name], name, language) for name in sorted(found, key=_order))


def _once(library: Library, path: Path, name: str, language: str) -> Paper:
    return library.once(("paper", str(path)), lambda: _read(library, path, name, language))


def implement_words(library: Library) -> ImplementWords:
    """Return the words that tables of duties print."""
    return library.load(_only(library, "words"), ImplementWords)


def log_model(library: Library) -> Log:
    """Return what the log of requests holds."""
    return library.load(_only(library, "log"), Log)


def _only(library: Library, name: str) -> Path:
    path = library.files(FOLDER).get(name)
    if path is None:
        raise FaultyFile([Fault(f"{FOLDER}/{name}.yaml", 0, 0, "is missing")])
    return path


def _order(name: str) -> tuple[int, int, str]:
    """Papers of the office first, by the numbers that their names begin with; those in folders after them."""
    number = re.match(r"\d+", name)
    return (name.count("/"), int(number[0]) if number else 0, name)


def _read(library: Library, path: Path, name: str, language: str) -> Paper:
    shown = library.shown(path)
    text = strict_yaml.read_text(path, shown)
    found = _HEAD.match(text)
    if found is None:
        raise FaultyFile([Fault(shown, 1, 1, "must begin with its head between two lines of three hyphens (---)")])
    head = shape.fit(strict_yaml.parse(found[1], shown), PaperHead)
    if isinstance(head, list):
        raise FaultyFile([Fault(shown, 1, 1, f"{dotted(one.path)}: {one.message}") for one in head])
    try:
        body = parse(text[found.end() :], text.count("\n", 0, found.end()) + 1)
    except TextProblem as error:
        raise FaultyFile([Fault(shown, line, 1, message) for line, message in error.problems]) from None
    own = HandoutHead(
        title=head.title, says=head.says, audience="staff", needs="draft", counsel="none", words=_WORDS, layouts=("letter",)
    )
    return Paper(name, head, Handout(name, language, own, body, "", shown))
