"""The command as a person runs it: its help, what is said of wrong names and options, a library of one's own, its checks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import OWN_PLACE, OWN_STATE, PLACE, here, own, ran, said
from conftest import DAY, write

import ordinance.cli
from ordinance import __version__
from ordinance.cli.main import COMMANDS
from ordinance.library.store import Library

__all__ = ["here", "own"]


# --- help ---


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_holds_an_example(command, option):
    text = ran(command, option).stdout
    assert text.startswith(f"Usage: ordinance {command} [OPTIONS]")
    assert f"Example:  ordinance {command}" in text or f"{command} " in text.split("Example:  ordinance ")[1]


def test_the_help_of_the_whole_lists_every_command_and_holds_an_example():
    text = ran("--help").stdout
    assert re.findall(r"^  ([a-z]+) {2,}\S.*\.$", text, re.MULTILINE) == list(COMMANDS)  # each in one line of a narrow window
    assert "Example:  ordinance draft" in text
    assert "have counsel review it" in " ".join(text.split())


def test_the_help_lists_every_file_that_holds_a_command_and_loads_none_of_them():
    files = Path(ordinance.cli.__file__).parent.glob("*.py")
    assert {path.stem for path in files if "\ndef command(" in path.read_text(encoding="utf-8")} == set(COMMANDS)
    code = "import sys; from ordinance.cli.main import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not re.findall(r"ordinance\.(?:library|drafting|making|pages)\b", loaded.splitlines()[-1])


def test_the_version():
    assert ran("--version").stdout == f"ordinance, version {__version__}\n"


# --- names and options that are wrong ---


NEAR_MISSES = [
    (["draft", "ithaka-ny"], "no place named 'ithaka-ny'; nearest: ithaca-ny (Ithaca, city"),
    (["draft", PLACE, "--with", "relase-date"], "no clause named 'relase-date'; did you mean release-date"),
    (["draft", PLACE, "--without", "jail-acess"], "no clause named 'jail-acess'; did you mean jail-access"),
    (
        ["draft", PLACE, "--choose", "detainer-refusal=no-hol"],
        "no variant of detainer-refusal named 'no-hol'; did you mean no-hold",
    ),
    (["draft", PLACE, "--package", "cor"], "no package named 'cor'; did you mean core"),
    (
        ["draft", PLACE, "--instrument", "ordnance"],
        "no instrument named 'ordnance'; did you mean ordinance?",
    ),
    (["draft", PLACE, "--stance", "bold"], "'bold' is none of its values; known: cautious, recommended, strongest"),
    (["draft", PLACE, "--comentary", "none"], "no option named --comentary; did you mean --commentary"),
    (["draft"], "ordinance draft: PLACE is missing; for example: ordinance draft ithaca-ny"),
    (["draft", "no.yaml"], "no.yaml: cannot be read: No such file or directory"),
    (["draft", PLACE, "--date", "24.11.2026"], "'24.11.2026' is not a date; write it as YYYY-MM-DD, such as 2026-11-24"),
    (["draft", PLACE, "--date", "1969-12-31"], "'1969-12-31' is out of range"),
    (["show", "detainer-refusl"], "no clause named 'detainer-refusl'; did you mean detainer-refusal"),
    (["show", "detainer-refusal", "--variant", "no-hol"], "no variant of detainer-refusal named 'no-hol'; did you mean no-hold"),
    (["show", "detainer-refusal", "--place", "ithacca-ny"], "no place named 'ithacca-ny'; nearest: ithaca-ny"),
    (["state", "texas"], "no state named 'texas'; did you mean TX?"),
    (["check", "itaca-ny"], "no place named 'itaca-ny'; nearest: ithaca-ny"),
    (["drfat", PLACE], "no command named 'drfat'; did you mean draft"),
    (["--library", "no", "places"], "no: is not a folder, so it cannot be laid over the library"),
    (["new", "Oz", "--state", "TEX", "--kind", "city"], "no state named 'TEX'; did you mean TX?"),
    (["new", "Oz", "--state", "NY", "--kind", "hamlet"], "no kind named 'hamlet'; known: borough, city, city-county, county"),
    (["new", "Oz", "--kind", "city"], "--kind city: say also in which state, such as --state NY"),
    (["new", "!!!", "--state", "NY", "--kind", "city"], "the name '!!!' has no letter or figure"),
]


@pytest.mark.parametrize(("arguments", "message"), NEAR_MISSES, ids=[" ".join(row[0]) for row in NEAR_MISSES])
def test_what_is_wrong_is_said_in_one_line_with_the_near_miss(arguments, message, here):
    assert message in said(*arguments)
    assert os.listdir(here) == []


BAD_CHOICES = [
    (["--choose", "release-date"], "--choose release-date: write it as CLAUSE=VARIANT, such as --choose release-date=full-bar"),
    (["--choose", "release-date="], "--choose release-date=: write it as CLAUSE=VARIANT"),
    (["--choose", "=full-bar"], "--choose =full-bar: write it as CLAUSE=VARIANT"),
    (
        ["--choose", "release-date=full-bar", "--choose", "release-date=public-information"],
        "--choose names two variants of release-date: full-bar and public-information; keep one",
    ),
    (
        ["--with", "release-date", "--without", "release-date"],
        "release-date: asked for and left out at once; keep one of the two",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_CHOICES)
def test_a_choice_that_contradicts_itself_is_refused(arguments, message, here):
    assert said("draft", PLACE, *arguments).startswith(message)
    assert os.listdir(here) == []


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_no_number_of_seconds_is_refused(epoch):
    assert said("draft", PLACE, "-o", "-", "--format", "md", SOURCE_DATE_EPOCH=epoch).startswith(
        f"SOURCE_DATE_EPOCH is '{epoch}'"
    )


def test_a_file_with_many_faults_has_a_line_for_each(here):
    write(
        here / "bad.yaml", OWN_PLACE.replace("clerk: City Clerk\n", "clrk: 7\n").replace("roles: [police, lockup]", "rolls: []")
    )
    result = ran("draft", "bad.yaml", code=2)
    assert result.stderr.splitlines() == [
        "Error: bad.yaml:1:1: the key 'clerk' is missing",
        "bad.yaml:7:1: unknown key 'clrk'; did you mean clerk?",
        "bad.yaml:10:5: agencies[0]: the key 'roles' is missing",
        "bad.yaml:10:46: unknown key 'rolls'; did you mean roles or control?",
    ]


# --- a library of one's own ---


def test_a_folder_of_one_s_own_is_laid_over_the_shipped_library(own):
    by_option = ran("--library", own, "draft", "oz-zz", "-o", "-", "--format", "md", "--date", DAY)
    by_environment = ran("draft", "oz-zz", "-o", "-", "--format", "md", "--date", DAY, ORDINANCE_LIBRARY=str(own))
    assert by_option.stdout_bytes == by_environment.stdout_bytes
    assert "City of Oz" in by_option.stdout
    assert [one["id"] for one in json.loads(ran("--library", own, "places", "--format", "json").stdout)].count("oz-zz") == 1
    assert "did you mean" in said("draft", "oz-zz") or "no place named 'oz-zz'" in said("draft", "oz-zz")


def test_the_option_weighs_more_than_the_environment(own, tmp_path):
    write(tmp_path / "other/jurisdictions/oz-zz.yaml", OWN_PLACE.replace("City of Oz", "Emerald City"))
    write(tmp_path / "other/jurisdictions/states/zz.yaml", OWN_STATE)
    drafted = ran("--library", tmp_path / "other", "draft", "oz-zz", "-o", "-", "--format", "md", ORDINANCE_LIBRARY=str(own))
    assert "Emerald City" in drafted.stdout


def test_a_file_of_one_s_own_takes_the_place_of_the_shipped_one(tmp_path):
    shipped = Library().place_files[PLACE].read_text(encoding="utf-8")
    write(tmp_path / f"own/jurisdictions/{PLACE}.yaml", re.sub(r"official_name: .*", "official_name: Gotham", shipped))
    assert "Gotham" in ran("--library", tmp_path / "own", "draft", PLACE, "-o", "-", "--format", "md").stdout


# --- check ---


def test_check_ends_with_0_where_nothing_or_only_warnings_and_notes_are_found():
    found = json.loads(ran("check", PLACE, "--format", "json", "--date", "2030-01-01").stdout)
    assert {one["id"] for one in found} >= {"stale"}
    assert {one["severity"] for one in found} <= {"warning", "note"}


def test_check_ends_with_1_where_an_error_is_found():
    result = ran("check", PLACE, "--without", "definitions", "--format", "json", code=1)
    errors = [one for one in json.loads(result.stdout) if one["severity"] == "error"]
    assert "term-undefined" in {one["id"] for one in errors}
    assert all(one["remedy"] and one["where"] and one["message"] for one in errors)


def test_check_says_in_words_what_it_says_in_json():
    text = ran("check", PLACE, "--without", "definitions", "--full", code=1).stdout
    found = json.loads(ran("check", PLACE, "--without", "definitions", "--format", "json", code=1).stdout)
    heads = re.findall(r"^(error|warning|note): (\S+): ", text, re.MULTILINE)
    assert heads == [(one["severity"], one["id"]) for one in found]
    assert re.search(r"^\d+ errors, \d+ warnings, \d+ notes$", text.splitlines()[-1])
    assert "Remedy: add --with definitions" in " ".join(text.split())


def test_one_finding_is_counted_in_the_singular(own):
    found = ran("--library", own, "check", "oz-zz", "--with", "detainer-refusal", "--full", code=1).stdout
    assert found.splitlines()[-1].startswith("1 error, ")


def test_check_ends_with_2_for_bad_input():
    assert "no clause named" in said("check", PLACE, "--with", "nothing-like-it")


def test_check_warns_of_what_state_law_forbids(own):
    found = json.loads(ran("--library", own, "check", "oz-zz", "--with", "detainer-refusal", "--format", "json", code=1).stdout)
    assert "Nowhere law forbids detainer-refusal (Nowhere Code § 1): The code says no." in [one["message"] for one in found]


def test_a_draft_s_record_tells_later_what_has_changed(own, here):
    ran("--library", own, "draft", "oz-zz", "-o", "x.md", "--record", "x.json", "--date", DAY)
    record = json.loads((here / "x.json").read_text(encoding="utf-8"))
    assert (record["place"], record["instrument"], record["date"]) == ("oz-zz", "ordinance", "2026-11-24")
    assert ran("--library", own, "check", "x.json").stdout == "0 errors, 0 warnings, 0 notes\n"
    record["variants"] = dict.fromkeys(record["variants"], "00000000") | {"gone=for-good": "00000000"}
    write(here / "old.json", json.dumps(record))
    found = json.loads(ran("--library", own, "check", "old.json", "--format", "json", code=1).stdout)
    assert {one["id"] for one in found} == {"record-changed", "record-gone"}
    write(here / "no.json", "{}")
    assert said("check", "no.json").startswith("no.json: is not a draft's record")
    assert said("check", "missing.json") == "missing.json: cannot be read: No such file or directory"
