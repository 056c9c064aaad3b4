"""JSON Schemas of every kind of file, so that an editor completes and checks while a policy person types."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import msgspec

from ordinance.library.kinds import SCHEMAS
from ordinance.library.references import Mention, known
from ordinance.library.store import Library


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file by name ("clause", "place", …)."""
    schema = msgspec.json.schema(SCHEMAS[name], ref_template="#/$defs/{name}")
    if name in ("clause-plain", "clause-file", "translation"):
        _allow_uses(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"ordinance: {name}", **schema}


def _allow_uses(schema: dict[str, Any]) -> None:
    """Let the lists of single sentences hold the name of a shared one, which loading puts in its place."""
    use = {"type": "object", "properties": {"use": {"type": "string"}}, "required": ["use"], "additionalProperties": False}
    for one in schema["$defs"].values():
        for key in {"exceptions", "staff"} & one.get("properties", {}).keys():
            items = one["properties"][key].get("items")
            if items and "$ref" not in items:
                one["properties"][key]["items"] = {"anyOf": [items, use]}


def schema_files(library: Library) -> dict[str, bytes]:
    """Return the file name and text of every schema. The ids of a library are offered where a reference is asked for."""
    offered = {kind: sorted(names) for kind, names in named(library).items()}
    return {
        f"{name}.json": (json.dumps(_offering(json_schema(name), offered), indent=1) + "\n").encode() for name in sorted(SCHEMAS)
    }


def named(library: Library) -> dict[str, Collection[str]]:
    """Return the names that a reference may have, by kind, where they do not hang on the file that holds it."""
    kinds = (
        *("topic", "act", "group", "power", "role", "trait", "caution", "exposure", "basis", "instrument", "kind", "bound"),
        *("clause", "state", "authority", "study", "precedent", "recital", "package", "concept", "exception"),
    )
    return {kind: known(library, None, Mention((), kind, "")) for kind in kinds}


def _offering(schema: Any, offered: dict[str, list[str]]) -> Any:
    """Return a schema in which every reference lists what it may name; a kind that the file itself decides stays open."""
    if isinstance(schema, list):
        return [_offering(one, offered) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _offering(value, offered) for key, value in schema.items() if key != "x-refers"}
    if schema.get("x-refers") in offered:
        made["enum"] = offered[schema["x-refers"]]
    return made
