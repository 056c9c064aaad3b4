"""What one change of a choice does: what people would notice, state law, exposure, what it opens, who has it so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ordinance.document.model import Block, Document, Paragraph, Run
from ordinance.drafting.model import Chosen, Draft, StateRule, plain, walk
from ordinance.drafting.selection import law_here
from ordinance.drafting.wishes import Wishes
from ordinance.errors import found
from ordinance.library.clause_model import Clause
from ordinance.library.store import Library
from ordinance.pages.choice_words import verdict_words
from ordinance.pages.precedents import near_to
from ordinance.pages.sources import Sources, shown_date
from ordinance.pages.variant_rows import exceptions_of, exposure_warning, single_sentence

#: So many policies are named, the nearest first, and so many openings.
_MOST = 3


class Change(Struct, frozen=True):
    """One clause before and after; None where the draft has no such section."""

    clause: Clause
    before: Chosen | None
    after: Chosen | None


def changes(before: Draft, after: Draft) -> list[Change]:
    """Return the policy clauses whose variant is another one, or that stand in one draft alone, in the order of the drafts."""
    old = {one.clause.id: one for one in before.selection.chosen if one.clause.kind == "policy"}
    new = {one.clause.id: one for one in after.selection.chosen if one.clause.kind == "policy"}
    told = []
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name), new.get(name)
        if one is None or other is None or one.variant.id != other.variant.id:
            told.append(Change((one or other).clause, one, other))  # type: ignore[union-attr]  # one of the two stands
    return told


def what_if_page(library: Library, before: Draft, after: Draft, day: date) -> Document:
    """Return the page that tells what leads from one draft to another, a line for each question that a member asks."""
    teller = _Teller(library, before, after)
    place = before.place.official_name
    blocks: list[Block] = [Paragraph("title", (Run(f"What if: {place}"),))]
    for one in changes(before, after):
        blocks += [Paragraph("heading-2", (Run(one.clause.title),), keep_with_next=True)]
        blocks += [Paragraph("body", (Run(f"{lead} ", "strong"), Run(words))) for lead, words in teller.lines(one) if words]
    blocks.append(Paragraph("body", (Run("Length. ", "strong"), Run(teller.length()))))
    return Document(f"What if: {place}", tuple(blocks), footer=f"{shown_date(day)} · for review by counsel", date=day)


class _Teller:
    def __init__(self, library: Library, before: Draft, after: Draft) -> None:
        self.library, self.old, self.new = library, before, after
        self.sources = Sources(library)
        self.law = law_here(library, before.place, Wishes(before.selection.instrument.id, on=before.selection.on))

    def lines(self, one: Change) -> Iterator[tuple[str, str]]:
        """Yield each answer with its lead."""
        rule = self.law.rule(one.clause, one.after.variant if one.after else None)
        yield "The change.", f"{_labelled(one.before)} becomes {_labelled(one.after)}."
        yield "Today people are told:", self._told(self.old, one.before)
        yield "Then they would be told:", self._told(self.new, one.after) or "nothing of this; the section is gone."
        yield "State law:", verdict_words(self.library, rule) + self._floor(rule, one)
        yield "Exposure:", self._exposure(one, rule)
        yield "Traits on the federal list:", self._traits(one)
        yield "What it opens:", self._opens(one)
        yield "What it closes:", self._fewer(self.old, one.before, self.new, one.after)
        yield "Who has it so:", self._adopted(one)

    def length(self) -> str:
        """Tell how many sections and words there are, before and after."""
        told = [f"{len(made.sections)} sections, {_words(made):,} words" for made in (self.old, self.new)]
        return f"{told[0]} today; {told[1]} then."

    def _told(self, made: Draft, chosen: Chosen | None) -> str:
        return single_sentence(self.library, made, chosen) if chosen else ""

    def _floor(self, rule: StateRule, one: Change) -> str:
        return (
            ". What state law itself requires stays, whatever the text says"
            if rule.status == "required" and not one.after
            else ""
        )

    def _exposure(self, one: Change, rule: StateRule) -> str:
        told = [self._level(chosen) for chosen in (one.before, one.after)]
        warning = exposure_warning(rule)
        return f"{told[0]} today, {told[1]} then" + (f". {warning}" if warning and one.after else "")

    def _level(self, chosen: Chosen | None) -> str:
        if chosen is None or chosen.variant.tradeoffs is None:
            return "none from this section"
        return self.sources.term(self.library.vocabulary.exposures, chosen.variant.tradeoffs.exposure).title

    def _traits(self, one: Change) -> str:
        told = [self._names(chosen) for chosen in (one.before, one.after)]
        return f"{told[0]}, today and then" if told[0] == told[1] else f"{told[0]} today, {told[1]} then"

    def _names(self, chosen: Chosen | None) -> str:
        tradeoffs = chosen.variant.tradeoffs if chosen else None
        names = tradeoffs.traits if tradeoffs else ()
        return "; ".join(self.sources.term(self.library.vocabulary.traits, name).title for name in names) or "none"

    def _opens(self, one: Change) -> str:
        if one.after is None:
            return "All that the section forbids: nothing in the text would keep staff from it."
        return self._fewer(self.new, one.after, self.old, one.before)

    def _fewer(self, made: Draft, chosen: Chosen | None, other: Draft, beside: Chosen | None) -> str:
        """Return what one choice lets through and the other does not."""
        if chosen is None or beside is None:
            return ""
        known = set(exceptions_of(self.library, other, beside))
        lines = [line for line in exceptions_of(self.library, made, chosen) if line not in known]
        more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
        return " ".join(lines[:_MOST]) + more if lines else "nothing that the other keeps shut, by its exceptions"

    def _adopted(self, one: Change) -> str:
        variant = (one.after or one.before).variant  # type: ignore[union-attr]  # one of the two stands
        policies = [found(self.library.precedents, "precedent", name) for name in variant.precedents]
        near = near_to(self.library, policies, self.old.place)
        named = [*near, *(policy for policy in policies if policy not in near)][:_MOST]
        told = "; ".join(f"{self.sources.policy(policy)}, {self.sources.adoption(policy)}" for policy in named)
        lead = "" if one.after else "with the section as it is today: "
        return lead + told if told else "nobody on file"


def _labelled(chosen: Chosen | None) -> str:
    return f"“{chosen.variant.label}”" if chosen else "no section"


def _words(made: Draft) -> int:
    texts = (plain(one.pieces) for section in made.sections for one in walk(section.provisions))
    return sum(len(text.split()) for text in texts)
