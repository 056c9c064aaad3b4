"""What comes back: a draft in Word with changes on it, a text as it passed, the file that `adopt` made of it, and words of one's own."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from random import Random
from typing import Any

import yaml

from fuzz import pages, pdf_files, word_files
from fuzz.case import SMALL, Case, word
from fuzz.made import draft_as, made_by, said_by
from fuzz.tree import spoilt_tree
from fuzz.yaml_files import PLACE, spoilt_yaml

DAY = ("--date", "2026-11-24")
VOTE = ("--on", "2026-11-20")
#: What local wording may do, and the keys that it takes.
OPERATIONS = {
    "replace": ("text",), "add-after": ("text",), "add-under": ("text",), "strike": (), "add-section": ("text", "heading", "id", "caption"),
    "heading": ("heading",), "move": ("after",),
}  # fmt: skip
TEXTS = (
    "Nobody shall ask.", "1. one;\n2. two.", "Except as [](#holds) says:", "1. Nobody shall:\n\n   1. ask; or\n   2. tell.\n", "A. x\n\nB. y", "[blank](blank:)",
    "“Word” means a word.", "> a", "*a* **b** `c`", "A [](#nowhere).", "1. a\n\n   b\n\n   1. c", "x " * 400, "a\u202eb", "=1+1", "[a](https://evil.example/)",
)  # fmt: skip


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command that reads one of these, spoilt."""
    return {"take": _taken, "adopt": _adopted, "adopted": _speaking, "wording": _worded}[kind](chance, f"x{number}")


def _taken(chance: Random, stem: str) -> Case:
    ending, content = _came_back(chance)
    name = f"{stem}.{ending}"
    way = chance.randrange(6)
    if way == 0:
        return Case(("check", name, *chance.choice(((), ("--accepted",), ("--for", PLACE))), *DAY), {name: content})
    if way < 3:
        return Case(
            ("take", name, "--for", PLACE, "--format", chance.choice(("text", "json", "html", "md")), *DAY), {name: content}
        )
    numbers = chance.choice(("ALL", "1", "1-3", "2,1", "1-999999999999", "0", word(chance).replace("\x00", "")))
    return Case(
        ("take", name, "--for", PLACE, "--accept", numbers, "-o", "out.yaml", "--rest", "out-rest.md", *DAY), {name: content}
    )


def _came_back(chance: Random) -> tuple[str, bytes]:
    """Return a draft of the small library with edits of words, or with spoilt parts."""
    if chance.random() < 0.4:
        return "md", _edited(draft_as("md").decode(), chance).encode("utf-8", "surrogatepass")
    return "docx", word_files.tracked(chance) if chance.random() < 0.5 else word_files.file(chance)


def _edited(text: str, chance: Random) -> str:
    """Return a text in which words, lines and paragraphs were changed as a person changes them, or worse."""
    parts = text.split("\n\n")
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(parts))
        way = chance.randrange(8)
        if way == 0:
            del parts[at]
        elif way == 1:
            parts.insert(at, parts[at])
        elif way == 2:
            parts.insert(
                at, chance.choice(("A new rule.", "### § 12-099. New\n\nNobody shall ask.", "1. one;\n2. two.", word(chance)))
            )
        elif way == 3:
            parts[at] = re.sub(r"\w+", lambda found: chance.choice((found[0],) * 6 + ("", word(chance))), parts[at])
        elif way == 4:
            other = chance.randrange(len(parts))
            parts[at], parts[other] = parts[other], parts[at]
        elif way == 5:
            parts[at] = " ".join(parts[at : at + 2])
        elif way == 6:
            parts[at] = parts[at].replace("shall", "may", 1).replace(". ", ".\n\n", 1)
        else:
            parts[at] = f"~~{parts[at]}~~" if chance.random() < 0.5 else f"<ins>{parts[at]}</ins>"
        parts = parts or [""]
    return "\n\n".join(parts)


def _adopted(chance: Random, stem: str) -> Case:
    ending = chance.choice(("docx", "docx", "md", "md", "txt", "html", "pdf"))
    if ending == "docx":
        content = word_files.file(chance)
    elif ending == "pdf":
        content = pdf_files.file(chance)
    else:
        made = draft_as(ending).decode()
        text = _edited(made, chance) if chance.random() < 0.7 else pages.spoilt_text(made, chance)
        content = text.encode("utf-8", "surrogatepass")
    return Case(("adopt", PLACE, f"{stem}.{ending}", *VOTE, "-o", "out.yaml", *DAY), {f"{stem}.{ending}": content})


