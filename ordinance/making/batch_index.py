"""The index of a batch: what each draft contains, what was left out and why, as CSV and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from ordinance.library import strict_yaml, templates
from ordinance.library.store import Library
from ordinance.making.batch_job import Job, Outcome
from ordinance.making.encoding import csv_bytes

#: The columns, as a program reads them; the page has its own words for them.
COLUMNS: Final = (
    "id", "name", "kind", "state", "county", "file", "sections", "left_out", "blanks", "to_confirm", "errors", "not_made", "fault"
)  # fmt: skip
_PAGE: Final = "templates/batch-index.html.j2"


def index_files(library: Library, job: Job, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the bytes of the index's files."""
    yield "index.csv", csv_bytes([COLUMNS, *(_cells(one) for one in outcomes)])
    yield "index.html", _page(library, job, outcomes)


def _cells(one: Outcome) -> tuple[object, ...]:
    return (
        *(one.id, one.name, one.kind, one.state, one.county, one.file),
        *("; ".join(one.sections), "; ".join(one.left_out), one.blanks, one.to_confirm, "; ".join(one.errors)),
        *("" if one.broken else one.why, one.why if one.broken else ""),
    )


def _page(library: Library, job: Job, outcomes: Sequence[Outcome]) -> bytes:
    path = library.file(_PAGE)
    template = templates.compile_text(strict_yaml.read_text(path, library.shown(path)))
    made = sum(1 for one in outcomes if one.file)
    facts = {
        "instrument": library.instrument(job.wishes.instrument).name.lower() if job.wishes.instrument else "",
        "day": job.day.isoformat(),
        "all": str(len(outcomes)),
        "made": str(made),
        "not_made": str(sum(1 for one in outcomes if one.why and not one.broken)),
        "broken": str(sum(1 for one in outcomes if one.broken)),
        "faulty": str(sum(1 for one in outcomes if one.errors)),
        "rows": "ROWS",
    }
    head, _, foot = templates.fill(template, facts).partition("ROWS")
    return "".join([head, *_rows(outcomes), foot]).encode()


def _rows(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for one in outcomes:
        name = f'<a href="{escape(one.file)}">{escape(one.name)}</a>' if one.file else escape(one.name or one.id)
        said = _list(one.sections) if one.file else escape(one.why)
        faults = _list(one.errors) if one.file else ""
        cells = (one.state, one.kind, one.county)
        row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        numbers = f"<td>{one.blanks}</td><td>{one.to_confirm}</td>" if one.file else "<td></td><td></td>"
        mark = ' class="broken"' if one.broken or one.errors else ' class="none"' if not one.file else ""
        text = f"<td>{said}</td><td>{_list(one.left_out)}</td>"
        yield f"<tr{mark}><th scope=row>{name}</th>{row}{text}{numbers}<td>{faults}</td></tr>\n"


def _list(texts: Sequence[str]) -> str:
    return escape("; ".join(texts))
