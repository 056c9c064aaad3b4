"""The smallest change of a section of a code that brings it to the chosen variants: what stays, what is struck, what is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.model import Chosen, Selection
from ordinance.errors import BadChoice
from ordinance.library.place_model import Numbering
from ordinance.library.store import Library
from ordinance.making.cutting import cut_out, with_fewer
from ordinance.making.own_rows import OwnRows, draft_of
from ordinance.making.present_section import PresentSection
from ordinance.making.section_rows import Cell, below, cells_of, inserted, scheme_of, settled, struck, text_of
from ordinance.reviews.engine import findings, lexicon_of
from ordinance.reviews.judging import reviewed
from ordinance.reviews.model import Escape, Passage, Review, TopicReview
from ordinance.reviews.units import Source

#: What a text does that has a rule on a topic; others have reasons on it, or words that leave something as it is.
_RULES: Final = frozenset({"absolute", "with-exceptions", "savings-only", "duty", "reverse"})
#: What a sentence does that goes against a limit.
_AGAINST: Final = frozenset({"command", "permit", "frees", "disclaims"})
#: What was done for a clause whose words stand there.
_KEPT: Final = ("kept",)
#: How often the clauses are gone through, and the kind of an exception of which nobody knows what it lets through.
_ROUNDS: Final = 2
_OTHER: Final = "other"
#: How words end that may end an item.
_ENDS: Final = re.compile(r"[.;:,”)\"]$|\b(?:and|or)$")


class Outcome(Struct, frozen=True):
    """What was done for one clause: its words stood there already, or an exception or sentences were struck, or ours added.

    `found` says whether a review of the section as it will read finds the variant.
    """

    clause: str
    variant: str
    title: str
    did: tuple[str, ...]
    found: bool
    #: Exceptions that stand in present words, of which nobody knows what they let through.
    unknown: tuple[str, ...] = ()
    #: Words that narrow a limit without being an exception ("solely"), in present words.
    narrow: tuple[str, ...] = ()


class Planned(Struct, frozen=True):
    """A section's rows as they stand and as they will read, and what was done for each clause."""

    cells: tuple[Cell, ...]
    outcomes: tuple[Outcome, ...]
    targets: tuple[Chosen, ...]
    terms: tuple[str, ...] = ()
    #: Those of the targets for which something is changed: the long title speaks of them.
    changed: tuple[Chosen, ...] = ()
    #: Clauses of which the section speaks without a rule on them: they are brought in where they are named.
    other: tuple[str, ...] = ()


class Reader:
    """Reviews a section as its cells will read."""

    def __init__(self, library: Library, heading: str) -> None:
        self.library, self.heading = library, heading
        self.lexicon = lexicon_of(library)

    def read(self, cells: Sequence[Cell]) -> tuple[Source, Review, list[tuple[int, int, int]]]:
        """Return the text, what it does, and where the words of each cell stand in it."""
        text, spans = text_of(self.heading, cells)
        source = Source(text, self.library.review_words, self.lexicon)
        return source, reviewed(source, self.library), spans

    def kinds_in(self, cells: Sequence[Cell], places: set[int]) -> set[str]:
        """Return the kinds of exceptions of which the words of some cells speak."""
        source, _, spans = self.read(cells)
        names = {name for start, end, place in spans if place in places for name in source.names_in((start, end))}
        kinds = {name.removeprefix("exception:") for name in names if name.startswith("exception:")}
        return kinds - {one.id for one in self.library.review_words.exceptions if kinds.intersection(one.yields)}


