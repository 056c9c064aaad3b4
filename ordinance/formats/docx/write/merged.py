"""The lists of a redline: each paragraph counts as in the old document when changes are rejected, as in the new when accepted.

Both documents are planned by themselves, in schemes that they share where these count alike; then a list of the one that
starts where a list of the other does becomes the same. So a paragraph that has not changed stands in one list on both
sides, and says nothing of numbering; where it must count in another list, its properties change with it.

In a section that a change touches labels are text, tracked like words, since no program counts right in a list of which
some paragraphs come and others go.

A list that starts anew has its own levels here, not a start of its own: LibreOffice gives such a start to the first
paragraph that it meets, which may be one that goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.model import ParagraphChange, Redline
from ordinance.comparison.touched import Touched, touched
from ordinance.document.model import Block, Document, Number, NumberLevel, NumberScheme, Paragraph
from ordinance.formats.docx.write.levels import native_levels
from ordinance.formats.docx.write.numbering import BULLETS, Numbering, Place, Restart, plan

#: How one side's lists are called in the redline: the old number of a list to its new one.
_Names = Mapping[int, int]


class Merged(Struct, frozen=True):
    """The schemes of a redline, the styles that are tied to them, and the place of each block of both documents.

    The labels of `typed` blocks are text: a list that goes on past what comes and goes would print others.
    """

    schemes: tuple[NumberScheme, ...]
    numbering: Numbering
    old: tuple[Place | None, ...]
    new: tuple[Place | None, ...]
    plans: tuple[Numbering, Numbering]
    typed: Touched


def merged(redline: Redline) -> Merged:
    typed = touched(redline)
    shared = _Shared(redline.new, redline.old)
    plans = (plan(shared.document(redline.old), typed[0]), plan(shared.document(redline.new), typed[1]))
    schemes = shared.schemes()
    own = {number: number for number in range(BULLETS + 1, BULLETS + 1 + len(schemes))}
    other = dict(own)
    twins = _twins(redline, plans)
    for restart in plans[1].restarts:
        own[restart.list] = BULLETS + 1 + len(schemes)
        schemes.append(_begun(schemes[restart.scheme], restart))
    for restart in plans[0].restarts:
        if restart.list in twins:
            other[restart.list] = own[twins[restart.list]]
        else:
            other[restart.list] = BULLETS + 1 + len(schemes)
            schemes.append(_begun(schemes[restart.scheme], restart))
    old, new = _renamed(plans[0].places, other), _renamed(plans[1].places, own)
    return Merged(tuple(schemes), Numbering((), (), plans[0].links | plans[1].links), old, new, plans, typed)


def _renamed(places: Iterable[Place | None], names: _Names) -> tuple[Place | None, ...]:
    return tuple(Place(names[place.list], place.level) if place else None for place in places)


def _begun(scheme: NumberScheme, restart: Restart) -> NumberScheme:
    """Return a scheme that starts one level at the number of a list."""
    level = scheme.levels[restart.level]
    level = replace(level, start=restart.start * level.step + level.start % level.step)
    return replace(scheme, levels=(*scheme.levels[: restart.level], level, *scheme.levels[restart.level + 1 :]))


# --- schemes ---


class _Common:
    """A scheme that others have been found to count like, and the levels that are used of it."""

    def __init__(self, scheme: NumberScheme, used: frozenset[int]) -> None:
        self.scheme, self.used = scheme, used

    def take(self, scheme: NumberScheme, used: frozenset[int]) -> bool:
        """Take another scheme in, if both count alike on the levels that they use. Changes this one."""
        both = self.used & used
        natives = (native_levels(self.scheme), native_levels(scheme))
        if not both or (0 in both and self.scheme.heading_style != scheme.heading_style):
            return False
        if any(depth >= min(map(len, natives)) or natives[0][depth] != natives[1][depth] for depth in both):
            return False
        levels: list[NumberLevel] = []
        for depth in range(max(len(self.scheme.levels), len(scheme.levels))):
            theirs = depth >= len(self.scheme.levels) or (depth in used and depth not in self.used)
            levels.append((scheme if theirs else self.scheme).levels[depth])
        style = scheme.heading_style if 0 in used else self.scheme.heading_style
        self.scheme, self.used = replace(self.scheme, levels=tuple(levels), heading_style=style), self.used | used
        return True


class _Shared:
    """The schemes of several documents, each that counts like another made one with it."""

    def __init__(self, *documents: Document) -> None:
        self._common: list[_Common] = []
        self._names: dict[tuple[int, str], str] = {}
        for document in documents:
            used = _levels_used(document)
            for scheme in document.schemes:
                self._names[id(document), scheme.id] = str(self._place(scheme, frozenset(used[scheme.id])))

    def _place(self, scheme: NumberScheme, used: frozenset[int]) -> int:
        for place, common in enumerate(self._common):
            if common.take(scheme, used):
                return place
        self._common.append(_Common(scheme, used))
        return len(self._common) - 1

    def schemes(self) -> list[NumberScheme]:
        return [replace(common.scheme, id=str(place)) for place, common in enumerate(self._common)]

    def document(self, document: Document) -> Document:
        """Return a document that counts in the common schemes."""

        def block_of(block: Block) -> Block:
            if type(block) is not Paragraph or block.number is None:
                return block
            name = self._names.get((id(document), block.number.scheme), "")
            return replace(block, number=Number(block.number.label, name, block.number.level))

        return replace(document, blocks=tuple(map(block_of, document.blocks)), schemes=tuple(self.schemes()))


def _levels_used(document: Document) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {scheme.id: set() for scheme in document.schemes}
    for block in document.blocks:
        if type(block) is Paragraph and block.number is not None and block.number.scheme in used:
            used[block.number.scheme].add(block.number.level)
    return used


# --- lists that start over ---


def _twins(redline: Redline, plans: tuple[Numbering, Numbering]) -> dict[int, int]:
    """Return which old list is which new one: the two that have most paragraphs in common, and start alike."""
    begun = tuple({restart.list: restart for restart in side.restarts} for side in plans)
    votes: Counter[tuple[int, int]] = Counter()
    for block in redline.blocks:
        if type(block) is not ParagraphChange or block.old is None or block.new is None:
            continue
        places = (plans[0].places[block.old], plans[1].places[block.new])
        old, new = (side.get(place.list) if place else None for side, place in zip(begun, places, strict=True))
        if old and new and (old.scheme, old.level, old.start) == (new.scheme, new.level, new.start):
            votes[old.list, new.list] += 1
    twins: dict[int, int] = {}
    for (one, other), _ in votes.most_common():
        if one not in twins and other not in twins.values():
            twins[one] = other
    return twins
