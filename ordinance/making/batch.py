"""Many places at once: a file for each, by several processes, with an index; a batch that was stopped goes on where it was."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import closing
from datetime import date
from hashlib import blake2b
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ordinance import __version__
from ordinance.drafting.wishes import Wishes
from ordinance.errors import BadChoice, NotFound, Unwritable
from ordinance.library.roots import FOLDERS
from ordinance.library.store import Library
from ordinance.making import batch_job
from ordinance.making.batch_index import index_files
from ordinance.making.batch_job import Job, Outcome
from ordinance.making.batch_journal import JOURNAL, read_journal, refuse_links
from ordinance.making.drafted import Drafted, drafted
from ordinance.making.printing import Commentary, Printing
from ordinance.making.saving import reason, refuse_existing, write_file
from ordinance.places.listing import of_state, states, without_government
from ordinance.places.naming import file_of, place_of
from ordinance.places.search import search

#: How many places a process gets at once, and how many such bundles wait for each.
_AT_ONCE: Final = 12
_WAITING: Final = 3


class Asked(Struct, frozen=True):
    """Which places: those that are named, else the governments of some states and kinds, all without any."""

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """The `number`-th of `of` parts of a list: neighbors on the list stand together."""

    number: int = 1
    of: int = 1

    def cut(self, ids: Sequence[str]) -> Sequence[str]:
        """Return this part of a list."""
        return ids[len(ids) * (self.number - 1) // self.of : len(ids) * self.number // self.of]


def part_of(text: str) -> Part:
    """Return what "3/10" means. Raises `BadChoice` for anything else."""
    number, slash, of = text.partition("/")
    if slash and number.isascii() and of.isascii() and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return Part(int(number), int(of))
    raise BadChoice(f"--part {text}: write it as NUMBER/OF, such as 3/10, from 1/10 to 10/10")


def chosen(library: Library, state_codes: Sequence[str], kinds: Sequence[str], names: Sequence[str] = ()) -> list[str]:
    """Return the ids of the governments of some states and kinds, all without any, or of those that are named; in order.

    A file of one's own stands for its government. Raises `NotFound` and `BadChoice` as `place_of` does, and for no state or kind.
    """
    if names:
        return list(dict.fromkeys(place_of(library, name).id for name in names))
    if not kinds and not state_codes:
        found = [one for code in states(library) for one in of_state(library, code)]
    else:
        pairs = [(state, kind) for state in state_codes or [""] for kind in kinds or [""]]
        found = [one for state, kind in pairs for one in search(library, state=state or None, kind=kind or None)]
    ids = {file_of(library, one) or one.id for one in found} or _without(library, state_codes, kinds)
    return sorted(ids, key=lambda name: (name[-2:], name))


def _without(library: Library, state_codes: Sequence[str], kinds: Sequence[str]) -> set[str]:
    """Return the counties of some states that have no government, where these were asked for: each is told in the index."""
    wanted = {code.upper() for code in state_codes}
    counties = [one for one in without_government(library) if one.kind in kinds and one.id[-2:].upper() in wanted]
    return {one.id for one in counties}


def refuse_for_all(library: Library, job: Job) -> None:
    """Raise what is wrong with the wishes themselves, before anything is made: an unknown clause, an option that does not fit."""
    made = drafted(library, library.sample_place(), job.wishes, job.day)
    made.encode(job.form, job.printing)
    list(index_files(library, job, ()))


class Batch:
    """A batch in its folder. Raises `Unwritable` where the folder holds something else, or another batch."""

    def __init__(self, library: Library, ids: Sequence[str], job: Job, target: Path, part: Part, *, force: bool = False) -> None:
        self.library, self.job, self.target, self.part = library, job, target, part
        self.ids = part.cut(ids)
        self.folder = Path(job.folder)
        self._refuse(force)
        self._key = _key(library, ids, job)
        self._journal = self.folder / f"{JOURNAL}-{part.number}-of-{part.of}.jsonl"
        self.done = [] if force else self._resumed()
        self._make_folders()

    def _make_folders(self) -> None:
        states = sorted({name[-2:] for name in self.ids})
        refuse_links(self.folder, [*states, self._journal.name])
        try:
            for state in states:
                (self.folder / state).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unwritable(f"{self.folder}: cannot be written: {reason(error)}") from None

    @property
    def left(self) -> list[str]:
        """The places that are still to be drafted."""
        had = {one.id for one in self.done}
        return [name for name in self.ids if name not in had]

    def run(self, jobs: int) -> Iterator[Outcome]:
        """Draft what is left, in `jobs` processes, and yield what became of each. Write the index at the end."""
        left, fresh = self.left, not self.done
        encoder = msgspec.json.Encoder()
        with open(self._journal, "wb" if fresh else "ab") as journal:
            if fresh:
                journal.write(encoder.encode({"key": self._key}) + b"\n")
            for made in outcomes(self.job, left, jobs):
                journal.write(b"".join(encoder.encode(one) + b"\n" for one in made))
                journal.flush()
                self.done += made
                yield from made
        self.done.sort(key=lambda one: (one.state, one.id))
        self._finish()

    def _refuse(self, force: bool) -> None:
        if self.target.suffix == ".zip":
            refuse_existing(self.target, force=force)
        elif os.path.exists(self.target) and not os.path.isdir(self.target):
            raise Unwritable(f"{self.target}: is a file; give the name of a folder, or of a file that ends in .zip")
        if not os.path.isdir(self.target.parent):
            raise Unwritable(f"{self.target}: the folder {self.target.parent} does not exist; make it first")
        known = os.path.isdir(self.folder) and any(self.folder.glob(f"{JOURNAL}-*.jsonl"))
        if os.path.isdir(self.folder) and any(self.folder.iterdir()) and not known and not force:
            raise Unwritable(f"{self.folder}: exists already and is not empty; use --force to replace what the batch writes")

    def _resumed(self) -> list[Outcome]:
        """Return what an earlier run of the same batch has made and what still stands; nothing of a line that was cut off."""
        if not os.path.isfile(self._journal):
            return []
        made = read_journal(self._journal, self.job, self._key)
        return [one for one in made if not one.file or (self.folder / one.file).is_file()]

    def _finish(self) -> None:
        """Write the index of all parts that stand in the folder, and put a .zip together."""
        for name, content in index_files(self.library, self.job, self._all_parts()):
            write_file(self.folder / name, content, force=True)
        if self.target.suffix == ".zip":
            _archived(self.folder, self.target, self.job)

    def _all_parts(self) -> list[Outcome]:
        if self.part.of == 1:
            return self.done
        found: dict[str, Outcome] = {}
        for path in sorted(self.folder.glob(f"{JOURNAL}-*-of-{self.part.of}.jsonl")):
            found |= {one.id: one for one in read_journal(path, self.job)}
        return sorted(found.values(), key=lambda one: (one.state, one.id))


def folder_of(target: Path, part: Part) -> Path:
    """Return the folder that a batch is made in: the target, or one beside a .zip until that is whole."""
    return target.with_name(f"{target.name}.unfinished-{part.number}-of-{part.of}") if target.suffix == ".zip" else target


def outcomes(job: Job, ids: Sequence[str], jobs: int) -> Iterator[list[Outcome]]:
    """Yield what became of some places, some at a time, in no order. No more are under way than the processes need."""
    if jobs == 1 or len(ids) <= _AT_ONCE:
        library = Library(job.overlay)
        yield from ([batch_job.outcome(job, library, name)] for name in ids)
        return
    bundles = iter([ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)])
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=batch_job.begin, initargs=(job,))
    with closing(_stopping(pool)):
        waiting: set[Future[list[Outcome]]] = _sent(pool, bundles, jobs * _WAITING)
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            waiting |= _sent(pool, bundles, len(finished))
            for one in finished:
                yield one.result()


def _sent(pool: ProcessPoolExecutor, bundles: Iterator[Sequence[str]], most: int) -> set[Future[list[Outcome]]]:
    return {pool.submit(batch_job.several, list(bundle)) for bundle in islice(bundles, most)}


class _stopping:
    """A pool that is left without waiting for what has not begun."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _key(library: Library, ids: Sequence[str], job: Job) -> str:
    """Return what tells one batch from another: what is asked, of which places, and of which library's files."""
    digest = blake2b(f"{__version__}\n{msgspec.structs.replace(job, folder='')!r}\n{' '.join(ids)}".encode(), digest_size=16)
    for path, size, changed in sorted(_stamps(library)):
        digest.update(f"{path}\t{size}\t{changed}\n".encode())
    return digest.hexdigest()


