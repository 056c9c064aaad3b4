"""Every handout of a place, in the languages, layouts and formats asked for, with a page of contents in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ordinance.document.model import CardSheet
from ordinance.errors import TooLong
from ordinance.library.handout_model import Layout
from ordinance.library.handouts import LANGUAGES, MASTER, handout_files, language_table
from ordinance.library.handouts import handout as handout_of
from ordinance.library.store import Library
from ordinance.making.bundle import Bundle
from ordinance.making.encoding import encoded
from ordinance.making.handouts import default_form, file_name
from ordinance.making.steps import Steps, quietly
from ordinance.pages.handouts import Edition, Sheet, handout
from ordinance.pages.handouts.contents import Lacking, Listed, contents
from ordinance.pages.handouts.facts import Subject


class _Wanted(Struct, frozen=True):
    """One sheet of the kit."""

    kind: str
    language: str
    layout: Layout


def spoken_in(library: Library, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of a kit: those named, else English and Spanish. Raises `NotFound` for one that the library lacks."""
    spoken = languages or tuple(one for one in (MASTER, "es") if one in library.files(LANGUAGES))
    return tuple(dict.fromkeys(language_table(library, one).language for one in spoken))


def kit_of(
    library: Library,
    subject: Subject,
    languages: tuple[str, ...],
    forms: tuple[str, ...],
    day: date,
    *,
    large_print: bool = False,
    blank: bool = False,
    unsaid: bool = False,
    steps: Steps = quietly,
) -> Bundle:
    """Return the kit of a place: files by language and name. Its notes say what was left out and why.

    `forms` are formats of handouts (none: `default_form`); `blank` leaves off hotlines whose check is too old.
    """
    wanted = list(_wanted(library, languages, large_print))
    maker = _Maker(library, subject, day, forms or (default_form(),), blank, unsaid)
    for one in steps(wanted):
        maker.add(one)
    files = maker.files | maker.contents(languages)
    return Bundle(files, day, "kit", tuple(maker.notes), tuple(name for names in maker.left_out.values() for name in names))


def _wanted(library: Library, languages: tuple[str, ...], large_print: bool) -> Iterator[_Wanted]:
    for language in dict.fromkeys(languages):
        for kind in handout_files(library):
            one = handout_of(library, kind, language)
            if one is None and MASTER in languages:
                continue
            one = one or handout_of(library, kind, MASTER)
            for layout in one.head.layouts if one else ():
                if layout != "large-print" or large_print:
                    yield _Wanted(kind, language, layout)


class _Maker:
    """Makes the sheets of a kit one by one, and keeps what the person who prints them should know."""

    def __init__(self, library: Library, subject: Subject, day: date, forms: tuple[str, ...], blank: bool, unsaid: bool) -> None:
        self._library, self._subject, self._day, self._forms = library, subject, day, forms
        self._blank, self._unsaid = blank, unsaid
        self._listed: dict[str, dict[str, Listed]] = {}
        self.files: dict[str, bytes] = {}
        self.notes: dict[str, None] = {}
        self.left_out: dict[str, list[str]] = {}

    def add(self, one: _Wanted) -> None:
        """Make one sheet in every format. One that does not fit its card is left out of the kit, which says so."""
        if self._subject.draft is None and _needs_draft(self._library, one):
            self.notes.setdefault(f"{one.kind}: left out, since state law leaves nothing to draft here")
            return
        edition = Edition(
            one.language, self._day, one.layout, blank_contact=True, blank_hotlines=self._blank, unsaid=self._unsaid
        )
        sheet = handout(self._library, one.kind, self._subject, edition)
        self.notes.update(dict.fromkeys(sheet.notes))
        name = file_name(self._library, sheet)
        try:
            made = {form: encoded(sheet.document, form, self._library) for form in self._forms}
        except TooLong as error:
            self.notes.setdefault(f"{one.kind} as {one.layout} in {one.language}: left out. {error}")
            self.left_out.setdefault(one.language, []).append(f"{sheet.document.title} ({one.layout}, {one.language})")
            return
        self.files |= {f"{one.language}/{name}.{form}": content for form, content in made.items()}
        rows = self._listed.setdefault(one.language, {})
        rows[one.kind] = _listed(sheet, name, self._forms, rows.get(one.kind))

    def contents(self, languages: tuple[str, ...]) -> dict[str, bytes]:
        """Return the page of contents of each language, by the name of its file."""
        made: dict[str, bytes] = {}
        for language, rows in self._listed.items():
            absent = _only_in_english(self._library, language, languages)
            lacking = Lacking(tuple(self.left_out.get(language, ())), absent)
            page = contents(self._library, self._subject, language, list(rows.values()), lacking, self._day)
            made |= {f"{language}/contents.{form}": encoded(page, form, self._library) for form in self._forms}
        return made


def _only_in_english(library: Library, language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles of the sheets that a language lacks and that the kit's English folder has."""
    if MASTER not in languages:
        return ()
    absent = (kind for kind in handout_files(library) if handout_of(library, kind, language) is None)
    return tuple(one.head.title for kind in absent if (one := handout_of(library, kind, MASTER)) is not None)


def _needs_draft(library: Library, one: _Wanted) -> bool:
    found = handout_of(library, one.kind, one.language) or handout_of(library, one.kind, MASTER)
    return found is not None and found.head.needs == "draft"


def _listed(sheet: Sheet, name: str, forms: tuple[str, ...], before: Listed | None) -> Listed:
    """Return the line of a handout in the contents, with the files of one more of its layouts."""
    shown = f"{name}.{forms[0]}" if len(forms) == 1 else f"{name} ({', '.join(forms)})"
    if any(isinstance(block, CardSheet) and len(block.sides) > 1 for block in sheet.document.blocks):
        shown += f" ({sheet.table.phrases.both_sides})"
    files = (*(before.files if before else ()), shown)
    return Listed(sheet.document.title, sheet.source.head.says, sheet.source.head.audience, files)
