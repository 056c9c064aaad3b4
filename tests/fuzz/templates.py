"""Templates in the texts of places and clauses: right ones, broken ones, and those that want out."""

from __future__ import annotations

from random import Random

from fuzz.case import SMALL, Case, files_under, word
from fuzz.yaml_files import FORMS, PLACE

NAMES = ("place.name", "place.kind", "place", "the.lawmaker", "the.council", "the", "section", "cycler", "self", "x", "lipsum", "range",
         "place.agencies", "place.__class__", "dict", "joiner", "namespace", "true", "none")  # fmt: skip
FILTERS = ("lower", "upper", "default('x')", "default(1)", "list", "safe", "attr('__class__')", "map('x')", "tojson", "pprint", "join", "length",
           "first", "replace('a', 'b')", "format(1)", "x")  # fmt: skip


def expression(chance: Random, depth: int = 0) -> str:
    """Return an expression of Jinja: names, constants, filters, tests, calls, comparisons, arithmetic."""
    if depth > 5:
        return chance.choice(NAMES)
    one = expression(chance, depth + 1) if chance.random() < 0.5 else chance.choice(NAMES)
    other = chance.choice(NAMES)
    constant = chance.choice(
        ("1", "1.5", "'a'", '"\\x00"', '"\\ud800"', "9" * 30, "0xff", "[1, 2]", "{'a': 1}", "''", '"<b>"', "1e999")
    )
    return chance.choice(
        (one, one, constant, f"{one}|{chance.choice(FILTERS)}", f"{one} and {other}", f"not {one}", f"({one})", f"{one} == {constant}",
         f"{one} in {constant}", f"{one}.{chance.choice(('name', '__init__', 'x', '0'))}", f"{one}[{constant}]", f"{one}()",
         f"{one} is {chance.choice(('defined', 'none', 'x'))}", f"{one} if {other} else {constant}", f"{one} ~ {constant}",
         f"{one} * {constant}", f"-{one}", f"{one}[1:2]")
    )  # fmt: skip


def text(chance: Random) -> str:
    """Return a text with templates in it."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        inner = expression(chance)
        parts.append(
            chance.choice(
                ("{{ %s }}", "{{ %s }}", "{%% if %s %%}a{%% endif %%}", "{%% if %s %%}a{%% elif x %%}b{%% else %%}c{%% endif %%}", "{%%- if %s -%%}",
                 "{%% for x in %s %%}a{%% endfor %%}", "{%% set y = %s %%}", "{%% include %s %%}", "{%% macro m() %%}{{ %s }}{%% endmacro %%}",
                 "{{ %s", "{%% raw %%}{{ %s }}{%% endraw %%}", "{# %s #}", "[{{ %s }}](https://x.gov/{{ %s }})", "{{- %s -}}",
                 "{: when=\"%s\" }")
            ).replace("%s", inner).replace("%%", "%")
        )  # fmt: skip
        if chance.random() < 0.3:
            parts.append(word(chance))
    return chance.choice(("", " ", "\n\n")).join(parts)


def case(kind: str, chance: Random, number: int) -> Case:
    """Return a draft of a place or a clause whose texts hold templates."""
    made = text(chance)
    quoted = '"' + made.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    out = ("-o", f"out.{chance.choice(FORMS)}", "--commentary", chance.choice(("none", "comments", "appendix")))
    if chance.random() < 0.5:
        name, content = files_under(str(SMALL), "jurisdictions/millbrook-aa.yaml")[0]
        old = chance.choice(
            ("the mill of {{ place.name }} has stood since 1801", "The code has **no** chapter 12 today.", "City Clerk")
        )
        file = f"place-{number}.yaml"
        return Case(("draft", f"./{file}", *out), {file: content.decode().replace(old, quoted).encode("utf-8", "surrogatepass")})
    name, content = chance.choice(files_under(str(SMALL), chance.choice(("clauses/*/*/*.yaml", "templates/instruments/*.yaml"))))
    lines = content.decode().split("\n")
    spots = [at for at, line in enumerate(lines) if ": " in line and not line.lstrip().startswith("#")]
    at = chance.choice(spots)
    lines[at] = lines[at].partition(": ")[0] + ": " + quoted
    return Case(("--library", "own", "draft", PLACE, *out), {f"own/{name}": "\n".join(lines).encode("utf-8", "surrogatepass")})
