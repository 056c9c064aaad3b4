"""Drafts made at random and changed at random, for the tests of redlines: what an author may do to a text, and its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from docx_reading import numeral
from docx_sample import CODE
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from ordinance.document.model import (
    Blank,
    Block,
    Document,
    Inline,
    Link,
    Number,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
)

_TEXT = """
    a city agency shall not give release information to an immigration authority unless a court order requires it and the
    “custody” people’s § 215-35 (b) 48 hours, days; officer. warrant: “held” — 8 U.S.C. 1357(g) council jail person’s
"""
WORDS = tuple(_TEXT.split())
STYLES: tuple[Style, ...] = ("section-text", "definition", "recital", "body-list", "heading-3")


@dataclass(frozen=True)
class Line:
    """A paragraph before it is numbered. Level 0 is a heading, 1 to 3 a subsection, None has no number."""

    words: tuple[str, ...]
    level: int | None = None
    style: Style = "section-text"
    special: Inline | None = None
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[tuple[str, ...], ...]
    header: bool = True


@dataclass(frozen=True)
class Signers:
    """A block of signatures."""

    offices: tuple[str, ...]


Item = Line | Grid | Signers


def built(items: list[Item]) -> Document:
    """Return a draft, its headings and subsections numbered from the first on."""
    counters = [0] * 4
    blocks: list[Block] = []
    for place, item in enumerate(items):
        if isinstance(item, Grid):
            rows = tuple(tuple((Run(cell),) if cell else () for cell in row) for row in item.rows)
            width = len(item.rows[0])
            head, rest = (rows[0], rows[1:]) if item.header else ((), rows)
            blocks.append(Table("Fees", head, rest, (1 / width,) * width))
        elif isinstance(item, Signers):
            blocks.append(SignatureBlock(tuple(SignatureLine("Approved", (Run(office),)) for office in item.offices)))
        else:
            blocks.append(_paragraph(item, place, counters))
    return Document("Draft", tuple(blocks), schemes=(CODE,))


def _paragraph(line: Line, place: int, counters: list[int]) -> Paragraph:
    text = " ".join(line.words)
    half = len(text) // 2
    runs: tuple[Inline, ...] = (Run(text, "strong"),) if line.bold else (Run(text),)
    if line.special is not None:
        runs = (Run(text[:half]), line.special, Run(text[half:]))
    content = tuple(run for run in runs if not (isinstance(run, Run) and not run.text))
    if line.level is None:
        return Paragraph(line.style, content, id=f"p{' '.join(line.words[:2])}")
    counters[line.level] += 1
    counters[line.level + 1 :] = [0] * (3 - line.level)
    count = counters[line.level]
    letters = chr(96 + (count - 1) % 26 + 1) * ((count - 1) // 26 + 1)
    label = (f"§ 215-{34 + count}.", f"({letters})", f"({count})", f"({letters.upper()})")[line.level]
    style: Style = "heading-2" if line.level == 0 else f"subsection-{line.level}"  # type: ignore[assignment]
    return Paragraph(style, content, id=f"p{' '.join(line.words[:2])}", number=Number(label, "code", line.level))


# --- drafts and edits ---

words = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.lists(st.sampled_from(WORDS), min_size=6, max_size=18)
).map(tuple)
specials = st.one_of(
    st.builds(
        Reference, st.sampled_from(["subsection (a)", "§ 215-35", "this section"]), st.sampled_from(["pa city", "pthe", "no"])
    ),
    st.builds(Blank, st.sampled_from(["date", "number of days"])),
    st.builds(Link, st.sampled_from(["8 C.F.R. § 287.7", "the form"]), st.sampled_from(["https://a.gov/1", "https://a.gov/2"])),
)
lines = st.builds(
    Line,
    words,
    st.sampled_from([None, None, 0, 1, 1, 2, 3]),
    st.sampled_from(STYLES),
    st.one_of(st.none(), st.none(), specials),
    st.booleans(),
)
cells = st.lists(st.sampled_from(["", "aye", "no", "ward 1", "a city agency", "[name]"]), min_size=2, max_size=2).map(tuple)
grids = st.builds(Grid, st.lists(cells, min_size=1, max_size=4).map(tuple), st.booleans())
signers = st.builds(Signers, st.lists(st.sampled_from(["Mayor", "City Clerk", "City Attorney"]), max_size=3).map(tuple))
items = st.sampled_from([*[lines] * 8, grids, signers]).flatmap(lambda strategy: strategy)
drafts = st.one_of(st.lists(items, max_size=3), st.lists(items, min_size=4, max_size=14))

EDITS = (
    "insert-word",
    "drop-word",
    "replace-word",
    "split",
    "join",
    "move",
    "move-several",
    "drop",
    "add",
    "level",
    "face",
    "row",
)


@st.composite
def edited(draw: Any) -> tuple[list[Item], list[Item]]:
    """A draft, and the draft after some edits."""
    before: list[Item] = draw(drafts)
    after = list(before)
    for _ in range(draw(st.integers(0, 8))):
        after = _edit(draw, after)
    return before, after


def _edit(draw: Any, draft: list[Item]) -> list[Item]:
    kind = draw(st.sampled_from(EDITS))
    if kind == "add" or not draft:
        at = draw(st.integers(0, len(draft)))
        return [*draft[:at], draw(items), *draft[at:]]
    at = draw(st.integers(0, len(draft) - 1))
    item, rest = draft[at], [*draft[:at], *draft[at + 1 :]]
    if kind in ("move", "move-several"):
        size = draw(st.integers(2, 4)) if kind == "move-several" else 1
        taken, rest = draft[at : at + size], [*draft[:at], *draft[at + size :]]
        to = draw(st.integers(0, len(rest)))
        return [*rest[:to], *taken, *rest[to:]]
    if kind == "drop":
        return rest
    if kind == "join" and at + 1 < len(draft):
        after = draft[at + 1]
        if isinstance(item, Line) and isinstance(after, Line):
            return [*draft[:at], replace(item, words=item.words + after.words), *draft[at + 2 :]]
    return [*draft[:at], *_changed(draw, kind, item), *draft[at + 1 :]]


def _changed(draw: Any, kind: str, item: Item) -> list[Item]:
    if isinstance(item, Grid):
        at = draw(st.integers(0, len(item.rows)))
        if kind == "drop-word" and len(item.rows) > 1:
            return [replace(item, rows=item.rows[:at] + item.rows[at + 1 :])]
        return [replace(item, rows=(*item.rows[:at], draw(cells), *item.rows[at + (kind == "replace-word") :]))]
    if isinstance(item, Signers):
        return [draw(signers)]
    at = draw(st.integers(0, len(item.words) - 1))
    before, after = item.words[:at], item.words[at:]
    word = (draw(st.sampled_from(WORDS)),)
    match kind:
        case "insert-word":
            return [replace(item, words=before + word + after)]
        case "drop-word" if len(item.words) > 1:
            return [replace(item, words=before + after[1:])]
        case "replace-word":
            return [replace(item, words=before + word + after[1:])]
        case "split" if before and after:
            return [replace(item, words=before), replace(item, words=after)]
        case "level":
            return [replace(item, level=draw(st.sampled_from([None, 0, 1, 2, 3])), style=draw(st.sampled_from(STYLES)))]
        case "face":
            return [replace(item, bold=not item.bold, special=draw(st.one_of(st.none(), specials)))]
    return [item]


def relabelled(document: Document) -> Document:
    """Return a document whose numbers count on from the first; under a definition the items begin again."""
    levels = {scheme.id: scheme.levels for scheme in document.schemes}
    counters: dict[str, dict[int, int]] = {scheme: {} for scheme in levels}
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and (block.style == "definition" or block.style.startswith("heading")):
            counters = {scheme: {0: counter[0]} if 0 in counter else {} for scheme, counter in counters.items()}
        if isinstance(block, Paragraph) and block.number:
            scheme, depth = block.number.scheme, block.number.level
            level, counter = levels[scheme][depth], counters[scheme]
            counters[scheme] = counter = {above: number for above, number in counter.items() if above <= depth}
            counter[depth] = counter.get(depth, level.start - 1) + 1
            label = re.sub(r"\{(\w)\}", partial(_numeral, counter[depth]), level.pattern)
            block = changed(block, number=Number(label, scheme, depth))
        blocks.append(block)
    return changed(document, blocks=tuple(blocks))


def _numeral(number: int, found: re.Match[str]) -> str:
    formats = {"n": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return numeral(formats[found[1]], number)
