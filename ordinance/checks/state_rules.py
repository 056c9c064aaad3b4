"""What a state's own rules add to sections: whether the sentence is short enough for a section that is read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ordinance.checks.short_texts import counted
from ordinance.errors import Fault
from ordinance.library.store import Library

#: Words that a sentence, or two, of state law may have in a section.
RULE: Final = 45

_CHOICE: Final = re.compile(r"\{%-?\s*if\b[^%]*%\}(.*?)(?:\{%-?\s*else\s*-?%\}(.*?))?\{%-?\s*endif\s*-?%\}", re.DOTALL)
_FACT: Final = re.compile(r"\{\{[^}]*\}\}")


def faults(library: Library) -> Iterator[tuple[str, Fault]]:
    """Yield (check id, fault) for each rule of a state that says nothing or has too many words."""
    for code, path in library.state_files.items():
        for index, rule in enumerate(library.state(code).local_rules):
            words = counted(longest(rule.text or ""))
            if words > RULE:
                message = f"the rule on {rule.topic} has {words} words; at most {RULE}"
                yield "rule-long", library.fault(path, ("local_rules", index, "text"), message)
            if not words and not rule.narrows:
                yield (
                    "rule-empty",
                    library.fault(path, ("local_rules", index), f"the rule on {rule.topic} adds and narrows nothing"),
                )


def longest(text: str) -> str:
    """Return a template with the longer branch of each condition in its place, and one word for each fact."""
    return _FACT.sub("x", _CHOICE.sub(lambda found: max(found.group(1), found.group(2) or "", key=counted), text))
