"""What this kind of government is called and may do in its state: the state's forms, where the place's own file is silent."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from ordinance.drafting.wishes import Wishes
from ordinance.library.form_model import Form, Told
from ordinance.library.forms import form_of_government
from ordinance.library.instrument_model import Instrument, SharedWords
from ordinance.library.place_model import Place
from ordinance.library.store import Library

#: The instrument of a government that may enact one, where nobody asked for another.
USUAL: Final = "ordinance"


def form_of(library: Library, place: Place) -> Form:
    """Return what the state's forms tell of this place or its kind of government; an empty form where they tell nothing."""
    return form_of_government(library, place.state, place.kind, place.id)


def usual_instrument(library: Library, place: Place) -> str:
    """Return the instrument that a place gets unasked: an ordinance, or what its kind of government takes without that power."""
    usual = library.instrument(USUAL)
    return (usual.instead if resolution_instead(place, usual, form_of(library, place)) else None) or USUAL


def settled(library: Library, place: Place, wishes: Wishes) -> Wishes:
    """Return the wishes with an instrument: the one that is asked for, else the usual one of the place."""
    return wishes if wishes.instrument else replace(wishes, instrument=usual_instrument(library, place))


def as_called(instrument: Instrument, form: Form) -> Instrument:
    """Return the instrument as it reads under the name that the state's form gives it ("order"), where it has such a reading."""
    found = next((one for one in instrument.called if one.name == form.resolution), None)
    if found is None:
        return instrument
    short = replace(instrument.short, lead=found.short_lead, formula=found.short_formula) if instrument.short else None
    words = {**instrument.words, **found.words}
    return replace(instrument, name=found.name, formula=found.formula, short=short, words=words)


def why_instead(library: Library, place: Place, instrument: Instrument, form: Form) -> str:
    """Return why a place takes `instrument` and no ordinance; "" where it takes one, or this is another."""
    if instrument.id == USUAL or instrument.id != usual_instrument(library, place):
        return ""
    name, power = instrument.name.lower(), form.power_says or ""
    kind = f"{'An' if name[0] in 'aeiou' else 'A'} {name}"
    return f"{kind}, not an {library.instrument(USUAL).name.lower()}. {power}".rstrip()


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


def presiding_apart(place: Place) -> str:
    """Return who presides where it is not the executive, if the place has yet to say which; "" where that is settled."""
    choice = place.body.presiding
    if place.executive is None or not place.executive.elected or not choice.startswith("["):
        return ""
    offered = choice.removeprefix("[").removesuffix("]").removesuffix(": which?").split(" or ")
    executive = {one.casefold() for one in place.executive.title.strip("[]").removesuffix(": which?").split(" or ")}
    others = [one for one in offered if one.casefold() not in executive]
    return " or ".join(others) if len(others) < len(offered) else ""


def article_of(place: Place, instrument: Instrument, form: Form) -> tuple[str, str]:
    """Return what stands before and behind the long title where the law is put to a town meeting; two empty texts elsewhere."""
    known = form.article
    if known is None or instrument.formula_source != "state" or not at_town_meeting(place, form):
        return "", ""
    before, _, behind = known.text.partition("{title}")
    cite = f" ({known.cite})" if known.cite and known.verified != "unverified" else ""
    return before, behind + cite


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
