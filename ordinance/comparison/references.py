"""References of a draft as links of local wording: only where the link prints the words that stand there."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.comparison.markdown_text import Linked
from ordinance.document.model import Reference
from ordinance.drafting import numbering
from ordinance.drafting.model import Draft, Provision, Section
from ordinance.library.place_model import Numbering
from ordinance.library.typography import typographic

#: Stands before the words of a reference to an item of the same section.
_OWN = "subsection "


def cites_of(draft: Draft) -> dict[str, frozenset[str]]:
    """Return by the anchor of each section and named item the words that cite it: from elsewhere, and from its own section."""
    found: dict[str, frozenset[str]] = {}
    for section in draft.sections:
        scheme = draft.code_numbering if section.codified and draft.code_numbering else draft.numbering
        found[section.anchor] = frozenset({_plain(section.cite)})
        found.update(_items(section, section.provisions, scheme, ()))
    return found


def linked_in(cites: dict[str, frozenset[str]], section: str) -> Linked:
    """Return what writes a reference as a link in a text of a section, or as nothing where its words say something else."""

    def linked(reference: Reference) -> str:
        said = _plain(reference.text)
        wanted = cites.get(reference.target, frozenset())
        if said not in wanted and said[:1].lower() + said[1:] not in wanted:
            return ""
        clause, _, rest = reference.target.partition(".")
        name = rest.rpartition(".")[2]
        own = said.lower().startswith(_OWN)
        if not rest:
            return f"[](#{clause})"
        if name.isdigit() or name.startswith("local-") or own != (clause == section):
            return ""
        return f"[](#{name})" if own else f"[](#{clause}/{name})"

    return linked


def _items(
    section: Section, provisions: tuple[Provision, ...], scheme: Numbering, labels: tuple[str, ...]
) -> Iterator[tuple[str, frozenset[str]]]:
    for one in provisions:
        path = (*labels, one.label) if one.label else labels
        said = numbering.item_path(scheme, path)
        if said:
            own = f"{_OWN}{said.removeprefix(scheme.separator)}"
            yield one.anchor, frozenset({_plain(section.cite + said), _plain(own)})
        else:
            yield one.anchor, frozenset({_plain(section.cite)})
        yield from _items(section, one.children, scheme, path)


def _plain(words: str) -> str:
    return " ".join(typographic(words).split())
