"""Measure the page under load, on this machine only: `python bench/page.py [--people 50] [--seconds 60] [--kits 10]`.

Starts `ordinance serve` on a free port of 127.0.0.1. Each of the people opens the chooser of a place and changes one choice after
another, ten minutes' worth in one; with --kits so many ask for a whole kit at once meanwhile. Prints a Markdown table of how
long a changed preview took, and the server's memory before and after.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import socket
import subprocess
import sys
import time
from html import unescape
from threading import Thread
from urllib.parse import urlencode

PLACES = (
    "ithaca-ny",
    "beacon-ny",
    "dane-county-wi",
    "kirkland-wa",
    "philadelphia-pa",
    "kalamazoo-mi",
    "austin-tx",
    "king-county-wa",
)
#: Seconds between two choices of one person: ten minutes of one in eight seconds, in one minute.
GAP = 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kits", type=int, default=0)
    parser.add_argument("--full", action="store_true", help="The thirty-clause package at full length.")
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "ordinance", "serve", "--port", str(port), "--workers", str(asked.workers)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        people = [Person(port, number, asked.seconds, full=asked.full) for number in range(asked.people)]
        before = memory(server.pid)
        for one in people:
            one.start()
        kits = [Thread(target=kit, args=(port,)) for _ in range(asked.kits)]
        time.sleep(2)
        for one in kits:
            one.start()
        for one in (*people, *kits):
            one.join()
        tell(asked, people, before, memory(server.pid))
    finally:
        server.terminate()
        server.wait(10)


class Person(Thread):
    """Somebody who chooses: `took` is the milliseconds of each changed preview, `failed` what was no answer."""

    def __init__(self, port: int, number: int, seconds: int, *, full: bool) -> None:
        super().__init__(daemon=True)
        self.port, self.seconds, self.full = port, seconds, full
        self.chance, self.place = random.Random(number), PLACES[number % len(PLACES)]
        self.took: list[float] = []
        self.failed = 0

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        first = {"length": "full", "package": "full"} if self.full else {}
        _, page = post(connection, f"/draft/{self.place}", first)
        state, radios = hidden(page, "state"), re.findall(r'name="(c\.[^"]+)" value="([^"]+)"', page)
        checked = dict(re.findall(r'name="(c\.[^"]+)" value="([^"]+)"[^>]* checked', page))
        frame = {name: selected(page, name) for name in ("instrument", "length", "stance", "package")}
        have = hidden(page, "have")
        until = time.monotonic() + self.seconds
        time.sleep(self.chance.uniform(0, GAP))
        while time.monotonic() < until and radios:
            name, value = self.chance.choice(radios)
            checked[name] = value
            form = {**frame, **checked, "state": state, "have": have, "live": "1", "changed": name}
            started = time.perf_counter()
            status, answer = post(connection, f"/draft/{self.place}", form)
            self.took.append((time.perf_counter() - started) * 1000)
            if status != 200 or not answer.startswith("{"):
                self.failed += 1
            time.sleep(self.chance.uniform(0.5 * GAP, 1.5 * GAP))


def post(connection: http.client.HTTPConnection, path: str, form: dict[str, str]) -> tuple[int, str]:
    connection.request("POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def kit(port: int) -> None:
    """Ask for a whole kit; a full queue is an answer too."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    post(connection, "/take/ithaca-ny/kit.zip", {"lang.en": "1", "lang.es": "1"})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def selected(page: str, name: str) -> str:
    found = re.search(rf'<select id="{name}".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return found[1] if found else ""


def tell(asked: argparse.Namespace, people: list[Person], before: float, after: float) -> None:
    took = sorted(one for person in people for one in person.took)
    at = {share: took[min(int(len(took) * share / 100), len(took) - 1)] for share in (50, 95, 99)}
    what = f"{'full' if asked.full else 'core'}, {asked.people} people, {asked.workers} worker{'s' if asked.workers > 1 else ''}"
    what += f", {asked.kits} kits" if asked.kits else ""
    print(
        "| load | clicks/s | p50 ms | p95 ms | p99 ms | failed | MB before | MB after |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    print(
        f"| {what} | {len(took) / asked.seconds:.0f} | {at[50]:.0f} | {at[95]:.0f} | {at[99]:.0f}"
        f" | {sum(one.failed for one in people)} | {before:.0f} | {after:.0f} |"
    )


def memory(pid: int) -> float:
    """Return the megabytes that the largest of a process and those that it started hold, the helper apart."""
    found = [pid]
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stream:
                    parent = stream.read().rpartition(")")[2].split()[1]
                with open(f"/proc/{name}/cmdline") as stream:
                    words = stream.read()
            except OSError:
                continue
            if parent == str(pid) and "multiprocessing" not in words:
                found.append(int(name))
    return max(resident(one) for one in found)


def resident(pid: int) -> float:
    with open(f"/proc/{pid}/status") as stream:
        found = re.search(r"VmRSS:\s+(\d+)", stream.read())
    return int(found[1]) / 1024 if found else 0.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(240):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.25)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
