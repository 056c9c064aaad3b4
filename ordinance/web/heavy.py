"""Work that takes over half a second, in one process of its own: with a deadline, a limit on memory, and a queue of eight.

The process is spawned, for a fork beside threads can hang. A job is a function of a module with plain arguments; it is given the
process's own library first. What runs over its time or its memory is ended, and a new process stands in for it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Final

from ordinance.errors import BadChoice, OrdinanceError
from ordinance.library.store import Library

#: How many may wait, how long a job may take (seconds), and how much memory its process may have (bytes).
QUEUE: Final = 8
DEADLINE: Final = 120.0
MEMORY: Final = 1536 * 1024 * 1024

Job = Callable[..., Any]


class Busy(Exception):
    """The queue is full."""


class Heavy:
    """The helper process of one server, started with its first job."""

    def __init__(self, library: Library, *, deadline: float = DEADLINE, queue: int = QUEUE) -> None:
        self._roots = library.roots
        self._deadline, self._most = deadline, queue
        self._turn, self._counting = Lock(), Lock()
        self._waiting = 0
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, job: Job, *arguments: Any) -> Any:
        """Return what a job gives. Raises `Busy` where too many wait, `BadChoice` where it took too long or too much."""
        with self._counting:
            if self._waiting >= self._most:
                raise Busy
            self._waiting += 1
        try:
            with self._turn:
                return self._done(job, arguments)
        finally:
            with self._counting:
                self._waiting -= 1

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(5)
        self._process = self._pipe = None

    def _done(self, job: Job, arguments: tuple[Any, ...]) -> Any:
        pipe = self._started()
        try:
            pipe.send((job, arguments))
            if not pipe.poll(self._deadline):
                self.stop()
                raise BadChoice(f"This took over {self._deadline:.0f} seconds and was ended; ask for less at once, and try again")
            kind, value = pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionError):
            self.stop()
            raise BadChoice("This took more memory than one request may have; ask for less at once, and try again") from None
        if kind == "refused":
            raise BadChoice(value)
        if kind == "broken":
            raise RuntimeError(value)
        return value

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            shipped, overlay = self._roots[0], self._roots[1] if len(self._roots) > 1 else None
            self._process = context.Process(target=_serve, args=(theirs, shipped, overlay), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe


def _serve(pipe: Connection, shipped: Path, overlay: Path | None) -> None:
    """Do one job after another until the server is gone. What went wrong is told by its kind, never by a person's words."""
    _limit_memory()
    with suppress(AttributeError, OSError):
        os.nice(5)  # whoever chooses beside it comes first
    library = Library(overlay, shipped=shipped)
    while True:
        try:
            job, arguments = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send(("done", job(library, *arguments)))
        except OrdinanceError as error:
            pipe.send(("refused", str(error)))
        except MemoryError:
            return
        except Exception as error:
            pipe.send(("broken", type(error).__name__))


def _limit_memory() -> None:
    """Bound this process's memory, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
