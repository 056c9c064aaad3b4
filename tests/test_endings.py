"""The format is what a file's ending says, in every command; a clash or an ending without a format writes nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ordinance.cli.main import cli

BEGINS = {
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF",
    "html": b"<!DOCTYPE html>",
    "htm": b"<!DOCTYPE html>",
    "json": (b"{", b"["),
    "csv": b"",
    "md": b"",
    "markdown": b"",
    "txt": b"",
}

WRITES = {
    "memo": ("memo", "ithaca-ny"),
    "compare": ("compare", "release-date", "--place", "ithaca-ny"),
    "precedents": ("precedents", "--state", "NY"),
    "state": ("state", "NY"),
    "show": ("show", "release-date"),
    "authorities": ("authorities",),
    "explain": ("explain",),
    "place": ("place", "ithaca-ny"),
    "agreements": ("agreements", "ithaca-ny"),
    "updates": ("updates", "ithaca-ny"),
    "watch": ("watch",),
    "draft": ("draft", "ithaca-ny"),
    "handout": ("handout", "rights-card"),
}
WORD = ("memo", "compare", "precedents", "state", "show", "explain", "place", "agreements", "updates", "draft", "handout")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli, words)


@pytest.mark.parametrize("command", WORD)
def test_a_name_that_ends_in_docx_is_a_word_file(command, here):
    result = run(*WRITES[command], "-o", "x.docx")
    assert (here / "x.docx").read_bytes().startswith(BEGINS["docx"]), result.output


@pytest.mark.parametrize("command", ["state", "show", "authorities", "explain", "place", "compare", "precedents"])
def test_a_name_that_ends_in_json_is_json_in_that_file(command, here):
    run(*WRITES[command], "-o", "x.json")
    assert (here / "x.json").read_bytes().startswith(BEGINS["json"])


@pytest.mark.parametrize("ending", ["md", "markdown", "htm", "html", "txt"])
def test_both_spellings_of_an_ending_are_taken(ending, here):
    run("memo", "ithaca-ny", "-o", f"x.{ending}")
    assert (here / f"x.{ending}").read_bytes().lower().startswith(BEGINS[ending].lower())


@pytest.mark.parametrize("name", ["x.rtf", "x.odt", "x.doc", "x"])
@pytest.mark.parametrize("command", WRITES)
def test_an_ending_without_a_format_writes_nothing(command, name, here):
    result = run(*WRITES[command], "-o", name)
    assert (result.exit_code, os.listdir(here)) == (2, [])
    assert f"-o {name}: " in result.stderr
    assert ".html" in result.stderr


@pytest.mark.parametrize("command", WRITES)
def test_a_format_that_clashes_with_the_ending_writes_nothing(command, here):
    result = run(*WRITES[command], "--format", "md", "-o", "x.html")
    assert (result.exit_code, os.listdir(here)) == (2, [])
    assert "--format md: the name x.html ends in .html" in result.stderr


def test_a_redline_named_doc_writes_nothing(here):
    (here / "a.md").write_text("One.\n")
    result = run("redline", "a.md", "a.md", "-o", "r.doc")
    assert (result.exit_code, os.listdir(here)) == (2, ["a.md"])


@pytest.mark.parametrize("command", ["packet", "kit", "implement"])
def test_a_folder_is_not_named_as_a_file(command, here):
    result = run(command, "ithaca-ny", "-o", "pk.pdf")
    assert (result.exit_code, os.listdir(here)) == (2, [])
    assert "is a folder or a .zip" in result.stderr


FILES = {
    "back.docx": "`ordinance check back.docx`",
    "kept.json": "`ordinance check kept.json`",
    "policy.txt": "`ordinance review policy.txt`",
    "beacon.yaml.txt": "rename it to beacon.yaml",
    "x.png": "no command reads",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_places_is_told_for_what_it_is(name, here):
    (here / name).write_bytes(b"x")
    result = run("draft", name)
    assert (result.exit_code, os.listdir(here)) == (2, [name])
    assert FILES[name] in result.stderr
    assert "no place named" not in result.stderr


def test_a_place_file_that_is_not_there_names_the_one_that_is(here):
    (here / "beacon-ny.yaml").write_text("")
    result = run("draft", "beacon.yaml")
    assert result.exit_code == 2
    assert "beacon.yaml: there is no such file; did you mean beacon-ny.yaml?" in result.stderr


@pytest.mark.parametrize("command", ["draft", "check", "memo", "packet", "kit"])
def test_a_place_given_as_an_option_is_shown_as_an_argument(command):
    result = run(command, "--place", "ithaca-ny")
    assert result.exit_code == 2
    assert "PLACE" in result.stderr
    assert f"write: ordinance {command}" in result.stderr or f"write: cli {command}" in result.stderr


def own(here, old, new):
    run("new", "Beacon, NY", "-o", "beacon.yaml", "--date", "2026-11-24")
    path = here / "beacon.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("“City Clerk”", 'typographic quotation marks, which would be printed; write "City Clerk"'),
        (
            "Clerk & Recorder #2",
            'ends before the #, where a remark begins; if it belongs to the words, write "Clerk & Recorder #2"',
        ),
        ("City: Clerk", "put the words in quotation marks where a colon stands in them"),
    ],
)
def test_a_slip_that_would_change_the_law_is_refused_with_its_line(value, says, here):
    own(here, "\nclerk: ", f"\nclerk: {value}\n#")
    result = run("draft", "beacon.yaml")
    assert result.exit_code == 2
    assert says in result.stderr, result.stderr
    assert "beacon.yaml:" in result.stderr


def test_a_remark_after_a_value_is_a_remark(here):
    own(here, "\nas_of:", "\n# clerk\nas_of:")
    assert run("draft", "beacon.yaml", "-o", "x.md").exit_code == 0


def test_the_examples_that_new_writes_are_true(here):
    """Without their # the remarks on choices and enacting words are what a place may say."""
    run("new", "Greeley, CO", "-o", "beacon.yaml", "--date", "2026-11-24")
    text = (here / "beacon.yaml").read_text()
    for head in ("# choices:\n", "# instruments:\n"):
        start = text.index(head)
        end = next(at for at in range(start, len(text)) if text[at - 1] == "\n" and not text.startswith("# ", at))
        block = "".join(line[2:] + "\n" for line in text[start:end].splitlines())
        text = text[:start] + block + text[end:]
    (here / "beacon.yaml").write_text(text.replace("\nchoices: {}\n", "\n"))
    result = run("draft", "beacon.yaml", "-o", "x.md")
    assert "BE IT ENACTED by the Council as follows:" in (here / "x.md").read_text(), result.output


