"""Many places at once: a file for each, an index, resuming, parts, and one broken place that stops no other."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner

import ordinance as o
from ordinance.cli.main import cli
from ordinance.drafting.wishes import Wishes
from ordinance.making.checking import checked, faults_of, governments

DAY = ("--date", "2026-11-24")
FOUR = "beacon-ny\nTown of Ithaca NY\n# a remark\nithaca-ny\nHamilton County, Ohio\n"


def run(*words):
    return CliRunner().invoke(cli, ["batch", *words, *DAY])


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text(FOUR)
    return tmp_path


def rows(folder):
    return list(csv.DictReader(io.StringIO((folder / "index.csv").read_bytes().decode(), newline="")))


def test_each_place_gets_its_file_and_its_line_in_the_index(here):
    done = run("--list", "list.txt", "-o", "out", "--format", "md", "--length", "short")
    assert done.exit_code == 0, done.output
    found = {row["id"]: row for row in rows(here / "out")}
    assert list(found) == ["beacon-ny", "ithaca-ny", "ithaca-town-ny", "hamilton-county-oh"]
    for name, row in found.items():
        text = (here / "out" / row["file"]).read_text()
        assert row["name"] in text
        # An Ohio county without a charter enacts no ordinance, so it gets a resolution where nobody asked for another.
        assert row["file"] == f"{name[-2:]}/{name}-{'resolution' if name == 'hamilton-county-oh' else 'ordinance'}.md"
        assert row["sections"]
    alone = CliRunner().invoke(cli, ["draft", "beacon-ny", "-o", "alone.md", "--length", "short", *DAY])
    assert alone.exit_code == 0
    assert (here / "alone.md").read_bytes() == (here / "out/ny/beacon-ny-ordinance.md").read_bytes()
    page = (here / "out/index.html").read_text()
    assert '<a href="ny/beacon-ny-ordinance.md">City of Beacon</a>' in page


def test_two_processes_write_what_one_writes(here):
    one = run("--state", "DE", "--kind", "town", "-o", "one", "--format", "md", "--jobs", "1")
    two = run("--state", "DE", "--kind", "town", "-o", "two", "--format", "md", "--jobs", "2")
    assert (one.exit_code, two.exit_code) == (0, 0), one.output + two.output
    names = {path.relative_to(here / "one").as_posix() for path in (here / "one").rglob("*.md")}
    assert len(names) > 40
    for name in (*names, "index.csv", "index.html"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes(), name


def test_a_batch_that_was_stopped_goes_on(here):
    assert run("--list", "list.txt", "-o", "out", "--format", "md").exit_code == 0
    journal = next((here / "out").glob("batch-journal-*.jsonl"))
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:3]) + lines[3][:20])  # stopped while it wrote the third
    whole = (here / "out/index.csv").read_bytes()
    kept = here / "out" / json.loads(lines[1])["file"]
    kept.write_text("as it was")
    (here / "out/index.csv").unlink()
    done = run("--list", "list.txt", "-o", "out", "--format", "md")
    assert done.exit_code == 0, done.output
    assert "Going on: 2 of 4 were made before" in done.output
    assert kept.read_text() == "as it was"
    assert (here / "out/index.csv").read_bytes() == whole


def test_another_batch_is_not_mixed_into_a_folder(here):
    assert run("--list", "list.txt", "-o", "out", "--format", "md").exit_code == 0
    done = run("--list", "list.txt", "-o", "out", "--format", "md", "--instrument", "resolution")
    assert done.exit_code == 2
    assert "holds a batch that was asked for otherwise" in done.output
    (here / "full").mkdir()
    (here / "full/mine.txt").write_text("mine")
    assert "is not empty" in run("--list", "list.txt", "-o", "full").output


def test_one_broken_place_is_listed_and_stops_no_other(here):
    own = here / "own/jurisdictions"
    own.mkdir(parents=True)
    (own / "beacon-ny.yaml").write_text("id: beacon-ny\nname: [broken\n")
    (here / "list.txt").write_text("ithaca-town-ny\nmillbrook-ny\n")
    words = ["--library", "own", "batch", "--state", "NY", "--kind", "city", "-o", "out", "--format", "txt", "--jobs", "1"]
    done = CliRunner().invoke(cli, [*words, *DAY])
    assert done.exit_code == 1, done.output
    assert "1 failed: beacon-ny" in done.output
    broken = [row for row in rows(here / "out") if row["fault"]]
    assert [(row["id"], row["file"]) for row in broken] == [("beacon-ny", "")]
    assert "beacon-ny.yaml" in broken[0]["fault"]
    assert len(list((here / "out").rglob("*.txt"))) == len(rows(here / "out")) - 1 > 50


def test_what_state_law_leaves_nothing_of_is_no_fault(here):
    done = run("--state", "VT", "--kind", "county", "-o", "out", "--format", "md")
    assert done.exit_code == 0, done.output
    assert {row["file"] for row in rows(here / "out")} == {""}
    assert all("no county governments" in row["not_made"] or row["not_made"] for row in rows(here / "out"))


def test_parts_of_a_list_are_all_of_it_once_and_the_index_has_all(here):
    for part in ("1/3", "2/3", "3/3"):
        done = run("--list", "list.txt", "-o", "out", "--format", "md", "--part", part)
        assert done.exit_code == 0, done.output
    assert [row["id"] for row in rows(here / "out")] == ["beacon-ny", "ithaca-ny", "ithaca-town-ny", "hamilton-county-oh"]


def test_a_zip_holds_what_a_folder_would(here):
    assert run("--list", "list.txt", "-o", "out", "--format", "md").exit_code == 0
    assert run("--list", "list.txt", "-o", "out.zip", "--format", "md").exit_code == 0
    with zipfile.ZipFile(here / "out.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (here / "out" / name).read_bytes()
        assert len(archive.namelist()) == 6
    assert not list(here.glob("*.unfinished*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say for which places: --state, --kind, --list FILE, or --all"),
        (("--state", "NY", "--part", "4/3"), "--part 4/3: write it as NUMBER/OF"),
        (("--state", "QQ"), "no state named 'QQ'"),
        (("--state", "NY", "--list", "list.txt"), "--list names the places"),
        (("--state", "NY", "--with", "nonsense"), "no clause named 'nonsense'"),
        (("--list", "none.txt"), "none.txt"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(here, words, said):
    done = run(*words, "-o", "out")
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert not (here / "out").exists()


def test_check_all_is_about_every_government_of_a_state():
    done = CliRunner().invoke(cli, ["check", "--all", "--state", "HI", *DAY])
    assert done.exit_code == 0, done.output
    assert "4 governments: 4 sound, 0 with errors, 0 with nothing to adopt." in done.stdout
    assert "name no place" in CliRunner().invoke(cli, ["check", "ithaca-ny", "--all"]).output


def test_three_hundred_governments_drawn_anew_each_day_have_no_errors():
    day = date.today()
    library = o.Library()
    ids = random.Random(day.isoformat()).sample(governments(library), 300)
    wishes = Wishes(length="short", on=date(2026, 11, 24))
    found = list(checked(library, ids, wishes, date(2026, 11, 24), 1))
    assert faults_of(found) == [], day
    assert sum(1 for one in found if not one.why) > 250


def test_a_script_drafts_for_many_places(here):
    done = o.batch(o.Library(), "out", places=["Beacon, NY", "ithaca-ny"], form="md", on=date(2026, 11, 24))
    assert [one.file for one in done] == ["ny/beacon-ny-ordinance.md", "ny/ithaca-ny-ordinance.md"]
    assert (here / "out/index.html").exists()
