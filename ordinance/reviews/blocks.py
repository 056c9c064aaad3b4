"""A text in blocks: headings, paragraphs and items, each with its label, its level and the sentences that it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

Span = tuple[int, int]
#: A heading that ends in a full stop and has more words may be a sentence.
_TITLE_WORDS = 7

_SECTION = re.compile(
    r"(?:#+\s*|\*\*|__)*\s*(?P<label>(?:SECTION|Section|SEC\.?|Sec\.?|§+|ARTICLE|Article|CHAPTER|Chapter|PART|Part|TITLE|Title|RULE|Rule|"
    r"SUBCHAPTER|Subchapter|ART\.|Art\.|Subd\.|Subdivision)\s*(?:\d[\w.:\-–]*|[IVXLC]+\b|[A-Z]\b)(?:\s*\([a-z0-9]+\))*|\d+[A-Z]?(?:[.\-–:]\d+[A-Za-z]?)+\.?)"
    r"(?P<end>\s*[.:\-–—]*\s*)"
)
_MARKDOWN = re.compile(r"(?:#{1,6}\s+|\*\*(?=[^*]+\*\*\s*$))")
_LABEL = re.compile(
    r"\s*(?:\*\*)?(?P<label>\((?:[a-zA-Z]{1,2}|\d{1,3}|[ivxlcIVXLC]{1,6})\)|(?:[a-zA-Z]|\d{1,3}|[ivx]{1,5}|[IVX]{1,5})[.)])(?=\s|\(|\*|$)"
)
_BULLET = re.compile(r"\s*(?P<label>[-*•●▪◦‣·–—o>])\s+(?=\S)")
_INLINE = re.compile(
    r"(?:(?<=[:;,.—–])|(?<=\band)|(?<=\bor)|(?<=\bfrom)|(?<=\bto)|(?<=\bif)|(?<=\bby)|(?<=\bthat)|(?<=\bnot)|(?<=\bunless)|(?<=\beither))\s*(?P<label>\((?:[a-zA-Z]{1,2}|\d{1,2}|[ivx]{1,5})\)|\d{1,2}\))(?=\s)"
)
#: What stands before a label that a sentence refers to: "subsections (a) and (b) do not".
_REFERS = re.compile(r"\b(?:sub)?(?:section|division|paragraph|clause|item|chapter)s?\s[^.;:]{0,45}$", re.I)
_TITLE = re.compile(r"(?P<title>[^\n.;]{3,110}?)(?:\.(?=\s|[—–-]|$)\s*[—–-]*|[—–]|\s-\s|:)\s*(?=[(\"“A-Z\d]|$)")
_FORCE = re.compile(r"\b(?:shall|must|may|will|is|are|does|do|means?|has|have|nothing|prohibits?|refrain|decline)\b", re.I)
_MODAL = re.compile(r"^\s*\S+ (?:\S+ ){0,24}?(?:shall|must|may|will)\b")
_OWN_LEAD = re.compile(r"\b(?:shall|must|may|will)(?: not)?(?:, [^,:]{1,80},)?:\s*$")
#: So many letters of a paragraph's end tell whether it goes on; no heading is as long.
_TAIL = 1000
_ENDS = re.compile(r"[.;:?!][\s\"”'’)*_]*$")
#: How a paragraph ends that an empty line cuts in the middle of a sentence, and how its rest begins.
_CUT = re.compile(r"[\w,'’)\]\"”]-?\s*$")
_JOINS = re.compile(r"[;,.:]\s*(?:and|or|nor|and/or)\s*$")
_REST = re.compile(r"\s*[a-z(]?[a-z]")
_LEAD = re.compile(r"(?:[:—–]|\b(?:following|that|to|for|if|by|when|unless|a|the|of|any|from|not|either|without))[\s*_–—-]*$")


class Block(Struct):
    """A heading, paragraph or item: where its words are, its label, how deep it stands, and what it hangs on.

    `leads` are the spans of the sentences that introduce the list that it is an item of, outermost first.
    """

    start: int
    end: int
    label: str = ""
    kind: str = ""
    heading: bool = False
    leads: tuple[Span, ...] = ()


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text, in order, with what each item hangs on."""
    found: list[Block] = []
    for start, end in _paragraphs(text):
        found += _split(text, start, end)
    found = list(_said(text, found))
    _hang(text, found)
    return found


