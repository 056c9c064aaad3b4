r"""Cross-references: which words of one are a number that Word can keep right, and which stand as they are.

A reference prints "subsection (b)" or "Section 8(a)(1)". The words are ours; each number is a REF field of its own on
the paragraph that carries it, with the switch \n: the paragraph's number without trailing periods, and nothing of the
levels above (ISO 29500-1, 17.16.5.51). So the printed text stays the same when fields are updated, whatever a word
processor makes of full and relative context (LibreOffice prints "Section 8.(a)"). See docs/word.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from ordinance.document.model import Block, Document, Inline, Paragraph, Reference, SignatureBlock, Table
from ordinance.formats.docx.write.numbering import Numbering

#: What may stand between two numbers of one reference: 2.15.010.A.1, Section 4(a).
_JOINTS = ("", ".", " ")
_NUMBER = re.compile(r"\d")


class Bookmark(Struct, frozen=True):
    """A place that references lead to: the paragraph, or, where its label is not counted by Word, the label's text."""

    id: int
    name: str
    on_label: bool


class Piece(Struct, frozen=True):
    """Some words of a reference. With a bookmark they are a field; without switches, the link that no field can be."""

    text: str
    bookmark: str = ""
    switches: str = ""


class CrossReferences(Struct, frozen=True):
    """The `pieces` of every reference in the document, and the `bookmarks` they need, by the index of the block."""

    pieces: dict[Reference, tuple[Piece, ...]]
    bookmarks: dict[int, Bookmark]


class _Step(Struct, frozen=True):
    """One numbered paragraph on the way from a heading down to the target. `label` has no trailing period."""

    block: int
    label: str
    counted: bool


def cross_references(document: Document, numbering: Numbering, first_id: int) -> CrossReferences:
    """Return how to write the references of the document. Bookmarks are numbered from `first_id`."""
    wanted = dict.fromkeys(part for part in _inlines(document) if type(part) is Reference)
    chains = _chains(document.blocks, numbering) if wanted else {}
    bookmarks: dict[int, Bookmark] = {}
    pieces: dict[Reference, tuple[Piece, ...]] = {}
    for reference in wanted:
        written: list[Piece] = []
        for words, step, switches in _split(reference.text, chains.get(reference.target, ())):
            if step is not None and step.block not in bookmarks:
                id = first_id + len(bookmarks)
                bookmarks[step.block] = Bookmark(id, f"_Ref{id:09d}", bool(step.label) and not step.counted)
            written.append(Piece(words, bookmarks[step.block].name if step else "", switches))
        pieces[reference] = tuple(written)
    return CrossReferences(pieces, bookmarks)


def _split(text: str, steps: tuple[_Step, ...]) -> list[tuple[str, _Step | None, str]]:
    """Cut the words of a reference into plain words and numbers, each number with its step and switches.

    The target's own number stands last; before it may stand those of the paragraphs above, as far as they are printed.
    """
    found: list[tuple[str, _Step | None, str]] = []
    rest = text
    for step in reversed(steps):
        for joint in _JOINTS if found else ("",):
            if (words := _ending(rest.removesuffix(joint), step)) is not None:
                rest = rest.removesuffix(joint)
                found[:0] = [(words, step, _switches(step)), *([(joint, None, "")] if joint else ())]
                rest = rest[: -len(words)]
                break
        if not found:
            break
    if not found or _NUMBER.search(
        rest
    ):  # a number that no field can keep right: the whole is a link, so that it is never half right
        return [(text, steps[-1], "")] if steps else [(text, None, "")]
    return [(rest, None, ""), *found] if rest else found


def _ending(rest: str, step: _Step) -> str | None:
    """Return the end of `rest` that is the step's whole label: "A" of "§ 215-60A", and not of "Section BA"."""
    words = step.label
    if not words or not rest.endswith(words):
        return None
    before, first = rest[: -len(words)][-1:], words[0]
    runs_on = (before.isdigit() and first.isdigit()) or (before.isalpha() and first.isalpha())
    return None if runs_on else words


def _switches(step: _Step) -> str:
    r"""Return the field's switches: the number of the paragraph, or, where Word does not count it, the words of its label."""
    return r"\n \h" if step.counted else r"\h"


def _chains(blocks: tuple[Block, ...], numbering: Numbering) -> dict[str, tuple[_Step, ...]]:
    """Return, for every paragraph with an id, the numbered paragraphs that it stands under, and itself last."""
    chains: dict[str, tuple[_Step, ...]] = {}
    above: dict[str, list[tuple[int, _Step]]] = {}
    for index, block in enumerate(blocks):
        if type(block) is not Paragraph:
            continue
        steps: tuple[_Step, ...] = (_Step(index, "", False),)
        if number := block.number:
            stack = above.setdefault(number.scheme, [])
            while stack and stack[-1][0] >= number.level:
                stack.pop()
            stack.append((number.level, _Step(index, number.label.rstrip("."), numbering.places[index] is not None)))
            steps = tuple(step for _, step in stack)
        if block.id:
            chains[block.id] = steps
    return chains


def _inlines(document: Document) -> Iterator[Inline]:
    for block in chain(document.blocks, *(comment.body for comment in document.comments)):
        if type(block) is Paragraph:
            yield from block.content
        elif type(block) is SignatureBlock:
            yield from chain.from_iterable(line.office for line in block.lines)
        elif type(block) is Table:  # the blocks of handouts hold no reference
            yield from chain.from_iterable(chain(block.header, *block.rows))
