"""What somebody typed and no command takes, told in one line: where it stands, what is wrong, what would be right."""

from __future__ import annotations

import re
from typing import Final

import click

from ordinance.errors import brief, nearest

_NONE_OF: Final = re.compile(r"^(['\"])(.*)\1 is not one of ", re.DOTALL)
#: How an example begins in a command's help, and what stands before a second one.
_EXAMPLE: Final = re.compile(r"^Example:\s+(.*?)(?:\s{2,}or\s{2,}.*)?$", re.DOTALL)
#: No sentence on a mistake is longer.
_LONGEST: Final = 300


class Mistake(click.ClickException):
    """A mistake at the command line: one sentence, exit code 2."""

    exit_code = 2

    def __init__(self, error: click.UsageError, context: click.Context) -> None:
        super().__init__(brief(_told(error, error.ctx or context), _LONGEST))


def context_of(group: click.Group, context: click.Context) -> click.Context:
    """Return the context of the command that a group was about to run: click's parser raises without it."""
    name = context.invoked_subcommand
    command = group.get_command(context, name) if name else None
    return click.Context(command, info_name=name, parent=context) if command else context


def _told(error: click.UsageError, context: click.Context) -> str:
    """Return the sentence on what click refuses."""
    where = context.command_path
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{where}: {_written(error.param, context)} is missing{_example(context.command)}"
    if isinstance(error, click.BadParameter):
        return f"{where} {_name(error.param, context)}: {_refused(error)}" if error.param else f"{where}: {error.message}"
    if isinstance(error, click.NoSuchOption):
        return f"{where}: no option named {error.option_name}{_near_option(error.option_name, context)}"
    if isinstance(error, click.BadOptionUsage):
        option = next((one for one in context.command.params if error.option_name in one.opts), None)
        if option is not None:
            takes = "takes no value" if isinstance(option, click.Option) and option.is_flag else "lacks its value"
            return f"{where}: {error.option_name} {takes}; write: {_written(option, context)}"
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(")[2].rstrip(").")
        return f"{where}: too many words: {brief(extra)}; write: {_usage(context)}"
    return f"{where}: {error.message}"


def _refused(error: click.BadParameter) -> str:
    """Return why a value is refused; of a closed list, the nearest names in it."""
    listed = _NONE_OF.match(error.message)
    if listed and error.param is not None and isinstance(error.param.type, click.Choice):
        known = [str(one) for one in error.param.type.choices]
        close = nearest(listed[2], known)
        return f"'{brief(listed[2])}' is none of its values{close}"
    return error.message


def _near_option(name: str, context: click.Context) -> str:
    argument = next(
        (one for one in context.command.params if one.name == name.lstrip("-") and isinstance(one, click.Argument)), None
    )
    if argument is not None:
        return f"; {_written(argument, context)} stands without it; write: {_usage(context)}"
    known = [one for param in context.command.get_params(context) for one in (*param.opts, *param.secondary_opts)]
    close = nearest(name, [one for one in known if one.startswith("--")])
    return close if "did you mean" in close else f"; `{context.command_path} --help` lists them"


def _name(param: click.Parameter, context: click.Context) -> str:
    return param.opts[-1] if isinstance(param, click.Option) else param.make_metavar(context)


def _written(param: click.Parameter, context: click.Context) -> str:
    """Return a parameter as somebody types it: "--state XX", "PLACE"."""
    metavar = param.make_metavar(context)
    if not isinstance(param, click.Option):
        return metavar
    return param.opts[-1] if param.is_flag else f"{param.opts[-1]} {metavar}"


def _usage(context: click.Context) -> str:
    return " ".join([context.command_path, *context.command.collect_usage_pieces(context)])


def _example(command: click.Command) -> str:
    found = _EXAMPLE.match(command.epilog or "")
    return f"; for example: {found[1]}" if found else ""
