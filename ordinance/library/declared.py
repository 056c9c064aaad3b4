"""The references of a record, found by the types of its fields. For compiling: msgspec's `inspect` costs a start too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, inspect

from ordinance.library.references import OWNED, Mention, Names
from ordinance.library.shape import Keys


def mentions(record: Any) -> Iterator[Mention]:
    """Yield every declared reference of a record, in the order of its fields."""
    yield from _walk(record, _type(type(record)), (), "")


def names_in(found: Iterable[Mention]) -> Names:
    """Return the names of mentions by kind and owner, each once: what a compiled file keeps of them."""
    names: dict[str, dict[str, None]] = {}
    for mention in found:
        names.setdefault(f"{mention.kind} {mention.owner if mention.kind in OWNED else ''}", {}).setdefault(mention.name)
    return {key: tuple(own) for key, own in names.items()}


_TYPES: dict[Any, inspect.Type] = {}


def _type(kind: type[Any]) -> inspect.Type:
    """Return msgspec's description of a type, made once."""
    if kind not in _TYPES:
        _TYPES[kind] = inspect.type_info(kind)
    return _TYPES[kind]


def _walk(value: Any, kind: inspect.Type, keys: Keys, owner: str) -> Iterator[Mention]:
    match kind:
        case inspect.Metadata(extra={"refers": str(what)}):
            yield Mention(keys, what, value, owner)
        case inspect.Metadata(type=inner):
            yield from _walk(value, inner, keys, owner)
        case inspect.UnionType(types=types) if value is not None:
            for inner in types:
                if not isinstance(inner, inspect.NoneType):
                    yield from _walk(value, inner, keys, owner)
        case inspect.StructType(fields=fields) if isinstance(value, Struct):
            owner = getattr(value, "clause", None) or owner
            for spec in fields:
                yield from _walk(getattr(value, spec.name), spec.type, (*keys, spec.name), owner)
        case inspect.VarTupleType(item_type=item):
            for index, inner_value in enumerate(value):
                yield from _walk(inner_value, item, (*keys, index), owner)
        case inspect.DictType(key_type=key_type, value_type=value_type) if isinstance(value, dict):
            for key, inner_value in value.items():
                for mention in _walk(key, key_type, (*keys, key), owner):
                    yield Mention(mention.keys, mention.kind, mention.name, mention.owner, True)
                yield from _walk(inner_value, value_type, (*keys, key), key)
