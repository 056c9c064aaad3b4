"""Places of users that pass through a long process: kept while they are few, then forgotten, so that a host stays small."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

from ordinance.library import compiled, templates

#: How many places of users a library remembers.
PLACES: Final = 64


class Passing:
    """What a library holds of users' places. `by_file` are its tables by file, `trees` and `by_text` those of Markdown."""

    def __init__(self, by_file: tuple[dict[str, Any], ...], trees: compiled.Trees, by_text: dict[str, Any]) -> None:
        self._by_file, self._trees, self._by_text = by_file, trees, by_text
        self._entries: dict[str, compiled.Entry[Any]] = {}

    def take(self, key: str, entry: compiled.Entry[Any]) -> None:
        """Note what a file brings; before, where they are many, forget all earlier ones. What others share is made again."""
        if len(self._entries) >= PLACES:
            for earlier, old in self._entries.items():
                for table in self._by_file:
                    table.pop(earlier, None)
                _drop(old.trees, self._trees)
                _drop(old.texts, templates.ready_texts)
                _drop(old.conditions, templates.ready_conditions)
            self._entries.clear()
            self._by_text.clear()
        self._entries[key] = entry


def _drop(names: Any, table: MutableMapping[Any, Any]) -> None:
    for name in names:
        table.pop(name, None)
