"""What has changed between two texts, whoever wrote them, as tracked changes in a Word file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.reading import Reading
from ordinance.drafting.model import Draft
from ordinance.errors import BadChoice
from ordinance.library.store import Library
from ordinance.making.drafted import setup_for
from ordinance.making.files import content_of
from ordinance.making.printing import PLAIN, Printing, refuse_of_a_draft
from ordinance.making.word_setup import LOOK

if TYPE_CHECKING:
    from ordinance.comparison.model import Redline, Side, Tally
    from ordinance.formats.docx.write.setup import Setup

#: Files that people may well try, and what to do with them.
_OTHER = {
    ".doc": "save it as a Word Document (.docx)",
    ".docm": "can hold macros; save it as a Word Document (.docx), which cannot",
    ".dotm": "can hold macros; save it as a Word Document (.docx), which cannot",
    ".odt": "save it as a Word Document (.docx)",
    ".rtf": "save it as a Word Document (.docx)",
    ".pdf": "open it in Word, save it as a Word Document (.docx), and read through what Word made of it",
    ".txt": "save it as a Word Document (.docx) or as Markdown (.md)",
    ".html": "save it as a Word Document (.docx) or as Markdown (.md)",
}


class Redlined(Struct, frozen=True):
    """The changes from one text to another, who made them as Word shows it where the file does not say, and the date.

    `overlaps` are the first words of paragraphs that both sides of three ways have changed.
    """

    library: Library
    redline: Redline
    author: str
    date: date
    overlaps: tuple[str, ...] = ()

    forms: ClassVar[tuple[str, ...]] = ("docx", "md", "txt", "html", "pdf")
    what: ClassVar[str] = "a redline"

    @property
    def tally(self) -> Tally:
        """How many paragraphs changed, came, went and moved, and how many words came and went."""
        from ordinance.comparison.redline import tally

        return tally(self.redline)

    def encode(self, form: str = "docx", printing: Printing = PLAIN) -> bytes:
        """Return the Word file, or the text with its changes marked. Raises `BadChoice` for options that it has not."""
        refuse_of_a_draft(printing, self.what)
        if printing.toc:
            raise BadChoice("toc is for a draft, and this is a redline; leave it out")
        setup = setup_for(form, self.library, printing)
        if form == "docx":
            return self.written(setup)
        from ordinance.making.encoding import encoded
        from ordinance.pages.redline_page import redline_page

        return encoded(redline_page(self.redline, "Redline"), form, self.library)

    def written(self, setup: Setup | None) -> bytes:
        """Return the Word file on the paper and the letterhead of a setup."""
        from ordinance.formats.docx.write.redline import write_redline
        from ordinance.formats.docx.write.setup import PLAIN as AS_IT_IS

        look = self.library.folder(LOOK)
        return write_redline(self.redline, reference=look, author=self.author, day=self.date, setup=setup or AS_IT_IS)


def redlined(library: Library, old: Reading, new: Reading, author: str, day: date) -> Redlined:
    """Return what leads from one reading to another: tracked changes in the second keep their authors, its comments theirs.

    Raises `BadChoice` for an author without a name that can be printed.
    """
    from ordinance.comparison.credited import credited
    from ordinance.comparison.redline import compare
    from ordinance.pages.redline_head import headed

    one = _author(author)
    made = credited(compare(old.document, new.document, _sure(old, new)), new)
    return Redlined(library, headed(made, (old, new), one, day), one, day)


def redlined_three_ways(
    library: Library, base: Reading, theirs: Reading, ours: Reading, authors: tuple[str, str], day: date
) -> Redlined:
    """Return both sides' changes of one text as one redline: theirs by those who made them (else by the first of `authors`), and
    what the library changed by the second. Raises `BadChoice` for two authors of one name."""
    from ordinance.comparison.credited import by_one, credited
    from ordinance.comparison.redline import compare
    from ordinance.comparison.three_ways import three_ways
    from ordinance.pages.redline_head import headed

    one, two = map(_author, authors)
    if one == two:
        raise BadChoice(f"both sides would be {one}; give them two names with --author and --our-author")
    sides = [compare(base.document, side.document, "old" if base.own else _sure(base, side)) for side in (theirs, ours)]
    made = three_ways(credited(sides[0], theirs), by_one(sides[1], two))
    return Redlined(library, headed(made.redline, (base, theirs, ours), one, day), one, day, made.overlaps)


def read_text(name: str, content: bytes | None = None) -> Reading | None:
    """Return what stands in a Word or Markdown file; None for a name that is of neither. Raises `FaultyFile`, and `BadChoice` for
    a kind of file that cannot be compared. With `content` it is at hand, and `name` is only its name."""
    ending = Path(name).suffix.lower()
    if ending in _OTHER:
        raise BadChoice(f"{name}: is not a kind of file that can be compared; {_OTHER[ending]}")
    if ending == ".docx":
        from ordinance.formats.docx.read import document as docx

        return replace(docx.read(name, content_of(name) if content is None else content), name=Path(name).name)
    if ending in (".md", ".markdown"):
        from ordinance.formats.markdown import read as markdown

        return replace(markdown.read(name, content_of(name) if content is None else content), name=Path(name).name)
    return None


def draft_in(name: str) -> Draft:
    """Return the draft in a .json file. Raises `FaultyFile`."""
    from ordinance.formats.draft_json import read_draft

    return read_draft(content_of(name), name)


def reading_of(made: Draft, library: Library, day: date) -> Reading:
    """Return a draft as a side of a redline: without commentary."""
    from ordinance.pages.instrument import Options, build

    return Reading(build(made, library, Options("none", day)), own=True, day=day)


def _sure(old: Reading, new: Reading) -> Side | None:
    """Return the side whose styles are known where those of the other are guessed."""
    if old.own == new.own:
        return None
    return "old" if old.own else "new"


def _author(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise BadChoice("--author is empty or holds what cannot be printed; give a name")
    return plain
