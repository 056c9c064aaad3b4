"""The handouts of a library, and the tables of their languages: found file by file, read, and checked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from msgspec.structs import replace

from ordinance.errors import Fault, FaultyFile, NotFound, nearest
from ordinance.library import shape, strict_yaml
from ordinance.library.compiling import dotted
from ordinance.library.handout_model import (
    Group,
    Handout,
    HandoutHead,
    HandoutNode,
    HandoutRules,
    LanguageTable,
    Phrases,
    Review,
    When,
)
from ordinance.library.handout_text import parse
from ordinance.library.languages import TABLES, sheet_language
from ordinance.library.legal_text import TextProblem
from ordinance.library.store import Library

FOLDER = "templates/handouts"
LANGUAGES = TABLES
#: The language that every handout is written in first.
MASTER = "en"

_ENDING = ".md.j2"
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
#: A number that could be an A-number: nine digits in a row or parted in threes, or A with eight or nine digits.
_A_NUMBER = re.compile(
    r"(?<![\d-])(?:\d{9}|\d{3}[ -]\d{3}[ -]\d{3})(?![\d-])|\bA[-# ]{0,2}\d{8,9}\b|\bA[-# ]{0,2}\d{2,3}[ -]\d{3}[ -]\d{3}\b"
)


def handout_files(library: Library) -> dict[str, dict[str, Path]]:
    """Return the file of every handout by kind and language; overlays replace file by file."""
    found: dict[str, dict[str, Path]] = {}
    for root in library.roots:
        for path in sorted((root / FOLDER).glob(f"*/*{_ENDING}")):
            found.setdefault(path.parent.name, {})[path.name.removesuffix(_ENDING)] = path
    return {kind: dict(sorted(files.items())) for kind, files in sorted(found.items())}


def handout(library: Library, kind: str, language: str) -> Handout | None:
    """Return one handout, or None where it is not in this language. Raises `NotFound` for a kind that there is not, and
    `FaultyFile` with every fault of the file."""
    files = library.once("handout files", lambda: handout_files(library))
    if kind not in files:
        raise NotFound("handout", kind, files)
    path = files[kind].get(language)
    if path is None:
        return None
    return library.once(("handout", str(path)), lambda: _followed(library, read(path, library.shown(path), kind, language), path))


def _followed(library: Library, one: Handout, path: Path) -> Handout:
    """Return a handout all of whose sources are there. Raises `FaultyFile` with each that is not."""
    registered = {*library.authorities, *library.evidence}
    faults = []
    for name in one.head.sources:
        if name not in registered:
            line, column = strict_yaml.find(strict_yaml.read_text(path, one.shown), name, (1, 1))
            faults.append(Fault(one.shown, line, column, f"no authority or study named {name!r}{nearest(name, registered)}"))
    if faults:
        raise FaultyFile(faults)
    return one


def language_table(library: Library, language: str) -> LanguageTable:
    """Return the words of one language, by its tag or a name of it ("Spanish"). Raises `BadChoice` for one that has no sheets or
    of which there are two, `NotFound` with the nearest that are offered. What stands only on sheets that the language does not
    have may be missing in its table, and is in English."""
    tag = sheet_language(library, language)
    return library.once(("language table", tag), lambda: _whole(library, tag))


def _whole(library: Library, tag: str) -> LanguageTable:
    files = library.files(LANGUAGES)
    own = library.load(files[tag], LanguageTable)
    if tag == MASTER or MASTER not in files:
        return own
    english = library.load(files[MASTER], LanguageTable)
    words = {name: getattr(english, name) for name in ("nouns", "bodies", "instruments", "exposures") if not getattr(own, name)}
    absent = [name for name in Phrases.__struct_fields__ if not getattr(own.phrases, name)]
    return replace(own, phrases=replace(own.phrases, **{name: getattr(english.phrases, name) for name in absent}), **words)


def handout_rules(library: Library) -> HandoutRules:
    """Return what no handout may print."""
    path = library.files("templates").get("handout-rules")
    if path is None:
        raise FaultyFile([Fault("templates/handout-rules.yaml", 0, 0, "is missing")])
    return library.load(path, HandoutRules)


def is_stale(library: Library, one: Handout) -> bool:
    """Tell whether a translation was written from words that have changed since."""
    master = handout(library, one.kind, MASTER)
    return bool(one.head.translation and master and one.head.translation.of != master.revision)


def attorney_review(one: Handout) -> Review | None:
    """Return an attorney's review of these very words; None for one of words that have changed since."""
    review = one.head.reviewed
    return review if review and review.of == one.revision else None


