"""The forms of local government of a state, from its file; and the form of one government: its own, or its kind's."""

from __future__ import annotations

from pathlib import Path

from ordinance.library.form_model import Form, Forms
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


def form_of_government(library: Library, state: str, kind: str, name: str = "", government: str | None = None) -> Form:
    """Return the form of one government; an empty one where nothing describes it.

    `government` is its id in the national list ("state:pa/place:philadelphia"); without it the name and kind tell.
    """
    return forms_of(library, state).form(kind, name, government)


def where_of(library: Library, state: str, kind: str, name: str, field: str) -> tuple[Path, Keys]:
    """Return the file and the keys that lead to a field of a government's form."""
    path = library.files(FOLDER).get(state.lower()) or library.roots[-1] / FOLDER / f"{state.lower()}.yaml"
    return path, (*forms_of(library, state).keys(kind, name), field)
