"""One file of the library, decoded, checked and with its texts parsed; kept ready so that the next start need not.

Reading YAML and Markdown costs more than everything else in a draft. So each file is compiled to msgpack under a
name made from its content and from the code that compiles it: a changed file or program simply has another name.
A wheel ships its entries; a folder of YAML gets them in the user's cache folder, which is safe to delete.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import inspect

from ordinance.errors import Fault, FaultyFile
from ordinance.library import legal_text, model, shape, strict_yaml, templates
from ordinance.library.legal_text import Node

T = TypeVar("T")
Trees = dict[str, tuple[Node, ...]]

#: Entries that came with the package, if it was built with them.
SHIPPED = Path(__file__).parent.parent / "shipped" / "compiled"


class Entry(msgspec.Struct, Generic[T], frozen=True):
    """A decoded record, the trees of its Markdown texts by `text_key`, and its one-line templates and conditions."""

    record: T
    trees: Trees
    texts: dict[str, templates.Parts]
    conditions: dict[str, templates.Expression]


def load(path: Path, kind: type[T], shown: str) -> Entry[T]:
    """Return the entry of one file, compiled now or earlier. Raises `FaultyFile` with every fault in the file."""
    content = strict_yaml.read_bytes(path, shown)
    name = entry_name(content, kind)
    decoder: msgspec.msgpack.Decoder[Entry[T]] = _decoder(kind)  # type: ignore[arg-type]
    for folder in (SHIPPED, cache_folder()):
        if folder is not None:
            try:
                return decoder.decode((folder / name).read_bytes())
            except (OSError, msgspec.DecodeError):
                continue  # absent, or written by a crash: compile again
    entry = compile_file(path, kind, shown)
    _keep(name, entry)
    return entry


def compile_file(path: Path, kind: type[T], shown: str) -> Entry[T]:
    """Return the entry of one YAML file, reading it anew. Raises `FaultyFile` with every fault in the file."""
    text = strict_yaml.read_text(path, shown)
    record = shape.fit(strict_yaml.parse(text, shown), kind)
    if isinstance(record, list):
        raise FaultyFile(_fault(text, shown, misfit.path, misfit.message, misfit.at_key) for misfit in record)
    entry = Entry(record, {}, {}, {})
    faults: list[Fault] = []
    for keys, kind_of_text, written in _written(record, inspect.type_info(type(record)), ()):
        for offset, said in _compile(entry, kind_of_text, written):
            line, column = strict_yaml.locate(text, keys)
            faults.append(Fault(shown, line + offset, column, f"{dotted(keys)}: {said}"))
    if faults:
        raise FaultyFile(faults)
    return entry


def _compile(entry: Entry[Any], kind: str, written: str) -> list[tuple[int, str]]:
    """Compile one text into the entry; return what is wrong with it as (line from 0, message)."""
    try:
        if kind == "markdown":
            entry.trees[text_key(written)] = legal_text.parse(written)
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


def entry_name(content: bytes, kind: type[Any]) -> str:
    """Return the file name of the entry of `content` as `kind`, for the code as it is now."""
    return blake2b(content, key=_code_key(), person=kind.__name__.encode()[:16], digest_size=20).hexdigest() + ".msgpack"


def encode(entry: Entry[Any]) -> bytes:
    """Return the bytes of an entry."""
    return msgspec.msgpack.encode(entry)


def cache_folder() -> Path | None:
    """Return the user's cache folder for entries, or None where `ORDINANCE_CACHE=off`."""
    chosen = os.environ.get("ORDINANCE_CACHE", "")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "ordinance"
    except RuntimeError:  # no home folder
        return None


def text_key(markdown: str) -> str:
    """Return the key of a text among the trees."""
    return blake2b(markdown.encode(), digest_size=12).hexdigest()


def dotted(keys: shape.Keys) -> str:
    """Return a path of keys as people write it: variants[0].text."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def texts(record: Any) -> Iterator[tuple[shape.Keys, str]]:
    """Yield every Markdown text of a record with the path of keys that leads to it."""
    for keys, kind, written in _written(record, inspect.type_info(type(record)), ()):
        if kind == "markdown":
            yield keys, written


def _written(value: Any, kind: inspect.Type, keys: shape.Keys) -> Iterator[tuple[shape.Keys, str, str]]:
    """Yield (keys, kind, text) of every Markdown text, one-line template and condition of a record."""
    match kind:
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
    return Fault(shown, line, column, message if at_key or not keys else f"{dotted(keys)} {message}")


@cache
def _decoder(kind: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(Entry[kind])  # type: ignore[valid-type]


@cache
def _code_key() -> bytes:
    digest = blake2b(digest_size=32)
    for module in (model, legal_text, shape, strict_yaml, templates):
        digest.update(Path(str(module.__file__)).read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.digest()


def _keep(name: str, entry: Entry[Any]) -> None:
    folder = cache_folder()
    if folder is None:
        return
    partial = folder / f"{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(encode(entry))
        partial.replace(folder / name)
    except OSError:
        partial.unlink(missing_ok=True)  # a cache that cannot be written is only slower
