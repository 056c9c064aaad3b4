"""`make mutants`: a sample of small faults put into the code, one at a time, and which of them no test notices.

The tests that run each line are written down once (again with --fresh, or where the code or a test has changed since); a fault is
then held against the tests that run its line, the quick ones and one of each test function first, for so many seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from mutation.changes import Change, changes
from mutation.covering import PACKAGE, Cover, read
from mutation.trial import ROOT, Running, Trial, load, start

ROOMS = ("drafting", "checks", "comparison", "formats/docx", "reviews")
#: The longest that one test among those of a trial may take, in seconds.
_LONGEST = 12.0
Site = tuple[str, Change]


def main(arguments: list[str] | None = None) -> int:
    """Draw a sample, try it, and print what was noticed. Exits with 1 where fewer were noticed than --least asks."""
    asked = _asked(arguments)
    cover = _cover(asked.cover, fresh=asked.fresh)
    sites = _sites(asked.room or list(ROOMS))
    chosen = [one for one in sites if _named(one) in asked.only] if asked.only else _drawn(sites, asked.sample, asked.seed)
    print(f"{len(chosen)} of {len(sites)} changes, seed {asked.seed}", flush=True)
    noticed = _tried(chosen, cover, asked)
    return _told(noticed, asked)


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--room", action="append", choices=ROOMS, help="a room of the package; more than one may be named")
    parser.add_argument("--sample", type=int, default=200, help="how many changes")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="draws the same sample again")
    parser.add_argument("--seconds", type=float, default=20, help="how long the tests of one change may take together")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE:LINE:NUMBER", help="these changes, as they are printed")
    parser.add_argument("--least", type=float, default=0, help="the share of changes, in percent, that must be noticed")
    parser.add_argument("--fresh", action="store_true", help="write down anew which tests run which lines")
    parser.add_argument("--cover", type=Path, default=Path(tempfile.gettempdir()) / f"ordinance-cover-{os.getuid()}")
    parser.add_argument("--survivors", type=Path, help="write the changes that were not noticed, one a line")
    return parser.parse_args(arguments)


def _cover(folder: Path, *, fresh: bool) -> Cover:
    """Return which tests run which lines; run them where that is not known, or the code has changed since."""
    stamp = folder / "of.txt"
    now = _stamp()
    if fresh or not stamp.exists() or stamp.read_text(encoding="utf-8") != now:
        for old in folder.glob("*.json"):
            old.unlink()
        print("writing down which tests run which lines …", flush=True)
        here = os.environ | {"COVERING": str(folder), "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT)))}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "mutation.covering", "-m", _FAST]
        done = subprocess.run([*command, "tests"], cwd=ROOT, env=here, check=False, capture_output=True, text=True)
        print(done.stdout.strip().rsplit("\n", 1)[-1], flush=True)
        stamp.write_text(now, encoding="utf-8")
    return read(folder)


_FAST = "not slow and not browser and not office"


def _stamp() -> str:
    files = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").glob("test_*.py")])
    return json.dumps([(path.relative_to(ROOT).as_posix(), path.stat().st_mtime_ns) for path in files])


def _sites(rooms: list[str]) -> list[Site]:
    return [
        (path.relative_to(ROOT).as_posix(), change)
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for change in changes(path.read_text(encoding="utf-8"))
    ]


def _drawn(sites: list[Site], sample: int, seed: int) -> list[Site]:
    return random.Random(seed).sample(sites, min(sample, len(sites)))


def _named(site: Site) -> str:
    return f"{site[0]}:{site[1].line}:{site[1].number}"


def likeliest(site: Site, cover: Cover, seconds: float) -> tuple[str, ...]:
    """Return the tests to try on a change: those that run its line, or its module where the line runs at import."""
    file, change = site
    lines = cover.lines.get(file, {})
    if change.function is None:
        found = set().union(*lines.values()) if lines else set()
    else:
        first, last = change.function
        found = lines.get(change.line) or set().union(*(lines.get(one, set()) for one in range(first, last + 1)))
    by_function: dict[str, list[str]] = defaultdict(list)
    for test in sorted(found, key=lambda one: (cover.seconds.get(one, 0), one)):
        by_function[test.split("[")[0]].append(test)
    turns = sorted((turn, cover.seconds.get(test, 0), test) for tests in by_function.values() for turn, test in enumerate(tests))
    chosen: list[str] = []
    for _, lasts, test in turns:
        if lasts <= min(seconds, _LONGEST):
            chosen.append(test)
            seconds -= lasts
    return tuple(chosen)


def _tried(chosen: list[Site], cover: Cover, asked: argparse.Namespace) -> dict[Site, bool]:
    load()
    sys.stdout.flush()
    running, sites, noticed = Running(), {}, {}
    waiting = list(reversed(chosen))
    while waiting or running.until:
        while waiting and len(running.until) < asked.processes:
            site = waiting.pop()
            tests = likeliest(site, cover, asked.seconds)
            if not tests:
                noticed[site] = _say(site, False, "no test runs it")
                continue
            child = start(Trial(site[0].removesuffix(".py").removesuffix("/__init__").replace("/", "."), site[1].number, tests))
            running.until[child] = time.monotonic() + 4 * asked.seconds + 60
            sites[child] = site, len(tests)
        if running.until:
            child, was = running.wait()
            site, count = sites.pop(child)
            noticed[site] = _say(site, was, f"{count} tests")
    return noticed


def _say(site: Site, was: bool, why: str) -> bool:
    print(f"{'killed  ' if was else 'SURVIVED'} {_named(site)}  {site[1].what}  ({why})", flush=True)
    return was


def _told(noticed: dict[Site, bool], asked: argparse.Namespace) -> int:
    by_room: dict[str, list[bool]] = defaultdict(list)
    for (file, _), was in noticed.items():
        by_room[next(room for room in ROOMS if file.startswith(f"ordinance/{room}/"))].append(was)
    for room, all_of in sorted(by_room.items()):
        print(f"{room:14} {sum(all_of):4} of {len(all_of):4} killed  {100 * sum(all_of) / len(all_of):5.1f} %")
    share = 100 * sum(noticed.values()) / max(len(noticed), 1)
    print(f"{'together':14} {sum(noticed.values()):4} of {len(noticed):4} killed  {share:5.1f} %")
    if asked.survivors:
        asked.survivors.write_text("".join(f"{_named(one)}\n" for one, was in noticed.items() if not was), encoding="utf-8")
    return int(share < asked.least)


if __name__ == "__main__":
    raise SystemExit(main())
