"""What the tests of the page share: the application as it is served, asked under its own name and on one day."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Thread
from typing import Any

import pytest
from conftest import DAY
from flask import request
from flask.testing import FlaskClient
from msgspec import Struct
from werkzeug.test import TestResponse

from ordinance.library.store import Library
from ordinance.web.app import App, create_app
from ordinance.web.security import own_hosts
from ordinance.web.serving import server_of

HOST = "localhost:8000"


class Person(FlaskClient):
    """Somebody who asks the server under its own name."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"base_url": f"http://{HOST}", **kwargs})


@cache
def application() -> App:
    """The application over the shipped library; it is made once."""
    app = create_app(Library(), lambda: DAY, [HOST, "127.0.0.1:8000", "[::1]:8000"])
    app.test_client_class = Person
    return app


def client() -> Person:
    """Return somebody who asks it."""
    made = application().test_client()
    assert isinstance(made, Person)
    return made


class Served(Struct, frozen=True):
    """A server that runs: its address, and the first line of every request that it got, as a proxy's log would hold it."""

    address: str
    lines: list[str]


@contextmanager
def served() -> Iterator[Served]:
    """Run the server as it ships, on a port of this machine, for as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(Library(), lambda: DAY, own_hosts(port))
    lines: list[str] = []

    @app.before_request
    def keep() -> None:
        lines.append(f"{request.method} {request.full_path} {request.headers.get('Referer', '')}")

    server = server_of(app, "127.0.0.1", port)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{port}", lines)
    finally:
        # In this order, and to the end: a channel that closes later wakes its server through a pipe, whose number may by then be
        # that of another test's socket.
        server.task_dispatcher.shutdown()
        server.close()
        for channel in list(server.active_channels.values()):
            channel.close()
        thread.join(10)
        app.extensions["ordinance"].heavy.stop()


@contextmanager
def chromium() -> Iterator[Any]:
    """Run the browser; a test is skipped where there is none, and fails where CI must look at pages."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI must look at pages")
        pytest.skip("Chromium is not installed; apt install chromium")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


def violations(page: Any) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and its best practices, with every fold opened."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]
