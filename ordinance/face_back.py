"""The public functions of what comes back: edits by others, local wording from what is accepted, three texts in one redline.

They take and raise what those of `face` do, and stand beside them in `ordinance` (docs/python.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from ordinance.face import PlaceLike, Selection, day_of, draft, here_of, wishes_of
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.drafted import Drafted

if TYPE_CHECKING:
    from ordinance.checks.model import Finding
    from ordinance.drafting.items import Item
    from ordinance.drafting.model import Draft
    from ordinance.making.redlining import Redlined
    from ordinance.making.taking import Accepted, Taken

#: A file: its path, or its name and its content.
FileLike = str | os.PathLike[str] | tuple[str, bytes]
Sent = PlaceLike | Drafted


def items(library: Library, place: PlaceLike, *, on: date | None = None, **selection: Unpack[Selection]) -> list[Item]:
    """Return the items of the draft for a place by name: what `at` may name in local wording."""
    from ordinance.making.own_words import item_rows

    return item_rows(draft(library, place, on=on, **selection).draft)


def take(
    library: Library, files: FileLike | Sequence[FileLike], sent: Sent, *, on: date | None = None, **selection: Unpack[Selection]
) -> Taken:
    """Return what others changed in a draft that came back in one or several files: `edits`, numbered, with authors and comments.

    `sent` is a `Drafted`, a place (to which the selection applies), or the path of a draft's or a record's .json.
    """
    from ordinance.making.taking import taken

    several = [files] if isinstance(files, str | os.PathLike) or _is_pair(files) else list(files)
    return taken(library, _sent(library, sent, on, selection), [content_of_file(one) for one in several], day_of(on))  # type: ignore[arg-type]


def accept(taken: Taken, numbers: str | Iterable[int] = "ALL") -> Accepted:
    """Return the local wording (`wording`, and as a file `yaml`) that edits become, by number or "ALL"; `left` is the rest."""
    from ordinance.making.taking import accept as accepted
    from ordinance.making.taking import numbers_in

    chosen = numbers_in(numbers, len(taken.edits)) if isinstance(numbers, str) else frozenset(numbers)
    return accepted(taken, chosen)


def check_file(
    library: Library,
    file: FileLike,
    sent: Sent | None = None,
    *,
    accepted: bool = False,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> list[Finding]:
    """Return what must be mended in an edited draft (.docx), the gravest first; without `sent` its place is found by its name.

    Raises `BadChoice` for open tracked changes, unless they are to be read as `accepted`.
    """
    from ordinance.making.checking_file import check_file as checked

    name, content = content_of_file(file)
    made = None if sent is None else _sent(library, sent, on, selection)
    return checked(library, name, content, made, day_of(on), accepted=accepted)


def three_ways(
    library: Library,
    sent: Sent,
    back: FileLike,
    ours: Sent,
    *,
    authors: tuple[str, str] = ("Redline", "Library"),
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Redlined:
    """Return both sides' changes of the draft that was sent: what came back, and the library's text of today (`ours`)."""
    from ordinance.making.redlining import reading_of, redlined_three_ways
    from ordinance.making.taking import read_back

    day = day_of(on)
    base, new = (reading_of(_sent(library, one, on, selection), library, day) for one in (sent, ours))
    return redlined_three_ways(library, base, read_back(*content_of_file(back)), new, authors, day)


def _sent(library: Library, sent: Sent, on: date | None, selection: Selection) -> Draft:
    from ordinance.making.sent import sent_draft

    if isinstance(sent, Drafted):
        return sent.draft
    if isinstance(sent, Place) or not os.fspath(sent).lower().endswith(".json"):
        return draft(library, here_of(library, sent), on=on, **selection).draft
    return sent_draft(library, os.fspath(sent), wishes_of(library, on, selection), day_of(on))[0]


def content_of_file(file: FileLike) -> tuple[str, bytes]:
    from ordinance.making.files import content_of

    if isinstance(file, tuple):
        return file
    name = os.fspath(file)
    return name, content_of(name)


def _is_pair(files: object) -> bool:
    return isinstance(files, tuple) and len(files) == 2 and isinstance(files[1], bytes)
