"""Headers and footers of a letterhead: what they may hold, and what goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ordinance.formats.docx.letterhead.opening import Package, Relation, shown
from ordinance.formats.docx.write.trees import Element, R, W, all_of, drop, ensured, new, put, take_out

#: Fields that print what the file, the page or the calendar says. Any other might fetch a file or start a program.
FIELDS: Final = frozenset(
    {
        "=", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "COMMENTS", "COMPARE", "CREATEDATE",
        "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EQ", "FILENAME", "FILESIZE", "FORMCHECKBOX",
        "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD",
        "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM", "SAVEDATE",
        "SECTION", "SECTIONPAGES", "SEQ", "SET", "STYLEREF", "SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE",
        "USERADDRESS", "USERINITIALS", "USERNAME",
    }
)  # fmt: skip
#: What a link in a head or foot may begin with: a person clicks it, and sees where it leads.
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")
#: What a header or footer may lead to. Anything else is an object of another program.
PICTURES: Final = "image"
_LINKS: Final = "hyperlink"

#: Stands in a code for what an inner field would print: no name of a field can be made up of it.
_INNER: Final = "\0"
_NAME: Final = re.compile(r"\s*(=|[A-Za-z]+)(?!\0)")
_ADDRESS: Final = re.compile(r'\s*HYPERLINK\s+"?([^"\s\\][^"\s]*)', re.IGNORECASE)
#: Marks that mean something only in the text that was left behind.
_GONE: Final = (
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "permStart",
    "permEnd",
    "proofErr",
    "dataBinding",
    "footnoteReference",
    "endnoteReference",
)
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
#: Attributes in which VML names a file by its address.
_ADDRESSES: Final = ("src", "althref", "href", f"{_OFFICE}href", f"{_OFFICE}althref")


def clean_head(root: Element, relations: dict[str, Relation], package: Package) -> list[str]:
    """Take out of a head or foot what leads back into the old text; return the relations that it uses, in order.

    Changes the tree. Raises UnusableLetterhead for fields, links and objects that do not belong on a letterhead.
    """
    for code in field_codes(root):
        _check_field(code, package)
    for gone in all_of(root, *_GONE):
        take_out(gone)
    for control in all_of(root, "sdtPr"):
        drop(control, "id")
    for line in all_of(root, "p"):
        put(ensured(line, "pPr"), new("suppressLineNumbers"))  # LibreOffice numbers them with the lines of the text
    for node in root.iter():
        clean_attributes(node)
    named = (str(id) for node in root.iter() for name, id in node.attrib.items() if str(name).startswith(R) and id)
    used = list(dict.fromkeys(named))
    for name in used:
        _check_relation(relations.get(name), package)
    return used


def clean_attributes(node: Element) -> None:
    """Take out the marks of editing sessions, and the addresses from which old drawings load a picture."""
    for name in [str(name) for name in node.attrib]:
        if name.startswith(f"{W}rsid") or (str(node.tag).startswith(_VML) and name in _ADDRESSES):
            del node.attrib[name]


def _check_relation(relation: Relation | None, package: Package) -> None:
    if relation is None:
        package.refuse("is damaged: its head or foot leads to nothing; open it in Word and save it again")
    if relation.kind == _LINKS:
        if not relation.target.lower().startswith(_SCHEMES):
            package.refuse(f"has a link in its head or foot that is no web or mail address: {shown(relation.target)}")
    elif relation.kind != PICTURES:
        package.refuse(f"has an object in its head or foot ({shown(relation.kind)}); only text and pictures can be taken")


def _check_field(code: str, package: Package) -> None:
    found = _NAME.match(code)
    name = found[1].upper() if found else ""
    if name not in FIELDS:
        what = shown(code.replace(_INNER, "…").strip())
        package.refuse(f"has a field in its head or foot that cannot be taken: {what}")
    address = _ADDRESS.match(code)
    if address and not address[1].lower().startswith(_SCHEMES):
        package.refuse(f"has a link in its head or foot that is no web or mail address: {shown(address[1])}")


def field_codes(root: Element) -> Iterator[str]:
    """Yield the code of every field, the inner ones first."""
    open_codes: list[list[str]] = []
    reading: list[bool] = []
    for node in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        if node.tag == f"{W}fldSimple":
            yield node.get(f"{W}instr", "")
            continue
        kind = node.get(f"{W}fldCharType", "") if node.tag == f"{W}fldChar" else "text"
        if kind == "begin":
            if reading and reading[-1]:
                open_codes[-1].append(_INNER)
            open_codes.append([])
            reading.append(True)
        elif kind == "text":
            if not open_codes:
                yield node.text or ""
            elif reading[-1]:
                open_codes[-1].append(node.text or "")
        elif kind == "separate" and reading:
            reading[-1] = False
        elif kind == "end" and open_codes:
            reading.pop()
            yield "".join(open_codes.pop())
    yield from ("".join(code) for code in open_codes)
