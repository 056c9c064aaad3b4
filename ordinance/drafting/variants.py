"""Which variant of a clause stands in a draft: the one wanted, unless it binds nobody here or state law is against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ordinance.drafting.forms import usual_instrument
from ordinance.drafting.model import LeftOut
from ordinance.drafting.powers import binding_powers, lacking
from ordinance.drafting.state_law import Hit, LawHere, Standing
from ordinance.drafting.wishes import Wishes
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.model import Package
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateStatute
from ordinance.library.store import Library, variant_of


class Pick(Struct, frozen=True):
    """The variant taken; `moved` says why the one that was wanted was not."""

    variant: Variant
    moved: str = ""


class Chooser:
    """Takes a variant of each clause of one draft, or says why none can stand. `named` are the clauses asked for by name."""

    def __init__(self, library: Library, place: Place, package: Package, wishes: Wishes, law: LawHere) -> None:
        self.library, self.place, self.package, self.wishes, self.law = library, place, package, wishes, law
        self.named = frozenset({*wishes.choose, *wishes.include, *place.choices.include})
        self.instrument = wishes.instrument or usual_instrument(library, place)
        self.powers = binding_powers(library, place, self.instrument)
        self._made: dict[str, Pick | LeftOut] = {}

    def pick(self, clause: Clause) -> Pick | LeftOut:
        """Return the variant of a clause that stands here, or why it is left out."""
        if clause.id not in self._made:
            self._made[clause.id] = self._pick(clause)
        return self._made[clause.id]

    def _pick(self, clause: Clause) -> Pick | LeftOut:
        if clause.id in self.wishes.choose:
            return Pick(variant_of(clause, self.wishes.choose[clause.id]))
        named = clause.id in self.named
        standings = {one.id: self.law.standing(clause, one) for one in clause.variants}
        if not named and (absence := self._absence(clause, standings)):
            return absence
        in_form = [one for one in clause.variants if not one.instruments or self.instrument in one.instruments]
        fitting = [one for one in in_form if self.powers.issuperset(one.needs)]
        if not fitting and not named:
            if not in_form:
                return self._left(clause, "instrument", f"it has no place in {self._form}")
            return self._left(clause, "no-power", self._lacking(in_form[-1].needs))
        fitting = fitting or in_form or list(clause.variants)
        wanted, own = self._wanted(clause, fitting)
        if own and (named or not standings[wanted.id].above(self.law.state)):
            return Pick(wanted)
        return self._open(clause, wanted, fitting, standings, named=named)

    def _open(
        self, clause: Clause, wanted: Variant, fitting: Sequence[Variant], standings: dict[str, Standing], *, named: bool = False
    ) -> Pick | LeftOut:
        """Return the wanted variant, or the nearest one that state law leaves open."""
        lawful = [one for one in fitting if not standings[one.id].below]
        if not lawful and clause.kind == "policy" and not named:
            hits = standings[wanted.id].below
            says = f"every variant that fits here is below what {self.law.state.name} law requires ({self._cites(hits)})"
            return LeftOut(clause, "state-law", says, self.law.rule(clause, wanted))
        lawful = lawful or list(fitting)
        untouched = [one for one in lawful if not standings[one.id].above(self.law.state)]
        if not untouched and clause.kind == "policy" and not named:
            return self._refused(clause, lawful, standings)
        open_ones = lawful if named or not untouched else untouched
        if wanted in open_ones:
            return Pick(wanted)
        order = clause.variants.index
        if standings[wanted.id].below:
            firmer = [one for one in open_ones if order(one) < order(wanted)]
            variant = firmer[-1] if firmer else open_ones[-1]
            return Pick(variant, f"raised to {variant.label} ({variant.id}): {self._barred(standings[wanted.id].below)}")
        weaker = [one for one in open_ones if order(one) > order(wanted)]
        variant = weaker[0] if weaker else open_ones[-1]
        return Pick(variant, f"{variant.label} ({variant.id}) taken in place of {wanted.id}: {self._why(standings[wanted.id])}")

    def _absence(self, clause: Clause, standings: dict[str, Standing]) -> LeftOut | None:
        """Return why no variant of a clause can stand here, whichever is wanted."""
        state = self.law.state
        if clause.kind == "policy" and all(one.above(state) for one in standings.values()):
            mildest = clause.variants[-1]
            return self._against(clause, mildest, standings[mildest.id])
        if clause.kind == "policy" and set(clause.needs) - self.powers:
            return self._left(clause, "no-power", self._lacking(clause.needs))
        if clause.instruments and self.instrument not in clause.instruments:
            return self._left(clause, "instrument", f"it has no place in {self._form}")
        return None

    def _wanted(self, clause: Clause, fitting: Sequence[Variant]) -> tuple[Variant, bool]:
        """Return the wanted variant among those that fit: the place's, the state's, then by stance, package, default.

        The second value says that the place's own file names it.
        """
        by_stance = clause.kind == "policy" and self.wishes.stance is not None
        own = {} if by_stance else self.place.choices.variants
        if clause.id in own:
            found = _nearest(clause, own[clause.id], fitting)
            return found, found.id == own[clause.id]
        if clause.id in self.law.state.variants:
            return _nearest(clause, self.law.state.variants[clause.id], fitting), False
        if by_stance and self.wishes.stance != "recommended":
            return fitting[0 if self.wishes.stance == "strongest" else -1], False
        name = clause.default if by_stance else self.package.variants.get(clause.id, clause.default)
        return _nearest(clause, name, fitting), False

    def _refused(self, clause: Clause, lawful: Sequence[Variant], standings: dict[str, Standing]) -> LeftOut:
        """Return why the mildest variant cannot stand: the law is against it, or one that it leaves open binds nobody here."""
        open_ones = [one for one in clause.variants if not standings[one.id].above(self.law.state)]
        lacking_powers = [one for one in open_ones if not self.powers.issuperset(one.needs) and not standings[one.id].below]
        if lacking_powers:
            return self._left(clause, "no-power", self._lacking(lacking_powers[-1].needs))
        return self._against(clause, lawful[-1], standings[lawful[-1].id])

    # --- words ---

    def _against(self, clause: Clause, variant: Variant, standing: Standing) -> LeftOut:
        return LeftOut(clause, "state-law", self._why(standing), self.law.rule(clause, variant))

    def _left(self, clause: Clause, why: str, says: str) -> LeftOut:
        return LeftOut(clause, why, says, self.law.rule(clause))  # type: ignore[arg-type]

    def _lacking(self, needs: Iterable[str]) -> str:
        return lacking(self.library, self.place, self.instrument, needs)

    @property
    def _form(self) -> str:
        return self.library.instrument(self.instrument).name

    def _why(self, standing: Standing) -> str:
        state = self.law.state.name
        if standing.forbidden:
            return f"{state} law forbids it ({self._cites(standing.forbidden)})"
        if standing.risky:
            return f"{state} law may forbid it ({self._cites(standing.risky)}); --with drafts it all the same"
        titles = {term.id: term.title for term in self.library.vocabulary.topics}
        topics = "; ".join(titles.get(topic, topic) for topic in standing.unresearched)
        return f"{state} forbids limits like it, and nobody has researched {topics} there; --with drafts it all the same"

    def _barred(self, hits: Sequence[Hit]) -> str:
        titles = {act.id: act.title for act in self.library.vocabulary.acts}
        acts = "; ".join(dict.fromkeys(titles[act] for hit in hits for act in hit.acts))
        return f"state law bars {acts} ({self._cites(hits)})"

    def _cites(self, hits: Sequence[Hit]) -> str:
        cites = [statute.cite for hit in hits for statute in self._reasons(hit)]
        return "; ".join(dict.fromkeys(cites)) or "no statute is named in the file"

    def _reasons(self, hit: Hit) -> Sequence[StateStatute]:
        """Return the statutes about the topics of the acts that a text meets; all that the verdict rests on where none is."""
        statutes = self.law.statutes(hit.verdict)
        topics = {act.topic for act in self.library.vocabulary.acts if act.id in hit.acts}
        return [one for one in statutes if topics.intersection(one.topics)] or statutes


def _nearest(clause: Clause, variant_id: str, fitting: Sequence[Variant]) -> Variant:
    """Return the variant if it fits here, else the next more cautious one that does, else the last before it."""
    position = clause.variants.index(variant_of(clause, variant_id))
    weaker = [one for one in clause.variants[position:] if one in fitting]
    return weaker[0] if weaker else fitting[-1]
