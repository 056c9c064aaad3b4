"""The forms of local government of a state, from its file; and the form of one government: its own, or its kind's."""

from __future__ import annotations

from pathlib import Path

from ordinance.library.form_model import Form, Forms
from ordinance.library.place_model import Code
from ordinance.library.store import Keys, Library

FOLDER = "jurisdictions/forms"


def forms_of(library: Library, state: str) -> Forms:
    """Return the forms of a state by postal code, in either case; none where no file describes them.

    Raises `FaultyFile` for a file with mistakes.
    """
    path = library.files(FOLDER).get(state.lower())
    if path is not None:
        return library.load(path, Forms)
    return Forms(state=state.upper(), as_of=library.state(state).as_of)


def form_of_government(library: Library, state: str, kind: str, place_id: str = "") -> Form:
    """Return the form of one government by its kind and its id ("philadelphia-pa"); an empty one where nothing describes it."""
    return library.once(("form", state, kind, place_id), lambda: forms_of(library, state).form(kind, place_id))


def where_of(library: Library, state: str, kind: str, place_id: str, field: str) -> tuple[Path, Keys]:
    """Return the file and the keys that lead to a field of a government's form."""
    path = library.files(FOLDER).get(state.lower()) or library.roots[-1] / FOLDER / f"{state.lower()}.yaml"
    return path, forms_of(library, state).keys(kind, place_id, field)


def usual_code(form: Form, official: str, title: str) -> Code | None:
    """Return where the sections of an ordinance usually go in such a place, with blanks for the numbers; None without codes."""
    if form.code is None:
        return None

    government = f"the {official}" if " of " in official else official
    name, placement = (text.replace("{government}", government) for text in (form.code.name, form.code.placement))
    return Code(name=name, placement=placement, unit=form.code.unit, title=title, numbering=form.code.numbering)


def told(text: str | None) -> str:
    """Return what a form tells: as it is, or as a blank where it names two and the place has to say which.

    In "X or Y of the City of {name}" only the choice is a blank, so that the name of the place stands outside it.
    """
    if not text or " or " not in text or text.startswith("["):
        return text or ""
    if "{name}" not in text:
        return f"[{text}: which?]"
    choice, of, rest = text.partition(" of the ")
    if not of or " or " not in choice:
        choice, of, rest = text.rpartition(" of ")
    return f"[{choice}: which?]{of}{rest}"
