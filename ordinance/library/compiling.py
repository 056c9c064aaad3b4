"""Compile one YAML file: decode it, say everything that is wrong with it, and parse its texts and templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import inspect

from ordinance.errors import Fault, FaultyFile
from ordinance.library import legal_text, shape, strict_yaml, templates
from ordinance.library.compiled import Entry, text_key
from ordinance.library.declared import mentions, names_in
from ordinance.library.shared_text import resolved

T = TypeVar("T")

_TYPES: dict[type[Any], inspect.Type] = {}


def compile_file(path: Path, kind: type[T], shown: str, sentences: Mapping[str, str] | None = None) -> Entry[T]:
    """Return the entry of one YAML file, reading it anew. `sentences` are those that it may use by name, if it may any.

    Raises `FaultyFile` with every fault in the file.
    """
    text = strict_yaml.read_text(path, shown)
    data = strict_yaml.parse(text, shown)
    misfits: list[shape.Misfit] = []
    if sentences is not None:
        data, misfits = resolved(data, sentences)
    record = shape.fit(data, kind)
    misfits += record if isinstance(record, list) else []
    if misfits or isinstance(record, list):
        raise FaultyFile(misfit_fault(text, shown, misfit) for misfit in misfits)

    def at(keys: shape.Keys, offset: int, said: str) -> Fault:
        line, column = strict_yaml.locate(text, keys)
        return Fault(shown, line + offset, column, said)

    return entry_of(record, at)


def entry_of(record: T, at: Callable[[shape.Keys, int, str], Fault]) -> Entry[T]:
    """Return the entry of a record: its texts and templates parsed. `at` makes the fault at keys, some lines into a text.

    Raises `FaultyFile` with every fault in a text.
    """
    entry = Entry(record, {}, {}, {}, names_in(mentions(record)))
    faults = [
        at(keys, offset, f"{dotted(keys)}: {said}")
        for keys, kind_of_text, written in _written(record, _type_of(type(record)), ())
        for offset, said in _compile(entry, kind_of_text, written)
    ]
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
        case inspect.DictType(value_type=inner) if isinstance(value, dict):
            for key, inner_value in value.items():
                yield from _written(inner_value, inner, (*keys, key))


def misfit_fault(text: str, shown: str, misfit: shape.Misfit) -> Fault:
    """Return the fault of data that does not fit, at its line in the text of the file `shown`."""
    line, column = strict_yaml.locate(text, misfit.path, key=misfit.at_key)
    said = misfit.message
    mark = ":" if said.startswith("the key") else ""
    return Fault(shown, line, column, said if misfit.at_key or not misfit.path else f"{dotted(misfit.path)}{mark} {said}")
