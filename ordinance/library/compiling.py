"""Compile one YAML file: decode it, say everything that is wrong with it, and parse its texts and templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from msgspec import inspect

from ordinance.errors import Fault, FaultyFile
from ordinance.library import legal_text, shape, strict_yaml, templates
from ordinance.library.compiled import Entry, text_key
from ordinance.library.declared import mentions, names_in

T = TypeVar("T")

_TYPES: dict[type[Any], inspect.Type] = {}


def compile_file(path: Path, kind: type[T], shown: str) -> Entry[T]:
    """Return the entry of one YAML file, reading it anew. Raises `FaultyFile` with every fault in the file."""
    text = strict_yaml.read_text(path, shown)
    record = shape.fit(strict_yaml.parse(text, shown), kind)
    if isinstance(record, list):
        raise FaultyFile(_fault(text, shown, misfit.path, misfit.message, misfit.at_key) for misfit in record)
    entry = Entry(record, {}, {}, {}, names_in(mentions(record)))
    faults: list[Fault] = []
    for keys, kind_of_text, written in _written(record, _type_of(type(record)), ()):
        for offset, said in _compile(entry, kind_of_text, written):
            line, column = strict_yaml.locate(text, keys)
            faults.append(Fault(shown, line + offset, column, f"{dotted(keys)}: {said}"))
    if faults:
        raise FaultyFile(faults)
    return entry


def _type_of(kind: type[Any]) -> inspect.Type:
    """Return msgspec's description of a type, made once."""
    if kind not in _TYPES:
        _TYPES[kind] = inspect.type_info(kind)
    return _TYPES[kind]


def _compile(entry: Entry[Any], kind: str, written: str) -> list[tuple[int, str]]:
    """Compile one text into the entry; return what is wrong with it as (line from 0, message)."""
    try:
        if kind in ("markdown", "law"):
            entry.trees[text_key(written)] = legal_text.parse(written, law=kind == "law")
        elif kind == "template":
            if "{" in written:
                entry.texts[written] = templates.compile_text(written)
        else:
            entry.conditions[written] = templates.compile_condition(written)
    except legal_text.TextProblem as error:
        return error.problems
    except templates.TemplateProblem as problem:
        return [(0, str(problem))]
    return []


def dotted(keys: shape.Keys) -> str:
    """Return a path of keys as people write it: variants[0].text."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def texts(record: Any) -> Iterator[tuple[shape.Keys, str]]:
    """Yield every Markdown text of a record with the path of keys that leads to it."""
    for keys, kind, written in _written(record, _type_of(type(record)), ()):
        if kind in ("markdown", "law"):
            yield keys, written


def _written(value: Any, kind: inspect.Type, keys: shape.Keys) -> Iterator[tuple[shape.Keys, str, str]]:
    """Yield (keys, kind, text) of every Markdown text, one-line template and condition of a record."""
    match kind:
        case inspect.Metadata(extra={"refers": _}):
            return
        case inspect.Metadata(extra={**marks}) if marks:
            yield keys, str(next(iter(marks))), value
        case inspect.Metadata(type=inner):
            yield from _written(value, inner, keys)
        case inspect.UnionType(types=types) if value is not None:
            for inner in types:
                if not isinstance(inner, inspect.NoneType):
                    yield from _written(value, inner, keys)
        case inspect.StructType(fields=fields):
            for spec in fields:
                yield from _written(getattr(value, spec.name), spec.type, (*keys, spec.name))
        case inspect.VarTupleType(item_type=item):
            for index, inner_value in enumerate(value):
                yield from _written(inner_value, item, (*keys, index))
        case inspect.DictType(value_type=inner):
            for key, inner_value in value.items():
                yield from _written(inner_value, inner, (*keys, key))


def _fault(text: str, shown: str, keys: shape.Keys, message: str, at_key: bool) -> Fault:
    line, column = strict_yaml.locate(text, keys, key=at_key)
    mark = ":" if message.startswith("the key") else ""
    return Fault(shown, line, column, message if at_key or not keys else f"{dotted(keys)}{mark} {message}")
