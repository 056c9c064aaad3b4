"""Characters that no text may hold, and those that a reader cannot see: one list for files, templates, drafts and terminals."""

from __future__ import annotations

import re
from typing import Final

#: Control characters but tab and line ends, halves of pairs, private ones (our markers are among them), and what is no character.
_UNFIT: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
FORBIDDEN: Final = re.compile(f"[{_UNFIT}]")
#: What is no text on a page or a terminal: control characters. Private ones print as an empty box, and do nothing.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Marks that turn the direction of what follows, so that a text reads otherwise than it is stored.
BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


#: Languages that are written from right to left.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def printable(text: str) -> str:
    """Return a text with a � for each control character; tabs and line ends stay, and so does every place in it."""
    return _CONTROL.sub("\ufffd", text)


def runs_right_to_left(language: str) -> bool:
    """Tell whether a language, by its tag, is written from right to left."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT
