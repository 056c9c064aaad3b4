"""Lists that stay open: a fifth instrument, a kind of place, a caution are files of a library, and no line of the program."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import FaultyFile
from ordinance.library.roots import shipped_root
from ordinance.library.store import Library

ROOT = shipped_root()
DAY = "2026-11-24"
FORMATS = ("docx", "md", "html", "txt", "json", "xml")


def changed(own: Path, file: str, *changes: tuple[str, str], becomes: str = "") -> None:
    """Write a copy of a shipped file, with some words changed, into a folder that is laid over the library."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = own / (becomes or file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def own(tmp_path):
    """A library with a proclamation, which the executive issues, and charter townships with a place among them."""
    folder = tmp_path / "own"
    changed(
        folder,
        "templates/instruments/executive-order.yaml",
        ("id: executive-order", "id: proclamation"),
        ("name: Executive order", "name: Proclamation"),
        becomes="templates/instruments/proclamation.yaml",
    )
    row = 'noun: township, official: "Charter Township of {name}", body: board, chartered: true, also: [township]'
    changed(folder, "templates/words.yaml", ("\n# Who else", f"  charter-township: {{{row}}}\n\n# Who else"))
    changed(
        folder,
        "jurisdictions/ithaca-ny.yaml",
        *(("id: ithaca-ny", "id: oak-mi"), ("kind: city", "kind: charter-township"), ("state: NY", "state: MI")),
        becomes="jurisdictions/oak-mi.yaml",
    )
    return folder


def ran(own: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["--library", str(own), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", ["ithaca-ny", "oak-mi"])
def test_a_fifth_instrument_and_a_new_kind_are_drafted_in_every_format(own, tmp_path, place, form):
    out = tmp_path / f"out.{form}"
    ran(own, "draft", place, "--instrument", "proclamation", "-o", str(out), "--date", DAY)
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("place", ["ithaca-ny", "oak-mi"])
def test_they_are_checked_explained_and_handed_out(own, tmp_path, place):
    result = CliRunner().invoke(cli, ["--library", str(own), "check", place, "--instrument", "proclamation", "--date", DAY])
    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output
    for command in (
        ("memo", place),
        ("handout", "council-options", place),
        ("handout", "rights-card", place, "--lang", "es"),
    ):
        out = tmp_path / f"{command[0]}.md"
        ran(own, *command, "--instrument", "proclamation", "-o", str(out), "--date", DAY)
        assert out.stat().st_size > 1000
        out.unlink()


def test_the_executive_issues_what_the_executive_issues(own, tmp_path):
    memo = ran(own, "memo", "ithaca-ny", "--instrument", "proclamation", "--date", DAY, "--format", "md", "-o", "-")
    assert "**To:** City Manager" in memo


def test_help_and_near_misses_know_what_the_library_lists(own):
    assert "proclamation" in ran(own, "draft", "--help")
    assert "charter-township" in ran(own, "new", "--help")
    result = CliRunner().invoke(cli, ["--library", str(own), "draft", "ithaca-ny", "--instrument", "proclamaton"])
    assert result.exit_code == 2
    assert "no instrument named 'proclamaton'; did you mean proclamation" in result.output


def test_a_new_place_of_a_new_kind_drafts_at_once(own, tmp_path):
    file = tmp_path / "elm.yaml"
    ran(own, "new", "Elm", "--state", "MI", "--kind", "charter-township", "-o", str(file), "--date", DAY)
    assert "official_name: Charter Township of Elm" in file.read_text(encoding="utf-8")
    assert draft(Library(own), Library(own).place(str(file)), Wishes(on=date(2026, 11, 24))).sections


def test_a_kind_meets_the_law_for_the_kinds_that_it_also_is(own):
    library = Library(own)
    chosen = draft(library, library.place("oak-mi"), Wishes()).selection
    assert chosen.kinds == ("charter-township", "township")


DEAD = [
    ("jurisdictions/states/ny.yaml", "basis: statute", "basis: statut", "no basis named 'statut'; did you mean statute?"),
    ("jurisdictions/states/ny.yaml", "applies_to: [", "applies_to: [shire, ", "no bound named 'shire'"),
    (
        "clauses/custody/detainer-refusal/clause.yaml",
        "exposure: low",
        "exposure: lo",
        "no exposure named 'lo-to-medium'; did you mean low-to-medium",
    ),
    ("templates/words.yaml", "also: [city, county]", "also: [citty, county]", "no kind named 'citty'; did you mean city"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), DEAD, ids=[row[3] for row in DEAD])
def test_a_word_that_no_list_has_is_a_fault_with_its_line(tmp_path, file, old, new, said):
    text = (ROOT / file).read_text(encoding="utf-8").replace(old, new, 1)
    assert new in text
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    library = Library(tmp_path)
    with pytest.raises(FaultyFile) as raised:
        draft(library, library.place("ithaca-ny"))
    line = text[: text.index(new)].count("\n") + 1
    assert f"{file}:{line}:" in str(raised.value)
    assert said in str(raised.value)
