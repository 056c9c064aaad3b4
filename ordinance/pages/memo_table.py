"""The one table of a memo: each choice, the options, what state law says, and how exposed it is."""

from __future__ import annotations

import re
from typing import Final, Literal

from ordinance.document.model import Inline, Run, Table
from ordinance.drafting.facts import capital
from ordinance.drafting.local_sections import amended_sections
from ordinance.drafting.model import Draft, Section, StateRule
from ordinance.drafting.state_law import LawHere, law_of
from ordinance.library.store import Library
from ordinance.pages.attached_options import level_of
from ordinance.pages.blocks import row
from ordinance.pages.choice_words import AGAINST, standing_of
from ordinance.pages.deciding import policy_sections
from ordinance.pages.sources import Sources

#: What a table tells: also what each choice asks; all options; of the closed ones the numbers; the options taken; these by what
#: state law says of them, with their words or by their numbers.
Columns = Literal["asked", "options", "open", "taken", "grouped", "named"]
#: A space that does not break a line.
_TIED: Final = "\u00a0"
#: What state law says of an option that it does not leave open.
_CLOSED: Final = ("forbidden", "below")
#: Where a sentence of plain prose ends; "Gen. Mun. Law" and "v. Gerber" go on.
_END: Final = re.compile(r"(?:(?<![A-Za-z])[a-z]{2,}|[\d)])[.?!](?=\s+[A-Z“])")


def choices_table(draft: Draft, library: Library, columns: Columns) -> Table:
    """Return the table of the choices that a draft makes, as full as `columns` says."""
    here, policy = law_of(draft.selection, library.vocabulary), policy_sections(draft)
    amended = amended_sections(draft)
    text = "As adopted" if draft.place.adopted else "This draft"
    if columns in ("grouped", "named"):
        return _grouped(policy, library, amended, text, named=columns == "named")
    rows = []
    for section in policy:
        name: tuple[Inline, ...] = (Run(f"{section.heading} ({section.label.replace(' ', _TIED)})", "strong"),)
        if columns == "asked":
            name += (Run(f"\n{section.chosen.clause.question}"),)
        standing, exposure = _standing(library, section.chosen.rule), _exposure(section, library)
        if section.id in amended:  # the library has judged words that did not pass
            standing, exposure = f"As drafted: {standing}", f"as drafted: {exposure}"
        if columns == "taken":
            rows.append((name, *row(_taken(section, amended), standing, exposure)))
        else:
            rows.append(
                (
                    name,
                    *row(
                        _taken(section, amended),
                        _others(section, library, here, closed=columns != "open"),
                        f"{standing}\nExposure: {exposure}",
                    ),
                )
            )
    if columns == "taken":
        return Table("", row("Choice", text, "State law", "Exposure"), tuple(rows), (0.32, 0.32, 0.22, 0.14))
    head = row("Choice", text, "Others", "State law; exposure")
    widths = (0.28, 0.17, 0.36, 0.19) if columns == "asked" else (0.19, 0.18, 0.43, 0.2)
    return Table("", head, tuple(rows), widths)


def _grouped(policy: list[Section], library: Library, amended: frozenset[str], text: str, *, named: bool) -> Table:
    """Return the table of many choices: those of which state law says the same, and that are as exposed, in one row. `named`
    gives of each option its number alone."""
    groups: dict[tuple[str, str], list[str]] = {}
    for section in policy:
        key = (_standing(library, section.chosen.rule), _exposure(section, library))
        number = section.chosen.clause.variants.index(section.chosen.variant) + 1
        taken = f"{number}, amended" if section.id in amended else str(number)
        groups.setdefault(key, []).append(
            f"{section.heading} ({taken})" if named else f"{section.heading}: {_taken(section, amended)}"
        )
    mark, last = ("; ", "Choice (option taken)") if named else ("\n", f"Choice: {text[0].lower()}{text[1:]}")
    rows = tuple(row(standing, exposure, mark.join(taken)) for (standing, exposure), taken in groups.items())
    return Table("", row("State law", "Exposure", last), rows, (0.2, 0.14, 0.66))


def first_sentence(words: str) -> str:
    """Return the first sentence of plain prose."""
    end = _END.search(words)
    return words[: end.end()] if end else words


def _taken(section: Section, amended: frozenset[str]) -> str:
    number = section.chosen.clause.variants.index(section.chosen.variant) + 1
    own = f"{number}. {section.chosen.variant.label}"
    return f"Amended; drafted as {own}" if section.id in amended else own


def _others(section: Section, library: Library, here: LawHere, *, closed: bool) -> str:
    """Return the options that were not taken: those that state law sees otherwise apart, the others with their exposure where it
    is not that of the one taken. `closed` names also those that state law does not leave open; else they have their numbers."""
    chosen = section.chosen
    taken = chosen.variant.tradeoffs.exposure if chosen.variant.tradeoffs else ""
    lines: list[str] = []
    apart: dict[str, list[str]] = {}
    for number, variant in enumerate(chosen.clause.variants, 1):
        if variant.id == chosen.variant.id:
            continue
        label, level = f"{number}. {variant.label}", variant.tradeoffs.exposure if variant.tradeoffs else ""
        own = here.rule(chosen.clause, variant)
        if standing := standing_of(library, here.rule(chosen.clause), own):
            apart.setdefault(standing, []).append(label if closed or own.status not in _CLOSED else str(number))
        else:
            lines.append(label if level in ("", taken) else f"{label} ({level_of(library, level)})")
    for standing, labels in apart.items():
        mark = ", " if all(label.isdecimal() for label in labels) else "; "
        lines.append(f"{capital(standing)}: {mark.join(labels)}")
    return "\n".join(lines) or "none"


def _standing(library: Library, rule: StateRule) -> str:
    """Return what state law says, and on what basis the library says so; the statutes are in the attachment on the law."""
    sources = Sources(library)
    verdict = capital(sources.term(library.vocabulary.verdicts, rule.word).title)
    return f"{verdict} ({sources.term(library.vocabulary.bases, rule.verdict.basis).title})" if rule.verdict else verdict


def _exposure(section: Section, library: Library) -> str:
    """Return the level of exposure: none beside what state law forbids, and a conditional one where that is open."""
    tradeoffs, status = section.chosen.variant.tradeoffs, section.chosen.rule.status
    if tradeoffs is None:
        return "Not rated"
    if status == "forbidden":
        return "State law decides"
    level = capital(level_of(library, tradeoffs.exposure))
    return f"{level}, if state law leaves the choice" if status in AGAINST else level
