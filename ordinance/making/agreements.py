"""Agreements under 8 U.S.C. § 1357(g): what the library's list says of a place or a state, and a newer list read from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from ordinance.errors import BadChoice, NotFound
from ordinance.library.federal import agreement_list, agreement_words
from ordinance.library.federal_model import AgreementList
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.encoding import csv_bytes
from ordinance.making.files import content_of
from ordinance.making.page import Page
from ordinance.pages import listed


def agreements_page(library: Library, place: Place | None, state: str | None, day: date) -> Page:
    """Return what the list says of a place, of a state, or of every state. Raises `NotFound` for a state that is none."""
    made, words = agreement_list(library), agreement_words(library)
    if made is None or words is None:
        raise BadChoice("this library holds no list of agreements (jurisdictions/agreements/list.yaml)")
    if place is not None:
        return Page(library, lambda: listed.place_page(library, place, day), lambda: listed.place_records(library, place))
    code = state.upper() if state else None
    if code and code not in library.state_files and code not in words.territories:
        raise NotFound("state", code, [*library.state_files, *words.territories])
    also = {"csv": lambda: csv_bytes(_cells(made, code)), "yaml": lambda: list_yaml(made)}
    build = lambda: listed.state_list_page(library, code, day)  # noqa: E731
    return Page(library, build, lambda: listed.list_records(made, code), also if not code else {"csv": also["csv"]})


def agreements_read(library: Library, name: str, as_of: date | None, day: date, *, skip: bool = False) -> Page:
    """Return what changed in the list that a spreadsheet holds. Its format yaml is the list, as a library's folder may hold it.

    Raises `FaultyFile` for a file, or rows, that cannot be read, and `BadChoice` where its day is not known.
    """
    from ordinance.formats import sheets
    from ordinance.places.reading_lists import day_in, read_list

    words = agreement_words(library)
    if words is None:
        raise BadChoice("this library holds no words for a list of agreements (jurisdictions/agreements/words.yaml)")
    listed_on = as_of or day_in(PurePath(name).name)
    if listed_on is None:
        raise BadChoice(f"{name}: say of which day the list is, since its name does not: --as-of YYYY-MM-DD")
    if listed_on > day:
        raise BadChoice(f"{name}: the list's day, {listed_on}, lies in the future; give one up to {day} with --as-of")
    states = {code: library.state(code).name for code in library.state_files}
    read = read_list(name, sheets.read(name, content_of(name)), words, states, listed_on, skip=skip)
    return Page(
        library,
        lambda: listed.changes_page(library, read.made, read.notes, PurePath(name).name, day),
        lambda: listed.change_records(library, read.made),
        {"csv": lambda: csv_bytes(_cells(read.made, None)), "yaml": lambda: list_yaml(read.made)},
        notes=read.notes,
    )


def list_yaml(made: AgreementList) -> bytes:
    """Return a list as the file that a library holds: a line an agency."""
    return "\n".join([*_lines(made), ""]).encode()


def _lines(made: AgreementList) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schemas/agreements.json"
    yield "# Written by `ordinance agreements FILE -o list.yaml`. In jurisdictions/agreements/ of a library it is the list used."
    yield f"as_of: {made.as_of}"
    yield f"cite: {_quoted(made.cite)}"
    if made.source:
        yield f"source: {_quoted(made.source)}"
    if made.note:
        yield f"note: {_quoted(made.note)}"
    yield "states:"
    for state, agencies in made.states.items():
        yield f'  "{state}":'  # NO is a word of YAML elsewhere
        for one in agencies:
            county = f", county: {_quoted(one.county)}" if one.county else ""
            models = ", ".join(f"{model}: {day or 'null'}" for model, day in one.models.items())
            yield f"    - {{agency: {_quoted(one.agency)}, of: {one.of}{county}, models: {{{models}}}}}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _cells(made: AgreementList, state: str | None) -> Iterator[list[object]]:
    yield ["state", "agency", "type", "county", "model", "signed", "listed_on"]
    for code, agencies in made.states.items():
        for one in agencies if state in (None, code) else ():
            for model, day in one.models.items():
                yield [code, one.agency, one.of, one.county or "", model, day or "", made.as_of]
