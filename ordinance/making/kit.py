"""Every handout of a place, in the languages, layouts and formats asked for, with a page of contents in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

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
from ordinance.pages.handouts.contents import Listed, contents
from ordinance.pages.handouts.facts import Subject


class _Wanted(Struct, frozen=True):
    """One sheet of the kit."""

    kind: str
    language: str
    layout: Layout


def spoken_in(library: Library, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of a kit: those named, else English and Spanish. Raises `NotFound` for one that the library lacks."""
    spoken = languages or tuple(one for one in (MASTER, "es") if one in library.files(LANGUAGES))
    for language in spoken:
        language_table(library, language)
    return spoken


def kit_of(
    library: Library,
    subject: Subject,
    languages: tuple[str, ...],
    forms: tuple[str, ...],
    day: date,
    *,
    large_print: bool = False,
    blank: bool = False,
    steps: Steps = quietly,
) -> Bundle:
    """Return the kit of a place: files by language and name. Its notes say what was left out and why.

    `forms` are formats of handouts (none: `default_form`); `blank` leaves off hotlines whose check is too old.
    """
    wanted = list(_wanted(library, languages, large_print))
    files, notes = _made(library, subject, wanted, day, forms or (default_form(),), blank, steps)
    return Bundle(files, day, "kit", tuple(notes))


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


def _made(
    library: Library, subject: Subject, wanted: list[_Wanted], day: date, forms: tuple[str, ...], blank: bool, steps: Steps
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files by name, and what the person who prints them should know."""
    files: dict[str, bytes] = {}
    notes: dict[str, None] = {}
    listed: dict[str, dict[str, Listed]] = {}
    for one in steps(wanted):
        if subject.draft is None and _needs_draft(library, one):
            notes.setdefault(f"{one.kind}: left out, since state law leaves nothing to draft here")
            continue
        edition = Edition(one.language, day, one.layout, blank_contact=True, blank_hotlines=blank)
        sheet = handout(library, one.kind, subject, edition)
        notes.update(dict.fromkeys(sheet.notes))
        name = file_name(library, sheet)
        try:
            encoded_forms = {form: encoded(sheet.document, form, library) for form in forms}
        except TooLong as error:
            notes.setdefault(f"{one.kind} as {one.layout} in {one.language}: left out. {error}")
            continue
        files |= {f"{one.language}/{name}.{form}": content for form, content in encoded_forms.items()}
        rows = listed.setdefault(one.language, {})
        rows[one.kind] = _listed(sheet, name, forms, rows.get(one.kind))
    for language, rows in listed.items():
        page = contents(library, subject, language, list(rows.values()), day)
        for form in forms:
            files[f"{language}/contents.{form}"] = encoded(page, form, library)
    return files, list(notes)


def _needs_draft(library: Library, one: _Wanted) -> bool:
    found = handout_of(library, one.kind, one.language) or handout_of(library, one.kind, MASTER)
    return found is not None and found.head.needs == "draft"


def _listed(sheet: Sheet, name: str, forms: tuple[str, ...], before: Listed | None) -> Listed:
    """Return the line of a handout in the contents, with the files of one more of its layouts."""
    shown = f"{name}.{forms[0]}" if len(forms) == 1 else f"{name} ({', '.join(forms)})"
    files = (*(before.files if before else ()), shown)
    return Listed(sheet.document.title, sheet.source.head.says, sheet.source.head.audience, files)
