"""A place gets the instrument of its form of government where nobody asked for one, and the draft reads like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from web_client import client

import ordinance as o
from ordinance.cli.main import cli

#: A kind of government without the power to ordain, in each state that has one: what it takes instead.
WITHOUT_POWER = {
    "autauga-county-al": "resolution",
    "allen-county-ks": "resolution",
    "york-county-me": "resolution",
    "washtenaw-county-mi": "resolution",
    "boone-county-mo": "resolution",
    "cass-county-nd": "resolution",
    "douglas-county-ne": "resolution",
    "merrimack-county-nh": "resolution",
    "franklin-county-oh": "resolution",
    "tulsa-county-ok": "resolution",
    "anderson-county-tn": "resolution",
    "harris-county-tx": "order",
    "kanawha-county-wv": "resolution",
    "teton-county-wy": "resolution",
}


@pytest.fixture(scope="module")
def library() -> o.Library:
    return o.Library()


def run(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, list(words))
    return found.exit_code, found.output


@pytest.mark.parametrize(("place", "name"), WITHOUT_POWER.items())
def test_a_government_without_that_power_gets_what_it_takes_instead(library: o.Library, place: str, name: str) -> None:
    made = o.draft(library, place).draft
    assert (made.instrument, made.instrument_name) == ("resolution", name)


@pytest.mark.parametrize("place", ["beacon-ny", "dane-county-wi", "fairfax-county-va", "jefferson-county-co"])
def test_others_keep_the_ordinance(library: o.Library, place: str) -> None:
    assert o.draft(library, place).draft.instrument == "ordinance"


def test_one_line_says_why_and_nothing_says_take_the_other(tmp_path: Path) -> None:
    code, said = run("draft", "harris-county-tx", "-o", str(tmp_path / "x.md"))
    assert code == 0
    assert "An order, not an ordinance. A Texas county has only the powers" in " ".join(said.split())
    assert "instead" not in said


def test_an_ordinance_that_is_asked_for_is_drafted_with_the_warning(tmp_path: Path) -> None:
    code, said = run("draft", "harris-county-tx", "--instrument", "ordinance", "-o", str(tmp_path / "x.md"))
    assert code == 0
    assert "Take the resolution instead" in said
    assert "# ORDINANCE NO." in (tmp_path / "x.md").read_text()


def test_the_file_is_named_by_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("draft", "harris-county-tx", "--format", "md")[0] == 0
    assert run("batch", "--list", str(_listed(tmp_path)), "--format", "md", "-o", "all", "--jobs", "1")[0] == 0
    assert (tmp_path / "harris-county-tx-resolution.md").is_file()
    assert {one.name for one in (tmp_path / "all").rglob("*.md")} == {"beacon-ny-ordinance.md", "harris-county-tx-resolution.md"}


def _listed(folder: Path) -> Path:
    (folder / "places.txt").write_text("harris-county-tx\nbeacon-ny\n")
    return folder / "places.txt"


def test_an_order_reads_as_one_at_both_lengths(library: o.Library) -> None:
    for length in ("short", "full"):
        text = o.draft(library, "harris-county-tx", length=length).encode("txt").decode()
        law = text[text.index("ORDER NO.") : text.index("Record of adoption")]
        said = law.lower().replace("a resolution or order on its own departments", "")
        assert "resolution" not in said, [line for line in law.split("\n") if "esolution" in line]
        assert "RESOLVED" not in text
        assert "an ordinance that makes" not in law
        assert "draft ordinance" not in law
        assert ("ORDERED, that" if length == "short" else "Commissioners Court of Harris County orders as follows") in text


@pytest.mark.parametrize("words", [("check",), ("memo",), ("whatif",)])
def test_other_commands_follow(words: tuple[str, ...], tmp_path: Path) -> None:
    more = ("--choose", "release-date=full-bar") if words == ("whatif",) else ()
    given = ("-o", str(tmp_path / "x.md")) if words == ("memo",) else ()
    code, said = run(*words, "harris-county-tx", *more, *given)
    written = (tmp_path / "x.md").read_text() if given else ""
    assert code in (0, 1), said
    assert "no general power to enact ordinances; the" not in said
    assert "ordinance of Harris" not in said + written


def test_the_page_opens_with_it() -> None:
    page = client().get("/draft/harris-county-tx").text
    assert '<option value="resolution" selected>Order</option>' in page
    assert "An order, not an ordinance." in page
