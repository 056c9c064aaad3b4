"""WordprocessingML as a tree, for what others wrote. The writer's own text never needs one, so nothing else imports this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from ordinance.formats.docx.write.xml import DECLARATION, NAMESPACES, Xml

Element = etree._Element

W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"

#: The order of children in ISO 29500-1 (transitional), for the elements into which something is put.
_ORDERS: Final = {
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "p": "pPr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "styles": "docDefaults latentStyles style",
}
_PLACES: Final = {parent: {W + name: place for place, name in enumerate(order.split())} for parent, order in _ORDERS.items()}

#: What a slot stands for, by its first word.
_SLOTS: Final = {"list": "numPr", "signature-rules": "tabs", "contents-tab": "tabs", "language": "lang"}

#: Twentieths of a point in each unit of a measure ("8.5in"); a bare number is in twentieths.
_UNITS: Final = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_MEASURE: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(|pt|in|cm|mm|pc|pi)")


def parse(data: bytes, *, keep_slots: bool = False) -> Element:
    """Return the root of a part. Nothing is fetched or expanded; comments go, and instructions but our own slots."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=not keep_slots
    )
    return etree.fromstring(data, parser)


def with_our_prefix(root: Element) -> Element:
    """Return a root that knows the main namespace by the prefix in which slots are filled. Takes the children along."""
    if root.nsmap.get("w") == NAMESPACES["w"]:
        return root
    names: dict[Any, str] = {"w": NAMESPACES["w"]}  # Any: one may be without a prefix, which the stubs do not know
    for prefix, name in root.nsmap.items():
        names.setdefault(prefix, name)
    same = etree.Element(root.tag, {str(name): str(value) for name, value in root.attrib.items()}, names)
    same.extend(list(root))
    return same


def source(root: Element) -> str:
    """Return a part as it is packed."""
    return DECLARATION + etree.tostring(root, encoding="unicode", with_tail=False)


def fragment(element: Element) -> Xml:
    """Return an element as part of another file, without the names that it does not use."""
    alone = deepcopy(element)
    etree.cleanup_namespaces(alone)
    return Xml(etree.tostring(alone, encoding="unicode", with_tail=False))


def new(name: str, /, **attributes: str | int) -> Element:
    """Return an element of the main namespace, its attributes in the same."""
    return etree.Element(W + name, {W + key: str(value) for key, value in attributes.items()}, {"w": NAMESPACES["w"]})


def child(parent: Element, path: str) -> Element | None:
    """Return the first element at a path of names ("pPr/numPr")."""
    return parent.find("/".join(W + name for name in path.split("/")))


def value(parent: Element, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the first element at a path."""
    found = child(parent, path)
    return None if found is None else found.get(W + attribute)


def ensured(parent: Element, name: str) -> Element:
    """Return the child of that name, which is put in its place if it was missing. Changes the parent."""
    found = child(parent, name)
    return put(parent, new(name)) if found is None else found


def put(parent: Element, node: Element, name: str = "") -> Element:
    """Put a node into its place among the children, instead of any of its name. Changes the parent.

    `name` is what a slot stands for, so that it goes where that element would.
    """
    tag = W + name if name else str(node.tag)
    drop(parent, etree.QName(tag).localname)
    places = _PLACES[etree.QName(parent).localname]
    before = [index for index, other in enumerate(parent) if places.get(_tag(other), len(places)) <= places[tag]]
    parent.insert(before[-1] + 1 if before else 0, node)
    return node


def _tag(node: Element) -> str:
    """Return an element's name; a slot's is that of the element which fills it."""
    if isinstance(node.tag, str):
        return node.tag
    return W + _SLOTS.get((node.text or "").partition(" ")[0], "")


def slot(name: str) -> Element:
    """Return a place that the writer fills."""
    return etree.ProcessingInstruction("ordinance", name)


def drop(parent: Element, *names: str) -> None:
    """Take the children of these names out. Changes the parent."""
    for name in names:
        for found in parent.findall(W + name):
            parent.remove(found)


def take_out(element: Element) -> None:
    """Take an element out of its parent, and leave the text behind it. Changes the parent."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def all_of(root: Element, *names: str) -> Iterator[Element]:
    """Yield every element of these names. A list, so that they may be taken out on the way."""
    yield from list(root.iter(*(W + name for name in names)))


def twips(measure: str | None) -> int | None:
    """Return a measure in twentieths of a point, or None where it is none."""
    found = _MEASURE.fullmatch(measure or "")
    return round(float(found[1]) * _UNITS[found[2]]) if found else None
