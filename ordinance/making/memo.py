"""The memo on a draft, with the attachments that are asked for; and all of these by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ordinance.errors import NotFound
from ordinance.making.drafted import Drafted
from ordinance.making.page import Page
from ordinance.pages.attachments import ATTACHMENTS
from ordinance.pages.memo import memo, memo_attachments

#: What asks for every attachment.
ALL = "all"
#: What may be asked for.
NAMES = (*(one.name for one in ATTACHMENTS), ALL)


def memo_of(made: Drafted, attach: Sequence[str] = ()) -> Page:
    """Return the memo on a draft, two pages long, and behind it what `attach` names, of `NAMES`.

    Raises `NotFound` for a name that is none of them.
    """
    for name in attach:
        if name not in NAMES:
            raise NotFound("attachment", name, NAMES)
    names = tuple(one.name for one in ATTACHMENTS if ALL in attach or one.name in attach)
    return Page(made.library, lambda: memo(made.draft, made.library, made.date, names))


def attachments_of(made: Drafted) -> Page:
    """Return every attachment of the memo on a draft, as a document of their own."""
    return Page(made.library, lambda: memo_attachments(made.draft, made.library, made.date))
