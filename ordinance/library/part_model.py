"""The typed shape of each part of a clause's folder, made from the shape of the whole, so that the two cannot differ."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta
from msgspec.structs import FieldInfo

from ordinance.library.clause_model import Clause, Variant
from ordinance.library.clause_parts import HEAD, OF_CLAUSE, OF_VARIANT, PARTS
from ordinance.library.fields import Id, Record

#: An item of the law that several variants of a clause have: what stands after its number, once.
SharedItem = Annotated[str, Meta(min_length=1, description="An item of the text, used by `1. {% use NAME %}` in a variant.")]

_SAYS = {
    "clause": "clause.yaml: the question, the variants and what each gains and costs. For staff.",
    "text": "text.yaml: the text of the law by variant; `shared` are items that several variants have.",
    "short": "short.yaml: the short text by variant, what it leaves open, its margin comment. For whoever must pass it.",
    "notes": "notes.yaml: what is told of the text and of its items. For counsel.",
    "plain": "plain.yaml: the plain words, and what to answer. For campaigns.",
    "signals": "signals.yaml: how the clause is known in a text that others wrote. For whoever reviews one.",
    "duties": "duties.yaml: what somebody must do by when, by variant. For whoever carries it out.",
}


@cache
def part_struct(part: str) -> type[Any]:
    """Return the struct of one part of a clause's folder ("text")."""
    of_clause = _fields(Clause, OF_CLAUSE, part, leave="variants")
    of_variant = _struct(f"Variant{part.capitalize()}", _fields(Variant, OF_VARIANT, part), Variant.__doc__ or "")
    if part == HEAD:
        variants: Any = ("variants", Annotated[tuple[of_variant, ...], Meta(min_length=1)])  # type: ignore[valid-type]
    else:
        variants = ("variants", dict[Id, of_variant], msgspec.field(default_factory=dict))  # type: ignore[valid-type]
    shared: list[Any] = [("shared", dict[Id, SharedItem], msgspec.field(default_factory=dict))] if part == "text" else []
    return _struct(f"Clause{part.capitalize()}", [*of_clause, *shared, variants], _SAYS[part])


def schemas() -> dict[str, type[Any]]:
    """Return the struct of each part by the name of its JSON Schema."""
    return {HEAD if part == HEAD else f"clause-{part}": part_struct(part) for part in PARTS}


def _struct(name: str, fields: list[Any], says: str) -> type[Any]:
    return msgspec.defstruct(
        name, fields, bases=(Record,), namespace={"__doc__": says}, module=__name__, frozen=True, kw_only=True
    )


def _fields(whole: type[Any], parts: dict[str, str], part: str, leave: str = "") -> list[Any]:
    hints = get_type_hints(whole, include_extras=True)
    own = [one for one in msgspec.structs.fields(whole) if parts.get(one.name, HEAD) == part and one.name != leave]
    return [(one.name, hints[one.name], *_default(one)) for one in own]


def _default(one: FieldInfo) -> tuple[Any, ...]:
    if one.default_factory is not msgspec.NODEFAULT:
        return (msgspec.field(default_factory=one.default_factory),)
    return () if one.default is msgspec.NODEFAULT else (one.default,)
