"""`ordinance kit PLACE`: every handout of a place, in the languages and formats asked for, in one folder or one .zip."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from ordinance.cli.bundle import refuse_bundle, write_bundle
from ordinance.cli.handout import FORMS, default_form, file_name, subject_of
from ordinance.cli.output import encoded
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.errors import TooLong
from ordinance.library.handout_model import Layout
from ordinance.library.handouts import LANGUAGES, MASTER, handout_files, language_table
from ordinance.library.handouts import handout as handout_of
from ordinance.library.store import Library
from ordinance.pages.handouts import Edition, Sheet, handout
from ordinance.pages.handouts.contents import Listed, contents
from ordinance.pages.handouts.facts import Subject


class _Wanted(Struct, frozen=True):
    """One sheet of the kit."""

    kind: str
    language: str
    layout: Layout


@click.command("kit", epilog="Example:  ordinance kit ithaca-ny --lang en --lang es -o thursday.zip")
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-kit in the current folder otherwise.")
@click.option(
    "--lang", "languages", multiple=True, metavar="LANG", help="A language; repeat for more. English and Spanish otherwise."
)
@click.option(
    "--format", "forms", type=click.Choice(FORMS), multiple=True, help="Repeat for more; pdf otherwise, or docx without it."
)
@click.option("--large-print", is_flag=True, help="Add the editions in 18 points.")
@selection_options
@click.option("--date", "on", type=DateType(), help="The date that is printed, YYYY-MM-DD; today otherwise.")
@click.option("--blank", is_flag=True, help="Leave off hotlines whose check is too old, instead of stopping.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    place: str,
    output: str | None,
    languages: tuple[str, ...],
    forms: tuple[str, ...],
    large_print: bool,
    on: date | None,
    blank: bool,
    force: bool,
    **selection: Any,
) -> None:
    """Write every handout for PLACE, with a page of contents in each language that says what each is for and how to print.

    A sheet that is not in a language is there in English, with a note on it, unless English is in the kit anyway.
    """
    library, day = library_of(ctx), on or today()
    spoken = languages or tuple(one for one in (MASTER, "es") if one in library.files(LANGUAGES))
    for language in spoken:
        language_table(library, language)
    subject = subject_of(library, place, wishes(**selection, on=law_day(library, on)))
    assert subject.place is not None
    target = Path(output or f"{subject.place.id}-kit")
    refuse_bundle(target, "kit", force=force)
    made, notes = _made(library, subject, list(_wanted(library, spoken, large_print)), day, forms or (default_form(),), blank)
    write_bundle(target, made, day, force=force)
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}: {len(made)} files")


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
    library: Library, subject: Subject, wanted: list[_Wanted], day: date, forms: tuple[str, ...], blank: bool
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files by name, and what the person who prints them should know."""
    files: dict[str, bytes] = {}
    notes: dict[str, None] = {}
    listed: dict[str, dict[str, Listed]] = {}
    with click.progressbar(wanted, label="Kit", file=sys.stderr) as bar:
        for one in bar:
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
