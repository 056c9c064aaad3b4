"""The memo on a draft, with the attachments that are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from ordinance.errors import NotFound
from ordinance.making.drafted import Drafted
from ordinance.making.page import Page
from ordinance.pages.attachments import ATTACHMENTS
from ordinance.pages.memo import memo

#: What asks for every attachment.
ALL = "all"
#: What may be asked for.
NAMES = (*(one.name for one in ATTACHMENTS), ALL)


def memo_of(made: Drafted, attach: Sequence[str] = ()) -> Page:
    """Return the memo on a draft, two pages long, and behind it what `attach` names, of `NAMES`. Raises `NotFound` for another."""
    for name in attach:
        if name not in NAMES:
            raise NotFound("attachment", name, NAMES)
    names = tuple(one.name for one in ATTACHMENTS if ALL in attach or one.name in attach)
    return Page(made.library, lambda: memo(made.draft, made.library, made.date, names))
