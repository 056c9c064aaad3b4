"""Records and drafts as JSON, spoilt by tree or by byte."""

from __future__ import annotations

import json
from functools import cache
from random import Random

from fuzz.case import Case, spoilt
from fuzz.made import made_by
from fuzz.tree import spoilt_tree
from fuzz.yaml_files import PLACE


@cache
def _whole(kind: str) -> bytes:
    draft = ("draft", PLACE, "-o", "out.json", "--date", "2026-11-24")
    return made_by((*draft, "--record", "out2.json"), "out2.json") if kind == "record" else made_by(draft, "out.json")


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command that reads a spoilt record or draft."""
    content = _whole("record" if chance.random() < 0.4 else "draft")
    if chance.random() < 0.75:
        tree = spoilt_tree(json.loads(content), chance)
        file = json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    else:
        file = spoilt(content, chance)
    command = chance.choice(
        (("check", "x.json"), ("redline", "x.json", PLACE, "-o", "out.docx"), ("redline", PLACE, "x.json", "-o", "out.docx"),
         ("compare", "--drafts", "x.json", PLACE), ("updates", "x.json"), ("updates", "x.json", "--full", "--format", "json"))
    )  # fmt: skip
    return Case(command, {"x.json": file})
