"""The library as it was at a git revision or on a date: objects read from git's store, nothing checked out and nothing run.

A folder that somebody sent may bring a `.git` whose configuration names commands: filters, hooks, a monitor. So git is asked
only for what runs none of them (`rev-list`, `rev-parse`, `ls-tree`, `cat-file --batch`), with those settings turned off.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ordinance.errors import BadChoice, brief
from ordinance.library.reading import SIZE_LIMIT
from ordinance.library.revisions import library_revisions
from ordinance.library.roots import FOLDERS
from ordinance.library.store import Library

#: Git waits for ever where a checkout holds a pipe instead of a file.
_SECONDS: Final = 60
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
#: What a repository's own configuration could run, or fetch, is turned off; the user's own is not read.
_SETTINGS: Final = (
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "protocol.allow=never",
)
_SAFE: Final = tuple(word for setting in _SETTINGS for word in ("-c", setting))
_SURROUNDINGS: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
#: No library comes near so many files.
_MOST_FILES: Final = 5_000


def revisions_at(library: Library, since: str) -> dict[str, str]:
    """Return the revisions of all variants and definitions at a git revision, or at the last commit up to a date.

    Where the team's own folder is the checkout, its files of that time are laid over the shipped ones of today. Raises
    `BadChoice` where git is missing, the revision is unknown, or the files of that time no longer fit the program.
    """
    root = next((root for root in reversed(library.roots) if (root / ".git").exists()), None)
    if root is None:
        raise BadChoice("--changed-since asks git, and neither the library nor the folder laid over it is a git checkout")
    revision = _git(root, "rev-list", "-1", f"--before={since}T23:59:59", "HEAD") if _DATE.match(since) else since
    if not revision:
        raise BadChoice(f"--changed-since {since}: the history has no commit up to that date")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _files(root, commit):
            target = Path(folder, *PurePosixPath(name).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if root == library.roots[0]:
            return library_revisions(Library(shipped=Path(folder)))
        return library_revisions(Library(Path(folder), shipped=library.roots[0]))


def _files(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Yield the ordinary files of a library's folders at a commit: no link, nothing larger than a library's file."""
    listed = _run(root, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *FOLDERS).decode("utf-8", errors="replace")
    wanted: list[tuple[str, str]] = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        mode, kind, digest, size = head.split()
        if mode.startswith("100") and kind == "blob" and int(size) <= SIZE_LIMIT and ".." not in PurePosixPath(name).parts:
            wanted.append((name, digest))
    if len(wanted) > _MOST_FILES:
        raise BadChoice(f"--changed-since: the library of that time has more than {_MOST_FILES:,} files")
    answer = _run(root, "cat-file", "--batch", given="".join(f"{digest}\n" for _, digest in wanted).encode())
    at = 0
    for name, _ in wanted:
        end = answer.index(b"\n", at)
        start = end + 1
        at = start + int(answer[at:end].split()[-1]) + 1  # a line end follows the content
        yield name, answer[start : at - 1]


def _git(root: Path, *words: str) -> str:
    return _run(root, *words).decode().strip()


def _run(root: Path, *words: str, given: bytes = b"") -> bytes:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "--no-pager", "-C", str(root), *_SAFE, *words],
            input=given,
            capture_output=True,
            check=False,
            env={**kept, **_SURROUNDINGS},
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise BadChoice(
            f"--changed-since: git was not done after {_SECONDS} seconds; look at the checkout with git itself"
        ) from None
    except FileNotFoundError:
        raise BadChoice("--changed-since needs git, which is not installed") from None
    if done.returncode:
        name = brief(words[-1].split("^")[0])
        raise BadChoice(f"--changed-since: git knows no revision {name!r} here; give a commit, a tag or YYYY-MM-DD")
    return done.stdout
