"""`ordinance explain CHECK-ID`: what a check holds, why it matters, and an example of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ordinance.cli.output import document_options, put, put_data
from ordinance.cli.shared import library_of, print_columns, today

if TYPE_CHECKING:
    from ordinance.checks.explaining import Explained
    from ordinance.document.model import Document, Paragraph


@click.command("explain", epilog="Example:  ordinance explain word-loophole")
@click.argument("check_id", metavar="[CHECK-ID]", required=False)
@document_options("text", "json", "md", "docx", "html", "pdf")
@click.pass_context
def command(ctx: click.Context, /, check_id: str | None, form: str, output: str | None, force: bool) -> None:
    """Explain the check CHECK-ID, as `ordinance check` names it: its rule, why it matters, a bad and a good example.

    Without CHECK-ID all checks are listed; with --format md, docx, html or pdf all are explained.
    """
    from ordinance.checks.explaining import all_explained, explained

    library = library_of(ctx)
    found = [explained(library, check_id)] if check_id else all_explained(library)
    if form == "json":
        put_data(found, output, force=force)
    elif form == "text" and output is None and not check_id:
        print_columns([(one.id, one.severity, one.rule) for one in found])
        click.echo("`ordinance explain CHECK-ID` tells more of one.")
    else:
        put(_page(found), library, form, output, force=force)


def _page(found: list[Explained]) -> Document:
    from ordinance.document.model import Document, Paragraph, Run, bullet

    blocks: list[Paragraph] = [] if len(found) == 1 else [Paragraph("title", (Run("What the checks hold"),))]
    for one in found:
        blocks.append(Paragraph("title" if len(found) == 1 else "heading-1", (Run(one.id),), keep_with_next=True))
        lines = [("Rule", one.rule), ("Findings are", f"{one.severity}s"), ("Why it matters", one.why)]
        lines += [("Bad", one.bad), ("Good", one.good)]
        blocks += (Paragraph("body", (Run(f"{lead}: ", "strong"), Run(words))) for lead, words in lines)
        for rule in one.words:
            quoted = ", ".join(f"“{word}”" for word in rule.words)
            blocks.append(bullet(Run(quoted, "strong"), Run(f": {rule.why} Instead: {rule.instead}")))
    title = found[0].id if len(found) == 1 else "What the checks hold"
    return Document(title, tuple(blocks), date=today())
