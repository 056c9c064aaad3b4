"""References as a word processor prints them: every sample is opened by LibreOffice and its pages are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_reading import Package, fields, printed_by_libreoffice

import ordinance as o

FORMS = ("ordinance", "resolution", "executive-order", "policy")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The Word files of all places and instruments at full length, where there are the most references."""
    library = o.Library()
    made = {}
    for place in library.place_files:
        for form in FORMS:
            try:
                draft = o.draft(library, place, instrument=form, length="full")
            except o.BadChoice:
                continue  # a town without an executive has no executive order
            made[f"{place}-{form}"] = o.encode(draft, "docx", commentary="none")
    return made


@pytest.mark.office
def test_libreoffice_prints_no_word_of_a_reference_twice_as_it_opens_a_file(tmp_path: Path, files: dict[str, bytes]) -> None:
    for name, lines in printed_by_libreoffice(tmp_path, files).items():
        flowing = " ".join(lines)
        assert not re.findall(r"(?:Sections?|§§?|subsections?)\s+(?:Sections?|§§?|subsections?) ?\S+", flowing), name
        assert not re.findall(r"(?:[a-z]{4}|\))[.:]”? §§? ?[0-9]\S* [a-z].{20}", flowing), name


def test_a_reference_is_kept_right_as_a_whole_or_not_at_all(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        for home in Package(data).paragraphs:
            codes = [code for code, _ in fields(home) if code.startswith("REF")]
            assert not [code for code in codes if r"\t" in code], name
    ithaca = Package(files["ithaca-ny-ordinance"])
    pairs = [fields(home) for home in ithaca.paragraphs]
    assert any([result for _, result in found][:3] == ["§\u00a0215-60", "A", "(1)"] for found in pairs)
