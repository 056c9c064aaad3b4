"""Starting the server: all read and drafted once, memory frozen, then waitress with limits that slow clients cannot use up."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from typing import Any, Final, Protocol

from flask import Flask

from ordinance.drafting.wishes import Wishes
from ordinance.errors import OrdinanceError
from ordinance.library.store import Library
from ordinance.making.drafted import drafted
from ordinance.making.printing import Printing
from ordinance.web.desk import Desk, freeze
from ordinance.web.security import MEGABYTE, MOST_BYTES

#: Threads that wait for the helper or a slow reader; drafting itself is one at a time (`Desk.drafting`).
THREADS: Final = 12
#: A buffer above every limit, so that neither a request nor an answer is ever put on the disk.
_BUFFER: Final = 64 * MEGABYTE
LIMITS: Final[dict[str, Any]] = {
    "threads": THREADS,
    "connection_limit": 1000,
    "asyncore_use_poll": True,
    "channel_timeout": 20,
    "cleanup_interval": 5,
    "max_request_header_size": 16_384,
    "max_request_body_size": MOST_BYTES + MEGABYTE,
    "inbuf_overflow": _BUFFER,
    "outbuf_overflow": _BUFFER,
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}


class Server(Protocol):
    """What runs until it is closed."""

    def run(self) -> None: ...

    def close(self) -> None: ...


def warm(desk: Desk) -> None:
    """Draft in each instrument and length once, so that nobody waits for what is read or compiled the first time; then freeze."""
    library: Library = desk.library
    for name in list(library.place_files)[:2]:
        place = library.place(name)
        for instrument in library.instruments:
            for wishes in (Wishes(instrument, length="short"), Wishes(instrument, length="full", package="full")):
                with suppress(OrdinanceError):
                    desk.html(drafted(library, place, wishes, desk.today).document(Printing("none")))
    freeze()
    desk.frozen = True
    gc.set_threshold(50_000, 20, 100)


def server_of(app: Flask, host: str, port: int, listening: socket | None = None) -> Server:
    """Return a server that listens, on a socket of its own where one is given. Raises `OSError` where the port is taken."""
    from waitress import create_server

    _say_too_large(app)
    where: dict[str, Any] = {"sockets": [listening]} if listening else {"host": host, "port": port}
    made: Server = create_server(app, **where, **LIMITS)
    return made


def _say_too_large(app: Flask) -> None:
    """Let the server's own answer to a body that is too large be our page: it comes before the application is asked."""
    from waitress import utilities

    from ordinance.web.app import too_large

    with app.test_request_context("/"):
        content, headers = too_large()

    def to_response(self: Any, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        return "413 Request Entity Too Large", headers, content

    kind: Any = utilities.RequestEntityTooLarge
    answer: Callable[..., Any] = to_response
    kind.to_response = answer
