"""What must hold whatever comes in: no traceback, an honest exit code, bounded time and memory, nothing left, short plain messages."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
import traceback
import xml.etree.ElementTree as ElementTree
import zipfile
from contextlib import suppress
from pathlib import Path
from types import FrameType

from click.testing import CliRunner

from fuzz.case import CONTROL, Case
from fuzz.visits import visit
from ordinance.cli.main import cli

#: Processor seconds, megabytes, letters in a line of a message, lines of a message that is no list of faults.
SECONDS, MEGABYTES, LETTERS, LINES = 10, 400, 400, 3
#: A line of a list: a fault with its place, or an item.
ITEM = re.compile(r"(?:Error: )?\S.*?: |\s+\S|[^:]+:$|… and ")


class Hang(BaseException):
    """The command took longer than it may. No `except Exception` of the program can keep it."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Hang


def judge(case: Case) -> tuple[list[tuple[str, str]], int]:
    """Run a case in the current folder, which must be empty; return its faults as (class, what was seen) and the exit code."""
    for name, content in case.files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)
    faults: list[tuple[str, str]] = []
    before = _names()
    _forget_peak()
    already = _peak()  # what this process has grown to before, which is no input's doing
    signal.signal(signal.SIGPROF, _stop)
    signal.signal(signal.SIGALRM, _stop)
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, SECONDS * 9)  # for what waits and does not work; the machine may be busy
    try:
        done = visit(case) if case.arguments[0] == "web" else CliRunner().invoke(cli, list(case.arguments))
    except Hang:
        return [("hang", "".join(traceback.format_exc()[-900:]))], -1
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    spent = time.process_time() - started
    if spent > SECONDS:
        faults.append(("hang", f"{spent:.1f} s"))
    if _peak() - already > MEGABYTES:
        faults.append(("memory", f"{_peak() - already:.0f} MB"))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        faults.append(("traceback", _where(done.exception)))
    if done.exit_code not in (0, 1, 2):
        faults.append(("exit code", str(done.exit_code)))
    left = _names() - before
    if not case.keeps and ((done.exit_code == 2 and left) or (done.exit_code == 0 and left - set(case.targets()))):
        faults.append(("file left", str(sorted(left))))
    if done.exit_code == 2:
        faults += _message(done.stderr)
    if found := CONTROL.search(done.output):
        faults.append(("control character", repr(done.output[max(0, found.start() - 60) : found.end() + 20])))
    if case.target() and case.target() in left and done.exit_code == 0:
        faults += _output(Path(case.target()))
    return faults, done.exit_code


def clear() -> None:
    """Empty the current folder."""
    for one in os.scandir("."):
        if one.is_dir(follow_symlinks=False):
            shutil.rmtree(one.path)
        else:
            os.unlink(one.path)


def _names() -> set[str]:
    return {os.path.relpath(os.path.join(folder, name), ".") for folder, _, names in os.walk(".") for name in names}


def _where(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if f"{os.sep}ordinance{os.sep}" in frame.filename]
    last = frames[-1] if frames else None
    return (
        f"{type(error).__name__} at {Path(last.filename).name if last else '?'}:{last.lineno if last else 0}: {str(error)[:200]}"
    )


def _message(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.split("\n") if line and not line.startswith(("Usage:", "Try "))]
    faults = [("long line", f"{len(line)}: {line[:300]}") for line in lines if len(line.removeprefix("Error: ")) > LETTERS]
    if not lines:
        faults.append(("silent", "exit 2 without a word"))
    if len(lines) > LINES and not all(map(ITEM.match, lines)):
        faults.append(("long message", text[:500]))
    if "Traceback" in text:
        faults.append(("traceback", text[-500:]))
    return faults


def _output(path: Path) -> list[tuple[str, str]]:
    content = path.read_bytes()
    with suppress(zipfile.BadZipFile, ElementTree.ParseError, UnicodeDecodeError, ValueError, KeyError):
        if path.suffix == ".pptx":
            _parts_are_xml(path)
            return []
        if path.suffix == ".docx":
            _parts_are_xml(path)
            with zipfile.ZipFile(path) as archive:
                bad = re.search(rb'Target="(?:javascript|file|data|vbscript):', archive.read("word/_rels/document.xml.rels"))
            return [("unsafe output", str(bad[0]))] if bad else []
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                return [("unsafe output", name) for name in archive.namelist() if ".." in name or name.startswith("/")]
        text = content.decode()
        if found := CONTROL.search(text):
            return [("control character", repr(text[max(0, found.start() - 60) : found.end() + 20]))]
        if path.suffix == ".akn":
            ElementTree.fromstring(content)
        if path.suffix == ".json":
            json.loads(content)
        if path.suffix == ".html":
            bad_html = re.search(r"<script|<[^>]*\son\w+\s*=|(?:href|src)=[\"']?(?:javascript|data|file|vbscript):", text, re.I)
            return [("unsafe output", bad_html[0])] if bad_html else []
        return []
    return [("broken output", path.name)]


def _parts_are_xml(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """Return the largest size of this process since `_forget_peak`, in MB; 0 where the system does not tell."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
        return int(found[1]) / 1024 if found else 0
    return 0