def _said(text: str, found: list[Block]) -> Iterator[Block]:
    """Yield the blocks, and the words of a section that is one short sentence, which looks like a heading, once more as text.

    Sections without text one after another are a table of contents.
    """
    empty = [
        one.heading and one.kind == "section" and (index + 1 == len(found) or found[index + 1].kind == "section")
        for index, one in enumerate(found)
    ]
    for index, one in enumerate(found):
        yield one
        words = text[one.start : one.end]
        alone = empty[index] and not (index and empty[index - 1]) and not (index + 1 < len(found) and empty[index + 1])
        if alone and words.rstrip().endswith(".") and len(words.split()) > _TITLE_WORDS:
            section = _SECTION.match(words)
            yield Block(one.start + (section.end() if section else 0), one.end)


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches between blank lines, cut where a line begins with a label or is a heading."""
    begin = last = -1
    spaced = _double_spaced(text)
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        if not line.strip():
            continue
        new = begin < 0 or _begins(line) or (last - begin < _TAIL and _heading_line(text[begin:last]))
        if not new and text.count("\n", last, match.start()) > 1:
            new = not _goes_on(text[max(begin, last - _TAIL) : last], line, spaced=spaced)
        if new and begin >= 0:
            yield begin, last
        if new:
            begin = match.start()
        last = match.end()
    if begin >= 0:
        yield begin, last


def _double_spaced(text: str) -> bool:
    """Say whether an empty line follows nearly every line, in the middle of sentences too."""
    lines = text.split("\n")
    full = [index for index, line in enumerate(lines[:-1]) if line.strip()]
    single = sum(1 for index in full if lines[index + 1].strip())
    broken = sum(1 for index in full if len(lines[index].strip()) > 30 and not _ENDS.search(lines[index]))
    return len(full) > 8 and 10 * single <= len(full) and 10 * broken >= 4 * len(full)


def _goes_on(before: str, line: str, *, spaced: bool) -> bool:
    """Say whether an empty line stands in the middle of a sentence, as at the end of a page or between lines set wide."""
    if spaced:
        return not _ENDS.search(before) and not _JOINS.search(before)
    open_ended = _CUT.search(before) and not _JOINS.search(before) and not _LEAD.search(before)
    return bool(open_ended and _REST.match(line)) and len(before.split()) > 3


def _begins(line: str) -> bool:
    return bool(_SECTION.match(line.lstrip()) and _starts_section(line.lstrip())) or bool(
        _LABEL.match(line)
        or _BULLET.match(line)
        or _MARKDOWN.match(line.lstrip())
        or _heading_line(line)
        or re.match(r"\s*(?:WHEREAS|NOW,? THEREFORE|BE IT|RESOLVED)\b", line)
    )


def _starts_section(line: str) -> bool:
    """Say whether a line that begins with a section's label is one: not a reference that a wrapped line begins with."""
    match = _SECTION.match(line)
    if not match:
        return False
    rest = line[match.end() :].lstrip("*_ ")
    return not rest or (not rest[0].islower() and rest[0] not in ",;)")


def _heading_line(line: str) -> bool:
    plain = line.strip().strip("*_# ")
    if not plain or len(plain) > 110 or "\n" in plain or (plain.endswith((";", ",", ":", "—")) and not plain.isupper()):
        return bool(plain) and plain.endswith(":") and plain[:-1].istitle() and len(plain) < 60
    if _MARKDOWN.match(line.strip()):
        return True
    letters = [one for one in plain if one.isalpha()]
    if _FORCE.search(plain) and (plain.endswith(".") or len(plain) > 60):
        return False
    return (
        bool(letters)
        and len(letters) > 2
        and all(one.isupper() for one in letters)
        and len(plain.split()) <= 14
        and not plain.startswith("WHEREAS")
    )


