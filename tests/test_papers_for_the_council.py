"""No paper for the council speaks of the program: no id, backtick, command, file, revision or confidence number in any."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pytest
from conftest import shipped_library

import ordinance as o

LIBRARY = shipped_library()
PLACES = sorted(LIBRARY.place_files)
#: The hyphenated ids of variants: none of them is an English word that a text may use.
VARIANTS = sorted({variant.id for clause in LIBRARY.clauses() for variant in clause.variants if "-" in variant.id}, key=len)
FAULTS = {
    "a backtick": "`",
    "a double full stop": r"(?<!\.)\.\.(?!\.)",
    "a column without an entry": r"nothing yet",
    "a caution said twice": r"\((\w[\w ,]*)\) \(\1\)",
    "a name without its article": r"\b(?:for|of|in|by|to) (?:City|Town|Village|Borough) of (?!New York v\.)[A-Z]",
    "a command": r"\bordinance (?:compare|draft|memo|check|library|updates) (?:[A-Z]{3,}|--|[a-z]+-[a-z]{2}\b)|--[a-z]{3,}",
    "an id with an underscore": r"\b[a-z]+(?:-[a-z]+)*_[a-z_]+\b",
    "the id of a place": rf"\b(?:{'|'.join(PLACES)})\b",
    "the id of a variant": rf"(?<![\w/-])(?:{'|'.join(map(re.escape, reversed(VARIANTS)))})(?![\w-])",
    "a confidence number": r"\(0\.\d+\)",
    "a revision": r"[Rr]evision [0-9a-f]{6,}",
    "a file": r"\.ya?ml\b|[Tt]he file of the place|[Tt]he tool (?:says|refuses|takes|offers|leaves|prints)",
}


def words_of(data: bytes) -> str:
    """The words of a Word file: its paragraphs and the cells of its tables."""
    read = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*(one.text for one in read.paragraphs), *cells]).split())


def papers(place: str) -> Iterator[tuple[str, str]]:
    """Every document that goes before the body of a place: its name and its words."""
    for instrument in sorted(LIBRARY.instruments):
        for length in ("short", "full"):
            try:
                draft = o.draft(LIBRARY, place, instrument=instrument, length=length)
            except o.BadChoice:
                continue  # a town without an executive has no executive order
            for commentary in ("comments", "notes"):
                text = o.encode(draft, "txt", commentary=commentary)
                yield f"{instrument} {length} {commentary}", " ".join(text.decode().split())
    yield "matrix", words_of(o.encode(o.compare(LIBRARY, place=place, matrix=True), "docx"))
    for name, data in o.packet(LIBRARY, place).files.items():
        if name.endswith(".docx") and not name.startswith("0-"):  # the first page names the files of the packet
            yield name, words_of(data)


@pytest.mark.parametrize("place", PLACES)
def test_no_paper_speaks_of_the_program(place: str) -> None:
    found = {
        (name, fault, text[max(0, match.start() - 40) : match.end() + 30])
        for name, text in papers(place)
        for fault, pattern in FAULTS.items()
        for match in re.finditer(pattern, text)
    }
    assert found == set()


def test_each_authority_of_a_packet_is_used_somewhere() -> None:
    read = docx.Document(io.BytesIO(o.packet(LIBRARY, "ithaca-ny").files["6-authorities.docx"]))
    rows = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert rows[0][-1] == "Used in"
    assert [row[0] for row in rows if not row[-1].strip()] == []
    assert any("reasons" in row[-1] for row in rows)
