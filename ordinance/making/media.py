"""What a campaign shows: pictures, a page with a code to scan, messages to members and the press."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final, get_args

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.drafting.wishes import Wishes
from ordinance.errors import NotFound
from ordinance.formats.measuring import missing_extra
from ordinance.formats.picture import png, svg
from ordinance.formats.picture.layout import contrast, laid
from ordinance.library.handouts import MASTER
from ordinance.library.media_model import FOLDER, Shape, media_look, media_words, refuse_address, refuse_look
from ordinance.library.papers import papers
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.bundle import Bundle
from ordinance.making.encoding import encoded
from ordinance.making.steps import Steps, quietly
from ordinance.pages.handouts import Edition, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.implementing.papers import carrying, paper
from ordinance.pages.media.pictures import alt_texts, pictures

FORMS = ("docx", "pdf", "md", "html")
#: The languages of pictures where none is named.
LANGUAGES: Final = ("en", "es", "zh-Hans")
#: The handout that is the page: what the text does, every exception, how to take part.
_PAGE: Final = "summary"


def shown(
    library: Library,
    place: Place,
    asked: Wishes,
    day: date,
    *,
    languages: tuple[str, ...] = (),
    address: str = "",
    effect: date | None = None,
    form: str = "docx",
    steps: Steps = quietly,
) -> Bundle:
    """Return what a campaign shows for a place. `address` is its own page, which stands on the pictures and as a code on the
    page.

    Raises `BadChoice` for an address that follows whoever opens it, `TooLong` for words that do not fit a picture, `NotFound` for
    a language or a format that there is not.
    """
    if form not in FORMS:
        raise NotFound("format of a paper", form, FORMS)
    if address:
        refuse_address(library, address)
    spoken = tuple(dict.fromkeys(languages or LANGUAGES))
    for language in spoken:
        media_words(library, language)
    made = draft(library, place, asked)
    files: dict[str, bytes] = {}
    notes: dict[str, None] = {}
    for language in steps(spoken):
        files |= _pictures(library, made, language, day, effect, address, form, notes)
        files[f"{language}/page.html"] = _page(library, made, language, day, address, notes)
    about = carrying(library, made, day, None, effect)
    for one in papers(library, MASTER, FOLDER):
        files[f"{MASTER}/{one.name}.{form}"] = encoded(paper(one, about, address=address), form, library)
    return Bundle(files, day, "folder", tuple(notes))


def _pictures(
    library: Library,
    made: Draft,
    language: str,
    day: date,
    effect: date | None,
    address: str,
    form: str,
    notes: dict[str, None],
) -> dict[str, bytes]:
    """Return the pictures of a language, each as SVG and PNG in every shape, with the words for those who do not see them."""
    look = media_look(library)
    shown_look = library.shown(library.files(FOLDER)["look"])
    for ground, ink in ((look.ground, look.ink), (look.foot_ground, look.foot_ink)):
        refuse_look(look, shown_look, contrast(ground, ink))
    drawn = pictures(library, made, language, day, effect, address)
    notes.update(dict.fromkeys(drawn.notes))
    files: dict[str, bytes] = {}
    described: dict[str, str] = {}
    for one in drawn.pictures:
        for shape in get_args(Shape):
            ready = laid(one, shape, look)
            name = f"{one.kind}-{shape}"
            files[f"{language}/{name}.svg"], files[f"{language}/{name}.png"] = svg.write(ready), png.write(ready)
            described[name] = ready.description
    files[f"{language}/alt-text.{form}"] = encoded(alt_texts(library, language, described, day), form, library)
    return files


def _page(library: Library, made: Draft, language: str, day: date, address: str, notes: dict[str, None]) -> bytes:
    """Return the page as one file without script, with a code to scan where the campaign has an address."""
    edition = Edition(language, day, blank_contact=True, blank_hotlines=True)
    sheet = handout(library, _PAGE, Subject(made.place, made), edition)
    notes.update(dict.fromkeys(sheet.notes))
    page = encoded(sheet.document, "html", library).decode()
    if not address:
        return page.encode()
    words = media_words(library, language)
    code = _code(address, words.code.format(address=address))
    shown_address = f'<a href="{escape(address, quote=True)}">{escape(address)}</a>'
    caption = f"<figcaption>{escape(words.scan)} {shown_address}</figcaption>"
    figure = f'<figure style="margin:1rem 0;break-inside:avoid">{code}{caption}</figure>'
    head, foot = page.rsplit("</main>", 1)
    return f"{head}{figure}\n</main>{foot}".encode()


def _code(address: str, says: str) -> str:
    """Return a code to scan as SVG in the page, dark on light in every colour scheme, with words for those who do not see it."""
    try:
        import segno
    except ImportError:
        raise missing_extra("a code to scan") from None
    drawing = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, dark="#000000", light="#ffffff")
    return str(drawing).replace("<svg ", f'<svg role="img" aria-label="{escape(says, quote=True)}" ', 1)