def _split(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the blocks of one paragraph: a heading that stands before its text, the text, the items inside it."""
    while start < end and text[start].isspace():
        start += 1
    piece = text[start:end]
    section = _SECTION.match(piece)
    if section and _starts_section(piece):
        stop = start + section.end()
        label = section["label"].strip("*_# ")
        title = _TITLE.match(text, stop, end)
        rest = text[stop:end]
        if len(rest.split()) <= 14 and not _FORCE.search(rest) and not rest.rstrip().endswith(":"):
            yield Block(start, end, label, "section", heading=True)
            return
        if title and len(title["title"].split()) <= 14 and not _FORCE.search(title["title"]):
            yield Block(start, title.end("title"), label, "section", heading=True)
            stop = title.end()
        else:
            yield Block(start, start + section.end("label"), label, "section", heading=True)
        yield from _items(text, stop, end)
        return
    if _MARKDOWN.match(piece) or _heading_line(piece):
        yield Block(start, end, "", "heading", heading=True)
        return
    yield from _items(text, start, end)


def _items(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield a paragraph's own label and words, and each item that begins inside it."""
    while match := (_LABEL.match(text, start, end) or _BULLET.match(text, start, end)):
        label = match["label"]
        nested = _LABEL.match(text, match.end(), end)
        if nested:  # "(a)(1)": the outer item has no words of its own
            yield Block(match.start(), match.end(), label, _kind(label))
            start = match.end()
            continue
        title = _TITLE.match(text, match.end(), end)
        if title and len(title["title"].split()) <= 9 and not _FORCE.search(title["title"]) and text[title.end() : end].strip():
            yield Block(match.start(), title.end("title"), label, f"{_kind(label)}-title", heading=True)
            yield from _inside(text, title.end(), end, label)
        else:
            yield from _inside(text, match.end(), end, label)
        return
    yield from _inside(text, start, end, "")


def _inside(text: str, start: int, end: int, label: str) -> Iterator[Block]:
    cuts = [
        match
        for match in _INLINE.finditer(text, start, end)
        if not _REFERS.search(text[max(start, match.start() - 70) : match.start()])
    ]
    stops = [*(match.start("label") for match in cuts), end]
    yield Block(start, stops[0], label, _kind(label) if label else "")
    for match, stop in zip(cuts, stops[1:], strict=True):
        yield Block(match.end("label"), stop, match["label"], _kind(match["label"]))


def _kind(label: str) -> str:
    """Return the kind of a label: what siblings have in common."""
    core = label.strip("().")
    wrap = "(" if label.startswith("(") else label[-1:]
    if not core or not core.isalnum():
        return "bullet"
    if core.isdigit():
        return f"1{wrap}"
    return f"{'a' if core.islower() else 'A'}{wrap}"


def _hang(text: str, found: list[Block]) -> None:
    """Give each item the sentences that introduce it; items of a level follow from the labels before them."""
    stack: list[tuple[str, str, Span | None]] = []  # kind, label, the lead that its own items hang on
    base: Span | None = None
    for block in found:
        words = text[block.start : block.end].rstrip()
        if block.heading:
            if not block.kind.endswith("-title"):
                stack, base = [], None
            continue
        if not block.kind:
            following = (base is not None and not words[:1].isupper()) or words.endswith((";", "; or", "; and"))
            if base is not None and following and not stack:
                block.leads = (base,)
            elif words[:1].islower() and stack and stack[-1][2] is not None:
                block.leads = tuple(lead for lead in (base, *(one[2] for one in stack)) if lead is not None)
            elif words[:1].islower() and stack:
                block.leads = ()
            else:
                stack, base = [], None
                block.leads = ()
            if _LEAD.search(words):
                base = _last_sentence(text, block)
                stack = []
            continue
        kind = _level(block, stack)
        if kind == "bullet" and not _stands_alone(words) and any(one[0] == "bullet" and one[2] for one in stack):
            kind = "bullet-below"  # a list of bullets in a bullet, all with the same mark
        if _stands_alone(words) or (not _first(block.label) and block.kind != "bullet" and all(one[0] != kind for one in stack)):
            base = None
            stack = stack if any(one[0] == kind for one in stack) else []
        while any(one[0] == kind for one in stack):
            if stack.pop()[0] == kind:
                break
        leads = () if _stands_alone(words) else (base, *(one[2] for one in stack))
        block.leads = tuple(lead for lead in leads if lead is not None)
        stack.append((kind, block.label, _last_sentence(text, block) if _LEAD.search(words) else None))


def _stands_alone(words: str) -> bool:
    """Say whether an item is a sentence of its own, with a subject and a modal, so that it hangs on nothing."""
    return words.lstrip()[:1].isupper() and bool(_MODAL.search(words[:160]) or _OWN_LEAD.search(words))


def _first(label: str) -> bool:
    return label.strip("().") in ("a", "A", "1", "i", "I")


def _level(block: Block, stack: list[tuple[str, str, Span | None]]) -> str:
    """Return the level of an item: (i) after (h) is a letter, else a Roman numeral."""
    core = block.label.strip("().")
    if not core or block.kind == "bullet" or not re.fullmatch(r"[ivxlcIVXLC]+", core):
        return block.kind
    roman = f"i{block.kind}"
    open_levels = {kind: label.strip("().") for kind, label, _ in stack}
    before = open_levels.get(block.kind, "")
    if len(core) == 1 and before and ord(before[-1]) + 1 == ord(core):
        return block.kind
    if roman in open_levels or core in ("i", "I", "ii", "II", "iii", "III", "iv", "IV", "vi", "VI"):
        return roman
    return block.kind


def _last_sentence(text: str, block: Block) -> Span:
    """Return the span of the sentence with which a block ends: the one that introduces a list."""
    words = text[block.start : block.end]
    cut = max((match.end() for match in re.finditer(r"(?<![A-Z])(?<!\bSec)(?<!\bNo)\.\s+(?=[A-Z])", words)), default=0)
    return block.start + cut, block.end
