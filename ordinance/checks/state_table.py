"""Every state, kind of place, stance and package: what each selection takes and leaves out, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.model import Selection
from ordinance.drafting.powers import lacking
from ordinance.drafting.selection import select
from ordinance.drafting.state_law import law_of
from ordinance.drafting.wishes import Stance, Wishes
from ordinance.errors import BadChoice
from ordinance.library.fields import KindRef
from ordinance.library.forms import forms_of
from ordinance.library.place_model import Place
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library

STANCES: Final[tuple[Stance, ...]] = get_args(Stance)


class Row(Struct, frozen=True):
    """One clause in one selection: what becomes of it, and why. `refused` stands where nothing is left to draft."""

    state: str
    kind: str
    stance: str
    package: str
    clause: str
    fate: str
    variant: str = ""
    verdict: str = ""
    why: str = ""


class Cell(Struct, frozen=True):
    """One selection, or the sentence with which it was refused."""

    state: StateLaw
    kind: str
    stance: Stance
    package: str
    selection: Selection | None
    refusal: str = ""


def cells(library: Library) -> Iterator[Cell]:
    """Yield the selection of each state, kind of place, stance and package. Places are made here, and stand in no file."""
    for code in library.state_files:
        state = library.state(code)
        for kind in kinds_in(library, state):
            place = sample(library, code, kind)
            for stance in STANCES:
                for package in library.packages:
                    yield _cell(library, state, place, stance, package)


def kinds_in(library: Library, state: StateLaw) -> list[KindRef]:
    """Return the kinds of places that a state has, as far as its file tells how they enact or its law speaks to them."""
    forms = forms_of(library, state.state)
    spoken = {bound for statute in state.statutes for bound in statute.applies_to} | set(forms.kinds)
    spoken |= {bound for verdict in state.verdicts for bound in verdict.kinds}
    return [kind for kind in library.words.kinds if kind in spoken and kind not in forms.absent_kinds]


def sample(library: Library, code: str, kind: KindRef) -> Place:
    """Return a place without a name: a county whose sheriff is independent, or a place with all that a city has."""
    base = library.sample_county() if library.words.kinds[kind].sheriff else library.sample_place()
    return replace(base, state=code, kind=kind)


def rows(cell: Cell) -> Iterator[Row]:
    """Yield what a selection takes and leaves out of its policy clauses, a row a clause."""
    head = (cell.state.state, cell.kind, cell.stance, cell.package)
    if cell.selection is None:
        yield Row(*head, "", "refused", why=cell.refusal.splitlines()[0])
        return
    for one in cell.selection.chosen:
        if one.clause.kind == "policy":
            yield Row(*head, one.clause.id, "taken", one.variant.id, one.rule.status, one.moved)
    for out in cell.selection.left_out:
        yield Row(*head, out.clause.id, f"left out: {out.why}", "", out.rule.status, out.says)


def wrongs(library: Library, cell: Cell) -> Iterator[str]:
    """Yield what is wrong with a selection: a text below a floor, above a ceiling, or one that binds nobody; none was named."""
    if cell.selection is None:
        return
    selection = cell.selection
    law = law_of(selection, library.vocabulary)
    where = f"{cell.state.state} {cell.kind} {cell.stance} {cell.package}"
    for one in selection.chosen:
        name = f"{where}: {one.clause.id}={one.variant.id}"
        standing = law.standing(one.clause, one.variant)
        if standing.below:
            yield f"{name} is below the floor"
        if standing.above(cell.state):
            yield f"{name} is above the ceiling"
        if why := lacking(library, selection.place, selection.instrument.id, (*one.clause.needs, *one.variant.needs)):
            yield f"{name} binds nobody: {why}"


def _cell(library: Library, state: StateLaw, place: Place, stance: Stance, package: str) -> Cell:
    try:
        return Cell(state, place.kind, stance, package, select(library, place, Wishes(stance=stance, package=package)))
    except BadChoice as refused:
        return Cell(state, place.kind, stance, package, None, str(refused))
