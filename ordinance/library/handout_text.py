"""The body of a handout (docs/handouts.md has the form) into a tree that facts can no longer change.

Markdown's own parser knows no fields to fill in, no cards, and no conditions around blocks, so lines are read here, once per
file. What a fact fills stays in the leaves as a template: a fact with a `|`, a `*` or a `____` in it stays text.
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from ordinance.errors import nearest
from ordinance.library.handout_marks import ENGLISH_OFF, ENGLISH_ON, ICONS, INSERTS, LINE_MARK, RING_OFF, RING_ON
from ordinance.library.handout_model import (
    FieldLeaf,
    FieldsLeaf,
    Group,
    GroupKind,
    HandoutLink,
    HandoutNode,
    Insert,
    Layout,
    Leaf,
    LeafKind,
    When,
)
from ordinance.library.legal_text import LINK_CLOSE, LINK_OPEN, STRONG_OFF, STRONG_ON, TextProblem
from ordinance.library.templates import Expression, Parts, TemplateProblem, compile_condition, compile_text
from ordinance.library.typography import typographic

SIDES: Final = ("front", "back")

#: No sheet nests blocks deeper, and no line of one is longer.
DEPTH_LIMIT: Final = 12
LINE_LIMIT: Final = 4000

_TAG = re.compile(r"\{%-?\s*(if|elif|else|endif)\b((?:(?!%\}).)*?)-?%\}")
_INSERT = re.compile(r"\{\{\s*insert\.(\w+)\s*\}\}")
_FENCE = re.compile(r":::\s*(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{:\s*(.*?)\s*\})?")
_TICK_ITEM = re.compile(r"[-*]\s+\[ \]\s+(.*)")
_BULLET = re.compile(r"[-*]\s+(.*)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(.*)")
_DIVIDER = re.compile(r"\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?")
_CELLS = re.compile(r"(?<!\\)\|")
_SEGMENT = re.compile(r"\s+\|\s+")
_LINED = re.compile(r"(.*?)\s*_{3,}(?:\s*x(\d{1,2}))?")
_TICK = re.compile(r"\(\s\)\s*")
_LINK = re.compile(r"\[([^\]\[]+)\]\(([^()\s]+)\)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_RING = re.compile(r"\(\((?=\S)(.+?)(?<=\S)\)\)")
_ENGLISH = re.compile(r"\[\[(?=\S)(.+?)(?<=\S)\]\]")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])[^*]+\*(?!\*)|(?<![\w_])_(?=[^\s_])[^_]+_(?![\w_])")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_HTML = re.compile(r"<[A-Za-z/!?]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def parse(text: str, first: int = 1) -> tuple[HandoutNode, ...]:
    """Return the tree of a body whose first line has the number `first`. Raises `TextProblem` with every fault, by line."""
    long = [number for number, line in enumerate(text.split("\n"), first) if len(line) > LINE_LIMIT]
    if long:
        raise TextProblem([(number, f"the line has more than {LINE_LIMIT:,} characters") for number in long])
    reader = _Reader(text, first)
    nodes = reader.nodes(())
    if not nodes and not reader.problems:
        reader.problems.append((first, "has no text"))
    if reader.problems:
        raise TextProblem(reader.problems)
    return nodes


class _Reader:
    """Reads the lines one after the other, and keeps what is wrong with them."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = [line.strip() for line in text.split("\n")]
        self._first = first
        self._next = 0
        self._depth = 0
        self._line = first  # where the block that is read now begins
        self.problems: list[tuple[int, str]] = []

    def problem(self, message: str, line: int | None = None) -> None:
        self.problems.append((self._line if line is None else line, message))

    @property
    def _number(self) -> int:
        """The number in the file of the line that was read last."""
        return self._first + max(self._next - 1, 0)

    def nodes(self, ends: tuple[str, ...]) -> tuple[HandoutNode, ...]:
        """Return the nodes up to a line that ends the group: the fence, `+++`, or a tag; that line is not taken."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise TextProblem([*self.problems, (self._number, "is nested too deeply")])
        found = self._until(ends)
        self._depth -= 1
        return found

    def _until(self, ends: tuple[str, ...]) -> tuple[HandoutNode, ...]:
        found: list[HandoutNode] = []
        while self._next < len(self._lines):
            line = self._lines[self._next]
            if not line:
                self._next += 1
            elif self._is_end(line):
                if self._kind_of_end(line) in ends:
                    return tuple(found)
                self._next += 1
                self.problem(f"{line!r} closes nothing that is open", self._number)
            else:
                self._next += 1
                node = self._node(line)
                if node is not None:
                    found.append(node)
        if ends:
            self.problem(f"the text ends before {' or '.join(_ENDS[one] for one in ends)}", self._number)
        return tuple(found)

    def _is_end(self, line: str) -> bool:
        return bool(self._kind_of_end(line))

    def _kind_of_end(self, line: str) -> str:
        if line in (":::", "+++"):
            return line
        tag = _TAG.fullmatch(line)
        return tag[1] if tag and tag[1] != "if" else ""

    def _node(self, line: str) -> HandoutNode | None:
        self._line = self._number
        if tag := _TAG.fullmatch(line):
            return self._when(tag[2])
        if insert := _INSERT.fullmatch(line):
            if insert[1] not in INSERTS:
                self.problem(f"no insert named {insert[1]!r}{nearest(insert[1], INSERTS)}")
            return Insert(self._number, insert[1])
        if fence := _FENCE.fullmatch(line):
            return self._group(fence[1].split())
        if heading := _HEADING.fullmatch(line):
            return self._heading(heading)
        if tick := _TICK_ITEM.fullmatch(line):
            return self._leaf("tick", self._continued(tick[1]))
        if bullet := _BULLET.fullmatch(line):
            return self._leaf("bullet", self._continued(bullet[1]))
        if number := _NUMBER.fullmatch(line):
            return self._leaf("number", self._continued(number[2]), number=int(number[1]))
        if line.startswith("|"):
            return self._row(line)
        fields = self._fields(line)
        return fields if fields is not None else self._leaf("paragraph", self._continued(line))

    # --- blocks ---

    def _when(self, condition: str) -> When | None:
        line = self._number
        branches: list[tuple[Expression, tuple[HandoutNode, ...]]] = []
        otherwise: tuple[HandoutNode, ...] = ()
        test = self._condition(condition)
        while True:
            inner = self.nodes(("elif", "else", "endif"))
            if test is not None:
                branches.append((test, inner))
            end = self._lines[self._next] if self._next < len(self._lines) else ""
            self._next += 1
            tag = _TAG.fullmatch(end)
            if tag and tag[1] == "elif":
                self._line = self._number
                test = self._condition(tag[2])
                continue
            if tag and tag[1] == "else":
                otherwise = self.nodes(("endif",))
                self._next += 1
            return When(line, tuple(branches), otherwise) if branches else None

    def _condition(self, source: str) -> Expression | None:
        try:
            return compile_condition(source.strip())
        except TemplateProblem as problem:
            self.problem(str(problem))
            return None

    def _group(self, words: list[str]) -> Group | None:
        line = self._number
        kind, names = (words[0], tuple(words[1:])) if words else ("", ())
        if kind == "columns":
            return self._columns(line, names)
        kinds = [one for one in get_args(GroupKind) if one != "column"]
        if kind not in kinds:
            self.problem(f"no block named {kind!r}{nearest(kind, kinds)}")
        self._check_names(kind, names)
        children = self.nodes((":::",))
        self._next += 1
        return Group(kind, line, names, children) if kind in kinds else None  # type: ignore[arg-type]  # just looked

    def _columns(self, line: int, names: tuple[str, ...]) -> Group:
        self._check_names("columns", names)
        columns = []
        while True:
            start = self._number
            children = self.nodes((":::", "+++"))
            columns.append(Group("column", start, (), children))
            more = self._next < len(self._lines) and self._lines[self._next] == "+++"
            self._next += 1
            if not more:
                return Group("columns", line, (), tuple(columns))

    def _check_names(self, kind: str, names: tuple[str, ...]) -> None:
        known: tuple[str, ...] = {"only": get_args(Layout), "side": SIDES}.get(kind, ())
        if kind in ("only", "side") and not names:
            self.problem(f"::: {kind} says for which: {', '.join(known)}")
        if kind == "side" and len(names) > 1:
            self.problem("a side has one name: front or back")
        for name in names:
            if name not in known:
                self.problem(f"::: {kind} {name}: {'no such ' + kind + nearest(name, known) if known else 'takes no name'}")

    def _heading(self, heading: re.Match[str]) -> Leaf | None:
        marks, words, attributes = heading.groups()
        if len(marks) not in (2, 3):
            self.problem("headings are ## and ###; the title is in the head of the file")
            return None
        icon, page = "", False
        if attributes:
            found = re.fullmatch(r"(?:icon=([\w-]+))?\s*(page)?", attributes)
            icon, page = (found[1] or "", bool(found[2])) if found else (attributes, False)
            if (icon or not page) and icon not in ICONS:
                self.problem(f"no icon named {icon or attributes!r}{nearest(icon or attributes, ICONS)}")
        return self._leaf("heading-1" if len(marks) == 2 else "heading-2", words, icon=icon, page=page)

    def _continued(self, words: str) -> str:
        """Return words with the lines that go on with them: up to an empty line or another block."""
        while self._next < len(self._lines):
            line = self._lines[self._next]
            if not line or self._begins(line):
                break
            self._next += 1
            gap = "" if _WIDE.match(words[-1:]) and _WIDE.match(line[:1]) else " "
            words = f"{words}{gap}{line}"
        return words

    def _begins(self, line: str) -> bool:
        blocks = (_TAG, _INSERT, _FENCE, _HEADING, _TICK_ITEM, _BULLET, _NUMBER)
        return line == "+++" or line.startswith("|") or any(one.fullmatch(line) for one in blocks) or _is_fields(line)

    def _row(self, line: str) -> Leaf | None:
        if _DIVIDER.fullmatch(line):
            self.problem("a line of dashes stands right under the first row of a table")
            return None
        head = self._next < len(self._lines) and bool(_DIVIDER.fullmatch(self._lines[self._next]))
        cells = [cell.strip() for cell in _CELLS.split(line.strip().strip("|"))]
        leaf = self._leaf("head-row" if head else "row", *cells)
        if head:
            self._next += 1
        return leaf

    def _fields(self, line: str) -> FieldsLeaf | None:
        if not _is_fields(line):
            return None
        fields: list[FieldLeaf] = []
        lines = 1
        for segment in _SEGMENT.split(line):
            lined = _LINED.fullmatch(segment)
            label, *ticks = _TICK.split(lined[1] if lined else segment)
            if lined and not ticks:
                fields.append(FieldLeaf(self._words(label)[0], "line"))
            elif label.strip():
                fields.append(FieldLeaf(self._words(label.strip())[0], "text"))
            fields += [FieldLeaf(self._words(tick.strip())[0], "tick") for tick in ticks]
            if lined and ticks:  # "( ) other: ____"
                fields.append(FieldLeaf(("",), "line"))
            lines = max(lines, int(lined[2] or 1) if lined else 1)
        if lines > 1 and len(fields) > 1:
            self.problem("a field of several lines stands alone in its row")
        return FieldsLeaf(self._number, tuple(fields), lines)

    # --- leaves ---

    def _leaf(self, kind: LeafKind, *cells: str, icon: str = "", number: int = 0, page: bool = False) -> Leaf:
        links: list[HandoutLink] = []
        parts = []
        for cell in cells:
            words, found = self._words(cell, len(links))
            parts.append(words)
            links += found
        return Leaf(kind, self._line, tuple(parts), tuple(links), icon, number, page)

    def _words(self, written: str, links_before: int = 0) -> tuple[Parts, list[HandoutLink]]:
        links: list[HandoutLink] = []
        self._refuse(written)

        def link(match: re.Match[str]) -> str:
            if not match[2].startswith("https://") or "{{" in match[0]:
                self.problem(f"the link [{match[1]}]({match[2]}) must be words and a plain https:// address")
            links.append(HandoutLink(match[1], match[2]))
            return f"{LINK_OPEN}{links_before + len(links) - 1}{LINK_CLOSE}"

        words = _LINK.sub(link, written)
        words = _RING.sub(f"{RING_ON}\\1{RING_OFF}", _ENGLISH.sub(f"{ENGLISH_ON}\\1{ENGLISH_OFF}", words))
        words = _STRONG.sub(f"{STRONG_ON}\\1{STRONG_OFF}", words)
        if "**" in _JINJA.sub("", words):
            self.problem("** is not closed: write **words**")
        words = re.sub(r"_{3,}", LINE_MARK, words).replace("\\|", "|").replace("\\*", "*")
        try:
            return compile_text(_typographic(words)), links
        except TemplateProblem as problem:
            self.problem(str(problem))
            return ("",), links

    def _refuse(self, written: str) -> None:
        plain = _JINJA.sub("", written)
        if _HTML.search(plain):
            self.problem("HTML is not accepted; write Markdown")
        if "![" in plain:
            self.problem("a picture has no place here; a heading may have an icon: {: icon=phone }")
        if "`" in plain:
            self.problem("` has no meaning here; write the words plainly")
        if _ITALIC.search(plain.replace("**", "")):
            self.problem("italics are hard to read; write **bold**")
        if written.startswith(">"):
            self.problem("a quotation has no place here; write ::: say for words to say aloud")
        if "insert." in written:
            self.problem("an insert stands on a line of its own")


_ENDS = {":::": "the block is closed by :::", "+++": "the next column (+++)", "elif": "elif", "else": "else", "endif": "endif"}


def _is_fields(line: str) -> bool:
    """Tell whether a line is a row of fields: every part of it ends in a line to write on, or has boxes to tick."""
    if "___" not in line and not _TICK.search(line):
        return False
    if line.startswith(("|", "#", "-", ":::")) or _NUMBER.fullmatch(line):
        return False
    return all(_field_kind(segment) for segment in _SEGMENT.split(line))


def _field_kind(segment: str) -> Literal["", "line", "tick"]:
    if lined := _LINED.fullmatch(segment):
        return "line" if "___" not in lined[1] else ""
    return "tick" if _TICK.search(segment) and "___" not in segment else ""


def _typographic(words: str) -> str:
    """Return the words with printers' marks; what stands in braces is code and stays."""
    pieces = re.split(f"({_JINJA.pattern})", words)
    return "".join(piece if index % 2 else typographic(piece) for index, piece in enumerate(pieces))
