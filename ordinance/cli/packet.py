"""`ordinance packet PLACE`: everything that goes before the body, in one folder or one .zip."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from ordinance.cli.bundle import refuse_bundle, write_bundle
from ordinance.cli.output import encoded
from ordinance.cli.shared import DateType, law_day, library_of, selection_options, today, wishes
from ordinance.cli.telling import blanks, summary_lines
from ordinance.document.model import Document
from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Draft
from ordinance.library.store import Library
from ordinance.pages.handouts import Edition, handout
from ordinance.pages.handouts.facts import Subject
from ordinance.pages.instrument import Options, build
from ordinance.pages.memo import memo
from ordinance.pages.registers import authorities_register
from ordinance.pages.sources import cited
from ordinance.pages.summary import summary

Made = Callable[[], Document]


class _Part(Struct, frozen=True):
    """One file of the packet: its name without an ending, what it is for, and how it is made."""

    name: str
    says: str
    make: Made


@click.command("packet", epilog="Example:  ordinance packet ithaca-ny -o ithaca-packet.zip")
@click.argument("place")
@click.option("-o", "output", metavar="DIR|FILE.zip", help="Where to write; <place>-packet in the current folder otherwise.")
@click.option("--format", "form", type=click.Choice(["docx", "pdf", "md", "html"]), default="docx", show_default=True)
@selection_options
@click.option("--date", "on", type=DateType(), help="The date of the packet, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.pass_context
def command(
    ctx: click.Context, /, place: str, output: str | None, form: str, on: date | None, force: bool, **selection: Any
) -> None:
    """Write the packet for PLACE: the clean draft, the draft with commentary, the memo to the body, the table of
    authorities, a summary in plain words, the list of blanks, and a README that says what is what."""
    library, day = library_of(ctx), on or today()
    made = draft(library, library.place(place), wishes(**selection, on=law_day(library, on)))
    target = Path(output or f"{made.place.id}-packet")
    refuse_bundle(target, "packet", force=force)
    files: dict[str, bytes] = {}
    parts = _parts(made, library, day)
    with click.progressbar(length=len(parts), label="Packet", file=sys.stderr) as bar:
        for part in parts:
            files[f"{part.name}.{form}"] = encoded(part.make(), form, library)
            bar.update(1)
    clean = build(made, library, Options("none", day))
    files["blanks-to-fill.txt"] = ("\n".join(f"[ ] {blank}" for blank in blanks(clean)) + "\n").encode()
    files["README.txt"] = _readme(made, library, day, form).encode()
    write_bundle(target, files, day, force=force)
    click.echo(f"Wrote {target}: {len(files)} files")


def _parts(made: Draft, library: Library, day: date) -> list[_Part]:
    def commented() -> Document:
        return build(made, library, Options("comments", day))

    def authorities() -> Document:
        names = cited(made)["cite"]
        where = {name: _used_in(made, name) for name in names}
        return authorities_register(library, [library.authorities[name] for name in names], where, day)

    def clean() -> Document:
        return build(made, library, Options("none", day))

    def members() -> Document:
        return memo(made, library, day)

    def residents() -> Document:
        subject = Subject(made.place, made)
        return handout(library, "summary", subject, Edition("en", day, blank_contact=True, blank_hotlines=True)).document

    def in_full() -> Document:
        return summary(made, library, day)

    name = made.instrument_name.replace(" ", "-")
    return [
        _Part(f"1-{name}-clean", "the draft without commentary: what is introduced", clean),
        _Part(f"2-{name}-with-commentary", "the same text, with its commentary", commented),
        _Part("3-memo", "the memo to the members: options, law, exposure, costs, amendments, questions", members),
        _Part("4-authorities", "every authority that the text and the commentary cite, with how it was read", authorities),
        _Part("5-summary", "one sheet for residents: what it does, every exception, and how to take part", residents),
        _Part("6-in-plain-words", "what each section changes, in plain words, at full length", in_full),
    ]


def _used_in(made: Draft, name: str) -> list[str]:
    return [section.label for section in made.sections if name in section.chosen.variant.authorities]


def _readme(made: Draft, library: Library, day: date, form: str) -> str:
    lines = [f"Packet for {made.place.official_name}, {day.isoformat()}", ""]
    lines += [f"{part.name}.{form}\n    {part.says}" for part in _parts(made, library, day)]
    lines += ["blanks-to-fill.txt\n    what staff must fill in before introduction", ""]
    return "\n".join([*lines, *summary_lines(made, library), ""])
