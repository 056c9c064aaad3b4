"""What this kind of government is called and may do in its state: the state's forms, where the place's own file is silent."""

from __future__ import annotations

from ordinance.library.form_model import Form, Told
from ordinance.library.forms import form_of_government
from ordinance.library.instrument_model import Instrument, SharedWords
from ordinance.library.place_model import Place
from ordinance.library.store import Library


def form_of(library: Library, place: Place) -> Form:
    """Return what the state's forms tell of this place or its kind of government; an empty form where they tell nothing."""
    return form_of_government(library, place.state, place.kind, place.id)


def instrument_name(place: Place, instrument: Instrument, form: Form) -> str:
    """Return what this place calls the instrument, in lower case: "ordinance", "local law"."""
    own = place.instruments.get(instrument.id)
    usual = form.instrument if instrument.formula_source == "state" else None
    return (own.name if own and own.name else usual or instrument.name).lower()


def noun_of(place: Place, form: Form, words: SharedWords) -> str:
    """Return the word for this kind of place: its own, its state's, or the usual one."""
    return place.noun or form.noun or words.kinds[place.kind].noun


def has_charter(place: Place, form: Form, words: SharedWords) -> bool:
    """Tell whether the place has a charter: its file says so, or places of its kind usually have one, here or everywhere."""
    usual = words.kinds[place.kind].chartered if form.charter is None else form.charter
    return usual if place.charter is None else place.charter


def at_town_meeting(place: Place, form: Form) -> bool:
    """Tell whether the voters enact the place's law at town meeting."""
    return form.town_meeting if place.town_meeting is None else place.town_meeting


def state_decides(place: Place, form: Form) -> bool:
    """Tell whether state law, and no charter, says how the place enacts and when that takes effect, so far as the files tell."""
    return place.charter is not True or form.despite_charter


def effective_of(place: Place, instrument: Instrument, form: Form) -> str:
    """Return the words, a template, that complete "takes effect …" for an ordinance here; "" where the files do not know.

    A day on which nobody has seen a source is no day to certify: it stays in the state's file, and the law has general words.
    """
    if instrument.formula_source != "state" or not state_decides(place, form):
        return ""
    return form.effective or "" if form.effective_verified != "unverified" else ""


def effective_confirm(place: Place, instrument: Instrument, form: Form) -> str:
    """Return what must be confirmed of the words on when an ordinance takes effect; "" where nothing must, or without words."""
    if not effective_of(place, instrument, form):
        return ""
    level = "" if form.effective_verified == "primary" else f"the source, {form.effective_cite}, is {form.effective_verified}"
    if not level and not form.effective_confirm:
        return ""
    return "; ".join(one for one in (level or f"it rests on {form.effective_cite}", form.effective_confirm) if one)


def resolution_instead(place: Place, instrument: Instrument, form: Form) -> bool:
    """Tell whether an ordinance is asked for where this kind of government has no general power to enact one.

    A place whose file says that it has a charter, or gives enacting words of its own, is taken at its word.
    """
    own = place.instruments.get(instrument.id)
    told = place.charter is True or bool(own and own.enacting_clause)
    return instrument.enacts and form.ordinance_power == "none" and not told


def authority_of(place: Place, instrument: Instrument, form: Form) -> str:
    """Return the words, a template, that name the law under which an ordinance is adopted here; "" where nobody has read it.

    A place with a charter of its own may have its power from there, so what its file says of the enacting words comes first.
    """
    known = form.authority
    return known.text if known and instrument.enacts and known.verified != "unverified" and form.ordinance_power != "none" else ""


def procedure_of(instrument: Instrument, form: Form) -> tuple[Told, ...]:
    """Return what is known of how such a place adopts an ordinance, and of the penalties that it may set."""
    return tuple(one for one in (form.procedure, form.penalties) if one and instrument.enacts)


def power_to_enact(place: Place, instrument: Instrument, form: Form) -> str:
    """Return what the state's file says of the power to enact an ordinance where it is limited; "" elsewhere."""
    if not instrument.enacts or (form.ordinance_power == "none" and not resolution_instead(place, instrument, form)):
        return ""
    return form.power_says or ""
