"""Measure a host's load and print Markdown tables (`docs/reliability.md` holds a copy). `python bench/load.py [--drafts 1000]`

A thousand drafts of different places in one process, and twenty cold processes at once that share an empty cache.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from functools import _lru_cache_wrapper
from pathlib import Path

from ordinance.cli.main import cli
from ordinance.library.store import Library

PLACE = "ithaca-ny"
AT_ONCE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--format", default="docx")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ORDINANCE_CACHE"] = f"{folder}/cache"
        os.chdir(folder)
        in_one_process(chosen.drafts, chosen.format)
        at_once(Path(folder))


def resident() -> float:
    """Return the megabytes that this process holds now."""
    gc.collect()
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def cached() -> int:
    """Return how many things the caches of the program's functions hold."""
    found = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("ordinance")]
    return sum(one.cache_info().currsize for one in found)


def in_one_process(drafts: int, form: str) -> None:
    """Draft a different place each time, with one library, as a host would."""
    from ordinance.cli import shared

    library = Library()
    shared.Library = lambda _: library  # type: ignore[misc,assignment]
    source = library.place_path(PLACE).read_text(encoding="utf-8")
    head = (f"drafts to {form}", "RSS, MB", "in caches of functions", "in the library's own", "ms a draft since")
    print(f"| {' | '.join(head)} |\n|{' ---: |' * len(head)}")
    started, since = time.perf_counter(), 0
    for number in range(drafts + 1):
        if number in (1, 10, 100, 250, 500, 750, drafts):
            each = (time.perf_counter() - started) * 1000 / max(number - since, 1)
            own = sum(len(one) for one in vars(library).values() if isinstance(one, dict))
            print(f"| {number:,} | {resident():.1f} | {cached():,} | {own:,} | {each:.1f} |")
            started, since = time.perf_counter(), number
        file = Path(f"place-{number}.yaml")
        file.write_text(source.replace("Ithaca", f"Ithaca{number}"), encoding="utf-8")
        cli(["draft", f"./{file}", "-o", f"out.{form}", "--force"], standalone_mode=False)
        file.unlink()
    print()


def at_once(folder: Path) -> None:
    """Start twenty processes on an empty cache; all must end well with the same bytes."""
    program = str(Path(sys.executable).with_name("ordinance"))
    environment = {**os.environ, "ORDINANCE_CACHE": f"{folder}/cold"}
    started = time.perf_counter()
    running = [
        subprocess.Popen(
            [program, "draft", PLACE, "-o", f"{number}.docx", "--date", "2026-11-24"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for number in range(AT_ONCE)
    ]  # fmt: skip
    codes = [one.wait() for one in running]
    seconds = time.perf_counter() - started
    made = {hashlib.sha256(Path(f"{number}.docx").read_bytes()).hexdigest() for number in range(AT_ONCE)}
    partial = [one.name for one in Path(f"{folder}/cold/entries").iterdir() if not one.name.endswith(".msgpack")]
    print(f"{AT_ONCE} cold processes at once: {seconds:.1f} s, exit codes {sorted(set(codes))}", end=", ")
    print(f"{len(made)} different files, {len(partial)} partial entries")


if __name__ == "__main__":
    main()
