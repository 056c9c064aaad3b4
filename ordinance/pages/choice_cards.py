"""The choices of one place as cards: one a topic, each variant in one plain sentence with strength, exposure and state law.

Plain facts for whoever draws them; what state law forbids, or has a floor above, is told with its statutes and not offered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec import Struct

from ordinance.drafting.assembly import facts_of
from ordinance.drafting.facts import Facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import render
from ordinance.drafting.lengths import sentences_of
from ordinance.drafting.model import Selection, StateRule
from ordinance.drafting.powers import binding_powers, lacking
from ordinance.drafting.state_law import Hit, LawHere, law_of
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.pages.choice_words import summary_of
from ordinance.pages.sources import Sources

#: How the words for the command go on, which say nothing on a page; and what is said of a section that another brings.
_COMMAND: Final = "; --with"
_NEEDED: Final = "It stands in the draft all the same: another section of it needs this one"


class Option(Struct, frozen=True):
    """One variant: its plain sentence, its place among `of` from the strongest, its exposure, and what state law says of it.

    `barred` says why it cannot be taken here, with the statutes; "" where it can. `opens` are the ways round that it leaves.
    """

    id: str
    label: str
    says: str
    rank: int
    of: int
    exposure: str
    exposure_id: str
    state: str
    status: str
    barred: str = ""
    recommended: bool = False
    opens: tuple[str, ...] = ()
    gains: str = ""
    costs: str = ""


class Card(Struct, frozen=True):
    """One topic: its question, its options, and which is taken for its own sake ("" for none).

    `note` says what decided otherwise than asked.
    """

    id: str
    title: str
    question: str
    group: str
    options: tuple[Option, ...]
    taken: str
    note: str = ""

    @property
    def open(self) -> tuple[Option, ...]:
        """The options that can be taken."""
        return tuple(one for one in self.options if not one.barred)

    @property
    def barred(self) -> dict[str, tuple[Option, ...]]:
        """The options that cannot, by the reason."""
        reasons = dict.fromkeys(one.barred for one in self.options if one.barred)
        return {reason: tuple(one for one in self.options if one.barred == reason) for reason in reasons}


def cards(library: Library, selection: Selection) -> list[Card]:
    """Return a card for each policy clause that the instrument may hold, those of its package first, in the library's order."""
    made = _Cards(library, selection)
    first = {name: rank for rank, name in enumerate(selection.package.clauses)}
    policies = [one for one in library.clauses() if one.kind == "policy" and made.fits(one)]
    policies.sort(key=lambda clause: first.get(clause.id, len(first)))
    return [made.card(clause) for clause in policies]


def card_of(library: Library, selection: Selection, clause: str) -> Card | None:
    """Return the card of one clause, or None where this instrument and length may not hold it; made once for many clicks."""
    key = ("card", selection.place.id, selection.instrument.id, selection.length, selection.package.id, selection.on, clause)
    return library.once(key, lambda: _one(library, selection, clause))


def _one(library: Library, selection: Selection, name: str) -> Card | None:
    made, clause = _Cards(library, selection), library.clause(name)
    return made.card(clause) if clause.kind == "policy" and made.fits(clause) else None


class _Cards:
    """Makes the cards of one selection."""

    def __init__(self, library: Library, selection: Selection) -> None:
        self.library, self.selection = library, selection
        self.law: LawHere = law_of(selection, library.vocabulary)
        self.facts: Callable[[Clause | None], Facts] = facts_of(library, selection)
        self.taken = {one.clause.id: one for one in selection.chosen}
        self.out = {one.clause.id: one for one in selection.left_out}
        self.powers = binding_powers(library, selection.place, selection.instrument.id)
        form = selection.instrument.short if selection.length == "short" else None
        self.omits = frozenset(form.omits if form else ())

    def fits(self, clause: Clause) -> bool:
        """Tell whether this instrument, at this length, may hold a clause."""
        instrument = self.selection.instrument.id
        forms = any(not one.instruments or instrument in one.instruments for one in clause.variants)
        return forms and clause.id not in self.omits and (not clause.instruments or instrument in clause.instruments)

    def card(self, clause: Clause) -> Card:
        taken, out = self.taken.get(clause.id), self.out.get(clause.id)
        needed = taken is not None and taken.by == "required"
        note = taken.moved if taken else out.says.partition(_COMMAND)[0] if out and out.why != "by-choice" else ""
        return Card(
            clause.id,
            self._filled(clause, clause.title),
            clause.question,
            clause.group,
            tuple(self._options(clause)),
            taken.variant.id if taken and not needed else "",
            _NEEDED if needed else note,
        )

    def _options(self, clause: Clause) -> list[Option]:
        instrument = self.selection.instrument.id
        fitting = [one for one in clause.variants if not one.instruments or instrument in one.instruments]
        return [self._option(clause, variant, rank, len(fitting)) for rank, variant in enumerate(fitting, 1)]

    def _option(self, clause: Clause, variant: Variant, rank: int, of: int) -> Option:
        sources, vocabulary = Sources(self.library), self.library.vocabulary
        rule = self.law.rule(clause, variant)
        tradeoffs, brief = variant.tradeoffs, variant.brief
        barred = self._barred(clause, variant)
        return Option(
            variant.id,
            variant.label,
            self._sentence(clause, variant),
            rank,
            of,
            sources.term(vocabulary.exposures, tradeoffs.exposure).title if tradeoffs else "",
            tradeoffs.exposure if tradeoffs else "",
            _state_words(sources.term(vocabulary.verdicts, rule.word).title, rule),
            rule.status,
            barred,
            variant.id == clause.default and not barred and rule.status not in ("forbidden", "below"),
            tuple(typographic(" ".join(one.split())) for one in brief.opens)
            if brief and self.selection.length == "short"
            else (),
            typographic(" ".join(tradeoffs.gains.split())) if tradeoffs else "",
            typographic(" ".join(tradeoffs.costs.split())) if tradeoffs else "",
        )

    def _sentence(self, clause: Clause, variant: Variant) -> str:
        short, keys = sentences_of(self.selection.length, variant)
        if short is None:
            return typographic(summary_of(clause, variant))
        own = ("variants", clause.variants.index(variant), *keys, "does")
        fill = partial(render, short.does, self.facts(clause))
        return typographic(guarded(self.library, self.library.file_of(clause), own, fill)).strip()

    def _filled(self, clause: Clause, template: str) -> str:
        path = self.library.file_of(clause)
        return typographic(guarded(self.library, path, ("title",), partial(render, template, self.facts(clause))))

    def _barred(self, clause: Clause, variant: Variant) -> str:
        """Return why a variant cannot be taken here: state law forbids it, has a floor above it, or it binds nobody here."""
        standing, state = self.law.standing(clause, variant), self.law.state.name
        if standing.forbidden:
            return f"{state} law forbids it: {self._cites(standing.forbidden)}"
        if standing.below:
            return f"It is below what {state} law requires: {self._cites(standing.below)}"
        if {*clause.needs, *variant.needs} - self.powers:
            return lacking(self.library, self.selection.place, self.selection.instrument.id, (*clause.needs, *variant.needs))
        return ""

    def _cites(self, hits: tuple[Hit, ...]) -> str:
        cites = [statute.cite for hit in hits for statute in self.law.statutes(hit.verdict)]
        return "; ".join(dict.fromkeys(cites)) or "no statute is named in the file"


def _state_words(title: str, rule: StateRule) -> str:
    """Return what state law says in a few words: the verdict, and the first statute that it rests on."""
    return f"{title} ({rule.statutes[0].cite})" if rule.statutes else title
