"""WordprocessingML written straight, as text.

Every element that the writer uses is declared here once, with its attributes and its children in the order that the
schema (ISO 29500-1, transitional) asks for. Nothing outside this module writes an angle bracket, and whatever is
`Xml` has been escaped. Plain text is some ten times faster than a tree that is built and then serialised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, NewType

from ordinance.errors import Unwritable

#: Well-formed XML, escaped.
Xml = NewType("Xml", str)

NOTHING = Xml("")
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: What XML 1.0 cannot hold, in any form. Tab and line feed can be held; `text` makes elements of them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("(\t|\r\n|\r|\n)")
_NAME = re.compile(r"<([\w:]+)")
_DELETED_NAMES = {
    "<w:t ": "<w:delText ",
    "</w:t>": "</w:delText>",
    "<w:instrText ": "<w:delInstrText ",
    "</w:instrText>": "</w:delInstrText>",
}
_DELETED = re.compile("|".join(_DELETED_NAMES))


class UnwritableText(Unwritable, ValueError):
    """Text holds a character that no XML file can hold. `beginning` is where the text can be found."""

    def __init__(self, character: str, beginning: str) -> None:
        self.character, self.beginning = character, beginning
        shown = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", beginning)
        super().__init__(f"Word cannot hold the character U+{ord(character):04X} in “{shown}”")


class _Kind(NamedTuple):
    """Attributes by the name used in a call, and the place of each child; no places: children stand as given."""

    attributes: dict[str, str]
    places: dict[str, int]

    def place(self, child: str) -> int:
        name = _NAME.match(child)
        return self.places[name[1]] if name else -1


def _kind(attributes: str = "", children: str = "") -> _Kind:
    names = {name.rpartition(":")[2]: name for name in attributes.split()}
    return _Kind(names, {name: place for place, name in enumerate(children.split())})


_VALUE = _kind("w:val")
_SWITCH = _kind()
_CHANGE = _kind("w:id w:author w:date")
_ELEMENTS: dict[str, _Kind] = {
    # paragraphs and runs
    "w:pPr": _kind(children="w:pStyle w:keepNext w:pageBreakBefore w:numPr w:tabs w:bidi w:spacing w:ind w:rPr w:pPrChange"),
    "w:ind": _kind("w:left w:right w:hanging w:firstLine"),
    "w:spacing": _kind("w:after w:line w:lineRule"),
    "w:pStyle": _VALUE,
    "w:keepNext": _SWITCH,
    "w:pageBreakBefore": _SWITCH,
    "w:numPr": _kind(children="w:ilvl w:numId"),
    "w:ilvl": _VALUE,
    "w:numId": _VALUE,
    "w:bidi": _SWITCH,
    "w:rPr": _kind(
        children="w:ins w:del w:moveFrom w:moveTo w:rStyle w:b w:strike w:color w:sz w:u w:bdr w:shd w:rtl w:lang w:rPrChange"
    ),
    "w:rStyle": _VALUE,
    "w:strike": _SWITCH,
    "w:b": _SWITCH,
    "w:u": _VALUE,
    "w:bdr": _kind("w:val w:sz w:space w:color"),
    "w:rtl": _SWITCH,
    "w:lang": _kind("w:val w:eastAsia w:bidi"),
    "w:themeFontLang": _kind("w:val w:eastAsia w:bidi"),
    "w:tabs": _kind(),
    "w:tab": _kind("w:val w:leader w:pos"),
    "w:br": _SWITCH,
    "w:noBreakHyphen": _SWITCH,
    # fields, bookmarks, links, content controls
    "w:fldChar": _kind("w:fldCharType"),
    "w:bookmarkStart": _kind("w:id w:name"),
    "w:bookmarkEnd": _kind("w:id"),
    "w:hyperlink": _kind("r:id w:anchor w:history"),
    "w:sdt": _kind(children="w:sdtPr w:sdtContent"),
    "w:sdtPr": _kind(children="w:alias w:tag w:id w:placeholder w:showingPlcHdr w:dataBinding w:text w:docPartObj"),
    "w:placeholder": _kind(),
    "w:dataBinding": _kind("w:prefixMappings w:xpath w:storeItemID"),
    "w:alias": _VALUE,
    "w:tag": _VALUE,
    "w:id": _VALUE,
    "w:showingPlcHdr": _SWITCH,
    "w:text": _SWITCH,
    "w:docPartObj": _kind(children="w:docPartGallery w:docPartUnique"),
    "w:docPartGallery": _VALUE,
    "w:docPartUnique": _SWITCH,
    "w:sdtContent": _kind(),
    # facts: the prompts of content controls as building blocks, and what an XML part of the file is
    "w:glossaryDocument": _kind("xmlns:w"),
    "w:docParts": _SWITCH,
    "w:docPart": _kind("w:val"),
    "w:docPartPr": _kind(),
    "w:docPartBody": _SWITCH,
    "w:category": _kind(),
    "w:gallery": _VALUE,
    "w:types": _kind(),
    "w:type": _VALUE,
    "w:behaviors": _kind(),
    "w:behavior": _VALUE,
    "w:guid": _VALUE,
    "w:name": _VALUE,
    "w:styles": _kind("xmlns:w"),
    "w:style": _kind("w:type w:default w:styleId"),
    "w:color": _VALUE,
    "w:shd": _kind("w:val w:color w:fill"),
    "ds:datastoreItem": _kind("ds:itemID xmlns:ds"),
    "ds:schemaRefs": _SWITCH,
    "ds:schemaRef": _kind("ds:uri"),
    # comments
    "w:commentRangeStart": _kind("w:id"),
    "w:commentRangeEnd": _kind("w:id"),
    "w:commentReference": _kind("w:id"),
    "w:annotationRef": _SWITCH,
    "w:comment": _kind("w:id w:author w:date w:initials"),
    "w:comments": _kind("xmlns:w xmlns:r"),
    # tracked changes
    "w:ins": _CHANGE,
    "w:del": _CHANGE,
    "w:moveFrom": _CHANGE,
    "w:moveTo": _CHANGE,
    "w:pPrChange": _CHANGE,
    "w:rPrChange": _CHANGE,
    "w:moveFromRangeStart": _kind("w:id w:author w:date w:name"),
    "w:moveFromRangeEnd": _kind("w:id"),
    "w:moveToRangeStart": _kind("w:id w:author w:date w:name"),
    "w:moveToRangeEnd": _kind("w:id"),
    # tables
    "w:tbl": _kind(),
    "w:tblPr": _kind(children="w:tblStyle w:bidiVisual w:tblW w:tblLayout w:tblLook w:tblCaption"),
    "w:tblStyle": _VALUE,
    "w:bidiVisual": _SWITCH,
    "w:tblW": _kind("w:w w:type"),
    "w:tblLayout": _kind("w:type"),
    "w:tblLook": _kind("w:firstRow w:lastRow w:firstColumn w:lastColumn w:noHBand w:noVBand"),
    "w:tblCaption": _VALUE,
    "w:tblGrid": _kind(),
    "w:gridCol": _kind("w:w"),
    "w:tr": _kind(),
    "w:trPr": _kind(children="w:cantSplit w:trHeight w:tblHeader w:ins w:del"),
    "w:cantSplit": _SWITCH,
    "w:trHeight": _kind("w:val w:hRule"),
    "w:tblHeader": _SWITCH,
    "w:tc": _kind(),
    "w:tcPr": _kind(children="w:tcW w:tcMar"),
    "w:tcMar": _kind(children="w:top w:left w:bottom w:right"),
    "w:top": _kind("w:w w:type"),
    "w:left": _kind("w:w w:type"),
    "w:bottom": _kind("w:w w:type"),
    "w:right": _kind("w:w w:type"),
    "w:sz": _VALUE,
    "w:szCs": _VALUE,
    "w:rFonts": _kind("w:ascii w:hAnsi w:eastAsia w:cs"),
    "w:tcW": _kind("w:w w:type"),
    # numbering
    "w:numbering": _kind("xmlns:w"),
    "w:abstractNum": _kind("w:abstractNumId"),
    "w:nsid": _VALUE,
    "w:multiLevelType": _VALUE,
    "w:lvl": _kind("w:ilvl", "w:start w:numFmt w:pStyle w:suff w:lvlText w:lvlJc w:pPr"),
    "w:start": _VALUE,
    "w:numFmt": _VALUE,
    "w:suff": _VALUE,
    "w:lvlText": _VALUE,
    "w:lvlJc": _VALUE,
    "w:num": _kind("w:numId", "w:abstractNumId w:lvlOverride"),
    "w:abstractNumId": _VALUE,
    "w:lvlOverride": _kind("w:ilvl", "w:startOverride"),
    "w:startOverride": _VALUE,
    # the package
    "Types": _kind("xmlns"),
    "Default": _kind("Extension ContentType"),
    "Override": _kind("PartName ContentType"),
    "Relationships": _kind("xmlns"),
    "Relationship": _kind("Id Type Target TargetMode"),
    "dc:title": _kind(),
    "dc:subject": _kind(),
    "dc:language": _kind(),
    "dcterms:created": _kind("xsi:type"),
    "dcterms:modified": _kind("xsi:type"),
}


def escape(text: str) -> Xml:
    """Return `text` as XML content or attribute value. Raises UnwritableText."""
    if found := _FORBIDDEN.search(text):
        raise UnwritableText(found[0], text[:60])
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Xml(text)


def element(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return a declared element. Attributes go by their name without prefix; children are put in the schema's order.

    An undeclared element, attribute or child is a mistake of the programmer and raises KeyError.
    """
    kind = _ELEMENTS[name]
    head = f"<{name}"
    if attributes:
        written = {kind.attributes[key]: value for key, value in attributes.items()}
        for qualified in kind.attributes.values():
            if qualified in written:
                head += f' {qualified}="{escape(str(written[qualified]))}"'
    content = "".join(sorted(children, key=kind.place) if kind.places else children)
    return Xml(f"{head}>{content}</{name}>" if content else f"{head}/>")


