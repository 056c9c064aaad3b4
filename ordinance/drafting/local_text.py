"""The place's own words put into the trees of a draft, before anything in it is numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ordinance.drafting.facts import blanks_marked
from ordinance.drafting.filling import Filled, as_written
from ordinance.drafting.items import LONG_TITLE, RECITAL, TITLE, section_of
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Chosen, Draft, LeftOut, Pieces, Reference, Selection, StateRule
from ordinance.drafting.state_law import law_of
from ordinance.drafting.terms import TERM
from ordinance.drafting.wording import LocalWords, Met, added_anchor, struck_sections, term_of
from ordinance.library.clause_model import Clause, Commentary, Variant
from ordinance.library.legal_text import Link
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.library.wording_model import Wording


def anchored(nodes: tuple[Filled, ...], anchor: str) -> tuple[Filled, ...]:
    """Return nodes that each keep the name which they have without local wording."""
    return tuple(
        replace(node, anchor=own, children=anchored(node.children, own))
        for order, node in enumerate(nodes)
        for own in (f"{anchor}.{node.name or order}",)
    )


class LocalText:
    """Puts local words into the sections of one draft."""

    def __init__(self, library: Library, selection: Selection, words: LocalWords) -> None:
        self.library, self.selection, self.words = library, selection, words

    def section(self, clause: str, nodes: tuple[Filled, ...]) -> tuple[Filled, ...]:
        """Return what stands in a section."""
        kept = anchored(nodes, clause)
        for one in self.words.on(clause, "replace"):
            kept = self._added(one)
        first = [node for one in self.words.on(clause, "add-under") for node in self._added(one)]
        last = [node for one in self.words.on(clause, "add-after") for node in self._added(one)]
        return (*first, *self._changed(kept), *last)

    def heading(self, clause: str, heading: str) -> str:
        """Return a section's heading."""
        own = [one.entry.heading for one in self.words.on(clause, "heading")]
        return own[-1] or heading if own else heading

    def struck(self, at: str) -> bool:
        """Tell whether local wording takes an item away."""
        return any(True for _ in self.words.on(at, "strike"))

    def moved(self, clauses: Sequence[str]) -> list[str]:
        """Return the sections of a draft in the order that the place has put them."""
        order = list(clauses)
        for one in self.words.met:
            if one.entry.do == "move" and one.entry.after in order and one.at in order:
                order.remove(one.at)
                order.insert(order.index(one.entry.after) + 1, one.at)
        return order

    def behind(self, clause: str) -> Iterator[tuple[Chosen, str, tuple[Filled, ...]]]:
        """Yield the sections of the place's own that stand behind one: the clause that they are, heading, and text."""
        for one in self.words.on(clause, "add-section"):
            entry = one.entry
            chosen = own_section(entry)
            rule = law_of(self.selection, self.library.vocabulary).rule(chosen.clause)
            yield replace(chosen, rule=rule), entry.heading or "", anchored(self._nodes(entry), entry.id or "")

    def line(self, at: str, pieces: Pieces) -> Pieces:
        """Return the title, or the long title; a section that is called "title" has that name for itself."""
        if at == TITLE and at in self.selection.ids():
            return pieces
        for one in self.words.on(at, "replace"):
            pieces = self._pieces(one.entry)
        return pieces

    def recitals(self, recitals: Sequence[Pieces]) -> tuple[Pieces, ...]:
        """Return the reasons."""
        made: list[Pieces] = []
        for index, pieces in enumerate(recitals):
            at = f"{RECITAL}{index}"
            if not self.struck(at):
                made.append(self.line(at, pieces))
            made += [self._pieces(one.entry) for one in self.words.on(at, "add-after")]
        return tuple(made)

    def terms(self) -> dict[str, tuple[str, ...]]:
        """Return the terms that local wording defines, by name."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self.words.met:
            if section_of(one.at) == "definitions" and one.entry.do in ("add-after", "add-under"):
                for node in self._nodes(one.entry):
                    if term := TERM.match(typographic(node.text)):
                        found[term_of(node.text)] = (term[1].lower(),)
        return found

    def texts(self) -> Iterator[str]:
        """Yield all words that local wording brings into sections, for the definitions that they use."""
        for one in self.words.met:
            heads = (LONG_TITLE,) if TITLE in self.selection.ids() else (TITLE, LONG_TITLE)
            if one.entry.text and one.at not in heads and not one.at.startswith(RECITAL):
                yield from (node.text for node in walk(self._nodes(one.entry)))

    def _changed(self, nodes: Iterable[Filled]) -> Iterator[Filled]:
        for node in nodes:
            at = node.anchor
            after = [made for one in self.words.on(at, "add-after") for made in self._added(one)]
            if not self.struck(at):
                yield self._replaced(node)
            yield from after

    def _replaced(self, node: Filled) -> Filled:
        children = tuple(self._changed(node.children))
        under = [made for one in self.words.on(node.anchor, "add-under") for made in self._added(one)]
        for one in self.words.on(node.anchor, "replace"):
            first, *rest = self._nodes(one.entry)
            own = (*first.children, *rest)
            children = anchored(own, added_anchor(one.at, one.index)) if own else children
            node = replace(node, text=first.text, links=first.links)
        return replace(node, children=(*under, *children))

    def _added(self, one: Met) -> tuple[Filled, ...]:
        """Return new nodes, each with a name that no item of the library has."""
        made = []
        nodes = self._nodes(one.entry)
        for order, node in enumerate(under_terms(nodes) if section_of(one.at) == "definitions" else nodes):
            own = added_anchor(one.at, one.index, node.text)
            own += f".{order}" if order and ".local-" in own else ""
            name = node.name or (term_of(node.text) if section_of(one.at) == "definitions" else "")
            made.append(replace(node, name=name, anchor=own, children=anchored(node.children, own)))
        return tuple(made)

    def _nodes(self, entry: Wording) -> tuple[Filled, ...]:
        return tuple(_with_blanks(as_written(self.library.tree(entry.text or ""))))

    def _pieces(self, entry: Wording) -> Pieces:
        nodes = self._nodes(entry)
        return split(" ".join(node.text for node in nodes), nodes[0].links, _dangling)


def under_terms(nodes: Iterable[Filled]) -> tuple[Filled, ...]:
    """Return definitions with the items that follow each of them under it."""
    made: list[Filled] = []
    for node in nodes:
        if node.kind == "paragraph" or not made or not term_of(made[-1].text):
            made.append(node)
        else:
            made[-1] = replace(made[-1], children=(*made[-1].children, node))
    return tuple(made)


def without_struck(draft: Draft) -> Draft:
    """Return a draft whose selection says of each section that the place struck that it was left out."""
    gone = struck_sections(draft.selection)
    chosen = tuple(one for one in draft.selection.chosen if one.clause.id not in gone)
    struck = [one for one in draft.selection.chosen if one.clause.id in gone]
    left_out = (
        *draft.selection.left_out,
        *(LeftOut(one.clause, "by-choice", "struck by local wording", one.rule) for one in struck),
    )
    selection = replace(draft.selection, chosen=chosen, left_out=left_out, whole=draft.selection.chosen)
    return replace(draft, selection=selection) if gone else draft


def without_local(selection: Selection) -> Selection:
    """Return what a selection is without the place's own words: sections that these struck are in it again."""
    if not selection.whole:
        return replace(selection, local=())
    gone = struck_sections(selection)
    left_out = tuple(one for one in selection.left_out if one.clause.id not in gone)
    return replace(selection, local=(), chosen=selection.whole, left_out=left_out, whole=())


def own_section(entry: Wording) -> Chosen:
    """Return a section of the place's own as the clause that it stands for, which no library has."""
    variant = Variant(id="local", label=entry.heading or "", summary=entry.why, text=entry.text or "", commentary=Commentary())
    clause = Clause(
        id=entry.id or "",
        title=entry.heading or "",
        group="local-wording",
        question=entry.why,
        topics=entry.topics,
        default="local",
        variants=(variant,),
    )
    return Chosen(clause, variant, "place", StateRule("not-researched"))


def _with_blanks(nodes: Iterable[Filled]) -> Iterator[Filled]:
    for node in nodes:
        yield replace(node, text=blanks_marked(node.text), children=tuple(_with_blanks(node.children)))


def walk(nodes: Iterable[Filled]) -> Iterator[Filled]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def _dangling(link: Link) -> Reference:
    return Reference(f"[no section {link.target}]", "")
