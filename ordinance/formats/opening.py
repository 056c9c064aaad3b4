"""A file that somebody else wrote, as one text: Word, Markdown, plain text, HTML or PDF. It must be what its name says."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

import msgspec

from ordinance.document.reading import SourceText, unreadable
from ordinance.library.characters import printable

#: The largest file that is read, in bytes.
LARGEST: Final = 20_000_000
#: The largest web page, in bytes: its reader is slower than the others.
LARGEST_PAGE: Final = 2_000_000
#: The most that is taken out of one, in characters: some 500 pages.
LONGEST: Final = 1_500_000
#: The most lines of one.
MOST_LINES: Final = 60_000
#: What each ending must hold.
ENDINGS: Final = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_NAMES: Final = {
    "text": "plain text",
    "html": "a web page (.html)",
    "docx": "a Word file or another zip (.docx)",
    "pdf": "a PDF (.pdf)",
    "doc": "a Word file of the old kind (.doc)",
    "rtf": "rich text (.rtf)",
    "picture": "a picture",
    "binary": "no text",
}
_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"PK", "docx"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
)
_TAG: Final = re.compile(rb"</?(?:p|br|div|span|li|ul|ol|td|tr|b|i|em|strong|h[1-6]|a|center|font)\b[^<>]*>", re.I)
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(name: str, data: bytes) -> SourceText:
    """Return what a file says; `name` is what messages call it. Raises `FaultyFile`, one clear line, for what cannot be read."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        what = f"ends in {ending}" if ending else "has no ending"
        raise unreadable(name, f"{what}, and only .docx, .md, .txt, .html and .pdf are read")
    if len(data) > LARGEST:
        raise unreadable(name, f"is too large; more than {LARGEST // 1_000_000} MB are not read")
    if not data.strip():
        raise unreadable(name, "is empty")
    holds = kind_of(data)
    if holds == "text" and ENDINGS[ending] == "html" and _TAG.search(data[:20_000]):
        holds = "html"
    if holds != ENDINGS[ending]:
        said = "holds no text, or text that is damaged" if holds == "binary" else f"is named {ending} and holds {_NAMES[holds]}"
        raise unreadable(name, f"{said}; save it as what its name says")
    if holds == "html" and len(data) > LARGEST_PAGE:
        raise unreadable(name, f"is too large; of a web page no more than {LARGEST_PAGE // 1_000_000} MB are read")
    found = _read(name, ending, data)
    found = msgspec.structs.replace(found, text=printable(found.text))
    if found.text.count("\n") > MOST_LINES:
        raise unreadable(name, f"is too long; more than {MOST_LINES:,} lines are not read")
    if len(found.text) > LONGEST:
        raise unreadable(name, f"is too long; more than {LONGEST:,} characters are not read")
    return found


def kind_of(data: bytes) -> str:
    """Return what bytes hold: pdf, docx, doc, rtf, picture, html, text or binary."""
    head = data[:1024].lstrip()
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    wide = _wide(data)
    if wide:
        return kind_of(data[: 2 * 4096].decode(wide, errors="ignore").encode())
    if b"\0" in data[:100_000] or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > 8:
        return "binary"
    low = head.lower()
    if (
        low.startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<!doctype html", b"\xef\xbb\xbf<html"))
        or b"<body" in data[:20_000].lower()
    ):
        return "html"
    if low.startswith(b"<") and any(
        tag in data[:4096].lower() for tag in (b"<p>", b"<p ", b"<div", b"<h1", b"<table", b"<ul", b"<ol")
    ):
        return "html"
    return "text"


def _wide(data: bytes) -> str:
    """Return the encoding of bytes with two to a letter, as Notepad writes them, with a mark in front or without, or nothing."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first, second = data[:2000:2].count(0), data[1:2000:2].count(0)
    pairs = len(data[:2000]) // 2
    if min(first, second) * 20 > pairs or max(first, second) * 10 < 7 * pairs or pairs < 8:
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def decoded(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes and a note where its encoding was guessed. Raises `FaultyFile` where they are no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise unreadable(name, "is damaged: it is not in the encoding that it begins with; save it as UTF-8") from None
    try:
        return data.decode(_wide(data) or "utf-8"), ()
    except UnicodeDecodeError:
        pass
    return data.decode("cp1252", errors="replace"), (
        "it is not UTF-8 and was read as Windows-1252: look at its quotation marks and accents",
    )


def _read(name: str, ending: str, data: bytes) -> SourceText:
    match ENDINGS[ending]:
        case "docx":
            from ordinance.formats.docx.read import foreign as foreign_word

            return foreign_word.read(name, data)
        case "html":
            from ordinance.formats.html import read as foreign_html

            text, notes = decoded(name, data)
            if foreign_html.has_too_many_tags(text):
                raise unreadable(name, "has more tags than any page of law; save its text as .txt")
            return foreign_html.read(text, notes)
        case "pdf":
            from ordinance.formats.pdf import read as foreign_pdf

            return foreign_pdf.read(name, data)
        case _:
            text, notes = decoded(name, data)
            return SourceText(text, "md" if ending.startswith(".m") else "txt", (), notes)
