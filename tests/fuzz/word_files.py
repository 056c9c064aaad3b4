"""Word files: parts dropped, doubled and renamed; elements and attributes spoilt; archives cut and blown up."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from functools import cache
from random import Random

from fuzz.case import Case, spoilt, word
from fuzz.made import draft_as
from fuzz.yaml_files import PLACE

PARTS = ("word/document.xml", "word/document.xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/comments.xml",
         "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels", "word/settings.xml")  # fmt: skip
ELEMENTS = (
    "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:tbl/>", '<w:ins w:id="1" w:author="a"><w:r><w:t>in</w:t></w:r></w:ins>',
    '<w:del w:id="1" w:author="a"><w:r><w:delText>out</w:delText></w:r></w:del>', "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r>', "<w:r><w:tab/><w:br/></w:r>",
    '<w:fldSimple w:instr="DDEAUTO c"/>', '<w:r><w:footnoteReference w:id="7"/></w:r>', '<w:hyperlink r:id="rId99"/>', "<x/>", "<w:moveFrom/>",
    '<w:bookmarkStart w:id="x" w:name="\u202e"/>', "<!-- a -->", "<?pi x?>", "<![CDATA[<w:p/>]]>", "&x;", "&#0;", "&#x202e;", '<w:sym w:char="zzzz"/>',
    '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr>', '<w:altChunk r:id="rId1"/>', '<w:object r:id="x"/>', "</w:p>", "<w:r>",
)  # fmt: skip
ATTRIBUTES = ("0", "-1", "99999999999999999999", "x", "", "NaN", "1.5", "true", "\u202e", "../../x", "javascript:alert(1)", "file:///etc/passwd", "rId1",
              "&#10;", "auto", "2026-13-45T00:00:00Z")  # fmt: skip


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(draft_as("docx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command that reads a spoilt Word file."""
    command = chance.choice(
        (("redline", "x.docx", PLACE, "-o", "out.docx"), ("redline", PLACE, "x.docx", "-o", "out.docx"), ("review", "x.docx", "--format", "json"),
         ("review", "x.docx", "--format", "html", "-o", "out.html"), ("draft", PLACE, "--reference", "x.docx", "-o", "out.docx"))
    )  # fmt: skip
    return Case(command, {"x.docx": file(chance)}, shipped=command[0] == "review")


