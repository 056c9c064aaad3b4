"""What a sentence does with an act: forbids it, commands it, leaves it free, or says that nothing is said of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ordinance.reviews.lexicon import Hit
from ordinance.reviews.rows import Row

Sign = Literal["limit", "command", "permit", "frees", "denies", "excepts", "none"]


class Force(NamedTuple):
    """The sign, and the words (positions in the sentence) in which an exception stands."""

    sign: Sign
    exceptions: tuple[tuple[int, int], ...] = ()
    only: bool = False


class Sentence(Row):
    """A sentence asked about the acts in it."""

    def force(self, act: Hit, *, plain: bool = False) -> Force:
        """Return what the sentence does with an act that stands in it; `plain` is for acts that nobody refuses or limits."""
        if self.excepted(act.start):
            return Force("excepts")
        if any(hit.start == self.own and ":" in self.after(hit.start) for hit in self.of("exception-word")):
            return Force("frees")  # "Exception: an officer may ask …"
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
        if any(anchor.start <= hit.start < act.start for hit in self.of("consequence")):
            return Force("none", tuple(self.exceptions))
        start, end = (anchor.end, act.start) if not passive else (anchor.end, min(anchor.end + 8, len(self.index)))
        turns = self._negated(anchor, main, act) + self._barred_again(anchor, main)
        if plain:
            return self._sign(anchor, turns, act, plain=True)
        alike = {hit.start for hit in self.hits if hit.name == act.name}  # "refuse, delay, or limit": alternatives, no negations
        turns += any(start <= hit.start < max(end, start) and hit.start not in alike for hit in self.of("refusing"))
        near = anchor.end + 6 if anchor.name == "force:barred" else start  # "be prohibited or in any way restricted"
        restricts = any(
            near <= hit.start < end and not self.excepted(hit.start) and hit.start not in alike for hit in self.of("restricting")
        )
        if not passive:
            restricts = restricts or act.name == "force:restricting"
        turns += restricts
        if passive and anchor.name == "force:barred":  # "who fails to comply commits an offense"
            turns += any(act.start - 5 <= hit.start < act.start for hit in self.of("refusing"))
        if act.name in self.source.turning:
            if not turns and not self._orders(anchor, act):
                return Force("none", tuple(self.exceptions))
            turns += 1
        return self._sign(anchor, turns, act)

    def commands_somebody(self) -> bool:
        """Say whether the sentence says "shall not", "must not", "may not", "will not" or the like, and does not only tell."""
        strong = {hit.start for hit in self.of("strong")}
        return any(hit.name == "force:barred" or hit.start in strong for hit in self.modals) or bool(
            self.of("negative-subject") and self.modals
        )

    def _of_federal(self, anchor: Hit) -> bool:
        """Say whether those who may or shall are federal officers, whom no local law commands."""
        if any(hit.start == anchor.end for hit in self.of("granted")):
            return False
        return any(
            hit.name == "authority" and 0 <= anchor.start - hit.end <= 1 and self._begins_clause(hit.start) for hit in self.hits
        ) and not any(hit.name == "force:negative-subject" and hit.start < anchor.start for hit in self._force)

    def _begins_clause(self, place: int) -> bool:
        return (
            place - self.own in (0, 1) or any(hit.start == place - 1 for hit in self.of("aside")) or "," in self.after(place - 1)
        )

    def _sign(self, anchor: Hit, turns: int, act: Hit, *, plain: bool = False) -> Force:
        exceptions = tuple(self.exceptions)
        shown = any(hit.start == anchor.start for hit in self.of("only"))  # "agents must present a warrant before they enter"
        if turns % 2 == 0 and not plain and not shown and self._of_federal(anchor):
            return Force("none", exceptions)
        if turns % 2:
            return Force("limit", exceptions)
        if turns:
            return Force("command", exceptions)
        only = [hit for hit in self.of("only") if hit.start >= anchor.start]
        if only:
            return Force("limit", (*exceptions, (only[0].start, len(self.index))), only=True)
        condition = self._condition(act) if anchor.name == "force:permission" and not plain else None
        if condition is not None:
            return Force("limit", (*exceptions, (condition, len(self.index))), only=True)
        if anchor.name == "force:permission":
            return Force("permit" if plain or self._orders(anchor, act) else "none", exceptions)
        return Force("command" if plain or self._orders(anchor, act) else "none", exceptions)

    def _condition(self, act: Hit) -> int | None:
        """Return where the case begins for which alone an act is allowed: "may honor a detainer if the person was convicted"."""
        cases = [
            hit.start
            for hit in self.of("subordinate")
            if hit.start >= act.end and self.word(hit.start) in ("if", "when", "where")
        ]
        kinds = [hit.start for hit in self.hits if hit.name in ("exception:conviction", "exception:judicial-warrant")]
        return next((case for case in cases if any(case < kind <= case + 12 for kind in kinds)), None)

    def _orders(self, anchor: Hit, act: Hit) -> bool:
        """Say whether what somebody shall do is the act itself, and not something else in whose words the act stands.

        "shall fully comply with", "shall use best efforts to support", "shall, on a request, hold", "shall: (a) hold".
        """
        if act.start < anchor.end:
            return any(self.word(place) == "be" for place in range(anchor.end, min(anchor.end + 2, len(self.index)))) and any(
                anchor.end <= hit.start <= anchor.end + 3 and hit.name == act.name for hit in self.hits
            )
        harmless = (*self.of("between"), *self.acts(), *self._helpers(), *self.measures)
        passed = {place for hit in harmless for place in range(hit.start, hit.end)}
        begin = self._after_aside(anchor.end)
        if begin < self.own <= act.start:  # the modal stands in what introduces the item
            if not all(place in passed for place in range(begin, self.own)):
                return False
            begin = self._after_aside(self.own)
        return begin <= act.start and all(place in passed for place in range(begin, act.start))

    def _helpers(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.name in self.source.helpers]

    def acts(self) -> list[Hit]:
        """Return the acts of helping in the sentence."""
        return [hit for hit in self.hits if hit.name in self.source.helping]

    def _after_aside(self, place: int) -> int:
        """Return the place after an aside between commas, where one stands there: ", on a request," or "Upon a request,"."""
        opened = "," in self.after(place - 1) or any(hit.start == place for hit in self.of("aside"))
        if not opened:
            return place
        closed = len(self.index) if "," in self.after(place - 1) else place
        return next((one + 1 for one in range(place, len(self.index) - 1) if "," in self.after(one)), closed)

    def _negated(self, anchor: Hit, main: list[Hit], act: Hit) -> int:
        if anchor.name == "force:prohibition":
            return 1
        before = [
            hit.start for hit in main if hit.start < anchor.start and hit.end + 3 < anchor.start and hit.name != "force:barred"
        ]
        floor = max(before, default=-1)
        if any(floor < hit.start < anchor.start and not self.excepted(hit.start) for hit in self.of("negative-subject")):
            return 1
        if any(anchor.end <= hit.start < act.start and self._negates(hit) for hit in self.of("negative-subject")):
            return 1
        after = range(max(anchor.end, act.start - 1), act.end + 3)
        if any(hit.start in after and hit.start >= act.end for hit in self.of("negative-object")):
            return 1
        near = (*range(anchor.end, min(anchor.end + 4, act.start)), *range(max(anchor.end, act.start - 2), act.start))
        return int(any(self.word(place) == "not" and not self.filled(place) for place in near))

    def _negates(self, hit: Hit) -> bool:
        """Say whether a "no" after the modal negates what follows: "ensure that no one", "that staff neither ask nor"."""
        return self.word(hit.start - 1) == "that" or self.word(hit.start) in ("neither", "nor")

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
        applies = any(first.start <= hit.start < last.end + 2 for hit in self.of("unaffected"))
        return "frees" if limits or applies else "denies"

    def _performed(self, act: Hit) -> bool:
        """Say whether a sentence does what it says: "is hereby rescinded", "The Sheriff declines"."""
        return self.word(act.start - 1) in ("is", "are", "hereby") or 0 < act.start - self.own <= 5

    def _without_modal(self, act: Hit) -> Force:
        described = {hit.end for hit in self.of("subordinate")}
        only = [hit for hit in self.of("only") if act.end <= hit.start <= act.end + 3]
        if only and self.word(act.start - 1) in ("is", "are"):  # "are honored only when"
            return Force("limit", (*self.exceptions, (only[0].start, len(self.index))), only=True)
        before = [hit for hit in self.of("refusing") if hit.start <= act.start and hit.start not in described]
        before = [hit for hit in before if self.word(hit.start - 1) != "to"]  # "the right to refuse"
        negative = [hit for hit in self.of("negative-subject") if hit.start < act.start and not self.excepted(hit.start)]
        restricting = [hit for hit in self.of("restricting") if hit.start < act.start]
        turns = bool(before) + bool(negative and negative[-1].start >= act.start - 6)
        turns += any(self.word(place) == "not" and not self.filled(place) for place in range(act.start - 2, act.start))
        if act.name in self.source.turning:
            turns = int(self._performed(act)) if not negative else 0
        if turns % 2 and not restricting:
            return Force("limit", tuple(self.exceptions))
        return Force("command" if not turns and self._told(act) else "none", tuple(self.exceptions))

    def _told(self, act: Hit) -> bool:
        """Say whether a numbered rule tells what somebody does: "The jail honors every detainer", "he is held for ICE"."""
        clause = max((place + 1 for place in range(self.own, act.start) if "," in self.after(place)), default=self.own)
        if not self.unit.label or any(
            clause <= hit.start < act.start for hit in self.of("subordinate", "aside", "negative-subject")
        ):
            return False
        if any(hit.start == act.start - 1 for hit in self.of("passive")):
            return True
        word = self.word(act.start)
        says = word.endswith("s") and not word.endswith("ss") and 0 < act.start - clause <= 5
        of_federal = any(hit.name == "authority" and hit.start < act.start and hit.end >= act.start for hit in self.hits)
        return says and not of_federal and any(hit.start == act.start + 1 for hit in self.of("object-follows"))
