"""Work that takes seconds, told of as it goes: whoever calls may watch the parts, and nothing below prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

#: Given all parts, yields them one by one; a progress bar is one such.
Steps = Callable[[Sequence[Any]], Iterable[Any]]


def quietly(parts: Sequence[Any]) -> Iterator[Any]:
    """Yield the parts and tell nobody."""
    yield from parts
