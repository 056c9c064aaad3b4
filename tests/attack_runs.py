"""How the attacks of tests/test_attacks*.py run the program, and what they lay in its way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import write

from ordinance.cli.main import cli
from ordinance.formats import akoma_ntoso, draft_json  # noqa: F401
from ordinance.library.store import Library

ORDINANCE = Path(sys.executable).with_name("ordinance")
LOOK = Path(__file__).parent.parent / "templates/html"


def said(*arguments, code=0):
    """Run a command in this process; no exception may come out of it. Return what it printed."""
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def ran(*arguments, cwd=None, seconds=60, **environment):
    """Run the installed command; return the process. It may end in any way but a traceback."""
    done = subprocess.run(
        [ORDINANCE, *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=seconds,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def overlay(folder, **files):
    for name, text in files.items():
        write(folder / name.replace("__", "/"), text)
    return folder


@pytest.fixture
def library_look():
    return Library().folder("templates/word/ordinance")
