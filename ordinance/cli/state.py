"""`ordinance state XX`: what one state's law says of every topic, with its basis, its statutes and its penalties."""

from __future__ import annotations

import click

from ordinance.cli.shared import format_option, library_of, print_json, print_wrapped
from ordinance.documents.sources import shown_date
from ordinance.library.model import StateLaw, Verdict
from ordinance.library.store import Library


@click.command("state", epilog="Example:  ordinance state TX")
@click.argument("code", metavar="XX")
@format_option
@click.pass_context
def command(ctx: click.Context, code: str, form: str) -> None:
    """Print the law of state XX (a postal code) on local choices: verdicts, statutes, penalties, enacting words."""
    library = library_of(ctx)
    state = library.state(code)
    if form == "json":
        print_json([{"id": state.state, **_listed(state)}])
        return
    click.secho(f"{state.name} ({state.state})", bold=True)
    print_wrapped(state.summary.strip())
    click.echo(
        f"Events known through about {shown_date(state.horizon)}; entries last checked {shown_date(state.as_of)}."
        " Counsel must confirm every entry."
    )
    _verdicts(library, state)
    _statutes(state)
    _enactment(state)


def _listed(state: StateLaw) -> dict[str, object]:
    import msgspec

    listed: dict[str, object] = msgspec.to_builtins(state)
    return listed


def _verdicts(library: Library, state: StateLaw) -> None:
    vocabulary = library.vocabulary
    words = {term.id: term.title for term in (*vocabulary.verdicts, *vocabulary.bases)}
    topics = {term.id: term.title for term in vocabulary.topics}
    clause_topics = dict.fromkeys(topic for clause in library.clauses() for topic in clause.topics)
    click.secho("\nTopics", bold=True)
    for topic in dict.fromkeys([*state.clauses, *clause_topics]):
        verdict: Verdict | None = state.clauses.get(topic)
        if verdict is None:
            print_wrapped(f"{topics.get(topic, topic)}: {words['not-researched']}", "  ", "    ")
            continue
        because = f" [{', '.join(verdict.because)}]" if verdict.because else ""
        head = f"{topics.get(topic, topic)}: {words[verdict.status]} (basis: {words[verdict.basis]}){because}."
        print_wrapped(f"{head} {verdict.note.strip()}", "  ", "    ")


def _statutes(state: StateLaw) -> None:
    click.secho("\nStatutes, rulings and orders", bold=True)
    for statute in state.statutes:
        mark = " [verify]" if statute.verified == "unverified" else f" ({statute.verified})"
        print_wrapped(f"{statute.id}: {statute.cite}{mark}. {statute.title}. {statute.effect.strip()}", "  ", "    ")
        if statute.penalties:
            print_wrapped(f"Penalty: {statute.penalties}", "    ", "      ")
        if statute.note:
            print_wrapped(f"Note: {statute.note.strip()}", "    ", "      ")


def _enactment(state: StateLaw) -> None:
    click.secho("\nHow local law is enacted", bold=True)
    for kind, rule in state.enactment.items():
        words = f"“{rule.enacting_clause}” ({rule.cite}, {rule.verified})" if rule.enacting_clause else "none on file: confirm"
        print_wrapped(f"{kind}: {rule.governing_body_usual}. Enacting words: {words}", "  ", "    ")
    print_wrapped(f"Home rule: {state.home_rule.strip()}", "  ", "    ")
    print_wrapped(f"Jails: {state.jail_operator.replace('-', ' ')}. {state.notes.strip()}", "  ", "    ")
