"""What a batch that was stopped keeps in its folder: a line for each place that is done. Others may have had it since."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from ordinance.errors import Unwritable
from ordinance.library.reading import NoFile, read_up_to
from ordinance.making.batch_job import Job, Outcome
from ordinance.making.saving import reason

#: The start of a journal's name.
JOURNAL: Final = "batch-journal"
#: A batch of every government writes some 60 MB.
_LARGEST: Final = 300_000_000


def read_journal(path: Path, job: Job, key: str | None = None) -> list[Outcome]:
    """Return a journal's outcomes, without a last line that was cut off.

    Raises `Unwritable` where it is no file, is damaged, is that of a batch with another `key`, or names a file that this batch
    does not write.
    """
    damaged = Unwritable(f"{path}: is damaged, so nobody knows what is done; use --force to make the batch anew")
    other = f"{path.parent}: holds a batch that was asked for otherwise, or of another library; use --force to make it anew"
    try:
        content = read_up_to(path, _LARGEST)
    except NoFile:
        raise damaged from None
    except OSError as error:
        raise Unwritable(f"{path}: cannot be read: {reason(error)}") from None
    lines = content.split(b"\n")[:-1]
    if len(content) > _LARGEST:
        raise damaged
    try:
        held = msgspec.json.decode(lines[0], type=dict[str, str]).get("key", "") if lines else ""
        if key not in (None, held):
            raise Unwritable(other)
        found = [msgspec.json.decode(line, type=Outcome) for line in lines[1:]]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise damaged from None
    asked = re.escape(job.wishes.instrument) if job.wishes.instrument else "[a-z-]+"
    own = re.compile(rf"[a-z]{{2}}/[a-z0-9-]+-{asked}\.{re.escape(job.form)}")
    if any(one.file and not own.fullmatch(one.file) for one in found):
        raise damaged
    return found


def refuse_links(folder: Path, names: Sequence[str]) -> None:
    """Raise `Unwritable` where something in a batch's folder is a link that leads out of it: nothing goes there, or comes in."""
    real = os.path.realpath(folder)
    for name in ("", *names):
        if not Path(os.path.realpath(folder / name)).is_relative_to(real):
            raise Unwritable(f"{folder / name}: is a link that leads out of the batch's folder; take it away")