def plan(
    library: Library, section: PresentSection, selection: Selection, named: frozenset[str], defined: Sequence[str]
) -> Planned:
    """Return the smallest change that brings a section to the chosen variants of what it speaks of, and of the `named` clauses.

    `defined` are terms that the chapter defines elsewhere. Raises `BadChoice` where the section speaks of none of the chosen
    clauses and none is named, and where it has all of them already.
    """
    reader = Reader(library, section.heading)
    cells = cells_of(section)
    _, now, _ = reader.read(cells)
    policy = [one for one in selection.chosen if one.clause.kind == "policy"]
    targets = [one for one in policy if one.clause.id in named or _topic(now, one).how in _RULES]
    if not targets:
        raise BadChoice(
            f"{section.cited.cite}: nothing that a chosen clause is about was found in it; name what to add with --with CLAUSE,"
            " and see `ordinance review` for what it says"
        )
    ours = draft_of(library, selection, targets)
    texts = OwnRows(library, ours)
    scheme = scheme_of(section)
    work = _Work(reader, selection, texts, scheme, (*defined, *_quoted(section)))
    did: dict[str, tuple[str, ...]] = {}
    own = {one.clause.id: _let_through(work, one) for one in targets}
    added: list[Chosen] = []
    for _ in range(_ROUNDS):  # what is struck or added for one clause may be what another stood on
        found = reader.read(work.finished(cells, added)[0])[1]
        for one in targets:
            if one in added or (one.clause.id in did and _is(_topic(found, one), one)):
                continue
            cells, did[one.clause.id] = _brought(Brought(work, one, own[one.clause.id], tuple(added)), cells)
            added += [one] if "added" in did[one.clause.id] else []
    if not any(cell.changed for cell in cells):
        raise BadChoice(
            f"{section.cited.cite}: has the chosen variants already: {', '.join(one.clause.title for one in targets)}"
        )
    cells, terms = work.finished(cells, added)
    _, after, _ = reader.read(cells)
    outcomes = tuple(_outcome(reader, cells, _topic(after, one), one, did[one.clause.id]) for one in targets)
    other = tuple(one.clause.id for one in policy if one not in targets and _topic(now, one).how != "not-found")
    changed = tuple(one for one in targets if did[one.clause.id] != _KEPT)
    return Planned(cells, outcomes, tuple(targets), tuple(terms), changed, other)


def _topic(found: Review, one: Chosen) -> TopicReview:
    return found.topics.get(one.clause.topics[0], TopicReview("not-found"))


def _outcome(reader: Reader, cells: tuple[Cell, ...], answer: TopicReview, one: Chosen, did: tuple[str, ...]) -> Outcome:
    """Return what was done for a clause, with the words that stay and let something through."""
    spans = reader.read(cells)[2]

    def standing(passages: Sequence[Escape | Passage]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(x.text for x in passages if any(_present(cells, spans, x.start, x.end))))

    unknown = standing([escape for escape in answer.exceptions if escape.kind == _OTHER])
    found = _is(answer, one)
    return Outcome(one.clause.id, one.variant.id, one.clause.title, did, found, unknown, standing(answer.loopholes))


def _is(answer: TopicReview, one: Chosen) -> bool:
    """Tell whether an answer is the chosen variant."""
    signs = one.variant.signs
    does = not signs or not signs.how or answer.how in signs.how
    return answer.clause == one.clause.id and answer.closest == one.variant.id and does


class _Work(Struct, frozen=True):
    """What the clauses of one section are brought in with."""

    reader: Reader
    selection: Selection
    texts: OwnRows
    scheme: Numbering
    defined: tuple[str, ...]

    def with_words(self, cells: tuple[Cell, ...], clause: str, free: frozenset[int] = frozenset()) -> tuple[Cell, ...]:
        """Return cells with our words for a clause, in the place of one of the items that are `free`, else as the next item."""
        return inserted(cells, self.texts.of(clause), self.scheme, clause, free)

    def finished(self, cells: tuple[Cell, ...], added: Sequence[Chosen]) -> tuple[tuple[Cell, ...], list[str]]:
        """Return cells with what the added words rest on, lists mended and terms defined; and these terms."""
        for clause in self.texts.required(added, self.selection):
            cells = self.with_words(cells, clause)
        cells = settled(cells)
        terms = self.texts.terms(cells, self.defined)
        return (inserted(cells, self.texts.definitions(terms), self.scheme, "definitions") if terms else cells), terms


# --- one clause ---


