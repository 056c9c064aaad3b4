"""Printers' marks: curly quotation marks, and numbers tied to the sign or word before them."""

from __future__ import annotations

import re

_OPENING_DOUBLE = re.compile(r'(^|[\s(\[—–/“‘])"')
_OPENING_SINGLE = re.compile(r"(^|[\s(\[—–/“])'")
_SECTION_SIGN = re.compile(r"(§§?|\bSection|\bSections|\bU\.S\.C\.|\bC\.F\.R\.) (?=[\d§{])")


def typographic(text: str) -> str:
    """Return text with curly quotation marks, and with numbers tied by a space that does not break."""
    if '"' in text:
        text = _OPENING_DOUBLE.sub("\\1“", text).replace('"', "”")
    if "'" in text:
        text = _OPENING_SINGLE.sub("\\1‘", text).replace("'", "’")
    return _SECTION_SIGN.sub("\\1\u00a0", text) if "§" in text or "Section" in text or "." in text else text
