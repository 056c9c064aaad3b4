"""One small broken file for each mistake in tests/broken, and what the program says of it: where, and in which words."""

import re

import pytest
from conftest import DAY, SMALL, TESTS, drafted, printed, write

from ordinance.checks.model import run
from ordinance.errors import FaultyFile
from ordinance.library.store import Library

FILES = sorted((TESTS / "broken").glob("*.yaml"))
EXPECT = re.compile(r"# expect: (\d+):(\d+): (.+)")


def said_of(library):
    """What drafting, printing and checking say of a library: file, line, column and message of each mistake, in order."""
    try:
        made = drafted(library)
        printed(library, made, "notes")
    except FaultyFile as error:
        return [(fault.file, fault.line, fault.column, fault.message) for fault in error.faults]
    findings = [finding for finding in run(made, library, DAY) if finding.severity == "error"]
    return [(finding.file, finding.line, 1, f"{finding.id}: {finding.message}") for finding in findings]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_file_its_line_and_its_column(path, tmp_path):
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    where = next(line.removeprefix("# in: ") for line in lines if line.startswith("# in: "))
    own = tmp_path / where
    own.parent.mkdir(parents=True)
    own.write_bytes(path.read_bytes())
    expected = sorted((str(own), int(match[1]), int(match[2]), match[3]) for match in map(EXPECT.fullmatch, lines) if match)
    said = said_of(Library(tmp_path, shipped=SMALL))
    assert [one[:3] for one in said] == [one[:3] for one in expected], said
    assert [(one[3], words[3]) for one, words in zip(said, expected, strict=True) if words[3] not in one[3]] == []


def test_a_huge_file_is_not_read(tmp_path):
    write(tmp_path / "jurisdictions/millbrook-aa.yaml", "id: millbrook-aa\n" + "# padding\n" * 450_000)
    said = said_of(Library(tmp_path, shipped=SMALL))
    assert [one[3] for one in said] == ["is larger than 512 KB, which no library file is"]


def test_an_endless_file_is_not_read_to_its_end():
    with pytest.raises(FaultyFile, match=r"^/dev/zero: is no file$"):
        Library(shipped=SMALL).place("/dev/zero")


def test_a_folder_that_holds_nothing_to_lay_over_is_refused(tmp_path):
    with pytest.raises(FaultyFile, match="has none of the folders clauses, jurisdictions, templates"):
        Library(tmp_path, shipped=SMALL)
    with pytest.raises(FaultyFile, match="is not a folder"):
        Library(tmp_path / "missing", shipped=SMALL)
