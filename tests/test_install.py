"""The program as it is installed: a wheel built in isolation, a regular install of it, and an editable install.

Slow (a minute or two), for it builds, and installs from PyPI through pip's ordinary configuration. CI runs it like the rest.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from ordinance.library.kinds import library_files

ROOT = Path(__file__).parents[1]
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
PLACE = "ithaca-ny"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("install")]


def ran(*command, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ORDINANCE_", "PYTHON"))}
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=900, check=False, env=clean | environment)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of what a release is made from, so that the build leaves nothing in the checkout."""
    copy = tmp_path_factory.mktemp("source") / "ordinance"
    junk = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "schemas", "shipped")
    shutil.copytree(ROOT, copy, ignore=junk)
    return copy


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    """The wheel, built in isolation: pip fetches what the build needs and nothing else of ours is there."""
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, *PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source)
    (built,) = folder.glob("*.whl")
    return built


def environment_of(folder):
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def regular(wheel, tmp_path_factory):
    python = environment_of(tmp_path_factory.mktemp("regular"))
    ran(python, *PIP, "install", "--quiet", wheel)
    return python


@pytest.fixture(scope="module")
def editable(source, tmp_path_factory):
    python = environment_of(tmp_path_factory.mktemp("editable"))
    ran(python, *PIP, "install", "--quiet", "--editable", source)
    return python


def drafted(python, folder, form="md", **environment):
    """The bytes of a draft that the command of an environment writes into a folder of its own."""
    target = folder / f"draft.{form}"
    command = [python.with_name("ordinance"), "draft", PLACE, "-o", target, "--date", "2026-11-24", "--force"]
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def test_the_same_sources_give_a_wheel_of_the_same_bytes(source, wheel, tmp_path):
    ran(sys.executable, *PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, source)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_lists_what_it_needs_with_digests_and_says_that_it_is_typed(wheel):
    with zipfile.ZipFile(wheel) as inside:
        bill = json.loads(inside.read("ordinance/shipped/sbom.cdx.json"))
        assert "ordinance/py.typed" in inside.namelist()
        needed = re.findall(
            r"^Requires-Dist: ([\w-]+)", inside.read(f"{wheel.name.rpartition('-py3')[0]}.dist-info/METADATA").decode(), re.M
        )
    listed = {one["name"].lower() for one in bill["components"]}
    assert {name.lower() for name in needed} <= listed
    assert all(one["hashes"] and one["version"] for one in bill["components"])


def test_the_wheel_holds_the_library_and_an_entry_for_each_of_its_files(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("ordinance/shipped/") for name in names if name.startswith("ordinance/shipped/")}
    files = {relative.as_posix() for _, relative in library_files(ROOT)}
    assert files <= inside
    # The parts of a clause, which stand in a folder of their own, are one entry.
    entries = {
        name.rpartition("/")[0] if re.fullmatch(r"clauses/(?!languages/)[^/]+/[^/]+/[^/]+", name) else name for name in files
    }
    assert len([name for name in inside if name.startswith("compiled/")]) == len(entries)
    assert {"templates/new-place.yaml.j2", "templates/word/ordinance/word/styles.xml"} <= inside


def test_the_wheel_holds_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"ordinance"}
    assert [name for name in names if "__pycache__" in name or "/." in name or name.startswith("tests")] == []


def test_a_regular_install_drafts_from_any_folder_with_the_library_inside(regular, tmp_path):
    assert drafted(regular, tmp_path).startswith(b"**")
    assert drafted(regular, tmp_path, "docx").startswith(b"PK")
    where = ran(regular, "-I", "-c", "from ordinance.library.roots import shipped_root; print(shipped_root())").strip()
    assert Path(where).is_relative_to(regular.parents[1])


def test_a_regular_install_uses_its_compiled_entries_and_writes_no_cache(regular, tmp_path):
    cache = tmp_path / "cache"
    first = drafted(regular, tmp_path, ORDINANCE_CACHE=str(cache))
    assert not cache.exists()
    assert drafted(regular, tmp_path, ORDINANCE_CACHE="off") == first
    program = (
        "import sys\nfrom ordinance.cli.main import cli\n"
        f"cli(['draft', '{PLACE}', '-o', '{tmp_path / 'x.md'}'], standalone_mode=False)\n"
        "print(sorted({'yaml', 'markdown', 'jinja2'} & set(sys.modules)))"
    )
    assert ran(regular, "-I", "-c", program, ORDINANCE_CACHE="off").splitlines()[-1] == "[]"


def test_every_state_every_place_and_every_clause_comes_from_a_compiled_entry(regular, tmp_path):
    program = (
        "from ordinance.library.store import Library\nfrom ordinance.library.kinds import RECORDS, kind_of, library_files\n"
        "library = Library()\n"
        "for path, relative in library_files(library.roots[0]):\n"
        "    if kind_of(relative) in RECORDS:\n        library.load(path, RECORDS[kind_of(relative)])\n"
    )
    cache = tmp_path / "cache"
    ran(regular, "-I", "-c", program, ORDINANCE_CACHE=str(cache))
    assert not cache.exists()


def test_a_regular_install_takes_a_folder_of_one_s_own(regular, tmp_path):
    own = tmp_path / "own" / "jurisdictions"
    own.mkdir(parents=True)
    text = (ROOT / f"jurisdictions/{PLACE}.yaml").read_text(encoding="utf-8")
    (own / f"{PLACE}.yaml").write_text(text.replace("official_name: City of Ithaca", "official_name: Gotham"), encoding="utf-8")
    assert b"Gotham" in drafted(regular, tmp_path, ORDINANCE_LIBRARY=str(own.parent), ORDINANCE_CACHE="off")


def test_an_editable_install_reads_the_folders_where_they_stand(editable, source, tmp_path):
    where = ran(editable, "-I", "-c", "from ordinance.library.roots import shipped_root; print(shipped_root())").strip()
    assert Path(where) == source
    assert not (source / "ordinance" / "shipped").exists()
    place = source / f"jurisdictions/{PLACE}.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("official_name: City of Ithaca", "official_name: Gotham"), encoding="utf-8")
    assert b"Gotham" in drafted(editable, tmp_path, ORDINANCE_CACHE="off")
    place.write_text(text, encoding="utf-8")


def test_all_installs_write_the_same_bytes(regular, editable, tmp_path):
    for form in ("md", "docx", "html"):
        assert drafted(regular, tmp_path, form) == drafted(editable, tmp_path, form, ORDINANCE_CACHE="off")
