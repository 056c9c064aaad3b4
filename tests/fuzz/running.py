"""Runs inputs of every kind for a time, in one process with one library, and counts what they did."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fuzz import (
    batches,
    came_back,
    oracle,
    overlays,
    pages,
    pdf_files,
    records,
    requests,
    selections,
    spreadsheets,
    templates,
    word_files,
    yaml_files,
)
from fuzz.case import SMALL, Case
from ordinance.cli import shared
from ordinance.library.store import Library

Maker = Callable[[str, Random, int], Case]
KINDS: dict[str, Maker] = {
    **dict.fromkeys(yaml_files.FOLDERS, yaml_files.case),
    "template": templates.case,
    "selection": selections.case,
    "record": records.case,
    "word": word_files.case,
    "html": pages.case,
    "text": pages.case,
    "pdf": pdf_files.case,
    **dict.fromkeys(("agreements", "log"), spreadsheets.case),
    **dict.fromkeys(("take", "adopt", "adopted", "wording"), came_back.case),
    **dict.fromkeys(overlays.READ, overlays.case),
    "batch": batches.case,
    "web": requests.case,
}
#: After so many inputs a library is opened anew, so that one input cannot hide what another does.
RENEWED = 150


@dataclass
class Counts:
    """What the inputs of one kind did."""

    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


class _Libraries:
    """Stands for `Library` in the commands: the shipped one, or the small one with the shipped looks; anew now and then."""

    def __init__(self, folder: Path) -> None:
        self.small = folder / "small"
        shutil.copytree(SMALL, self.small)
        root = Library().roots[0]
        for name in ("word", "html", "pdf"):
            shutil.copytree(root / "templates" / name, self.small / "templates" / name)
        for name in ("checks.yaml", "new-place.yaml.j2"):
            if (root / "templates" / name).exists():
                shutil.copy(root / "templates" / name, self.small / "templates")
        self.shipped = False
        self.used = 0
        self.kept: dict[bool, Library] = {}

    def __call__(self, overlay: str | None = None) -> Library:
        root = None if self.shipped else self.small
        if overlay is not None:
            return Library(overlay, shipped=root)
        self.used += 1
        if self.used % RENEWED == 0:
            self.kept.clear()
        if self.shipped not in self.kept:
            self.kept[self.shipped] = Library(shipped=root)
        return self.kept[self.shipped]


@contextmanager
def workplace() -> Iterator[_Libraries]:
    """Stand in an empty folder, with the commands on the libraries of the fuzzing."""
    before, whole = os.getcwd(), shared.Library
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        os.environ.setdefault("ORDINANCE_CACHE", str(Path(folder, "cache")))
        libraries = _Libraries(Path(folder))
        Path(folder, "work").mkdir()
        os.chdir(Path(folder, "work"))
        shared.Library = libraries  # type: ignore[misc,assignment]
        try:
            yield libraries
        finally:
            shared.Library = whole  # type: ignore[misc]
            os.chdir(before)


def fuzz(seconds: float, seed: int, kinds: list[str], *, only: int | None = None, keep: Path | None = None) -> dict[str, Counts]:
    """Run the kinds in turn for so many seconds; a number with its seed and kind is always the same input."""
    counts = {kind: Counts() for kind in kinds}
    end = time.monotonic() + seconds
    with workplace() as libraries:
        number = 0 if only is None else only
        while time.monotonic() < end:
            for kind in kinds:
                libraries.shipped = False  # what a kind spoils is made by the small library
                made = KINDS[kind](kind, Random(f"{seed}:{kind}:{number}"), number)
                libraries.shipped = made.shipped
                _one(kind, made, number, seed, counts[kind], keep)
                if only is not None:
                    print(made.arguments, *(f"--- {name}\n{content[:3000]!r}" for name, content in made.files.items()), sep="\n")
            if only is not None:
                break
            number += 1
    return counts


def _one(kind: str, made: Case, number: int, seed: int, counts: Counts, keep: Path | None) -> None:
    started = time.process_time()
    faults, code = oracle.judge(made)
    oracle.clear()
    counts.inputs += 1
    counts.refused += code == 2
    counts.slowest = max(counts.slowest, time.process_time() - started)
    for name, seen in faults:
        counts.faults[name] += 1
        example = f"--kind {kind} --seed {seed} --only {number}: {' '.join(made.arguments)[:200]}\n    {seen}"
        if counts.examples.setdefault(f"{name}: {seen[:70]}", example) is example and keep:
            folder = keep / f"{kind}-{seed}-{number}"
            for file, content in made.files.items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(content)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "command.txt").write_text(
                f"{' '.join(made.arguments)}\n{name}: {seen}\n", encoding="utf-8", errors="replace"
            )


def table(counts: dict[str, Counts], seed: int) -> str:
    """Return the counts as a Markdown table, and below it each class of fault with how to repeat it."""
    lines = [f"Seed {seed}", "", "| kind | inputs | refused | slowest, s | faults |", "| --- | ---: | ---: | ---: | --- |"]
    for kind, one in counts.items():
        faults = ", ".join(f"{name} {times}" for name, times in one.faults.items()) or "none"
        lines.append(f"| {kind} | {one.inputs:,} | {one.refused:,} | {one.slowest:.1f} | {faults} |")
    total, refused = (sum(getattr(one, what) for one in counts.values()) for what in ("inputs", "refused"))
    faulty = sum(sum(one.faults.values()) for one in counts.values())
    lines.append(f"| all | {total:,} | {refused:,} | | {faulty} |")
    for one in counts.values():
        lines += [f"\n{example}" for example in one.examples.values()]
    return "\n".join(lines)


__all__ = ["KINDS", "Counts", "fuzz", "table"]
