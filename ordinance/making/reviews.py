"""A review put on record in the file that was read: by whom, on which day, and of which words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Final

from ordinance.errors import BadChoice, Unwritable
from ordinance.library import strict_yaml
from ordinance.library.handout_model import Handout
from ordinance.library.handouts import MASTER, handout, read
from ordinance.library.store import Library
from ordinance.making.saving import write_file

_ENDING: Final = ".md.j2"
#: The keys of a head stand one to a line.
_KEY: Final = r"^{key}:.*$"


def record_review(library: Library, file: str, by: str, on: date, state: str | None, today: date) -> str:
    """Write a review into the head of a handout, and return in a line what was recorded.

    With `state` it is a licensed attorney's review of a rights sheet, without it a reader's review of a translation. Raises
    `BadChoice` for a file that is no handout, a translation that was written from older English words, a day still to come.
    """
    path = Path(file)
    if not path.name.endswith(_ENDING) or path.parent.parent.name != "handouts":
        raise BadChoice(f"{file}: is no handout; name a file such as templates/handouts/rights-card/es{_ENDING}")
    if not path.is_file():
        raise Unwritable(f"{file}: there is no such file")
    if on > today:
        raise BadChoice(f"--on {on.isoformat()} is still to come; give the day on which it was read")
    kind, language = path.parent.name, path.name.removesuffix(_ENDING)
    one = read(path, file, kind, language)
    line = _attorney(one, file, by, on, state) if state else _translation(library, one, file, by, on)
    key = line.partition(":")[0]
    text = strict_yaml.read_text(path, file)
    changed, count = re.subn(_KEY.format(key=key), lambda _: line, text, count=1, flags=re.MULTILINE)
    if not count:
        raise BadChoice(f"{file}: its head has no line {key}:, where the review is written; add `{key}: null`")
    write_file(path, changed.encode(), force=True)
    read(path, file, kind, language)
    return f"{file}: {line}"


def _attorney(one: Handout, file: str, by: str, on: date, state: str) -> str:
    if one.head.counsel != "rights":
        raise BadChoice(f"{file}: is no rights sheet (counsel: none) and has no attorney's review; leave --state out")
    who = json.dumps(by, ensure_ascii=False)
    return f'reviewed: {{by: {who}, state: {state.upper()}, on: {on.isoformat()}, of: "{one.revision}"}}'


def _translation(library: Library, one: Handout, file: str, by: str, on: date) -> str:
    mark = one.head.translation
    if mark is None:
        raise BadChoice(f"{file}: is the English text; an attorney's review is recorded with --state, as in --state NY")
    master = handout(library, one.kind, MASTER)
    if master is None:
        raise BadChoice(f"{file}: the library has no English {one.kind} that it could be held against")
    if mark.of != master.revision:
        raise BadChoice(
            f"{file}: was written from revision {mark.of} of the English, which is now {master.revision}: bring it up to date,"
            f' write of: "{master.revision}" into its head, and have it read again'
        )
    who = json.dumps(by, ensure_ascii=False)
    return f'translation: {{state: reviewed, of: "{mark.of}", by: {who}, on: {on.isoformat()}, read: "{one.revision}"}}'
