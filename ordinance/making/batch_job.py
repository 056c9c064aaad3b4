"""One place of a batch: its draft in a file, and what the index tells of it. This is what each process of a batch does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from ordinance.checks.model import errors
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, OrdinanceError, brief
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.making.drafted import drafted, encoded_draft, setup_for
from ordinance.making.printing import Printing
from ordinance.making.saving import write_file
from ordinance.making.telling import blanks
from ordinance.places.listing import by_id, without_government
from ordinance.places.naming import place_from, place_of

#: A reason is cut at this length: it stands in a cell of a table.
_REASON = 400


class Job(Struct, frozen=True):
    """What is asked of every draft of a batch: `overlay` is the user's own library, `folder` where the files go.
    Without a `form` the drafts are made and checked, and no file is written.
    """

    overlay: str | None
    folder: str
    wishes: Wishes
    form: str
    printing: Printing
    day: date


class Outcome(Struct, frozen=True):
    """What became of one place.

    `file` is below the folder, "" where none was written; `why` says then what stands in the way: state law, where `broken` is
    false, else a fault. `left_out` are titles with the reason; `errors` what must be mended in the draft; `to_confirm` counts the
    names and titles that nobody has read.
    """

    id: str
    name: str = ""
    kind: str = ""
    state: str = ""
    county: str = ""
    file: str = ""
    sections: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    blanks: int = 0
    to_confirm: int = 0
    errors: tuple[str, ...] = ()
    why: str = ""
    broken: bool = False


_job: tuple[Job, Library] | None = None


def begin(job: Job) -> None:
    """Make this process ready for a job: with a library of its own, which all its drafts share."""
    global _job
    _job = (job, Library(job.overlay))


def several(ids: Sequence[str]) -> list[Outcome]:
    """Return what became of some places, drafted by the job that `begin` was told."""
    if _job is None:
        raise RuntimeError("begin() was not called")
    return [outcome(*_job, name) for name in ids]


def outcome(job: Job, library: Library, name: str) -> Outcome:
    """Draft one place into its file, and return what became of it. A fault of one place is told, and stops no other."""
    known = Outcome(name, state=name[-2:].upper())
    try:
        if none := next((one for one in without_government(library) if one.id == name and name not in library.place_files), None):
            return _not_made(Outcome(name, none.name, none.kind, name[-2:].upper()), none.told, broken=False)
        listed = by_id(library, name)
        place = place_from(library, listed) if listed and name not in library.place_files else place_of(library, name)
        known = Outcome(name, place.official_name, place.kind, place.state, place.county or "")
        return _made(job, library, place, known)
    except BadChoice as error:  # state law leaves nothing to adopt, or knows no such government
        return _not_made(known, str(error), broken=False)
    except OrdinanceError as error:
        return _not_made(known, str(error), broken=True)
    except Exception as error:  # one place must not stop thousands: it is listed, and the batch ends with 1
        return _not_made(known, f"{type(error).__name__}: {error}", broken=True)


def _made(job: Job, library: Library, place: Place, known: Outcome) -> Outcome:
    made = drafted(library, place, job.wishes, job.day)
    document = made.document(job.printing)
    file = f"{place.state.lower()}/{place.id}-{made.draft.instrument}.{job.form}" if job.form else ""
    if file:
        content = encoded_draft(made, document, job.form, job.printing, setup_for(job.form, library, job.printing))
        write_file(Path(job.folder, file), content, force=True, lasting=False)
    return Outcome(
        known.id,
        known.name,
        known.kind,
        known.state,
        known.county,
        file,
        tuple(section.heading for section in made.draft.sections),
        tuple(f"{one.clause.title}: {one.says}" for one in made.draft.selection.left_out),
        len(blanks(document)),
        len(place.to_confirm),
        tuple(brief(one.message, _REASON) for one in errors(made.draft, library, job.day)),
    )


def _not_made(known: Outcome, why: str, *, broken: bool) -> Outcome:
    said = brief(" ".join(why.split()), _REASON)
    return Outcome(known.id, known.name, known.kind, known.state, known.county, why=said, broken=broken)
