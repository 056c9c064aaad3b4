"""From a selection to a draft: facts into texts, definitions by use, numbers, references. Pure; the same in, the same out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

from msgspec.structs import replace

from ordinance.drafting.amending import Amender, changes, effective, numbers_kept
from ordinance.drafting.bill import bill_form, bill_line, billed
from ordinance.drafting.facts import Facts, blanks_marked, capital, place_facts, protected_facts, value_facts, word_facts
from ordinance.drafting.faults import guarded
from ordinance.drafting.filled_sections import (
    FilledSection,
    dangling,
    index_of,
    localized,
    own_words,
    section_of,
    with_definitions,
    words_of,
)
from ordinance.drafting.filling import Filled, as_written, holds, kept, render
from ordinance.drafting.forms import (
    article_of,
    at_town_meeting,
    effective_confirm,
    instrument_name,
    power_to_enact,
    procedure_of,
    state_decides,
)
from ordinance.drafting.items import LONG_TITLE, TITLE, items_of
from ordinance.drafting.leaves import pieces_of, split
from ordinance.drafting.lengths import heading_of, hosts, law_text, numbering_of, short_form, with_sections
from ordinance.drafting.local_rules import narrowed, sentences_for, with_rules
from ordinance.drafting.local_text import LocalText, without_struck
from ordinance.drafting.long_title import subjects
from ordinance.drafting.model import Chosen, Draft, Formula, Note, Pieces, Provision, Selection, Text, plain
from ordinance.drafting.notes import constant_provisions, notes_of, plain_provisions
from ordinance.drafting.reasons import recitals
from ordinance.drafting.references import Index
from ordinance.drafting.selection import Wishes, select
from ordinance.drafting.state_acts import state_act
from ordinance.drafting.state_law import law_of
from ordinance.drafting.terms import Terms
from ordinance.drafting.wishes import Length
from ordinance.drafting.wording import LocalWords, local_words
from ordinance.errors import OrdinanceError
from ordinance.library.bill_model import BillForm
from ordinance.library.clause_model import Clause
from ordinance.library.forms import where_of
from ordinance.library.legal_text import Link
from ordinance.library.model import Definition
from ordinance.library.place_model import Place
from ordinance.library.store import Keys, Library
from ordinance.library.typography import typographic

T = TypeVar("T")

Where = tuple[Path, Keys]


def draft(library: Library, place: Place, wishes: Wishes | None = None, *, noted: bool = True) -> Draft:
    """Return the draft for a place. Raises what `select` raises, and `FaultyFile` where a text cannot be filled."""
    return assemble(library, select(library, place, wishes or Wishes()), noted=noted)


def assemble(library: Library, selection: Selection, *, noted: bool = True) -> Draft:
    """Return the draft of a selection, with the place's own words where it has any; without notes where they are not `noted`.

    Raises `FaultyFile` naming the file and line of a text that cannot be filled, or of words for an item that is not there.
    """
    if not selection.local:
        return _assembled(library, selection, LocalWords((), ()), noted=noted)
    base = _assembled(library, replace(selection, local=()), LocalWords((), ()))
    words = local_words(library, selection, items_of(base), partial(_elsewhere, library, selection))
    return without_struck(replace(_assembled(library, selection, words, noted=noted), local=words.told))


def _elsewhere(library: Library, selection: Selection, at: str) -> str:
    """Return which other text for the place has an item that this one lacks, or nothing."""
    texts = {(name, length) for name in ("ordinance", selection.instrument.id) for length in get_args(Length)}
    for instrument, length in sorted(texts - {(selection.instrument.id, selection.length)}):
        try:
            other = select(library, replace(selection.place, wording=()), Wishes(instrument, on=selection.on, length=length))
            if at in items_of(_assembled(library, other, LocalWords((), ()))):
                return f"the {length} {library.instrument(instrument).name.lower()}"
        except OrdinanceError:  # a text that cannot be drafted here has no items
            continue
    return ""


def _assembled(library: Library, selection: Selection, words: LocalWords, *, noted: bool = True) -> Draft:
    place, instrument = selection.place, selection.instrument
    maker = _Maker(library, selection)
    maker.noted = noted
    codify = instrument.codify and place.code is not None
    amending = effective(place.code, selection.ids()) if codify and place.code and instrument.amendment else ()
    in_place = {one.clause for one in amending}
    added = [one for one in selection.chosen if codify and one.clause.codified and one.clause.id not in in_place]
    maker.facts |= {"adds": bool(added), "adds_one": len(added) == 1}
    maker.facts["changes"] = changes(library, selection, maker.facts, amending)
    local = LocalText(library, selection, words)
    written = [maker.fill(chosen, codify) for chosen in with_sections(selection)]
    filled = list(localized(written, local, codify)) if words.met else written
    definitions = maker.used_definitions(filled, local.texts())
    filled = [with_definitions(one, definitions) for one in filled]
    if words.met:
        filled = [own_words(one, local) for one in filled]
    code_numbering = place.code.numbering if codify and place.code else None
    bill = bill_form(selection)
    numbered = billed(numbering_of(selection), bill, code_numbering)
    reasons = local.recitals(recitals(library, selection, maker.facts))
    before = len(amending) + (bill.reasons == "findings" and bool(reasons))
    kept = numbers_kept(place.code, amending)
    printed = {name: one.number for name, one in place.adopted.sections.items() if one.number} if place.adopted else {}
    index = index_of(filled, numbered, code_numbering, maker.title, kept, hosts(selection), before, printed)
    sections = tuple(
        section_of(one, located, index, maker.notes(one.chosen, index))
        for one, located in zip(filled, index.sections, strict=True)
    )
    caption = local.line(LONG_TITLE, maker.own_line(bill.caption, "caption") or maker.line(instrument.caption, "caption"))
    return Draft(
        selection=selection,
        instrument=instrument.id,
        instrument_name=instrument_name(place, instrument, selection.form),
        government=maker.government(),
        title=local.line(TITLE, maker.line(instrument.title, "title")),
        caption=caption,
        head=maker.line(instrument.head, "head"),
        blanks=(*maker.blanks(), *maker.article(caption)),
        recitals=reasons,
        formula=maker.formula(),
        opening=maker.opening(index),
        codify_lead=maker.codify_lead(bill) if codify else (),
        sections=sections,
        terms={d.id: maker.terms.forms[d.id] for d, _ in definitions} | local.terms(),
        term_notes={d.id: maker.definition_notes(d, index) for d, _ in definitions},
        numbering=numbered,
        code_numbering=code_numbering,
        adoption=maker.adoption(),
        signatures=maker.signatures(),
        notice=maker.line(instrument.notice, "notice"),
        note=maker.line(instrument.note, "note"),
        place_notes=maker.place_notes(),
        amended=tuple(Amender(library, selection, maker.facts, index, numbered).amended(amending, before - len(amending))),
        bill=bill,
        power=power_to_enact(place, instrument, selection.form),
        effect_confirm=effective_confirm(place, instrument, selection.form),
        procedure=procedure_of(instrument, selection.form),
    )


def facts_of(library: Library, selection: Selection) -> Callable[[Clause | None], Facts]:
    """Return what gives the facts for one clause's single sentences (`short`), or, for None, those of the whole draft."""
    maker = _Maker(library, selection)
    return lambda clause: maker.facts if clause is None else maker.facts_for(clause)


