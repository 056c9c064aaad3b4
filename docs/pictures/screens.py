"""Pictures of the page's screens, in colour, from the server as it ships: part of `make pictures`."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

DAY = "2026-11-24"


class Screen(NamedTuple):
    """One picture: its address, the window's width and height, the colours, and what is done before it is taken."""

    path: str
    width: int = 1280
    height: int = 860
    scheme: str = "light"
    act: Callable[[Any], None] = lambda page: None


def choose(page: Any) -> None:
    """Change one choice, so that the draft shows what changed."""
    page.get_by_label("No hold, and a criminal warrant only").check()
    page.locator("#status", has_text="One section changed").wait_for()
    page.wait_for_timeout(300)


def look_for(page: Any) -> None:
    """Type a name, so that the suggestions stand open."""
    page.get_by_role("combobox").type("ithaca", delay=20)
    page.get_by_role("option").first.wait_for()


def fold_out(page: Any) -> None:
    """Fill a blank in."""
    page.get_by_label("Number of the local law").fill("Local Law No. 3 of 2027")


def to_draft(page: Any) -> None:
    """On a phone: choose, then go to the draft."""
    choose(page)
    page.locator("#card-detainer-refusal").scroll_into_view_if_needed()


SCREENS: dict[str, Screen] = {
    "page-first": Screen("/", act=look_for),
    "page-place": Screen("/place/ithaca-ny"),
    "page-choose": Screen("/draft/ithaca-ny", act=choose),
    "page-phone": Screen("/draft/ithaca-ny", 380, 760, "dark", to_draft),
    "page-fill": Screen("/fill/ithaca-ny", act=fold_out),
    "page-take": Screen("/take/ithaca-ny"),
    "page-forbidden": Screen(
        "/draft/austin-tx", act=lambda page: page.locator("#card-detainer-refusal").scroll_into_view_if_needed()
    ),
    "page-compare": Screen("/compare/ithaca-ny/release-date", scheme="dark"),
    "page-sheets": Screen("/handouts/ithaca-ny"),
    "page-review": Screen("/review"),
    "page-error": Screen("/place/ithica-ny", 760, 560),
}


@contextmanager
def served() -> Iterator[str]:
    """Run `ordinance serve` while the block lasts, and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen([sys.executable, "-m", "ordinance", "serve", "--port", str(port), "--date", DAY])
    try:
        for _ in range(240):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=2).request("GET", "/health")
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


def taken(name: str, folder: Path) -> Image.Image:
    """Return the picture of one screen."""
    from playwright.sync_api import sync_playwright

    one, target = SCREENS[name], folder / f"{name}.png"
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": one.width, "height": one.height}, color_scheme=one.scheme)
        page = context.new_page()
        page.goto(address + one.path)
        one.act(page)
        page.screenshot(path=target)
        browser.close()
    return Image.open(target).copy()


PICTURES: dict[str, Callable[[Path], Image.Image]] = {name: partial(taken, name) for name in SCREENS}
