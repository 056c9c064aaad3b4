"""YAML of a library: places, states, clauses, packages, instruments and the rest, spoilt by line, by byte or by tree."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

import yaml

from fuzz.case import SMALL, Case, files_under, spoilt, word
from fuzz.tree import spoilt_tree

FORMS = ("md", "md", "txt", "html", "json", "akn", "docx")
#: Kind → the files that it spoils, of the small library.
FOLDERS = {
    "place": "jurisdictions/*.yaml",
    "state": "jurisdictions/states/*.yaml",
    "clause": "clauses/*/*/*.yaml",
    "package": "clauses/packages.yaml",
    "instrument": "templates/instruments/*.yaml",
    "registry": "[ct]*/*.yaml",
}
PLACE = "millbrook-aa"


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command with one spoilt file of a kind."""
    name, content = chance.choice(files_under(str(SMALL), FOLDERS[kind]))
    made = spoilt_yaml(name, content, chance)
    if kind == "place":
        file = f"place-{number}.yaml"
        return Case(_of_place(f"./{file}", chance), {file: made})
    own = f"own/{name}"
    state = "BB" if name.endswith("bb.yaml") else "AA"
    commands = {
        "state": ("state", state, "--format", chance.choice(("text", "json", "html"))),
        "clause": ("show", name.split("/")[-2], "--place", PLACE),
        "instrument": ("draft", PLACE, "--instrument", name.rpartition("/")[2][:-5], "-o", "out.md"),
        "package": ("draft", PLACE, "--package", "full", "-o", "out.md"),
    }
    own_command = commands.get(kind) if chance.random() < 0.4 else None
    return Case(("--library", "own", *(own_command or _of_place(PLACE, chance))), {own: made})


def _of_place(place: str, chance: Random) -> tuple[str, ...]:
    form = chance.choice(FORMS)
    way = chance.randrange(10)
    if way < 5:
        commentary = chance.choice(("comments", "inline", "appendix", "none"))
        return ("draft", place, "-o", f"out.{form}", "--commentary", commentary, "--date", "2026-11-24")
    return {
        5: ("check", place),
        6: ("check", place, "--format", "json"),
        7: ("memo", place, "--format", "md", "-o", "out.md"),
        8: ("redline", place, PLACE, "-o", "out.docx"),
        9: ("show", "holds", "--place", place),
    }[way]


def spoilt_yaml(name: str, content: bytes, chance: Random) -> bytes:
    """Return a YAML file with something spoilt: half of them by tree, so that they stay YAML."""
    way = chance.random()
    if way < 0.5:
        return yaml.dump(
            spoilt_tree(_loaded(name, content), chance), allow_unicode=chance.random() < 0.5, sort_keys=False
        ).encode("utf-8", "surrogatepass")
    if way < 0.85:
        return _by_line(content.decode(), chance).encode("utf-8", "surrogatepass")
    return spoilt(content, chance)


@cache
def _parsed(name: str, content: bytes) -> Any:
    return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _loaded(name: str, content: bytes) -> Any:
    return _parsed(name, content)


def _by_line(text: str, chance: Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        way = chance.randrange(9)
        if way == 0:
            del lines[at]
        elif way == 1:
            lines.insert(at, lines[at])
        elif way == 2:
            lines[at] = chance.choice(("  ", " ", "\t")) + lines[at]
        elif way == 3:
            lines[at] = lines[at][chance.randint(1, 3) :]
        elif way == 4:
            lines[at] = re.sub(r": .*", lambda _: ": " + word(chance), lines[at])
        elif way == 5:
            lines[at] = re.sub(r"\w+", lambda found: chance.choice((found[0], found[0], word(chance))), lines[at])
        elif way == 6:
            lines.insert(at, word(chance))
        elif way == 7:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines[at] += chance.choice(
                (" |", " >-", " &a", " *a", " #", "]", "}", "'", '"', " !x", ":", "\x07", "\n---", "\n...")
            )
        lines = lines or [""]
    return "\n".join(lines)