def file(chance: Random) -> bytes:
    """Return a spoilt Word file."""
    parts = dict(_parts())
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(PARTS)
        if name not in parts:
            continue
        way = chance.randrange(24)
        if way == 0:
            del parts[name]
        elif way == 1:
            parts[chance.choice((name + "x", "../" + name, "/" + name, name.upper(), "word/\u202e.xml"))] = parts.pop(name)
        elif way == 2:
            parts[name] = spoilt(parts[name], chance)
        elif way == 3:
            parts[name] = _headed(parts[name], chance)
        else:
            parts[name] = whole_xml(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
    return packed(parts, chance)


AUTHORS = ("City Attorney", "", "x" * 300, "A & B", "\u202eab", "=1+1", "a\nb", "{{ place.name }}")
DAYS = ("2026-11-20T10:00:00Z", "2026-13-45T00:00:00Z", "", "x", "9999-12-31T23:59:59Z")


def tracked(chance: Random) -> bytes:
    """Return a draft in which runs and paragraphs were put in and struck, with their authors, and some were moved or retyped."""
    parts = dict(_parts())
    text = parts["word/document.xml"].decode()
    for number in range(chance.randint(1, 6)):
        runs = [found.span() for found in re.finditer(r"<w:r>(?:(?!</?w:r>).)*?<w:t[ >].*?</w:r>", text, re.S)]
        start, end = chance.choice(runs)
        run, quoted = text[start:end], ElementTree.Element("a", {"b": chance.choice(AUTHORS)})
        author = ElementTree.tostring(quoted, encoding="unicode").partition("b=")[2].rpartition('"')[0] + '"'
        head = f'w:id="{chance.choice((number, number, 7, -1))}" w:author={author} w:date="{chance.choice(DAYS)}"'
        gone = re.sub(r"<(/?)w:t([ >])", r"<\1w:delText\2", run)
        other = re.sub(r"(<w:t[^>]*>)[^<]*", r"\1 new words ", run)
        made = chance.choice(
            (f"<w:del {head}>{gone}</w:del>", f"<w:ins {head}>{run}</w:ins>", f"<w:del {head}>{gone}</w:del><w:ins {head}>{other}</w:ins>", other, "",
             f"<w:ins {head}><w:del {head}>{gone}</w:del></w:ins>", f"<w:moveFrom {head}>{run}</w:moveFrom>", f"<w:moveTo {head}>{run}</w:moveTo>",
             f"{run}<w:ins {head}>{other * chance.choice((1, 50))}</w:ins>")
        )  # fmt: skip
        text = text[:start] + made + text[end:]
    if chance.random() < 0.3:
        text = whole_xml(text, chance)
    parts["word/document.xml"] = text.encode("utf-8", "replace")
    return packed(parts, chance)


def _headed(part: bytes, chance: Random) -> bytes:
    head = chance.choice(
        ('<?xml version="1.0" encoding="x"?>', '<?xml version="1.0" encoding="utf-16"?>', '<?xml version="1.1"?>', "\ufeff",
         '<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<?xml version="1.0" encoding="cp037"?>', "x")
    )  # fmt: skip
    return head.encode() + re.sub(rb"^<\?xml[^>]*\?>", b"", part)


def whole_xml(text: str, chance: Random) -> str:
    """Return spoilt XML that is still XML, mostly: what is none is refused at the door and teaches nothing."""
    for _ in range(12):
        made = _xml(text, chance)
        try:
            ElementTree.fromstring(made)
        except (ElementTree.ParseError, ValueError):
            continue
        return made
    return made


def _xml(text: str, chance: Random) -> str:
    tags = [found.span() for found in re.finditer(r"<[^>]*>", text)]
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not tags:
            return text
        start, end = chance.choice(tags)
        way = chance.randrange(8)
        if way == 0:
            text = text[:start] + text[end:]
        elif way == 1:
            text = text[:start] + chance.choice(ELEMENTS) + text[start:]
        elif way == 2:
            text = text[:end] + text[start:end] * chance.choice((1, 2, 60, 600)) + text[end:]
        elif way == 3:
            inner = re.sub(
                r'"[^"]*"', lambda _: '"' + chance.choice(ATTRIBUTES) + '"', text[start:end], count=chance.randint(1, 3)
            )
            text = text[:start] + inner + text[end:]
        elif way == 4:
            text = (
                text[:start]
                + re.sub(r"w:\w+", chance.choice(("w:p", "w:r", "w:tbl", "w:x", "w:pPr")), text[start:end], count=1)
                + text[end:]
            )
        elif way == 5:
            other = chance.choice(tags)
            text = text[:start] + text[other[0] : other[1]] + text[end:]
        elif way == 6:
            text = text[:end] + word(chance).replace("<", "&lt;") + text[end:]
        else:
            depth = chance.choice((3, 50, 300, 3000))
            tag = chance.choice(("w:ins", "w:tbl", "w:sdt", "w:r", "w:smartTag"))
            text = text[:end] + f"<{tag}>" * depth + "x" + f"</{tag}>" * depth + text[end:]
    return text


def packed(parts: dict[str, bytes], chance: Random) -> bytes:
    """Return parts as an archive, which may itself be spoilt."""
    target = io.BytesIO()
    packing = chance.choices((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA), (80, 18, 2))[0]
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if chance.random() < 0.03:
            archive.writestr("word/media/x.bin", bytes(chance.choice((10**6, 3 * 10**7))))
    made = target.getvalue()
    return spoilt(made, chance) if chance.random() < 0.1 else made
