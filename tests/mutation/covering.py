"""A pytest plugin that writes down which lines of the package each test runs, and how long it takes.

`PYTHONPATH=tests python -m pytest -p mutation.covering` with COVERING=FOLDER writes one JSON file for each process of the run;
`read` reads them all. A test that fails is not written down: it would notice everything.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ordinance"


@dataclass
class Cover:
    """`lines`: the tests that run a line, by file and line; `seconds`: how long a test takes. Tests go by their pytest ids."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    seconds: dict[str, float] = field(default_factory=dict)


def read(folder: Path) -> Cover:
    """Return what the plugin wrote into a folder; empty where it wrote nothing."""
    cover = Cover()
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        cover.seconds |= kept["seconds"]
        for file, tests in kept["lines"].items():
            for test, lines in tests.items():
                for line in lines:
                    cover.lines[file][line].add(test)
    return cover


class _Recorder:
    def __init__(self, folder: Path) -> None:
        import coverage

        self.folder = folder
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=[str(PACKAGE)])
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        if not self.seconds:
            return
        data = self.coverage.get_data()
        lines: dict[str, dict[str, list[int]]] = {}
        for file in data.measured_files():
            by_test: dict[str, list[int]] = defaultdict(list)
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    if test and test not in self.failed:
                        by_test[test].append(line)
            lines[Path(file).relative_to(PACKAGE.parent).as_posix()] = by_test
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{os.getpid()}.json").write_text(json.dumps({"seconds": self.seconds, "lines": lines}), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    folder = os.environ.get("COVERING")
    is_controller = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    if folder and not is_controller:
        config.pluginmanager.register(_Recorder(Path(folder)), "recorder of covered lines")
