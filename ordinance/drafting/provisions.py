"""Filled texts into provisions: each with its level, its label, its anchor, and its references worked out."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.drafting import numbering
from ordinance.drafting.filling import Filled
from ordinance.drafting.leaves import pieces_of
from ordinance.drafting.model import Provision
from ordinance.drafting.references import Index, Located


def provisions(
    nodes: tuple[Filled, ...],
    located: Located,
    index: Index,
    level: int,
    anchor: str,
    *,
    definition: bool = False,
    continues: bool = False,
) -> Iterator[Provision]:
    """Yield what stands under `anchor`, items of `level` first. `continues` says that they go on with the sentence above them."""
    position = 0
    resolve = index.resolver(located.clause)
    for order, node in enumerate(nodes):
        own = node.anchor or f"{anchor}.{node.name or order}"
        is_definition = definition and bool(node.name) and node.kind == "paragraph"
        label = ""
        if node.kind == "item":
            label = numbering.item_label(located.scheme, level, position)
            position += 1
        deeper = level + 1 if node.kind == "item" or is_definition else level
        yield Provision(
            kind="definition" if is_definition else node.kind,
            pieces=pieces_of(node, resolve, continues=continues and node.kind == "item"),
            level=level if node.kind != "paragraph" else level - 1,
            label=label,
            anchor=own,
            children=tuple(provisions(node.children, located, index, deeper, own, continues=node.text.endswith(":"))),
        )
