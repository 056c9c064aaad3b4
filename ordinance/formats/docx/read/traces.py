"""What others left in a Word file: tracked changes with their authors, comments with theirs and the words they are on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from ordinance.document.reading import Mark, Remark
from ordinance.formats.docx.names import OWN_AUTHORS
from ordinance.formats.docx.opening import Node, WordPackage

Kind = Literal["inserted", "deleted", "moved-from", "moved-to"]

KINDS: Final[dict[str, Kind]] = {"w:ins": "inserted", "w:del": "deleted", "w:moveFrom": "moved-from", "w:moveTo": "moved-to"}
#: Stands between the paragraphs that have become one: what was struck in each is told apart.
LINE_END: Final = "line-end"


class Said(Struct, frozen=True):
    """A comment as the file keeps it."""

    author: str
    day: str
    text: str
    answers: str = ""


class Open(Struct):
    """A comment whose range is being read: where it began, and the struck words in it."""

    start: int
    struck: str = ""


class Tracer:
    """Notes changes and comments while the paragraphs of a file are read one after the other."""

    def __init__(self, said: dict[str, Said]) -> None:
        self._said = said
        self._open: dict[str, Open] = {}
        self._placed: set[str] = set()
        self._line = 0
        self._words = ""
        self._marks: list[Mark] = []
        self._remarks: list[Remark] = []

    def begin(self) -> None:
        """Begin a paragraph; comments whose range goes on are told where it began."""
        self._words = ""

    def add(self, text: str) -> None:
        """Take words that stand in the paragraph."""
        self._words += text

    def change(self, node: Node, start: int) -> None:
        """Take a change that has been read: the words from `start` on came in with it."""
        self._marks.append(self._mark(node, start, self._words[start:]))

    @property
    def at(self) -> int:
        """How many letters the paragraph has so far."""
        return len(self._words)

    def paragraph_end(self, node: Node) -> None:
        """Take the changes that made this paragraph's end."""
        marks = node.child("w:pPr/w:rPr")
        for mark in marks.children if marks else ():
            if mark.name in ("w:ins", "w:moveTo"):
                self._marks.append(self._mark(mark, self.at, ""))

    def gone(self, node: Node) -> None:
        """Take words that a change takes away."""
        text = "".join(self._struck(node))
        if text:
            self._marks.append(self._mark(node, self.at, text))
            for one in self._open.values():
                one.struck += text

    def line_end(self) -> None:
        self._line += 1

    def comment_start(self, id: str) -> None:
        self._open.setdefault(id, Open(self.at))

    def comment_end(self, id: str) -> None:
        one = self._open.pop(id, None)
        if one is not None:
            self._place(id, self._words[one.start :], one.start, one.struck)

    def comment_here(self, id: str) -> None:
        """Take a comment that is anchored at a point; one whose range was read has its place already."""
        if id not in self._open:
            self._place(id, "", self.at, "")

    def take(self) -> tuple[tuple[Mark, ...], tuple[Remark, ...]]:
        """Return what was noted since the last call. Comments that are open are placed here, on the words so far."""
        for id, one in list(self._open.items()):
            self._place(id, self._words[one.start :], one.start, one.struck)
        found = tuple(self._marks), tuple(self._remarks)
        self._marks, self._remarks, self._line = [], [], 0
        return found

    def left(self) -> Iterator[Remark]:
        """Yield the comments that hang nowhere."""
        for id, said in self._said.items():
            if id not in self._placed and said.author not in OWN_AUTHORS:
                yield Remark(said.author, said.day, said.text, "", answers=said.answers)

    def _place(self, id: str, words: str, start: int, struck: str) -> None:
        said = self._said.get(id)
        if said is None or id in self._placed:
            return
        self._placed.add(id)
        if said.author in OWN_AUTHORS:
            return
        on_struck = not words.strip() and bool(struck.strip())
        shown = " ".join((struck if on_struck else words).split())
        self._remarks.append(Remark(said.author, said.day, said.text, shown, start, start + len(words), on_struck, said.answers))

    def _mark(self, node: Node, start: int, text: str) -> Mark:
        author, day = " ".join(node.attributes.get("author", "").split()), node.attributes.get("date", "")[:10]
        return Mark(
            KINDS[node.name],
            author,
            day,
            start,
            start + (len(text) if node.name in ("w:ins", "w:moveTo") else 0),
            text,
            self._line,
        )

    def _struck(self, node: Node) -> Iterator[str]:
        for child in node.children:
            match child.name:
                case "w:delText" | "w:t":
                    yield child.text
                case "w:tab":
                    yield "\t"
                case "w:commentRangeStart":
                    self.comment_start(child.attributes.get("id", ""))
                case "w:commentRangeEnd":
                    self.comment_end(child.attributes.get("id", ""))
                case _:
                    yield from self._struck(child)


def said_in(package: WordPackage) -> dict[str, Said]:
    """Return the comments of a file by their numbers, replies with the author whom they answer."""
    parts = {one.kind: package.xml(one.target) for one in package.relations(package.document).values() if not one.outside
             and one.kind in ("comments", "commentsExtended")}  # fmt: skip
    root, extended = parts.get("comments"), parts.get("commentsExtended")
    nodes = [node for node in (root.children if root else ()) if node.name == "w:comment"]
    authors = {para: _author(node) for node in nodes for para in _paragraph_ids(node)}
    parents = {
        one.attributes.get("paraId", ""): one.attributes.get("paraIdParent", "")
        for one in (extended.children if extended else ())
    }
    found = {}
    for node in nodes:
        answered = next((parents[para] for para in _paragraph_ids(node) if parents.get(para)), "")
        text = " ".join(" ".join(_words(node)).split())
        found[node.attributes.get("id", "")] = Said(
            _author(node), node.attributes.get("date", "")[:10], text, authors.get(answered, "")
        )
    return found


def _author(node: Node) -> str:
    return " ".join(node.attributes.get("author", "").split())


def _paragraph_ids(node: Node) -> Iterator[str]:
    return (one.attributes["paraId"] for one in node.children if one.name == "w:p" and "paraId" in one.attributes)


def _words(node: Node) -> Iterator[str]:
    for paragraph in node.children:
        if paragraph.name == "w:p":
            yield "".join(_texts(paragraph))


def _texts(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.name == "w:t":
            yield child.text
        elif child.name in ("w:tab", "w:br", "w:cr"):
            yield " "
        elif child.name != "w:del":
            yield from _texts(child)
