"""A text in units: each sentence or item with what it hangs on, the section it stands in, and whether it is law at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from ordinance.library.review_model import ReviewWords
from ordinance.reviews.blocks import Block, Span, blocks
from ordinance.reviews.layout import unlaid
from ordinance.reviews.lexicon import Hit, Lexicon, Words
from ordinance.reviews.markup import live

_SENTENCE_END = re.compile(
    r"[;,]\s+(?=(?i:now,? therefore|(?:be it )?(?:further )?resolved|be it (?:ordained|enacted)))|[;,]\s+(?=however\b)"
    r"|[.?!][\"”'’)]*\s+(?=[\"“(]?[A-Z§])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Sec|Secs|No|Nos|Art|Ch|Gov|Stat|Code|Dept|Div|Inc|St|Mr|Ms|Mrs|Dr|v|vs|cf|et|al|Cal|Wash|Rev|Ann|Supp|Subd|para|pt|Pub|Ord|Res|Reg|Const|Amend|App|Fed|Gen|Lt|Capt|Sgt|Jr|Sr)"
    r"|[A-Z]|U\.S|e\.g|i\.e|\bC\.F|\bR)\.$"
)
_DEFINES = re.compile(
    r"[\"“][^\"”\n]{2,80}[\"”],?\s+(?:also\s+|shall\s+)?(?:means?|includes?|has the|have the|refers?|is defined|is an?|is the)\b"
    r"|^[\s*_]*[A-Z][\w /-]{2,50}:[\s*_]*means\b"
)
_WHEREAS = re.compile(r"[\s*_>]*WHEREAS\b|[\s*_>]*Whereas[,:]")
#: As many words are the opening of a text.
_OPENING = 250
#: No sentence has more characters than this.
_LONGEST = 8_000
_DEAD = re.compile(r"\s*(?:[\[(]|[A-Z]{6})")


class Unit(Struct):
    """One sentence or item.

    `spans` are the sentences that it hangs on, then its own words. `role` is `operative`, `recital`, `exhortation`, `definition`
    or `dead`. `section` counts the sections, `label` and `heading` are those of its section; `before` is the sentence
    before it in its paragraph.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    role: str
    section: int
    label: str
    heading: Span | None
    before: Span | None = None


