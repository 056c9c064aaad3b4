"""The handouts of a library checked as such: sources, length, reading level, and how far translations have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ordinance.checks.model import Finding, Severity
from ordinance.drafting.assembly import draft
from ordinance.errors import Fault, FaultyFile
from ordinance.library.handout_model import Handout
from ordinance.library.handouts import LANGUAGES, MASTER, handout_files, is_stale, language_table
from ordinance.library.handouts import handout as handout_of
from ordinance.library.revisions import brief_revision, plain_revision
from ordinance.library.store import Library
from ordinance.pages.handouts import Edition, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.handouts.reading_level import figures, misses

#: A translation may have so many words for one of English: Spanish is longer, Chinese is counted in characters.
_LONGER = {"en": 1.0, "es": 1.35, "zh-Hans": 2.0, "zh-Hant": 2.0}
_LIST = 6


def file_faults(library: Library) -> Iterator[Fault]:
    """Yield what is wrong with the files of handouts, before anything else can be told of them."""
    for kind, files in handout_files(library).items():
        for language in files:
            try:
                handout_of(library, kind, language)
            except FaultyFile as error:
                yield from error.faults


def check_handouts(library: Library, today: date) -> Iterator[Finding]:
    """Yield all findings on handouts. A library without any has none."""
    files = handout_files(library)
    for kind, languages in files.items():
        if MASTER not in languages:
            path = next(iter(languages.values()))
            message = f"the handout {kind} is not in English, which every translation is checked against"
            yield _finding("handout-without-master", "error", message, library.shown(path), "add its en.md.j2")
        for language in languages:
            one = handout_of(library, kind, language)
            if one is not None:
                yield from _editions(library, one, today)
    if files:
        for language in library.files(LANGUAGES):
            if language != MASTER:
                yield from _translations(library, language, files)


def _editions(library: Library, one: Handout, today: date) -> Iterator[Finding]:
    """Measure each edition of a handout on its own words: what a draft adds is measured with the clause."""
    place = library.sample_place()
    subject = Subject(place, draft(library, place))
    for layout in one.head.layouts:
        edition = Edition(one.language, today, layout, blank_contact=True, blank_hotlines=True)
        try:
            handout(library, one.kind, subject, edition)
            sheet = handout(library, one.kind, subject, Edition(one.language, today, layout, inserts=False))
        except FaultyFile as error:
            for fault in error.faults:
                yield _finding("handout-refused", "error", fault.message, fault.file, "mend it in the file", fault.line)
            continue
        found = figures(sheet.document, sheet.table)
        most = round(one.head.words * _LONGER.get(one.language, 1.5))
        where = f"{one.shown} ({layout})"
        if found.words > most:
            message = f"has {found.words} words, and {most} are the limit"
            yield _finding("handout-long", "warning", message, where, "shorten it")
        if layout in ("letter", *one.head.layouts[:1]):
            for missed in misses(found, sheet.table, one.head.audience, one.head.reading):
                yield _finding("handout-reading", "warning", missed, where, "use shorter sentences and more common words")


def _translations(library: Library, language: str, files: dict[str, dict[str, Path]]) -> Iterator[Finding]:
    """Yield a count of what is missing and of what has grown old, for one language. One whose sheets are none of a draft's has no
    plain words of clauses, and lacks none."""
    name = language_table(library, language).english_name
    where = f"{LANGUAGES}/{language}.yaml"
    missing = [kind for kind, languages in files.items() if language not in languages]
    present = (handout_of(library, kind, language) for kind in files if kind not in missing)
    stale = [one.kind for one in present if one is not None and is_stale(library, one)]
    policy = [clause for clause in library.clauses() if clause.kind == "policy" and language in library.languages]
    variants = [(clause, variant) for clause in policy for variant in clause.variants if variant.plain]
    own = sum(bool(brief_revision(variant)) for _, variant in variants)
    absent, old = [], []
    for clause, variant in variants:
        translation = library.translation(clause.id, language)
        words = translation.variants.get(variant.id) if translation else None
        if words is None:
            absent.append(f"{clause.id}={variant.id}")
        elif words.of != plain_revision(variant):
            old.append(f"{clause.id}={variant.id}")
        if words is None or not brief_revision(variant):
            continue
        if words.brief is None:
            absent.append(f"{clause.id}={variant.id} (short)")
        elif words.brief.of != brief_revision(variant):
            old.append(f"{clause.id}={variant.id} (short)")
    total, variants_in_all = len(files), len(variants)
    yield from _counted(
        "handout-untranslated",
        missing,
        f"of {total} handouts are not in {name}",
        where,
        "translate it; English is printed until then",
    )
    older = f"in {name} were written from older English words"
    yield from _counted("handout-stale", stale, f"handouts {older}", where, "compare it with the English")
    says = f"of {variants_in_all + own} sets of plain words (of the full and of the short texts) are not in {name}"
    yield from _counted("plain-untranslated", absent, says, where, "translate them")
    yield from _counted("plain-stale", old, f"variants {older}", where, "compare them with the English")


def _counted(id: str, names: list[str], says: str, where: str, remedy: str) -> Iterator[Finding]:
    """Yield a note on how many there are, with the first of them by name; nothing where there are none."""
    if names:
        listed = ", ".join(names[:_LIST]) + (f" and {len(names) - _LIST} more" if len(names) > _LIST else "")
        yield _finding(id, "note", f"{len(names)} {says}: {listed}", where, remedy)


def _finding(id: str, severity: Severity, message: str, where: str, remedy: str, line: int = 0) -> Finding:
    file = where.partition(" (")[0]
    return Finding(id, severity, message, f"{file}:{line}" if line else where, remedy, "", file, line)
