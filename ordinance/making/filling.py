"""Blanks of a draft as questions, and a draft with the answers in their place.

An answer is words and stays words: no writer reads markup, a field or a command in it. A blank goes by what it is called
("Adoption: date"), which stands through other choices; equal ones are one fact and get one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Blank, Block, Document, Inline, Paragraph, Run, SignatureBlock, Table, plain_text
from ordinance.errors import BadChoice
from ordinance.library.instrument_model import BlankWords
from ordinance.making.drafted import Drafted, setup_for
from ordinance.making.encoding import encoded
from ordinance.making.printing import PLAIN, Printing

#: The formats in which answers stand; the others are written from the legal tree, whose blanks stay blanks.
FILLED_FORMS = ("docx", "pdf", "md", "html", "txt")
#: An answer is one line of so many characters.
LONGEST = 400
_SIGNATURES = "Signatures"
_HEADINGS = ("heading-1", "heading-2")


class Question(Struct, frozen=True):
    """One blank: its key (what it is called), what it asks, why, the heading that it stands under, and the words round it."""

    key: str
    asks: str
    why: str
    where: str
    before: str
    after: str


def questions(document: Document, words: BlankWords) -> list[Question]:
    """Return what a draft asks for, each once, in the order of the document."""
    found: dict[str, Question] = {}
    for where, content in _contents(document):
        for place, part in enumerate(content):
            if isinstance(part, Blank) and not part.prompt.startswith(tuple(words.looked_up) or ("\0",)):
                before, after = plain_text(content[:place]), plain_text(content[place + 1 :])
                asks = part.called[:1].upper() + part.called[1:]
                one = Question(part.called, asks, _why(part.prompt, words), where, before[-160:], after[:160])
                found.setdefault(part.called.casefold(), one)
    return list(found.values())


def filled(document: Document, answers: Mapping[str, str]) -> Document:
    """Return a document with answers in the place of blanks; a blank without one stays."""
    given = {key.casefold(): " ".join(answer.split())[:LONGEST] for key, answer in answers.items() if answer.strip()}
    if not given:
        return document
    return replace(document, blocks=tuple(_answered(block, given) for block in document.blocks))


def encode_filled(made: Drafted, form: str, printing: Printing = PLAIN, answers: Mapping[str, str] | None = None) -> bytes:
    """Return a draft's bytes in one format with answers in its blanks. Raises `BadChoice` where the format has none."""
    if not answers or not any(answer.strip() for answer in answers.values()):
        return made.encode(form, printing)
    if form not in FILLED_FORMS or printing.changes == "tracked":
        raise BadChoice(f"filled-in blanks stand in {', '.join(FILLED_FORMS)}; {form} is of the text with its blanks open")
    document = filled(made.document(printing), answers)
    return encoded(document, form, made.library, setup_for(form, made.library, printing))


def _contents(document: Document) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Yield each stretch of content that may hold blanks, with the heading that it stands under ("" at the head)."""
    where = ""
    for block in document.blocks:
        match block:
            case Paragraph(style=style) if style in _HEADINGS:
                where = f"{block.number.label} " if block.number else ""
                where += plain_text(block.content)
                yield where, block.content
            case Paragraph(style=style) if not style.startswith(("commentary", "body")):
                yield where, block.content
            case Table():
                where = block.caption
                yield from ((where, cell) for row in block.rows for cell in row)
            case SignatureBlock():
                where = _SIGNATURES
                yield from ((where, line.office) for line in block.lines)


def _answered(block: Block, answers: Mapping[str, str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, content=_put(block.content, answers))
        case Table():
            return replace(block, rows=tuple(tuple(_put(cell, answers) for cell in row) for row in block.rows))
        case SignatureBlock():
            return replace(block, lines=tuple(replace(line, office=_put(line.office, answers)) for line in block.lines))
    return block


def _put(content: tuple[Inline, ...], answers: Mapping[str, str]) -> tuple[Inline, ...]:
    if not any(isinstance(part, Blank) for part in content):
        return content
    return tuple(_answer(part, answers) for part in content)


def _answer(part: Inline, answers: Mapping[str, str]) -> Inline:
    if isinstance(part, Blank) and part.called.casefold() in answers:
        return Run(answers[part.called.casefold()], "", part.change)
    return part


def _why(prompt: str, words: BlankWords) -> str:
    return next((one.says for one in words.why if prompt.startswith(one.begins)), words.otherwise)
