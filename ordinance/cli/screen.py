"""One screen on the terminal: in the terminal's faces and colours, and plain where it has none or nobody wants them."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any, Final

import click

from ordinance.formats.text.screen import HEIGHT, WIDTH, Laid, laid
from ordinance.pages.screens.model import Face, Screen

_FACES: Final[dict[Face, dict[str, Any]]] = {
    "": {},
    "strong": {"bold": True},
    "error": {"bold": True, "fg": "red"},
    "warning": {"bold": True, "fg": "yellow"},
}
_NARROWEST: Final = 40


def put_screen(screen: Screen, *, err: bool = False, height: int = HEIGHT) -> None:
    """Print a screen, of at most `height` lines, on standard output or standard error."""
    stream = sys.stderr if err else sys.stdout
    faced = has_faces(stream)
    for line in laid(screen, _width(stream), height):
        click.echo(_faced(line) if faced and line.face else line.words, err=err)


def has_faces(stream: Any) -> bool:
    """Tell whether a stream takes bold and colours: a terminal's, and the user has not said no (https://no-color.org)."""
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(stream: Any) -> int:
    if stream is None or not stream.isatty():
        return WIDTH  # the same lines in every window, where they go to a file
    return min(max(shutil.get_terminal_size((WIDTH, 40)).columns, _NARROWEST), WIDTH)


def _faced(line: Laid) -> str:
    end = line.start + line.faced
    return f"{line.words[: line.start]}{click.style(line.words[line.start : end], **_FACES[line.face])}{line.words[end:]}"
