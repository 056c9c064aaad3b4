"""The runner of `make mutants`: what it changes, which tests it tries, and that it sees what a test notices."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mutation.__main__ import _stamp, likeliest
from mutation.changes import Change, changed, changes
from mutation.covering import Cover

TESTS = Path(__file__).parent
MADE = [
    ("a < b", "a <= b"),
    ("a == b", "a != b"),
    ("a in b", "a not in b"),
    ("a and b", "a or b"),
    ("not a", "a"),
    ("a + b", "a - b"),
    ("a[1:]", "a[2:]; a[:]"),
    ("7", "8"),
    ("True", "False"),
    ("frozenset({'a', 'b'})", "frozenset({'b'}); frozenset({'a'})"),
    ("f'{a}'", ""),
    ("f(strict=True)", ""),
]


@pytest.mark.parametrize(("written", "made"), MADE)
def test_what_is_changed(written: str, made: str) -> None:
    source = f"x = {written}"
    found = [ast.unparse(changed(source, one.number)).removeprefix("x = ") for one in changes(source)]
    assert sorted(found) == sorted(made.split("; ") if made else [])


def test_types_decorators_messages_and_docstrings_are_let_alone() -> None:
    head = '@memo(maxsize=9)\nclass A(B, frozen=True):\n    "Nine"\n    a: Literal[1]\n'
    source = head + "    def f(self, a: x | 3) -> 4:\n        raise E(5)"
    assert changes(source) == []


def test_a_value_is_not_returned_and_a_condition_is_turned() -> None:
    source = "def f(a):\n    if a:\n        return g(a)\n    return None"
    assert [ast.unparse(changed(source, one.number)).split("\n")[1:3] for one in changes(source)] == [
        ["    if not a:", "        return g(a)"],
        ["    if a:", "        return None"],
    ]


def test_the_quick_tests_and_one_of_each_function_come_first() -> None:
    cover = Cover()
    cover.lines["a.py"][2] = {"t::slow[1]", "t::quick[1]", "t::quick[2]", "t::endless"}
    cover.seconds = {"t::slow[1]": 3, "t::quick[1]": 1, "t::quick[2]": 2, "t::endless": 99}
    site = ("a.py", Change(0, 2, 0, "", (1, 3)))
    assert likeliest(site, cover, 10) == ("t::quick[1]", "t::slow[1]", "t::quick[2]")
    assert likeliest(site, cover, 3) == ("t::quick[1]", "t::quick[2]")
    assert likeliest(("a.py", Change(0, 9, 0, "", (9, 9))), cover, 10) == ()


def test_a_change_that_a_test_notices_is_killed_and_one_that_none_does_survives(tmp_path: Path) -> None:
    """One change is held against a test that it breaks, another against a test of something else, a third against none."""
    file = "ordinance/reviews/lexicon.py"
    found = changes((TESTS.parent / file).read_text(encoding="utf-8"))
    wanted = ("written.count('(') != written.count(')') → written.count('(') == written.count(')')", "choice → not choice")
    broken, other = (next(one for one in found if one.what == what) for what in wanted)
    alone = next(one for one in found if one.what == "return found → return None" and one.line > other.line)
    tried = {
        "tests/test_review.py::test_every_phrase_can_be_read": [broken.line],
        "tests/test_mutation_runner.py::test_types_decorators_messages_and_docstrings_are_let_alone": [other.line],
    }
    kept = {"seconds": dict.fromkeys(tried, 0.1), "lines": {file: tried}}
    (tmp_path / "1.json").write_text(json.dumps(kept), encoding="utf-8")
    (tmp_path / "of.txt").write_text(_stamp(), encoding="utf-8")
    names = [f"{file}:{one.line}:{one.number}" for one in (broken, other, alone)]
    command = [sys.executable, "-m", "mutation", "--cover", str(tmp_path), "--least", "50", "--only", *names]
    done = subprocess.run(command, cwd=TESTS, env=os.environ | {"PYTHONPATH": str(TESTS.parent)}, capture_output=True, text=True)
    said = {line.split()[1]: line for line in done.stdout.split("\n") if ":" in line}
    assert said[names[0]].startswith("killed")
    assert said[names[1]].startswith("SURVIVED")
    assert said[names[2]].endswith("(no test runs it)")
    assert "together          1 of    3 killed   33.3 %" in done.stdout
    assert done.returncode == 1
