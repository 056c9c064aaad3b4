"""One sentence in a row of words: what it hangs on in front, the concepts in it, its modals, and where its exceptions stand."""

from __future__ import annotations

from ordinance.reviews.lexicon import Hit
from ordinance.reviews.units import Source, Unit


class Row:
    """The words of a unit in one row, with what it hangs on in front, and the concepts in it by their place in the row.

    `own` is the place of its own first word; `exceptions` are stretches, a first place and the one after the last; `modals` the
    words of force that rule, without those of clauses that ask or describe.
    """

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
        self.measures = [hit for hit in self.hits if hit.name == "force:measure"]
        self._filled = covered = {place for hit in self.hits if hit.name == "force:filler" for place in range(hit.start, hit.end)}
        self._force = [
            hit
            for hit in self.hits
            if hit.name.startswith("force:")
            and hit.start not in covered
            and not self._numbers(hit)
            and not (hit.name == "force:prohibition" and self._measures(hit))
        ]
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

    def _numbers(self, hit: Hit) -> bool:
        """Say whether a "no" is that of a number: "Public Law No. 104"."""
        return self.word(hit.start) == "no" and hit.end == hit.start + 1 and self.word(hit.end)[:1].isdigit()

    def _measures(self, hit: Hit) -> bool:
        """Say whether the "not" of a "shall not" begins a measure: "shall, not later than noon, notify"."""
        return any(one.start == hit.end - 1 for one in self.measures) and "," not in self.after(hit.end - 1)

    def filled(self, place: int) -> bool:
        """Say whether a word stands in a set phrase without force, such as "not more than"."""
        return place in self._filled

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
        if told := self._told_order():
            found = sorted([*(hit for hit in found if hit.start != told.start), told], key=lambda one: one.start)
        if self.word(self.own) == "to" and (self.ranges[:-1] or self._is_item()):  # "directs staff: (1) to …"
            found = [hit for hit in found if hit.start < self.own]
            found.append(Hit(self.own, self.own + 1, "force:duty"))
        return found

    def _told_order(self) -> Hit | None:
        """Return the word that rules where a bill or a policy is told: "prohibits … from", "requires … to"."""
        near = range(self.own, self.own + 4)
        for hit in self.of("forbids"):
            if hit.start in near:
                return Hit(hit.start, hit.end, "force:prohibition")
        for hit in self.of("orders"):
            if hit.start in near:
                end = next((one for one in range(hit.end, min(hit.end + 16, len(self.index))) if self.word(one) == "to"), 0)
                if end and self.word(end - 1) != "not":
                    return Hit(end, end + 1, "force:duty")
        return None

    def _is_item(self) -> bool:
        """Say whether the sentence ends as an item of a list does."""
        return self.source.live[self.unit.start : self.unit.end].rstrip(" \n").endswith((";", "; and", "; or"))

    def _wonders(self, modal: Hit, subordinate: dict[int, str]) -> bool:
        """Say whether a modal stands in a question that somebody has: "whether the sheriff will"."""
        return any(
            subordinate.get(place) == "whether" and not any("," in self.after(one) for one in range(place, modal.start))
            for place in range(modal.start - 5, modal.start)
        )
