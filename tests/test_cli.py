"""The command as a person runs it, command by command: what it prints, what it writes, how it ends. Mostly in this process."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from conftest import DAY, write

import ordinance.cli
from ordinance import __version__
from ordinance.cli.main import COMMANDS, cli
from ordinance.library.forms import forms_of
from ordinance.library.place_model import Place
from ordinance.library.roots import shipped_root
from ordinance.library.schemas import schema_files
from ordinance.library.store import Library

PLACE = "ithaca-ny"
EPOCH = "1795478400"  # 2026-11-24

#: A team's own folder: one place, in a state of its own that forbids nothing and requires nothing.
OWN_STATE = """\
state: ZZ
name: Nowhere
stance: silent
summary: Nothing is fixed here.
as_of: 2026-11-01
horizon: "2026-05"
statutes:
  - id: zz-1
    cite: Nowhere Code § 1
    title: Holds
    effect: Says no.
    stance: forbids
    topics: [detainer-refusal]
    applies_to: [city]
    verified: primary
verdicts:
  - {topic: detainer-refusal, status: forbidden, because: [zz-1], basis: statute, note: The code says no.}
home_rule: Broad.
jail_operator: county-sheriff
notes: None.
"""
OWN_PLACE = """\
id: oz-zz
name: Oz
official_name: City of Oz
state: ZZ
kind: city
body: {name: Council of Oz, short: council, member: member, presiding: President}
clerk: City Clerk
attorney: City Attorney
agencies:
  - {name: Oz Police, head: Chief of Police, roles: [police, lockup]}
as_of: 2026-11-01
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Each test stands in an empty folder of its own, with no library of the user's and no date from outside."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("ORDINANCE_LIBRARY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def own(tmp_path):
    write(tmp_path / "own/jurisdictions/states/zz.yaml", OWN_STATE)
    write(tmp_path / "own/jurisdictions/oz-zz.yaml", OWN_PLACE)
    return tmp_path / "own"


def ran(*arguments, code=0, **environment):
    """Run a command and return what it did; it never ends with a traceback."""
    result = CliRunner(env=environment).invoke(cli, [str(one) for one in arguments], prog_name="ordinance")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def said(*arguments, code=2, **environment):
    """The one line of error that a command ends with; nothing went to standard output."""
    result = ran(*arguments, code=code, **environment)
    assert result.stdout == ""
    return result.stderr.split("Error: ")[-1].strip()


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


# --- draft ---


def test_a_draft_goes_into_the_folder_where_one_stands_under_the_name_of_place_and_instrument(here):
    assert ran("draft", PLACE).stdout == f"Wrote {PLACE}-ordinance.docx\n"
    assert ran("draft", PLACE, "--instrument", "policy", "--format", "md").stdout == f"Wrote {PLACE}-policy.md\n"
    assert sorted(os.listdir(here)) == [f"{PLACE}-ordinance.docx", f"{PLACE}-policy.md"]
    assert "word/document.xml" in zipfile.ZipFile(f"{PLACE}-ordinance.docx").namelist()


FORMATS = [
    (".docx", b"PK\x03\x04"),
    (".md", b"**City of Ithaca**"),
    (".html", b"<!DOCTYPE html>"),
    (".txt", b"city of ithaca"),
]


@pytest.mark.parametrize(("ending", "begins"), FORMATS)
def test_the_ending_of_the_name_says_the_format(ending, begins, here):
    ran("draft", PLACE, "-o", f"x{ending}")
    assert (here / f"x{ending}").read_bytes().lower().startswith(begins.lower())


def test_a_hyphen_is_standard_output_and_nothing_else_is_written_there(here):
    result = ran("draft", PLACE, "-o", "-", "--format", "md", "--date", DAY)
    ran("draft", PLACE, "-o", "x.md", "--date", DAY)
    assert result.stdout_bytes == (here / "x.md").read_bytes()
    assert os.listdir(here) == ["x.md"]


def test_what_the_drafter_must_know_is_said_beside_the_draft(own):
    heard = ran("--library", own, "draft", "oz-zz", "--date", DAY, "--full").stderr
    assert heard.startswith("City of Oz: ordinance of ")
    assert "(detainer-refusal): Nowhere law forbids it (Nowhere Code § 1)" in heard
    assert "confirm the enacting words: no formula of Nowhere law is on file" in heard
    assert "Not legal advice: have counsel review it before it is introduced." in heard


@pytest.mark.parametrize("commentary", ["comments", "inline", "notes", "none"])
@pytest.mark.parametrize("form", ["md", "docx", "html", "txt"])
def test_every_kind_of_commentary_can_be_had_in_every_format(commentary, form, here):
    ran("draft", PLACE, "--commentary", commentary, "--format", form)
    assert (here / f"{PLACE}-ordinance.{form}").stat().st_size > 1000


