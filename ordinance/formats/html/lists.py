"""Lists as HTML lists: items with bullets or counted, and subsections as lists in lists, labelled as the law labels them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

from msgspec.structs import replace

from ordinance.document.lists import ItemList, Nest, grouped
from ordinance.document.model import Block, Paragraph

WriteBlock = Callable[[Block], Iterator[str]]

#: A list whose labels are words of the text draws none. Browsers say no list where nothing is drawn, so the role says it.
_LABELLED: Final = '<ol class="labelled" role="list"'


def listed(blocks: Iterable[Block], write_block: WriteBlock) -> Iterator[str]:
    """Yield blocks, the items among them as lists."""
    for one in grouped(blocks):
        if isinstance(one, ItemList):
            yield from _items(one, write_block)
        elif isinstance(one, Nest):
            yield from _nest(one, write_block)
        else:
            yield from write_block(one)


def _items(one: ItemList, write_block: WriteBlock) -> Iterator[str]:
    language = one.items[0].language
    more = f' lang="{escape(language)}"' if language else ""
    start = f' start="{one.start}"' if one.start != 1 else ""
    begin = {"bullet": "<ul", "number": f"<ol{start}", "label": _LABELLED}[one.kind]
    yield f"{begin}{more}>"
    for item in one.items:
        yield f"<li>{chr(10).join(write_block(_unlabelled(item) if one.kind == 'number' else item))}</li>"
    yield "</ul>" if one.kind == "bullet" else "</ol>"


def _nest(nest: Nest, write_block: WriteBlock) -> Iterator[str]:
    yield f"{_LABELLED}>"
    for item in nest.items:
        yield "<li>"
        yield from write_block(item.head)
        for inner in item.inner:
            yield from _nest(inner, write_block) if isinstance(inner, Nest) else write_block(inner)
        yield "</li>"
    yield "</ol>"


def _unlabelled(item: Paragraph) -> Paragraph:
    """Return an item without the count that its list draws."""
    return replace(item, label="", number=None)
