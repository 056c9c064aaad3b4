"""Handouts made through the command, and a library of a test's own laid over the shipped one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import write

from ordinance.cli.main import cli

ROOT = Path(__file__).parent.parent
DATE = "2026-11-24"
LANGUAGES = ("en", "es", "zh-Hans", "zh-Hant")

HEAD = """---
title: "A sheet"
says: "For a test"
audience: residents
needs: none
counsel: none
reviewed: null
translation: null
reading: 6
words: 300
layouts: [letter, 10-up, 4-up, large-print]
privacy: false
sources: []
---
"""

Own = Callable[..., Path]


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def sheet(own: Path, *words: object, form: str = "md") -> Result:
    """Run `ordinance handout sheet` on the library of a test, and print the sheet in a format."""
    return run("--library", own, "handout", "sheet", *words, "--date", DATE, "--format", form, "-o", "-")


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """A function that lays a handout over the library: `own(body, changes of the head)`; further files by name."""

    def lay(body: str, head: dict[str, str] | None = None, language: str = "en", **files: str) -> Path:
        text = HEAD
        for key, value in (head or {}).items():
            (line,) = [one for one in text.splitlines() if one.startswith(f"{key}:")]
            text = text.replace(line, f"{key}: {value}")
        write(tmp_path / "own" / "templates" / "handouts" / "sheet" / f"{language}.md.j2", text + body)
        for name, content in files.items():
            write(tmp_path / "own" / "jurisdictions" / f"{name}.yaml", content)
        return tmp_path / "own"

    return lay


def place_file(**added: str) -> str:
    """Return Ithaca's file as that of a place named `own-place`, with keys added at its end."""
    text = (ROOT / "jurisdictions" / "ithaca-ny.yaml").read_text(encoding="utf-8").replace("id: ithaca-ny", "id: own-place")
    return text + "\n" + "\n".join(f"{key}: {value}" for key, value in added.items()) + "\n"
