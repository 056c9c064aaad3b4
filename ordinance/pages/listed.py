"""Agreements on the published list, in words: always that an agency was listed on a day, never that it has an agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ordinance.document.model import Block, Document, Paragraph, Run, Table, bullet
from ordinance.drafting.state_law import LawHere
from ordinance.errors import brief
from ordinance.library.federal import agreement_list, agreement_words
from ordinance.library.federal_model import AgreementList, AgreementWords, ListedAgency
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.pages.blocks import body, heading, row
from ordinance.pages.sources import shown_date
from ordinance.places.agreements import Tied, tied
from ordinance.places.list_changes import Change, changes, count, counts

#: How many agencies a sentence names before it counts the rest.
_NAMED = 4


def listed_lines(library: Library, place: Place) -> Iterator[str]:
    """Yield a sentence on each listed agency that concerns a place, and on those only counted; nothing without a list."""
    made, words = agreement_list(library), agreement_words(library)
    if made is None or words is None:
        return
    found = tied(library, place)
    on = f"Listed on {shown_date(made.as_of)}"
    for one in found:
        if one.tie not in ("state", "inside"):
            yield f"{on}: {agency_words(words, one.listed)}: {tie_words(words, one, place)}."
    if any(one.tie in ("own", "sheriff", "county") for one in found):
        yield from barred_line(library, place, words)
    else:
        county = f" or of {place.county}" if place.county else ""
        apart = "" if place.county else _county_unknown(library, place)
        yield f"No agency of {the_place(place)}{county} was on the list of {shown_date(made.as_of)}, by name{apart}."
    for tie, lead in (("inside", "other agencies in this county"), ("state", "state agencies")):
        names = [one.listed.agency for one in found if one.tie == tie]
        if names:
            yield f"{on} besides, {len(names)} {lead if len(names) > 1 else lead.replace('agencies', 'agency')}: {_named(names)}."


def barred_line(library: Library, place: Place, words: AgreementWords) -> Iterator[str]:
    """Yield the sentence that the state's law bars or ends such agreements, where it does as its file has it."""
    state = library.state(place.state)
    law = LawHere(state, library.vocabulary, frozenset((place.kind, *library.words.kinds[place.kind].also)))
    if any(law.status(verdict) == "required" for verdict in law.verdicts(words.topic)):
        yield words.barred.format(state=state.name)


def worth_telling(library: Library, place: Place) -> tuple[Tied, ...]:
    """Return the listed agencies of a place and of its county: those for which its draft says something."""
    return tuple(one for one in tied(library, place) if one.tie in ("own", "sheriff", "county"))


def agency_words(words: AgreementWords, listed: ListedAgency) -> str:
    """Return an agency with its models: "Broome County Sheriff's Office (warrant service, signed March 10, 2025)"."""
    return f"{listed.agency} ({models_words(words, listed)})"


def models_words(words: AgreementWords, listed: ListedAgency) -> str:
    """Return the models of an agency with the days of signing, as the list has them."""
    parts = []
    for model in words.models:
        if model.id in listed.models:
            day = listed.models[model.id]
            doubt = f"; {model.since_says}" if day and model.since and day < model.since and model.since_says else ""
            parts.append(f"{model.short}, " + (f"signed {shown_date(day)}{doubt}" if day else "no day of signing"))
    return "; ".join(parts)


def tie_words(words: AgreementWords, one: Tied, place: Place) -> str:
    """Return what an agency is to a place, and what is not sure of it."""
    county = place.county or place.official_name
    says = [words.ties[one.tie].format(county=county, place=the_place(place))]
    facts = {"place": the_place(place), "county": one.listed.county or "", "agency": one.listed.agency}
    says += [words.doubts[name].format(**facts) for name in one.doubts]
    return "; but ".join([says[0], "; ".join(says[1:])]) if len(says) > 1 else says[0]


# --- pages ---


