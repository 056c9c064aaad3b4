"""Whole documents of the small library, compared word for word with the files in tests/golden."""

import pytest
from conftest import GOLDEN, TESTS, drafted, printed

DOCUMENTS = [
    ("millbrook-aa", "ordinance", "comments"),
    ("millbrook-aa", "resolution", "inline"),
    ("millbrook-aa", "executive-order", "none"),
    ("millbrook-aa", "policy", "none"),
    ("fork-county-bb", "ordinance", "notes"),
    ("fork-county-bb", "resolution", "none"),
    ("fork-county-bb", "policy", "inline"),
]


@pytest.mark.parametrize(("place", "instrument", "commentary"), DOCUMENTS)
def test_a_document_is_word_for_word_the_golden_one(small, golden, place, instrument, commentary):
    made = drafted(small, place, instrument=instrument)
    golden(f"{place}-{instrument}-{commentary}.md", printed(small, made, commentary))


def test_a_short_document_is_word_for_word_the_golden_one(small, golden):
    made = drafted(small, "millbrook-aa", length="short")
    golden("millbrook-aa-ordinance-short.md", printed(small, made, "inline"))


def test_every_golden_file_is_compared():
    here = {f"{'-'.join(names)}.md" for names in DOCUMENTS}
    tests = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py"))
    assert here <= {path.name for path in GOLDEN.iterdir()}
    assert [path.name for path in GOLDEN.iterdir() if path.name not in here and path.name not in tests] == []
