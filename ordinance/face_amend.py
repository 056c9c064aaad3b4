"""The public function of bills that amend: a section of a code that somebody else wrote, brought to the chosen variants.

It takes and raises what those of `face` do, and stands beside them in `ordinance` (docs/python.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Unpack

from ordinance.face import PlaceLike, Selection, day_of, here_of, wishes_of
from ordinance.face_back import FileLike, content_of_file
from ordinance.library.store import Library

if TYPE_CHECKING:
    from ordinance.making.amended import Amendment


def amend(
    library: Library,
    place: PlaceLike,
    section: FileLike,
    *,
    cite: str | None = None,
    history: str | None = None,
    defined: Sequence[str] = (),
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Amendment:
    """Return the bill that brings one section of a place's code, as a file has it, to the chosen variants: `drafted`, what was
    done for each clause (`outcomes`), the section as it stands.

    `cite` names the section where the file does not, or holds several; `history` is what enacted it, in the words of the place's
    formula; `defined` are terms that the chapter defines elsewhere. Raises `BadChoice` for a file that is no section of the code,
    and for one in which nothing must change; `FaultyFile` for tables, footnotes and open tracked changes.
    """
    from ordinance.making.amended import Told, amended

    told = Told(cite, history, tuple(defined))
    wishes = wishes_of(library, on, selection)
    return amended(library, here_of(library, place), content_of_file(section), wishes, told, day_of(on))
