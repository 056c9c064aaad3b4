"""Decode plain data into the model, and when it does not fit say everything that is wrong with it.

msgspec decodes fast and stops at the first error; on failure the same types are walked here once more, so that an
author sees all mistakes at once, in words, each with the path of keys that leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from ordinance.errors import brief, nearest

Keys = tuple[str | int, ...]
T = TypeVar("T")

_LINE_BREAK = re.compile("[\r\n\x85\u2028\u2029]")


class Misfit(msgspec.Struct, frozen=True):
    """One place where data does not fit: the path to it, whether the key itself is at fault, and what is wrong."""

    path: Keys
    message: str
    at_key: bool = False


def fit(data: Any, kind: type[T]) -> T | list[Misfit]:
    """Return `data` as `kind`, or the list of all misfits."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        found = list(_misfits(data, inspect.type_info(kind), ()))
        return found or [Misfit((), str(error))]  # never silent, should the walk know less than msgspec


def _misfits(data: Any, kind: inspect.Type, path: Keys) -> Iterator[Misfit]:
    match kind:
        case inspect.Metadata(type=inner) if not isinstance(inner, inspect.StrType):
            yield from _misfits(data, inner, path)
        case inspect.UnionType(types=types):
            yield from _union(data, types, path)
        case inspect.StructType():
            yield from _struct(data, kind, path)
        case inspect.DictType(key_type=key_type, value_type=value_type):
            yield from _dict(data, key_type, value_type, path)
        case inspect.VarTupleType(item_type=item):
            if not isinstance(data, list):
                yield Misfit(path, f"must be a list, and is {_named(data)}")
                return
            for index, value in enumerate(data):
                yield from _misfits(value, item, (*path, index))
            if kind.min_length and len(data) < kind.min_length:
                yield Misfit(path, "must not be an empty list")
        case _:
            message = _scalar(data, kind)
            if message:
                yield Misfit(path, message)


def _struct(data: Any, kind: inspect.StructType, path: Keys) -> Iterator[Misfit]:
    if not isinstance(data, dict):
        yield Misfit(path, f"must be a group of keys ({', '.join(f.name for f in kind.fields[:4])}, …), and is {_named(data)}")
        return
    fields = {f.encode_name: f for f in kind.fields}
    for key in data:
        if key not in fields:
            yield Misfit((*path, key), f"unknown key {brief(key)!r}{nearest(str(key), fields)}", at_key=True)
    for name, spec in fields.items():
        if name in data:
            yield from _misfits(data[name], spec.type, (*path, name))
        elif spec.required:
            yield Misfit(path, f"the key {name!r} is missing")


def _dict(data: Any, key_type: inspect.Type, value_type: inspect.Type, path: Keys) -> Iterator[Misfit]:
    if not isinstance(data, dict):
        yield Misfit(path, f"must be a group of keys, and is {_named(data)}")
        return
    for key, value in data.items():
        message = _scalar(key, key_type)
        if message:
            yield Misfit((*path, key), f"the key {brief(key)!r} {message}", at_key=True)
        yield from _misfits(value, value_type, (*path, key))


def _union(data: Any, types: tuple[inspect.Type, ...], path: Keys) -> Iterator[Misfit]:
    if data is None and any(isinstance(t, inspect.NoneType) for t in types):
        return
    tried = [list(_misfits(data, t, path)) for t in types if not isinstance(t, inspect.NoneType)]
    if any(not misfits for misfits in tried):
        return
    yield from min(tried, key=len)


def _scalar(data: Any, kind: inspect.Type) -> str | None:
    match kind:
        case inspect.Metadata(type=inspect.StrType() as text):
            return _text(data, text, str((kind.extra_json_schema or {}).get("description", "")))
        case inspect.Metadata(type=inner):
            return _scalar(data, inner)
        case inspect.AnyType():
            return None
        case inspect.LiteralType(values=values):
            if data in values:
                return None
            return f"is {brief(data)!r}, and must be one of: {', '.join(map(str, values))}{_near(data, values)}"
        case inspect.StrType():
            return _text(data, kind)
        case inspect.BoolType():
            return None if isinstance(data, bool) else f"must be true or false, and is {_named(data)}"
        case inspect.IntType():
            return _number(data, kind)
        case inspect.DateType():
            return None if _is_date(data) else f"must be a date such as 2026-11-24, and is {_named(data)}"
        case _:
            return None


def _number(data: Any, kind: inspect.IntType) -> str | None:
    if not isinstance(data, int) or isinstance(data, bool):
        return f"must be a whole number, and is {_named(data)}"
    if kind.ge is not None and data < kind.ge:
        return f"must be at least {kind.ge}, and is {data}"
    if kind.le is not None and data > kind.le:
        return f"must be at most {kind.le}, and is {data}"
    return None


def _text(data: Any, kind: inspect.StrType, says: str = "") -> str | None:
    """Say what is wrong with a text; `says` is what its kind is in words, for people to whom a pattern says nothing."""
    if not isinstance(data, str):
        quoted = f"; put it in quotes: '{data}'" if isinstance(data, int) else ""
        return f"must be text, and is {_named(data)}{quoted}"
    if kind.min_length and len(data) < kind.min_length:
        return "must not be empty"
    if kind.pattern and _LINE_BREAK.search(data):
        return "must stand on one line, without a line break"
    if kind.pattern and not re.search(kind.pattern, data):
        return f"is {brief(data)!r}, which is not in the right form ({says.rstrip('.') or kind.pattern})"
    return None


def _is_date(data: Any) -> bool:
    try:
        return isinstance(data, str) and bool(date.fromisoformat(data))
    except ValueError:
        return False


def _near(data: Any, values: tuple[Any, ...]) -> str:
    hint = nearest(str(data), [str(value) for value in values])
    return hint if "did you mean" in hint else ""


def _named(data: Any) -> str:
    match data:
        case None:
            return "empty"
        case bool():
            return f"{str(data).lower()} (true or false)"
        case int():
            return f"the number {data}"
        case str():
            return f"the text {data[:40]!r}"
        case list():
            return "a list"
        case _:
            return "a group of keys"
