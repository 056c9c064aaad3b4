"""The rows of the spreadsheet that the agency publishes, as a list of agreements: each cell held to what it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from ordinance.errors import Fault, FaultyFile, brief
from ordinance.library.federal_model import AgreementList, AgreementWords, Level, ListedAgency, Model

Cell = str | date | None

#: The columns, by the words over them: those of the published sheet, and those of a table made from it.
_COLUMNS: Final = {
    "state": ("state",),
    "agency": ("law enforcement agency", "agency"),
    "type": ("type", "agency type"),
    "county": ("county",),
    "model": ("support type", "model"),
    "signed": ("signed", "date signed"),
}
_NEEDED: Final = ("state", "agency", "model", "signed")
#: In how many rows the head of the table is looked for.
_HEAD: Final = 20
_EMPTY: Final = frozenset({"", "#n/a", "#na", "n/a", "na", "none", "-", "tbd"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LEVELS: Final[tuple[tuple[str, Level], ...]] = (("county", "county"), ("parish", "county"), ("municip", "municipality"),
    ("city", "municipality"), ("town", "municipality"), ("state", "state"))  # fmt: skip
#: Excel's day 0, for cells that hold a number.
_EXCEL: Final = date(1899, 12, 30)
_CLOSE: Final = 0.8
#: A time of day behind a day, as spreadsheets write it.
_TIME: Final = re.compile(r"[ T]\d\d?:\d\d(:\d\d)?( ?[AP]M)?$", re.I)


class Read(Struct, frozen=True):
    """A list, and a sentence on each row that was mended or left out."""

    made: AgreementList
    notes: tuple[str, ...] = ()


class _Row(Struct, frozen=True):
    number: int
    state: str
    agency: str
    of: Level
    county: str | None
    model: Model
    signed: date | None


class _Wrong(Exception):
    """A cell that cannot be read: its column from 1, and what is wrong."""

    def __init__(self, column: int, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_list(
    name: str,
    sheets: Sequence[Sequence[Sequence[Cell]]],
    words: AgreementWords,
    states: Mapping[str, str],
    as_of: date,
    *,
    skip: bool = False,
) -> Read:
    """Return the list in the first sheet that has its columns; `states` are names by postal code.

    Raises `FaultyFile` with a line for each row with a state, model or day that is none; with `skip` they are left out and noted.
    """
    rows, head, columns = _table(name, sheets)
    reader = _Reader(words, states, as_of, columns)
    read: list[_Row] = []
    faults: list[Fault] = []
    for number, cells in enumerate(rows[head:], head + 1):
        try:
            found = reader.row(number, cells)
        except _Wrong as wrong:
            faults.append(Fault(name, number, wrong.column, str(wrong)))
        else:
            read += [found] if found else []
    if faults and not skip:
        raise FaultyFile(faults)
    if not read:
        raise FaultyFile([Fault(name, 0, 0, "has the columns and no row of an agreement under them")])
    notes = [*reader.notes, *(f"row {one.line} left out: {one.message}" for one in faults)]
    states_read = _by_state(read, notes)
    made = AgreementList(as_of=as_of, cite=f"List of participating agencies of {as_of}, as read from a file", states=states_read)
    return Read(made, tuple(notes))


def day_in(name: str) -> date | None:
    """Return the day in a file's name, as the agency writes it (05182026) or as 2026-05-18; None without one."""
    for pattern, order in (
        (r"(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)", (1, 2, 3)),
        (r"([01]\d)[-_]?([0-3]\d)[-_]?(20\d\d)", (3, 1, 2)),
    ):
        for found in re.finditer(pattern, name):
            try:
                return date(*(int(found[one]) for one in order))
            except ValueError:
                continue
    return None


def _table(name: str, sheets: Sequence[Sequence[Sequence[Cell]]]) -> tuple[Sequence[Sequence[Cell]], int, dict[str, int]]:
    """Return the sheet with the columns, the number of the row after their head, and where each stands."""
    seen: tuple[str, ...] = ()
    for rows in sheets:
        for number, cells in enumerate(rows[:_HEAD], 1):
            heads = [str(cell or "").strip().lower() for cell in cells]
            columns = {key: heads.index(one) for key, names in _COLUMNS.items() for one in reversed(names) if one in heads}
            if all(key in columns for key in _NEEDED):
                return rows, number, columns
            if sum(bool(one) for one in heads) > len(seen):
                seen = tuple(one for one in heads if one)
    wanted = ", ".join(_COLUMNS[key][0].upper() for key in _NEEDED)
    has = f"; it has {brief(', '.join(seen).upper(), 150)}" if seen else ""
    raise FaultyFile([Fault(name, 0, 0, f"is no list of agreements: it needs the columns {wanted}{has}")])


