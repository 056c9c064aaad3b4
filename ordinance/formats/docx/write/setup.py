"""What a person may ask of the Word file beyond its text: whose letterhead, which paper, numbered lines, contents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from ordinance.formats.docx.write.template import Template, read_folder

if TYPE_CHECKING:
    from ordinance.formats.docx.letterhead import Letterhead

Page = Literal["letter", "legal", "a4"]


class Setup(Struct, frozen=True):
    """How the file is set up. Without a page, the paper is that of the letterhead or of the look.

    `pages` are the pages of the headings by the index of their block, for the contents. `lines_through` numbers the lines through
    the whole text, `line_numbers` from 1 on every page.
    """

    letterhead: Letterhead | None = None
    page: Page | None = None
    line_numbers: bool = False
    contents: bool = False
    pages: dict[int, int] = {}
    lines_through: bool = False
    double_spaced: bool = False


PLAIN: Final = Setup()


def template_of(reference: Path, setup: Setup, landscape: bool = False) -> Template:
    """Return the template for a setup: that of the letterhead, or of the folder `reference`, on the paper asked for.

    What works on trees is imported only where it is asked for: a plain document does without.
    """
    template = setup.letterhead.template if setup.letterhead else read_folder(reference)
    if setup.page or setup.line_numbers or setup.lines_through or setup.double_spaced or landscape:
        from ordinance.formats.docx.write.sections import laid_out

        template = laid_out(template, setup, landscape)
    return template
