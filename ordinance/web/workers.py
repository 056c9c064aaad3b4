"""Several processes on one port, each with a socket of its own, so that the system shares out who comes.

They are forked from a process that is warm and has no threads yet; this one only waits for them. A worker that falls is started
anew, and all end with the process that started them, however that ends.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

from ordinance.errors import BadChoice


def own_socket(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Return a socket bound to an address, which others may bind too where it is `shared`. Raises `OSError`."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def run_several(serve: Callable[[socket.socket], None], host: str, port: int, workers: int) -> None:
    """Run so many workers until this process is told to end. Raises `BadChoice` where the system cannot."""
    if not (hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT")):
        raise BadChoice("--workers: this system runs one; leave the option out")
    ends, kept = os.pipe()
    running = {_forked(serve, host, port, ends, kept) for _ in range(workers)}

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while running:
            gone, _ = os.wait()
            running.discard(gone)
            sleep(1)  # one that falls at once is not started without end
            running.add(_forked(serve, host, port, ends, kept))
    finally:
        for one in running:
            os.kill(one, signal.SIGTERM)


def _forked(serve: Callable[[socket.socket], None], host: str, port: int, ends: int, kept: int) -> int:
    """Return the id of a worker; in the worker itself, serve and never return."""
    number = os.fork()
    if number:
        return number
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(kept)
        Thread(target=_end_with_parent, args=(ends,), daemon=True).start()
        listening = own_socket(host, port, shared=True)
        listening.setblocking(False)
        serve(listening)
    finally:
        os._exit(0)


def _end_with_parent(ends: int) -> None:
    """Wait until nobody holds the other end of the pipe, and end."""
    os.read(ends, 1)
    os._exit(0)
