"""The public functions of what is made before and after a vote: slides, pictures, the folder of an office, its report.

They take and raise what those of `face` do, and stand beside them in `ordinance` (docs/python.md).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from ordinance.face import PlaceLike, Selection, day_of, here_of, several, wishes_of
from ordinance.library.store import Library

if TYPE_CHECKING:
    from ordinance.making.adopting import Adoption
    from ordinance.making.bundle import Bundle
    from ordinance.making.page import Page
    from ordinance.making.training import Slides


def adopt(
    library: Library,
    place: PlaceLike,
    file: str | os.PathLike[str],
    *,
    adopted: date,
    record: str | os.PathLike[str] | None = None,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Adoption:
    """Return what became of the draft for a place in the text that passed: its `place` speaks of the adopted text from then on,
    `sections` says of each what it is now, and `file()` is the place's file."""
    from ordinance.making.adopting import adopted_text
    from ordinance.making.files import content_of

    name = os.fspath(file)
    drafted = os.fspath(record) if record is not None else None
    asked = wishes_of(library, on, selection)
    return adopted_text(library, here_of(library, place), (name, content_of(name)), asked, adopted, day_of(on), drafted)


def implement(
    library: Library,
    place: PlaceLike,
    *,
    adopted: date | None = None,
    effective: date | None = None,
    form: str = "docx",
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Bundle:
    """Return what an office needs to carry out the text of a place: calendar, policy, notices, letters, log, forms,
    checklist, and what residents watch it by. `adopted` and `effective` are the days of the vote and of effect."""
    from ordinance.making.implement import implementing

    asked = wishes_of(library, on, selection)
    return implementing(library, here_of(library, place), asked, day_of(on), adopted=adopted, effect=effective, form=form)


def training(
    library: Library,
    kind: str,
    place: PlaceLike,
    *,
    language: str = "en",
    effective: date | None = None,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Slides:
    """Return a training: "roll-call", "counter", "residents" or "council". As .pptx it is its slides, in the other formats the
    guide for whoever leads it."""
    from ordinance.making.training import trained

    asked = wishes_of(library, on, selection)
    return trained(library, kind, here_of(library, place), asked, day_of(on), language=language, effect=effective)


def report(
    library: Library,
    log: str | os.PathLike[str],
    *,
    first: date | None = None,
    last: date | None = None,
    on: date | None = None,
) -> Page:
    """Return the public report on the log (.xlsx) that an office filled in; `records` are what it prints."""
    from ordinance.making.report import report_of

    return report_of(library, os.fspath(log), day_of(on), first, last)


def media(
    library: Library,
    place: PlaceLike,
    *,
    languages: Sequence[str] = (),
    address: str = "",
    effective: date | None = None,
    form: str = "docx",
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Bundle:
    """Return what a campaign shows: pictures in each language with the words for those who do not see them, a page with a code to
    scan for `address`, and messages to members and the press."""
    from ordinance.making.media import shown

    asked = wishes_of(library, on, selection)
    return shown(
        library,
        here_of(library, place),
        asked,
        day_of(on),
        languages=several(languages),
        address=address,
        effect=effective,
        form=form,
    )
