"""The words of a draft as inline content: terms, cross-references, citations, blanks; and the words of a document's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ordinance.document import model as page
from ordinance.document.model import Inline
from ordinance.drafting import model as legal
from ordinance.drafting.model import Draft, Pieces, Provision, walk
from ordinance.drafting.numbering import many_cites
from ordinance.drafting.terms import Terms
from ordinance.errors import found
from ordinance.formats.akoma_ntoso.names import Names
from ordinance.formats.akoma_ntoso.xml import Element, Node, element
from ordinance.library.addresses import is_linkable, is_official
from ordinance.library.place_model import Numbering
from ordinance.pages.sources import Sources

_FACES = {"emphasis": "i", "strong": "b"}


class Inlines:
    """Makes inline content. `cited` collects the sources that the law cites, in the order of first use."""

    def __init__(self, draft: Draft, sources: Sources, names: Names) -> None:
        self.draft, self.sources, self.names = draft, sources, names
        self.defined = {term_of(one): one for section in draft.sections for one in walk(section.provisions) if _defines(one)}
        self.terms = Terms({term: draft.terms[term] for term in self.defined if term in draft.terms})
        self.cited: dict[tuple[legal.SourceKind, str], None] = {}
        self._ranges = dict(_ranges(draft))

    def law(self, pieces: Pieces, *, terms: bool = False) -> list[Node]:
        """Return the words of the law. With `terms`, uses of the defined terms are marked: they mean it in sections only."""
        return [node for piece in pieces for node in self._piece(piece, terms)]

    def definition(self, provision: Provision) -> list[Node]:
        """Return the words of a definition, whose term stands first and in quotation marks."""
        first = provision.pieces[0] if provision.pieces else None
        if isinstance(first, legal.Text) and first.text.startswith("“") and "”" in first.text:
            term, mark, rest = first.text[1:].partition("”")
            defined = element("def", term, refersTo=f"#term-{term_of(provision)}")
            after = legal.Text(mark + rest, first.emphasis)
            return ["“", defined, *self.law((after, *provision.pieces[1:]), terms=True)]
        return self.law(provision.pieces, terms=True)

    def printed(self, content: tuple[Inline, ...]) -> list[Node]:
        """Return the words of a paragraph of the document: a notice, a note, an appendix."""
        return [self._printed(part) for part in content]

    def _piece(self, piece: legal.Piece, terms: bool) -> Iterator[Node]:
        printed = self.sources.inline((piece,))
        words = page.plain_text(printed)
        match piece:
            case legal.Text() if terms:
                yield from _faced(piece.emphasis, list(self._with_terms(words)))
            case legal.Citation():
                yield self._citation(piece, words)
            case legal.Reference() if piece in self._ranges:
                first, last = self._ranges[piece]
                yield element("rref", words, from_=self._link(first), upTo=self._link(last))
            case _:
                yield from self.printed(printed)

    def _with_terms(self, text: str) -> Iterator[Node]:
        position = 0
        for start, end, term in self.terms.uses(text):
            yield text[position:start]
            yield element("term", text[start:end], refersTo=f"#term-{term}")
            position = end
        yield text[position:]

    def _citation(self, piece: legal.Citation, words: str) -> Element:
        """Return a citation: linked to its official page where the registry has one, always to its entry in the references."""
        self.cited.setdefault((piece.kind, piece.id))
        entry = f"#{source_eid(piece.kind, piece.id)}"
        address = source_address(self.sources, piece.kind, piece.id)
        return element("ref", words, href=address or entry, refersTo=entry)

    def _printed(self, part: Inline) -> Node:
        if part.change:
            return element("ins" if part.change == "added" else "del", page.plain_text((part,)))
        match part:
            case page.Reference() if part.target in self.names.of:
                return element("ref", part.text, href=self._link(part.target))
            case page.Reference():
                return part.text
            case page.Blank():
                return element("placeholder", f"[{part.prompt}]")
            case page.Link() if is_linkable(part.address):
                return element("a", part.text, href=part.address)
            case page.Link():
                return part.text
            case page.Run():
                return _faced(part.emphasis, [part.text])[0]

    def _link(self, anchor: str) -> str:
        return f"#{self.names.of[anchor]}"


def term_of(definition: Provision) -> str:
    """Return the id of the term that a definition defines."""
    return definition.anchor.rpartition(".")[2]


def source_eid(kind: legal.SourceKind, source_id: str) -> str:
    """Return the eId of a cited source's entry in the references."""
    return f"{kind}-{source_id}"


def source_address(sources: Sources, kind: legal.SourceKind, source_id: str) -> str:
    """Return the page of a source that may be printed, or nothing. Raises `NotFound` for a source that is not in the library."""
    library = sources.library
    match kind:
        case "cite":
            address = found(library.authorities, "authority", source_id).source
        case "evidence":
            address = found(library.evidence, "evidence", source_id).source
        case "precedent":
            address = found(library.precedents, "precedent", source_id).source
    return address if is_official(address) else ""


def _faced(emphasis: page.Emphasis, nodes: list[Node]) -> list[Node]:
    face = _FACES.get(emphasis)
    return [element(face, *nodes)] if face else nodes


def _defines(provision: Provision) -> bool:
    return provision.kind == "definition"


def _ranges(draft: Draft) -> Iterable[tuple[legal.Reference, tuple[str, str]]]:
    """Yield the words for every unbroken run of sections ("Sections 3 through 6"), with its first and its last section.

    A reference to a group of sections names the first of them; which is the last shows in the words that the same function made.
    """
    for codified, scheme in ((True, draft.code_numbering), (False, draft.numbering)):
        if scheme is not None:
            yield from _runs(draft, codified, scheme)


def _runs(draft: Draft, codified: bool, scheme: Numbering) -> Iterator[tuple[legal.Reference, tuple[str, str]]]:
    anchors = [section.anchor for section in draft.sections if section.codified == codified]
    before = 1 if not codified and any(section.codified for section in draft.sections) else 0
    for first, anchor in enumerate(anchors):
        for last in range(first + 1, len(anchors)):
            words = many_cites(scheme, range(before + first, before + last + 1))
            for shown in (words, words[:1].upper() + words[1:]):
                yield legal.Reference(shown, anchor), (anchor, anchors[last])
