"""How a source prints: its citation, with "[verify]" where nobody has verified it, and its cautions, wherever it appears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from ordinance.document.model import Blank, Inline, Link, Reference, Run
from ordinance.drafting import model as legal
from ordinance.drafting.model import Draft, Provision, walk
from ordinance.drafting.rests_on import oldest_read
from ordinance.drafting.state_law import LawHere, law_of, preempting
from ordinance.errors import found
from ordinance.library.addresses import is_official
from ordinance.library.model import Term
from ordinance.library.source_model import Authority, Evidence, Precedent
from ordinance.library.state_model import StateLaw, StateStatute
from ordinance.library.store import Library
from ordinance.library.typography import typographic

#: The name of a case: what stands before its volume, its number or its court.
_CASE_NAME = re.compile(r"^(.+?)(?:,? \(|, (?:No\.|\d))")


def by_name(citation: str) -> str:
    """Return the name of a case without where it is reported; any other citation as it is."""
    found = _CASE_NAME.match(citation)
    return found[1] if found else citation


class Sources(Struct, frozen=True):
    """Prints sources of one library by id."""

    library: Library

    def citation(self, kind: legal.SourceKind, source_id: str) -> str:
        """Return the words for a source: citation, "[verify]" if unverified, cautions in parentheses."""
        match kind:
            case "cite":
                return self.authority(found(self.library.authorities, "authority", source_id))
            case "evidence":
                return self.study(found(self.library.evidence, "evidence", source_id))
            case "precedent":
                return self.policy(found(self.library.precedents, "precedent", source_id))

    def authority(self, authority: Authority, *, short: bool = False) -> str:
        """Return an authority's citation with its level and cautions; a case's name alone if `short`."""
        cautions = [self.term(self.library.vocabulary.cautions, name).title for name in authority.caution]
        name = _CASE_NAME.match(authority.citation) if short and authority.kind == "case" else None
        words = name.group(1) if name else authority.citation
        return words + _marked(authority.verified) + (f" ({', '.join(cautions)})" if cautions else "")

    def study(self, evidence: Evidence) -> str:
        """Return a study's citation with its level."""
        return evidence.citation + _marked(evidence.verified)

    def policy(self, precedent: Precedent) -> str:
        """Return a local policy's name and citation, with its status and its level."""
        as_of = f" as of {precedent.status_as_of}" if precedent.status_as_of else ""
        state = f", {precedent.state}" if precedent.state not in precedent.jurisdiction else ""
        name = f"{precedent.jurisdiction}{state}: {precedent.citation}"
        return f"{name} ({precedent.status}{as_of}){_marked(precedent.verified)}"

    def adoption(self, precedent: Precedent) -> str:
        """Return when a local policy was adopted, and how much of it was read: "adopted February 2017; read in part"."""
        adopted = f"adopted {shown_date(precedent.adopted)}" if precedent.adopted else "date of adoption not on file"
        read = {"full": "read in full", "partial": "read in part", "none": "its text was not read"}[precedent.read_extent]
        return f"{adopted}; {read}"

    def term(self, terms: Iterable[Term], term_id: str) -> Term:
        """Return a word of a closed list by id."""
        return found({term.id: term for term in terms}, "word", term_id)

    def inline(self, pieces: legal.Pieces, seen: set[str] | None = None) -> tuple[Inline, ...]:
        """Return legal pieces as inlines of a document.

        With `seen`, a case that it holds is cited by its name alone, and every authority cited here is added to it.
        """
        return tuple(self._inline(piece, seen) for piece in pieces)

    def _inline(self, piece: legal.Piece, seen: set[str] | None) -> Inline:
        match piece:
            case legal.Text():
                return Run(piece.text, piece.emphasis)
            case legal.Reference():
                return Reference(typographic(piece.text), piece.target)
            case legal.Blank():
                return Blank(piece.prompt)
            case legal.Page():
                return Link(piece.text, piece.address) if is_official(piece.address) else Run(piece.text)
            case legal.Citation(kind="cite", id=name) if seen is not None:
                authority = found(self.library.authorities, "authority", name)
                short = name in seen
                seen.add(name)
                return Run(_tied(self.authority(authority, short=short)), "emphasis" if short else "")
            case legal.Citation():
                return Run(_tied(self.citation(piece.kind, piece.id)))


