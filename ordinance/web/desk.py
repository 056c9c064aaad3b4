"""What every route works with: the library, the day, the lock that keeps drafting to one thread, and how a page is shown."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Any, Final, cast

from flask import Response, current_app, make_response, render_template

from ordinance.document.model import Document
from ordinance.formats.html.fragments import Fragment, fragments
from ordinance.library.store import Library
from ordinance.web.heavy import Heavy

#: After so many drafts what they left in the library's memory is put out of the collector's sight.
OFTEN: Final = 300


def freeze() -> None:
    """Collect what is garbage, and let the collector never look again at what stays: else it stops everything for long."""
    gc.collect()
    gc.freeze()


class Desk:
    """One server's things. `today` tells the day, so that a test may set it; `drafting` is held while a draft is made."""

    def __init__(self, library: Library, today: Callable[[], date]) -> None:
        self.library, self._today = library, today
        self.heavy = Heavy(library)
        self._drafting = Lock()
        self._drafts, self.frozen = 0, False

    @property
    def today(self) -> date:
        """The day whose law counts and that is printed."""
        return self._today()

    @property
    @contextmanager
    def drafting(self) -> Iterator[Library]:
        """Hold the drafting thread: two drafts at once would only wait for each other at the interpreter's lock."""
        with self._drafting:
            yield self.library
            self._drafts += 1
            if self.frozen and self._drafts % OFTEN == 0:
                freeze()

    def html(self, document: Document, *, down: int = 1) -> list[Fragment]:
        """Return a document as pieces of a page, its headings so many levels down."""
        return fragments(document, self.library.folder("templates/html"), down=down)


def desk() -> Desk:
    """Return the things of the server that answers."""
    return cast(Desk, current_app.extensions["ordinance"])


def shown(template: str, status: int = 200, **facts: Any) -> Response:
    """Return a page: a template of templates/web with the facts that it uses."""
    return make_response(render_template(template, **facts), status)
