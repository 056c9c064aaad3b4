"""An option whose choices are the library's: read when the option is given, or its help is printed, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from ordinance.errors import NotFound
from ordinance.library.store import Library


class Listed(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """One of the names that the library of this call lists."""

    def __init__(self, name: str, names: Callable[[Library], Iterable[str]]) -> None:
        self.name = name
        self._names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names as they stand in the help: [a|b|c]."""
        return f"[{'|'.join(self._known(ctx or click.get_current_context()))}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or fail with the near miss."""
        if ctx and value not in (known := self._known(ctx)):
            self.fail(str(NotFound(self.name, value, known)), param, ctx)
        return str(value)

    def _known(self, ctx: click.Context) -> list[str]:
        return list(self._names(Library(ctx.find_root().obj or None)))
