"""Chosen clauses with their texts filled: the place's own words and the definitions put in, then numbers and references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting import numbering
from ordinance.drafting.filling import Filled
from ordinance.drafting.local_text import LocalText, walk
from ordinance.drafting.model import Chosen, Note, Reference, Section
from ordinance.drafting.provisions import provisions
from ordinance.drafting.references import Index, Located
from ordinance.library.code_scheme import Cited
from ordinance.library.model import Definition
from ordinance.library.place_model import Numbering


class FilledSection(Struct, frozen=True):
    """A chosen clause with its text filled and not yet numbered."""

    chosen: Chosen
    heading: str
    codified: bool
    nodes: tuple[Filled, ...]


def localized(written: list[FilledSection], local: LocalText, codify: bool) -> Iterator[FilledSection]:
    """Yield the sections with the place's own words: those that stay, and behind each the place's own sections."""
    by_clause = {one.chosen.clause.id: one for one in written}
    for clause in local.moved(list(by_clause)):
        one = by_clause[clause]
        if not local.struck(clause):
            nodes = one.nodes if _defines(one) else local.section(clause, one.nodes)
            yield replace(one, heading=local.heading(clause, one.heading), nodes=nodes)
        for chosen, heading, nodes in local.behind(clause):
            yield FilledSection(chosen, heading, codify and one.codified, nodes)


def own_words(one: FilledSection, local: LocalText) -> FilledSection:
    """Return a section with definitions in the place's own words; any other as it is."""
    return replace(one, nodes=local.section(one.chosen.clause.id, one.nodes)) if _defines(one) else one


def _defines(one: FilledSection) -> bool:
    return one.chosen.clause.id == "definitions"


def words_of(nodes: tuple[Filled, ...]) -> str:
    return " ".join(node.text for node in walk(nodes))


def dangling(link: Any) -> Reference:
    return Reference(f"[no section {link.target}]", "")


def with_definitions(one: FilledSection, definitions: list[tuple[Definition, tuple[Filled, ...]]]) -> FilledSection:
    """Put the definitions where the text has its `[](definitions:)`."""
    nodes: list[Filled] = []
    for node in one.nodes:
        if any(link.kind == "definitions" for link in node.links):
            nodes += [lead for _, (lead,) in definitions]
        else:
            nodes.append(node)
    return FilledSection(one.chosen, one.heading, one.codified, tuple(nodes))


def index_of(
    filled: list[FilledSection],
    bill: Numbering,
    code: Numbering | None,
    title: Callable[[str], str],
    own: Mapping[str, Cited],
    within: Mapping[str, str],
    before: int,
    printed: Mapping[str, str],
) -> Index:
    """Return where all sections stand. Those that are new to the code are added by one section of the instrument, and each that
    takes the place of another, whose number is its `own`, by a section of its own; `before` is how many sections of the
    instrument stand before its own last ones besides that one. `printed` are the numbers of sections in a text that passed,
    where these are not the ones that are counted."""
    sections = []
    adds = code is not None and any(one.codified and one.chosen.clause.id not in own for one in filled)
    counts = {True: 0, False: adds + before}
    for one in filled:
        clause, scheme = one.chosen.clause, code if one.codified and code else bill
        kept = own.get(clause.id) if one.codified else None
        scheme, number = (kept.scheme, kept.number) if kept else (scheme, printed.get(clause.id, ""))
        sections.append(Located(clause.id, clause.group, scheme, counts[one.codified], one.codified, number))
        counts[one.codified] += kept is None
    index = Index(tuple(sections), title, within)
    for one, located in zip(filled, sections, strict=True):
        index.add_items(located, one.nodes, policy=one.chosen.clause.kind == "policy")
    return index


def section_of(one: FilledSection, located: Located, index: Index, notes: tuple[Note, ...]) -> Section:
    return Section(
        chosen=one.chosen,
        label=numbering.section_label(located.scheme, located.number),
        cite=located.cite,
        heading=one.heading,
        anchor=located.clause,
        codified=one.codified,
        provisions=tuple(provisions(one.nodes, located, index, 1, located.clause, definition=located.clause == "definitions")),
        notes=notes,
    )
