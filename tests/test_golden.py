"""Whole documents of the small library, compared word for word with the files in tests/golden."""

import pytest
from conftest import GOLDEN, drafted, printed

DOCUMENTS = [
    ("millbrook-aa", "ordinance", "comments"),
    ("millbrook-aa", "resolution", "inline"),
    ("millbrook-aa", "executive-order", "none"),
    ("millbrook-aa", "policy", "none"),
    ("fork-county-bb", "ordinance", "appendix"),
    ("fork-county-bb", "resolution", "none"),
    ("fork-county-bb", "policy", "inline"),
]


@pytest.mark.parametrize(("place", "instrument", "commentary"), DOCUMENTS)
def test_a_document_is_word_for_word_the_golden_one(small, golden, place, instrument, commentary):
    made = drafted(small, place, instrument=instrument)
    golden(f"{place}-{instrument}-{commentary}.md", printed(small, made, commentary))


def test_every_golden_file_is_compared():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted("-".join(names) for names in DOCUMENTS)
