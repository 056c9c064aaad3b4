"""One small broken file for each mistake in tests/broken, and what the program says of it: where, and in which words."""

import os
import re
import sys

import pytest
from conftest import DAY, SMALL, TESTS, drafted, printed, write

from ordinance.checks.model import run
from ordinance.errors import FaultyFile
from ordinance.library import strict_yaml
from ordinance.library.store import Library

FILES = sorted((TESTS / "broken").glob("*.yaml"))
EXPECT = re.compile(r"# expect: (\d+):(\d+): (.+)")


def said_of(library):
    """What drafting, printing and checking say of the files of a library: (file, line, column, message) of each mistake."""
    try:
        made = drafted(library)
        printed(library, made, "appendix")
    except FaultyFile as error:
        return [(fault.file, fault.line, fault.column, fault.message) for fault in error.faults]
    findings = [finding for finding in run(made, library, DAY) if finding.severity == "error"]
    return [(finding.file, finding.line, 1, f"{finding.id}: {finding.message}") for finding in findings]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_file_its_line_and_its_column(path, tmp_path):
    lines = path.read_bytes().decode("latin-1").splitlines()
    expected = [match.groups() for match in map(EXPECT.fullmatch, lines) if match]
    where = next(line.removeprefix("# in: ") for line in lines if line.startswith("# in: "))
    own = tmp_path / where
    own.parent.mkdir(parents=True)
    own.write_bytes(path.read_bytes())
    said = said_of(Library(tmp_path, shipped=SMALL))
    assert [(str(own), line, column) for _, line, column, _ in said] == [
        (str(own), int(line), int(column)) for line, column, _ in sorted(expected, key=lambda one: (int(one[0]), int(one[1])))
    ], said
    for line, column, words in expected:
        assert any(words in message for _, at, over, message in said if (at, over) == (int(line), int(column))), said