@cache
def _place() -> bytes:
    return made_by(("adopt", PLACE, _vote(), *VOTE, "-o", "out.yaml", *DAY), "out.yaml")


@cache
def _vote() -> str:
    import tempfile

    folder = tempfile.mkdtemp(prefix="fuzz-vote-")
    with open(f"{folder}/passed.md", "wb") as stream:
        stream.write(draft_as("md").replace(b"shall", b"must", 1))
    return stream.name


def _speaking(chance: Random, stem: str) -> Case:
    """A place's file that `adopt` wrote, spoilt, in what speaks of the adopted text."""
    made = spoilt_yaml("adopted.yaml", _place(), chance) if chance.random() < 0.5 else _retold(chance)
    command = chance.choice(
        (("draft", f"./{stem}.yaml", "-o", "out.md", *DAY), ("check", f"./{stem}.yaml", *DAY), ("place", f"./{stem}.yaml"), ("memo", f"./{stem}.yaml", "-o", "out.md", *DAY),
         ("wording", f"./{stem}.yaml"), ("redline", PLACE, f"./{stem}.yaml", "-o", "out.docx"), ("draft", f"./{stem}.yaml", "-o", "out.json", *DAY))
    )  # fmt: skip
    return Case(command, {f"{stem}.yaml": made})


def _retold(chance: Random) -> bytes:
    """Return the same file with its account of what became of the sections, its words or its choices told otherwise."""
    tree = yaml.safe_load(_place())
    part = chance.choice([key for key in ("adopted", "wording", "choices") if key in tree])
    if chance.random() < 0.5:
        sections = tree["adopted"]["sections"]
        sections[chance.choice((*sections, "nowhere", "definitions"))] = {
            "is_now": chance.choice(("amended", "as drafted", "not ours")), "counsel": chance.choice((None, {}, "It says so.", word(chance)))
        }  # fmt: skip
    else:
        tree[part] = spoilt_tree(tree[part], chance, 1)
    return _dumped(tree)


@cache
def _names() -> tuple[str, ...]:
    text = said_by(("wording", PLACE, "--format", "json"))
    return tuple(re.findall(r'"(?:at|item|name)": "([^"]+)"', text)) or ("holds", "holds.rule", "holds.2", "recital.0", "title")


def _worded(chance: Random, stem: str) -> Case:
    """Local wording of every operation on every item, in a place's file or in one of its own."""
    entries = [_entry(chance) for _ in range(chance.randint(1, 4))]
    tree: Any = {"wording": entries}
    if chance.random() < 0.2:
        tree = spoilt_tree(tree, chance)
    if chance.random() < 0.5:
        command = chance.choice(
            (("draft", PLACE, "-o", "out.md", *DAY), ("check", PLACE, *DAY), ("draft", PLACE, "-o", "out.docx", *DAY))
        )
        return Case((*command, "--wording", f"{stem}.yaml"), {f"{stem}.yaml": _dumped(tree)})
    place = yaml.safe_load((SMALL / f"jurisdictions/{PLACE}.yaml").read_text(encoding="utf-8"))
    place |= tree if isinstance(tree, dict) else {"wording": tree}
    command = chance.choice(
        (("draft", f"./{stem}.yaml", "-o", "out.html", *DAY), ("check", f"./{stem}.yaml", *DAY), ("redline", PLACE, f"./{stem}.yaml", "-o", "out.docx"),
         ("draft", f"./{stem}.yaml", "-o", "out.akn", *DAY), ("draft", f"./{stem}.yaml", "-o", "out.json", *DAY), ("wording", f"./{stem}.yaml"))
    )  # fmt: skip
    return Case(command, {f"{stem}.yaml": _dumped(place)})


def _entry(chance: Random) -> dict[str, Any]:
    """Return one operation, with the keys that it takes and mostly with right names; one in five has others."""
    do = chance.choice(list(OPERATIONS))
    made: dict[str, Any] = {
        "do": do,
        "at": chance.choice(_names()),
        "by": "City Attorney",
        "on": date(2026, 11, 20),
        "why": "Asked for",
    }
    values = {
        "text": chance.choice(TEXTS),
        "heading": chance.choice(("Schools", "Of schools")),
        "id": chance.choice(("schools", "parks")),
        "after": chance.choice(_names()).partition(".")[0],
        "caption": "naming schools",
    }
    for key, value in values.items():
        if key in OPERATIONS[do]:
            made[key] = value
    if chance.random() < 0.2:
        key = chance.choice((*made, *values))
        made[key] = chance.choice((values.get(key), word(chance)))
    return made


def _dumped(tree: Any) -> bytes:
    return yaml.dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")
