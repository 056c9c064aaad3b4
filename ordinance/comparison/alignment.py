"""Which old block became which new one: the heaviest set of pairs that leaves both documents in their order.

Blocks pair where their words agree, counted by how rare a word is in the two documents: "detainer" tells more than
"shall". What stands under the same heading, has the same id or the same style counts a little more. A section that
has moved is lighter than all that stayed, so it is left over, and `moves` looks for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from ordinance.comparison.words import shown, words_of
from ordinance.document.model import Block, Chart, Paragraph, SignatureBlock, Table, chart_table

Kind = Literal["paragraph", "table", "signatures"]

#: Blocks pair from this likeness on (1 is the same words), and those with one id from the lower one; headings with one id always.
LIKE: Final = 0.5
LIKE_WITH_ID: Final = 0.35
#: Of texts that come again and again, each is compared with this many at most.
_REPEATED: Final = 12
#: No more pairs than this are weighed: of two texts that share their words everywhere, only the rarer words lead on.
_MOST_PAIRS: Final = 250_000


class Unit(Struct, frozen=True):
    """A block as the alignment sees it. `section` is the heading that it stands under, by id or words."""

    kind: Kind
    text: str
    words: Counter[str]
    id: str = ""
    style: str = ""
    section: str = ""

    @property
    def heading(self) -> bool:
        return self.style.startswith("heading")


class Pair(NamedTuple):
    """The places of an old and a new unit, and what the pair weighs."""

    old: int
    new: int
    weight: float


def units(blocks: Sequence[Block]) -> list[Unit]:
    """Return the units of a document's blocks. An id with an underscore before it is a word processor's own, and says nothing."""
    found: list[Unit] = []
    section = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            text = "".join(map(shown, block.content))
            if block.style.startswith("heading"):
                section = text.lower() if block.id.startswith("_") else block.id or text.lower()
            known = "" if block.id.startswith("_") else block.id
            found.append(Unit("paragraph", text, Counter(words_of(text)), known, block.style, section))
            continue
        if isinstance(block, Chart):
            block = chart_table(block)
        if isinstance(block, Table):
            cells = [block.caption, *("".join(map(shown, cell)) for row in (block.header, *block.rows) for cell in row)]
            text = "\t".join(cells)
        else:
            assert isinstance(block, SignatureBlock)  # no reader makes the blocks of handouts
            text = "\t".join(f"{line.label}\t{''.join(map(shown, line.office))}" for line in block.lines)
        kind: Kind = "table" if isinstance(block, Table) else "signatures"
        found.append(Unit(kind, text, Counter(words_of(text)), section=section))
    return found


class Scale:
    """Weighs words by how rare they are, and units by their words."""

    def __init__(self, *sides: Sequence[Unit]) -> None:
        everything = [unit for side in sides for unit in side]
        held = Counter(word for unit in everything for word in unit.words)
        self._weights = {word: log(1 + len(everything) / count) for word, count in held.items()}
        #: Words that stand nearly everywhere do not lead from one unit to another.
        self.telling = frozenset(word for word, count in held.items() if count <= max(20, len(everything) // 16))

    def mass(self, words: Counter[str]) -> float:
        weights = self._weights
        return sum(count * weights.get(word, 1.0) for word, count in words.items())

    def likeness(self, one: Counter[str], other: Counter[str]) -> float:
        """Return the share of their weight that two bags of words have in common, from 0 to 1."""
        return self.share(one, other, self.mass(one) + self.mass(other))

    def share(self, one: Counter[str], other: Counter[str], both: float) -> float:
        """Return the likeness of two bags of words that are known to weigh so much together."""
        weights = self._weights
        if len(other) < len(one):
            one, other = other, one
        common = 0.0
        for word, count in one.items():  # in their order, not a set's, so that the sum is the same on every run
            if word in other:
                common += min(count, other[word]) * weights.get(word, 1.0)
        return 2 * common / both if both else 1.0


def aligned(old: Sequence[Unit], new: Sequence[Unit], scale: Scale) -> list[Pair]:
    """Return the pairs that stay in their order, in that order."""
    return heaviest_chain(candidates(old, new, scale))


def candidates(old: Sequence[Unit], new: Sequence[Unit], scale: Scale, least: float = LIKE) -> Iterator[Pair]:
    """Yield all pairs worth thinking of. A text that stands once on both sides has no other candidate than itself."""
    sides = (_by_text(old), _by_text(new))
    alone: tuple[set[int], set[int]] = (set(), set())
    for key, places in sides[0].items():
        others = sides[1].get(key, [])
        if len(places) == len(others) == 1:
            alone[0].update(places)
            alone[1].update(others)
        for at, place in enumerate(places):
            first = max(0, at - _REPEATED // 2)
            for other in others[first : first + _REPEATED]:
                yield _pair(place, other, 1.0, old[place], new[other], scale)
    left = [place for place in range(len(old)) if place not in alone[0]]
    right = [place for place in range(len(new)) if place not in alone[1]]
    weights = ([scale.mass(unit.words) for unit in old], [scale.mass(unit.words) for unit in new])
    for place, other in _neighbours(old, new, left, right, scale):
        one, two = old[place], new[other]
        same = one.id != "" and one.id == two.id
        enough = min(least, LIKE_WITH_ID) if same else least
        lighter, heavier = sorted((weights[0][place], weights[1][other]))
        headings = same and one.heading and two.heading
        if one.kind != two.kind or one.text == two.text or (2 * lighter < enough * (lighter + heavier) and not headings):
            continue
        likeness = scale.share(one.words, two.words, lighter + heavier)
        if headings:
            likeness = max(likeness, LIKE)
        if likeness >= enough:
            yield _pair(place, other, likeness, one, two, scale)


def _by_text(side: Sequence[Unit]) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, unit in enumerate(side):
        places[unit.kind, unit.text].append(place)
    return places


def _neighbours(
    old: Sequence[Unit], new: Sequence[Unit], left: Iterable[int], right: Iterable[int], scale: Scale
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a telling word or an id."""
    holders: dict[str, list[int]] = defaultdict(list)
    owners: dict[str, list[int]] = defaultdict(list)
    for place in right:
        if new[place].id:
            owners[new[place].id].append(place)
        for word in new[place].words:
            if word in scale.telling:
                holders[word].append(place)
    _forget_common(holders, Counter(word for place in left for word in old[place].words if word in holders))
    for place in left:
        near = set(owners.get(old[place].id, ())) if old[place].id else set()
        near.update(*(holders[word] for word in old[place].words if word in holders))
        yield from ((place, other) for other in sorted(near))


