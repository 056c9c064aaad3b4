"""Akoma Ntoso 3.0 as a tree of elements: one maker that keeps words and children in order, and bytes that people can read."""

from __future__ import annotations

from lxml import etree

from ordinance.errors import Unwritable

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

Element = etree._Element
Node = str | Element

#: Elements in which a space is text. All others hold elements only, and stand on lines of their own.
_MIXED = frozenset(
    {"a", "b", "caption", "def", "docTitle", "heading", "i", "mod", "num", "p", "placeholder", "ref", "role", "rref"}
    | {"signature", "term"}
)
_STEP = "  "


def element(tag: str, *content: Node, **attributes: str) -> Element:
    """Return an element with words and children in the order given. A trailing underscore of an attribute is dropped (`class_`).

    Raises `Unwritable` for a character that no XML can hold.
    """
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs miss the default namespace
    try:
        for name, value in attributes.items():
            made.set(name.rstrip("_"), value)
        for node in content:
            _append(made, node)
    except ValueError:
        shown = next((str(node)[:60] for node in (*content, *attributes.values()) if isinstance(node, str)), "")
        raise Unwritable(f"XML cannot hold a character in {shown!r}") from None
    return made


def encoded(root: Element) -> bytes:
    """Return a tree as UTF-8 XML, indented where no space is text. Sets the white space of the tree it is given."""
    _indent(root, 0)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _append(made: Element, node: Node) -> None:
    if not isinstance(node, str):
        made.append(node)
    elif len(made):
        made[-1].tail = (made[-1].tail or "") + node
    else:
        made.text = (made.text or "") + node


def _indent(node: Element, depth: int) -> None:
    children = list(node)
    for child in children:
        _indent(child, depth + 1)
    if children and etree.QName(node).localname not in _MIXED:
        node.text = "\n" + _STEP * (depth + 1)
        for child in children:
            child.tail = node.text
        children[-1].tail = "\n" + _STEP * depth
