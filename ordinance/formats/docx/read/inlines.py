"""What stands inside the paragraphs of a Word file: runs, fields, content controls, links, and changes read as accepted."""

from __future__ import annotations

from collections import Counter
from typing import Final

from ordinance.document.model import Blank, Emphasis, Inline, Link, Reference, Run, Style
from ordinance.formats.docx.opening import Node
from ordinance.formats.docx.read.styles import Styles
from ordinance.formats.docx.read.traces import LINE_END, Tracer

#: Changes of runs, paragraph marks and rows that are gone once accepted, and those that stay.
GONE: Final = frozenset({"w:del", "w:moveFrom"})
COME: Final = frozenset({"w:ins", "w:moveTo"})
#: What only holds other things.
HOLDERS: Final = frozenset({"w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:sdtContent", "mc:Fallback"})
_PICTURES: Final = frozenset({"w:drawing", "w:pict", "w:object"})
_NOTES: Final = frozenset({"w:footnoteReference", "w:endnoteReference"})
_SIGNS: Final = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": "\u00ad"}
_SAFE: Final = ("http://", "https://", "mailto:")


class Seen:
    """Counts what a file has that is not read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()


class InlineReader:
    """Reads paragraphs one after the other: a field may begin in one and end in another."""

    def __init__(self, styles: Styles, links: dict[str, str], seen: Seen, tracer: Tracer) -> None:
        self._styles = styles
        self._links = links
        self._seen = seen
        self._tracer = tracer
        #: The codes of the fields that are open, innermost last, and whether the result of each has begun.
        self._fields: list[tuple[str, bool]] = []
        self._found: list[Inline] = []
        self._style: Style = "body"
        #: The ids of the paragraphs, by the names of the bookmarks in them.
        self.bookmarks: list[str] = []

    def content(self, paragraph: Node, style: Style) -> tuple[Inline, ...]:
        """Return the words of a paragraph. The names of bookmarks in it are left in `bookmarks`."""
        self._found, self._style, self.bookmarks = [], style, []
        self._tracer.begin()
        self._walk(paragraph)
        return tuple(self._found)

    def _walk(self, node: Node) -> None:
        for child in node.children:
            name = child.name
            if name == "w:r":
                self._run(child)
            elif name in GONE:
                self._seen.counts["changes"] += 1
                self._tracer.gone(child)
            elif name in COME:
                self._seen.counts["changes"] += 1
                start = self._tracer.at
                self._walk(child)
                self._tracer.change(child, start)
            elif name == LINE_END:
                self._tracer.line_end()
            elif name == "w:hyperlink":
                self._hyperlink(child)
            elif name == "w:sdt":
                self._control(child)
            elif name == "w:fldSimple":
                self._fields.append((child.attributes.get("instr", ""), True))
                self._walk(child)
                self._fields.pop()
            elif name == "mc:AlternateContent":
                for choice in child.children[-1:]:
                    self._walk(choice)
            elif name in HOLDERS:
                self._walk(child)
            elif name in ("m:oMath", "m:oMathPara"):
                self._add(_formula(child), "")
            elif name == "w:bookmarkStart":
                self.bookmarks.append(child.attributes.get("name", ""))
            elif name == "w:commentRangeStart":
                self._seen.counts["comments"] += 1
                self._tracer.comment_start(child.attributes.get("id", ""))
            elif name == "w:commentRangeEnd":
                self._tracer.comment_end(child.attributes.get("id", ""))

    def _run(self, run: Node) -> None:
        if run.switched("w:rPr/w:vanish"):
            self._seen.counts["hidden"] += any(child.name == "w:t" for child in run.children)
            return
        face = self._styles.face(run, self._style)
        for child in run.children:
            name = child.name
            if name == "w:t":
                self._add(child.text, face)
            elif name in _SIGNS:
                self._add(_SIGNS[name], face)
            elif name == "w:br":
                self._add("\n" if child.attributes.get("type", "textWrapping") == "textWrapping" else "", face)
            elif name == "w:sym":
                self._add(_symbol(child.attributes.get("char", "")), face)
            elif name == "w:fldChar":
                self._field_mark(child.attributes.get("fldCharType", ""))
            elif name == "w:instrText" and self._fields and not self._fields[-1][1]:
                self._fields[-1] = (self._fields[-1][0] + child.text, False)
            elif name in _PICTURES:
                self._seen.counts["pictures"] += 1
            elif name == "w:commentReference":
                self._tracer.comment_here(child.attributes.get("id", ""))
            elif name in _NOTES:
                self._seen.counts["notes"] += 1
            elif name == "mc:AlternateContent":
                self._seen.counts["pictures"] += 1

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, face: Emphasis) -> None:
        """Add words, unless they stand in the code of a field; the result of a cross-reference refers."""
        if not text or not all(shown for _, shown in self._fields):
            return
        self._tracer.add(text)
        last = self._found[-1] if self._found else None
        if target := self._target():
            if isinstance(last, Reference):  # one reference: "§ 215-60", "A" and "(1)" are a field each
                self._found[-1] = Reference(last.text + text, target)
            else:
                self._found.append(Reference(text, target))
        elif isinstance(last, Run) and last.emphasis == face:
            self._found[-1] = Run(last.text + text, face)
        else:
            self._found.append(Run(text, face))

    def _target(self) -> str:
        """Return the bookmark that the innermost field refers to, if it is a cross-reference."""
        words = self._fields[-1][0].split() if self._fields else []
        return words[1] if len(words) > 1 and words[0].upper() == "REF" else ""

    def _hyperlink(self, node: Node) -> None:
        inner = self._inside(node)
        text = "".join(part.text for part in inner if not isinstance(part, Blank))
        address, anchor = self._links.get(node.attributes.get("id", ""), ""), node.attributes.get("anchor", "")
        if text and address.startswith(_SAFE):
            inner = [Link(text, address)]
        elif text and anchor:
            inner = [Reference(text, anchor)]
        self._found += inner

    def _control(self, node: Node) -> None:
        """Read a content control: a blank while it shows its prompt, else what was filled in."""
        content = node.child("w:sdtContent")
        if content is None:
            return
        inner = self._inside(content)
        words = "".join(part.text for part in inner if not isinstance(part, Blank)).strip()
        if node.switched("w:sdtPr/w:showingPlcHdr") and words.startswith("[") and words.endswith("]"):
            name = node.value("w:sdtPr/w:alias") or ""
            inner = [Blank(words[1:-1], name="" if name == words[1:-1] else name)]
        self._found += inner

    def _inside(self, node: Node) -> list[Inline]:
        """Return what stands in an element, apart from what stands before it."""
        before, self._found = self._found, []
        self._walk(node)
        inner, self._found = self._found, before
        return inner


def _symbol(code: str) -> str:
    """Return a sign of a font such as Wingdings: its own letter where it is one, else a sign for "not known"."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "\N{REPLACEMENT CHARACTER}" if number >= 0xE000 or number < 0x20 else chr(number)


def _formula(node: Node) -> str:
    return "".join(child.text if child.name == "m:t" else _formula(child) for child in node.children)
