"""Revisions: a short hash of what a variant says and of what it rests on, so that a draft can tell what has changed since."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from ordinance.library.clause_model import Clause, Variant
from ordinance.library.model import Definition
from ordinance.library.store import Library


def variant_revision(clause: Clause, variant: Variant) -> str:
    """Return the revision of a variant: eight hexadecimal digits of its text, heading, requirements and notes.

    The clause's own notes, values, needs and exceptions to instruments count too; its other variants do not, nor do the
    single sentences for handouts, which are no part of the law or of its commentary.
    """
    brief = msgspec.structs.replace(variant.brief, sentences=None) if variant.brief else None
    own = msgspec.structs.replace(clause, variants=(msgspec.structs.replace(variant, short=None, brief=brief),))
    return _digest(msgspec.json.encode(own))


def plain_revision(variant: Variant) -> str:
    """Return the revision of a variant's words for residents: what a translation is written from."""
    short = variant.short
    return _digest(msgspec.json.encode([variant.plain, short and short.does, short and short.exceptions]))


def brief_revision(variant: Variant) -> str:
    """Return the revision of the single sentences of a variant's short text; "" where it has none of its own."""
    own = variant.brief.sentences if variant.brief else None
    return _digest(msgspec.json.encode([own.does, own.exceptions])) if own else ""


def definition_revision(definition: Definition) -> str:
    """Return the revision of a definition."""
    return _digest(msgspec.json.encode(definition))


def library_revisions(library: Library) -> dict[str, str]:
    """Return the revision of every variant ("clause=variant"), of its plain words ("plain clause=variant") and of every
    definition ("definition term") of a library."""
    found = {
        f"{clause.id}={variant.id}": variant_revision(clause, variant)
        for clause in library.clauses()
        for variant in clause.variants
    }
    found |= {
        f"plain {clause.id}={variant.id}": plain_revision(variant)
        for clause in library.clauses()
        for variant in clause.variants
        if variant.plain or variant.short
    }
    found |= {
        f"short {clause.id}={variant.id}": revision
        for clause in library.clauses()
        for variant in clause.variants
        if (revision := brief_revision(variant))
    }
    found |= {f"definition {one.id}": definition_revision(one) for one in library.definitions.values()}
    return found


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=4).hexdigest()
