"""A request of the page, answered in this process as the server would, and told as a command's result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from fuzz.case import CONTROL, Case
from ordinance.library.store import Library

HOST = "localhost:8000"
#: What a page may answer; 500 is never one of them.
ANSWERS = (200, 303, 308, 400, 404, 405, 413, 421)
#: What no page of ours holds: a script of its own text, a handler, an address that runs.
_RUNS = re.compile(
    r"<script(?! src=\"/static/)|<[a-z][^<>]*\son\w+\s*=|(?:href|src|action)=[\"']?(?:javascript|data|file|vbscript):", re.I
)


@dataclass
class Visited:
    """What a visit came to, with the names that a result of a command has. An answer that does not hold is exit code 3."""

    exit_code: int
    output: str
    stderr: str
    exception: BaseException | None = None


class _Here:
    """Does in this process what the server has done by its helper, so that what breaks is seen where it breaks."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def run(self, job: Any, *arguments: Any) -> Any:
        return job(self._library, *arguments)


@cache
def _application() -> Any:
    from ordinance.web.app import create_app

    library = Library()
    app = create_app(library, lambda: date(2026, 11, 24), [HOST])
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.extensions["ordinance"].heavy = _Here(library)
    return app


def visit(case: Case) -> Visited:
    """Ask for what a case asks, and return what came: 0 for an answer, 1 for a refusal."""
    _, method, address, kind = case.arguments
    try:
        answer = (
            _application()
            .test_client()
            .open(address, method=method, data=case.files.get("body", b""), content_type=kind, base_url=f"http://{HOST}")
        )
    except Exception as error:
        return Visited(1, "", "", error)
    says = answer.get_data()
    is_page = answer.mimetype == "text/html" and "attachment" not in answer.headers.get("Content-Disposition", "")
    text = says.decode("utf-8", "replace") if answer.mimetype in ("text/html", "application/json") else ""
    wrong = _wrong(answer, text if is_page else "")
    if wrong:
        return Visited(3, f"{wrong} {text[:300]}", wrong)
    return Visited(0 if answer.status_code < 400 else 1, text if answer.mimetype == "text/html" else "", "")


def _wrong(answer: Any, page: str) -> str:
    if answer.status_code not in ANSWERS:
        return f"answered {answer.status_code}"
    if "default-src 'none'" not in answer.headers.get("Content-Security-Policy", ""):
        return "no policy"
    if found := _RUNS.search(page):
        return f"runs: {page[max(0, found.start() - 80) : found.end() + 80]!r}"
    if found := CONTROL.search(page):
        return f"control character {found[0]!r}"
    where = answer.headers.get("Location", "/")
    return "" if where.startswith(("/", f"http://{HOST}/")) else f"leads to {where[:80]}"