class _Maker:
    """The facts of one draft, and the parts that are made from them; no notes unless they are `noted`."""

    noted = True

    def __init__(self, library: Library, selection: Selection) -> None:
        self.library, self.selection = library, selection
        place, instrument = selection.place, selection.instrument
        base = place_facts(library, place, selection.state, instrument)
        base["chosen"] = {name.replace("-", "_"): False for name in library.clause_files}
        base["chosen"].update((name.replace("-", "_"), True) for name in selection.ids())
        base["variant"] = {name.replace("-", "_"): "" for name in library.clause_files}
        base["variant"].update((one.clause.id.replace("-", "_"), one.variant.id) for one in selection.chosen)
        base["groups"] = {group.id: False for group in library.vocabulary.groups}
        base["groups"].update((one.clause.group, True) for one in selection.chosen if one.clause.kind == "policy")
        base |= {"limits_help": selection.limits_help, "shrinks": selection.shrinks}
        base["protected"] = protected_facts(library, law_of(selection, library.vocabulary).protected())
        base["narrowed"] = narrowed(library, selection)
        base["annex"] = selection.annex
        base["short"] = selection.length == "short"
        base["state_act"] = state_act(selection, library.vocabulary)
        base["subjects"] = subjects(library, selection)
        base["subjects_more"] = subjects(library, selection, more=True)
        words = (library.files("templates")["words"], ("words",))
        self.facts: Facts = {**base, **self._guarded(words, lambda: word_facts(library, instrument, base, render))}
        defined = [one for one in library.definitions.values() if selection.length == "full" or one.short]
        form = short_form(selection)
        self.terms = Terms({d.id: self._forms(d) for d in defined if form is None or form.defines})
        self.state_sentences = sentences_for(selection)

    def facts_for(self, clause: Clause) -> Facts:
        """Return the facts that a sentence about a clause may use."""
        return self._facts_of(clause.id, clause.values, codified=clause.codified)

    # --- sections ---

    def fill(self, chosen: Chosen, codify: bool) -> FilledSection:
        """Return a clause's filled text and heading."""
        clause, variant = chosen.clause, chosen.variant
        facts = self._facts_of(clause.id, clause.values, codify and clause.codified)
        path, own = self.library.clause_files[clause.id], ("variants", clause.variants.index(variant))
        text, field = law_text(self.selection, variant)
        nodes = self._guarded((path, (*own, *field)), lambda: kept(self.library.tree(text), facts))
        if clause.id in self.state_sentences and nodes:
            nodes = with_rules(self.library, self.selection, nodes, self.state_sentences[clause.id], facts)
        heading, keys = heading_of(self.selection, chosen)
        return FilledSection(
            chosen, self._guarded((path, keys), lambda: render(heading, facts)), codify and clause.codified, nodes
        )

    def title(self, clause_id: str) -> str:
        """Return the title of a clause, chosen or not. Raises `NotFound` for an unknown one."""
        path = self.library.clause_files.get(clause_id, Path(clause_id))
        title = self.library.clause(clause_id).title
        return typographic(self._guarded((path, ("title",)), lambda: render(title, self.facts)))

    def used_definitions(self, filled: list[FilledSection], local: Iterator[str]) -> list[tuple[Definition, tuple[Filled, ...]]]:
        """Return the definitions that the sections and the place's own words use and those that these use, by term."""
        used = self.terms.used([*(words_of(one.nodes) for one in filled), *local])
        done: dict[str, tuple[Filled, ...]] = {}
        while used - done.keys():
            for term_id in sorted(used - done.keys()):
                done[term_id] = self._definition(self.library.definitions[term_id])
                used |= self.terms.used([words_of(done[term_id][0].children) + " " + done[term_id][0].text])
        pairs = [(self.library.definitions[term_id], nodes) for term_id, nodes in done.items()]
        return sorted(pairs, key=lambda pair: self.terms.forms[pair[0].id][0].lower())

    def _definition(self, definition: Definition) -> tuple[Filled, ...]:
        own = self.selection.instrument.id
        text, field = (definition.texts[own], own) if own in definition.texts else (definition.text, "text")
        if self.selection.length == "short" and definition.short:
            text, field = definition.short, "short"
        codified = self.selection.instrument.codify and self.selection.place.code is not None
        facts = self._facts_of("definitions", definition.values, codified)
        nodes = self._guarded(self._defined(definition, field), lambda: kept(self.library.tree(text), facts))
        first = nodes[0]
        term = capital(self.terms.forms[definition.id][0])
        lead = Filled("paragraph", f"“{term}” {first.text}", first.links, definition.id, nodes[1:])
        return (lead,)

    def _forms(self, definition: Definition) -> tuple[str, ...]:
        def made() -> list[str]:
            return [render(form, self.facts) for form in (definition.term, *definition.forms)]

        return tuple(dict.fromkeys(self._guarded(self._defined(definition, "term"), made)))

    def _defined(self, definition: Definition, field: str) -> Where:
        path, keys = self.library.where("definitions", definition.id)
        return path, (*keys, field)

    # --- notes ---

    def notes(self, chosen: Chosen, index: Index) -> tuple[Note, ...]:
        """Return the filled notes on a clause and its variant; one without its item, or without words, falls away."""
        clause = chosen.clause
        if chosen.by == "place" or not self.noted:
            return ()
        facts = self._facts_of(clause.id, clause.values, codified=clause.codified)
        path = self.library.clause_files[clause.id]
        resolve = index.resolver(clause.id)
        notes: list[Note] = []
        for kind, keys, text in notes_of(clause, chosen.variant):
            if kind == "opens" and self.selection.length == "full":
                continue  # the full text closes what the short one leaves
            item = resolve(Link("section", clause.id, str(keys[-1]))) if kind == "item" else None
            said = self._prose((path, keys), text, facts, index, clause.id) if item is None or item.target else ()
            if said:
                notes.append(Note(kind, said, item))
        return tuple(notes)

    def definition_notes(self, definition: Definition, index: Index) -> tuple[Note, ...]:
        """Return the filled notes on a definition."""
        if not self.noted:
            return ()
        facts = self._facts_of("definitions", definition.values, codified=False)
        where = self._defined(definition, "commentary")
        return (Note("does", self._prose(where, definition.commentary, facts, index, "definitions")),)

    def _prose(self, where: Where, text: str, facts: Facts, index: Index, clause: str) -> tuple[Provision, ...]:
        memo = self.library.memo
        if text not in memo:
            memo[text] = constant_provisions(self.library.tree(text))
        constant: tuple[Provision, ...] | None = memo[text]
        if constant is not None:
            return constant
        nodes = self._guarded(where, lambda: kept(self.library.tree(text), facts))
        made = tuple(plain_provisions(nodes, index.resolver(clause, notes=self.selection.length == "short")))
        return self.library.once(made, lambda: made)  # the same words are the same object: what is made of them is too

    # --- the rest of the instrument ---

    def line(self, template: str | None, field: str) -> Pieces:
        """Return a one-line text of the instrument's form, filled."""
        files = self.library.files("templates/instruments")
        where = (files[self.selection.instrument.id], (field,))
        return self._guarded(where, partial(self._plain_line, template or ""))

    def own_line(self, template: str | None, field: str) -> Pieces:
        """Return a line of the form of a bill, filled; nothing where it has none."""
        where = bill_line(self.library, self.selection, field)
        return self._guarded(where, partial(self._plain_line, template)) if template else ()

    def blanks(self) -> tuple[Pieces, ...]:
        """Return the lines under the title that staff fill in."""
        lines = self.selection.instrument.blanks
        return tuple(self.line(one if "[" in one else f"[{one}]", "blanks") for one in lines)

    def article(self, caption: Pieces) -> tuple[Pieces, ...]:
        """Return the article of the warrant, or the question, by which the law is put to a town meeting; nothing elsewhere."""
        place, instrument, form = self.selection.place, self.selection.instrument, self.selection.form
        before, behind = article_of(place, instrument, form)
        if not before:
            return ()
        where = where_of(self.library, place.state, place.kind, place.id, "article")
        first, last = (self._guarded(where, partial(self._plain_line, text)) for text in (before, behind))
        return ((*first, *caption, *last),)

    def codify_lead(self, bill: BillForm) -> Pieces:
        """Return what the section says that brings the others into the code."""
        lead = self.own_line(bill.codify_lead, "codify_lead") or self.line(self.selection.instrument.codify_lead, "codify_lead")
        return (Text(f"{bill.new_section} ", "strong"), *lead) if bill.new_section else lead

    def formula(self) -> Formula:
        """Return the enacting words: the place's own, else the state's, else the form's with a mark to confirm them."""
        place, instrument, state = self.selection.place, self.selection.instrument, self.selection.state
        own = place.instruments.get(instrument.id)
        if own and own.enacting_clause:
            own_words = (self.library.file_of(place), ("instruments", instrument.id, "enacting_clause"))
            words = self._guarded(own_words, partial(self._plain_line, own.enacting_clause))
            return Formula(words, own.source or "the place's file")
        if instrument.formula_source == "state":
            rule = self.selection.form
            if rule.formula:
                level = "" if rule.verified == "primary" else f"the source, {rule.cite}, is {rule.verified}"
                confirm = rule.formula_confirm or level
                source = where_of(self.library, place.state, place.kind, place.id, "formula")
                return Formula(self._guarded(source, partial(self._plain_line, rule.formula)), rule.cite or "", confirm)
            return Formula(
                self.line(instrument.formula, "formula"), "", rule.formula_confirm or f"no formula of {state.name} law is on file"
            )
        form = short_form(self.selection)
        return Formula(self.line((form and form.formula) or instrument.formula, "formula"))

    def opening(self, index: Index) -> tuple[Provision, ...]:
        """Return the paragraphs that stand before the first section."""
        text = self.selection.instrument.opening
        if not text:
            return ()
        where = (self.library.files("templates/instruments")[self.selection.instrument.id], ("opening",))
        nodes = self._guarded(where, lambda: kept(self.library.tree(text), self.facts))
        return tuple(Provision("paragraph", pieces_of(node, index.resolver(""))) for node in nodes)

    def place_notes(self) -> tuple[Provision, ...]:
        """Return the notes of the place's file; they are not templates."""
        nodes = as_written(self.library.tree(self.selection.place.notes)) if self.selection.place.notes else ()
        return tuple(plain_provisions(nodes, dangling))

    def signatures(self) -> tuple[tuple[str, Pieces], ...]:
        """Return the lines to sign on whose office exists here; who holds two of the offices signs once."""
        where = (self.library.files("templates/instruments")[self.selection.instrument.id], ("signatures",))
        lines = [
            one
            for one in self.selection.instrument.signatures
            if self._guarded(where, partial(holds, one.when or "", self.facts))
        ]
        signed = [(one.label, self.line(one.role, "signatures")) for one in lines]
        offices = [plain(office).casefold() for _, office in signed]
        return tuple(one for index, one in enumerate(signed) if offices[index] not in offices[:index])

    def government(self) -> Pieces:
        """Return the full name of the place, as it stands at the head."""
        return split(typographic(blanks_marked(self.selection.place.official_name)), (), dangling)

    def adoption(self) -> tuple[Pieces, ...]:
        """Return the marks of adoption: those of the state's file for this kind of place, where a law has others than usual."""
        place, form, instrument = self.selection.place, self.selection.form, self.selection.instrument
        fits = state_decides(place, form) and form.town_meeting == at_town_meeting(place, form)
        own = form.adoption if instrument.formula_source == "state" and fits else ()
        if own:
            where = where_of(self.library, place.state, place.kind, place.id, "adoption")
            return tuple(self._guarded(where, partial(self._plain_line, text)) for text in own)
        return tuple(self.line(text, "adoption") for text in instrument.adoption)

    def _plain_line(self, template: str) -> Pieces:
        return split(typographic(blanks_marked(render(template, self.facts))), (), dangling)

    def _facts_of(self, owner: str, values: Mapping[str, Any], codified: bool) -> Facts:
        facts = {**self.facts, "value": value_facts(self.selection.place, owner, values)}
        code = self.selection.place.code
        if codified and code is not None:
            facts["this"] = {**facts["this"], "chapter": f"this {code.unit}"}
        return facts

    def _guarded(self, where: Where, make: Callable[[], T]) -> T:
        path, keys = where
        return guarded(self.library, path, keys, make)
