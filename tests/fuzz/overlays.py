"""Files of a library that somebody sent, laid over the shipped one: forms, lists of governments and agreements, words and looks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from fuzz.case import Case, spoilt, word
from fuzz.pages import spoilt_text
from fuzz.word_files import whole_xml
from fuzz.yaml_files import spoilt_yaml
from ordinance.library.store import Library

PLACE = "ithaca-ny"
DAY = ("--date", "2026-11-24")
#: Kind → the files that it spoils, and the commands that read them; `{stem}` is the file's name, `{folder}` that of its folder.
READ: dict[str, tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]] = {
    "forms": (
        (("jurisdictions/forms/ny.yaml", "jurisdictions/governments/ny.tsv"),
         (("draft", "rome-city-ny", "-o", "out.md", *DAY), ("place", "rome-city-ny"), ("check", "adams-village-ny", *DAY), ("places", "Rome, NY"),
          ("batch", "--list", "places.txt", "--format", "md", "-o", "out.zip", "--commentary", "none", *DAY), ("draft", "albany-county-ny", "-o", "out.json", *DAY),
          ("draft", "adams-town-ny", "-o", "out.html", "--instrument", "resolution", *DAY), ("new", "Rome", "--state", "NY", "--kind", "city", "-o", "out.yaml"))),
        (("jurisdictions/agreements/*.yaml",),
         (("agreements", "albany-county-ny"), ("agreements", "--state", "NY", "--format", "json"), ("agreements", "--format", "csv"), ("place", PLACE))),
        (("jurisdictions/federal/*.yaml", "templates/place-sheet.yaml", "templates/blanks.yaml", "jurisdictions/governments/ny.tsv"),
         (("place", PLACE), ("place", "rome-city-ny", "--format", "html", "-o", "out.html"), ("draft", PLACE, "-o", "out.md", *DAY))),
    ),
    "papers": (
        (("templates/implement/*.yaml", "templates/implement/en/*.j2", "clauses/*/*/duties.yaml"),
         (("implement", PLACE, "--format", "md", "--adopted", "2026-11-20", "--effective", "2027-01-01", "-o", "out.zip", *DAY),
          ("implement", PLACE, "--format", "html", "-o", "out.zip", "--package", "full", *DAY))),
        (("templates/media/*.yaml", "templates/media/en/*.j2"),
         (("media", PLACE, "--lang", "en", "--format", "md", "-o", "out.zip", *DAY),
          ("media", PLACE, "--lang", "es", "--address", "https://example.org/a", "--format", "html", "-o", "out.zip", *DAY))),
        (("templates/training/counter/*.yaml",), (("training", "counter", PLACE, "-o", "out.pptx", *DAY), ("training", "counter", PLACE, "-o", "out.md", *DAY))),
        (("templates/training/residents/en.yaml",), (("training", "residents", PLACE, "-o", "out.pptx", *DAY), ("training", "residents", PLACE, "-o", "out.html", *DAY))),
        (("templates/handouts/rights-card/en*", "templates/languages.yaml", "templates/handout-rules.yaml", "templates/languages/en.yaml"),
         (("handout", "rights-card", PLACE, "--format", "html", "-o", "out.html", *DAY), ("handout", "summary", PLACE, "--format", "md", "-o", "out.md", *DAY))),
        (("templates/batch-index.html.j2",),
         (("batch", "--list", "places.txt", "--format", "md", "-o", "out.zip", "--commentary", "none", *DAY),)),
    ),
    "looks": (
        (("templates/word/ordinance/**/*.xml",), (("draft", PLACE, "-o", "out.docx", *DAY), ("memo", PLACE, "-o", "out.docx", *DAY))),
        (("templates/handouts/look/icons/*.svg", "templates/handouts/look/page.css"),
         (("handout", "rights-card", PLACE, "--format", "html", "-o", "out.html", *DAY), ("handout", "family-plan", PLACE, "--format", "html", "-o", "out.html", *DAY))),
        (("templates/handouts/look/word/**/*.xml",), (("handout", "summary", PLACE, "--format", "docx", "-o", "out.docx", *DAY),)),
        (("templates/html/page.css",), (("draft", PLACE, "-o", "out.html", *DAY),)),
    ),
}  # fmt: skip


@cache
def _files(patterns: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    root = Library().roots[0]
    found = [path for pattern in patterns for path in sorted(Path(root).glob(pattern)) if path.is_file()]
    return tuple((path.relative_to(root).as_posix(), path.read_bytes()) for path in found)


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a command on a library with one spoilt file."""
    patterns, commands = chance.choice(READ[kind])
    name, content = chance.choice(_files(patterns))
    return Case(
        ("--library", "own", *chance.choice(commands)),
        {f"own/{name}": _spoilt(name, content, chance), "places.txt": b"rome-city-ny\nithaca-ny\n"},
        shipped=True,
    )


def _spoilt(name: str, content: bytes, chance: Random) -> bytes:
    if name.endswith(".yaml"):
        return spoilt_yaml(name, content, chance) if len(content) < 60_000 else _lines(content, chance)
    if name.endswith((".svg", ".xml")) and chance.random() < 0.8:
        return whole_xml(content.decode(), chance).encode("utf-8", "replace")
    if name.endswith(".tsv"):
        return _lines(content, chance)
    return (
        spoilt_text(content.decode(), chance).encode("utf-8", "surrogatepass")
        if chance.random() < 0.6
        else spoilt(content, chance)
    )


def _lines(content: bytes, chance: Random) -> bytes:
    """Return a long file with some of its lines spoilt: those that the commands ask for among them."""
    lines = content.decode().split("\n")
    asked = [
        at for at, line in enumerate(lines) if line.startswith(("rome-", "adams-", "albany-", "id\t")) or "ROME" in line.upper()
    ] or [0]
    for _ in range(chance.randint(1, 4)):
        at = chance.choice(asked) if chance.random() < 0.7 else chance.randrange(len(lines))
        cells = lines[at].split("\t")
        way = chance.randrange(6)
        if way < 3:
            cells[chance.randrange(len(cells))] = chance.choice(
                (word(chance), word(chance), "-1", "9" * 30, "1.5", "city", "village;town")
            )
            lines[at] = "\t".join(cells)
        elif way == 3:
            lines[at] = "\t".join(cells[: chance.randrange(len(cells) + 1)])
        elif way == 4:
            lines.insert(at, lines[at])
        else:
            lines[at] += "\t" + word(chance)
    return "\n".join(lines).encode("utf-8", "surrogatepass")
