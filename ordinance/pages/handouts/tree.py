"""The tree of a handout's body for one place and one edition: conditions decided, blocks of other layouts left out."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.drafting.facts import Facts
from ordinance.errors import Fault, FaultyFile
from ordinance.library.handout_model import Group, Handout, HandoutNode, Layout, When
from ordinance.library.templates import TemplateProblem, truth

#: Layouts that are cards: the body's sides and cards fill them, and the rest of the body is on other sheets.
CARD_LAYOUTS: tuple[Layout, ...] = ("10-up", "4-up", "half", "poster")


def nodes_of(handout: Handout, facts: Facts, layout: Layout) -> tuple[HandoutNode, ...]:
    """Return the nodes of one edition. For a card layout these are its sides and cards, or, where the body has
    something for this layout alone, that."""
    decided = tuple(_decided(handout, handout.body, facts))
    if layout not in CARD_LAYOUTS:
        return tuple(_kept(decided, layout))
    own = tuple(inner for node in decided if _is_only(node, layout) for inner in node.children)  # type: ignore[union-attr]
    nodes = tuple(_kept(own or decided, layout))
    cards = tuple(node for node in nodes if isinstance(node, Group) and node.kind in ("side", "card"))
    return cards or nodes


def _decided(handout: Handout, nodes: tuple[HandoutNode, ...], facts: Facts) -> Iterator[HandoutNode]:
    for node in nodes:
        if isinstance(node, When):
            yield from _decided(handout, _branch(handout, node, facts), facts)
        elif isinstance(node, Group):
            yield Group(node.kind, node.line, node.names, tuple(_decided(handout, node.children, facts)))
        else:
            yield node


def _branch(handout: Handout, node: When, facts: Facts) -> tuple[HandoutNode, ...]:
    try:
        for test, inner in node.branches:
            if truth(test, facts):
                return inner
    except TemplateProblem as problem:
        raise FaultyFile([Fault(handout.shown, node.line, 1, str(problem))]) from None
    return node.otherwise


def _kept(nodes: tuple[HandoutNode, ...], layout: Layout) -> Iterator[HandoutNode]:
    for node in nodes:
        if not isinstance(node, Group):
            yield node
        elif node.kind == "only":
            if layout in node.names:
                yield from _kept(node.children, layout)
        else:
            yield Group(node.kind, node.line, node.names, tuple(_kept(node.children, layout)))


def _is_only(node: HandoutNode, layout: Layout) -> bool:
    return isinstance(node, Group) and node.kind == "only" and layout in node.names
