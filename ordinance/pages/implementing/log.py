"""The log of requests for one place: its sheets and columns with the choices that its text leads to."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ordinance.document.reading import unreadable
from ordinance.drafting.assembly import facts_of
from ordinance.drafting.filling import holds
from ordinance.drafting.model import Draft, walk
from ordinance.library.implement_model import Log, LogColumn
from ordinance.library.papers import log_model
from ordinance.library.store import Library
from ordinance.pages.implementing.duties import text_of
from ordinance.pages.implementing.papers import Carrying, cited_as

#: The clause whose items are the exceptions.
_EXCEPTIONS = "exceptions"
#: The most letters of a choice: a drop-down shows no more.
_CHOICE = 80

Cell = str | int | float | date | None


class Column(Struct, frozen=True):
    """A column with the choices that it offers here."""

    model: LogColumn
    choices: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """A sheet with its columns; `rows` are what was written into it, by the titles of the columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Cell], ...] = ()


class LogBook(Struct, frozen=True):
    """A log: what its first page says, the facts that the report takes from it, its sheets, and the day that its file bears."""

    model: Log
    facts: dict[str, str]
    sheets: tuple[Sheet, ...]
    day: date


def log_of(about: Carrying) -> LogBook:
    """Return the empty log of a place."""
    model = log_model(about.library)
    facts = {
        "place": about.draft.place.official_name,
        "text": cited_as(about),
        "from": (about.effect or about.day).isoformat(),
    }
    sheets = tuple(
        Sheet(
            one.title,
            tuple(_column(column, about) for column in one.columns if _stands(column, about.library, about.draft)),
        )
        for one in model.sheets
    )
    return LogBook(model, facts, sheets, about.day)


def _stands(column: LogColumn, library: Library, draft: Draft) -> bool:
    return holds(column.when or "", facts_of(library, draft.selection)(None))


def _column(column: LogColumn, about: Carrying) -> Column:
    draft = about.draft
    own: list[str] = []
    match column.of:
        case "agencies":
            own = [one.name for one in draft.place.agencies if one.control != "outside" and not one.name.startswith("[")]
        case "sections":
            own = [f"{one.label} {one.heading}" for one in draft.sections if one.chosen.clause.kind == "policy"]
        case "exceptions":
            found = next((one for one in draft.sections if one.id == _EXCEPTIONS), None)
            items = [one for one in walk(found.provisions) if one.kind == "item"] if found else []
            own = [f"{one.label} {text_of(about.library, (one,))}" for one in items]
    return Column(column, tuple(dict.fromkeys([*column.choices, *(_short(one) for one in own)])))


def _short(words: str) -> str:
    words = " ".join(words.rstrip(";.,").removesuffix("; or").split())
    return words if len(words) <= _CHOICE else f"{words[: _CHOICE - 1].rsplit(' ', 1)[0]}…"


def refuse_cell(file: str, sheet: str, cell: str, said: str) -> Exception:
    """Return the error for one cell of a log: where it is, and what is wrong."""
    return unreadable(file, f"{sheet}, cell {cell}: {said}")
