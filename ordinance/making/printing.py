"""How a thing is put into a file: what the options of `ordinance draft` say of the page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ordinance.errors import BadChoice

Changes = Literal["marked", "tracked", "clean"]
Paper = Literal["letter", "legal", "a4"]
Commentary = Literal["comments", "notes", "inline", "none"]


class Printing(Struct, frozen=True):
    """How a thing is printed. `commentary` and `changes` are of a draft; the others are of a Word file.

    `reference` is a letterhead, the path of a .docx; without `page` the paper is the letterhead's, else letter. `line_numbers`
    count from 1 on every page, `lines_through` through the whole text.
    """

    commentary: Commentary = "comments"
    changes: Changes = "marked"
    reference: str | None = None
    page: Paper | None = None
    line_numbers: bool = False
    toc: bool = False
    lines_through: bool = False
    double_spaced: bool = False


PLAIN = Printing()


def refuse_of_a_draft(printing: Printing, what: str) -> None:
    """Raise `BadChoice` where something that is no draft is asked for commentary or for marked changes."""
    for name in ("commentary", "changes"):
        if getattr(printing, name) != getattr(PLAIN, name):
            raise BadChoice(f"{name} is for a draft, and this is {what}; leave it out")
