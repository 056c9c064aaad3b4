"""The guide for whoever leads a training: each slide with its minutes, what is said, and the answers, on paper."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.document.model import Block, Document, Paragraph, Run, bullet, counted
from ordinance.library.training_model import TrainingWords
from ordinance.pages.blocks import body, heading
from ordinance.pages.training.model import Deck, Slide


def guide(deck: Deck, words: TrainingWords) -> Document:
    """Return the guide to a deck as a document."""
    blocks = (
        Paragraph("title", (Run(deck.guide),)),
        body(words.minutes.format(count=deck.minutes)),
        Paragraph("notice", (Run(words.draft),)),
        heading(words.before),
        *(counted(number, Run(line)) for number, line in enumerate(deck.before, 1)),
        *(block for number, slide in enumerate(deck.slides[1:], 2) for block in _slide(number, slide, words)),
    )
    tag = deck.language if "-" in deck.language else f"{deck.language}-US"
    return Document(deck.guide, blocks, language=tag, footer=f"{deck.place} · {words.footer}", date=deck.date, look="handout")


def _slide(number: int, slide: Slide, words: TrainingWords) -> Iterator[Block]:
    time = f" ({words.minutes.format(count=slide.minutes)})" if slide.minutes else ""
    yield heading(f"{words.slide.format(count=number)}. {slide.title}{time}", "heading-2")
    for line in slide.lines:
        lead = (Run(f"{line.lead} ", "strong"),) if line.lead else ()
        yield bullet(*lead, Run(line.text), language=line.language)
    for note in slide.notes:
        yield Paragraph("body", (Run(f"{words.say}: ", "strong"), Run(note)))
