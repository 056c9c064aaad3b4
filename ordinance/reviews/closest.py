"""Which variant of a clause a text comes closest to: by its force, its exceptions, and its words."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt

from ordinance.library.clause_model import Clause, Variant
from ordinance.library.review_model import How

_WORD = re.compile(r"[a-z]{4,}")


def closest(clause: Clause, how: How, exceptions: set[str], passages: str) -> Variant | None:
    """Return the variant whose signs and words agree best with what was found; none where no variant does what the text does.

    A variant that says of no force that it has it is never chosen: a flat ban does not come closest to a rule that bars nothing.
    """
    words = _counts(passages)
    fitting = [one for one in clause.variants if one.signs is None or not one.signs.how or how in one.signs.how]
    scored = [(_agreement(one, how, exceptions, words, passages.lower()), -index) for index, one in enumerate(fitting)]
    return fitting[-max(scored)[1]] if scored else None


def _agreement(variant: Variant, how: How, exceptions: set[str], words: Counter[str], text: str) -> float:
    alike = _cosine(words, _counts(f"{variant.label} {variant.summary} {variant.text}"))
    signs = variant.signs
    if signs is None:
        return 0.5 * alike
    expected = set(signs.exceptions)
    union = expected | exceptions
    # A text without exceptions lets through less than a variant that has some: they are no difference to it.
    same = len(expected & exceptions) / len(union) if exceptions and union else 1.0 if not expected or how == "absolute" else 0.0
    said = sum(1 for phrase in signs.phrases if phrase in text) / max(len(signs.phrases), 1)
    narrow = 0.15 if signs.phrases and not said else 0.0
    return 0.25 * (how in signs.how) + 0.3 * same + 0.2 * min(said * 2, 1) + 0.25 * alike - narrow


def _counts(text: str) -> Counter[str]:
    return Counter(word[:7] for word in _WORD.findall(text.lower()))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    dot = sum(number * other[word] for word, number in one.items() if word in other)
    size = sqrt(sum(n * n for n in one.values())) * sqrt(sum(n * n for n in other.values()))
    return dot / size if size else 0.0
