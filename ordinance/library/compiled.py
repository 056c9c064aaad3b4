"""One file of the library, decoded, checked and with its texts parsed; kept ready so that the next start need not.

Reading YAML and Markdown costs more than everything else in a draft. So each file is compiled to msgpack under a
name made from its content and from the code that compiles it: a changed file or program simply has another name.
A wheel ships its entries; a folder of YAML gets them in the user's cache folder, which is safe to delete.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from ordinance.library import templates
from ordinance.library.legal_text import Node
from ordinance.library.reading import read_bytes
from ordinance.library.references import Names

T = TypeVar("T")
Trees = dict[str, tuple[Node, ...]]

#: Entries that came with the package, if it was built with them.
SHIPPED = Path(__file__).parent.parent / "shipped" / "compiled"


class Entry(msgspec.Struct, Generic[T], frozen=True):
    """A decoded record, the trees of its Markdown texts by `text_key`, its one-line templates and conditions, and the
    names of other things that it holds."""

    record: T
    trees: Trees
    texts: dict[str, templates.Parts]
    conditions: dict[str, templates.Expression]
    names: Names = {}


def load(path: Path, kind: type[T], shown: str) -> Entry[T]:
    """Return the entry of one file, compiled now or earlier. Raises `FaultyFile` with every fault in the file."""
    content = read_bytes(path, shown)
    name = entry_name(content, kind)
    decoder: msgspec.msgpack.Decoder[Entry[T]] = _decoder(kind)  # type: ignore[arg-type]
    for folder in (SHIPPED, cache_folder()):
        if folder is not None:
            try:
                return decoder.decode((folder / name).read_bytes())
            except (OSError, msgspec.DecodeError):
                continue  # absent, or written by a crash: compile again
    from ordinance.library.compiling import compile_file  # YAML and Markdown: 40 ms that a compiled library does without

    entry = compile_file(path, kind, shown)
    _keep(name, entry)
    return entry


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


@cache
def _decoder(kind: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(Entry[kind])  # type: ignore[valid-type]


@cache
def _code_key() -> bytes:
    digest = blake2b(digest_size=32)
    for module in (
        "compiled",
        "compiling",
        "declared",
        "fields",
        "handout_model",
        "legal_text",
        "model",
        "references",
        "review_model",
        "shape",
        "state_model",
        "strict_yaml",
        "templates",
        "typography",
    ):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.digest()


def _keep(name: str, entry: Entry[Any]) -> None:
    folder = cache_folder()
    if folder is None:
        return
    partial = folder / f"{name}.{os.getpid()}"
    with suppress(OSError):  # a cache that cannot be written is only slower
        folder.mkdir(parents=True, exist_ok=True)
        try:
            partial.write_bytes(encode(entry))
            partial.replace(folder / name)
        except OSError:
            partial.unlink(missing_ok=True)
