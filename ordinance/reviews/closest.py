"""Which variant of a clause a text comes closest to: by its force, its exceptions, and its words."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt

from ordinance.library.clause_model import Clause, Variant
from ordinance.library.review_model import How

_WORD = re.compile(r"[a-z]{4,}")


def closest(clause: Clause, how: How, exceptions: set[str], passages: str) -> tuple[Variant, float]:
    """Return the variant whose signs and words agree best with what was found, and by how much, 0 to 1."""
    words = _counts(passages)
    scored = [(_agreement(one, how, exceptions, words, passages.lower()), -index) for index, one in enumerate(clause.variants)]
    score, index = max(scored)
    return clause.variants[-index], score


def _agreement(variant: Variant, how: How, exceptions: set[str], words: Counter[str], text: str) -> float:
    alike = _cosine(words, _counts(f"{variant.label} {variant.summary} {variant.text}"))
    signs = variant.signs
    if signs is None:
        return 0.5 * alike
    expected = set(signs.exceptions)
    union = expected | exceptions
    same = len(expected & exceptions) / len(union) if union else 1.0
    said = sum(1 for phrase in signs.phrases if phrase in text) / max(len(signs.phrases), 1)
    return 0.25 * (how in signs.how) + 0.3 * same + 0.2 * min(said * 2, 1) + 0.25 * alike


def _counts(text: str) -> Counter[str]:
    return Counter(word[:7] for word in _WORD.findall(text.lower()))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    dot = sum(number * other[word] for word, number in one.items() if word in other)
    size = sqrt(sum(n * n for n in one.values())) * sqrt(sum(n * n for n in other.values()))
    return dot / size if size else 0.0
