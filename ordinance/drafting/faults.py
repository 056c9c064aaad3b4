"""From a text that cannot be filled to the line of the file where its mistake stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ordinance.drafting.filling import TemplateProblem
from ordinance.errors import FaultyFile
from ordinance.library.store import Library

T = TypeVar("T")

_FACT = re.compile(r"\{\{ ([\w.]+) \}\}")


def guarded(library: Library, path: Path, keys: Sequence[str | int], make: Callable[[], T]) -> T:
    """Return what `make` returns. Raises `FaultyFile` at the fact that cannot be filled, or at the text that `keys` lead to."""
    try:
        return make()
    except TemplateProblem as problem:
        fact = _FACT.search(str(problem))
        raise FaultyFile([library.fault(path, keys, str(problem), near=fact.group(1) if fact else "")]) from None
