"""Choices on the command line: clauses, variants, packages, stances, instruments, dates, pages; right ones and others."""

from __future__ import annotations

from functools import cache
from random import Random

from fuzz.case import Case, word
from ordinance.library.store import Library


@cache
def _known() -> tuple[list[tuple[str, list[str]]], list[str], list[str], list[str]]:
    library = Library()
    clauses = [(clause.id, [variant.id for variant in clause.variants]) for clause in library.clauses()]
    return clauses, list(library.packages), list(library.place_files), list(library.state_files)


def options(chance: Random) -> list[str]:
    """Return options that choose an instrument and clauses; one in ten names what is not there."""
    clauses, packages, _, _ = _known()
    chosen: list[str] = []
    for _ in range(chance.randint(0, 7)):
        clause, variants = chance.choice(clauses)
        variant = chance.choice(variants)
        if chance.random() < 0.05:
            clause, variant = chance.choice(((clause, word(chance)), (word(chance), variant), (clause + "x", variant)))
        chosen += chance.choice((["--choose", f"{clause}={variant}"], ["--with", clause], ["--without", clause]))
    if chance.random() < 0.5:
        chosen += ["--package", chance.choice(packages) if chance.random() < 0.95 else word(chance)]
    if chance.random() < 0.4:
        chosen += ["--stance", chance.choice(("strongest", "recommended", "cautious", "cautious", "x"))]
    if chance.random() < 0.6:
        chosen += ["--instrument", chance.choice(("ordinance", "resolution", "executive-order", "policy"))]
    if chance.random() < 0.4:
        chosen += [
            "--date",
            chance.choice(("2026-11-24", "1980-01-01", "2107-12-31", "1979-12-31", "2027-02-29", "2026-07-01", word(chance))),
        ]
    return chosen


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command on a shipped place with a random choice of clauses."""
    clauses, _, places, states = _known()
    place = chance.choice(places) if chance.random() < 0.97 else word(chance)
    form = chance.choice(("md", "md", "txt", "json", "html", "docx", "akn"))
    clause = chance.choice(clauses)[0] if chance.random() < 0.9 else word(chance)
    state = chance.choice(states) if chance.random() < 0.9 else word(chance)
    chosen = options(chance)
    commands: list[tuple[int, list[str]]] = [
        (50, ["draft", place, "-o", f"out.{form}", "--commentary", chance.choice(("none", "comments", "inline", "appendix")), *chosen]),
        (12, ["check", place, *chosen]),
        (6, ["memo", place, "--format", "md", "-o", "out.md", *chosen]),
        (4, ["redline", place, chance.choice(places), "-o", "out.docx", *chosen]),
        (6, ["show", clause, "--place", place, "--format", chance.choice(("text", "json", "md", "html"))]),
        (6, ["compare", clause, "--place", place, "--format", chance.choice(("text", "csv", "json", "html"))]),
        (2, ["compare", "--matrix", "--place", place, "--format", "html", "-o", "out.html"]),
        (4, ["handout", chance.choice(("rights-card", "talking-points", "testimony", word(chance))), place, "--format", "html", "-o", "out.html", *chosen]),
        (4, ["state", state, "--format", chance.choice(("text", "json", "md"))]),
        (3, ["updates", place, "--since", chance.choice(("2026-01-01", "2020-01-01", word(chance)))]),
        (3, ["watch", *([state] if chance.random() < 0.5 else []), "--format", chance.choice(("text", "ics", "json"))]),
        (3, ["precedents", word(chance), "--format", chance.choice(("text", "json", "csv"))]),
        (2, ["new", word(chance) or "x", "--state", state, "--kind", chance.choice(("city", "county", "x")), "-o", "out.yaml"]),
        (2, ["explain", word(chance)]),
        (1, ["packet", place, "--format", "md", "-o", "out.zip", *chosen]),
    ]  # fmt: skip
    words = chance.choices([one for _, one in commands], [weight for weight, _ in commands])[0]
    return Case(tuple(one.replace("\x00", "") for one in words), shipped=True)
