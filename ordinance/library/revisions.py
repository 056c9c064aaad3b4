"""Revisions: a short hash of what a variant says and of what it rests on, so that a draft can tell what has changed since."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from ordinance.library.model import Clause, Definition, Variant
from ordinance.library.store import Library


def variant_revision(clause: Clause, variant: Variant) -> str:
    """Return the revision of a variant: eight hexadecimal digits of its text, heading, requirements and notes.

    The clause's own notes, values, needs and exceptions to instruments count too; its other variants do not.
    """
    own = msgspec.structs.replace(clause, variants=(variant,))
    return _digest(msgspec.json.encode(own))


def definition_revision(definition: Definition) -> str:
    """Return the revision of a definition."""
    return _digest(msgspec.json.encode(definition))


def library_revisions(library: Library) -> dict[str, str]:
    """Return the revision of every variant ("clause=variant") and definition ("definition term") of a library."""
    found = {
        f"{clause.id}={variant.id}": variant_revision(clause, variant)
        for clause in library.clauses()
        for variant in clause.variants
    }
    found |= {f"definition {one.id}": definition_revision(one) for one in library.definitions.values()}
    return found


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=4).hexdigest()