@pytest.mark.parametrize("form", ["md", "docx", "html", "txt"])
def test_the_same_date_gives_the_same_bytes_however_it_is_given(form, here):
    ran("draft", PLACE, "-o", f"a.{form}", "--date", DAY)
    ran("draft", PLACE, "-o", f"b.{form}", SOURCE_DATE_EPOCH=EPOCH)
    ran("draft", PLACE, "-o", f"c.{form}", "--date", "2026-11-25")
    first, second, third = ((here / f"{name}.{form}").read_bytes() for name in "abc")
    assert first == second
    assert first != third


def test_a_place_can_be_given_as_a_file(here):
    shipped = Library().place_files[PLACE]
    write(here / "mine.yaml", shipped.read_text(encoding="utf-8"))
    by_id = ran("draft", PLACE, "-o", "-", "--format", "md", "--date", DAY)
    by_path = ran("draft", "mine.yaml", "-o", "-", "--format", "md", "--date", DAY)
    assert by_path.stdout_bytes == by_id.stdout_bytes
    assert ran("draft", here / "mine.yaml").stdout == f"Wrote {PLACE}-ordinance.docx\n"


# --- writing ---


def test_a_file_that_exists_is_kept_unless_force_says_otherwise(here):
    write(here / "x.md", "mine")
    assert said("draft", PLACE, "-o", "x.md") == "x.md: exists already; use --force to replace it, or -o for another name"
    assert (here / "x.md").read_text() == "mine"
    ran("draft", PLACE, "-o", "x.md", "--force")
    assert (here / "x.md").read_text(encoding="utf-8").startswith("**")
    assert os.listdir(here) == ["x.md"]


def test_a_default_name_that_exists_is_kept_too(here):
    write(here / f"{PLACE}-ordinance.docx", "mine")
    assert said("draft", PLACE).startswith(f"{PLACE}-ordinance.docx: exists already")


def test_a_link_is_followed_and_stays_a_link(here):
    write(here / "real/x.md", "mine")
    (here / "link.md").symlink_to("real/x.md")
    ran("draft", PLACE, "-o", "link.md", "--force")
    assert (here / "link.md").is_symlink()
    assert (here / "real/x.md").read_text(encoding="utf-8").startswith("**")


def test_a_folder_that_is_missing_or_is_the_target_is_named(here):
    assert said("draft", PLACE, "-o", "no/x.md") == "no/x.md: the folder no does not exist; make it first"
    (here / "folder").mkdir()
    assert said("draft", PLACE, "-o", "folder") == "folder: is a folder; give the name of a file"


def test_a_device_is_not_replaced():
    assert (
        said("draft", PLACE, "-o", "/dev/null", "--force") == "/dev/null: is a device and no file; use -o - for standard output"
    )
    assert not os.path.isfile("/dev/null")


def test_a_folder_that_takes_no_file_is_named(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    target = "/sys/x.md" if os.access(folder, os.W_OK) else folder / "x.md"  # the superuser may write everywhere but there
    assert said("draft", PLACE, "-o", target) == f"{target}: cannot be written: no permission to write there"


def test_a_name_too_long_for_the_system_is_named():
    assert said("draft", PLACE, "-o", "x" * 300 + ".md").endswith(".md: cannot be written: File name too long")


def test_the_file_has_the_permissions_of_any_new_file(here):
    ran("draft", PLACE, "-o", "x.md")
    (here / "other").touch()
    assert (here / "x.md").stat().st_mode == (here / "other").stat().st_mode


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


# --- lists ---

LISTS = [["clauses"], ["places"], ["state", "ny"], ["show", "release-date"], ["authorities"], ["library"]]


@pytest.mark.parametrize("arguments", LISTS, ids=lambda arguments: arguments[0])
def test_a_list_in_json_is_an_array_of_objects_with_an_id(arguments):
    records = json.loads(ran(*arguments, "--format", "json").stdout)
    assert isinstance(records, list)
    assert records
    assert [one for one in records if not isinstance(one["id"], str) or not one["id"]] == []


def test_places_name_their_states():
    library = Library()
    found = {one["id"]: one["state"] for one in json.loads(ran("places", "--format", "json").stdout)}
    assert found == {name: library.place(name).state for name in library.place_files}
    lines = ran("places").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[name, state] for name, state in found.items()]


def test_clauses_are_listed_by_group_with_their_variants():
    library = Library()
    found = {one["id"]: one for one in json.loads(ran("clauses", "--format", "json").stdout)}
    assert list(found) == [clause.id for clause in library.clauses()]
    text = ran("clauses").stdout
    for clause in library.clauses():
        assert found[clause.id]["variants"] == [variant.id for variant in clause.variants]
        line = next(line for line in text.splitlines() if line.split()[:1] == [clause.id])
        assert f"{clause.default}*" in line


