"""The first page of a kit: every sheet, what it is for and for whom, how to print, and what the kit lacks."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ordinance.document.model import Block, Document, Panel, Paragraph, Run, Table, bullet, counted
from ordinance.library.handout_model import Audience
from ordinance.library.handouts import handout_rules, language_table
from ordinance.library.store import Library
from ordinance.pages.handouts.building import tag_of
from ordinance.pages.handouts.contacts import Contacts
from ordinance.pages.handouts.facts import Subject, shown
from ordinance.pages.handouts.leaves import said
from ordinance.pages.handouts.local import official_name


class Listed(Struct, frozen=True):
    """A sheet of the kit: its title, what it is for, for whom, and its files. A file of two sides is marked."""

    title: str
    says: str
    audience: Audience
    files: tuple[str, ...]


class Lacking(Struct, frozen=True):
    """What a kit lacks in one language: sheets that could not be made, and titles of those that are in English only."""

    left_out: tuple[str, ...] = ()
    in_english: tuple[str, ...] = ()


def contents(library: Library, subject: Subject, language: str, sheets: list[Listed], lacking: Lacking, day: date) -> Document:
    """Return the page of contents of a kit in one language."""
    table = language_table(library, language)
    words = table.phrases
    place = official_name(subject.place, table) if subject.place else ""
    title = f"{words.kit_title}: {place}" if place else words.kit_title
    rows = tuple(
        (said(one.title), said(one.says), said(table.audiences[one.audience]), (Run("\n".join(one.files)),)) for one in sheets
    )
    blocks: list[Block] = [Paragraph("title", said(title)), Paragraph("body", said(words.kit_about))]
    blocks += [counted(number, Run(line)) for number, line in enumerate(words.kit_print, 1)]
    blocks.append(Table("", tuple(said(one) for one in words.kit_columns), rows, (0.22, 0.36, 0.14, 0.28)))
    for title, names in ((words.kit_lacks, lacking.left_out), (words.kit_in_english, lacking.in_english)):
        if names:
            blocks.append(Panel("warning", tuple(bullet(*said(name)) for name in names), title))
    lines = Contacts(library, subject.place, table, None, day, (True, True), handout_rules(library), "letter").checked()
    if lines:
        blocks += [Paragraph("heading-1", said(words.kit_numbers), keep_with_next=True), *lines]
    footer = f"{shown(table, day)} · {words.not_advice} · {words.free}"
    return Document(title, tuple(blocks), language=tag_of(table), footer=footer, date=day, look="handout")
