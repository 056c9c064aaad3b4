"""What the person who drafts must know, told on the terminal and in a packet: what was left out, state law, blanks, dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ordinance.checks.model import Finding
from ordinance.document.model import Blank, Document, Inline, Paragraph, SignatureBlock, Table
from ordinance.drafting.forms import resolution_instead
from ordinance.drafting.model import Draft
from ordinance.drafting.state_law import unresearched
from ordinance.library.store import Library
from ordinance.pages.choice_words import AGAINST
from ordinance.pages.in_time import open_lines
from ordinance.pages.listed_in_draft import listed_in_draft
from ordinance.pages.local_words import local_lines
from ordinance.pages.sources import at_risk, checked_line, penalties


def told(made: Draft, document: Document, library: Library) -> list[str]:
    """Return the lines for the terminal after a draft; the blanks to fill stand last."""
    lines = summary_lines(made, library)
    prompts = [f"{where}: {what}" if where else what for what, where in placed_blanks(document)]
    if len(prompts) > 3:
        return [*lines, "  to fill in:", *(f"    [ ] {prompt}" for prompt in prompts)]
    return [*lines, f"  to fill in: {'; '.join(prompts)}."] if prompts else lines


def faults_told(found: list[Finding]) -> list[str]:
    """Return the lines on the errors that must be mended before anyone hands the draft on; none where it is sound."""
    if not found:
        return []
    count = "1 error" if len(found) == 1 else f"{len(found)} errors"
    return [f"{count} in this draft: mend it before anyone sees it.", *(f"  {one.where}: {one.message}" for one in found)]


def summary_lines(made: Draft, library: Library) -> list[str]:
    """Return what was left out and why, what state law forbids, risks and threatens, and through when the law is known."""
    lines = [f"{made.place.official_name}: {made.instrument_name} of {len(made.sections)} sections"]
    if made.power:
        lines.append(f"  power to enact: {made.power}")
    if resolution_instead(made.place, made.selection.instrument, made.selection.form):
        lines.append("  take the resolution instead: add --instrument resolution")
    for one in made.selection.left_out:
        lines.append(f"  left out: {one.clause.title} ({one.clause.id}): {one.says}")
    lines += [f"  {said}" for said in made.selection.told]
    loose = unresearched(made)
    for section in made.sections:
        rule, moved = section.chosen.rule, section.chosen.moved
        if moved:
            lines.append(f"  {section.heading} ({section.id}): {moved}")
        cites = "; ".join(statute.cite for statute in rule.statutes) or "see the commentary"
        if rule.status in AGAINST:
            words = "below what state law requires" if rule.status == "below" else f"{rule.status} under state law"
            lines.append(f"  {words}: {section.heading} ({section.id}): {cites}")
        elif section in loose:
            state = made.selection.state.name
            lines.append(f"  not researched in {state}, which forbids limits like it: {section.heading} ({section.id})")
    lines += [f"  {line}" for line in local_lines(made, library)]
    if at_risk(made):
        lines += [f"  penalty in {made.selection.state.name} law: {threat}" for threat in penalties(made, library)]
    if made.formula.confirm:
        lines.append(f"  confirm the enacting words: {made.formula.confirm}")
    lines += [f"  agreements: {line}" for line in listed_in_draft(made, library)]
    lines += [f"  open in {made.selection.state.name} law: {line}" for line in open_lines(made, library)]
    lines.append("  " + checked_line(made, library))
    lines.append("  Not legal advice: have counsel review it before it is introduced. `ordinance check` lists what to mend.")
    return lines


def blanks(document: Document) -> list[str]:
    """Return what staff must fill in, each fact once, in the order of the document."""
    return [what for what, _ in placed_blanks(document)]


def placed_blanks(document: Document) -> list[tuple[str, str]]:
    """Return what staff must fill in, each fact once, with the section where it stands first ("" at the head)."""
    first: dict[str, tuple[str, str]] = {}
    for blank, where in _every_blank(document):
        if where is not None:
            first.setdefault(blank.called.casefold(), (blank.called, where))
    return list(first.values())


def blank_lines(document: Document, pages: Sequence[int] = ()) -> list[str]:
    """Return the same as lines to tick: the section, the pages on which it stands where they are known, and what it is."""
    found: dict[str, tuple[str, str, list[int]]] = {}
    for place, (blank, where) in enumerate(_every_blank(document)):
        if where is None:
            continue
        _, _, on = found.setdefault(blank.called.casefold(), (blank.called, where, []))
        if place < len(pages) and pages[place] not in on:
            on.append(pages[place])
    return [f"[ ] {_at(where, on)}{what}" for what, where, on in found.values()]


def _at(where: str, pages: list[int]) -> str:
    on = f"page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else ""
    words = ", ".join(part for part in (where, on) if part)
    return f"{words}: " if words else ""


def _every_blank(document: Document) -> Iterator[tuple[Blank, str | None]]:
    """Yield every blank as often as it stands, with its section; with None in commentary, which staff do not fill in."""
    where = ""
    for block in document.blocks:
        found: tuple[Inline, ...] = ()
        listed = True
        if isinstance(block, Paragraph):
            listed = not block.style.startswith(("commentary", "body"))
            if block.style.startswith("heading") and block.number:
                where = block.number.label.rstrip(".")
            found = block.content
        elif isinstance(block, Table):
            where, found = block.caption, tuple(part for row in block.rows for cell in row for part in cell)
        elif isinstance(block, SignatureBlock):
            where, found = "Signatures", tuple(part for line in block.lines for part in line.office)
        for part in found:
            if isinstance(part, Blank):
                yield part, where if listed else None
