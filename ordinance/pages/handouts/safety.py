"""What no handout may print, whoever wrote it: A-numbers, numbers that do harm, promises that a rule keeps anyone safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ordinance.document.model import (
    Block,
    CardSheet,
    Checklist,
    Document,
    Fields,
    Panel,
    Paragraph,
    Table,
    inner_blocks,
    plain_text,
)
from ordinance.errors import Fault, FaultyFile
from ordinance.library.handout_model import Audience, Handout, HandoutRules, LanguageTable
from ordinance.library.handouts import a_number_in

_DIGITS = re.compile(r"\d[\d\s().+-]{3,}\d")
_SENTENCE = re.compile(r"[.!?;。！？；؟।]")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|«[^»]*»")


def refuse(document: Document, source: Handout, table: LanguageTable, rules: HandoutRules) -> None:
    """Raise `FaultyFile` with everything on a sheet that may not be printed, each with the words round it."""
    said = (document.title, document.header, document.footer, *texts(document.blocks))
    refuse_texts(said, source.shown, source.head.audience, table, rules)


def refuse_texts(said: Iterable[str], shown: str, audience: Audience, table: LanguageTable, rules: HandoutRules) -> None:
    """Raise `FaultyFile` with everything in some texts that may not be printed; `shown` is the file that they come from."""
    faults = list(_faults(said, shown, audience, table, rules))
    if faults:
        raise FaultyFile(faults)


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text of blocks, those inside others too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield plain_text(block.content)
            case Fields():
                yield from (plain_text(field.label) for field in block.fields)
            case Checklist():
                yield from map(plain_text, block.items)
            case Table():
                yield from (plain_text(cell) for row in (block.header, *block.rows) for cell in row)
            case CardSheet():
                yield from (plain_text(side.foot) for side in block.sides)
        if isinstance(block, Panel):
            yield block.title
        yield from texts(inner_blocks(block))


def _faults(said: Iterable[str], shown: str, audience: Audience, table: LanguageTable, rules: HandoutRules) -> Iterator[Fault]:
    for text in said:
        if number := a_number_in(text):
            near = f"“{text[:60]}”"
            yield Fault(shown, 0, 0, f"would print {number}, which could be an A-number; leave a line to write on ({near})")
        yield from _harmful(text, shown, rules)
        yield from _promises(text, shown, audience, table)


def _harmful(text: str, shown: str, rules: HandoutRules) -> Iterator[Fault]:
    for found in _DIGITS.findall(text):
        digits = re.sub(r"\D", "", found)
        for one in rules.blocked:
            if one.digits in digits:
                yield Fault(shown, 0, 0, f"would print {found.strip()}, which is never printed: {one.why}")


def _promises(text: str, shown: str, audience: Audience, table: LanguageTable) -> Iterator[Fault]:
    """Words that promise safety are refused, unless the sentence denies them: "never say that it keeps anyone out". Those who
    train others may also quote them."""
    held = text if audience == "residents" else _QUOTED.sub(" ", text)
    held = _plain(held)
    for phrase in table.never:
        for found in re.finditer(re.escape(_plain(phrase)), held):
            before = _SENTENCE.split(held[: found.start()])[-1]
            if not any(_plain(denial) in before for denial in table.denials):
                yield Fault(shown, 0, 0, f"says “{phrase}”, which no handout may say: “{text[:80]}”; {_WHY}")


_WHY = "no local rule keeps anyone safe, and people are not illegal"


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")
