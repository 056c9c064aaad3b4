"""One file of the library, decoded, checked and with its texts parsed; kept ready so that the next start need not.

Reading YAML and Markdown costs more than everything else in a draft. So each file is compiled to msgpack under a
name made from its content and from the code that compiles it: a changed file or program simply has another name.
A wheel ships its entries; a folder of YAML gets them in the user's cache folder (`cache`), which is safe to delete.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from ordinance.library import cache as cache_store
from ordinance.library import templates
from ordinance.library.legal_text import Node
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


def load(content: bytes, kind: type[T], make: Callable[[], Entry[T]], *, keep: bool = True) -> Entry[T]:
    """Return the entry of what a record is read from, compiled earlier, or now by `make`, whose errors pass.

    With `keep` off, nothing of it is looked for in the user's cache or stays there.
    """
    name = entry_name(content, kind)
    entry = _ready(SHIPPED, name, kind)
    if entry is None and keep:
        name = _with_versions(name)
        entry = _ready(cache_store.folder(), name, kind)
    if entry is not None:
        return entry
    entry = make()
    if keep:
        cache_store.keep(name, msgspec.msgpack.encode(entry))
    return entry


def entry_name(content: bytes, kind: type[Any]) -> str:
    """Return the file name of the entry of `content` as `kind`, for the code as it is now."""
    return blake2b(content, key=_code_key(), person=kind.__name__.encode()[:16], digest_size=20).hexdigest() + ".msgpack"


def encode(entry: Entry[Any], name: str) -> bytes:
    """Return the bytes of an entry for the file `name`, with their digest."""
    return cache_store.sealed(name, msgspec.msgpack.encode(entry))


def _ready(folder: Path | None, name: str, kind: type[T]) -> Entry[T] | None:
    """Return an entry that stands in a folder, or None where it is absent, or not to the last bit what was written."""
    if folder is None:
        return None
    try:
        payload = cache_store.opened(name, (folder / name).read_bytes())
        return None if payload is None else _decoder(kind).decode(payload)  # type: ignore[arg-type]
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):  # compile again, whatever it is
        return None


def text_key(markdown: str) -> str:
    """Return the key of a text among the trees."""
    return blake2b(markdown.encode(), digest_size=12).hexdigest()


def _with_versions(name: str) -> str:
    """Return the name of an entry in the user's cache, where each version of what reads the texts has its own."""
    return blake2b(name.encode(), key=_versions(), digest_size=20).hexdigest() + ".msgpack"


@cache
def _versions() -> bytes:
    digest = blake2b(msgspec.__version__.encode(), digest_size=32)
    for package, file in (("yaml", "__init__.py"), ("markdown", "__meta__.py"), ("jinja2", "__init__.py")):
        spec = find_spec(package)  # the version stands in a small file, which is read without importing the package
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            with suppress(OSError):
                digest.update(Path(folder, file).read_bytes())
    return digest.digest()


@cache
def _decoder(kind: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(Entry[kind])  # type: ignore[valid-type]


@cache
def _code_key() -> bytes:
    digest = blake2b(digest_size=32)
    for module in (
        "addresses",
        "cache",
        "characters",
        "clause_compiling",
        "clause_model",
        "clause_parts",
        "compiled",
        "compiling",
        "declared",
        "duty_model",
        "fields",
        "handout_model",
        "implement_model",
        "legal_text",
        "media_model",
        "model",
        "part_model",
        "references",
        "review_model",
        "shape",
        "shared_text",
        "state_model",
        "strict_yaml",
        "templates",
        "training_model",
        "typography",
        "wording_model",
    ):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.digest()
