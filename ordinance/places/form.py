"""The form of a government: the one place where this room reads what a state's forms say."""

from __future__ import annotations

from ordinance.errors import BadChoice
from ordinance.library.form_model import Form
from ordinance.library.forms import form_of_government, forms_of
from ordinance.library.store import Library


def form_of(library: Library, state: str, kind: str, place_id: str = "") -> Form | None:
    """Return how a government is called and makes law: its own form, or its kind's; None where nothing describes it.

    Raises `BadChoice` for a kind that the state does not have, `NotFound` for no state.
    """
    forms = forms_of(library, state)
    if place_id not in forms.special and kind in forms.absent_kinds:
        raise BadChoice(f"{kind}: {forms.absent_kinds[kind]}")
    return form_of_government(library, state, kind, place_id) if place_id in forms.special or kind in forms.kinds else None
