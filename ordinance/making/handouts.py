"""One sheet for a campaign: what it is about, what its file is called, and in which format where none is said."""

from __future__ import annotations

from importlib.util import find_spec
from typing import get_args

from ordinance.drafting.assembly import draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, NotFound
from ordinance.library.handout_model import Layout
from ordinance.library.handouts import handout_rules
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.page import Page
from ordinance.pages.handouts import Edition, Sheet, handout
from ordinance.pages.handouts.facts import Subject

FORMS = ("pdf", "docx", "html", "md", "txt")


def subject_of(library: Library, place: Place | None, asked: Wishes) -> Subject:
    """Return what a handout is about: the place with its draft, or nothing. A place whose draft cannot be made (state law
    forbids all of it) still has its contacts on the sheets that need no draft."""
    if place is None:
        return Subject()
    try:
        return Subject(place, draft(library, place, asked))
    except BadChoice:
        if asked.choose or asked.include or asked.package:
            raise
        return Subject(place)


def layout_of(layout: str | None, large_print: bool) -> Layout | None:
    """Return the layout asked for. Raises `NotFound` for one that is none, `BadChoice` for two at once."""
    if layout is not None and layout not in get_args(Layout):
        raise NotFound("layout", layout, get_args(Layout))
    if large_print and layout not in (None, "large-print"):
        raise BadChoice("--large-print is a layout of its own; leave --layout out")
    return "large-print" if large_print else layout  # type: ignore[return-value]  # looked at above


def handout_page(library: Library, kind: str, subject: Subject, edition: Edition) -> Page:
    """Return one sheet as a page. Raises `NotFound` for a kind, a language or a layout that is none, `BadChoice` where the sheet
    needs a place and has none."""
    sheet = handout(library, kind, subject, edition)
    return Page(library, lambda: sheet.document, notes=tuple(sheet.notes))


def file_name(library: Library, sheet: Sheet) -> str:
    """Return the plain name of a sheet's file, which says nothing of who holds it: name, layout, language."""
    name = handout_rules(library).names.get(sheet.source.kind, sheet.source.kind)
    layout = "" if sheet.layout == "letter" else f"-{sheet.layout}"
    return f"{name}{layout}-{sheet.table.language}"


def default_form() -> str:
    """Return pdf where what makes it is installed, which prints at exact sizes, else docx."""
    return "pdf" if find_spec("typst") and find_spec("fontpkg_arimo") else "docx"