def place_page(library: Library, place: Place, day: date) -> Document:
    """Return what the list says of one place."""
    made, words = _both(library)
    title = f"Agreements listed for {place.official_name}"
    blocks = [
        Paragraph("title", (Run(title),)),
        Paragraph("notice", (Run(_notice(made, words)),)),
        *(bullet(Run(line)) for line in listed_lines(library, place)),
        *_models(words),
        *_state_law(library, words, place.state),
    ]
    return Document(title, tuple(blocks), footer=shown_date(day), date=day)


def state_list_page(library: Library, state: str | None, day: date) -> Document:
    """Return the agencies of one state, or how many each state has."""
    made, words = _both(library)
    name = library.state(state).name if state and state in library.state_files else state
    title = f"Agreements listed in {name}" if state else "Agreements listed, by state"
    blocks: list[Block] = [Paragraph("title", (Run(title),)), Paragraph("notice", (Run(_notice(made, words)),))]
    if state:
        agencies = made.states.get(state, ())
        blocks.append(body(f"{len(agencies)} agencies on the list of {shown_date(made.as_of)}."))
        rows = tuple(
            row(one.agency, one.county or "not named", words.levels[one.of], models_words(words, one)) for one in agencies
        )
        if rows:
            blocks.append(
                Table("Agencies", row("Agency", "County on the list", "Of what", "Models"), rows, (0.34, 0.18, 0.16, 0.32))
            )
        blocks += [*_models(words), *_state_law(library, words, state)]
    else:
        total = sum(len(one) for one in made.states.values())
        blocks.append(body(f"{count(made)} agreements of {total} agencies on the list of {shown_date(made.as_of)}."))
        blocks.append(_by_state(made, words))
        blocks += _models(words)
    return Document(title, tuple(blocks), footer=shown_date(day), date=day)


def changes_page(library: Library, after: AgreementList, notes: Sequence[str], name: str, day: date) -> Document:
    """Return what a newer list, read from the file `name`, says that the library's own did not."""
    before, words = _both(library)
    found = changes(before, after)
    title = "What changed in the list of agreements"
    older = after.as_of < before.as_of
    says = (
        f"The library's list is of {shown_date(before.as_of)}: {count(before)} agreements. {brief(name)} is read as of"
        f" {shown_date(after.as_of)}: {count(after)} agreements."
        + (" The file is older than the library's list, so “new” here is what was dropped since." if older else "")
    )
    blocks: list[Block] = [
        Paragraph("title", (Run(title),)),
        Paragraph("notice", (Run(_notice(after, words)),)),
        body(says),
        body(_totals(found)),
    ]
    if found:
        blocks += [_changes_by_state(found), *_changed(found, words)]
    if notes:
        blocks += [heading("What was mended or left out in reading"), *(bullet(Run(one)) for one in notes)]
    return Document(title, tuple(blocks), footer=shown_date(day), date=day)


def list_records(made: AgreementList, state: str | None = None) -> list[dict[str, Any]]:
    """Return a record for each agency of a list, or of one state in it."""
    return [
        {
            "state": code,
            "agency": one.agency,
            "of": one.of,
            "county": one.county,
            "models": {model: day.isoformat() if day else None for model, day in one.models.items()},
            "listed_on": made.as_of.isoformat(),
        }
        for code, agencies in made.states.items()
        if state in (None, code)
        for one in agencies
    ]


def place_records(library: Library, place: Place) -> list[dict[str, Any]]:
    """Return a record for each listed agency that concerns a place: what it is to the place, and the doubts."""
    made, words = _both(library)
    found = []
    for one in tied(library, place):
        alone = AgreementList(as_of=made.as_of, cite=made.cite, states={place.state: (one.listed,)})
        record = list_records(alone)[0]
        found.append({**record, "tie": one.tie, "doubts": list(one.doubts), "says": tie_words(words, one, place)})
    return found


def change_records(library: Library, after: AgreementList) -> list[dict[str, Any]]:
    """Return a record for each agency of which the library's list and another differ."""
    before, _ = _both(library)
    return [
        {
            "state": one.state,
            "agency": one.agency.agency,
            "change": one.kind,
            "before": sorted(one.before.models) if one.before else [],
            "after": sorted(one.after.models) if one.after else [],
        }
        for one in changes(before, after)
    ]


