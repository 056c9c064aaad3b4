"""`ordinance new NAME`: a commented place file that drafts at once; what nobody told is a listed blank."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ordinance.cli.listed import Listed
from ordinance.cli.shared import DateType, library_of, print_wrapped, today
from ordinance.errors import BadChoice, Fault, FaultyFile, brief
from ordinance.library import strict_yaml, templates
from ordinance.library.form_model import Form
from ordinance.library.forms import forms_of, told
from ordinance.library.instrument_model import PlaceKind
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library
from ordinance.making.saving import refuse_existing, write_file
from ordinance.pages.sources import shown_date

#: What is asked, in order: the key in the file's template, the question, and the blank that stands when nobody answers.
QUESTIONS = (
    ("official_name", "Full legal name", "[full legal name]"),
    ("body", "Full name of the governing body", "[name of the governing body]"),
    ("short", "The one word for it (council, board, …)", "council"),
    ("member", "Title of one of its members", "[title of a member]"),
    ("presiding", "Title of its presiding officer", "[title of the presiding officer]"),
    ("executive", "Title of the chief executive (mayor, manager; empty if none)", ""),
    ("clerk", "Title of the clerk", "[title of the clerk]"),
    ("attorney", "Title of the attorney", "[title of the attorney]"),
)

#: What the agencies are usually called.
POLICE, SHERIFF = "Police Department", "Sheriff's Office"
#: Most police hold whom they have arrested, if only until a court sits or another's jail takes over.
LOCKUP = "that the police hold people whom they have arrested"

#: Control characters, halves of pairs, private ones, and breaks of lines and paragraphs, by their Unicode category.
_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


@click.command("new", epilog='Example:  ordinance new "Millbrook" --state NY --kind village -o millbrook.yaml')
@click.argument("name")
@click.option("--state", "code", metavar="XX", required=True, help="Two-letter postal code.")
@click.option("--kind", type=Listed("kind", lambda library: library.words.kinds), required=True, help="What kind of place it is.")
@click.option("-o", "output", metavar="FILE", help="Where to write; <id>.yaml in the current folder otherwise.")
@click.option("--date", "on", type=DateType(), help="The date of the facts, YYYY-MM-DD; today otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.pass_context
def command(ctx: click.Context, /, name: str, code: str, kind: str, output: str | None, on: Any, force: bool) -> None:
    """Write a file for a place called NAME. At a terminal it asks for what it cannot know; otherwise it leaves blanks."""
    library = library_of(ctx)
    state = library.state(code)
    absent = forms_of(library, state.state).absent_kinds
    if kind in absent:
        raise BadChoice(f"--kind {kind}: {absent[kind]}")
    place_id = _id_of(name, state.state)
    target = Path(output or f"{place_id}.yaml")
    refuse_existing(target, force=force)
    known, usual = _known(library, name, kind, state)
    answers = _asked(known) if sys.stdin.isatty() else {key: known.get(key, blank) for key, _, blank in QUESTIONS}
    named = [title for title in usual if title in answers.values()]
    usual = list(dict.fromkeys([*named, *_usual_agencies(library, kind, state)]))
    content = _filled(library, state, target, {**answers, "id": place_id, "name": name, "kind": kind}, usual, on or today())
    write_file(target, content.encode(), force=force)
    click.echo(f"Wrote {target}")
    blanks = list(_blanks(strict_yaml.parse(content, str(target))))
    if answers["short"] == known.get("short") and not answers["short"].startswith("["):
        blanks.append(f"whether “{answers['short']}” is the word for the body")
    if usual:
        print_wrapped(f"Usual here, and to be confirmed: {'; '.join(usual)}.")
    if blanks:
        print_wrapped(f"To fill in: {'; '.join(dict.fromkeys(blanks))}.")
    click.echo(f"Next:  ordinance draft {target}")


def _id_of(name: str, state: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    if not words:
        raise BadChoice(f"the name {brief(name)!r} has no letter or figure; give the place's name, such as Millbrook")
    return "-".join([*words, state.lower()])


def _blanks(value: Any) -> Iterator[str]:
    """Yield the prompts of all facts that are blanks."""
    if isinstance(value, str):
        yield from re.findall(r"\[([^\[\]]+)\]", value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _blanks(inner)


def _known(library: Library, name: str, kind: str, state: StateLaw) -> tuple[dict[str, str], list[str]]:
    """Return what follows from the name, the kind and the state's file, and what of it is only usual there."""
    rule = _described(library, kind, state) or Form()
    form = rule.official or library.words.kinds[kind].official
    fixed = form.replace("{name}", "").strip().lower()
    given = fixed in name.lower() or ("{name}" not in form and name.lower() in form.lower())
    known = {"official_name": name if given and "{name}" in form else form.replace("{name}", name)}
    bare = re.sub(re.escape(fixed), "", name, flags=re.IGNORECASE).strip() or name
    known["short"] = told(rule.short) or library.words.kinds[kind].body
    if rule.body:
        known["body"] = told(rule.body).replace("{name}", bare)
    for key in ("member", "presiding", "executive", "clerk", "attorney"):
        known[key] = told(getattr(rule, key))
    known = {key: value for key, value in known.items() if value}
    read = {"official_name", "short", *(["body"] if rule.body_read else [])}
    usual = [value for key, value in known.items() if key not in read and not value.startswith("[")]
    return known, usual


