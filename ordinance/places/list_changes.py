"""What a newer list of agreements says that an older one did not: agencies new, no longer listed, or listed with other models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from ordinance.library.federal_model import AgreementList, ListedAgency, Model
from ordinance.places.reading_lists import agency_key


class Change(Struct, frozen=True):
    """An agency of which two lists differ: what each has of it; None where it does not have it."""

    state: str
    before: ListedAgency | None
    after: ListedAgency | None

    @property
    def agency(self) -> ListedAgency:
        """The agency as the newer list names it, where it does."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """new, gone or model."""
        return "new" if self.before is None else "gone" if self.after is None else "model"


def changes(before: AgreementList, after: AgreementList) -> tuple[Change, ...]:
    """Return what differs, by state and agency; a day of signing alone is no difference."""
    return tuple(one for state in sorted({*before.states, *after.states}) for one in _in_state(state, before, after))


def count(made: AgreementList, model: Model | None = None) -> int:
    """Return how many agreements a list has: one for each model of each agency."""
    return sum(model is None or one == model for agencies in made.states.values() for each in agencies for one in each.models)


def counts(agencies: tuple[ListedAgency, ...]) -> Counter[Model]:
    """Return how many agreements of each model agencies have."""
    return Counter(model for one in agencies for model in one.models)


def _in_state(state: str, before: AgreementList, after: AgreementList) -> Iterator[Change]:
    old, new = _keyed(before.states.get(state, ())), _keyed(after.states.get(state, ()))
    for key in sorted({*old, *new}):
        had, has = old.get(key), new.get(key)
        if had is None or has is None or set(had.models) != set(has.models):
            yield Change(state, had, has)


def _keyed(agencies: tuple[ListedAgency, ...]) -> dict[tuple[str, int], ListedAgency]:
    """Return agencies by name; those of one name in one state, in other counties, are told apart by their order."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], ListedAgency] = {}
    for one in agencies:
        key = agency_key(one.agency)
        found[key, seen[key]] = one
        seen[key] += 1
    return found