def _both(library: Library) -> tuple[AgreementList, AgreementWords]:
    """Return the list and its words. A library without them has an empty list."""
    made, words = agreement_list(library), agreement_words(library)
    if words is None or made is None:
        from ordinance.errors import NotFound

        raise NotFound("list of agreements in this library", "list", ())
    return made, words


def the_place(place: Place) -> str:
    """Return a place's full name with its article."""
    return f"the {place.official_name}" if " of " in place.official_name else place.official_name


def _notice(made: AgreementList, words: AgreementWords) -> str:
    return f"Source: {made.cite}. {' '.join(words.caution.split())}"


def _county_unknown(library: Library, place: Place) -> str:
    kind = library.words.kinds.get(place.kind)
    is_county = place.kind == "county" or (kind is not None and "county" in kind.also)
    return "" if is_county else "; its county is not on file, so the county's agencies were not looked for"


def _named(names: Sequence[str]) -> str:
    more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED + 1 else ""
    return "; ".join(names[:_NAMED] if more else names) + more


def _models(words: AgreementWords) -> Iterator[Block]:
    yield heading("The models")
    for model in words.models:
        yield bullet(Run(f"{model.title}: ", "strong"), Run(f"{model.says}."))


def _state_law(library: Library, words: AgreementWords, code: str) -> Iterator[Block]:
    """What the state's law says of such agreements."""
    if code not in library.state_files:
        return
    state = library.state(code)
    law = LawHere(state, library.vocabulary)
    verdicts = {term.id: term.title for term in library.vocabulary.verdicts}
    found = law.verdicts(words.topic)
    if found:
        yield heading(f"{state.name} law on them")
    for verdict in found:
        whom = f" ({', '.join(verdict.kinds)})" if verdict.kinds else ""
        yield bullet(Run(f"{verdicts[law.word(verdict)]}{whom}: ", "strong"), Run(" ".join(verdict.note.split())))


def _by_state(made: AgreementList, words: AgreementWords) -> Table:
    head = row("State", "Agencies", *(model.title for model in words.models))
    rows = []
    for code, agencies in made.states.items():
        by_model = counts(agencies)
        rows.append(row(code, str(len(agencies)), *(str(by_model[model.id]) for model in words.models)))
    return Table("Agreements by state", head, tuple(rows), (0.12, 0.16, 0.24, 0.24, 0.24))


_KINDS = {"new": "newly listed", "gone": "no longer listed", "model": "listed with other models"}


def _totals(found: Sequence[Change]) -> str:
    by_kind = Counter(one.kind for one in found)
    if not found:
        return "The two lists name the same agencies with the same models."
    return f"Agencies: {'; '.join(f'{by_kind[kind]} {says}' for kind, says in _KINDS.items() if by_kind[kind])}."


def _changes_by_state(found: Sequence[Change]) -> Table:
    states = dict.fromkeys(one.state for one in found)
    rows = []
    for state in states:
        by_kind = Counter(one.kind for one in found if one.state == state)
        rows.append(row(state, *(str(by_kind[kind]) for kind in _KINDS)))
    return Table(
        "Changes by state", row("State", *(says.capitalize() for says in _KINDS.values())), tuple(rows), (0.16, 0.28, 0.28, 0.28)
    )


def _changed(found: Sequence[Change], words: AgreementWords) -> Iterator[Block]:
    short = {model.id: model.short for model in words.models}
    for kind, says in _KINDS.items():
        some = [one for one in found if one.kind == kind]
        if some:
            yield heading(says.capitalize())
        for one in some:
            had = ", ".join(short[model] for model in one.before.models) if one.before else ""
            has = ", ".join(short[model] for model in one.after.models) if one.after else ""
            models = f"{had} before, {has} now" if had and has else had or has
            yield bullet(Run(f"{one.state}: {one.agency.agency} ({models})"))
