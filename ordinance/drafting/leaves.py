"""One filled leaf into pieces: words with their emphasis, references, citations and blanks; with printers' quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable

from ordinance.drafting.filling import Filled
from ordinance.drafting.model import Blank, Citation, Emphasis, Page, Piece, Pieces, Reference, Text
from ordinance.library.legal_text import (
    BLANK_CLOSE,
    BLANK_OPEN,
    EMPHASIS_OFF,
    EMPHASIS_ON,
    LINK_CLOSE,
    LINK_OPEN,
    STRONG_OFF,
    STRONG_ON,
    Link,
)

Resolve = Callable[[Link], Reference]

_SPLIT = re.compile(f"([{LINK_OPEN}{BLANK_OPEN}])(.*?)[{LINK_CLOSE}{BLANK_CLOSE}]|([{EMPHASIS_ON}-{STRONG_OFF}])")
_MARK = re.compile(f"[{LINK_OPEN}-{BLANK_CLOSE}]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:]['”’)]?\s+)$")
#: A sentence begins with a word, and with no sign.
_SIGNS = {"§": "Section", "§§": "Sections"}
_FACES: dict[str, Emphasis] = {EMPHASIS_ON: "emphasis", STRONG_ON: "strong", EMPHASIS_OFF: "", STRONG_OFF: ""}


def pieces_of(node: Filled, resolve: Resolve, *, continues: bool = False) -> Pieces:
    """Return the pieces of a filled node. A reference that begins a sentence begins with a word, and that with a capital.

    `continues` says that the node goes on with a sentence begun above it, as an item under "shall not:" does.
    """
    return split(node.text, node.links, resolve, continues=continues)


def split(filled: str, links: tuple[Link, ...], resolve: Resolve, *, continues: bool = False) -> Pieces:
    """Return the pieces of a filled text with the links that its markers number."""
    if not links and not _MARK.search(filled):
        return (Text(filled),) if filled else ()
    pieces: list[Piece] = []
    face: Emphasis = ""
    position, said = 0, "x" if continues else ""
    for mark in _SPLIT.finditer(filled):
        said = _add_words(pieces, filled[position : mark.start()], face, said)
        position = mark.end()
        opener, inner, switch = mark.groups()
        if switch:
            face = _FACES[switch]
        elif opener == BLANK_OPEN:
            pieces.append(Blank(inner))
            said = "x"
        elif int(inner) < len(links):  # a text of others may hold the sign of a link that nobody made
            pieces += _linked(links[int(inner)], resolve, _SENTENCE_END.search(said) is not None)
            said = "x"
    _add_words(pieces, filled[position:], face, said)
    return tuple(_listed(pieces)) if len(pieces) > 2 else tuple(pieces)


#: The words before a number that are said once, in the plural, before a list of such numbers. "Section" and "§" are
#: not among them: they are part of the number that a word processor prints, and some cannot print it without (docs/word.md).
_PLURALS = {"subsection": "subsections", "Subsection": "Subsections"}
_BETWEEN = re.compile(r",|,? (?:and|or)")


def _listed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces in which references in a row are one list: "subsections (d), (e), and (f)"."""
    made = list(pieces)
    for index in range(2, len(pieces)):
        before, between, here = pieces[index - 2 : index + 1]
        if not (isinstance(before, Reference) and isinstance(between, Text) and isinstance(here, Reference)):
            continue
        word, number = _parted(before.text)[0], _parted(here.text)
        alike = word in _PLURALS and word.lower() == number[0].lower() and before.target and here.target
        if alike and _BETWEEN.fullmatch(between.text.rstrip()):
            if made[index - 2] is before:  # the first of the list
                made[index - 2] = Reference(before.text.replace(word, _PLURALS[word], 1), before.target)
            made[index] = Reference(number[1], here.target)
    return made


def _parted(words: str) -> tuple[str, str]:
    """Return the word before a number, and the number."""
    found = re.match(r"(\S+)\s(.+)", words)
    return (found[1], found[2]) if found else ("", words)


def _add_words(pieces: list[Piece], words: str, face: Emphasis, said: str) -> str:
    if not words:
        return said
    pieces.append(Text(words, face))
    return words


def _begun(words: str) -> str:
    """Return the words of a reference as they begin a sentence: "Subsection (b)", "Section 215-61" for "§ 215-61"."""
    sign, number = _parted(words)
    return f"{_SIGNS[sign]} {number}" if sign in _SIGNS else words[:1].upper() + words[1:]


def _linked(link: Link, resolve: Resolve, begins: bool) -> Pieces:
    match link.kind:
        case "cite" | "evidence" | "precedent":
            return (Citation(link.kind, link.target),)
        case "blank" | "definitions":
            return (Blank(link.text),)
        case "page":
            return (Page(link.text, link.target),)
    reference = resolve(link)
    title = resolve(Link("clause", link.target, "title")).text if link.kind == "clause" else ""
    if title and not reference.target:
        return (Text(f"“{title}” (not in this draft)"),)
    if begins:
        reference = Reference(_begun(reference.text), reference.target)
    return (reference, Text(f" ({title})")) if title else (reference,)
