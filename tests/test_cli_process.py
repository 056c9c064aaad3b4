"""The installed command in processes of its own: full disks, closed pipes, odd terminals; never a traceback."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ORDINANCE = Path(sys.executable).with_name("ordinance")
PLACE = "ithaca-ny"


def ran(*arguments, code=0, stdout=subprocess.PIPE, cwd=None, preexec_fn=None, **environment):
    done = subprocess.run(
        [ORDINANCE, *map(str, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, **environment},
        preexec_fn=preexec_fn,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == code, done.stderr.decode()
    return done


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["places"], 0),
        (["--version"], 0),
        (["check", PLACE, "--without", "definitions"], 1),
        (["places", "x", "--kind", "nothing"], 2),
    ],
)
def test_the_command_ends_with_the_code_that_the_shell_sees(arguments, code, tmp_path):
    ran(*arguments, code=code, cwd=tmp_path)


@pytest.mark.parametrize(
    "arguments", [["clauses"], ["state", "NY"], ["draft", PLACE, "-o", "-", "--format", "md"], ["draft", PLACE, "-o", "-"]]
)
def test_a_full_disk_behind_standard_output_is_said_in_one_line(arguments):
    with open("/dev/full", "wb") as full:
        done = ran(*arguments, code=2, stdout=full)
    assert done.stderr == b"Error: standard output: the disk is full\n"


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_file_that_finds_no_room_is_said_in_one_line_and_leaves_nothing_behind(form, tmp_path):
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = ran("draft", PLACE, "-o", f"x.{form}", code=2, cwd=tmp_path, preexec_fn=little_room, ORDINANCE_CACHE="off")
    assert done.stderr == f"Error: x.{form}: cannot be written: File too large\n".encode()
    assert os.listdir(tmp_path) == []


def test_a_file_that_finds_no_room_leaves_the_old_one_as_it_was(tmp_path):
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    (tmp_path / "x.md").write_text("mine")
    ran("draft", PLACE, "-o", "x.md", "--force", code=2, cwd=tmp_path, preexec_fn=little_room, ORDINANCE_CACHE="off")
    assert (tmp_path / "x.md").read_text() == "mine"
    assert os.listdir(tmp_path) == ["x.md"]


def test_a_reader_that_goes_away_is_no_error_worth_words():
    with subprocess.Popen([ORDINANCE, "library"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        heard = process.stderr.read()
    assert heard == b""


def test_a_terminal_that_lacks_a_letter_gets_a_question_mark():
    usual, poor = (ran("show", "definitions", PYTHONIOENCODING=encoding).stdout for encoding in ("utf-8", "latin-1"))
    assert "“" in usual.decode("utf-8")
    assert poor.decode("latin-1") == usual.decode("utf-8").encode("latin-1", errors="replace").decode("latin-1")


def test_a_file_is_utf8_whatever_the_terminal_speaks(tmp_path):
    ran("draft", PLACE, "-o", "a.md", "--date", "2026-11-24", cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    ran("draft", PLACE, "-o", "b.md", "--date", "2026-11-24", cwd=tmp_path, LC_ALL="C.UTF-8")
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    assert "“" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path):
    (tmp_path / "file").write_text("no folder")
    ran("draft", PLACE, "-o", "x.md", cwd=tmp_path, ORDINANCE_CACHE=str(tmp_path / "file"))


def test_a_cache_full_of_rubbish_is_no_hindrance(tmp_path):
    cache = tmp_path / "cache"
    ran("draft", PLACE, "-o", "a.md", "--date", "2026-11-24", cwd=tmp_path, ORDINANCE_CACHE=str(cache))
    entries = list((cache / "entries").iterdir())
    assert entries
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[: entry.stat().st_size // 2])
    ran("draft", PLACE, "-o", "b.md", "--date", "2026-11-24", cwd=tmp_path, ORDINANCE_CACHE=str(cache))
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()


def test_without_a_home_the_command_works(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME", "ORDINANCE_CACHE")}
    done = subprocess.run(
        [ORDINANCE, "draft", PLACE],
        cwd=tmp_path,
        env={**environment, "HOME": "/nonexistent"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"Wrote {PLACE}-ordinance.docx\n".encode())


def test_a_name_that_is_no_text_is_refused(tmp_path):
    done = subprocess.run(
        [ORDINANCE, b"new", b"Caf\xe9", b"--state", b"NY", b"--kind", b"city"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"holds the character U+DCE9, which no document can hold" in done.stderr
