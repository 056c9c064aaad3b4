"""Clause text as written (Markdown with Jinja expressions) into a tree that facts can no longer change.

The Markdown is parsed once per text. What Jinja will fill stays in the leaves as a template; links become markers
that survive the filling. So a fact with a `*`, a newline or a `[](…)` in it stays text, whatever a place is called.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ordinance.library.templates import Expression, Parts, TemplateProblem, compile_condition, compile_text
from ordinance.library.typography import typographic

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# Private-use characters mark what is not text inside a leaf; the loader refuses them in files.
LINK_OPEN, LINK_CLOSE = "\ue000", "\ue001"
EMPHASIS_ON, EMPHASIS_OFF, STRONG_ON, STRONG_OFF = "\ue002", "\ue003", "\ue004", "\ue005"
BLANK_OPEN, BLANK_CLOSE = "\ue006", "\ue007"
_STASH_OPEN, _STASH_CLOSE = "\ue008", "\ue009"

#: No text of a library comes near these: its letters, its lines, and the marks that Markdown pairs by looking ahead from each.
LENGTH_LIMIT = 12_000
LINES_LIMIT = 600
MARKS_LIMIT = 400
_WORK_LIMIT = 400_000

LinkKind = Literal["item", "section", "group", "clause", "cite", "evidence", "precedent", "blank", "definitions", "page"]

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STASHED = re.compile(f"{_STASH_OPEN}(\\d+){_STASH_CLOSE}")
_HTML = re.compile(r"<[A-Za-z/!?]")
_TARGET = re.compile(r"#(?:([a-z0-9-]+)/)?([a-z0-9-]+)\Z")
_SPACE = re.compile(r"\s+")


class Link(Struct, frozen=True):
    """Where a marker points: an item of this text, a section or an item of it, a group, a source, or a blank."""

    kind: LinkKind
    target: str
    item: str = ""
    text: str = ""


class Node(Struct, frozen=True):
    """A paragraph, a numbered item or a bullet: its template, its links by marker number, its name, its condition."""

    kind: Literal["paragraph", "item", "bullet"]
    template: Parts
    links: tuple[Link, ...] = ()
    name: str = ""
    when: Expression | None = None
    children: tuple[Node, ...] = ()


class TextProblem(ValueError):
    """The text does not parse. Carries (line from 0, message) pairs."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(message for _, message in problems))


def parse(text: str, *, law: bool = False) -> tuple[Node, ...]:
    """Return the tree of one text. Raises `TextProblem` for HTML, images, headings, unknown links and broken braces.

    `law` is for operative text: there an item that stands too far in or out, or a list without its sentence, is a problem,
    since it would letter the law anew without a word.
    """
    _refuse_endless(text)
    problems: list[tuple[int, str]] = _misplaced(text) if law else []
    found = _HTML.search(text)
    if found:
        problems.append((_line(text, found.start()), "HTML is not accepted; write Markdown"))
    stash: list[str] = []
    masked = _JINJA.sub(lambda match: _keep(stash, match.group()), text)
    if not problems:
        try:
            nodes = _blocks(_tree(masked), _Reader(text, stash, problems, law))
        except RecursionError:
            _markdown.cache_clear()  # it stopped in the middle, and would read the next text as a part of this one
            raise TextProblem([(0, "is nested too deeply")]) from None
        if not nodes and not problems:
            problems.append((0, "has no text"))
        problems += _twice(text, names(nodes))
    if problems:
        raise TextProblem(problems)
    return nodes


def _refuse_endless(text: str) -> None:
    """Refuse what would keep the Markdown reader for minutes: from each mark that nothing closes it looks to the end."""
    if len(text) > LENGTH_LIMIT:
        raise TextProblem([(0, f"is longer than {LENGTH_LIMIT:,} characters, which no clause is")])
    if text.count("\n") > LINES_LIMIT:
        raise TextProblem([(0, f"has more than {LINES_LIMIT} lines, which no clause has")])
    plain = _JINJA.sub("", text)
    for mark in "[]()*_`\\{":
        if plain.count(mark) > MARKS_LIMIT:
            raise TextProblem([(0, f"has more than {MARKS_LIMIT} of the mark {mark}; write the words plainly")])
    if plain.count("[") * len(plain) > _WORK_LIMIT:
        raise TextProblem([(0, "is long and has too many of the mark [; write the words plainly")])


def names(nodes: tuple[Node, ...]) -> list[str]:
    """Return the names of all items, in order, repeats included."""
    return [name for node in nodes for name in ([node.name] if node.name else []) + names(node.children)]


def walk(nodes: tuple[Node, ...]) -> list[Node]:
    """Return all nodes, depth first."""
    return [found for node in nodes for found in (node, *walk(node.children))]


