"""What a clerk looks for (docs/clerk.md), held against a village's local law, a county's ordinance and a city's resolution."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx_reading import Package, text, value

import ordinance as o

LIBRARY = o.Library()
KINDS = {
    "village": ("cayuga-heights-ny", "ordinance"),
    "county": ("king-county-wa", "ordinance"),
    "city": ("lakewood-oh", "resolution"),
}
TITLES = {"village": "LOCAL LAW NO.", "county": "ORDINANCE NO.", "city": "RESOLUTION NO."}
NAMES = {"village": "VILLAGE OF CAYUGA HEIGHTS", "county": "KING COUNTY", "city": "CITY OF LAKEWOOD"}


@cache
def file(kind: str) -> Package:
    place, instrument = KINDS[kind]
    made = o.draft(LIBRARY, place, instrument=instrument, on=date(2026, 11, 25))
    return Package(o.encode(made, "docx", commentary="none"))


def lines(kind: str, *styles: str) -> list[str]:
    """The paragraphs of a draft, those in boxes left out; with `styles` only theirs."""
    found = [(value(home, "pPr/pStyle") or "", text(home)) for home in file(kind).paragraphs]
    return [words for style, words in found if words and style != "OrdinanceNotice" and (not styles or style in styles)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_has_government_body_number_sponsor_and_a_title_of_one_subject(kind: str) -> None:
    first = lines(kind)[:5]
    assert first[0].upper() == NAMES[kind]
    assert re.match(rf"{TITLES[kind]}\s\[number\]$", first[2], re.IGNORECASE)
    assert any(line.startswith("Introduced by: [") for line in lines(kind)[:6])
    (title,) = lines(kind, "OrdinanceLongTitle")
    assert title.casefold().split()[:2] in (["a", "local"], ["an", "ordinance"], ["a", "resolution"])
    assert not re.search(r"severab|publication|effective date|repeal", title, re.IGNORECASE)
    assert len(re.findall(r"; and ", title)) == 1, "a list has one 'and'"
    assert value(file(kind).styles["OrdinanceLongTitle"], "rPr/b") != "0"
    assert file(kind).styles["OrdinanceLongTitle"].find(".//{*}b") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_runs_at_the_head_of_every_page_and_the_pages_are_numbered(kind: str) -> None:
    head = "".join(text(home) for home in file(kind).xml("word/header1.xml"))
    assert "No. [number]" in head
    assert " PAGE " in file(kind).files["word/footer1.xml"].decode()


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_clerk_fills_in_has_a_line(kind: str) -> None:
    rows = [[text(cell) for cell in row.iter("{*}tc")] for row in file(kind).body.iter("{*}tr")]
    labels = [row[0] for row in rows if len(row) == 2]
    assert {"Ayes", "Noes", "Absent"} <= set(labels)
    signed = " ".join(text(cell) for row in file(kind).body.iter("{*}tr") for cell in row.iter("{*}tc"))
    assert re.search(r"Presiding officer.*Attest", signed)
    assert "Name" in signed


def test_the_style_and_the_title_are_those_of_the_statute_or_the_council() -> None:
    village, county = " ".join(lines("village")), " ".join(lines("county"))
    assert "Be it enacted by the Board of Trustees of the Village of Cayuga Heights as follows:" in village
    assert "Filed with the Secretary of State" in " ".join(text(row) for row in file("village").body.iter("{*}tr"))
    assert re.search(r"AN ORDINANCE relating to [^;]+; .*; and adding a new chapter to K\.C\.C\. Title 2\.", county)
    assert county.index("BE IT ORDAINED BY THE COUNCIL OF KING COUNTY:") < county.index("Findings")
    assert "NEW SECTION. There is hereby added to K.C.C. Title 2" in county


@pytest.mark.parametrize("kind", ["village", "county"])
def test_definitions_stand_by_the_alphabet_without_numbers_and_nothing_points_above_or_below(kind: str) -> None:
    terms = [words.partition("”")[0] for words in lines(kind, "OrdinanceDefinition") if words.startswith("“")]
    assert len(terms) > 3
    assert terms == sorted(terms, key=str.casefold)
    assert not re.search(r"\b(?:above|below|hereinafter)\b(?! what)", " ".join(lines(kind)), re.IGNORECASE)


def test_every_source_of_the_list_says_how_far_it_was_read() -> None:
    page = (Path(__file__).parent.parent / "docs" / "clerk.md").read_text(encoding="utf-8")
    before, after = page.split("## Sources")
    cells = [line.strip("| ").split(" | ") for line in after.splitlines() if line.startswith("| ")]
    sources = {row[0]: row[2] for row in cells if row[0] != "short"}
    assert all(re.search(r"read|part|restated|contents", level) for level in sources.values())
    rows = [line.strip("|").split("|") for line in before.splitlines() if line.startswith("| ") and "source |" not in line]
    assert {word for row in rows for word in re.findall(r"\b[A-Z]{2,4}\b", row[1])} == set(sources)
