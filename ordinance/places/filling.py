"""The place that a government of the lists is, as far as anybody knows it: the usual is named as unread, the rest is blank."""

from __future__ import annotations

from ordinance.library.form_model import Form
from ordinance.library.place_model import Body, InstrumentNames, Office, Place
from ordinance.library.store import Library
from ordinance.places.form import form_of
from ordinance.places.model import Government
from ordinance.places.usual import BLANKS, agencies_of, code_of, code_unread, is_elected, unread_agencies, usual, usual_agencies


def filled(library: Library, government: Government) -> Place:
    """Return the place, as a file that `ordinance new` writes for it and that nobody has edited. Raises what `form_of` raises."""
    read = form_of(library, government.state, government.kind, government.id)
    rule = read or Form()
    found = usual(library, government.name, government.kind, rule, government.official)
    fact = {**BLANKS, **found.known}
    has = usual_agencies(library, government.kind, read)
    code = code_of(library, rule, fact["official_name"])
    unread = [*found.unread, *unread_agencies(has, read), *code_unread(code), *county_unread(government)]
    return Place(
        id=government.id,
        name=government.name,
        official_name=fact["official_name"],
        state=government.state,
        kind=government.kind,
        noun=rule.noun,
        county=government.county or None,
        body=Body(name=fact["body"], short=fact["short"], member=fact["member"], presiding=fact["presiding"]),
        town_meeting=True if rule.town_meeting else None,
        executive=Office(title=fact["executive"], elected=is_elected(fact["executive"], rule)) if fact["executive"] else None,
        clerk=fact["clerk"],
        attorney=fact["attorney"],
        agencies=agencies_of(has, read),
        code=code,
        instruments={"ordinance": InstrumentNames(name=rule.instrument)} if rule.instrument else {},
        to_confirm=tuple(dict.fromkeys(unread)),
        as_of=library.state(government.state).as_of,
    )


def county_unread(government: Government) -> list[str]:
    """Return what is to be confirmed of the county: nothing, where the Census Bureau's number says it."""
    return [f"that it lies in {government.county}"] if government.county and not government.county_sure else []
