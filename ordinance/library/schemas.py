"""JSON Schemas of every kind of file, so that an editor completes and checks while a policy person types."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from ordinance.library.kinds import SCHEMAS


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file by name ("clause", "place", …)."""
    schema = msgspec.json.schema(SCHEMAS[name], ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"ordinance: {name}", **schema}


def schema_files() -> dict[str, bytes]:
    """Return the file name and text of every schema."""
    return {f"{name}.json": (json.dumps(json_schema(name), indent=1) + "\n").encode() for name in sorted(SCHEMAS)}
