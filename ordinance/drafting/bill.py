"""How a bill is written in a place: its own way, told by its file, else the way of its kind in its state."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import asdict, replace

from ordinance.drafting.model import Selection
from ordinance.library.bill_model import BillForm
from ordinance.library.forms import where_of
from ordinance.library.place_model import Numbering
from ordinance.library.store import Keys, Library


def bill_form(selection: Selection) -> BillForm:
    """Return the form of a bill for a selection; an empty one for what does not go into a code."""
    place, instrument = selection.place, selection.instrument
    if not instrument.codify or place.code is None:
        return BillForm()
    usual = selection.form.bill or BillForm()
    own = {name: value for name, value in asdict(place.bill or BillForm()).items() if value is not None}
    return replace(usual, **own)


def bill_line(library: Library, selection: Selection, field: str) -> tuple[Path, Keys]:
    """Return the file and the keys of a line of the form of a bill: in the place's file, else in that of its state's forms."""
    place = selection.place
    if place.bill is not None and getattr(place.bill, field):
        return library.file_of(place), ("bill", field)
    return where_of(library, place.state, place.kind, place.name, "bill")


def formula_line(library: Library, selection: Selection, field: str) -> tuple[Path, Keys]:
    """Return the file and the keys of a line of the amending formula: the place's, its state's, else the instrument's."""
    place, form = selection.place, selection.form
    if place.bill is not None and place.bill.amending is not None and getattr(place.bill.amending, field):
        return library.file_of(place), ("bill", "amending", field)
    if form.bill is not None and form.bill.amending is not None and getattr(form.bill.amending, field):
        path, keys = where_of(library, place.state, place.kind, place.name, "bill")
        return path, (*keys, "amending", field)
    return library.files("templates/instruments")[selection.instrument.id], ("amendment", field)


def billed(numbering: Numbering, bill: BillForm, code: Numbering | None) -> Numbering:
    """Return the numbering of the sections of a bill, with their labels here, and their items as the code's."""
    if not bill.section or code is None:
        return numbering
    return replace(numbering, section=bill.section, levels=code.levels, separator=code.separator)
