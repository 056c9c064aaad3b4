"""The shapes of what a campaign shows: pictures, their look, and the addresses that may stand on them."""

from __future__ import annotations

from typing import Annotated, Final, Literal
from urllib.parse import parse_qsl, urlsplit

from msgspec import Meta

from ordinance.errors import BadChoice, Fault, FaultyFile, NotFound, brief
from ordinance.library.addresses import is_web
from ordinance.library.fields import Line, Record, Template
from ordinance.library.store import Library

FOLDER: Final = "templates/media"

Shape = Literal["square", "story", "link"]
PictureKind = Literal["does", "hearing", "right", "thanks"]
Color = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$", description="A colour: #143d5e.")]


class ShapeLook(Record, frozen=True, kw_only=True):
    """The size of a picture in pixels, the most sentences of the text on it, and the sizes of type that are tried, largest
    first."""

    width: Annotated[int, Meta(ge=200, le=4000)]
    height: Annotated[int, Meta(ge=200, le=4000)]
    most: Annotated[int, Meta(ge=1, le=9)]
    title: Annotated[tuple[int, ...], Meta(min_length=1)]
    lines: Annotated[tuple[int, ...], Meta(min_length=1)]


class MediaLook(Record, frozen=True, kw_only=True):
    """templates/media/look.yaml: how pictures look. `contrast` is the least ratio of words and ground."""

    shapes: dict[Shape, ShapeLook]
    ground: Color
    ink: Color
    foot_ground: Color
    foot_ink: Color
    contrast: float
    margin: int
    foot: Annotated[tuple[int, ...], Meta(min_length=1)]


class PictureText(Record, frozen=True, kw_only=True):
    """The words of a picture: its own lines, or what the text or the place gives (`insert`). `legal` has it say that no
    lawyer has reviewed it."""

    title: Template
    lines: tuple[Template, ...] = ()
    insert: Literal["does", "hearing"] | None = None
    last: Template | None = None
    legal: bool = False
    alt: Template


class MediaWords(Record, frozen=True, kw_only=True):
    """templates/media/LANGUAGE.yaml: the words of pictures and of what stands round them. Words in braces are filled in."""

    pictures: dict[PictureKind, PictureText]
    proposal: Line
    passed: Line
    adopted: Line
    draft: Line
    foot: Line
    scan: Line
    code: Line
    alt_title: Line
    alt_says: Line


class MediaRules(Record, frozen=True, kw_only=True):
    """templates/media/rules.yaml: what an address may not hold, hosts that only lead on, and how long one may be."""

    tracking: tuple[Line, ...]
    shorteners: tuple[Line, ...]
    longest: int


def media_words(library: Library, language: str) -> MediaWords:
    """Return the words of a language. Raises `NotFound` with those that there are."""
    files = library.files(FOLDER)
    offered = [name for name in files if name not in ("look", "rules")]
    if language not in offered:
        raise NotFound("language of pictures", language, offered)
    return library.load(files[language], MediaWords)


def media_look(library: Library) -> MediaLook:
    """Return how pictures look."""
    return library.load(library.files(FOLDER)["look"], MediaLook)


def refuse_address(library: Library, address: str) -> None:
    """Raise `BadChoice` for an address that follows whoever opens it, is no plain page over https, or is too long to read."""
    rules = library.load(library.files(FOLDER)["rules"], MediaRules)
    shown = brief(address)
    if not address.startswith("https://") or not is_web(address):
        raise BadChoice(f"--address {shown}: give the page's own address, https://host/…")
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if host in rules.shorteners:
        raise BadChoice(f"--address {shown}: {host} only leads on, and counts who went there; give the page's own address")
    for name, _ in [*parse_qsl(parts.query, keep_blank_values=True), *parse_qsl(parts.fragment, keep_blank_values=True)]:
        if name.lower() in rules.tracking:
            raise BadChoice(f"--address {shown}: {name} tells who came from where; leave it out of the address")
    if len(address) > rules.longest:
        raise BadChoice(f"--address {shown}: is longer than {rules.longest} characters; nobody can read it off a page")


def refuse_look(look: MediaLook, shown: str, ratio: float) -> None:
    """Raise `FaultyFile` where words and ground of a look differ by less than it asks for."""
    if ratio < look.contrast:
        raise FaultyFile([Fault(shown, 0, 0, f"words and ground differ by {ratio:.1f} to 1; {look.contrast:g} is the least")])
