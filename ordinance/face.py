"""The public functions: each is what one command does, with its options as keyword arguments (docs/python.md).

A place is its id or name, the path of a YAML file, or a `Place`. `on` is the day whose law counts (today without it) and that is
printed. All raise kinds of `OrdinanceError`: `NotFound` for a name that the library lacks, `BadChoice` for what cannot be
drafted or does not go together, `FaultyFile` for a file that cannot be used, `Unwritable` for one that cannot be written.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, get_args

from ordinance.drafting.wishes import Length, Stance, Wishes
from ordinance.errors import BadChoice, NotFound, nearest
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.asking import law_day_on
from ordinance.making.drafted import Drafted, drafted
from ordinance.making.own_words import own_words
from ordinance.places.naming import place_of
from ordinance.today import today

if TYPE_CHECKING:
    from ordinance.checks.model import Finding
    from ordinance.document.reading import Reading
    from ordinance.making.batch_job import Outcome
    from ordinance.making.bundle import Bundle
    from ordinance.making.page import Page
    from ordinance.making.redlining import Redlined
    from ordinance.places.finding import Found

PlaceLike = str | os.PathLike[str] | Place


class Selection(TypedDict, total=False):
    """What may be asked of a draft: without `instrument` it is the one that the place's form of government takes, mostly an
    ordinance; `choose` is variants by clause; `include` and `leave_out` are clauses; `length` is "short" (as without it) or
    "full"; `annex` puts the full text's procedures behind a short ordinance; `wording` is the path of a YAML file with local
    wording beside the place's own."""

    instrument: Any
    package: str | None
    choose: Mapping[str, str]
    include: Sequence[str]
    leave_out: Sequence[str]
    stance: Stance | None
    length: Length
    annex: bool
    wording: str | os.PathLike[str] | None


def find_places(
    library: Library, words: str = "", *, state: str | None = None, kind: str | None = None, county: str | None = None
) -> list[Found]:
    """Return the local governments that fit what people call them, the likeliest and larger first: "beacon", "ithaca town ny"."""
    from ordinance.places.finding import found

    return found(library, words, state=state, kind=kind, county=county)


def place(library: Library, name: PlaceLike) -> Place:
    """Return the place that a name means: its file, or what the lists and the state's forms tell, the unread in `to_confirm`.

    Raises `NotFound` with the nearest places, and `BadChoice` with the list where several have the name.
    """
    return here_of(library, name)


def draft(library: Library, place: PlaceLike, *, on: date | None = None, **selection: Unpack[Selection]) -> Drafted:
    """Return the draft for a place. Raises `BadChoice` where state law leaves nothing to adopt."""
    return drafted(library, here_of(library, place), wishes_of(library, on, selection), day_of(on))


def check(
    library: Library, of: PlaceLike | Drafted | None = None, *, on: date | None = None, **selection: Unpack[Selection]
) -> list[Finding]:
    """Return what must be mended, the gravest first: in a place's draft, a draft made before, a draft's record (.json), an
    edited draft (.docx; see `check_file`), or, without any, in the whole library (which takes many seconds)."""
    from ordinance.checks.model import run

    if of is None:
        from ordinance.checks.library import check_library

        return check_library(library, day_of(on))
    if isinstance(of, Drafted):
        return run(of.draft, library, on or of.date)
    if not isinstance(of, Place) and os.fspath(of).lower().endswith(".docx"):
        from ordinance.making.checking_file import check_file
        from ordinance.making.files import content_of

        return check_file(library, os.fspath(of), content_of(os.fspath(of)), None, day_of(on))
    if not isinstance(of, Place) and os.fspath(of).endswith(".json"):
        from ordinance.checks.record import check_record

        return check_record(library, os.fspath(of))
    return run(draft(library, of, on=on, **selection).draft, library, day_of(on))