def _twice(text: str, found: list[str]) -> list[tuple[int, str]]:
    """Return a problem for each name of an item that stands more than once."""
    again = [name for name in dict.fromkeys(found) if found.count(name) > 1]
    ends = {name: [match.end() for match in re.finditer(rf"{{:[^}}]*#{re.escape(name)}(?![\w-])", text)] for name in again}
    return [(_line(text, max(ends[name], default=0)), f"the name #{name} stands twice; a reference needs one") for name in again]


def _misplaced(text: str) -> list[tuple[int, str]]:
    """Return a problem for each item that does not stand exactly where an item of some list stands: inner ones `_STEP` in."""
    problems: list[tuple[int, str]] = []
    outer: list[tuple[int, int]] = []  # of the lists that are open: how far in they stand, and how wide their last marker is
    for number, line in enumerate(text.split("\n")):
        found = _MARKER.match(line)
        if not found:
            continue
        indent = len(found[1])
        while outer and outer[-1][0] >= indent:
            outer.pop()
        steps = {_STEP, outer[-1][1]} if outer else set()
        wanted = {outer[-1][0] + step for step in steps} or {0}
        if indent not in wanted:
            problems.append((number, f"an item stands {indent} spaces in; here it stands {_either(wanted)}: {line.strip()[:50]}"))
        outer.append((min(wanted, key=lambda one: abs(one - indent)), len(found[2])))
    return problems


#: How far an inner list stands inside its item.
_STEP = 3
_MARKER = re.compile(r"( *)((?:\d+[.]|[-*+]) +)(?=\S)")


def _either(numbers: set[int]) -> str:
    return " or ".join(map(str, sorted(numbers)))


def _keep(stash: list[str], expression: str) -> str:
    stash.append(expression)
    return f"{_STASH_OPEN}{len(stash) - 1}{_STASH_CLOSE}"


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, max(offset, 0))


@cache
def _markdown() -> Markdown:
    from markdown import Markdown  # 20 ms, and a compiled library does without it

    reader = Markdown(extensions=["attr_list", "sane_lists"], tab_length=3)
    reader.preprocessors.deregister("html_block")
    for pattern in ("html", "entity", "autolink", "automail"):
        reader.inlinePatterns.deregister(pattern)
    return reader


def _tree(text: str) -> Element:
    reader = _markdown().reset()
    lines = text.split("\n")
    for step in reader.preprocessors:
        lines = step.run(lines)
    root: Element = reader.parser.parseDocument(lines).getroot()  # type: ignore[assignment]  # a document has a root
    for process in reader.treeprocessors:
        changed = process.run(root)
        root = root if changed is None else changed
    return root


class _Reader:
    """What the walk over one text carries along."""

    def __init__(self, text: str, stash: list[str], problems: list[tuple[int, str]], law: bool) -> None:
        self.text, self.stash, self.problems, self.law = text, stash, problems, law

    def problem(self, near: str, message: str) -> None:
        near = self.restored(near).strip().split("\n")[0][:60]
        self.problems.append((_line(self.text, self.text.find(near)), message))

    def template(self, text: str) -> Parts:
        try:
            return compile_text(self.restored(text))
        except TemplateProblem as problem:
            self.problem(text, str(problem))
            return ("",)

    def condition(self, when: str, text: str) -> Expression | None:
        try:
            return compile_condition(self.restored(when)) if when else None
        except TemplateProblem as problem:
            self.problem(text, f"when: {problem}")
            return None

    def restored(self, text: str) -> str:
        return _STASHED.sub(lambda match: self.stash[int(match.group(1))], text)


def _blocks(parent: Element, reader: _Reader) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for element in parent:
        if element.tag == "p":
            nodes.append(_leaf("paragraph", element, reader, element))
        elif element.tag in ("ol", "ul"):
            kind: Literal["item", "bullet"] = "item" if element.tag == "ol" else "bullet"
            nodes.extend(_item(kind, child, reader) for child in element)
        elif element.tag in ("strong", "em", "a", "code"):
            continue  # read with the text of the leaf that holds it
        else:
            reader.problem("".join(element.itertext()), f"{_SHOWN.get(element.tag, element.tag)} has no place in this text")
    if reader.law:
        _orphans(parent, reader)
    return tuple(nodes)


def _orphans(parent: Element, reader: _Reader) -> None:
    """Say where a sentence ends in a colon with no items after it, and where items end in semicolons below no such sentence."""
    lead = _end(parent) if parent.tag == "li" else ""
    blocks = [element for element in parent if element.tag in ("p", "ol", "ul")]
    for element, following in zip(blocks, [*blocks[1:], None], strict=False):
        if element.tag == "p":
            lead = _end(element)
            if lead == ":" and not _brings_items(following):
                reader.problem("".join(element.itertext()), "ends in a colon, and no items stand below it")
            continue
        for item in element:
            if _end(item) == ":" and not any(child.tag in ("ol", "ul", "p") for child in item):
                reader.problem(_own(item), "ends in a colon, and no items stand below it")
            if _end(item) == ";" and lead != ":":
                reader.problem(_own(item), "ends in a semicolon, and stands below no sentence that ends in a colon")
        lead = ""


