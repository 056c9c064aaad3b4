"""Words against words: what of one or two old paragraphs is left in one or two new ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from ordinance.comparison.model import Change, Piece, Pieces, Side
from ordinance.document.model import Blank, Emphasis, Inline, Run

Content = tuple[Inline, ...]

_TOKEN: Final = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
_WORD: Final = re.compile(r"\w")
#: The end of a paragraph among words, and its part. It stands on one side only, so it never equals anything.
_END: Final = ""
_MARK: Final = -1
#: difflib is at its slowest where the same words come again and again; above this many it leaves the commonest out.
_MANY: Final = 2000
#: Beyond this many pairs of equal words old and new are set apart: weaving them would take minutes.
_MOST_PAIRS: Final = 4_000_000
#: Paragraphs of more letters than this, some 100 pages, are not woven either.
LONGEST: Final = 300_000
#: Below this share of words in common, old and new words are set apart rather than woven into each other.
_SHARED: Final = 0.3


class _Token(NamedTuple):
    """A word, a space, or a mark of punctuation; `part` is the inline that it comes from."""

    text: str
    part: int


class _Edit(NamedTuple):
    """A token of the old side, of the new, or of both, by their places."""

    old: int | None
    new: int | None


class _Stretch(NamedTuple):
    """Tokens a to b of the old side and c to d of the new; `same` if they are equal."""

    a: int
    b: int
    c: int
    d: int
    same: bool


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without spaces and punctuation."""
    return [word.lower() for word in _TOKEN.findall(text) if _WORD.match(word)]


def shown(inline: Inline) -> str:
    """Return what an inline prints."""
    return f"[{inline.prompt}]" if isinstance(inline, Blank) else inline.text


def whole(content: Content, change: Change) -> Pieces:
    """Return content of which everything has the same change."""
    return tuple(Piece(inline, change) for inline in content if shown(inline))


def difference(old: Content, new: Content, sure: Side | None = None) -> Pieces:
    """Return the words of both, each once. Where the faces of one side only are `sure`, they stand, and none changes."""
    if old == new:
        return whole(new, "")
    if any(sum(len(shown(inline)) for inline in side) > LONGEST for side in (old, new)):
        return (*whole(old, "deleted"), *whole(new, "inserted"))
    return compared((old,), (new,), sure)[0]


def compared(old: Sequence[Content], new: Sequence[Content], sure: Side | None = None) -> list[Pieces]:
    """Return the words of paragraphs that are a split (one old, several new) or a join, cut where a paragraph ends.

    The words that are left without deleted ones are those of `new`, and without inserted ones those of `old`.
    """
    left, right = _Text(old), _Text(new)
    return [_pieces(group, left, right, sure) for group in _weave(left, right)]


def _weave(left: _Text, right: _Text) -> Iterator[list[_Edit]]:
    """Yield the edits of each paragraph."""
    stretches = _smooth(list(_stretches(left.words, right.words)), left.words, right.words)
    edits = _unbroken(_edits(stretches), left, right)
    group: list[_Edit] = []
    for edit in edits:
        if left.is_mark(edit.old) or right.is_mark(edit.new):
            yield group
            group = []
        else:
            group.append(edit)
    yield group


class _Text:
    """One side: its inlines one after the other, and its tokens."""

    def __init__(self, paragraphs: Sequence[Content]) -> None:
        self.parts: list[Inline] = []
        self.tokens: list[_Token] = []
        for index, content in enumerate(paragraphs):
            if index:
                self.tokens.append(_Token(_END, _MARK))
            for inline in content:
                self.tokens += (_Token(found, len(self.parts)) for found in _TOKEN.findall(shown(inline)))
                self.parts.append(inline)
        self.words = [token.text for token in self.tokens]

    def is_mark(self, token: int | None) -> bool:
        return token is not None and self.tokens[token].part == _MARK

    def part(self, token: int) -> int:
        return self.tokens[token].part

    def inline(self, token: int) -> Inline:
        return self.parts[self.tokens[token].part]


# --- which words are left ---


def _stretches(old: list[str], new: list[str]) -> Iterator[_Stretch]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield _Stretch(0, start, 0, start, True)
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    if _too_alike_to_weave(inner_old, inner_new):
        yield _Stretch(start, len(old) - end, start, len(new) - end, False)
        if end:
            yield _Stretch(len(old) - end, len(old), len(new) - end, len(new), True)
        return
    matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=max(len(inner_old), len(inner_new)) > _MANY)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield _Stretch(a + start, b + start, c + start, d + start, tag == "equal")
    if end:
        yield _Stretch(len(old) - end, len(old), len(new) - end, len(new), True)


def _too_alike_to_weave(old: list[str], new: list[str]) -> bool:
    """Tell whether two texts have more pairs of equal words than can be looked through, without the commonest in long ones."""
    counts = Counter(new)
    popular = len(new) // 100 + 1 if max(len(old), len(new)) > _MANY else len(new)
    return sum(counts[word] for word in old if counts[word] <= popular) > _MOST_PAIRS


def _common(old: list[str], new: list[str]) -> int:
    """Return how many words both begin with."""
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return index
    return min(len(old), len(new))


