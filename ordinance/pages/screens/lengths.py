"""The first screen of `compare CLAUSE --lengths`: each short text, what it leaves open, and how long the full one is."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.library.clause_model import Clause
from ordinance.library.place_model import Place
from ordinance.pages.screens.model import GAP, Line, Screen, more
from ordinance.pages.two_lengths import Texts, lines_of


def lengths_screen(clause: Clause, place: Place, found: tuple[Texts, ...], command: str) -> Screen:
    """Return the screen of a clause's two lengths in a place. `command` is what was typed."""
    entries = [
        Line(f" ({clause.id}): the short text for {place.official_name}, and what the full one closes", clause.title),
        Line(clause.question),
    ]
    for texts in found:
        entries += _variant(texts)
    foot = (GAP, more(f"{command} --full", "Both texts side by side"))
    return Screen(tuple(entries), foot)


def _variant(texts: Texts) -> Iterator[Line]:
    short, full = (" ".join(lines_of(section)) for section in (texts.short, texts.full))
    count = f"{len(short.split())} words; the full text {len(full.split()):,}"
    yield GAP
    yield Line(f" ({texts.variant.id}; {count})", texts.variant.label, hang=3, most=1)
    yield Line(short, indent=3, hang=0, most=4)
    opens = " ".join(" ".join(line.split()) for line in (texts.variant.brief.opens if texts.variant.brief else ()))
    if opens:
        yield Line(opens, "Leaves open: ", indent=3, most=2)
