"""Sheets and plain words of a place with words of its own: never the library's sentence on words that changed."""

from pathlib import Path

import pytest
from conftest import write
from handout_files import DATE, place_file, run

NEW = "A city employee shall ask the mayor about each detainer."
TOLD = '"on": 2026-11-20, by: Counsel, why: Asked at the hearing'
WORDS = f"""
- {{do: replace, at: detainer-refusal, text: "{NEW}", {TOLD}}}
- {{do: strike, at: status-inquiry, {TOLD}}}"""


def printed(tmp_path: Path, sheet: str, **added: str) -> str:
    own = tmp_path / ("worded" if added else "plain")
    write(own / "jurisdictions" / "own-place.yaml", place_file(**added))
    out = tmp_path / "out.md"
    made = run("--library", own, "handout", sheet, "own-place", "--blank", "--date", DATE, "--force", "-o", out)
    assert made.exit_code == 0, made.output
    return " ".join(out.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("sheet", ["officer-card", "summary"])
def test_a_reworded_section_stands_in_the_places_own_words(tmp_path, sheet):
    assert "Local wording" not in printed(tmp_path, sheet)
    assert f"Local wording, not reviewed by this project. {NEW}" in printed(tmp_path, sheet, wording=WORDS)


def test_a_struck_section_is_on_no_card(tmp_path):
    assert "Questions about" in printed(tmp_path, "officer-card")
    assert "Questions about" not in printed(tmp_path, "officer-card", wording=WORDS)