def join(parts: Iterable[Xml]) -> Xml:
    return Xml("".join(parts))


def text(words: str) -> Xml:
    """Return the content of a run. A tab and a line end become the elements that Word has for them."""
    if "\n" in words or "\t" in words or "\r" in words:
        return join(_break(piece) for piece in _BREAKS.split(words) if piece)
    return Xml(f'<w:t xml:space="preserve">{escape(words)}</w:t>')


def _break(piece: str) -> Xml:
    if piece[0] in "\r\n":
        return Xml("<w:br/>")
    return Xml("<w:tab/>") if piece == "\t" else text(piece)


def run(content: Xml, properties: Xml = NOTHING) -> Xml:
    return Xml(f"<w:r>{properties}{content}</w:r>")


def struck(runs: Xml) -> Xml:
    """Return runs as they stand in a deletion: there text and field codes go by other names."""
    return Xml(_DELETED.sub(lambda tag: _DELETED_NAMES[tag[0]], runs))


def paragraph(properties: Xml, content: Xml) -> Xml:
    return Xml(f"<w:p>{properties}{content}</w:p>")


def field(code: str, result: Xml, properties: Xml = NOTHING) -> Xml:
    """Return a complex field: Word shows `result`, a run or several, until it is told to update; then the `properties` count."""
    if not properties:
        return Xml(f"{FIELD_BEGIN}{instruction(code)}{FIELD_SEPARATE}{result}{FIELD_END}")
    begin, separate, end = (run(element("w:fldChar", fldCharType=kind), properties) for kind in ("begin", "separate", "end"))
    return join((begin, instruction(code), separate, result, end))


def instruction(code: str) -> Xml:
    """Return the run that says what a field is."""
    return run(Xml(f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>'))


FIELD_BEGIN, FIELD_SEPARATE, FIELD_END = (run(element("w:fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