def _forget_common(holders: dict[str, list[int]], uses: Counter[str]) -> None:
    """Take the commonest words out until those that are left lead to no more pairs than can be weighed; changes `holders`."""
    spent = 0
    for word in sorted(holders, key=lambda word: (len(holders[word]) * uses[word], word)):
        spent += len(holders[word]) * uses[word]
        if spent > _MOST_PAIRS:
            del holders[word]


def _pair(place: int, other: int, likeness: float, old: Unit, new: Unit, scale: Scale) -> Pair:
    mass = min(scale.mass(old.words), scale.mass(new.words)) + 1
    bonus = 1 + 0.1 * (old.section == new.section) + 0.05 * (old.style == new.style) + 0.2 * (old.id == new.id != "")
    return Pair(place, other, likeness * mass * bonus)


def heaviest_chain(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of greatest weight together among which both sides ascend.

    A tree of prefix maxima (Fenwick's) finds for each pair the best chain that ends before it: n log n altogether.
    """
    ordered = sorted(pairs, key=lambda pair: (pair.old, -pair.new))
    size = max((pair.new for pair in ordered), default=-1) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * size
    before: list[int] = []
    for index, pair in enumerate(ordered):
        best = (0.0, -1)
        node = pair.new
        while node > 0:
            best = max(best, tree[node])
            node -= node & -node
        before.append(best[1])
        reached = (best[0] + pair.weight, index)
        node = pair.new + 1
        while node < size:
            tree[node] = max(tree[node], reached)
            node += node & -node
    chain: list[Pair] = []
    at = max(tree, default=(0.0, -1))[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