def _smooth(stretches: list[_Stretch], old: list[str], new: list[str]) -> list[_Stretch]:
    """Return stretches that a reader can follow: a word or two left over between changes belongs to the change."""
    kept = sum(_count(old, stretch.a, stretch.b) for stretch in stretches if stretch.same)
    longest = max(_count(old, 0, len(old)), _count(new, 0, len(new)))
    if longest and kept < _SHARED * longest and _END not in old and _END not in new:
        return [_Stretch(0, len(old), 0, len(new), False)]
    return _without_crumbs(_without_crumbs(stretches, 0, old, new), 2, old, new)


def _without_crumbs(stretches: list[_Stretch], most: int, old: list[str], new: list[str]) -> list[_Stretch]:
    """Return stretches in which no more than `most` equal words that stand between two changes belong to the change.

    Words must be fewer than half of either change; what has no word, as the space between two changed words, is nothing.
    """
    kept: list[_Stretch] = []
    for index, stretch in enumerate(stretches):
        if stretch.same and 0 < index < len(stretches) - 1:
            words = _count(old, stretch.a, stretch.b)
            if words <= most and (not words or min(_size(s, old, new) for s in (kept[-1], stretches[index + 1])) > 2 * words):
                stretch = stretch._replace(same=False)
        if kept and not stretch.same and not kept[-1].same:
            kept[-1] = kept[-1]._replace(b=stretch.b, d=stretch.d)
        else:
            kept.append(stretch)
    return kept


def _size(stretch: _Stretch, old: list[str], new: list[str]) -> int:
    return max(_count(old, stretch.a, stretch.b), _count(new, stretch.c, stretch.d))


def _count(words: list[str], start: int, end: int) -> int:
    return sum(1 for word in words[start:end] if _WORD.match(word))


# --- what has one piece in the document is changed as one piece ---


def _edits(stretches: list[_Stretch]) -> list[_Edit]:
    edits: list[_Edit] = []
    for a, b, c, d, same in stretches:
        if same:
            edits += (_Edit(a + step, c + step) for step in range(b - a))
        else:
            edits += (_Edit(place, None) for place in range(a, b))
            edits += (_Edit(None, place) for place in range(c, d))
    return edits


def _unbroken(edits: list[_Edit], old: _Text, new: _Text) -> list[_Edit]:
    """Return edits in which each reference, blank or link is left whole or changed whole."""
    while broken := _broken(edits, old, new):
        split: list[_Edit] = []
        for edit in edits:
            if edit.old is None or edit.new is None:
                split.append(edit)
            elif (0, old.part(edit.old)) in broken or (1, new.part(edit.new)) in broken:
                split += (_Edit(edit.old, None), _Edit(None, edit.new))
            else:
                split.append(edit)
        edits = _ordered(split)
    return edits


def _broken(edits: list[_Edit], old: _Text, new: _Text) -> set[tuple[int, int]]:
    """Return the references, blanks and links, by side and place, of which some words are kept and others are not.

    One is broken too where words of the other side have come between its own.
    """
    kept: Counter[tuple[int, int]] = Counter()
    gone: set[tuple[int, int]] = set()
    last: dict[tuple[int, int], int] = {}
    for index, edit in enumerate(edits):
        both = edit.old is not None and edit.new is not None
        for side, token, text in ((0, edit.old, old), (1, edit.new, new)):
            if token is None or text.is_mark(token) or isinstance(text.inline(token), Run):
                continue
            part = (side, text.part(token))
            kept[part] += both
            if not both or last.get(part, index - 1) != index - 1:
                gone.add(part)
            last[part] = index
    return {part for part in gone if kept[part]}


def _ordered(edits: list[_Edit]) -> list[_Edit]:
    """Return edits with the old words before the new ones in each stretch of changes."""
    ordered: list[_Edit] = []
    for same, group in groupby(edits, key=lambda edit: edit.old is not None and edit.new is not None):
        members = list(group)
        ordered += members if same else sorted(members, key=lambda edit: edit.old is None)
    return ordered


# --- back to inlines ---


def _pieces(edits: list[_Edit], old: _Text, new: _Text, sure: Side | None) -> Pieces:
    pieces = []
    for (change, side, part, was), group in groupby(edits, key=lambda edit: _kind(edit, old, new, sure)):
        text = old if side == "old" else new
        inline = text.parts[part]
        if isinstance(inline, Run):
            places = [edit.old if side == "old" else edit.new for edit in group]
            inline = replace(inline, text="".join(text.tokens[place].text for place in places if place is not None))
        pieces.append(Piece(inline, change, was))
    return tuple(pieces)


def _kind(edit: _Edit, old: _Text, new: _Text, sure: Side | None) -> tuple[Change, Side, int, Emphasis | None]:
    """Return what edits must share to be one piece: the change, whose inline it is, the old face where it is another."""
    if edit.old is None:
        assert edit.new is not None
        return "inserted", "new", new.part(edit.new), None
    if edit.new is None:
        return "deleted", "old", old.part(edit.old), None
    if sure == "old":
        return "", "old", old.part(edit.old), None
    before, now = old.inline(edit.old), new.inline(edit.new)
    faces = isinstance(before, Run) and isinstance(now, Run) and sure is None
    was = before.emphasis if faces and before.emphasis != now.emphasis else None  # type: ignore[union-attr]
    return "", "new", new.part(edit.new), was
