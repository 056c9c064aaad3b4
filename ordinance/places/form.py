"""The form of a government: the one place where this room reads what a state's forms say."""

from __future__ import annotations

from ordinance.errors import BadChoice
from ordinance.library.form_model import Form
from ordinance.library.forms import forms_of
from ordinance.library.store import Library
from ordinance.places.model import Government


def form_of(library: Library, government: Government) -> tuple[Government, Form | None]:
    """Return how a government is called and makes law, or None where no form describes it.

    The government comes back by the name that its own form has, where it has one: drafts look the form up by that name.
    Raises `BadChoice` for a kind that the state does not have, `NotFound` for no state.
    """
    forms = forms_of(library, government.state)
    own = (government.division and forms.special_of(government.name, government.kind, government.division)) or None
    own = own or forms.special_of(government.name, government.kind)
    if own:
        special = forms.special[own]
        kind = government.kind if government.kind in special.kinds else next(iter(special.kinds), government.kind)
        return government.named(special.name, kind), special
    if government.kind in forms.absent_kinds:
        raise BadChoice(f"{government.kind}: {forms.absent_kinds[government.kind]}")
    return government, forms.kinds.get(government.kind)
