"""The library as it was at a git revision or on a date: read from git's store, never checked out."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from ordinance.errors import BadChoice
from ordinance.library.revisions import library_revisions
from ordinance.library.store import FOLDERS, Library

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def revisions_at(library: Library, since: str) -> dict[str, str]:
    """Return the revisions of all variants and definitions at a git revision, or at the last commit up to a date.

    Raises `BadChoice` where git is missing, the revision is unknown, or the files of that time no longer fit the program.
    """
    root = next(root for root in reversed(library.roots) if (root / ".git").exists())
    revision = _git(root, "rev-list", "-1", f"--before={since}T23:59:59", "HEAD") if _DATE.match(since) else since
    if not revision:
        raise BadChoice(f"--changed-since {since}: the history has no commit up to that date")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    archive = _run(root, "archive", "--format=tar", commit, *FOLDERS)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for member in files:
                if member.isfile() and (content := files.extractfile(member)):
                    target = Path(folder, *PurePosixPath(member.name).parts)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
        return library_revisions(Library(shipped=Path(folder)))


def _git(root: Path, *words: str) -> str:
    return _run(root, *words).decode().strip()


def _run(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        raise BadChoice("--changed-since needs git, which is not installed") from None
    if done.returncode:
        name = words[-1].split("^")[0]
        raise BadChoice(f"--changed-since: git knows no revision {name!r} here; give a commit, a tag or YYYY-MM-DD")
    return done.stdout
