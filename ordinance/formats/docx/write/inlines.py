"""What stands inside a paragraph: runs, cross-references, blanks, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ordinance.document.model import Amendment, Blank, Inline, Link, Reference, Run, plain_text
from ordinance.formats.docx.write.crossrefs import CrossReferences, Piece
from ordinance.formats.docx.write.facts import Facts
from ordinance.formats.docx.write.styles import EMPHASIS_IDS, HYPERLINK, PLACEHOLDER
from ordinance.formats.docx.write.xml import NOTHING, Xml, element, field, join, run, text
from ordinance.library.addresses import is_linkable
from ordinance.library.characters import runs_right_to_left as runs_right_to_left

#: Languages whose text Word treats as East Asian.
_EAST_ASIAN: Final = frozenset({"ja", "ko", "yue", "zh"})
#: Word knows languages by countries: the two ways to write Chinese, and what is spoken here and has no name with this country.
_COUNTRIES: Final = {
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "ar-US": "ar-EG",
    "fr-US": "fr-FR",
    "ht-US": "ht-HT",
    "ko-US": "ko-KR",
    "pa-US": "pa-IN",
    "ru-US": "ru-RU",
    "tl-US": "fil-PH",
    "vi-US": "vi-VN",
}
#: Scripts whose letters join or stack: Word sets them in the face, and marks them with the language, that it keeps for such.
_COMPLEX: Final = frozenset({"bn", "gu", "hi", "km", "lo", "my", "ne", "pa", "th"})
#: Word calls a file damaged when an address holds one of these as it is.
_UNSAFE: Final = re.compile(r"[\x00-\x20<>\"\\^`{|}]")


def language_mark(name: str, language: str) -> Xml:
    """Return w:lang or w:themeFontLang: Word keeps a language each for Latin, East Asian and right-to-left text."""
    language = _COUNTRIES.get(language, language)
    if runs_right_to_left(language) or language.partition("-")[0] in _COMPLEX:
        return element(name, val=language, bidi=language)
    if language.partition("-")[0].lower() in _EAST_ASIAN:
        return element(name, val=language, eastAsia=language)
    return element(name, val=language)


@cache
def run_properties(style: str, language: str, right_to_left: bool) -> Xml:
    """Return the properties of a run; an empty style or language is that of the paragraph."""
    return run_properties_with(style, language, right_to_left)


def run_properties_with(style: str, language: str, right_to_left: bool, *more: Xml) -> Xml:
    """Return the properties of a run with others added to them."""
    properties = [element("w:rStyle", val=style), *more] if style else list(more)
    if right_to_left:
        properties.append(element("w:rtl"))
    if language:
        properties.append(language_mark("w:lang", language))
    return element("w:rPr", *properties) if properties else NOTHING


def written_runs(parts: tuple[Inline, ...], language: str, own: str) -> Xml:
    """Return parts that are all runs, in `language` or in the document's `own`."""
    right_to_left, marked = runs_right_to_left(language or own), "" if language == own else language
    written = []
    for part in parts:
        if type(part) is Run:
            written.append(run(text(part.text), run_properties(EMPHASIS_IDS.get(part.emphasis, ""), marked, right_to_left)))
    return join(written)


#: How words of an amended section look, by the custom of codes: not a style, since no restyling may take it away.
_AMENDED: Final[dict[Amendment, tuple[Xml, ...]]] = {
    "": (),
    "added": (element("w:u", val="single"),),
    "deleted": (element("w:strike"),),
    "omitted": (),
}


#: A frame round words that a drawing rings.
_RING: Final = element("w:bdr", val="single", sz=12, space=1, color="auto")


class Pen:
    """Writes the inline content of one part of the file, and keeps the addresses that its links lead to.

    `links` maps each address to the id of the relationship that the part must have. `controls` numbers the content
    controls of all parts, and `facts` knows what they are of. Without `controls` it writes what can stand in a tracked
    change, where Word knows no content control and no link: the words of blanks and links.
    """

    def __init__(
        self,
        language: str,
        references: CrossReferences,
        controls: Iterator[int] | None,
        facts: Facts | None = None,
    ) -> None:
        self.links: dict[str, str] = {}
        self._language = language
        self.right_to_left = runs_right_to_left(language)
        self._references = references
        self._controls = controls
        self._facts = Facts() if facts is None else facts

    def content(self, parts: tuple[Inline, ...], language: str = "") -> Xml:
        """Return the parts in `language`, or in that of the document."""
        right_to_left = runs_right_to_left(language or self._language)
        language = "" if language == self._language else language
        written: list[Xml] = []
        for part in parts:
            if part.change:
                written.append(self._changed(part, language, right_to_left))
            elif type(part) is Run:
                own = "" if part.language == self._language else part.language
                turned = runs_right_to_left(own) if own else right_to_left
                style = EMPHASIS_IDS.get(part.emphasis, "")
                if part.emphasis == "ring":
                    properties = run_properties_with(style, own or language, turned, _RING)
                else:
                    properties = run_properties(style, own or language, turned)
                written.append(run(text(part.text), properties))
            elif type(part) is Reference:
                properties = run_properties("", language, right_to_left)
                written += (_piece(piece, properties) for piece in self._references.pieces[part])
            elif type(part) is Blank:
                written.append(self._blank(part, run_properties(PLACEHOLDER, language, right_to_left)))
            elif type(part) is Link:
                written.append(self._link(part, run_properties(HYPERLINK, language, right_to_left)))
        return join(written)

    def _changed(self, part: Inline, language: str, right_to_left: bool) -> Xml:
        """Return words as an amendment shows them. Deleted words lead nowhere and are not filled in."""
        style = EMPHASIS_IDS.get(part.emphasis, "") if type(part) is Run else PLACEHOLDER if type(part) is Blank else ""
        properties = run_properties_with(style, language, right_to_left, *_AMENDED[part.change])
        if type(part) is Reference:
            return join(_piece(piece, properties) for piece in self._references.pieces[part])
        return run(text(plain_text((part,))), properties)

    def _blank(self, blank: Blank, properties: Xml) -> Xml:
        """Return a content control: one click marks the prompt, typing replaces it, Word's Tab goes to the next."""
        words = run(text(f"[{blank.prompt}]"), properties)
        return words if self._controls is None else self._facts.control(blank, next(self._controls), words)

    def _link(self, link: Link, properties: Xml) -> Xml:
        if self._controls is None:
            return run(text(link.text))
        address = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", link.address)
        if not is_linkable(address):
            return run(text(link.text))
        id = self.links.setdefault(address, f"rId{100 + len(self.links)}")
        return element("w:hyperlink", run(text(link.text), properties), id=id, history=1)


def _unbroken(words: str) -> Xml:
    """Return the words of a reference with hyphens that do not end a line: "§ 215-60A(3)" stays whole."""
    first, *rest = words.split("-")
    return join((text(first), *(join((element("w:noBreakHyphen"), text(one) if one else NOTHING)) for one in rest)))


def _piece(piece: Piece, properties: Xml) -> Xml:
    words = run(_unbroken(piece.text), properties)
    if not piece.bookmark:
        return words
    if not piece.switches:
        return element("w:hyperlink", words, anchor=piece.bookmark, history=1)
    return field(f"REF {piece.bookmark} {piece.switches}", words, properties)
