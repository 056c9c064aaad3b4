"""Local wording written into a YAML file: a new one, or a place's own, whose other lines stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from ordinance.errors import Fault, FaultyFile
from ordinance.library import strict_yaml
from ordinance.library.wording_model import Wording

_HEAD = "# Local wording: words of the place's own for items of the draft (docs/local-wording.md).\n"
_KEYS = (
    "do",
    "at",
    "id",
    "after",
    "heading",
    "text",
    "caption",
    "topics",
    "was",
    "revision",
    "by",
    "on",
    "why",
    "length",
    "instrument",
)


def wording_yaml(entries: Sequence[Wording]) -> str:
    """Return the lines of `wording:` with some entries."""
    return "wording:\n" + "".join(line for one in entries for line in _entry(one)) if entries else "wording: []\n"


def new_file(entries: Sequence[Wording]) -> bytes:
    """Return a file of local wording alone."""
    return (_HEAD + wording_yaml(entries)).encode()


def in_place_file(content: bytes, entries: Sequence[Wording], name: str) -> bytes:
    """Return a place's file with other local wording in it: its other lines stay, letter for letter.

    Raises `FaultyFile` where the file has its wording in a form that cannot be told from its other lines.
    """
    text = content.decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    starts = [index for index, line in enumerate(lines) if re.match(r"wording\s*:", line)]
    new = wording_yaml(entries)
    if not starts:
        made = text + ("" if text.endswith("\n") or not text else "\n") + "\n" + new
    else:
        start = starts[0]
        end = next((n for n in range(start + 1, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
        while end > start + 1 and re.match(r"\s*(#.*)?$", lines[end - 1]) and not lines[end - 1].startswith("  "):
            end -= 1  # remarks and empty lines before the next key belong to it
        made = "".join([*lines[:start], new, *lines[end:]])
    before, after = strict_yaml.parse(text, name), strict_yaml.parse(made, name)
    if {**before, "wording": 0} != {**after, "wording": 0}:
        raise FaultyFile(
            [Fault(name, starts[0] + 1 if starts else 0, 0, "its wording cannot be told from its other lines; use -o")]
        )
    return made.encode()


def _entry(one: Wording) -> Iterator[str]:
    lead = "  - "
    for key in _KEYS:
        value = getattr(one, key)
        if value is None or value == ():
            continue
        yield f"{lead}{key}: {_scalar(value)}"
        lead = "    "


def _scalar(value: object) -> str:
    if isinstance(value, date):
        return f"{value.isoformat()}\n"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]\n"
    text = str(value)
    if "\n" in text and text.strip() == text:
        return "|-\n" + "".join(f"      {line}".rstrip() + "\n" for line in text.split("\n"))
    plain = re.fullmatch(r"[A-Za-z“][^\n:#\[\]{}&*!|>'\"%@`,?\\]*[^\s:]", text)
    return (
        text
        if plain and not re.fullmatch(r"(?i)true|false|yes|no|on|off|null|y|n", text)
        else json.dumps(text, ensure_ascii=False)
    ) + "\n"