def batch(
    library: Library,
    target: str | os.PathLike[str],
    *,
    states: Sequence[str] = (),
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    form: str = "docx",
    part: str = "1/1",
    jobs: int = 1,
    force: bool = False,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> list[Outcome]:
    """Draft for many places into a folder or a .zip, with an index, and return what became of each. An earlier batch goes on.

    `places` are ids or names; without them it is the governments of `states` and `kinds`. `jobs` are processes, which start the
    caller's program anew: a script says `if __name__ == "__main__":` where it is more than 1.
    """
    from ordinance.making.batch import Asked, batch_of

    ids = Asked(several(states), several(kinds), several(places))
    made = batch_of(library, ids, wishes_of(library, on, selection), Path(target), form, part, day_of(on), force=force)
    for _ in made.run(jobs):
        pass
    return made.done


def memo(
    library: Library, place: PlaceLike, *, attach: Sequence[str] = (), on: date | None = None, **selection: Unpack[Selection]
) -> Page:
    """Return the memo to the members of the body on the draft for a place, two pages long; `attach` names what stands behind it
    (docs/comparing.md lists them; "all" is every one)."""
    from ordinance.making.memo import memo_of

    return memo_of(draft(library, place, on=on, **selection), several(attach))


def compare(
    library: Library,
    *clauses: str,
    place: PlaceLike | None = None,
    matrix: bool = False,
    package: str | None = None,
    brief: bool = False,
    lengths: bool = False,
    length: Length = "short",
    drafts: tuple[PlaceLike | Drafted, PlaceLike | Drafted] | None = None,
    on: date | None = None,
) -> Page:
    """Return options side by side: a clause's variants in a place; with `matrix` many clauses; with `drafts` two drafts;
    with `lengths` the short and the full text of one clause.

    A side of `drafts` is a `Drafted`, a place, or a draft's .json file. Its formats include csv and json.
    """
    from ordinance.making.comparing import clause_compared, clauses_compared, drafts_compared, lengths_compared
    from ordinance.making.redlining import draft_in

    if drafts:
        if clauses or place or matrix or package or brief or lengths:
            raise BadChoice("drafts compares two drafts whole; leave the clauses and the other options out")
        sides = []
        for side in drafts:
            name = side.draft.place.id if isinstance(side, Drafted) else side.id if isinstance(side, Place) else os.fspath(side)
            if isinstance(side, Drafted):
                sides.append((name, side.draft))
            elif name.endswith(".json"):
                sides.append((name, draft_in(name)))
            else:
                sides.append((name, draft(library, side, on=on, length=length).draft))
        return drafts_compared(library, (sides[0], sides[1]), day_of(on))
    if lengths:
        if len(clauses) != 1 or matrix or package or brief:
            raise BadChoice("lengths shows the two texts of one clause; name it, and leave the other options out")
        here = here_of(library, place) if place is not None else None
        return lengths_compared(library, library.clause(clauses[0]), here, day_of(on))
    if place is None:
        raise BadChoice("say for which place: place=…")
    here, found = here_of(library, place), [library.clause(name) for name in clauses]
    if matrix:
        return clauses_compared(library, clauses, package, here, day_of(on))
    if len(found) != 1 or package:
        raise BadChoice("name one clause, or say matrix=True for many or for a package")
    return clause_compared(library, found[0], here, day_of(on), length=length, brief=brief)


def redline(
    library: Library,
    old: PlaceLike | Drafted,
    new: PlaceLike | Drafted,
    *,
    author: str = "Redline",
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Redlined:
    """Return what leads from one text to another. A side is a `Drafted`, a place (to which the selection applies), or the path of
    a .docx, a .md or a draft's .json."""
    from msgspec.structs import replace

    from ordinance.making.redlining import draft_in, read_text, reading_of, redlined

    def read(side: PlaceLike | Drafted) -> Reading:
        if isinstance(side, Drafted):
            return reading_of(side.draft, library, side.date)
        if not isinstance(side, Place):
            name = os.fspath(side)
            text = read_text(name)
            if text is not None:
                return text
            if name.lower().endswith(".json"):
                return replace(reading_of(draft_in(name), library, day_of(on)), name=Path(name).name, day=None)
        return reading_of(draft(library, side, on=on, **selection).draft, library, day_of(on))

    return redlined(library, read(old), read(new), author, day_of(on))


def review(library: Library, file: str | os.PathLike[str], *, place: PlaceLike | None = None, on: date | None = None) -> Page:
    """Return the report on a text that somebody else wrote (.docx, .md, .txt, .html, .pdf); `records` are its findings."""
    from ordinance.making.reviewing import review_of

    return review_of(library, os.fspath(file), here_of(library, place) if place is not None else None, day_of(on))


def handout(
    library: Library,
    kind: str,
    place: PlaceLike | None = None,
    *,
    language: str = "en",
    layout: str | None = None,
    large_print: bool = False,
    blank: bool = False,
    unsaid: bool = False,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Page:
    """Return one sheet for a campaign, of a place or of none. `blank` puts lines for contacts that are not on file,
    `unsaid` the own words of sections that were amended and have no plain sentence yet."""
    from ordinance.making.handouts import handout_page, layout_of, subject_of
    from ordinance.pages.handouts import Edition

    here = here_of(library, place) if place is not None else None
    edition = Edition(
        language, day_of(on), layout_of(layout, large_print), blank_contact=blank, blank_hotlines=blank, unsaid=unsaid
    )
    return handout_page(library, kind, subject_of(library, here, wishes_of(library, on, selection)), edition)


def packet(
    library: Library, place: PlaceLike, *, form: str = "docx", on: date | None = None, **selection: Unpack[Selection]
) -> Bundle:
    """Return everything that goes before the body, in docx, pdf, md or html."""
    from ordinance.making.packet import FORMS, packet_of

    if form not in FORMS:
        raise NotFound("format of a packet", form, FORMS)
    return packet_of(draft(library, place, on=on, **selection), form)


def kit(
    library: Library,
    place: PlaceLike,
    *,
    languages: Sequence[str] = (),
    forms: Sequence[str] = (),
    large_print: bool = False,
    blank: bool = False,
    unsaid: bool = False,
    on: date | None = None,
    **selection: Unpack[Selection],
) -> Bundle:
    """Return every handout of a place: in English and Spanish, as pdf where what makes it is installed, unless told otherwise."""
    from ordinance.making.handouts import FORMS, subject_of
    from ordinance.making.kit import kit_of, spoken_in

    wanted, spoken = several(forms), spoken_in(library, several(languages))
    for form in wanted:
        if form not in FORMS:
            raise NotFound("format of a handout", form, FORMS)
    subject = subject_of(library, here_of(library, place), wishes_of(library, on, selection))
    return kit_of(library, subject, spoken, wanted, day_of(on), large_print=large_print, blank=blank, unsaid=unsaid)


def updates(
    library: Library, target: PlaceLike | None = None, *, since: date | None = None, on: date | None = None, full: bool = False
) -> Page:
    """Return what changed in law: everywhere, for a place, a state (its postal code), or a draft's .json file."""
    from ordinance.making.changes import updates_page

    named = target if target is None or isinstance(target, Place) else os.fspath(target)
    return updates_page(library, named, since, day_of(on), full=full)


def watch(
    library: Library, state: str | None = None, *, due: date | None = None, on: date | None = None, full: bool = False
) -> Page:
    """Return what to look up next in the law, for a state (its postal code) or everywhere, due by a day; also as ics."""
    from ordinance.making.changes import watch_page

    return watch_page(library, state, due, day_of(on), full=full)


def agreements(
    library: Library,
    of: PlaceLike | None = None,
    *,
    state: str | None = None,
    as_of: date | None = None,
    skip: bool = False,
    on: date | None = None,
) -> Page:
    """Return who was on the published list of immigration enforcement agreements: for a place, a state, or everywhere. Where `of`
    is a spreadsheet (.xlsx, .csv): what it changes; its format yaml is the list. `skip` leaves rows out that cannot be read."""
    from ordinance.formats.sheets import is_sheet
    from ordinance.making.agreements import agreements_page, agreements_read

    if of is not None and state:
        raise BadChoice("name a place or a file, or give a state; not both")
    if of is not None and not isinstance(of, Place) and is_sheet(os.fspath(of)):
        return agreements_read(library, os.fspath(of), as_of, day_of(on), skip=skip)
    if as_of or skip:
        raise BadChoice("--as-of and --skip are for a FILE (.xlsx or .csv)")
    return agreements_page(library, here_of(library, of) if of is not None else None, state, day_of(on))


def place_sheet(library: Library, place: PlaceLike, *, on: date | None = None) -> Page:
    """Return one page on a place for somebody who begins to organize there: law, courts, lists, policies, form, next steps."""
    from ordinance.making.place_sheet import sheet_of

    return sheet_of(library, here_of(library, place), wishes_of(library, on, {}), day_of(on))


def what_if(library: Library, place: PlaceLike, *, on: date | None = None, **selection: Unpack[Selection]) -> Page:
    """Return what other choices than the place's own would change: what people notice, state law, exposure, openings, who has it.

    Raises `BadChoice` where the draft has these choices already.
    """
    from ordinance.making.what_if import what_if_page_of

    return what_if_page_of(library, here_of(library, place), wishes_of(library, on, selection), day_of(on))


def here_of(library: Library, place: PlaceLike) -> Place:
    return place if isinstance(place, Place) else place_of(library, os.fspath(place))


def day_of(on: date | None) -> date:
    return today() if on is None else on


def several(names: Sequence[str]) -> tuple[str, ...]:
    """Return names as a tuple; one alone is one, not its letters."""
    return (names,) if isinstance(names, str) else tuple(names)


def wishes_of(library: Library, on: date | None, asked: Selection) -> Wishes:
    """Return what is asked of a draft. Raises `NotFound` for a stance that is none."""
    stance = asked.get("stance")
    if stance is not None and stance not in get_args(Stance):
        raise NotFound("stance", stance, get_args(Stance))
    length = asked.get("length", "short")
    if length not in get_args(Length):
        raise NotFound("length", length, get_args(Length))
    wording = asked.get("wording")
    unknown = set(asked) - set(Selection.__annotations__)
    if unknown:
        raise TypeError(f"no argument named {sorted(unknown)[0]!r}{nearest(sorted(unknown)[0], Selection.__annotations__)}")
    return Wishes(
        asked.get("instrument"),
        dict(asked.get("choose", {})),
        several(asked.get("include", ())),
        several(asked.get("leave_out", ())),
        stance,
        asked.get("package"),
        law_day_on(library, on, day_of(None)),
        length,
        asked.get("annex", False),
        own_words(library, os.fspath(wording)) if wording is not None else None,
    )