@pytest.mark.parametrize("clause", sorted(Library().clause_files))
def test_every_clause_can_be_shown(clause):
    text = " ".join(ran("show", clause, "--full").stdout.split())
    found = Library().clause(clause)
    assert [variant.id for variant in found.variants if f"{' '.join(variant.label.split())} ({variant.id})" not in text] == []


@pytest.mark.parametrize("code", sorted(Library().state_files))
def test_every_state_can_be_shown(code):
    state = Library().state(code)
    text = " ".join(ran("state", code.lower(), "--full").stdout.split())
    assert state.name in text
    assert [one.cite for one in state.statutes if " ".join(one.cite.split()) not in text.replace("\u00a0", " ")] == []


def test_a_clause_shown_for_no_place_tells_the_law_of_no_state():
    """The sample place lies in some state; a reader elsewhere must not take that state's law for an answer."""
    library = Library()
    sample = library.state(library.sample_place().state)
    for clause in library.clauses():
        text = " ".join(ran("show", clause.id, "--full").stdout.split())
        assert "name a place (--place)" in text
        assert [one.note for one in sample.verdicts if " ".join(one.note.split()) in text] == [], clause.id
        assert not re.search(r"State law\. \w+ \(basis:|\(basis: ", text), clause.id


def test_a_clause_is_shown_as_it_reads_in_a_place(own):
    text = ran("--library", own, "show", "detainer-refusal", "--place", "oz-zz", "--full").stdout
    assert "State law: Nowhere" in text
    assert "Forbidden by state law (basis: statute). The code says no." in " ".join(text.split())


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


@pytest.mark.parametrize("kind", list(Library().words.kinds))
def test_every_kind_of_place_can_be_begun_and_drafted(kind):
    path, place, _ = made("Oz", kind=kind)
    assert place.kind == kind
    ran("draft", path)


@pytest.mark.parametrize("code", sorted(Library().state_files))
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


# --- schemas, authorities, the library as a document ---


def test_schemas_are_written_where_they_are_wanted(here, own):
    heard = ran("schemas", "-o", "s").stdout
    written = os.listdir(here / "s")
    assert heard == f"Wrote {len(written)} schemas to s\n"
    assert set(schema_files(Library())) <= set(written)
    ran("--library", own, "schemas")
    assert sorted(os.listdir(own / "schemas")) == sorted(written)
    assert json.loads((own / "schemas/place.json").read_text(encoding="utf-8"))["title"] == "ordinance: place"


def test_a_schema_accepts_what_the_program_accepts():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(schema_files(Library())["place.json"])
    place = msgspec.to_builtins(Library().place(PLACE))
    kept = {key: value for key, value in json.loads(msgspec.json.encode(place)).items() if value is not None}
    jsonschema.validate(kept, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**kept, "kind": "hamlet"}, schema)
    assert Place.__name__ in json.dumps(schema)


def test_authorities_can_be_narrowed():
    everything = json.loads(ran("authorities", "--format", "json", "--date", DAY).stdout)
    unverified = json.loads(ran("authorities", "--unverified", "--format", "json").stdout)
    assert {one["verified"] for one in unverified} <= {"unverified"}
    assert [one["id"] for one in unverified] == [one["id"] for one in everything if one["verified"] == "unverified"]
    stale = json.loads(ran("authorities", "--stale", "30", "--format", "json", "--date", DAY).stdout)
    assert [one["id"] for one in stale] == [one["id"] for one in everything if one["age_days"] > 30]


def test_a_document_for_a_terminal_is_no_word_file(here):
    assert (
        said("state", "NY", "--format", "docx")
        == "--format docx makes a file; say where with -o FILE (or -o - for standard output)"
    )
    ran("state", "NY", "--format", "docx", "-o", "ny.docx")
    assert zipfile.is_zipfile(here / "ny.docx")


def test_a_reference_to_nothing_is_told_first_and_the_draft_is_no_success(here, own):
    text = (shipped_root() / "clauses/custody/release-date/text.yaml").read_text(encoding="utf-8")
    variant = text.index("\nvariants:")
    reference = re.compile(r"\(#([a-z-]+)\)").search(text, variant)[1]
    write(own / "clauses/custody/release-date/text.yaml", text.replace(f"(#{reference})", "(#nowhere)", 1))
    chosen = re.search(r"variants:\n  ([a-z-]+):", text)[1]
    heard = ran("--library", own, "draft", PLACE, "--choose", f"release-date={chosen}", "--full", code=1)
    told = heard.stderr.split("\n")
    assert told[0] == "1 error in this draft: mend it before anyone sees it."
    assert "clauses/custody/release-date/text.yaml" in told[1]
    assert told[1].endswith("a reference leads nowhere: [no section nowhere]")
    assert os.path.getsize(here / f"{PLACE}-ordinance.docx") > 1000
