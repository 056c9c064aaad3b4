"""Blanks of a draft as questions, and a draft with the answers in their place.

An answer is words and stays words: no writer reads markup, a field or a command in it. Blanks are kept by a key that stands
through other choices: the prompt, or, where it asks for another thing at each place, with the words before it ("Adoption: date").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Blank, Block, Document, Inline, Paragraph, Run, SignatureBlock, plain_text
from ordinance.errors import BadChoice
from ordinance.library.instrument_model import BlankWords
from ordinance.making.drafted import Drafted, setup_for
from ordinance.making.encoding import encoded
from ordinance.making.printing import PLAIN, Printing

#: The formats in which answers stand; the others are written from the legal tree, whose blanks stay blanks.
FILLED_FORMS = ("docx", "pdf", "md", "html", "txt")
#: An answer is one line of so many characters.
LONGEST = 400
#: Where the lines on readings, votes and signatures stand.
_ADOPTION = "Readings, votes, and signatures"
_HEADINGS = ("heading-1", "heading-2")


class Question(Struct, frozen=True):
    """One blank: its key, what it asks, why, the heading that it stands under, and the words round it (before, after)."""

    key: str
    asks: str
    why: str
    where: str
    before: str
    after: str


def questions(document: Document, words: BlankWords) -> list[Question]:
    """Return what a draft asks for, each once, in the order of the document."""
    found: dict[str, Question] = {}
    where = ""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style in _HEADINGS:
            label = f"{block.number.label} " if block.number else ""
            where = label + plain_text(block.content)
        elif isinstance(block, SignatureBlock) or (isinstance(block, Paragraph) and block.style == "adoption"):
            where = _ADOPTION
        for content, lead in _contents(block):
            for place, part in enumerate(content):
                if isinstance(part, Blank) and not part.prompt.startswith(tuple(words.looked_up) or ("\0",)):
                    key = key_of(content, place, lead, words)
                    asks = key[:1].upper() + key[1:]
                    before, after = plain_text(content[:place]), plain_text(content[place + 1 :])
                    found.setdefault(key, Question(key, asks, _why(part.prompt, words), where, before[-160:], after[:160]))
    return list(found.values())


def key_of(content: tuple[Inline, ...], place: int, lead: str, words: BlankWords) -> str:
    """Return the key of the blank at a place in some content; `lead` is what a signature line says before its words."""
    part = content[place]
    assert isinstance(part, Blank)
    if part.prompt not in words.each:
        return part.prompt
    before = plain_text(content[:place]).rpartition("   ")[2].rpartition("]")[2].strip(" :") or lead
    return f"{before}: {part.prompt}" if before else part.prompt


def filled(document: Document, answers: Mapping[str, str], words: BlankWords) -> Document:
    """Return a document with answers in the place of blanks; a blank without one stays."""
    given = {key: " ".join(answer.split())[:LONGEST] for key, answer in answers.items() if answer.strip()}
    if not given:
        return document
    return replace(document, blocks=tuple(_answered(block, given, words) for block in document.blocks))


def encode_filled(made: Drafted, form: str, printing: Printing = PLAIN, answers: Mapping[str, str] | None = None) -> bytes:
    """Return a draft's bytes in one format with answers in its blanks. Raises `BadChoice` where the format has none."""
    if not answers or not any(answer.strip() for answer in answers.values()):
        return made.encode(form, printing)
    if form not in FILLED_FORMS or printing.changes == "tracked":
        raise BadChoice(f"filled-in blanks stand in {', '.join(FILLED_FORMS)}; {form} is of the text with its blanks open")
    document = filled(made.document(printing), answers, made.library.blank_words)
    return encoded(document, form, made.library, setup_for(form, made.library, printing))


def _contents(block: Block) -> Iterator[tuple[tuple[Inline, ...], str]]:
    if isinstance(block, Paragraph) and not block.style.startswith(("commentary", "body")):
        yield block.content, ""
    elif isinstance(block, SignatureBlock):
        yield from ((line.office, line.label) for line in block.lines)


def _answered(block: Block, answers: Mapping[str, str], words: BlankWords) -> Block:
    match block:
        case Paragraph():
            return replace(block, content=_put(block.content, "", answers, words))
        case SignatureBlock():
            lines = (replace(line, office=_put(line.office, line.label, answers, words)) for line in block.lines)
            return replace(block, lines=tuple(lines))
    return block


def _put(content: tuple[Inline, ...], lead: str, answers: Mapping[str, str], words: BlankWords) -> tuple[Inline, ...]:
    if not any(isinstance(part, Blank) for part in content):
        return content
    made: list[Inline] = []
    for place, part in enumerate(content):
        answer = answers.get(key_of(content, place, lead, words)) if isinstance(part, Blank) else None
        made.append(Run(answer, "", part.change) if answer is not None else part)
    return tuple(made)


def _why(prompt: str, words: BlankWords) -> str:
    return next((one.says for one in words.why if prompt.startswith(one.begins)), words.otherwise)
