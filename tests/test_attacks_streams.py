"""Pages, terminals, pipes, devices and streams: nothing runs, nothing hangs, nothing is left half written."""

import os
import subprocess
from datetime import date

import pytest
from attack_runs import LOOK, ORDINANCE, ran, said
from conftest import write

from ordinance.document.model import Document, Paragraph, Run
from ordinance.errors import Unwritable
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.formats.html import write as html

#: What is no file and never ends, by the commands that are given one.
GIVEN = [("draft", "./x.yaml"), ("check", "x.json"), ("review", "x.txt"), ("redline", "x.docx", "ithaca-ny")]


# --- pages (R12, R13) ---


def test_every_page_forbids_itself_to_run_and_to_fetch():
    page = html.write(Document(title="T", blocks=(Paragraph("body", (Run("a\x1b\x00b"),)),)), LOOK).decode()
    head = page.index("Content-Security-Policy")
    assert "default-src 'none'" in page
    assert head < page.index("<title>") < page.index("<style>")
    assert "a\ufffd\ufffdb" in page


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg onload="x()"><path d="M0 0"/></svg>',
        "<svg><script>x()</script></svg>",
        '<svg><a href="javascript:x()"><path d="M0 0"/></a></svg>',
        '<svg><path style="background:url(https://evil.example/)" d="M0 0"/></svg>',
        '<svg><image href="https://evil.example/"/></svg>',
        "<svg></svg><script>x()</script>",
        '<svg><path ONclick="x()"/></svg>',
        '<svg><path\u00a0onclick="x()"/></svg>',
    ],
)
def test_a_drawing_is_shapes_and_nothing_else(drawing, tmp_path):
    from ordinance.formats.html.sheets import icon

    write(tmp_path / "icons/phone.svg", drawing)
    with pytest.raises(Unwritable, match="may hold nothing but one <svg> of shapes"):
        icon(tmp_path, "phone")


def through_terminal(*arguments, cwd):
    """Run the command at a terminal of its own and return the bytes that reach it."""
    import pty

    main, side = pty.openpty()
    process = subprocess.Popen([ORDINANCE, *map(str, arguments)], stdout=side, stderr=side, stdin=side, cwd=cwd)
    os.close(side)
    got = b""
    while True:
        try:
            more = os.read(main, 65536)
        except OSError:
            break
        if not more:
            break
        got += more
    process.wait(timeout=60)
    os.close(main)
    return got


def test_no_control_character_of_a_file_reaches_a_terminal(tmp_path):
    rule = "The jail \x1b]0;PWN\x07 shall not hold a person on an immigration detainer.\n" * 3
    write(tmp_path / "x.txt", rule)
    got = through_terminal("review", "x.txt", "--full", cwd=tmp_path)
    assert b"detainer" in got
    assert b"\x1b]" not in got
    assert b"\x07" not in got


def test_a_record_with_what_cannot_be_printed_is_refused(tmp_path):
    from ordinance.checks.record import Record, encode

    day = date(2026, 1, 1)
    record = Record("1", "x", "ordinance", day, "p", "2026", "2026", {"a\nerror: forged": "1"}, {})
    (tmp_path / "x.json").write_bytes(encode(record))
    assert "holds what cannot be printed" in said("check", tmp_path / "x.json", code=2)


# --- pipes, devices, streams (R14, R15, R19, R20) ---


@pytest.mark.parametrize("command", GIVEN, ids=lambda command: command[0])
def test_a_pipe_is_no_file(command, tmp_path):
    os.mkfifo(tmp_path / command[1])
    done = ran(*command, cwd=tmp_path, seconds=30)
    assert done.returncode == 2
    assert b"is no file" in done.stderr


@pytest.mark.parametrize("command", GIVEN, ids=lambda command: command[0])
def test_an_endless_device_is_no_file(command, tmp_path):
    (tmp_path / command[1]).symlink_to("/dev/zero")
    done = ran(*command, cwd=tmp_path, seconds=30)
    assert done.returncode == 2
    assert b"is no file" in done.stderr


def test_a_file_of_text_is_the_same_in_every_window(tmp_path):
    for columns in ("40", "88", "300"):
        wanted = ("memo", "ithaca-ny", "--format", "text", "-o", f"{columns}.txt", "--date", "2026-11-24")
        assert ran(*wanted, cwd=tmp_path, COLUMNS=columns).returncode == 0
    made = {path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 1
    printed = {ran("check", "ithaca-ny", cwd=tmp_path, COLUMNS=columns).stdout for columns in ("40", "200")}
    assert len(printed) == 1


def test_a_closed_standard_output_is_one_line(tmp_path):
    line = f"exec {ORDINANCE} draft ithaca-ny -o - >&-"
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, cwd=tmp_path, check=False, timeout=60)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bundle_that_finds_no_room_leaves_nothing(tmp_path):
    from ordinance.making import bundle

    def full(target, content, *, force):
        if target.name == "c":
            raise Unwritable("the disk is full")
        target.write_bytes(content)

    (tmp_path / "old").mkdir()
    (tmp_path / "old/keep").write_bytes(b"mine")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bundle, "write_file", full)
        for name in ("new", "old"):
            with pytest.raises(Unwritable):
                bundle.write_bundle(tmp_path / name, {"en/a": b"", "en/b": b"", "es/c": b""}, date(2026, 1, 1), force=True)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["old", "old/keep"]
