"""The words of a web page that are law: what is struck goes, scripts and menus go, items get their labels."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from ordinance.document.reading import SourceText

_GONE: Final = frozenset(
    {"script", "style", "head", "template", "noscript", "nav", "svg", "del", "s", "strike", "iframe", "select", "button", "form"}
)
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"})
_BLOCKS: Final = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "pre",
        "header",
        "footer",
        "main",
        "aside",
        "hr",
    }
)
_STRUCK: Final = re.compile(r"text-decoration[^;]{0,100}line-through|display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DEEPEST: Final = 500
#: Classes that say by their name that words are struck, and those of the page's own style sheet that strike them.
_STRUCK_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:strike\w*|struck|line-?through|deleted|del|removed-text)(?:$|[\s_-])", re.I)
_CLASS: Final = re.compile(r"\.([\w-]{1,80})")
#: The end of a rule's selector that is looked at, in characters.
_SELECTOR: Final = 400
#: More tags than this no page of law has.
_MOST_TAGS: Final = 100_000


def read(text: str, notes: tuple[str, ...]) -> SourceText:
    """Return the text of a page. What nothing closes is left out, as a browser leaves it out."""
    parser = _Page(_striking(text))
    parser.feed(_closed(text))
    parser.close()
    return SourceText(parser.text(), "html", (), notes)


def has_too_many_tags(text: str) -> bool:
    """Tell whether a page has more tags than any page of law."""
    return text.count("<") > _MOST_TAGS


def _closed(text: str) -> str:
    """Return a page in which every comment and tag is closed: Python's parser looks to the end from each that is not."""
    text = text.replace("<![", "<!")  # a section of data is a comment to a browser, and ends at the next >
    comment = text.find("<!--", text.rfind("-->") + 1)
    if comment >= 0:
        text = text[:comment]
    tag = text.find("<", text.rfind(">") + 1)
    return text if tag < 0 else text[:tag]


def _striking(text: str) -> frozenset[str]:
    """Return the classes that rules of the page's own style sheet strike."""
    found: set[str] = set()
    for rule in text.split("}"):
        selectors, brace, body = rule.rpartition("{")
        if not brace or "line-through" not in body:
            continue
        for selector in selectors[-_SELECTOR:].split(","):
            found.update(_CLASS.findall(selector)[-1:])
    return frozenset(found)


class _Page(HTMLParser):
    def __init__(self, striking: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._striking = striking
        self._parts: list[str] = []
        self._open: list[tuple[str, bool]] = []  # name, and whether what is inside goes
        self._counts: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in _BLOCKS:
            self._parts.append("\n\n")
        if tag == "br":
            self._parts.append("\n")
        if tag in ("ol", "ul"):
            kind = "own" if given.get("role") == "list" else given.get("type", "1") if tag == "ol" else ""
            self._counts.append((kind, _number(given.get("start", "1"))))
        if tag == "li" and not self._gone():
            self._parts.append(self._label())
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and not self._gone():
            self._parts.append("# ")
        if tag not in _VOID and len(self._open) < _DEEPEST:
            hidden = "hidden" in given or bool(_STRUCK.search(given.get("style", ""))) or self._struck(given.get("class", ""))
            self._open.append((tag, self._gone() or tag in _GONE or hidden))

    def _struck(self, classes: str) -> bool:
        return bool(_STRUCK_CLASS.search(classes)) or not self._striking.isdisjoint(classes.split())

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n\n")
        if tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break

    def handle_data(self, data: str) -> None:
        if not self._gone():
            self._parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """Return the words, a paragraph a line, an empty line between."""
        lines = (re.sub(r"[ \t]+", " ", line).strip() for line in re.split(r"\n\s*\n", "".join(self._parts)))
        return "\n\n".join(line for line in lines if line.strip("# \n")) + "\n"

    def _gone(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _label(self) -> str:
        if not self._counts or not self._counts[-1][0]:
            return "• "
        kind, number = self._counts[-1]
        if kind == "own":  # the role of a list is given to one that draws nothing: the labels stand in the words
            return ""
        self._counts[-1] = (kind, number + 1)
        if kind in ("a", "A") and number <= 26:
            return f"({chr(ord(kind) + number - 1)}) "
        return f"({number}) "


def _number(written: str) -> int:
    return int(written) if written.isdigit() and len(written) < 6 else 1
