"""What a draft needs at the foot of a letterhead's pages: the mark that it is a draft, and the number of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ordinance.formats.docx.write.trees import Element, W, all_of, new, slot

_PAGE: Final = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
#: The slots that the writer fills: what the foot of our own look says, and "Page 1 of 9".
DRAFT_MARK: Final = "foot-mark"
PAGE_NUMBER: Final = "foot-page"
#: The size of the line, in half points.
_SIZE: Final = 18


def numbers_pages(roots: Iterable[Element]) -> bool:
    """Tell whether a head or foot among these prints the number of the page."""
    return any(_PAGE.match(code) for root in roots for code in _codes(root))


def add_foot(root: Element, *, page: bool) -> None:
    """Add a last line to a foot: that this is a draft and, with `page`, the number of the page. Changes the tree."""
    line, properties, face = new("p"), new("pPr"), new("rPr")
    face.extend((new("sz", val=_SIZE), new("szCs", val=_SIZE)))
    properties.extend((new("jc", val="center"), face))
    line.append(properties)
    line.append(slot(DRAFT_MARK))
    if page:
        line.append(slot(PAGE_NUMBER))
    root.append(line)


def unnamed_pictures(root: Element) -> int:
    """Return how many pictures of a head or foot have no words for those who do not see them."""
    named = [node for node in root.iter() if str(node.tag).endswith("}docPr")]
    return sum(not (node.get("descr") or "").strip() for node in named)


def _codes(root: Element) -> Iterable[str]:
    yield from (str(node.text or "") for node in all_of(root, "instrText"))
    yield from (node.get(f"{W}instr") or "" for node in all_of(root, "fldSimple"))
