"""What a person may ask of the Word form: whose letterhead, which paper, numbered lines, contents."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ordinance.errors import BadChoice, Unwritable
from ordinance.library.store import Library
from ordinance.making.saving import reason

if TYPE_CHECKING:  # a Word file is not what everything makes
    from ordinance.formats.docx.write.setup import Page, Setup

#: Where the look of a Word file stands, under a library's root.
LOOK = "templates/word/ordinance"


def setup_of(
    form: str,
    library: Library,
    *,
    reference: str | None,
    page: Page | None,
    line_numbers: bool,
    toc: bool,
    lines_through: bool = False,
    double_spaced: bool = False,
) -> Setup | None:
    """Return what was asked of the Word form, or None where nothing was. Raises `BadChoice` for any other form."""
    given = {"--reference": reference, "--page": page, "--line-numbers": line_numbers, "--toc": toc}
    given |= {"--lines-through": lines_through, "--double-spaced": double_spaced}
    named = [name for name, value in given.items() if value]
    if not named:
        return None
    if form != "docx":
        be = "is" if len(named) == 1 else "are"
        raise BadChoice(f"{' and '.join(named)} {be} for Word files only; leave out --format {form}, or give -o a name in .docx")
    from ordinance.formats.docx.write.setup import Setup

    letterhead = None
    if reference:
        from ordinance.formats.docx.letterhead import read_letterhead

        letterhead = read_letterhead(reference, _read(Path(reference)), library.folder(LOOK))
    return Setup(letterhead, page, line_numbers, toc, lines_through=lines_through, double_spaced=double_spaced)


def told_of(setup: Setup, reference: str | None) -> Iterator[str]:
    """Yield what the person must know of the letterhead and the contents."""
    letterhead = setup.letterhead
    if letterhead and letterhead.added:
        yield f"Warning: {reference} lacks styles that a draft needs; these are ours: {', '.join(letterhead.added)}"
    if letterhead and letterhead.lacking:
        yield f"Warning: {reference} has no {' and no '.join(letterhead.lacking)}; ours stands there"
    if letterhead and not letterhead.numbered:
        yield f"Warning: {reference} has no page number in its head or foot; a last line of its foot has one now"
    if letterhead and letterhead.unnamed_pictures:
        several = letterhead.unnamed_pictures > 1
        pictures = f"{letterhead.unnamed_pictures} pictures of {reference} have" if several else f"the picture of {reference} has"
        yield f"Warning: {pictures} no alternative text; add it in Word: right-click, View Alt Text"
    if letterhead and letterhead.left_text:
        yield f"The text of {reference} is left out; a letterhead belongs in its head and foot"
    if setup.contents:
        own = letterhead is None and bool(find_spec("typst")) and bool(find_spec("fontpkg_arimo"))
        estimate = "The contents' page numbers are those of our own layout: click them in Word and press F9 for Word's"
        yield estimate if own else "The contents get their page numbers in Word: click them and press F9"


def keep_letterhead(target: Path, reference: str | None) -> None:
    """Raise `BadChoice` where a draft would take the place of the letterhead that it is written on."""
    if reference and target.exists() and Path(reference).exists() and target.samefile(reference):
        raise BadChoice(f"{target}: is the letterhead itself; give another name with -o")


def _read(path: Path) -> bytes:
    from ordinance.formats.docx.letterhead import LARGEST

    try:
        if path.exists() and not path.is_file():
            raise Unwritable(f"{path}: is no file; give the name of a Word file (.docx)")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)  # one more than is taken, so that a larger one is told from it
    except OSError as error:
        raise Unwritable(f"{path}: cannot be read: {reason(error)}") from None
