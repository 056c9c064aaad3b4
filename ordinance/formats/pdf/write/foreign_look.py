"""A look of the PDF that somebody else wrote: a program, so it is run in a process of its own, for a while, without a network.

Typst reads no file outside its folder, but follows links out of it; it fetches packages; and nothing ends its loops. So links
that leave the folder are refused, the process knows no way to a network, and it is ended after some seconds.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from ordinance.formats.pdf.write.compiling import UnwritablePdf, compiled_here, queried_here
from ordinance.library.roots import shipped_root

#: A look is given so many seconds.
SECONDS: Final = 30
#: And so many bytes, fonts and program with it. The largest document of the program's own look takes a third.
MEMORY: Final = 2_000_000_000
#: Where a process without a network looks for one: a port of this machine that takes no connection.
_NOWHERE: Final = "http://127.0.0.1:9"


class _Asked(msgspec.Struct):
    """What the process is to do: make a PDF of a day, or answer a selector."""

    source: str
    look: str
    day: date | None = None
    selector: str = ""
    colour: str = ""


class _Answer(msgspec.Struct):
    """What it made, in base64, or the fault that it found."""

    made: str = ""
    fault: str = ""
    characters: str = ""


def is_foreign(look: Path) -> bool:
    """Tell whether a look is none of the program's own."""
    return not look.resolve().is_relative_to(shipped_root().resolve())


def compiled_apart(source: str, look: Path, day: date, colour: str = "") -> bytes:
    """Return the PDF of `source` by a foreign look. Raises UnwritablePdf as `compiled`, and where it takes too long."""
    return _asked(_Asked(source, str(look.resolve()), day=day, colour=colour))


def queried_apart(source: str, look: Path, selector: str) -> str:
    """Return what `queried` returns, by a foreign look."""
    return _asked(_Asked(source, str(look.resolve()), selector=selector)).decode()


def _asked(asked: _Asked) -> bytes:
    _refuse_links(Path(asked.look))
    names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    kept = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    surroundings = {**kept, **dict.fromkeys(names, _NOWHERE), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=msgspec.json.encode(asked),
            capture_output=True,
            env=surroundings,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnwritablePdf(f"{asked.look}: the look of the PDF was not done after {SECONDS} seconds") from None
    try:
        answer = msgspec.json.decode(done.stdout, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UnwritablePdf(f"{asked.look}: the look of the PDF ended the program that makes it") from None
    if answer.fault:
        raise UnwritablePdf(answer.fault, answer.characters)
    return base64.b64decode(answer.made)


def _refuse_links(look: Path) -> None:
    for path in look.rglob("*"):
        if not (path.is_file() or path.is_dir() or path.is_symlink()):
            raise UnwritablePdf(f"{path}: is no file")
        if path.is_symlink() and not path.resolve().is_relative_to(look):
            raise UnwritablePdf(f"{path}: is a link that leads out of the look; put the file itself there")


def _bound_memory() -> None:
    """Let this process have no more than `MEMORY`, where the system knows how."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _main() -> None:
    _bound_memory()
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=_Asked)
    try:
        look = Path(asked.look)
        if asked.day is not None:
            made = compiled_here(asked.source, look, asked.day, asked.colour)
        else:
            made = queried_here(asked.source, look, asked.selector).encode()
        answer = _Answer(base64.b64encode(made).decode())
    except UnwritablePdf as error:
        answer = _Answer(fault=str(error), characters=error.characters)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    _main()