def test_no_line_installs_a_name_from_the_index_that_is_not_ours():
    root = Path(__file__).parents[1]
    files = [root / "README.md", root / "Makefile", *root.glob("docs/**/*.md"), *root.glob("ordinance/**/*.py")]
    wrong = re.compile(r"(pip|pipx|tool) install\b[^\n#;`]*['\" ]ordinance\b(?!` without)")
    assert wrong.search("pip install 'ordinance[pdf]'")
    assert wrong.search("uv tool install ordinance")
    assert [str(one) for one in files if wrong.search(one.read_text())] == []


@pytest.mark.parametrize(("numbers", "wrong"), [(("020",), "2.17.020"), (("901", "902"), "")])
def test_a_section_number_that_would_stand_twice_is_refused(numbers, wrong, here):
    shipped = (Path(__file__).parents[1] / "jurisdictions" / "king-county-wa.yaml").read_text()
    section = '    - {{number: "{0}", heading: H, text: "Old.", after: "New.", page: "https://example.org/", read: 2026-11-24}}\n'
    sections = "  sections:\n" + "".join(section.format(one) for one in numbers)
    (here / "kc.yaml").write_text(
        shipped.replace('  numbering:\n    section: "2.17', sections + '  numbering:\n    section: "2.17', 1)
    )
    result = run("draft", "kc.yaml", "-o", "x.md")
    if wrong:
        assert (result.exit_code, os.listdir(here)) == (2, ["kc.yaml"]), result.output
        assert f"the section number K.C.C. {wrong} is used twice in this draft" in result.stderr
    else:
        assert (here / "x.md").exists(), result.output