class _Reader:
    """Reads the rows of one sheet, and notes what it mended."""

    def __init__(self, words: AgreementWords, states: Mapping[str, str], as_of: date, columns: Mapping[str, int]) -> None:
        self.words, self.as_of, self.columns = words, as_of, columns
        known = {**states, **words.territories}
        self.states = {name.lower(): code for code, name in known.items()} | {code.lower(): code for code in known}
        self.models = {_letters(one.title): one for one in words.models} | {_letters(one.id): one for one in words.models}
        self.notes: list[str] = []

    def row(self, number: int, cells: Sequence[Cell]) -> _Row | None:
        """Return one agreement, or None for a row without words. Raises `_Wrong`."""
        if all(_plain(cell) == "" for cell in cells):
            return None
        agency = self._cell(cells, "agency")
        if not agency:
            if sum(bool(_plain(cell)) for cell in cells) == 1:
                return None  # a remark under the table
            raise _Wrong(self.columns["agency"] + 1, "names no agency")
        state = self._state(cells)
        model = self._model(number, cells)
        day = self._day(number, cells, model)
        return _Row(number, state, agency, self._level(number, cells), self._cell(cells, "county") or None, model, day)

    def _cell(self, cells: Sequence[Cell], key: str) -> str:
        column = self.columns.get(key)
        return _plain(cells[column]) if column is not None and column < len(cells) else ""

    def _state(self, cells: Sequence[Cell]) -> str:
        said = self._cell(cells, "state")
        if said.lower() not in self.states:
            raise _Wrong(self.columns["state"] + 1, f"{brief(said)!r} is no state; write its name or its postal code")
        return self.states[said.lower()]

    def _level(self, number: int, cells: Sequence[Cell]) -> Level:
        said = self._cell(cells, "type")
        found = next((level for start, level in _LEVELS if start in said.lower()), None)
        if found is None and said:
            self.notes.append(
                f"row {number}: type {brief(said)!r} is none of county, municipality, state agency; kept as another"
            )
        return found or "other"

    def _model(self, number: int, cells: Sequence[Cell]) -> Model:
        said = self._cell(cells, "model")
        key = _letters(said)
        near = [key] if key in self.models else get_close_matches(key, self.models, 1, _CLOSE)
        if not near:
            titles = ", ".join(one.title for one in self.words.models)
            raise _Wrong(self.columns["model"] + 1, f"{brief(said)!r} is no model of agreement; they are {titles}")
        model = self.models[near[0]]
        if near[0] != key:
            self.notes.append(f"row {number}: the model {brief(said)!r} was read as {model.title}")
        return model.id

    def _day(self, number: int, cells: Sequence[Cell], model: Model) -> date | None:
        column = self.columns["signed"]
        cell = cells[column] if column < len(cells) else None
        if not isinstance(cell, date) and not _plain(cell):
            return None
        day = cell if isinstance(cell, date) else _day_of(_plain(cell))
        if day is None:
            raise _Wrong(column + 1, f"{brief(_plain(cell))!r} is no day; write it as 2026-05-18 or 5/18/2026")
        if day > self.as_of:
            raise _Wrong(column + 1, f"signed on {day}, after the day of the list, {self.as_of}")
        known = next(one for one in self.words.models if one.id == model)
        if known.since and day < known.since:
            self.notes.append(f"row {number}: signed on {day}: {known.since_says}; kept as published")
        return day


def _by_state(rows: Sequence[_Row], notes: list[str]) -> dict[str, tuple[ListedAgency, ...]]:
    """Return the agencies of each state, each once with all its models; a row that stands twice is noted."""
    found: dict[str, dict[tuple[str, str], list[_Row]]] = {}
    for row in rows:
        found.setdefault(row.state, {}).setdefault((agency_key(row.agency), (row.county or "").lower()), []).append(row)
    return {state: tuple(_agencies(found[state].values(), notes)) for state in sorted(found)}


def _agencies(groups: Iterable[list[_Row]], notes: list[str]) -> Iterator[ListedAgency]:
    for rows in sorted(groups, key=lambda rows: (rows[0].agency, rows[0].county or "")):
        models: dict[Model, date | None] = {}
        for row in rows:
            if row.model in models:
                notes.append(f"row {row.number}: {row.agency} stands twice with this model; the first is kept")
            models.setdefault(row.model, row.signed)
        first = rows[0]
        yield ListedAgency(agency=first.agency, of=first.of, county=first.county, models=dict(sorted(models.items())))


def agency_key(name: str) -> str:
    """Return an agency's name as lists are compared by: its letters and figures."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _letters(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalpha())


def _plain(cell: Cell) -> str:
    """Return a cell's words, with straight apostrophes; nothing for what stands for nothing."""
    words = cell.isoformat() if isinstance(cell, date) else " ".join((cell or "").replace("’", "'").replace("‘", "'").split())
    return "" if words.lower() in _EMPTY else words


def _day_of(words: str) -> date | None:
    """Return the day that words name: 2026-05-18, 5/18/2026, 5/18/26, May 18, 2026, or Excel's number of a day."""
    words = _TIME.sub("", words)
    try:
        if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)", words):
            year = int(found[3])
            return date(year if year > 99 else 2000 + year, int(found[1]), int(found[2]))
        if found := re.fullmatch(r"([A-Za-z]{3})[a-z]*\.? (\d\d?),? (\d{4})", words):
            return date(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
        if re.fullmatch(r"[34]\d{4}|5[0-9]{4}", words):
            return _EXCEL + timedelta(int(words))
    except (ValueError, OverflowError):
        pass
    return None