def _brings_items(element: Element | None) -> bool:
    """Tell whether a block is a list, or stands for one: the definitions that a draft needs."""
    return element is not None and (element.tag != "p" or any(link.get("href") == "definitions:" for link in element.iter("a")))


def _end(element: Element) -> str:
    """Return the mark that ends a leaf's own words: a colon, a semicolon (with "and" or "or" after it), or nothing of note."""
    found = _ENDING.search(_STASHED.sub("", _own(element)).strip())
    return found[1] if found else ""


_ENDING = re.compile(r"([:;])(?:\s+(?:and|or|and/or))?\Z")


def _own(element: Element) -> str:
    """Return the words of a leaf without those of the lists below it."""
    if element.tag == "li" and len(element) and element[0].tag == "p" and not (element.text or "").strip():
        return "".join(element[0].itertext())
    words = [element.text or ""]
    for child in element:
        if child.tag in ("ol", "ul", "p"):
            break
        words += ["".join(child.itertext()), child.tail or ""]
    return "".join(words)


_SHOWN = {
    "h1": "a heading",
    "h2": "a heading",
    "h3": "a heading",
    "pre": "an indented block",
    "hr": "a rule",
    "blockquote": "a quotation",
    "img": "an image",
    "br": "a line break of two spaces",
}


def _item(kind: Literal["item", "bullet"], element: Element, reader: _Reader) -> Node:
    first = element[0] if len(element) else None
    loose = first is not None and first.tag == "p" and not (element.text or "").strip()
    if not loose or first is None:
        return _leaf(kind, element, reader, element, _blocks(element, reader))
    inner = _blocks(element, reader)
    return _leaf(kind, first, reader, element, inner[1:])


def _leaf(
    kind: Literal["paragraph", "item", "bullet"],
    element: Element,
    reader: _Reader,
    holder: Element,
    children: tuple[Node, ...] = (),
) -> Node:
    links: list[Link] = []
    text = typographic(_SPACE.sub(" ", _inline(element, links, reader)).strip())
    name = element.get("id") or holder.get("id") or ""
    when = element.get("when") or holder.get("when") or ""
    for stray in set(element.keys()) - {"id", "when", "class"}:
        reader.problem(text, f'unknown attribute {stray!r}; an item may have #name and when="…"')
    if "{:" in text:
        reader.problem(text, "an attribute list {: … } must stand on a line of its own, indented under its item")
    return Node(kind, reader.template(text), tuple(links), name, reader.condition(when, text), children)


def _inline(element: Element, links: list[Link], reader: _Reader) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "em":
            parts += [EMPHASIS_ON, _inline(child, links, reader), EMPHASIS_OFF]
        elif child.tag == "strong":
            parts += [STRONG_ON, _inline(child, links, reader), STRONG_OFF]
        elif child.tag == "a":
            links.append(_link(child, reader))
            parts.append(f"{LINK_OPEN}{len(links) - 1}{LINK_CLOSE}")
        elif child.tag == "code":  # an id, as in `judicial-warrant`: words like any other
            parts.append("".join(child.itertext()).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        elif child.tag in ("ol", "ul", "p"):
            break  # a block inside a tight item: its own node
        else:
            near = "![" if child.tag == "img" else "".join(child.itertext())
            reader.problem(near, f"{_SHOWN.get(child.tag, child.tag)} has no place in this text")
        parts.append(child.tail or "")
    return "".join(parts)


def _link(element: Element, reader: _Reader) -> Link:
    address, text = element.get("href", ""), "".join(element.itertext())
    scheme, _, rest = address.partition(":")
    if _STASHED.search(address + text):
        reader.problem(text or f"]({address})", "a link cannot hold a fact; write the fact outside it")
        return Link("blank", "", text="fact")
    if scheme in ("cite", "evidence", "precedent") and rest and not text:
        return Link(scheme, rest)  # type: ignore[arg-type]
    if scheme in ("group", "clause") and rest and not text:
        return Link(scheme, rest)  # type: ignore[arg-type]
    if address == "blank:" and text:
        return Link("blank", "", text=text)
    if address == "definitions:":
        return Link("definitions", "")
    if scheme == "https" and text:
        return Link("page", address, text=text)
    match = _TARGET.match(address)
    if match and not text:
        section, item = match.groups()
        return Link("section", section, item) if section else Link("item", item)
    reader.problem(f"]({address})", f"the link [{text}]({address}) is of no known kind")
    return Link("blank", "", text=text or address)
