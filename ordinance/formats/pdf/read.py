"""The words of a PDF with a text layer: pages in order, hyphens at line ends mended, heads and feet that repeat left out."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any, Final

from ordinance.document.reading import SourceText, unreadable
from ordinance.errors import FaultyFile, Unwritable

MISSING: Final = 'reading a PDF needs an extra that is not installed: in the checkout, pip install ".[review]"'
_MOST_PAGES: Final = 1_500
#: The most that is drawn on all pages: steps, and letters and figures that they draw with. A page of law takes about 1,000 steps.
_MOST_STEPS: Final = 800_000
_MOST_DRAWN: Final = 6_000_000
#: The most that the streams of all pages unpack to, each counted as often as a page uses it.
_MOST_STREAMS: Final = 12_000_000
#: Fewer letters a page than this, and the pages are pictures.
_LETTERS: Final = 40


def read(name: str, data: bytes) -> SourceText:
    """Return the text of a PDF. Raises `FaultyFile` for one with a password, without text, or damaged."""
    pages = [_mended(one) for one in _pages(name, data)]
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    if letters < _LETTERS * max(len(pages), 1) and letters < 2_000:
        raise unreadable(name, "is a PDF without a text layer, most likely a scan; run text recognition (OCR) on it first")
    repeated = _repeated(pages)
    starts, text = [], ""
    for page in pages:
        kept = "\n".join(line for line in page.split("\n") if _shape(line) not in repeated)
        starts.append(len(text))
        text += kept.strip("\n") + "\n"
    return SourceText(text, "pdf", tuple(starts), ("it is a PDF: lines and columns may have been read in the wrong order",))


def _pages(name: str, data: bytes) -> list[str]:
    try:
        import logging

        from pypdf import PdfReader
        from pypdf.errors import DependencyError

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    except ImportError:
        raise Unwritable(MISSING) from None
    try:
        reader: Any = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise unreadable(name, "is protected with a password; save it without one")
        if len(reader.pages) > _MOST_PAGES:
            raise unreadable(name, f"has more than {_MOST_PAGES:,} pages")
        return _drawn(name, reader)
    except DependencyError:  # a cipher that the reader lacks a library for: to a person the same as a password
        raise unreadable(name, "is protected with a password; save it without one") from None
    except Exception as error:  # a broken file raises almost anything
        from ordinance.errors import OrdinanceError

        if isinstance(error, OrdinanceError):
            raise
        raise unreadable(name, "is damaged and cannot be read as a PDF; print it to a PDF again") from None


def _drawn(name: str, reader: Any) -> list[str]:
    """Return the text of the pages, counting while they are read: a small file may draw one stream a thousand times."""
    steps = drawn = streams = 0

    def count(_: Any, operands: Any, *__: Any) -> None:
        nonlocal steps, drawn
        steps += 1
        drawn += sum(_size(one) for one in operands)
        if steps > _MOST_STEPS or drawn > _MOST_DRAWN:
            raise _too_much(name)

    pages = []
    for page in reader.pages:
        contents = page.get_contents()
        streams += len(contents.get_data()) if contents is not None else 0
        if streams > _MOST_STREAMS:
            raise _too_much(name)
        pages.append(page.extract_text(visitor_operand_before=count) or "")
    return pages


def _size(operand: Any) -> int:
    if isinstance(operand, str | bytes):
        return len(operand)
    return sum(map(_size, operand)) + len(operand) if isinstance(operand, list) else 1


def _too_much(name: str) -> FaultyFile:
    return unreadable(name, "draws more than any law has; save the part that you need as a PDF of its own, or its text as .txt")


def _mended(page: str) -> str:
    page = page.replace("\u00ad", "").replace("\ufb01", "fi").replace("\ufb02", "fl").replace("\ufb00", "ff").replace("\0", "")
    page = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", page)
    return re.sub(r"^[ \t]*\d{1,2}[ \t]+(?=[a-z])", "", page, flags=re.M)  # numbers of lines, as bills have them


def _repeated(pages: list[str]) -> set[str]:
    """Return the shapes of lines that stand at the head or foot of most pages."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        edges.update({_shape(line) for line in (*lines[:3], *lines[-3:])})
    return {shape for shape, number in edges.items() if number > 0.6 * len(pages)}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
