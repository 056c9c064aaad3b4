"""A draft's record: which variants and definitions it was made from, in which revision; and what has changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from ordinance import __version__
from ordinance.checks.model import Finding
from ordinance.drafting.model import Draft
from ordinance.errors import Fault, FaultyFile, brief
from ordinance.library.reading import read_bytes
from ordinance.library.revisions import definition_revision, library_revisions, variant_revision
from ordinance.library.store import Library


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """What a draft was made from; `moved` says where a variant other than the wanted one was taken.

    Holds no person's name and nothing of the machine. `sections` has the label of each clause's section. A record of an older
    program has none of these, and no state.
    """

    ordinance: str
    place: str
    instrument: str
    date: date
    package: str
    federal_horizon: str
    state_horizon: str
    variants: dict[str, str]
    definitions: dict[str, str]
    moved: dict[str, str] = {}
    state: str = ""
    sections: dict[str, str] = {}
    length: str = "full"


def record_of(draft: Draft, library: Library, day: date) -> Record:
    """Return the record of a draft."""
    return Record(
        ordinance=__version__,
        place=draft.place.id,
        instrument=draft.instrument,
        date=day,
        package=draft.selection.package.id,
        federal_horizon=library.federal_horizon.horizon,
        state_horizon=draft.selection.state.horizon,
        variants={
            f"{one.clause.id}={one.variant.id}": variant_revision(one.clause, one.variant) for one in draft.selection.chosen
        },
        state=draft.place.state,
        sections={section.id: section.label for section in draft.sections},
        definitions={name: definition_revision(library.definitions[name]) for name in draft.terms if name in library.definitions},
        moved={one.clause.id: one.moved for one in draft.selection.chosen if one.moved},
        length=draft.selection.length,
    )


def encode(record: Record) -> bytes:
    """Return a record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def read(path: str) -> Record:
    """Return the record in a file. Raises `FaultyFile` where it is none."""
    return decoded(read_bytes(Path(path), path), path)


def decoded(content: bytes, path: str) -> Record:
    """Return the record that a file's content is; `path` is what it is called. Raises `FaultyFile` where it is none."""
    try:
        record = msgspec.json.decode(content, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"is not a draft's record, which `ordinance draft --record FILE` writes: {error}"
        raise FaultyFile([Fault(path, 0, 0, message)]) from None
    words = [record.ordinance, record.place, record.instrument, record.package, record.federal_horizon, record.state_horizon]
    words += [record.state, record.length]
    for listed in (record.variants, record.definitions, record.moved, record.sections):
        words += [*listed, *listed.values()]
    odd = next((one for one in words if not one.isprintable()), None)
    if odd is not None:
        raise FaultyFile([Fault(path, 0, 0, f"is no draft's record: {brief(odd)!r} holds what cannot be printed")])
    return record


def is_record(content: bytes) -> bool:
    """Tell whether a file's content is a record, and no draft whole."""
    try:
        file = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(file, dict) and "variants" in file


def moved_texts(library: Library, record: Record) -> list[tuple[str, str]]:
    """Return each clause and definition of a recorded draft that is no longer the same: its name, and "changed" or "gone"."""
    now = library_revisions(library)
    return [(name, "changed" if name in now else "gone") for name, revision in _then(record).items() if now.get(name) != revision]


def check_record(library: Library, path: str) -> list[Finding]:
    """Return a finding for every clause and definition of a recorded draft that has changed or is gone."""
    record, now = read(path), library_revisions(library)
    findings = []
    for name, what in moved_texts(library, record):
        if what == "gone":
            message = f"{brief(name)} is no longer in the library"
            findings.append(Finding("record-gone", "error", message, path, "draft again, and read what stands in its place"))
        else:
            message = f"{brief(name)} has changed since {record.date} ({brief(_then(record)[name])} then, {now[name]} now)"
            findings.append(Finding("record-changed", "warning", message, path, "draft again, and compare the two texts"))
    return findings


def _then(record: Record) -> dict[str, str]:
    return {**record.variants, **{f"definition {name}": revision for name, revision in record.definitions.items()}}
