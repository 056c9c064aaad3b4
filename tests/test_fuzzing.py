"""A minute of spoilt inputs, others each day, and those that once broke something. `tests/fuzz` makes, runs and judges them."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fuzz import oracle
from fuzz.case import Case
from fuzz.running import workplace

FUZZ = Path(__file__).parent / "fuzz"
FOUND = sorted(path for path in (FUZZ / "found").iterdir() if path.is_dir())


def read(folder: Path) -> Case:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "command.txt"
    }
    words = (folder / "command.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return Case(tuple(words), files)


@pytest.mark.parametrize("folder", FOUND, ids=lambda folder: folder.name)
def test_what_was_found_stays_mended(folder):
    with workplace():
        faults, _ = oracle.judge(read(folder))
    assert faults == []


@pytest.mark.slow
def test_a_minute_of_spoilt_inputs_breaks_nothing():
    seed = int(datetime.now(UTC).strftime("%Y%m%d"))
    command = [sys.executable, str(FUZZ), "--seconds", "55", "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    print(done.stdout)  # the seed and the counts
    assert done.returncode == 0, f"seed {seed}\n{done.stdout[-6000:]}{done.stderr[-3000:]}"


def test_the_oracle_sees_what_it_looks_for(monkeypatch):
    import click

    from ordinance.cli import main

    def broken(name):
        @click.command()
        def command():
            if name == "traceback":
                raise ValueError("x")
            if name == "file left":
                Path("half").write_text("x")
                raise click.UsageError("no")
            if name == "hang":
                while True:
                    pass
            if name == "memory":
                len(bytearray(500_000_000))
            if name == "long line":
                click.echo("x" * 500, err=True)
                raise SystemExit(2)
            if name == "exit code":
                raise SystemExit(3)
            if name == "control character":
                click.echo("\x07")

        return command

    for name in ("traceback", "file left", "hang", "memory", "long line", "exit code", "control character"):
        if name == "memory" and not Path("/proc/self/clear_refs").exists():
            continue
        monkeypatch.setattr(main.LazyGroup, "get_command", lambda self, ctx, word, name=name: broken(name))
        monkeypatch.setattr(oracle, "SECONDS", 1 if name == "hang" else 10)
        with workplace():
            faults, _ = oracle.judge(Case(("draft",)))
        assert name in [fault for fault, _ in faults], name


def test_every_reader_of_json_knows_what_is_not_utf8():
    import ordinance

    for path in Path(ordinance.__file__).parent.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if "except" in line and "DecodeError" in line and "msgspec" in line:
                assert "UnicodeDecodeError" in line, f"{path.name}: {line.strip()}"
