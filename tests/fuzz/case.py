"""One input: the words of a command and the files that stand beside it. All that the kinds share."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

TESTS = Path(__file__).parent.parent
SMALL = TESTS / "small-library"

#: What no text may hold: control characters but tab and line ends, in both ranges, and halves of pairs.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

#: Words that have broken programs: forms, marks, lengths, ways out of a folder, of a page and of a template.
WORDS = (
    "", " ", "x", "no", "~", "null", "2026-02-30", "0x10", "1:20", "-", "?", "*", "&a", "<<", "!!python/object:os.system x",
    "../../etc/passwd", "/dev/zero", "x" * 300, "x" * 20_000, "é" * 50, "\u202eab\u202c", "\u2066", "\ufeff", "\u200b", "\u00a0",
    "\x00", "\x1b]0;P\x07", "\x85", "\ud7ff", "\ue000", "\ue0005\ue001", "\ufffe", "\U0010ffff", "a\nb", "a\r\nb", "\t",
    "<script>alert(1)</script>", "&lt;b&gt;", "]]>", "<!--", "javascript:alert(1)", "[a](javascript:alert(1))",
    "[a](https://evil.example/)", "[](#nowhere)", "[](cite:nowhere)", "[b](blank:)", "![](x)", "[" * 400, "[x](" * 200, "*" * 900,
    "1. " * 300, "> " * 300, "- a\n- b", "# a", "{: #a }", "|a|b|\n|-|-|", "`" * 99, "a\n===\n", "=cmd|' /C calc'!A0", "#sys.exit",
    "{{ place.name }}", "{{ place.nmae }}", "{{", "}}", "{% if a %}", "{% for x in y %}", "{{ ''.__class__ }}", "{# a", "{{ a|lower }}",
    "{{ " + "a." * 200 + "b }}", "{{ 9" + "9" * 60 + " }}", "{{ \"\\x00\" }}", "{{ lipsum() }}", "shall not", "may, unless", "; and", ";",
)  # fmt: skip

#: Values of other kinds than the one that stood there.
VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**40, 0.5, float("inf"), float("nan"), [], {}, [[]], [None], {"": ""}, {"a": {}}, [1] * 50,
    ["x", "x"], {"id": "x"},
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A command with its arguments. `own`: files are laid over the library as `own/`. A request of the page is
    ("web", METHOD, ADDRESS, TYPE OF THE BODY), with its body in the file `body`."""

    arguments: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    shipped: bool = False
    keeps: bool = False  # what it makes is kept though it is refused: a batch goes on from there

    def targets(self) -> tuple[str, ...]:
        """Return the names of what the command may write: they begin with "out"."""
        return tuple(word for word in self.arguments if word.startswith("out"))

    def target(self) -> str:
        """Return the first of them, or ""."""
        return next(iter(self.targets()), "")


def word(chance: Random) -> str:
    """Return a word that is likely to break something."""
    return chance.choice(WORDS)


def value(chance: Random) -> object:
    """Return a value of any kind."""
    return word(chance) if chance.random() < 0.6 else copy.deepcopy(chance.choice(VALUES))


def spoilt(content: bytes, chance: Random) -> bytes:
    """Return bytes in which some were flipped, cut, doubled, or put elsewhere."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at, to = sorted((chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)))
        way = chance.randrange(6)
        if way == 0 and made:
            made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
        elif way == 1:
            del made[at : at + chance.choice((1, 4, 64))]
        elif way == 2:
            made[at:at] = word(chance).encode("utf-8", "replace")
        elif way == 3:
            made[at:at] = made[at : min(to, at + 400)]
        elif way == 4:
            made[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 5)))
        elif chance.random() < 0.2:
            del made[to:]
    return bytes(made)


@cache
def files_under(folder: str, pattern: str) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a folder by their names in it, in order."""
    root = Path(folder)
    return tuple((path.relative_to(root).as_posix(), path.read_bytes()) for path in sorted(root.glob(pattern)))
