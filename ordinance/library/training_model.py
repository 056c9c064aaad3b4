"""The shape of a training: its slides, what is said with each, and the scenes and questions that its rules lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from ordinance.errors import NotFound
from ordinance.library.fields import ClauseRef, Condition, Line, Record, Template
from ordinance.library.handout_model import Audience
from ordinance.library.store import Library

FOLDER = "templates/training"

SlideInsert = Literal["rules", "does", "exceptions", "not_covered", "plays", "quiz", "hearing", "objections"]


class TrainingSlide(Record, frozen=True, kw_only=True):
    """One slide: its title, its lines, and what is said with it (`notes`). `insert` has the program build it, or several,
    from the text. `minutes` is how long it takes, in all."""

    title: Template | None = None
    lines: tuple[Template, ...] = ()
    notes: tuple[Template, ...] = ()
    insert: SlideInsert | None = None
    minutes: int = 0
    when: Condition | None = None


class Part(Record, frozen=True, kw_only=True):
    """What one person says in a role play."""

    who: Line
    says: Line


class Play(Record, frozen=True, kw_only=True):
    """A role play: where people stand, and who says what. What is right is what the section says."""

    situation: Line
    parts: Annotated[tuple[Part, ...], Meta(min_length=1)]


class Scene(Record, frozen=True, kw_only=True):
    """A question on a clause, whose answer is what its section says, and a role play."""

    asks: Line
    play: Play | None = None


class TrainingWords(Record, frozen=True, kw_only=True):
    """The fixed words of a training's slides and of its guide. Words in braces are filled in."""

    guide: Line
    minutes: Line
    say: Line
    text_says: Line
    exception: Line
    question: Line
    answer: Line
    play: Line
    parts: Line
    right: Line
    section: Line
    ask_counsel: Line
    more: Line
    no_lines: Line
    before: Line
    footer: Line
    slide: Line
    draft: Line


class Training(Record, frozen=True, kw_only=True):
    """templates/training/KIND/LANGUAGE.yaml. `clauses` are those that it speaks of; without any it speaks of all."""

    title: Template
    subtitle: Template
    audience: Audience
    minutes: int
    clauses: tuple[ClauseRef, ...] = ()
    words: TrainingWords
    before: tuple[Line, ...] = ()
    slides: Annotated[tuple[TrainingSlide, ...], Meta(min_length=1)]
    scenes: dict[ClauseRef, Scene] = field(default_factory=dict)


def training_files(library: Library) -> dict[str, dict[str, Path]]:
    """Return the file of each training by kind and language."""
    kinds = sorted({path.name for root in library.roots for path in (root / FOLDER).glob("*") if path.is_dir()})
    return {kind: library.files(f"{FOLDER}/{kind}") for kind in kinds}


def training(library: Library, kind: str, language: str) -> Training:
    """Return one training. Raises `NotFound` for a kind or a language that there is not."""
    files = training_files(library)
    if kind not in files:
        raise NotFound("training", kind, files)
    if language not in files[kind]:
        raise NotFound(f"language of the training {kind}", language, files[kind])
    return library.load(files[kind][language], Training)
