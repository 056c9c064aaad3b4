"""Whole documents that the program itself writes, to be spoilt."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from ordinance.cli.main import cli


@cache
def made_by(arguments: tuple[str, ...], name: str) -> bytes:
    """Return the file `name` that a command writes. Raises `AssertionError` where the command fails."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            done = CliRunner().invoke(cli, list(arguments))
            assert done.exit_code == 0, done.output
            return Path(name).read_bytes()
        finally:
            os.chdir(before)


@cache
def said_by(arguments: tuple[str, ...]) -> str:
    """Return what a command prints."""
    return CliRunner().invoke(cli, list(arguments)).stdout


def draft_as(form: str) -> bytes:
    """Return a draft of a place of the library that is in use, in one format."""
    return made_by(("draft", "millbrook-aa", "-o", f"out.{form}", "--date", "2026-11-24"), f"out.{form}")