def cited(draft: Draft) -> dict[legal.SourceKind, list[str]]:
    """Return the ids of all sources that a draft's text and notes cite, or its variants name, in order of first use."""
    seen: dict[legal.SourceKind, dict[str, None]] = {"cite": {}, "evidence": {}, "precedent": {}}
    for citation in _citations(draft):
        seen[citation.kind].setdefault(citation.id)
    for section in draft.sections:
        variant = section.chosen.variant
        seen["cite"].update(dict.fromkeys(variant.authorities))
        seen["precedent"].update(dict.fromkeys(variant.precedents))
        for objection in section.chosen.clause.objections:
            seen["cite"].update(dict.fromkeys(objection.authorities))
            seen["evidence"].update(dict.fromkeys(objection.evidence))
    return {kind: list(ids) for kind, ids in seen.items()}


def penalties(draft: Draft, library: Library) -> list[str]:
    """Return what state law threatens an official or a place with for limits like these: citation, then the penalty."""
    return state_penalties(law_of(draft.selection, library.vocabulary))


def state_penalties(law: LawHere) -> list[str]:
    """Return what the law threatens for limits on help to immigration authorities: citation, then the penalty."""
    lines = [f"{statute_cited(one)}: {(one.penalties or '').rstrip('.')}" for one in law.threatening()]
    return list(dict.fromkeys(lines))


def penalty_heading(library: Library, law: LawHere) -> str:
    """Return what stands over the penalties: it calls some of them personal only where the file says that one is."""
    name = "penalties-personal" if any(one.personal for one in law.threatening()) else "penalties"
    return Sources(library).term(library.vocabulary.notes, name).title.replace("{state}", law.state.name)


def statute_cited(statute: StateStatute) -> str:
    """Return a state statute's citation with its level."""
    return statute.cite + _marked(statute.verified)


def at_risk(draft: Draft) -> bool:
    """Tell whether the draft holds a clause that state law forbids or puts at risk, or state law preempts such choices."""
    rules = {section.chosen.rule.status for section in draft.ruled}
    return bool(rules & {"forbidden", "risky"}) or preempting(draft.selection.state)


def checked_line(draft: Draft, library: Library) -> str:
    """Return the sentences that say through when the law behind a draft is known, and which entry was read longest ago."""
    oldest = oldest_read(draft, library)
    read = f" Of the entries behind this draft, the oldest was read {shown_date(oldest.on)}: {oldest.what}." if oldest else ""
    how = "read" if draft.place.sources else "entered"  # nobody has read what only the form of such a place says
    if draft.selection.length == "short":
        known = f"federal law {shown_date(library.federal_horizon.horizon)}; {draft.selection.state.name} law"
        facts = f"facts {how} {shown_date(draft.place.as_of)}"
        state = shown_date(draft.selection.state.horizon)
        return f"Known through: {known} {state}; {facts}.{read} Later events are not in this draft."
    return (
        f"Federal law: events known through {federal_horizon(library)}. {state_horizon(draft.selection.state)}{read}"
        f" Facts about {draft.place.name}: {how} {shown_date(draft.place.as_of)}. Later events are not in this draft."
    )


def state_horizon(state: StateLaw) -> str:
    """Return the sentence that says through when a state's law is known: the latest event on file, no day of a check."""
    return f"{state.name} law: events known through {shown_date(state.horizon)}."


def federal_horizon(library: Library) -> str:
    """Return through when federal law is known, and the latest single event on file where that is later."""
    covered, latest = library.federal_horizon.horizon, library.latest_federal_event
    return shown_date(covered) + (f" (latest single event on file: {shown_date(latest)})" if latest > covered else "")


def shown_date(value: date | str) -> str:
    """Return a date as people write it: "June 24, 2026", or "May 2026" where no day is known."""
    parts = [int(part) for part in str(value).split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = date(2000, parts[1], 1).strftime("%B")
    return f"{month} {parts[2]}, {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def _citations(draft: Draft) -> Iterator[legal.Citation]:
    bodies: list[tuple[Provision, ...]] = [draft.opening]
    for section in draft.sections:
        bodies += [section.provisions, *(note.provisions for note in section.notes)]
    bodies += [note.provisions for notes in draft.term_notes.values() for note in notes]
    runs = [draft.caption, *draft.recitals, draft.formula.pieces]
    runs += [provision.pieces for body in bodies for provision in walk(body)]
    for pieces in runs:
        yield from (piece for piece in pieces if isinstance(piece, legal.Citation))


def _marked(verified: str) -> str:
    return " [verify]" if verified == "unverified" else ""


def _tied(citation: str) -> str:
    return citation.replace("§ ", "§\u00a0")
