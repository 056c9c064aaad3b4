"""The place that a name means: a file of the library or of one's own, which always wins, or a government of the lists."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from os.path import isfile

from ordinance.errors import BadChoice, NotFound, OrdinanceError, brief, nearest
from ordinance.library.naming_model import PlaceNames
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.places.filling import filled
from ordinance.places.listing import by_id, names_of, without_government
from ordinance.places.model import Government
from ordinance.places.no_place import refuse_other_file
from ordinance.places.search import exactly, search
from ordinance.places.words import readings, slug

#: How many places a message lists.
_LISTED = 12
_NEAREST = 3


class UnknownPlace(NotFound):
    """A name that no place has; says why, and names the nearest."""

    def __init__(self, message: str) -> None:
        OrdinanceError.__init__(self, message)


class SeveralPlaces(BadChoice):
    """A name that several places have: lists them, the larger first."""

    def __init__(self, name: str, found: Iterable[Government]) -> None:
        self.found = tuple(found)
        lines = [f"{brief(name)!r} is the name of {len(self.found)} places; say which, by its id:"]
        lines += [f"  {one.id}  ({one.told})" for one in self.found[:_LISTED]]
        more = len(self.found) - _LISTED
        lines += [f"  … and {more} more: ordinance places {brief(name)!r} lists them"] if more > 0 else []
        super().__init__("\n".join(lines))


def place_of(library: Library, text: str) -> Place:
    """Return the place that a path, an id or a name means: "place.yaml", "beacon-ny", "Beacon, NY", "Town of Ithaca NY".

    Raises `UnknownPlace` and `SeveralPlaces`, both with a list to choose from; `FaultyFile` for a file that cannot be used, and
    `BadChoice` for a kind of government that the state does not have.
    """
    if text not in library.place_files:
        refuse_other_file(text)
    if text in library.place_files or is_path(text):
        return library.place(text)
    names = names_of(library)
    if names is None:
        return library.place(text)
    try:
        return place_from(library, government_of(library, names, text))
    except UnknownPlace:
        if isfile(here := f"{text}.yaml"):  # no name is too long to ask
            raise BadChoice(f"no place named {brief(text)!r}; for the file in this folder say {here}") from None
        raise


def place_from(library: Library, government: Government) -> Place:
    """Return the place of a government: its file, where there is one, else what the lists and the state's file tell."""
    own = file_of(library, government)
    return library.place(own) if own else filled(library, government)


def file_of(library: Library, government: Government) -> str | None:
    """Return the id of the file that is about a government: that of its id, or a user's own with its name, kind and state."""
    if government.id in library.place_files:
        return government.id
    return library.once("own places", lambda: _own_places(library)).get(
        (government.state, government.kind, slug(government.name))
    )


def _own_places(library: Library) -> dict[tuple[str, str, str], str]:
    """Return the places of the folders laid over the library by state, kind and name. A file that cannot be used is about none:
    its faults are told to who asks for it."""
    own = [name for name, path in library.place_files.items() if not path.is_relative_to(library.roots[0])]
    places: dict[str, Place] = {}
    for name in own:
        with suppress(OrdinanceError):
            places[name] = library.place(name)
    return {(place.state, place.kind, slug(place.name)): name for name, place in reversed(places.items())}


def is_path(text: str) -> bool:
    """Tell whether a text names a file and no place."""
    return text.endswith((".yaml", ".yml")) or os.sep in text or "/" in text


def government_named(library: Library, text: str) -> Government:
    """Return the government of the lists that an id or a name means, whatever files there are. Raises as `place_of` does."""
    names = names_of(library)
    if names is None:
        raise UnknownPlace(f"no place named {brief(text)!r}: this library lists no governments")
    return government_of(library, names, text)


def listed(library: Library, name: str, kind: str, state: str) -> Government | None:
    """Return the one government of the lists with a name, a kind and a state; None where there is none, or more than one."""
    found = [one for one in search(library, name, state=state, kind=kind) if one.name.casefold() == name.casefold()]
    return found[0] if len(found) == 1 else None


def government_of(library: Library, names: PlaceNames, text: str) -> Government:
    """Return the one government that an id or a name means. Raises `UnknownPlace` or `SeveralPlaces`."""
    found = by_id(library, text)
    if found is not None:
        return found
    fitting = exactly(library, names, text)
    if len(fitting) > 1:
        raise SeveralPlaces(text, fitting)
    if not fitting:
        raise UnknownPlace(_unknown(library, names, text))
    return fitting[0]


def why_none(library: Library, text: str) -> str:
    """Return what is known of a name that no place has; nothing where some place has it, or the library lists none."""
    names = names_of(library)
    return "" if names is None or search(library, text) else _unknown(library, names, text)


def _unknown(library: Library, names: PlaceNames, text: str) -> str:
    """Return what to say of a name that no government has."""
    said = f"no place named {brief(text)!r}"
    flat = f"-{slug(text)}-"
    for territory in names.territories:
        if any(flat.endswith(f"-{slug(name)}-") and (len(name) > 2 or text.isupper() or "," in text) for name in territory.names):
            return f"{said}: {territory.says}"
    if any(f"-{slug(word)}-" in flat for word in names.nations.words):
        return f"{said}: it {names.nations.says}"
    for asked in readings(names, text):
        for one in without_government(library):
            same_state = asked.state.lower() == one.id[-2:] if asked.state else True
            if (same_state and (asked.name == slug(one.name) and one.kind in asked.kinds)) or slug(text) == one.id:
                return f"{said}: {one.told}"
    files = nearest(text, library.place_files)
    near = search(library, text)[:_NEAREST]
    listed = "; ".join(f"{one.id} ({one.told})" for one in near)
    if "did you mean" in files and not near:
        return f"{said}{files}"
    return f"{said}; nearest: {listed}" if near else f"{said}: {names.no_government}"
