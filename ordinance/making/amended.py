"""A bill that amends one section of a code, read from a file, by the smallest change to the chosen variants."""

from __future__ import annotations

from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.amending import formula_of
from ordinance.drafting.assembly import assemble
from ordinance.drafting.bill import bill_form, formula_line
from ordinance.drafting.facts import blanks_marked
from ordinance.drafting.faults import guarded
from ordinance.drafting.filled_sections import dangling
from ordinance.drafting.filling import render
from ordinance.drafting.forms import usual_instrument
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Amended, Provision, Selection
from ordinance.drafting.selection import select
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, brief
from ordinance.library.place_model import Code, CodeSection, Place
from ordinance.library.store import Library
from ordinance.making.amending import Outcome, plan
from ordinance.making.drafted import Drafted
from ordinance.making.present_section import PresentSection, Row, origin, read_section
from ordinance.making.section_rows import Cell, left_hanging, provisions_of


class Told(Struct, frozen=True):
    """What the file does not tell, or tells otherwise: the citation, the history as the formula has it, terms that the chapter
    defines, and the page and day on which the section was read."""

    cite: str | None = None
    history: str | None = None
    defined: tuple[str, ...] = ()
    page: str | None = None


class Amendment(Struct, frozen=True):
    """A bill that amends a section: the draft, the section as it stands, and what was done for each clause."""

    drafted: Drafted
    section: PresentSection
    outcomes: tuple[Outcome, ...]
    #: The ids of the terms that the bill defines.
    terms: tuple[str, ...] = ()
    #: The clauses of which the section speaks without a rule on them.
    other: tuple[str, ...] = ()
    #: References to items that are struck, with their labels.
    hanging: tuple[tuple[str, str], ...] = ()

    def notes(self) -> list[str]:
        """Return what whoever drafts must know, a line each."""
        lines = [f"{self.section.cited.cite}, “{self.section.heading}”: {_counted(len(self.section.rows))} read"]
        if self.section.behind:
            count = f"{self.section.behind} paragraph{'s' * (self.section.behind != 1)}"
            lines.append(f"Not read as part of it: {count} of the file behind the note on its history")
        for one in self.outcomes:
            seen = "" if one.found else "; a review of the result does not find it: read it closely"
            lines.append(f"{one.clause}={one.variant}: {', '.join(one.did)}{seen}")
            lines += [
                f"{one.clause}: what this lets through is not known, and it stays: “{brief(words, 160)}”" for words in one.unknown
            ]
            if one.narrow:
                words = "; ".join(f"“{brief(words, 80)}”" for words in one.narrow[:3])
                lines.append(f"{one.clause}: narrows a limit, and stays: {words}")
        lines += _said_of(self.hanging)
        if self.other:
            lines.append(f"Spoken of without a rule, and left: {', '.join(self.other)}; to bring one in, name it with --with")
        if self.terms:
            lines.append(
                f"Defined in the section: {', '.join(self.terms)}; with --defined TERM for what the chapter defines elsewhere"
            )
        return lines


def _said_of(hanging: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"“{words}” refers to item {label}, which is struck: mend it" for words, label in hanging]


def _counted(rows: int) -> str:
    return f"{rows} paragraphs and items" if rows > 1 else "one paragraph"


def amended(library: Library, place: Place, file: tuple[str, bytes], wishes: Wishes, told: Told, day: date) -> Amendment:
    """Return the bill that brings the section in a file to the chosen variants, and changes nothing else in it.

    Raises `BadChoice` for a place without a code, an instrument that does not go into one, the full length, a file that is no
    section, and a section in which nothing must change; `FaultyFile` for a file that cannot be read.
    """
    code = _code(library, place, wishes)
    section = read_section(*file, code, told.cite)
    selection = select(library, place, wishes)
    named = frozenset((*wishes.choose, *wishes.include))
    planned = plan(library, section, selection, named, told.defined)
    one = _standing(library, selection, section, told, day)
    here = replace(place, code=replace(code, sections=(one,), taken=()))
    rest = tuple(one for one in selection.chosen if not one.clause.codified and one.clause.kind != "policy")
    hanging = tuple(left_hanging(planned.cells))
    told_too = (*selection.told, *_said_of(hanging))
    bill = assemble(library, replace(selection, place=here, chosen=rest, about=planned.changed, told=told_too))
    (made,) = bill.amended
    bill = replace(bill, amended=(_with_cells(made, section, planned.cells),))
    return Amendment(Drafted(library, bill, day), section, planned.outcomes, planned.terms, planned.other, hanging)


def _code(library: Library, place: Place, wishes: Wishes) -> Code:
    instrument = wishes.instrument or usual_instrument(library, place)
    if not library.instrument(instrument).codify:
        raise BadChoice(f"--instrument {instrument}: does not go into a code; only an instrument that does amends a section")
    if wishes.length != "short":
        raise BadChoice("--length full: what is added to a section of yours is the short text; leave --length out")
    if place.code is None:
        raise BadChoice(f"{place.name}: its file has no `code`, so that no section of it can be cited; docs/places.md says how")
    return place.code


def _standing(library: Library, selection: Selection, section: PresentSection, told: Told, day: date) -> CodeSection:
    """Return the section as a place's file would have it."""
    return CodeSection(
        cite=section.cited.cite,
        heading=section.heading,
        text="-",
        after="-",
        history=told.history or _history(library, selection, section.note),
        page=told.page or "the file that was read",
        read=day,
    )


def _history(library: Library, selection: Selection, note: str) -> str | None:
    """Return the history of a section in the words of the place's formula, from the note behind it, if that tells any."""
    form, found = selection.instrument.amendment, origin(note)
    words = formula_of(form, bill_form(selection)).origin if form else None
    if not words or found is None:
        return None
    facts = {"origin": {"ordinance": found.ordinance, "section": found.section, "amended": found.amended}}
    path, keys = formula_line(library, selection, "origin")
    return guarded(library, path, keys, partial(render, words, facts))


def _with_cells(made: Amended, section: PresentSection, cells: tuple[Cell, ...]) -> Amended:
    before = provisions_of(section.rows, f"{made.anchor}-before")
    left = [(cell, Row(cell.label, cell.level, cell.after)) for cell in cells if cell.after is not None]
    after = provisions_of([row for _, row in left], f"{made.anchor}-after")
    new = {number for number, (cell, _) in enumerate(left) if cell.clause}
    return replace(made, before=before, after=tuple(_blanked(one, new) for one in after), heading_after=section.heading)


def _blanked(one: Provision, new: set[int]) -> Provision:
    """Return a provision of ours with its blanks; brackets in present words are words."""
    number = int(one.anchor.rpartition(".")[2])
    pieces = one.pieces
    if number in new:
        pieces = split(blanks_marked("".join(getattr(piece, "text", "") for piece in pieces)), (), dangling)
    return replace(one, pieces=pieces, children=tuple(_blanked(child, new) for child in one.children))
