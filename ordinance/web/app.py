"""The application: templates that always escape, static files by their digest, the pages, the guards, and errors as pages."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b
from types import TracebackType
from typing import Any, Final

from flask import Flask, Response, abort, make_response
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from ordinance.errors import NotFound, OrdinanceError
from ordinance.formats.html.sheets import icon
from ordinance.library.reading import read_bytes
from ordinance.library.store import Library
from ordinance.web.desk import Desk, shown
from ordinance.web.heavy import Busy
from ordinance.web.preview import for_a_page
from ordinance.web.routes import blueprints
from ordinance.web.security import HEADERS, InMemory, guard

_FOLDER: Final = "templates/web"
_FOR_EVER: Final = "public, max-age=31536000, immutable"


class App(Flask):
    """Flask, but the record of an error holds no words that a person typed."""

    request_class = InMemory

    def log_exception(self, exc_info: Any) -> None:
        kind: type[BaseException] | None = exc_info[0]
        trace: TracebackType | None = exc_info[2]
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        self.logger.error("%s at %s", kind.__name__ if kind else "?", where)

    def select_jinja_autoescape(self, filename: str | None) -> bool:
        return True


def create_app(library: Library, today: Callable[[], date], hosts: Iterable[str] = ("localhost",)) -> App:
    """Return the application for a library. `hosts` are the names, with their port, under which it may be asked."""
    app = App("ordinance.web", static_folder=None, template_folder=None)
    # The program's own alone: a template is code and a script runs, while a library that somebody sent is data.
    app.jinja_loader = FileSystemLoader(str(library.roots[0] / _FOLDER))
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.extensions["ordinance"] = Desk(library, today)
    guard(app, frozenset(hosts))
    _serve_static(app, library)
    for pages in blueprints():
        app.register_blueprint(pages)
    _show_errors(app)
    _say_more(app, library)
    return app


def _say_more(app: Flask, library: Library) -> None:
    """Give templates the drawings of the sheets, and whether an address is served: a menu names no page that is not there."""
    look = library.folder("templates/handouts/look")
    routes = app.url_map.bind("")

    def served(address: str) -> bool:
        try:
            return bool(routes.match(address))
        except HTTPException:
            return False

    app.add_template_global(served, "served")
    app.add_template_global(lambda name: Markup(icon(look, name)), "icon")


def _serve_static(app: Flask, library: Library) -> None:
    """Serve templates/web/static from memory, each file under a name with its digest, so that a browser keeps it for ever."""
    folder = library.roots[0] / _FOLDER / "static"
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    contents = {name: read_bytes(path, name) for name, path in files.items()}
    digests = {name: blake2b(content, digest_size=6).hexdigest() for name, content in contents.items()}

    @app.get("/static/<digest>/<path:name>")
    def static(digest: str, name: str) -> Response:
        if digests.get(name) != digest:
            abort(404)
        answer = make_response(contents[name])
        answer.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
        answer.headers["Cache-Control"] = _FOR_EVER
        return answer

    app.add_template_global(lambda name: f"/static/{digests[name]}/{name}", "static")
    app.add_template_global(lambda name: name in digests, "pictured")


def error_page(status: int, sentence: str = "") -> Response:
    """Return the page that says what is wrong in one sentence, with the ways on; the template knows one for each status."""
    return shown("error.html", status, code=status, sentence=sentence)


def too_large() -> tuple[bytes, list[tuple[str, str]]]:
    """Return the page for a body that is too large with its headers, for the server that refuses it by itself."""
    page = error_page(413)
    headers = [*HEADERS.items(), ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    content = page.get_data()
    return content, [*headers, ("Content-Length", str(len(content))), ("Connection", "close")]


def _show_errors(app: Flask) -> None:
    @app.errorhandler(OrdinanceError)
    def mend(error: OrdinanceError) -> Response:
        return error_page(404 if isinstance(error, NotFound) else 400, for_a_page(str(error)))

    @app.errorhandler(Busy)
    def full(error: Busy) -> Response:
        answer = error_page(503)
        answer.headers["Retry-After"] = "30"
        return answer

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return error_page(error.code or 500)

    @app.errorhandler(500)
    def broken(error: Exception) -> Response:
        return error_page(500)
