"""Pages, Markdown and plain text of others: marks doubled, cut and nested."""

from __future__ import annotations

import re
from random import Random

from fuzz.case import Case, spoilt, word
from fuzz.made import draft_as
from fuzz.yaml_files import PLACE

TAGS = (
    "<p>", "</p>", "<table><tr><td>", "</table>", "<ol start=99999999999>", "<ul>", "<li>", "<style>.a{display:none}</style>", '<p class="a">', "<del>",
    "<s>", "<script>x", "</script>", "<!--", "-->", "<![CDATA[", "<a ", "<a href='javascript:x'>", "</", "<?", "&", "&#0;", "&#x110000;", "&#xD800;", "<br>",
    "<div hidden>", "<h1>", "<h9>", "<svg>", "<template>", "<plaintext>", "<textarea>", "<title>", "<meta charset=utf-7>", "<meta charset=x>", "<base href=x>",
    '<td colspan="9999999">', '<p style="', "<p style='text-decoration:line-through'>", "<b><i><b><i>", "\x00", "<xmp>", "<select><option>",
)  # fmt: skip
MARKS = (
    "# ", "## A", "1. ", "(a) ", "(1) ", "- ", "* ", "> ", "```", "|a|b|\n|-|-|\n|c|d|", "---", "===", "**", "_", "[a](b)", "[a]: b", "<b>", "\\", "~~x~~", "Section 1.",
    "§ 12-", "Sec. ", "shall not", "except as required by law", "\f", "\r", "\v", "\x1b[31m", "9999999999. ", "(iv) ", "    ", "\t", "WHEREAS", "ICE", "detainer",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "utf-32", "shift_jis")


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command that reads a spoilt page or text."""
    if kind == "html":
        return Case(("review", "x.html", *_review(chance)), {"x.html": _page(chance)}, shipped=True)
    ending = chance.choice(("md", "md", "txt"))
    content = _text(chance)
    if ending == "md" and chance.random() < 0.5:
        sides = chance.choice((("x.md", PLACE), (PLACE, "x.md")))
        return Case(("redline", *sides, "-o", "out.docx"), {"x.md": content})
    return Case(("review", f"x.{ending}", *_review(chance)), {f"x.{ending}": content}, shipped=True)


def _review(chance: Random) -> tuple[str, ...]:
    form = chance.choice(("text", "json", "md", "html", "html", "docx"))
    place = ("--place", "ithaca-ny") if chance.random() < 0.2 else ()
    return ("--format", form, *place, *(("-o", f"out.{form}") if form in ("html", "docx") else ()))


def _cut(content: str, chance: Random, size: int) -> str:
    start = chance.randrange(max(len(content) - size, 1))
    return content[start : start + size]


def _page(chance: Random) -> bytes:
    text = re.sub(r"(?s)<style>.*?</style>", "", draft_as("html").decode())
    text = _cut(text, chance, chance.choice((300, 3000, 12_000)))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice((*TAGS, word(chance))) * chance.choice((1, 1, 1, 3, 50, 2000)) + text[at:]
    return _encoded(text, chance)


def _text(chance: Random) -> bytes:
    made = _cut(draft_as(chance.choice(("md", "txt"))).decode(), chance, chance.choice((300, 3000, 12_000)))
    return _encoded(spoilt_text(made, chance), chance)


def spoilt_text(text: str, chance: Random) -> str:
    """Return a text in which lines were marked, doubled, indented or emptied."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(lines))
        mark = chance.choice((*MARKS, word(chance))) * chance.choice((1, 1, 1, 2, 30, 1000))
        lines[at] = chance.choice(
            (mark, mark + lines[at], lines[at] + mark, lines[at] * 2, "", chance.choice(("  ", "\t")) * 3 + lines[at])
        )
    return chance.choice(("\n", "\n", "\r\n", "\r")).join(lines)


def _encoded(text: str, chance: Random) -> bytes:
    made = text.encode(chance.choice(ENCODINGS), "replace")
    return spoilt(made, chance) if chance.random() < 0.15 else made
