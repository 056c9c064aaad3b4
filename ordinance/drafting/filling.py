"""Facts into the leaves of a text: which items stay, what they say, and the marks of lists that lost an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from ordinance.library import templates
from ordinance.library.legal_text import Link, Node
from ordinance.library.templates import Facts, TemplateProblem


class Filled(Struct, frozen=True):
    """A node whose condition holds, with its words filled in; markers of links and faces still stand in `text`."""

    kind: Literal["paragraph", "item", "bullet"]
    text: str
    links: tuple[Link, ...] = ()
    name: str = ""
    children: tuple[Filled, ...] = ()
    #: The anchor of the provision, where it is not that of its place.
    anchor: str = ""


def render(template: str, facts: Facts) -> str:
    """Return the text of a one-line template. Raises `TemplateProblem` saying which expression fails, and why."""
    return templates.fill(_text(template), facts)


def sentences(templates: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """Return one-line templates filled, in order, without those that are empty here: `{% if has.jail %}…{% endif %}`."""
    return tuple(filled for filled in (render(one, facts).strip() for one in templates) if filled)


def holds(condition: str, facts: Facts) -> bool:
    """Tell whether a condition (`has.jail and not independent`) holds; an empty one does. Raises `TemplateProblem`."""
    return not condition or templates.truth(_condition(condition), facts)


def kept(nodes: tuple[Node, ...], facts: Facts) -> tuple[Filled, ...]:
    """Return the nodes whose conditions hold, with their words filled and the lists' final marks mended."""
    filled = [
        Filled(node.kind, templates.fill(node.template, facts), node.links, node.name, kept(node.children, facts))
        for node in nodes
        if node.when is None or templates.truth(node.when, facts)
    ]
    return tuple(filled) if len(filled) == len(nodes) else _mended(nodes, filled)


def as_written(nodes: tuple[Node, ...]) -> tuple[Filled, ...]:
    """Return the nodes of a text that is no template: its braces, if it has any, are words."""
    return tuple(
        Filled(node.kind, templates.source(node.template), node.links, node.name, as_written(node.children)) for node in nodes
    )


_LAST_BUT_ONE = re.compile(r"; (and|or)$")


def _mended(nodes: tuple[Node, ...], filled: list[Filled]) -> tuple[Filled, ...]:
    """Give a list that lost items its final mark and its `; or` back: the last item ends as the last one written did."""
    ends = [str(node.template[-1]) for node in nodes if node.kind == "item" and isinstance(node.template[-1], str)]
    left = [index for index, node in enumerate(filled) if node.kind == "item"]
    word = next((match.group(1) for match in map(_LAST_BUT_ONE.search, ends) if match), "")
    if not word or not left:
        return tuple(filled)
    for position, index in enumerate(left):
        node = filled[index]
        words = _LAST_BUT_ONE.sub(";", node.text).rstrip(";.,")
        last, last_but_one = position == len(left) - 1, position == len(left) - 2
        mark = ends[-1][-1:] if last else f"; {word}" if last_but_one else ";"
        filled[index] = Filled(node.kind, words + mark, node.links, node.name, node.children)
    return tuple(filled)


@lru_cache(maxsize=4096)
def _text(template: str) -> templates.Parts:
    return templates.compile_text(template)


@lru_cache(maxsize=1024)
def _condition(condition: str) -> templates.Expression:
    return templates.compile_condition(condition)


__all__ = ["Facts", "Filled", "TemplateProblem", "holds", "kept", "render"]