def _stamps(library: Library) -> Iterator[tuple[str, int, int]]:
    for root in library.roots:
        for folder in FOLDERS:
            for above, _, names in os.walk(root / folder):
                for name in names:
                    found = os.stat(os.path.join(above, name))
                    yield os.path.join(above, name), found.st_size, found.st_mtime_ns


def _archived(folder: Path, target: Path, job: Job) -> None:
    """Put the files of a folder into a .zip, one after the other, and take the folder away."""
    partial = target.with_name(f".{target.name}.partial")
    day = (job.day.year, job.day.month, job.day.day, 0, 0, 0)
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
            refuse_links(folder, names)
            for path in sorted(folder / name for name in names if not name.startswith(JOURNAL)):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), day)
                entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".docx" else zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
        partial.replace(target)
        shutil.rmtree(folder)
    except OSError as error:
        raise Unwritable(f"{target}: cannot be written: {reason(error)}") from None
    finally:
        partial.unlink(missing_ok=True)


def batch_of(
    library: Library,
    asked: Asked,
    wishes: Wishes,
    target: Path,
    form: str,
    part: str,
    day: date,
    *,
    commentary: Commentary = "comments",
    force: bool = False,
) -> Batch:
    """Return a batch that is ready to run. Raises what is wrong with all of it, before anything is written."""
    share = part_of(part)
    if form not in Drafted.forms:
        raise NotFound("format of a draft", form, Drafted.forms)
    ids = chosen(library, asked.states, asked.kinds, asked.places)
    if not ids:
        raise BadChoice("no government fits --state and --kind")
    overlay = str(library.roots[1]) if len(library.roots) > 1 else None
    job = Job(overlay, str(folder_of(target, share)), wishes, form, Printing(commentary), day)
    refuse_for_all(library, job)
    return Batch(library, ids, job, target, share, force=force)