class Brought(Struct, frozen=True):
    """One clause that a section is brought to: its variant, the kinds of exceptions that this lets through too, and the clauses
    whose words were added before."""

    work: _Work
    one: Chosen
    own: frozenset[str]
    added: tuple[Chosen, ...]

    @property
    def reader(self) -> Reader:
        """Who reads the section."""
        return self.work.reader


def _let_through(work: _Work, one: Chosen) -> frozenset[str]:
    """Return the kinds of exceptions that our own words for a clause let through: in present words they are not against it."""
    cells, _ = work.finished(work.with_words((), one.clause.id), [one])
    signs = one.variant.signs.exceptions if one.variant.signs else ()
    found = _topic(work.reader.read(cells)[1], one).exceptions
    words = work.reader.library.review_words
    own = {*signs, *words.general_exceptions, *(escape.kind for escape in found), _OTHER}
    return frozenset({*own, *(one.id for one in words.exceptions if own.intersection(one.within))})


def _brought(way: Brought, cells: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """Return the cells with the least that brings them to a variant, and what that was."""
    best: tuple[tuple[Cell, ...], tuple[str, ...]] = (cells, ())
    for made, steps in _ways(way, cells):
        best = made, steps
        done, _ = way.work.finished(made, [*way.added, way.one] if "added" in steps else way.added)
        if _is(_topic(way.reader.read(done)[1], way.one), way.one) and not _excess(way, done):
            break
    return best


def _ways(way: Brought, cells: tuple[Cell, ...]) -> Iterator[tuple[tuple[Cell, ...], tuple[str, ...]]]:
    """Yield changed cells, the smallest change first."""
    yield cells, _KEPT
    narrowed = _without_excess(way, cells)
    told = ("exceptions struck",) if narrowed and narrowed != cells else ()
    base = narrowed or cells
    against = _without(way, base, _AGAINST)
    ways: list[tuple[tuple[Cell, ...], tuple[str, ...]]] = [(base, told)] if told else []
    if against != base:
        ways.append((against, (*told, "sentences struck")))
    yield from ways
    if against == cells and not _excess(way, cells):
        yield from _added(way, cells, cells, ())
    for made, steps in ways:
        yield from _added(way, made, cells, steps)
    bare = _without(way, base, None)
    yield from _added(way, bare, cells, (*told, "sentences struck") if bare != base else told)


def _added(
    way: Brought, made: tuple[Cell, ...], cells: tuple[Cell, ...], steps: tuple[str, ...]
) -> Iterator[tuple[tuple[Cell, ...], tuple[str, ...]]]:
    """Yield cells with our words, and these without the exceptions of the section that would empty them."""
    with_ours = _with_ours(way, made, cells)
    yield with_ours, (*steps, "added")
    narrowed = _without_excess(way, with_ours)
    if narrowed and narrowed != with_ours:
        yield narrowed, (*dict.fromkeys((*steps, "exceptions struck")), "added")


def _with_ours(way: Brought, made: tuple[Cell, ...], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells with our words for the clause, in the place of an item that was struck for it, if one was.

    An item that was struck for another clause, or as an exception, gives its label to nothing else: others may refer to it.
    """
    free = {place for place, cell in enumerate(made) if cell.after is None and cells[place].after is not None}
    ruled = {place for _, place in _ruling(way, cells)}
    return way.work.with_words(made, way.one.clause.id, frozenset(free & ruled))


def _ruling(way: Brought, cells: tuple[Cell, ...]) -> Iterator[tuple[str, int]]:
    """Yield what sentences do on the topic, and the cell of each."""
    source, _, spans = way.reader.read(cells)
    for found in findings(source, way.reader.library):
        if found.topic == way.one.clause.topics[0] and found.act != "mention":
            yield from ((found.act, place) for place, *_ in _present(cells, spans, found.unit.start, found.unit.end))


def _excess(way: Brought, cells: tuple[Cell, ...]) -> list[tuple[int, int, int]]:
    """Return the exceptions in present words that the variant does not have: the cell and the stretch of its words."""
    _, found, spans = way.reader.read(cells)
    made: list[tuple[int, int, int]] = []
    for escape in _topic(found, way.one).exceptions:
        if escape.kind not in way.own:
            made += _present(cells, spans, escape.start, escape.end)
    return made


def _present(cells: Sequence[Cell], spans: list[tuple[int, int, int]], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield where a stretch of the text lies in present words: the cell, and the first and last letter of its own."""
    for first, last, place in spans:
        if cells[place].before is not None and not cells[place].clause and start < last and end > first:
            yield place, max(start - first, 0), min(end, last) - first


def _without_excess(way: Brought, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells without the exceptions that the variant does not have; empty where a sentence cannot be without them."""
    done = list(cells)
    gone: set[int] = set()
    for place, start, end in sorted(set(_excess(way, cells)), key=lambda one: (-one[0], -one[1])):
        words = done[place].after or ""
        now = [found for found in _excess(way, tuple(done)) if found[0] == place]
        if not now:
            continue  # it went with another
        hangs = list(below(cells, place)) if words.endswith(":") else []
        if hangs:  # its items say what is let through
            gone |= _items_against(way, tuple(done), place, hangs)
            done = list(struck(tuple(done), gone))
            continue
        _, start, end = now[0]
        for left in (*with_fewer(words, start, end), cut_out(words, start, end)):
            if left and not _ENDS.search(left):
                continue
            tried = replace(done[place], after=left or None)
            if any(other == place for other, *_ in _excess(way, (*done[:place], tried, *done[place + 1 :]))):
                continue
            done[place] = tried if left.strip(" .;,") else replace(done[place], after=None)
            gone |= set() if left.strip(" .;,") else {place}
            break
        else:
            return ()
    return struck(tuple(done), gone) if gone or tuple(done) != cells else cells


def _items_against(way: Brought, cells: tuple[Cell, ...], place: int, hangs: list[int]) -> set[int]:
    """Return the items of an exception that let through what the variant does not; the whole of it where these are all.

    An item stays where all that its words are known to let through is what the variant lets through too.
    """
    level = min((cells[one].level for one in hangs if cells[one].label), default=0)
    items = [one for one in hangs if cells[one].label and cells[one].level == level and cells[one].after is not None]
    against = set()
    for item in items:
        alone = struck(cells, {one for one in items if one != item})
        mine = {place, item, *below(cells, item)}
        kinds = way.reader.kinds_in(alone, mine - {place})
        if not kinds or not kinds <= way.own or any(other in mine for other, *_ in _excess(way, alone)):
            against.add(item)
    return against if against != set(items) else {place}


def _without(way: Brought, cells: tuple[Cell, ...], acts: frozenset[str] | None) -> tuple[Cell, ...]:
    """Return cells without the present sentences on the topic that do one of some acts, or (None) without all of them."""
    source, _, spans = way.reader.read(cells)
    topic = way.one.clause.topics[0]
    cuts: dict[int, set[tuple[int, int]]] = {}
    for found in findings(source, way.reader.library):
        if found.topic != topic or (acts is not None and found.act not in acts) or found.act == "mention":
            continue
        for place, start, end in _present(cells, spans, found.unit.start, found.unit.end):
            cuts.setdefault(place, set()).add((start, end))
    done, gone = list(cells), set()
    for place, stretches in cuts.items():
        if not cuts.keys() >= set(below(cells, place)):
            continue  # what hangs on it says something else too
        words = was = cells[place].after or ""
        for start, end in sorted(stretches, reverse=True):
            words = f"{words[:start].rstrip()} {words[end:].lstrip()}".strip()
        if words.strip(" .;,") and not (words.endswith(":") and not was.endswith(":")):
            done[place] = replace(cells[place], after=words)
        else:
            gone.add(place)
    return struck(tuple(done), gone)


def _quoted(section: PresentSection) -> Iterator[str]:
    """Yield the terms that a section defines."""
    for row in section.rows:
        yield from re.findall(
            r"[\"“]([^\"”]{2,60})[\"”],?\s+(?:also\s+|shall\s+)?(?:means?|includes?|refers?|has|is)\b", row.text
        )
