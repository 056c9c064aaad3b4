"""What the page lets in and what it says to browsers: hosts, foreign forms, limits, headers, and uploads that touch no disk."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import IO, Final

from flask import Flask, Request, Response, abort, request

#: A page may fetch nothing but what this server has, run no script but its own, and stand in no frame.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: `same-origin`, since under `no-referrer` a browser sends our own forms with `Origin: null`.
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
MEGABYTE: Final = 1024 * 1024
#: A request with its files; the words of a form; how many fields a form with files has.
MOST_BYTES: Final = 12 * MEGABYTE
MOST_WORDS: Final = 200_000
MOST_PARTS: Final = 300
_OWN_FORMS: Final = ("same-origin", "none")


class InMemory(Request):
    """A request whose uploads stay in memory: the framework would put those over 500 kB on the disk."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def own_hosts(port: int, host: str = "", public: Iterable[str] = ()) -> frozenset[str]:
    """Return the hosts that a request may name: this machine with the port, the address listened on, and those named."""
    names = {
        "localhost",
        "127.0.0.1",
        "[::1]",
        *([] if host in ("", "0.0.0.0", "::") else [f"[{host}]" if ":" in host else host]),
    }
    local = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
    return frozenset(local | {name.lower() for name in public})


def guard(app: Flask, hosts: frozenset[str]) -> None:
    """Refuse what comes by another name or from another page, limit sizes, and put the headers on every answer."""
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_WORDS, MAX_FORM_PARTS=MOST_PARTS)

    @app.before_request
    def refuse_foreign() -> None:
        if request.headers.get("Host", "").lower() not in hosts:
            abort(421)
        origin = request.headers.get("Origin")
        if origin is not None and origin.lower().partition("://")[2] not in hosts:
            abort(400)
        site = request.headers.get("Sec-Fetch-Site")
        if request.method == "POST" and site is not None and site not in _OWN_FORMS:
            abort(400)
        if request.mimetype == "application/x-www-form-urlencoded":  # which is read whole, whatever a form's words may take
            request.max_content_length = MOST_WORDS

    @app.after_request
    def say(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers[name] = value
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
