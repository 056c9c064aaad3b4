"""What is written once and used by name: an item of the law among variants of a clause, a sentence among many clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ordinance.errors import nearest

if TYPE_CHECKING:
    from ordinance.library.shape import Keys, Misfit

#: An item that stands elsewhere: `4. {% use feeds %}`, alone on its line.
_USE = re.compile(r"( *(?:\d+[.]|[-*+]) +)\{% use ([a-z0-9-]+) %\} *")
#: The line of a text as it stands in the file: the name of the shared item, or "", and the line of it from 0.
Origin = tuple[str, int]


class Sentences:
    """The shared sentences of a library in one language, by name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)

    @cached_property
    def digest(self) -> bytes:
        """What tells these sentences from others: a compiled file holds their words."""
        return blake2b(repr(sorted(self.texts.items())).encode(), digest_size=16).digest()


def sentences_of(paths: Iterable[Path], load: Callable[[Path], Any]) -> Sentences:
    """Return the sentences of the files of one language; a later file's sentence takes the place of an earlier one's."""
    found: dict[str, str] = {}
    for path in paths:
        found |= load(path).sentences
    return Sentences(found)


def resolved(data: Any, sentences: Mapping[str, str]) -> tuple[Any, list[Misfit]]:
    """Return plain data with each `{use: NAME}` in a list replaced by that sentence, and a misfit for each unknown name."""
    from ordinance.library.shape import Misfit  # msgspec's `inspect` costs a start too much

    misfits: list[Misfit] = []

    def walk(value: Any, keys: Keys) -> Any:
        if isinstance(value, dict):
            return {key: walk(one, (*keys, key)) for key, one in value.items()}
        if not isinstance(value, list):
            return value
        return [sentence(one, (*keys, index)) if _is_use(one) else walk(one, (*keys, index)) for index, one in enumerate(value)]

    def sentence(value: dict[str, str], keys: Keys) -> str:
        name = value["use"]
        if name not in sentences:
            misfits.append(Misfit((*keys, "use"), f"{name!r} is no shared sentence{nearest(name, sentences)}"))
        return sentences.get(name, name)

    return walk(data, ()), misfits


def _is_use(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["use"] and isinstance(value["use"], str)


def expanded(text: str, items: Mapping[str, str]) -> tuple[str, list[Origin], list[tuple[int, str]]]:
    """Return a text with each `{% use NAME %}` replaced by that item, further lines indented under its number.

    Besides: of each line of the result where it stands, and what is wrong as (line from 0, message).
    """
    lines: list[str] = []
    origins: list[Origin] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n")):
        found = _USE.fullmatch(line)
        if found and found[2] not in items:
            problems.append((number, f"no shared item named {found[2]!r}{nearest(found[2], items)}"))
        if not found or found[2] not in items:
            lines.append(line)
            origins.append(("", number))
            continue
        for offset, own in enumerate(items[found[2]].rstrip("\n").split("\n")):
            lines.append(found[1] + own if not offset else " " * len(found[1]) + own if own else "")
            origins.append((found[2], offset))
    return "\n".join(lines), origins, problems


def used(text: str) -> set[str]:
    """Return the names of the shared items that a text uses."""
    return {found[2] for line in text.split("\n") if (found := _USE.fullmatch(line))}