def _described(library: Library, kind: str, state: StateLaw) -> Form | None:
    """Return the form of a kind of government, or None where the state's forms say nothing of it."""
    return forms_of(library, state.state).kinds.get(kind)


def _usual_agencies(library: Library, kind: str, state: StateLaw) -> list[str]:
    """Return the names and titles of agencies that the file begins with because they are usual for the kind."""
    rule = _described(library, kind, state)
    has = _agencies(library.words.kinds[kind], rule)
    police_head = told(rule.police_head if rule else "")
    police = [POLICE, LOCKUP, *([police_head] if police_head and not police_head.startswith("[") else [])]
    return [*([SHERIFF] if has["sheriff"] else []), *(police if has["police"] else [])]


def _asked(known: dict[str, str]) -> dict[str, str]:
    click.echo("Press Enter to take what stands in brackets; a blank stays a blank and is listed when you draft.")
    answers = {}
    for key, question, blank in QUESTIONS:
        default = known.get(key, blank)
        answers[key] = click.prompt(question, default=default, show_default=bool(default))
    return answers


def _filled(library: Library, state: StateLaw, target: Path, answers: dict[str, Any], usual: list[str], on: Any) -> str:
    path = library.file("templates/new-place.yaml.j2")
    written = strict_yaml.read_text(path, library.shown(path))
    described = _described(library, answers["kind"], state)
    rule = described or Form()
    quoted = {key: _quoted(value) for key, value in answers.items()}
    quoted["state"] = state.state
    elected = answers["executive"].lower() == "mayor" or (rule.executive_elected and rule.executive in answers["executive"])
    quoted["executive_elected"] = "true" if elected else "false"
    quoted["executive"] = _quoted(answers["executive"]) if answers["executive"] else ""
    quoted["police_head"] = _quoted(told(rule.police_head) or "[title of the head of the police]")
    lines = [f"#   {verdict.topic}: {verdict.status} (basis: {verdict.basis})" for verdict in state.verdicts]
    facts = {
        "place": quoted,
        "noun": _quoted(rule.noun) if rule.noun else "",
        "instrument": _quoted(rule.instrument) if rule.instrument else "",
        "town_meeting": rule.town_meeting,
        **_agencies(library.words.kinds[answers["kind"]], described),
        "lockup": ", lockup" if LOCKUP in usual else "",
        "police_name": POLICE,
        "sheriff_name": SHERIFF,
        "to_confirm": "".join(f"\n  - {_quoted(title)}" for title in usual),
        "state": {"name": state.name, "jails": state.jail_operator.replace("-", " ")},
        "state_lines": "\n".join(lines),
        "horizon": shown_date(state.horizon),
        "file": _shown_name(target),
        "today": on.isoformat(),
    }
    # A line that holds nothing but a tag leaves none behind.
    template = re.sub(r"^[ ]*(\{%[^%]*%\})\n", r"\1", written, flags=re.MULTILINE)
    try:  # the program's own small templates: a library is data, and nothing that it brings is ever run
        return templates.fill(templates.compile_text(template), facts)
    except templates.TemplateProblem as problem:
        raise FaultyFile([Fault(library.shown(path), 0, 0, str(problem))]) from None


def _agencies(kind: PlaceKind, rule: Form | None) -> dict[str, Any]:
    """Return which agencies the file begins with: `rule` is what the state's file tells of this kind, if it does."""
    county = kind.sheriff
    jail = rule.jail if rule else kind.jail
    sheriff = rule.sheriff == "independent" if rule else county
    police = not county or bool(rule and rule.sheriff == "none" and rule.police_head)
    roles = ["police"] * county + ["jail"] * (jail in ("sheriff", "mostly-sheriff"))
    some = sheriff or police or jail not in ("none", "state")
    return {"jail": jail, "sheriff": sheriff, "police": police, "sheriff_roles": ", ".join(roles), "some_agency": some}


def _shown_name(target: Path) -> str:
    """Return a file's name for a remark in a file: a line break in it would end the remark."""
    return brief(target, 200)


def _quoted(text: str) -> str:
    """Return text as a YAML scalar on one line. Raises `BadChoice` for a character that no document can hold."""
    odd = next((one for one in text if unicodedata.category(one) in _NO_TEXT), "")
    if odd:
        raise BadChoice(f"{text!r} holds the character U+{ord(odd):04X}, which no document can hold")
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 .,'()/-]*[A-Za-z0-9.)]", text) and text not in ("true", "false", "null")
    return text if plain else json.dumps(text, ensure_ascii=False)