class Source:
    """A text with its words, the concepts in them, and its units."""

    def __init__(self, text: str, words: ReviewWords, lexicon: Lexicon) -> None:
        self.text = text
        self.live = live(unlaid(text))
        self.turning = frozenset(words.turning)
        self.helping = frozenset(words.helping)
        self.helpers = frozenset(words.helpers)
        self.words = Words(self.live)
        self.hits = _unmasked(lexicon.hits(self.words.words))
        self._hit_starts = [hit.start for hit in self.hits]

    def range(self, span: Span) -> tuple[int, int]:
        """Return the first word of a stretch of text and the one after its last."""
        return bisect_left(self.words.starts, span[0]), bisect_left(self.words.starts, span[1])

    def hits_in(self, span: Span) -> Iterator[Hit]:
        """Yield the concepts inside a stretch of text."""
        first, last = self.range(span)
        index = bisect_left(self._hit_starts, first)
        while index < len(self.hits) and self.hits[index].start < last:
            if self.hits[index].end <= last:
                yield self.hits[index]
            index += 1

    def names_in(self, span: Span) -> set[str]:
        """Return the names of the concepts inside a stretch of text."""
        return {hit.name for hit in self.hits_in(span)}

    def starts_with(self, span: Span, name: str, within: int = 1) -> bool:
        """Say whether a concept begins among the first words of a stretch."""
        first, _ = self.range(span)
        return any(hit.name == name and hit.start < first + within for hit in self.hits_in(span))

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the text."""
        return blocks(self.live)

    @cached_property
    def units(self) -> list[Unit]:
        """The units of the text, in order."""
        return list(_units(self))

    def items_of(self, unit: Unit) -> list[Unit]:
        """Return the units that hang on a sentence."""
        first, last = bisect_left(self._leads, (unit.start, 0, 0)), bisect_left(self._leads, (unit.end, 0, 0))
        found = sorted({index for _, end, index in self._leads[first:last] if end <= unit.end})
        return [self.units[index] for index in found]

    @cached_property
    def _leads(self) -> list[tuple[int, int, int]]:
        """Where each sentence that introduces another stands, and which it introduces."""
        return sorted((start, end, index) for index, unit in enumerate(self.units) for start, end in unit.spans[:-1])


def _unmasked(hits: list[Hit]) -> list[Hit]:
    """Return the concepts without those inside a name or a set phrase, where their words mean something else."""
    inside = {place: hit for hit in hits if hit.name == "names" for place in range(hit.start, hit.end)}
    return [
        hit
        for hit in hits
        if not (name := inside.get(hit.start)) or hit.end > name.end or hit.end - hit.start >= name.end - name.start
    ]


def _units(source: Source) -> Iterator[Unit]:
    state = _Roles(source)
    for block in source.blocks:
        if block.heading:
            state.heading(block)
            continue
        role = state.role(block)
        before: Span | None = None
        for index, (start, end) in enumerate(_sentences(source.live, block)):
            if not any(one.isalnum() for one in source.live[start:end]):
                continue
            leads = block.leads if index == 0 else ()
            kind = state.of_sentence(role, (start, end), leads)
            yield Unit(start, end, (*leads, (start, end)), kind, state.section, state.label, state.title, before)
            before = (start, end)


def _sentences(text: str, block: Block) -> Iterator[Span]:
    """Yield the sentences of a block; one without an end is cut at a semicolon, or where it grows beyond reading."""
    for begin, end in _sentences_of(text, block):
        while end - begin > _LONGEST:
            cut = text.rfind("; ", begin, begin + _LONGEST) + 1 or text.rfind(" ", begin, begin + _LONGEST)
            if cut <= begin:
                break
            yield begin, cut
            begin = cut
        yield begin, end


def _sentences_of(text: str, block: Block) -> Iterator[Span]:
    begin = block.start
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        if _ABBREVIATED.search(text, begin, match.start() + 1):
            continue
        yield begin, match.end()
        begin = match.end()
    if text[begin : block.end].strip():
        yield begin, block.end


def _reports(source: Source) -> bool:
    """Say whether a text begins as a report to a body does, so that up to a rule in it nothing is law."""
    first = [hit for hit in source.hits if hit.name == "role:report" and hit.start < _OPENING]
    return len({source.words.words[hit.start] for hit in first}) > 1


class _Roles:
    """What each block is, by the headings over it and by how it begins."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.section = 0
        self.label = ""
        self.title: Span | None = None
        self._section_role = ""
        self._recitals = False
        self._dead_until_section = False
        self._report = _reports(source)

    def heading(self, block: Block) -> None:
        span = (block.start, block.end)
        names = self.source.names_in(span)
        titled = block.kind.endswith("-title")
        if not titled:
            self.section += 1
            self.label = block.label
        self.title = span
        self._dead_until_section = False
        length = self.source.range(span)
        short = length[1] - length[0] <= 9
        self._report = self._report and not names & {"role:operative-start", "role:instrument"}
        # Reasons end at the next heading that is none of reasons: a "WHEREAS" under "Purpose" makes no reason of what follows.
        self._recitals = self._recitals and not titled and "role:recital-heading" in names
        if "role:repealed-heading" in names and short:
            self._section_role = "dead"
        elif "role:definition-heading" in names and short:
            self._section_role = "definition"
        elif "role:recital-heading" in names and short:
            self._section_role = "soft-recital"
        else:
            self._section_role = ""

    def role(self, block: Block) -> str:
        """Return the role of a block that is no heading."""
        span = (block.start, block.end)
        text = self.source.live[block.start : block.end]
        if self._dead_until_section or self._section_role == "dead":
            return "dead"
        if _DEAD.match(text) and self.source.starts_with(span, "role:repealed-heading", 2):
            return "dead"
        if _WHEREAS.match(text):
            self._recitals = True
            return "recital"
        if self.source.starts_with(span, "role:operative-start", 4):
            self._recitals = self._report = False
            self._section_role = "" if self._section_role == "soft-recital" else self._section_role
        if self._repeals(block):
            self._dead_until_section = True
            return "operative"
        if self._recitals or self._report:
            return "recital"
        return self._section_role or "operative"

    def _repeals(self, block: Block) -> bool:
        """Say whether a block repeals what it then quotes."""
        span = (block.start, block.end)
        names = self.source.names_in(span)
        if "role:repealed" not in names or ("role:inserted" in names and "replac" not in self.source.live[span[0] : span[1]]):
            return "role:repealed" in names and bool(
                re.search(r"(?:as follows|reads?|read)\s*:\s*$|which reads", self.source.live[span[0] : span[1]])
            )
        return bool(
            re.search(
                r"(?:as follows|which (?:reads?|provided?|read)|text of which|entirety)[^.]*:\s*$|:\s*$",
                self.source.live[span[0] : span[1]],
            )
        )

    def _is_repealed(self, span: Span) -> bool:
        """Say whether a sentence names a law, tells perhaps what it says, and ends with its repeal."""
        _, last = self.source.range(span)
        ends = any(hit.name == "role:repealed" and hit.end >= last - 1 for hit in self.source.hits_in(span))
        return ends and self.source.starts_with(span, "role:law-start", 2)

    def of_sentence(self, role: str, span: Span, leads: tuple[Span, ...]) -> str:
        """Return the role of one sentence of a block."""
        source = self.source
        if role == "recital" and source.starts_with(span, "role:operative-start", 4):
            self._recitals = False
            role = "operative"
        if role in ("dead", "recital"):
            return role
        text = source.live[span[0] : span[1]]
        whole = [*leads, span]
        if any(_DEFINES.search(source.live[one[0] : one[1]]) for one in whole):
            return "definition"
        if leads and "role:definition-lead" in source.names_in(leads[0]) and _means(source, leads[0]):
            return "definition"
        if role == "definition":
            return "definition"
        if self._is_repealed(span) or source.starts_with(span, "role:repealing-title", 3):
            return "dead"
        if source.starts_with(span, "role:finding-start", 2):
            return "recital"
        if source.starts_with(span, "role:recital-start", 2):
            return "soft-recital"
        if any(source.starts_with(one, "role:exhortation", 30) and not _orders(source, one) for one in whole):
            return "exhortation"
        if role == "soft-recital" and leads and text[:1].islower():
            return role
        return role


def _means(source: Source, span: Span) -> bool:
    return "role:definition-start" in source.names_in(span) or "definition" in source.live[span[0] : span[1]].lower()


def _orders(source: Source, span: Span) -> bool:
    names = source.names_in(span)
    return bool(names & {"force:prohibition", "force:barred"}) or "force:duty" in names
