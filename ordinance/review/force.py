"""What a sentence does with an act: forbids it, commands it, leaves it free, or says that nothing is said of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ordinance.review.lexicon import Hit
from ordinance.review.units import Source, Unit

Sign = Literal["limit", "command", "permit", "frees", "denies", "none"]

_MODALS = ("force:duty", "force:permission", "force:prohibition", "force:barred")
#: Concepts that are acts of helping: one may stand before another ("comply with, honor, and fulfill").
_HELPING = frozenset(
    {
        "honor",
        "tell",
        "help",
        "assist",
        "authority",
        "officer",
        "hold",
        "transfer",
        "enter-into",
        "access",
        "ask",
        "engage",
        "police-act",
    }
)
_BETWEEN = frozenset(
    [
        "also",
        "and",
        "or",
        "with",
        "to",
        "in",
        "be",
        "the",
        "a",
        "any",
        "all",
        "each",
        "use",
        "best",
        "make",
        "made",
        "every",
        "effort",
        "efforts",
        "reasonable",
        "reasonably",
        "attempt",
        "as",
        "offered",
        "at",
        "least",
        "then",
        "take",
        "steps",
        "necessary",
        "continue",
        "begin",
        "cause",
        "permit",
        "allow",
        "ensure",
        "good",
        "faith",
        "full",
        "fully",
        "cooperation",
        "hours",
        "before",
        "immediately",
        "its",
        "his",
        "her",
        "their",
        "upon",
        "request",
    ]
)
_ASIDES = ("upon", "on", "if", "when", "after", "before", "at", "within", "unless", "where", "during", "prior")
_STRONG = ("shall", "must", "may", "will", "nor", "never")


class Force(NamedTuple):
    """The sign, and the words (positions in the sentence) in which an exception stands."""

    sign: Sign
    exceptions: tuple[tuple[int, int], ...] = ()
    only: bool = False


class Sentence:
    """The words of a unit in one row, with what it hangs on in front, and the concepts in it by their place in the row."""

    def __init__(self, source: Source, unit: Unit) -> None:
        self.source, self.unit = source, unit
        self.ranges = [source.range(span) for span in unit.spans]
        self.hits: list[Hit] = []
        self.index: list[int] = []
        for span, (first, last) in zip(unit.spans, self.ranges, strict=True):
            shift = len(self.index) - first
            self.hits += [Hit(hit.start + shift, hit.end + shift, hit.name) for hit in source.hits_in(span)]
            self.index += range(first, last)
        self.own = len(self.index) - (self.ranges[-1][1] - self.ranges[-1][0])
        self.names = {hit.name for hit in self.hits}
        covered = {place for hit in self.hits if hit.name == "force:filler" for place in range(hit.start, hit.end)}
        self._force = [hit for hit in self.hits if hit.name.startswith("force:") and hit.start not in covered]
        self.exceptions = self._exception_ranges()
        self.modals = self._modals()

    def word(self, place: int) -> str:
        """Return the word at a place of the row, or nothing outside it."""
        return self.source.words.words[self.index[place]] if 0 <= place < len(self.index) else ""

    def after(self, place: int) -> str:
        """Return what stands between a word and the next."""
        if place + 1 >= len(self.index) or self.index[place + 1] != self.index[place] + 1:
            return ";"
        words = self.source.words
        return self.source.live[words.ends[self.index[place]] : words.starts[self.index[place + 1]]]

    def of(self, *names: str) -> list[Hit]:
        """Return the marks of force of these kinds."""
        wanted = {f"force:{name}" for name in names}
        return [hit for hit in self._force if hit.name in wanted]

    def excepted(self, place: int) -> bool:
        """Say whether a word stands in an exception."""
        return any(first <= place < last for first, last in self.exceptions)

    def _exception_ranges(self) -> list[tuple[int, int]]:
        ranges: list[tuple[int, int]] = []
        for hit in self.of("exception"):
            if any(first <= hit.start < last for first, last in ranges):
                continue
            end = self._end_of_lead(hit.start) or len(self.index)
            if hit.start <= 1 or self._opens(hit.start):
                end = next((place + 1 for place in range(hit.start, len(self.index)) if "," in self.after(place)), hit.end)
            elif before := self._before_main(hit.start):
                end = before
            ranges.append((hit.start, end))
        return ranges

    def _before_main(self, place: int) -> int:
        """Return where an exception ends that stands before what is ruled: "Under 4.18, unless required by law, no one shall"."""
        modals = sorted(hit.start for hit in self.of("duty", "permission", "prohibition", "barred"))
        if not modals or any(self._begin_of(place) <= start < place for start in modals):
            return 0
        first = next((start for start in modals if start > place), 0)
        return max((one + 1 for one in range(place, first) if "," in self.after(one)), default=0)

    def _begin_of(self, place: int) -> int:
        begin = 0
        for first, last in self.ranges:
            if begin <= place < begin + last - first:
                return begin
            begin += last - first
        return 0

    def _end_of_lead(self, place: int) -> int:
        """Return where a lead-in ends that begins with an exception ("unless required by law: (A) …"), else 0."""
        begin = 0
        for first, last in self.ranges[:-1]:
            if place == begin:
                return begin + last - first
            begin += last - first
        return 0

    def _opens(self, place: int) -> bool:
        """Say whether a word begins a sentence of its own in the row, or stands after the modal ("shall, unless …, ask")."""
        if place == self.own:
            return True
        before = self.word(place - 1)
        return before in ("shall", "may", "must", "not", "will", "that") and "," in self.after(place - 1)

    def _modals(self) -> list[Hit]:
        subordinate = {hit.start: self.word(hit.start) for hit in self.of("subordinate")}
        found: list[Hit] = []
        for hit in sorted(self.of("duty", "permission", "prohibition", "barred"), key=lambda one: (one.start, -one.end)):
            if found and hit.end <= found[-1].end:
                continue
            if hit.name != "force:prohibition" and (hit.start - 1 in subordinate or self._wonders(hit, subordinate)):
                continue
            found.append(hit)
        if self.word(self.own) == "to" and self.ranges[:-1]:  # "directs staff: (1) to …"
            found = [hit for hit in found if hit.start < self.own]
            found.append(Hit(self.own, self.own + 1, "force:duty"))
        return found

    def _wonders(self, modal: Hit, subordinate: dict[int, str]) -> bool:
        """Say whether a modal stands in a question that somebody has: "whether the sheriff will"."""
        return any(subordinate.get(place) == "whether" for place in range(modal.start - 5, modal.start))

    def force(self, act: Hit, *, plain: bool = False) -> Force:
        """Return what the sentence does with an act that stands in it; `plain` is for acts that nobody refuses or limits."""
        if self.excepted(act.start):
            return Force("permit")
        denied = self._denial(act)
        if denied:
            return Force(denied)
        main = [hit for hit in self.modals if not self.excepted(hit.start)]
        anchor = max((hit for hit in main if hit.start <= act.start), key=lambda one: one.start, default=None)
        passive = anchor is None
        if anchor is None:
            anchor = min((hit for hit in main if hit.start > act.start), key=lambda one: one.start, default=None)
        if anchor is None:
            return self._without_modal(act)
        start, end = (anchor.end, act.start) if not passive else (anchor.end, min(anchor.end + 8, len(self.index)))
        turns = self._negated(anchor, main, act) + self._barred_again(anchor, main)
        if plain:
            return self._sign(anchor, turns, act, plain=True)
        turns += any(start <= hit.start < max(end, start) for hit in self.of("refusing"))
        near = anchor.end + 6 if anchor.name == "force:barred" else start  # "be prohibited or in any way restricted"
        restricts = any(near <= hit.start < end and not self.excepted(hit.start) for hit in self.of("restricting"))
        if not passive:
            restricts = restricts or act.name == "force:restricting"
        turns += restricts
        return self._sign(anchor, turns, act)

    def points_back(self) -> bool:
        """Say whether the sentence has a word for something that the sentence before it named."""
        return any(
            self.word(place) in ("such", "these", "those", "this", "them", "it") for place in range(self.own, len(self.index))
        )

    def commands_somebody(self) -> bool:
        """Say whether the sentence says "shall not", "must not", "may not", "will not" or the like, and does not only tell."""
        return any(hit.name == "force:barred" or self.word(hit.start) in _STRONG for hit in self.modals) or bool(
            self.of("negative-subject") and self.modals
        )

    def _of_federal(self, anchor: Hit) -> bool:
        """Say whether those who may or shall are federal officers, whom no local law commands."""
        return any(
            hit.name == "authority" and 0 <= anchor.start - hit.end <= 1 and self._begins_clause(hit.start) for hit in self.hits
        ) and not any(hit.name == "force:negative-subject" and hit.start < anchor.start for hit in self._force)

    def _begins_clause(self, place: int) -> bool:
        return place - self.own in (0, 1) or self.word(place - 1) in ("if", "when") or "," in self.after(place - 1)

    def _sign(self, anchor: Hit, turns: int, act: Hit, *, plain: bool = False) -> Force:
        exceptions = tuple(self.exceptions)
        if turns % 2 == 0 and not plain and self._of_federal(anchor):
            return Force("none", exceptions)
        if turns % 2:
            return Force("limit", exceptions)
        if turns:
            return Force("command", exceptions)
        only = [hit for hit in self.of("only") if hit.start >= anchor.start]
        if only:
            return Force("limit", (*exceptions, (only[0].start, len(self.index))), only=True)
        if anchor.name == "force:permission":
            return Force("permit", exceptions)
        return Force("command" if plain or self._orders(anchor, act) else "none", exceptions)

    def _orders(self, anchor: Hit, act: Hit) -> bool:
        """Say whether what somebody shall do is the act itself, and not something else in whose words the act stands.

        "shall fully comply with", "shall use best efforts to support", "shall, on a request, hold", "shall: (a) hold".
        """
        if act.start < anchor.end:
            return any(self.word(place) == "be" for place in range(anchor.end, min(anchor.end + 2, len(self.index)))) and any(
                anchor.end <= hit.start <= anchor.end + 3 and hit.name == act.name for hit in self.hits
            )
        begin = self._after_aside(self.own if anchor.end <= self.own <= act.start else anchor.end)
        return all(
            self.word(place) in _BETWEEN or self.word(place).endswith("ly") or self._is_act(place)
            for place in range(begin, act.start)
        )

    def _after_aside(self, place: int) -> int:
        """Return the place after an aside between commas, where one stands there: ", on a request," or "Upon a request,"."""
        opened = "," in self.after(place - 1) or self.word(place) in _ASIDES
        if not opened:
            return place
        return next((one + 1 for one in range(place, len(self.index) - 1) if "," in self.after(one)), place)

    def _is_act(self, place: int) -> bool:
        return any(hit.name in _HELPING and hit.start <= place < hit.end for hit in self.hits)

    def _negated(self, anchor: Hit, main: list[Hit], act: Hit) -> int:
        if anchor.name == "force:prohibition":
            return 1
        before = [
            hit.start for hit in main if hit.start < anchor.start and hit.end + 3 < anchor.start and hit.name != "force:barred"
        ]
        floor = max(before, default=-1)
        if any(floor < hit.start < anchor.start and not self.excepted(hit.start) for hit in self.of("negative-subject")):
            return 1
        if any(anchor.end <= hit.start < act.start and self.word(hit.start - 1) == "that" for hit in self.of("negative-subject")):
            return 1
        return int(any(self.word(place) == "not" for place in range(anchor.end, min(anchor.end + 4, len(self.index)))))

    def _barred_again(self, anchor: Hit, main: list[Hit]) -> int:
        """Count "be prohibited": by itself once, after "shall not" twice with it."""
        if anchor.name != "force:barred":
            return 0
        before = [
            hit for hit in main if hit.end <= anchor.start and anchor.start - hit.end <= 2 and hit.name == "force:prohibition"
        ]
        return 1 + len(before[-1:])

    def _denial(self, act: Hit) -> Sign | None:
        """Return whether the sentence says that nothing in the law forbids, or gives, the act."""
        hits = [hit for hit in self.of("denial") if hit.start < act.start]
        if not hits:
            return None
        first, last = hits[0], hits[-1]
        if any(
            hit.start < first.start and hit.name in ("force:prohibition", "force:barred") and hit.end <= first.start - 6
            for hit in self.modals
        ):
            return None
        limits = [
            hit
            for hit in self._force
            if hit.name in ("force:restricting", "force:barred") and first.start <= hit.start <= act.start
        ]
        applies = any(self.word(place) in ("apply", "affect", "alter", "impair") for place in range(first.start, last.end + 2))
        return "frees" if limits or applies else "denies"

    def _without_modal(self, act: Hit) -> Force:
        before = [hit for hit in self.of("refusing") if hit.start <= act.start]
        negative = [hit for hit in self.of("negative-subject") if hit.start < act.start and not self.excepted(hit.start)]
        restricting = [hit for hit in self.of("restricting") if hit.start < act.start]
        turns = bool(before) + bool(negative and negative[-1].start >= act.start - 6)
        if turns % 2 and not restricting:
            return Force("limit", tuple(self.exceptions))
        return Force("none", tuple(self.exceptions))
