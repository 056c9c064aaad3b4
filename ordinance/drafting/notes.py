"""The notes on a clause, in the order in which a reader meets them, each with the keys that lead to it in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ordinance.drafting.filling import Filled, as_written
from ordinance.drafting.leaves import pieces_of
from ordinance.drafting.model import Provision, Reference
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.legal_text import Link, Node, walk
from ordinance.library.templates import is_constant

Keys = tuple[str | int, ...]

_MARGIN = ("does", "stands", "against", "decide")
_KINDS = ("does", "why", "law", "against", "options")


def notes_of(clause: Clause, variant: Variant) -> Iterator[tuple[str, Keys, str]]:
    """Yield (kind, keys, Markdown) of every note. Clause-level notes come first, the variant's own follow them."""
    own: Keys = ("variants", clause.variants.index(variant))
    if variant.brief and variant.brief.comment:
        for kind in _MARGIN:
            if said := getattr(variant.brief.comment, kind):
                yield f"margin-{kind}", (*own, "brief", "comment", kind), said
    for index, line in enumerate(variant.brief.opens if variant.brief else ()):
        yield "opens", (*own, "brief", "opens", index), line
    for kind in _KINDS:
        for holder, keys in ((clause.commentary, ()), (variant.commentary, own)):
            text = getattr(holder, kind)
            if text:
                yield kind, (*keys, "commentary", kind), text
    if variant.tradeoffs:
        for kind in ("gains", "costs", "legal_exposure"):
            yield kind, (*own, "tradeoffs", kind), getattr(variant.tradeoffs, kind)
    for index, objection in enumerate(clause.objections):
        yield "says", ("objections", index, "says"), objection.says
        yield "answer", ("objections", index, "answer"), objection.answer
    for index, loophole in enumerate(clause.loopholes):
        for kind in ("amendment", "effect", "reply"):
            yield kind, ("loopholes", index, kind), getattr(loophole, kind)
    for holder, keys in ((clause.commentary, ()), (variant.commentary, own)):
        if holder.change:
            yield "change", (*keys, "commentary", "change"), holder.change
    for index, measure in enumerate(clause.measures):
        yield "measure", ("measures", index), measure
    for holder, keys in ((clause.commentary, ()), (variant.commentary, own)):
        for name, text in holder.items.items():
            yield "item", (*keys, "commentary", "items", name), text
    if variant.plain:
        yield "plain", (*own, "plain"), variant.plain


def constant_provisions(nodes: tuple[Node, ...]) -> tuple[Provision, ...] | None:
    """Return the paragraphs of a note that says the same in every place, or None: such notes are made once."""
    for node in walk(nodes):
        if node.when is not None or not is_constant(node.template):
            return None
        if any(link.kind in ("item", "section", "group", "clause") for link in node.links):
            return None
    return tuple(plain_provisions(as_written(nodes), _never))


def _never(link: Link) -> Reference:
    raise AssertionError(f"a constant note refers to {link.target}")


def plain_provisions(nodes: tuple[Filled, ...], resolve: Callable[[Link], Reference]) -> Iterator[Provision]:
    """Yield the paragraphs and list items of a note; items are numbered 1., 2., …, for they are no subsections."""
    position = 0
    for node in nodes:
        position = position + 1 if node.kind == "item" else 0
        label = f"{position}." if node.kind == "item" else ""
        children = tuple(plain_provisions(node.children, resolve))
        yield Provision(node.kind, pieces_of(node, resolve), 1 if label else 0, label, "", children)
