"""The command that is running, as somebody typed it: what a line prints that says what to type next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any, Final

import click
from click.core import ParameterSource

from ordinance.errors import brief

#: Options that say how and where a page prints, and nothing of what is on it.
_HOW: Final = frozenset({"full", "brief", "notes", "form", "output", "force"})


def typed(context: click.Context, *kept: str) -> str:
    """Return the running command with what was given to it, without the options that say how it prints, except those `kept`."""
    root = context.find_root()
    words = [context.command_path.partition(" ")[0], *(_given(root, kept) if root is not context else ())]
    words += [context.command_path.partition(" ")[2], *_given(context, kept)]
    return " ".join(words)


def _given(context: click.Context, kept: tuple[str, ...]) -> Iterator[str]:
    for param in context.command.params:
        name = param.name or ""
        if (name in _HOW and name not in kept) or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        if not isinstance(param, click.Option):
            yield from _quoted(value)
            continue
        for one in value if param.multiple else (value,):
            yield param.opts[-1]
            if not param.is_flag:
                yield from _quoted(one)


def _quoted(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, tuple) else (value,):
        yield brief(shlex.quote(str(one)), 200)
