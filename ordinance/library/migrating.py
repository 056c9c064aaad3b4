"""Turn a clause kept in one file into its folder: cut by lines, so that words, layout and comments stay as they are."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile
from ordinance.library import shape, strict_yaml
from ordinance.library.clause_model import Clause
from ordinance.library.clause_parts import HEAD, OF_CLAUSE, OF_VARIANT, PARTS

_SCHEMA = re.compile(r"# yaml-language-server: \$schema=(.*)clause(?:-file)?\.json")


class _Block(Struct):
    """The lines of one key, with the comments above it, and how far in the key stands."""

    key: str
    lines: list[str]
    column: int


def folder_of_file(path: Path, shown: str) -> dict[str, str]:
    """Return the texts of a clause's folder by file name, from the one file that the clause was kept in.

    Raises `FaultyFile` with what is wrong with the file, or where it cannot be cut by lines without a change.
    """
    text = strict_yaml.read_text(path, shown)
    data = strict_yaml.parse(text, shown)
    record = shape.fit(data, Clause)
    if isinstance(record, list):
        from ordinance.library.compiling import misfit_fault

        raise FaultyFile(misfit_fault(text, shown, misfit) for misfit in record)
    cut = _cut(text, shown)
    made = {part: strict_yaml.parse(written, f"{part}.yaml") for part, written in cut.items()}
    if _joined(made) != data:
        raise FaultyFile([Fault(shown, 0, 0, "cannot be cut by its lines: write every key on a line of its own")])
    return {f"{part}.yaml": written for part, written in cut.items()}


def _joined(made: dict[str, Any]) -> dict[str, Any]:
    """Return the data of the one file that the parts were cut from."""
    head = made[HEAD]
    variants = {one["id"]: dict(one) for one in head["variants"]}
    whole = {**head}
    for part, data in made.items():
        if part != HEAD:
            whole |= {key: value for key, value in data.items() if key != "variants"}
            for name, own in (data.get("variants") or {}).items():
                variants[name] |= own
    return {**whole, "variants": list(variants.values())}


def _cut(text: str, shown: str) -> dict[str, str]:
    lines = text.rstrip("\n").split("\n")
    found = _SCHEMA.fullmatch(lines[0].strip())
    schemas = f"../{found[1]}" if found else "../../../schemas/"
    lines = lines[1:] if found else lines
    root = strict_yaml.graph("\n".join(lines))
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for block, node in zip(_blocks(root, lines, 0, len(lines), shown), root.value, strict=True):
        if block.key == "variants":
            for part, own in _variants(node[1], lines, block, shown).items():
                joint = not own[0] and (not parts[part] or not parts[part][-1].strip())
                parts[part] += own[1:] if joint else own
        else:
            parts[OF_CLAUSE.get(block.key, HEAD)] += block.lines
    heads = {
        part: f"# yaml-language-server: $schema={schemas}{HEAD if part == HEAD else f'{HEAD}-{part}'}.json" for part in PARTS
    }
    return {part: "\n".join([heads[part], *_trimmed(own)]) + "\n" for part, own in parts.items() if own}


def _trimmed(lines: list[str]) -> list[str]:
    """Return lines without blank ones at both ends."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1]


def _blocks(node: Any, lines: list[str], first: int, end: int, shown: str) -> list[_Block]:
    """Return the block of each key of a mapping whose lines are those from `first` to `end`."""
    marks = [key.start_mark for key, _ in node.value]
    if node.flow_style or any(one.line == other.line for one, other in pairwise(marks)):
        message = "has several keys on one line; write each on a line of its own, then migrate"
        raise FaultyFile([Fault(shown, node.start_mark.line + 2, node.start_mark.column + 1, message)])
    starts = [first] + [_with_comments(lines, mark.line, mark.column) for mark in marks[1:]]
    return [
        _Block(str(key.value), lines[start:stop], mark.column)
        for (key, _), mark, start, stop in zip(node.value, marks, starts, [*starts[1:], end], strict=True)
    ]


def _with_comments(lines: list[str], line: int, column: int) -> int:
    """Return the first of the comment lines right above a key that stand as far in as it, or the key's own line."""
    while line and lines[line - 1].startswith(f"{' ' * column}#"):
        line -= 1
    return line


def _variants(node: Any, lines: list[str], block: _Block, shown: str) -> dict[str, list[str]]:
    """Return the lines of the variants by part: a list in the first, by name in the others."""
    items = node.value
    if node.flow_style:
        message = "has several keys on one line; write each on a line of its own, then migrate"
        raise FaultyFile([Fault(shown, node.start_mark.line + 2, node.start_mark.column + 1, message)])
    start = items[0].start_mark.line
    above = len(block.lines) - next(n for n, line in enumerate(reversed(block.lines)) if line.startswith("variants:")) - 1
    end = start + len(block.lines) - above - 1
    begins = [start] + [_with_comments(lines, one.start_mark.line, one.start_mark.column - 2) for one in items[1:]]
    parts: dict[str, list[str]] = {HEAD: block.lines[: above + 1]}
    for item, begin, stop in zip(items, begins, [*begins[1:], end], strict=True):
        own = list(lines[begin:stop])
        number = item.start_mark.line - begin
        dash = own[number].index("-")
        remarks, own[number] = own[:number], own[number].replace("-", " ", 1)
        found = _blocks(item, [*lines[: begin + number], *own[number:], *lines[stop:]], begin + number, stop, shown)
        name = next(pair[1].value for pair in item.value if pair[0].value == "id")
        by_part: dict[str, list[str]] = {}
        for one in found:
            by_part.setdefault(OF_VARIANT.get(one.key, HEAD), []).extend(one.lines)
        for part, mine in by_part.items():
            if part == HEAD:
                at = next(n for n, line in enumerate(mine) if line.strip() and not line.lstrip().startswith("#"))
                mine[at] = f"{mine[at][:dash]}-{mine[at][dash + 1 :]}"
                parts[HEAD] += [*remarks, *mine]
                continue
            shift = "" if dash else "  "
            named = f"{' ' * dash}{shift}{name}:"
            mine = [shift + line if line.strip() else line for line in mine]
            between = [""] if part in parts and parts[part][-1].strip() else []
            parts[part] = [*parts.get(part, ["", "variants:"]), *between, named, *mine]
    return parts
