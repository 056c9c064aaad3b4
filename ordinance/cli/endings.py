"""One rule for the format of a file, in every command: what the ending says. A clash or an ending without a format is refused."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath

from ordinance.errors import BadChoice
from ordinance.making.writing import ENDINGS

#: Formats that a command may call by either name.
_SAME = {"text": "txt"}


def form_of(form: str | None, output: str | None, forms: Sequence[str], otherwise: str | None = None) -> str:
    """Return the format of what is written: what the ending of `output` says, else what `--format` says, else `otherwise` (the
    first of `forms` where it is none). Raises `BadChoice` where ending and `--format` clash, for an ending that names none of
    `forms`, and for a file's name without an ending where no `--format` says what it shall be."""
    if output is None or output == "-":
        return form or otherwise or forms[0]
    suffix = PurePath(output).suffix
    named = _named(ENDINGS.get(suffix.lstrip(".").lower(), ""), forms)
    if named is None:
        there = os.path.exists(output) and not os.path.isfile(output)
        if not suffix and (form is not None or there):  # a folder, a device: whoever writes says why not
            return form or otherwise or forms[0]
        says = f"no format has the ending {suffix}" if suffix else "its name has no ending"
        raise BadChoice(f"-o {output}: {says}; there are: {', '.join(_ending(one) for one in forms)}")
    if form is not None and _SAME.get(form, form) != _SAME.get(named, named):
        raise BadChoice(f"--format {form}: the name {output} ends in {suffix}, which is {named}; leave one of the two out")
    return named


def _named(found: str, forms: Sequence[str]) -> str | None:
    """Return the format as this command calls it."""
    return next((one for one in forms if found and _SAME.get(one, one) == found), None)


def _ending(form: str) -> str:
    return f".{_SAME.get(form, form)}"
