"""One change tried: the tests that run its line, run in a process of its own until one of them fails."""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import pkgutil
import sys
import time
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mutation.changes import changed
from mutation.covering import PACKAGE

ROOT = PACKAGE.parent
#: What the parent loads, so that the children need not: libraries, and the room that no changed room stands under.
_LOADED_FIRST = ("yaml", "lxml.etree", "docx", "click.testing", "jinja2", "markdown", "hypothesis", "msgspec")
_NEVER_CHANGED = "ordinance.library"


@dataclass(frozen=True)
class Trial:
    """A change to a module ("ordinance.reviews.force"), by its number there, with the tests to run, the likeliest first."""

    module: str
    number: int
    tests: tuple[str, ...]


def load() -> None:
    """Import what every trial needs and none changes."""
    for name in _LOADED_FIRST:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    package = importlib.import_module(_NEVER_CHANGED)
    for one in pkgutil.walk_packages(package.__path__, f"{_NEVER_CHANGED}."):
        importlib.import_module(one.name)
    if any(name.startswith("ordinance.") and not name.startswith(_NEVER_CHANGED) for name in _not_below(sys.modules)):
        raise RuntimeError(f"{_NEVER_CHANGED} imports a room that is to be changed")


def _not_below(names: Sequence[str] | dict[str, types.ModuleType]) -> list[str]:
    rooms = ("drafting", "checks", "comparison", "formats.docx", "reviews")
    return [name for name in names if any(name.startswith(f"ordinance.{room}.") for room in rooms)]


def start(trial: Trial) -> int:
    """Start a trial in a child and return the child's process id. It exits with 1 where a test failed, 0 where none did."""
    child = os.fork()
    if child:
        return child
    code = 3
    try:
        os.nice(10)
        os.setpgid(0, 0)
        code = _run(trial)
    finally:
        os._exit(code)


def _run(trial: Trial) -> int:
    path = ROOT / (trial.module.replace(".", "/") + ".py")
    if not path.exists():
        path = ROOT / trial.module.replace(".", "/") / "__init__.py"
    sys.meta_path.insert(0, _Changed(trial.module, path, trial.number))
    sys.dont_write_bytecode = True
    os.chdir(ROOT)
    files = list(dict.fromkeys(one.split("::")[0] for one in trial.tests))
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--tb=no", "--disable-warnings"]
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            done = pytest.main([*options, *files], plugins=[_Only(trial.tests)])
    return 0 if done in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else 1


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from its changed tree, and no other."""

    def __init__(self, name: str, path: Path, number: int) -> None:
        self._name, self._path, self._number = name, path, number

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        is_package = self._path.name == "__init__.py"
        places = [str(self._path.parent)] if is_package else None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self, submodule_search_locations=places)

    def get_filename(self, fullname: str) -> str:
        return str(self._path)

    def get_data(self, path: str | bytes) -> bytes:
        return Path(os.fsdecode(path)).read_bytes()

    def get_code(self, fullname: str) -> types.CodeType:
        tree = changed(self._path.read_text(encoding="utf-8"), self._number)
        return compile(tree, str(self._path), "exec", dont_inherit=True)


class _Only:
    """Leaves of the tests that pytest found those of a trial, in its order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {one: index for index, one in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((one for one in items if one.nodeid in self._place), key=lambda one: self._place[one.nodeid])


@dataclass
class Running:
    """Trials under way, by process id, each with the time at which it is over whatever it does."""

    until: dict[int, float] = field(default_factory=dict)

    def wait(self) -> tuple[int, bool]:
        """Return the process id of the next that ends, and whether its change was noticed; one that takes too long was."""
        while True:
            for child, until in list(self.until.items()):
                done, status = os.waitpid(child, os.WNOHANG)
                if not done and time.monotonic() > until:
                    os.killpg(child, 9)
                    os.waitpid(child, 0)
                    done, status = child, 256
                if done:
                    del self.until[child]
                    return child, status != 0
            time.sleep(0.02)