def is_read_back(one: Handout) -> bool:
    """Tell whether somebody has reviewed these very words of a translation."""
    mark = one.head.translation
    return mark is not None and mark.state in ("reviewed", "tested") and mark.read in (None, one.revision)


def read(path: Path, shown: str, kind: str, language: str) -> Handout:
    """Return a handout from its file. Raises `FaultyFile` with every fault of its head and its body."""
    text = strict_yaml.read_text(path, shown)
    found = _HEAD.match(text)
    if found is None:
        raise FaultyFile([Fault(shown, 1, 1, "must begin with its head between two lines of three hyphens (---)")])
    faults: list[Fault] = []
    head = _head(found[1], shown, language, faults)
    body = text[found.end() :]
    nodes: tuple[HandoutNode, ...] = ()
    first = text.count("\n", 0, found.end()) + 1
    try:
        nodes = parse(body, first)
    except TextProblem as error:
        faults += [Fault(shown, line, 1, message) for line, message in error.problems]
    if head is not None:
        faults += [Fault(shown, line, 1, message) for line, message in _editions(head, nodes)]
    faults += _numbers(text, shown)
    if faults or head is None:
        raise FaultyFile(faults)
    return Handout(kind, language, head, nodes, _revision(head, body), shown)


def a_number_in(text: str) -> str:
    """Return the first string in a text that could be an A-number, or nothing."""
    found = _A_NUMBER.search(text)
    return found[0] if found else ""


def _head(text: str, shown: str, language: str, faults: list[Fault]) -> HandoutHead | None:
    try:
        data = strict_yaml.parse(text, shown)
    except FaultyFile as error:
        faults += [Fault(one.file, one.line + 1 if one.line else 0, one.column, one.message) for one in error.faults]
        return None
    head = shape.fit(data, HandoutHead)
    if isinstance(head, list):
        for misfit in head:
            line, column = strict_yaml.locate(text, misfit.path, key=misfit.at_key)
            mark = ":" if misfit.message.startswith("the key") else ""
            words = misfit.message if misfit.at_key or not misfit.path else f"{dotted(misfit.path)}{mark} {misfit.message}"
            faults.append(Fault(shown, line + 1, column, words))
        return None
    for key, message in _disagreements(head, language):
        line, column = strict_yaml.locate(text, (key,), key=True)
        faults.append(Fault(shown, line + 1, column, message))
    return head


def _disagreements(head: HandoutHead, language: str) -> Iterator[tuple[str, str]]:
    mark = head.translation
    if language == MASTER and mark is not None:
        yield "translation", "the English file is no translation: write translation: null"
    if language != MASTER and mark is None:
        yield "translation", "a translated file says how far it has come: {state: draft, of: …}"
    if mark is not None and mark.state in ("reviewed", "tested") and (mark.by is None or mark.on is None):
        yield "translation", f"state {mark.state} needs `by`, who reviewed it, and `on`, the day"
    if head.counsel == "none" and head.reviewed is not None:
        yield "reviewed", "a handout with counsel: none has no attorney's review"


def _editions(head: HandoutHead, nodes: tuple[HandoutNode, ...]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong between the layouts of the head and the body."""
    for group in _groups(nodes):
        for name in group.names if group.kind == "only" else ():
            if name not in head.layouts:
                yield group.line, f"::: only {name}: the head does not offer this layout ({', '.join(head.layouts)})"
    kinds = [(group.names[:1], group.line) for group in _groups(nodes) if group.kind == "side"]
    names = [name for name, _ in kinds]
    if names and names != [("front",), ("back",)]:
        yield kinds[0][1], "a card of two sides has one front and one back, in this order"


def _groups(nodes: tuple[HandoutNode, ...]) -> Iterator[Group]:
    for node in nodes:
        if isinstance(node, Group):
            yield node
            yield from _groups(node.children)
        elif isinstance(node, When):
            for _, inner in node.branches:
                yield from _groups(inner)
            yield from _groups(node.otherwise)


def _numbers(text: str, shown: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _A_NUMBER.search(line):
            yield Fault(shown, number, found.start() + 1, "holds what could be an A-number; leave a blank line to write on: ____")


def _revision(head: HandoutHead, body: str) -> str:
    """Return the revision of a handout: eight hexadecimal digits of its title and body, whatever else its head says."""
    return blake2b(f"{head.title}\n{body.strip()}".encode(), digest_size=4).hexdigest()
