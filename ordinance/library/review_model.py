"""The typed shape of what `ordinance review` reads by: the signals of clauses, the signs of variants, clauses/review.yaml."""

from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.fields import ConceptRef, ExceptionRef, Id, Line, Record, TopicRef

#: What a text does about a topic.
How = Literal["absolute", "with-exceptions", "savings-only", "duty", "disclaimer", "reverse", "recital-only", "not-found"]


class Signal(Record, frozen=True, kw_only=True):
    """How `ordinance review` knows that a sentence of a foreign text speaks of a clause: by concepts of clauses/review.yaml.

    `all` stand in one sentence, with the sentence that it hangs on, the act first; `none` do not. At least one of `own` (or of
    `all`) stands in the sentence itself. With one of `yields` there, a command is of something else. `kind` says what the thing
    is: an act that a law can limit, a duty, a right, a rule that holds by itself, or words by which a text helps by itself.
    `alone: false` counts only in a text that is about immigration. `within` is the most words between the act and the others,
    `weight` how sure a sign it is.
    """

    topic: TopicRef | None = None
    all: Annotated[tuple[ConceptRef, ...], Meta(min_length=1)]
    none: tuple[ConceptRef, ...] = ()
    own: tuple[ConceptRef, ...] = ()
    yields: tuple[ConceptRef, ...] = ()
    kind: Literal["limit", "duty", "right", "rule", "cooperation"] = "limit"
    alone: bool = True
    within: Annotated[int, Meta(ge=1)] = 40
    weight: Annotated[int, Meta(ge=1, le=3)] = 2


class VariantSigns(Record, frozen=True, kw_only=True):
    """What a foreign text has that comes closest to a variant: its force, its exceptions, and phrases that tell it apart."""

    how: tuple[How, ...] = ()
    exceptions: tuple[ExceptionRef, ...] = ()
    phrases: tuple[Line, ...] = ()


class Concept(Record, frozen=True, kw_only=True):
    """A thing that foreign texts call by several names. A phrase is words; `word*` begins so, `(a|b|)` is a choice.

    The title names an exception in a report. Beside an exception that it `yields` to in the same words, it is not told; one
    that it is `within` is wider, so that whoever has that lets this through too.
    """

    id: Id
    says: Line | None = None
    title: Line | None = None
    yields: tuple[ExceptionRef, ...] = ()
    within: tuple[ExceptionRef, ...] = ()
    phrases: Annotated[tuple[Line, ...], Meta(min_length=1)]


class ReviewWords(Record, frozen=True, kw_only=True):
    """clauses/review.yaml: the words by which a text that somebody else wrote is read."""

    concepts: tuple[Concept, ...]
    exceptions: tuple[Concept, ...]
    general_exceptions: tuple[ExceptionRef, ...]
    turning: tuple[ConceptRef, ...]
    helping: tuple[ConceptRef, ...]
    helpers: tuple[ConceptRef, ...]
    force: dict[Id, tuple[Line, ...]]
    roles: dict[Id, tuple[Line, ...]]
    languages: dict[Id, tuple[Line, ...]]
    language_names: dict[Id, Line]
