"""What a file is that somebody gave as a place, and which command reads it."""

from __future__ import annotations

import os
from pathlib import Path

from ordinance.errors import BadChoice, brief, nearest

_PLACES = (".yaml", ".yml")
#: What a file is by its ending, and what reads it; {} is its name.
_READ_BY = {
    ".docx": "a Word file: `ordinance check {}` checks an edited draft, `take {} --for PLACE` lists what came back, `review {}`"
    " reads another's text, `redline OLD {}` shows what changed",
    ".json": "a draft or its record: `ordinance check {}` and `updates {}` tell what has changed since",
    ".md": "a text: `ordinance review {}` reads it as another's, `redline OLD {}` shows what changed",
    ".xlsx": "a spreadsheet: `ordinance agreements {}` reads a published list, `report {}` the log of requests",
    ".csv": "a table: `ordinance agreements {}` reads a published list",
    **dict.fromkeys((".txt", ".html", ".htm", ".pdf"), "a text: `ordinance review {}` reads it as another's"),
}


def refuse_other_file(text: str) -> None:
    """Raise `BadChoice` where a text names a file that is there and is no place's, or a place's file that is not there and has a
    near miss in its folder."""
    path = Path(text)
    ending = path.suffix.lower()
    if ending in _PLACES:
        _refuse_missing(path)
        return
    if not ending or not os.path.isfile(path):
        return
    if Path(path.stem).suffix.lower() in _PLACES:
        raise BadChoice(f"{brief(text)}: is named {ending}, as an editor does it unasked; rename it to {path.stem}")
    told = _READ_BY.get(ending, "a file that no command reads").replace("{}", brief(text))
    raise BadChoice(f"{brief(text)}: is no place's file (.yaml) but {told}; `ordinance new NAME` writes a place's file")


def _refuse_missing(path: Path) -> None:
    if os.path.exists(path) or not os.path.isdir(path.parent):
        return
    there = [one.name for one in sorted(path.parent.iterdir()) if one.suffix.lower() in _PLACES]
    if there:
        raise BadChoice(f"{brief(str(path))}: there is no such file{nearest(path.name, there)}")
