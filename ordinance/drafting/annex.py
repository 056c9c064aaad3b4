"""The full text behind a short instrument: the procedures that it tells the executive to issue, which change without a vote."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from ordinance.drafting.assembly import assemble, facts_of
from ordinance.drafting.faults import guarded
from ordinance.drafting.filling import render
from ordinance.drafting.leaves import split
from ordinance.drafting.local_rules import without_sentences
from ordinance.drafting.model import Draft, Piece, Pieces, Provision, Reference, Section
from ordinance.errors import BadChoice
from ordinance.library.instrument_model import AnnexForm
from ordinance.library.place_model import InstrumentNames
from ordinance.library.store import Library
from ordinance.library.typography import typographic

#: Stands before the anchors of an annex, which has a section on what a section of the instrument is on.
PREFIX = "annex-"


def with_annex(library: Library, draft: Draft) -> Draft:
    """Return a short draft with the full text of its sections as procedures behind it.

    Raises `BadChoice` for a full draft, and for an instrument that has no annex.
    """
    form = annex_form(draft)
    place, selection = draft.place, draft.selection
    names = {**place.instruments, draft.instrument: InstrumentNames(name=form.name)}
    numbering = replace(place.numbering, section=form.section, cite=form.cite, cite_many=form.cite_many, start=1, step=1, pad=0)
    full = replace(
        selection,
        place=replace(place, instruments=names, code=None, numbering=numbering, recitals=()),
        state=without_sentences(selection.state),
        chosen=tuple(one for one in selection.chosen if one.clause.annexed),
        length="full",
        annex=False,
    )
    made = assemble(library, full)
    facts = facts_of(library, selection)(None)

    def words(template: str, field: str) -> Pieces:
        path = library.files("templates/instruments")[draft.instrument]
        filled = guarded(library, path, ("short", "annex", field), partial(render, template, facts))
        return split(typographic(filled), (), lambda link: Reference(link.target, ""))

    return replace(
        draft,
        annex=tuple(map(_moved, made.sections)),
        annex_title=words(form.title, "title"),
        annex_lead=words(form.lead, "lead"),
        annex_numbering=numbering,
    )


def annex_form(draft: Draft) -> AnnexForm:
    """Return the form of a draft's annex. Raises `BadChoice` where it can have none."""
    short = draft.selection.instrument.short
    if draft.selection.length != "short" or short is None or short.annex is None:
        what = "the full text, which holds its procedures" if draft.selection.length == "full" else f"a {draft.instrument_name}"
        raise BadChoice(f"--annex puts the full text behind a short ordinance, and this is {what}; leave one of the two out")
    return short.annex


def _moved(section: Section) -> Section:
    """Return a section with anchors of its own."""
    return replace(
        section,
        anchor=PREFIX + section.anchor,
        provisions=tuple(map(_provision, section.provisions)),
        notes=(),
    )


def _provision(provision: Provision) -> Provision:
    return replace(
        provision,
        anchor=PREFIX + provision.anchor if provision.anchor else "",
        pieces=tuple(map(_piece, provision.pieces)),
        children=tuple(map(_provision, provision.children)),
    )


def _piece(piece: Piece) -> Piece:
    return Reference(piece.text, PREFIX + piece.target) if isinstance(piece, Reference) and piece.target else piece
