"""A draft as JSON, whole, and back: for programs that compare, archive or publish drafts.

The file holds the legal tree itself, so what is read back is the same draft, to the last piece. A clause stands once, under
`selection`; a section names its clause (one that the place wrote holds it). The shape is published as a JSON
Schema (`ordinance schemas`), and has a version: a
file of another version is refused.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

import msgspec

from ordinance.drafting.model import Draft, Selection
from ordinance.errors import Fault, FaultyFile, brief, nearest
from ordinance.library.characters import FORBIDDEN

#: Goes up by one when a file of the old shape can no longer be read.
VERSION = 1

#: Where an editor finds the schema: `ordinance schemas` writes it into this folder.
_SCHEMA = "schemas/draft.json"


def write(draft: Draft) -> bytes:
    """Return a draft as UTF-8 JSON. `read_draft` gives an equal draft back, and the same draft gives the same bytes."""
    plain = msgspec.to_builtins(draft)
    for section in plain["sections"]:
        if section["chosen"]["by"] != "place":
            section["chosen"] = section["chosen"]["clause"]["id"]
    file = {"$schema": _SCHEMA, "version": VERSION, "draft": plain}
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def read_draft(content: bytes, name: str = "draft") -> Draft:
    """Return the draft in a JSON file. Raises `FaultyFile` with what is wrong and where; `name` is the file's, for the message.

    Nothing is passed over: an unknown key, an unknown version or a character that no document can hold is a fault.
    """
    try:
        return _read(content.removeprefix(BOM_UTF8))
    except _Misfit as error:
        faults = error.problems
    except msgspec.ValidationError as error:
        faults = [f"does not hold a draft: {error}"]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        faults = [f"is not JSON in UTF-8: {error}" if isinstance(error, UnicodeDecodeError) else f"is not JSON: {error}"]
    except RecursionError:
        faults = ["is nested too deeply"]
    raise FaultyFile([Fault(name, 0, 0, fault) for fault in faults])


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file, in which no key but those of the model may stand."""
    (draft,), parts = msgspec.json.schema_components((Draft,), ref_template="#/$defs/{name}")
    for part in parts.values():
        if "properties" in part:
            part["additionalProperties"] = False
    clause_id = {"type": "string", "description": "The id of a clause that stands under selection.chosen."}
    parts["Section"]["properties"]["chosen"] = {"anyOf": [clause_id, parts["Section"]["properties"]["chosen"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ordinance: draft",
        "type": "object",
        "properties": {"$schema": {"type": "string"}, "version": {"const": VERSION}, "draft": draft},
        "required": ["version", "draft"],
        "additionalProperties": False,
        "$defs": parts,
    }


def schema_file() -> bytes:
    """Return the JSON Schema as text."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=1) + b"\n"


class _Misfit(ValueError):
    """A file has what a draft cannot have, or lacks what it must have."""

    def __init__(self, *problems: str) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problems))


class _Named(msgspec.Struct, frozen=True):
    """A section's clause by its id; whole, where it is the place's own."""

    chosen: Any


class _Part(msgspec.Struct, frozen=True):
    """What is put together: the clauses, and the sections that name them."""

    selection: Selection
    sections: tuple[_Named, ...]


class _Head(msgspec.Struct, frozen=True):
    """The file before it is put together."""

    draft: _Part


class _Whole(msgspec.Struct, frozen=True):
    """The file as it is decoded, so that a message names the way from the top."""

    draft: Draft


def _read(content: bytes) -> Draft:
    file = msgspec.json.decode(content)
    if not isinstance(file, dict) or not isinstance(file.get("draft"), dict):
        raise _Misfit("does not hold a draft, which `ordinance draft --format json` writes")
    version = file.get("version")
    if version != VERSION or isinstance(version, bool):
        raise _Misfit(f"is of version {brief(repr(version))}, and this program reads version {VERSION}")
    whole = {"draft": _with_clauses(file["draft"])}
    draft = msgspec.convert(whole, _Whole).draft
    kept = {"$schema": "", "version": VERSION, "draft": msgspec.to_builtins(draft)}
    problems = [*_lost({**file, **whole}, kept, ""), *_disagreements(draft)]
    if problems:
        raise _Misfit(*problems)
    return draft


def _disagreements(draft: Draft) -> Iterator[str]:
    """Yield where the parts of a draft do not fit each other: what every later step takes for granted."""
    if draft.instrument != (form := draft.selection.instrument.id):
        yield f"draft.instrument is {brief(draft.instrument)!r}, and its selection is of the instrument {form!r}"
    for index, chosen in enumerate(draft.selection.chosen):
        if chosen.variant not in chosen.clause.variants:
            yield f"draft.selection.chosen[{index}].variant is not one of its clause's variants"
    for index, section in enumerate(draft.sections):
        for place, note in enumerate(section.notes):
            if not note.provisions:
                yield f"draft.sections[{index}].notes[{place}] has no provisions"
    for term, forms in draft.terms.items():
        if not forms:
            yield f"draft.terms.{term} has no words"
    for term, notes in draft.term_notes.items():
        if term not in draft.terms:
            yield f"draft.term_notes.{term} is on a term that draft.terms does not have"
        if any(not note.provisions for note in notes):
            yield f"draft.term_notes.{term} has a note without provisions"


def _with_clauses(given: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a draft in which every section has the clause that it names. Raises where there is none."""
    head = msgspec.convert({"draft": given}, _Head)
    by_id = {one["clause"]["id"]: one for one in given["selection"]["chosen"]}
    sections = []
    for index, (section, named) in enumerate(zip(given["sections"], head.draft.sections, strict=True)):
        if isinstance(named.chosen, dict):
            sections.append(section)
            continue
        if not isinstance(named.chosen, str):
            found = type(named.chosen).__name__.replace("NoneType", "null")
            raise _Misfit(f"does not hold a draft: Expected `str`, got `{found}` - at `$.draft.sections[{index}].chosen`")
        if named.chosen not in by_id:
            hint = nearest(named.chosen, by_id)
            raise _Misfit(f"draft.sections[{index}].chosen is {brief(named.chosen)!r}, which is not among selection.chosen{hint}")
        sections.append({**section, "chosen": by_id[named.chosen]})
    return {**given, "sections": sections}


def _lost(given: Any, kept: Any, path: str) -> Iterator[str]:
    """Yield what a file says that the draft read from it does not: unknown keys; and text that no document can hold."""
    match given:
        case dict():
            for key, value in given.items():
                yield from _unfit(key, path)
                if key in kept:
                    yield from _lost(value, kept[key], f"{path}.{key}".lstrip("."))
                else:
                    yield f"unknown key {brief(key)!r}{f' in {path}' if path else ''}{nearest(key, kept)}"
        case list():
            if len(given) != len(kept):
                yield f"{path or 'the top'} holds {len(given)} entries, and a draft has {len(kept)} there"
                return
            for index, (value, same) in enumerate(zip(given, kept, strict=True)):
                yield from _lost(value, same, f"{path}[{index}]")
        case str():
            yield from _unfit(given, path)


def _unfit(text: str, path: str) -> Iterator[str]:
    bad = FORBIDDEN.search(text)
    if bad:
        yield f"has the character U+{ord(bad.group()):04X} at {path or 'the top'}, which a document cannot hold; delete it"
