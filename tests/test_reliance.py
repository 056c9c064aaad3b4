"""What texts rely on: nothing that decides nothing, and no caution that prints twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import shipped_library

from ordinance.library import strict_yaml
from ordinance.library.handouts import handout, handout_files

LIBRARY = shipped_library()
CLAUSES = Path(__file__).parents[1] / "clauses"
TEXTS = sorted(
    path
    for path in CLAUSES.rglob("*.yaml")
    if path.parent.name not in ("authorities", "evidence", "precedents", "es", "zh-Hans")
    and path.stem not in ("authorities", "evidence", "precedents", "review")
)
#: Named for how they ended, in a sentence on the limits of the answer, and not for what they hold.
NAMED_FOR_THEIR_END = {("faq", "united-states-v-boston")}


#: The cautions under which an authority supports nothing, by the vocabulary.
DECIDE_NOTHING = {caution.id for caution in LIBRARY.vocabulary.cautions if not caution.supports}


def test_what_decides_nothing_is_named():
    assert {"vacated", "not-merits", "complaint-only"} == DECIDE_NOTHING


def decides_nothing(name: str) -> bool:
    return name in LIBRARY.authorities and bool(DECIDE_NOTHING & {*LIBRARY.authorities[name].caution})


def relied_on(node: Any, *, objection: bool = False) -> Iterator[str]:
    """Yield the ids in every list called `authorities`, at any depth. An objection may name what only its speaker relies on."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "authorities" and isinstance(value, list):
                yield from (name for name in value if not (objection and against(name)))
            else:
                yield from relied_on(value, objection=objection or key == "objections")
    elif isinstance(node, list):
        for one in node:
            yield from relied_on(one, objection=objection)


def against(name: str) -> bool:
    return name in LIBRARY.authorities and LIBRARY.authorities[name].effect == "cuts-against"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_relies_on_what_decides_nothing(path):
    assert [name for name in relied_on(strict_yaml.read(path)) if decides_nothing(name)] == []


@pytest.mark.parametrize("kind", sorted(handout_files(LIBRARY)))
def test_no_sheet_rests_on_what_decides_nothing(kind):
    english = handout(LIBRARY, kind, "en")
    assert english
    found = {(kind, name) for name in english.head.sources if decides_nothing(name)}
    assert found - NAMED_FOR_THEIR_END == set()


def test_what_is_named_for_its_end_still_is_in_its_sheet():
    for kind, name in NAMED_FOR_THEIR_END:
        english = handout(LIBRARY, kind, "en")
        assert english
        assert name in english.head.sources
        assert decides_nothing(name)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_note_writes_out_a_caution_that_prints_with_the_source(path):
    titles = {one.id: one.title for one in LIBRARY.vocabulary.cautions}
    doubled = []
    for name, words in re.findall(r"\]\(cite:([a-z0-9-]+)\)\s+\(([^()]*)\)", path.read_text(encoding="utf-8")):
        cautions = LIBRARY.authorities[name].caution if name in LIBRARY.authorities else ()
        doubled += [f"{name}: ({words})" for one in cautions if titles[one].split(" only")[0] in words]
    assert doubled == []
