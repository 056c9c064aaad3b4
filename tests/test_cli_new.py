"""`ordinance new`: a place begun in any state, of any kind, under any name, and drafted at once."""

import os
import re

import pytest
from cli_runs import here, ran, said
from click.testing import CliRunner
from conftest import DAY, shipped_library, write

from ordinance.cli.main import cli
from ordinance.library.forms import forms_of
from ordinance.library.store import Library

__all__ = ["here"]


# --- new ---


def made(name, *options, code="NY", kind="city"):
    """The file that `new` writes for a place, and the place in it."""
    result = ran("new", "--state", code, "--kind", kind, "--date", DAY, *options, "--", name)
    path = re.match(r"Wrote (\S+\.yaml)\n", result.stdout)[1]
    return path, Library().place(f"./{path}"), result


def test_new_writes_a_file_that_drafts_at_once_and_lists_its_blanks(here):
    path, place, result = made("Millbrook", kind="village")
    assert (path, place.id, place.name, place.kind, place.state) == (
        "millbrook-ny.yaml",
        "millbrook-ny",
        "Millbrook",
        "village",
        "NY",
    )
    heard = " ".join(result.stdout.split())
    usual = [place.body.presiding, place.body.member, place.clerk, place.attorney]
    assert not any(title.startswith("[") for title in usual)
    assert list(place.to_confirm)[:1] == [place.body.name]
    assert [title for title in usual if title not in heard or title not in place.to_confirm] == []
    assert heard.endswith("Next: ordinance draft millbrook-ny.yaml")
    drafted = ran("draft", path, "-o", "-", "--format", "md", "--full")
    assert "Millbrook" in drafted.stdout
    assert "to fill in:\n    [ ] " in drafted.stderr
    assert f"not yet confirmed for Millbrook: {place.body.name}; " in drafted.stdout


def test_new_keeps_a_file_that_exists(here):
    write(here / "x.yaml", "mine")
    assert said("new", "Oz", "--state", "NY", "--kind", "city", "-o", "x.yaml").startswith("x.yaml: exists already")
    assert (here / "x.yaml").read_text() == "mine"
    ran("new", "Oz", "--state", "NY", "--kind", "city", "-o", "x.yaml", "--force")
    assert Library().place("./x.yaml").name == "Oz"


@pytest.mark.parametrize("kind", list(shipped_library().words.kinds))
def test_every_kind_of_place_can_be_begun_and_drafted(kind):
    path, place, _ = made("Oz", kind=kind)
    assert place.kind == kind
    ran("draft", path)


@pytest.mark.parametrize("code", sorted(shipped_library().state_files))
@pytest.mark.parametrize("kind", ["city", "county"])
def test_a_place_can_be_begun_in_every_state_and_drafted_unless_its_law_leaves_nothing(code, kind, here):
    absent = forms_of(Library(), code).absent_kinds.get(kind)
    if absent:
        assert f"--kind {kind}: {absent}" in said("new", "Oz", "--state", code, "--kind", kind)
        assert os.listdir(here) == []
        return
    path, place, _ = made("Oz", code=code, kind=kind)
    assert place.state == code
    result = CliRunner().invoke(cli, ["draft", path, "-o", "x.md"])
    assert result.exit_code == 0 or "nothing is left to draft for Oz" in result.stderr


NAMES = [
    "O'Brien", 'The "Oz"', "Café", "No", "yes", "null", "true", "12", "1e3", "a: b", "#1", "- x", "{{ place.name }}",
    "{% if %}", "x}}", "&a", "*a", "!!a", "[x]", "x #y", "%x", "@x", "`x`",
    "Ångström", "Doña Ana", "St. Mary's", "A", "x\\ny", "~a", "<b>x</b>",
    "x\u00a0y", "Ōsaka", "x" * 200,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name_stays_the_name_that_was_given(name):
    path, place, _ = made(name)
    assert place.name == name
    ran("draft", path, "-o", "x.md")


@pytest.mark.parametrize("name", ["a\nb", "a\tb", "a\x07", "a\x7f", "a\x85b", "a\u2028b", "a\ue000b", "a\udcffb"])
def test_a_name_with_a_character_that_no_document_holds_is_refused(name, here):
    assert "character" in said("new", "--state", "NY", "--kind", "city", "--", name)
    assert os.listdir(here) == []
