"""`ordinance show CLAUSE`: a clause's question, its variants' texts as they would read, and what each gains, costs and risks."""

from __future__ import annotations

import click
import msgspec

from ordinance.cli.shared import format_option, library_of, print_json, print_wrapped
from ordinance.documents.sources import Sources
from ordinance.drafting.assembly import draft
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Citation, Provision, Reference, plain
from ordinance.drafting.selection import Wishes, state_rule
from ordinance.library.legal_text import Link, walk
from ordinance.library.model import Clause, Place, Variant
from ordinance.library.store import Library, variant_of


@click.command("show", epilog="Example:  ordinance show release-date --place ithaca-ny")
@click.argument("clause")
@click.option("--variant", metavar="ID", help="Only this variant.")
@click.option("--place", metavar="PLACE", help="As it reads, and what state law says, in this place.")
@format_option
@click.pass_context
def command(ctx: click.Context, clause: str, variant: str | None, place: str | None, form: str) -> None:
    """Print CLAUSE: the question it answers, every variant's text, its trade-offs, objections and measures."""
    library = library_of(ctx)
    found = library.clause(clause)
    variants = (variant_of(found, variant),) if variant else found.variants
    if form == "json":
        print_json([{**_plain_clause(found), "variants": [msgspec.to_builtins(one) for one in variants]}])
        return
    click.secho(f"{found.title} ({found.id})", bold=True)
    print_wrapped(found.question)
    here = library.place(place) if place else library.sample_place()
    if place:
        _state_law(library, found, here)
    for one in variants:
        _variant(library, found, one, here)
    _arguments(library, found)


def _plain_clause(clause: Clause) -> dict[str, object]:
    plain_clause: dict[str, object] = msgspec.to_builtins(clause)
    return plain_clause


def _state_law(library: Library, clause: Clause, place: Place) -> None:
    state = library.state(place.state)
    rule = state_rule(clause, state)
    verdict = Sources(library).term(library.vocabulary.verdicts, rule.status)
    note = f" {rule.verdict.note.strip()}" if rule.verdict else ""
    cites = "; ".join(statute.cite for statute in rule.statutes)
    print_wrapped(f"In {state.name}: {verdict.title}.{note}{f' ({cites})' if cites else ''}")


def _variant(library: Library, clause: Clause, variant: Variant, place: Place) -> None:
    marks = " (recommended)" if variant.id == clause.default else ""
    click.secho(f"\n{variant.id}: {variant.label}{marks}", bold=True)
    print_wrapped(" ".join(variant.summary.split()), "  ")
    click.echo()
    instrument = variant.instruments[0] if variant.instruments else "ordinance"
    beside = tuple(name for name in library.packages[library.default_package].clauses if name != clause.id)
    wish = Wishes(instrument=instrument, choose={clause.id: variant.id}, include=beside)
    section = next(one for one in draft(library, place, wish).sections if one.id == clause.id)
    _provisions(section.provisions, library)
    if variant.tradeoffs:
        level = Sources(library).term(library.vocabulary.exposures, variant.tradeoffs.exposure).title
        click.echo()
        print_wrapped(f"Gains: {_words(variant.tradeoffs.gains, library)}", "  ", "    ")
        print_wrapped(f"Costs: {_words(variant.tradeoffs.costs, library)}", "  ", "    ")
        print_wrapped(f"Legal exposure: {level}. {_words(variant.tradeoffs.legal_exposure, library)}", "  ", "    ")


def _provisions(provisions: tuple[Provision, ...], library: Library) -> None:
    sources = Sources(library)
    for provision in provisions:
        words = "".join(
            f"[{part.prompt}]" if hasattr(part, "prompt") else part.text for part in sources.inline(provision.pieces)
        )
        indent = "  " * max(provision.level, 1)
        label = f"{provision.label} " if provision.label else ""
        print_wrapped(f"{label}{words}", indent, indent + " " * len(label))
        _provisions(provision.children, library)


def _arguments(library: Library, clause: Clause) -> None:
    if clause.objections:
        click.secho("\nObjections and answers", bold=True)
    for objection in clause.objections:
        print_wrapped(f"“{_words(objection.says, library)}”", "  ")
        print_wrapped(_words(objection.answer, library), "    ")
    if clause.loopholes:
        click.secho("\nAmendments to refuse", bold=True)
    for loophole in clause.loopholes:
        print_wrapped(f"{_words(loophole.amendment, library)} Effect: {_words(loophole.effect, library)}", "  ")
        print_wrapped(f"Reply: {_words(loophole.reply, library)}", "    ")
    if clause.measures:
        click.secho("\nWhat to count after adoption", bold=True)
    for measure in clause.measures:
        print_wrapped(f"- {_words(measure, library)}", "  ", "    ")


def _words(markdown: str, library: Library) -> str:
    """Return prose as one run of words, with citations in full."""
    sources = Sources(library)
    words = []
    for node in walk(library.tree(markdown)):
        pieces = split(node.template, node.links, _named)
        words.append("".join(sources.citation(p.kind, p.id) if isinstance(p, Citation) else plain((p,)) for p in pieces))
    return " ".join(words)


def _named(link: Link) -> Reference:
    return Reference(f"“{link.item or link.target}”", "")
