"""What docs/reliability.md promises of a run: no network, whole files, the same bytes anywhere, bounded memory."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SMALL

from ordinance.cli.main import COMMANDS

ORDINANCE = Path(sys.executable).with_name("ordinance")
PLACE = "ithaca-ny"
DATE = ("--date", "2026-11-24")

#: One run of each command. `draft` comes first: others read what it writes.
RUNS = {
    "adopt": ["./own.yaml", "x.docx", "--on", "2026-11-20", "-o", "adopted.yaml"],
    "agreements": [PLACE],
    "amend": ["king-county-wa", "--section", "holds.txt", "-o", "amending.md"],
    "authorities": [],
    "check": [PLACE],
    "clauses": [],
    "compare": ["detainer-refusal", "--place", PLACE],
    "draft": ["./own.yaml", "-o", "x.docx", "--record", "x.json"],
    "explain": [],
    "handout": ["rights-card", PLACE, "-o", "card.html"],
    "handouts": [],
    "implement": [PLACE, "--adopted", "2026-11-20", "--effective", "2027-01-01", "-o", "out"],
    "kit": ["vernon-vt", "--lang", "en", "--format", "html", "--blank", "-o", "kit.zip"],
    "library": ["-o", "library.md"],
    "media": [PLACE, "-o", "media.zip"],
    "memo": [PLACE],
    "migrate": ["mine"],
    "new": ["Millbrook", "--state", "NY", "--kind", "village"],
    "packet": [PLACE, "--format", "md", "-o", "packet.zip"],
    "place": [PLACE],
    "places": [],
    "precedents": ["chicago"],
    "redline": ["x.docx", "vernon-vt", "-o", "redline.docx"],
    "report": ["out/6-request-log.xlsx", "-o", "report.md"],
    "review": ["x.docx", "--place", PLACE],
    "reviewed": ["our/templates/handouts/family-plan/es.md.j2", "--by", "Somebody", "--on", "2026-11-20"],
    "schemas": ["-o", "schemas"],
    "show": ["release-date", "--place", PLACE],
    "state": ["TX"],
    "take": ["x.docx", "--for", "x.json"],
    "training": ["roll-call", PLACE, "-o", "training.pptx"],
    "updates": [PLACE],
    "watch": ["NY"],
    "whatif": [PLACE, "--without", "release-date"],
    "wording": [PLACE],
}
#: The command that is a server, and the one whose work is done by processes of its own: other tests look at what they call.
LISTENS = {"batch", "serve"}
#: Runs the commands in its arguments' file, with every event of the interpreter watched; prints what would have left the machine.
WATCHER = """
import json, sys
from click.testing import CliRunner
from ordinance.cli.main import cli
seen = []
sys.addaudithook(lambda event, given: seen.append(event) if event.startswith(("socket.", "urllib", "ftplib", "smtplib", "http.",
    "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")) else None)
for name, words in json.load(open(sys.argv[1])).items():
    done = CliRunner().invoke(cli, [name, *words])
    print(name, done.exit_code, sorted(set(seen)), done.output[-200:] if done.exit_code == 2 else "", file=sys.stderr)
    assert done.exit_code in (0, 1), name
    assert not seen, (name, seen)
