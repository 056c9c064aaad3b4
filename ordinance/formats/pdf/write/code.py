"""Typst code written straight, as text.

Words of a document stand in the code as string literals only, in which two characters mean something. So no word can
become markup, a reference or a comment, and no other module writes a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

#: A typst expression.
Code = NewType("Code", str)

NOTHING = Code("[]")
_ENDS_LINE = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")


def string(words: str) -> Code:
    """Return words as a string literal, on one line."""
    return Code('"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"')


def text(words: str) -> Code:
    """Return words as content. A line end breaks the line; a tab, for which a PDF has no sign, is a space."""
    first, *more = _ENDS_LINE.split(words.replace("\t", " "))
    return Code(string(first) + "".join(f" + linebreak() + {string(line)}" for line in more))


def call(function: str, /, *arguments: Code, **named: Code) -> Code:
    """Return a call; a named argument's hyphen is written as `_`."""
    written = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return Code(f"{function}({', '.join(written)})")


def array(items: Iterable[Code]) -> Code:
    return Code("(" + "".join(f"{item}, " for item in items) + ")")


def joined(parts: Iterable[Code]) -> Code:
    """Return content that is all parts, one after the other."""
    return Code(" + ".join(parts)) or NOTHING


def block(parts: Iterable[Code]) -> Code:
    """Return content whose parts stand on lines of their own."""
    return Code("{\n" + "\n".join(parts) + "\n}")
