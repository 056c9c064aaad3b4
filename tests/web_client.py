"""What the tests of the page share: the application as it is served, asked under its own name and on one day."""

from __future__ import annotations

from functools import cache
from typing import Any

from conftest import DAY
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ordinance.library.store import Library
from ordinance.web.app import App, create_app

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