"""


def own_place(folder: Path) -> None:
    import ordinance

    root = Path(ordinance.__file__).parent
    places = root / "shipped/jurisdictions" if (root / "shipped").is_dir() else root.parent / "jurisdictions"
    shutil.copy(places / f"{PLACE}.yaml", folder / "own.yaml")
    shutil.copytree(places.parent / "templates/handouts/family-plan", folder / "our/templates/handouts/family-plan")


def test_no_command_opens_a_socket_or_another_program(tmp_path):
    assert set(RUNS) == set(COMMANDS) - LISTENS, "a new command needs a run here"
    (tmp_path / "mine/clauses/custody").mkdir(parents=True)
    own_place(tmp_path)
    shutil.copy(Path(__file__).parent / "amending/holds.txt", tmp_path)
    order = sorted(RUNS, key=lambda name: (name != "draft", name))  # what it writes is read by others
    (tmp_path / "runs.json").write_text(json.dumps({name: RUNS[name] for name in order}))
    command = [sys.executable, "-c", WATCHER, "runs.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def writes(trace: str, folder: Path) -> list[str]:
    """Return the files outside a folder that were opened for writing."""
    opened = re.findall(r'open(?:at)?\([^"]*"([^"]+)", ([A-Z_|]+)', trace)
    names = [name for name, flags in opened if "O_WRONLY" in flags or "O_RDWR" in flags or "O_CREAT" in flags]
    return [name for name in names if name.startswith("/") and not name.startswith((str(folder), "/dev/"))]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize(
    "words",
    [
        ("draft", "./own.yaml", "-o", "out.docx"),
        ("draft", "./own.yaml", "-o", "out.pdf"),
        ("kit", "vernon-vt", "--lang", "en", "--blank", "-o", "kit"),
        ("review", "out.docx"),
    ],
)
def test_the_system_sees_no_network_no_program_and_no_file_elsewhere(words, tmp_path):
    own_place(tmp_path)
    log, environment = tmp_path / "log", {**os.environ, "ORDINANCE_CACHE": str(tmp_path / "cache")}
    if words[0] == "review":
        subprocess.run([ORDINANCE, "draft", PLACE, "-o", "out.docx"], cwd=tmp_path, check=True, capture_output=True)
    command = ["strace", "-f", "-o", str(log), "-e", "trace=%network,execve,openat,open", ORDINANCE, *words]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=300)
    if b"Operation not permitted" in done.stderr and not done.stdout:
        pytest.skip("this machine does not let strace look")
    assert done.returncode in (0, 1), done.stderr.decode()[-800:]
    trace = log.read_text(errors="replace")
    assert re.findall(r"(?:socket|connect|sendto|bind)\(.*", trace) == []
    assert len(re.findall(r"execve\(.*= 0$", trace, re.M)) == 1
    assert writes(trace, tmp_path) == []


@pytest.mark.slow
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path):
    target = tmp_path / "x.docx"
    command = [ORDINANCE, "draft", PLACE, "-o", "x.docx", "--force", *DATE]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    new, old = target.read_bytes(), b"the old file\n"
    started = time.monotonic()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    whole, chance = time.monotonic() - started, random.Random(7)
    ends = []
    for _ in range(20):
        target.write_bytes(old)
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        running.send_signal(signal.SIGKILL)
        running.wait()
        ends.append(target.read_bytes())
    assert set(ends) <= {old, new}
    assert {name for name in os.listdir(tmp_path) if not name.startswith(".")} == {"x.docx"}


@pytest.mark.parametrize("form", ["docx", "akn", "html", "json", "md", "txt"])
def test_the_same_bytes_wherever_it_runs(form, tmp_path):
    made = set()
    for number, more in enumerate(
        (
            {},
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "40"},
            {
                "PYTHONHASHSEED": "2",
                "TZ": "America/Los_Angeles",
                "ORDINANCE_CACHE": "off",
                "HOME": "/nowhere",
                "LANG": "tr_TR.UTF-8",
            },
        )
    ):
        folder = tmp_path / f"folder ü {number}"
        folder.mkdir()
        command = [ORDINANCE, "draft", PLACE, "-o", f"x.{form}", *DATE]
        subprocess.run(command, cwd=folder, env={**os.environ, **more}, check=True, capture_output=True)
        made.add((folder / f"x.{form}").read_bytes())
    assert len(made) == 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process's size")
def test_a_thousand_places_do_not_grow_the_process(tmp_path):
    script = """
import gc, re, sys
from pathlib import Path
from click.testing import CliRunner
from ordinance.cli import shared
from ordinance.cli.main import cli
from ordinance.library.passing import PLACES
from ordinance.library.store import Library
library = Library(shipped=Path(sys.argv[1]))
shared.Library = lambda overlay: library
text = Path(sys.argv[1], "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
def size():
    gc.collect()
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
for number in range(1000):
    if number == 100:
        before = size()
    file = Path(f"p{number}.yaml")
    named = text.replace("Millbrook", f"Mill{number}brook").replace("has stood", "{{ place.kind }} %d stood" % number)
    file.write_text(named, encoding="utf-8")
    done = CliRunner().invoke(cli, ["draft", f"./{file}", "-o", "-", "--format", "md"])
    assert done.exit_code == 0, done.output
kept = sum(1 for name in library._records if "/p" in name or name.startswith("p"))
print(size() - before, kept <= PLACES)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(SMALL)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-1500:]
    grown, few = done.stdout.split()
    assert few == "True"
    assert float(grown) < 30


def test_nothing_of_a_draft_is_kept_without_an_order():
    import msgspec

    from ordinance.checks.record import Record
    from ordinance.drafting.model import Draft

    def kinds(kind, seen):
        if id(kind) in seen:
            return
        seen.add(id(kind))
        yield kind
        for name in getattr(kind, "__struct_fields__", ()):
            inner = getattr(kind, name)
            for one in inner if isinstance(inner, tuple) else (inner,):
                one = getattr(one, "type", one)
                if isinstance(one, msgspec.inspect.Type):
                    yield from kinds(one, seen)

    for kind in (Draft, Record):
        found = [type(one).__name__ for one in kinds(msgspec.inspect.type_info(kind), set())]
        assert len(found) > 5
        assert not {"SetType", "FrozenSetType"} & set(found), kind
