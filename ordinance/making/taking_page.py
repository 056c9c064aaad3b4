"""The pages and files of what came back: the list of changes, what is left of it, and the local wording that was accepted."""

from __future__ import annotations

from pathlib import Path

from ordinance.errors import BadChoice
from ordinance.making.files import content_of
from ordinance.making.page import Page
from ordinance.making.taking import Accepted, Taken
from ordinance.making.wording_file import in_place_file, new_file
from ordinance.pages import edits_page


def taken_page(made: Taken) -> Page:
    """Return all changes as a page; as text a line each."""
    title = f"What came back: {made.sent.place.official_name}, {made.sent.instrument_name}"
    text = "".join(f"{line}\n" for line in edits_page.lines_of(made.edits)) or "Nothing was changed.\n"
    return Page(
        made.library,
        lambda: edits_page.page(made.edits, title, _notes(made)),
        lambda: edits_page.records(made.edits),
        {"txt": text.encode},
    )


def left_page(made: Taken, done: Accepted) -> Page:
    """Return what was not accepted, as a page to argue with."""
    title = f"Left open: {made.sent.place.official_name}, {made.sent.instrument_name}"
    return Page(
        made.library,
        lambda: edits_page.page(done.left, title, _notes(made)),
        lambda: edits_page.records(done.left),
    )


def written_wording(made: Taken, done: Accepted, sent: str, beside: str | None, output: str | None) -> tuple[bytes, Path]:
    """Return the file that the accepted local wording goes into, and its name: the place's own, that beside it, or a new one.

    Raises `BadChoice` where words of the place's own file would have to change and another file is named.
    """
    own = sent.endswith((".yaml", ".yml"))
    in_own = {one.entry for one in made.sent.selection.local if own and one.file == sent}
    if output is None and beside is None and own:
        return in_place_file(content_of(sent), done.wording, sent), Path(sent)
    target = Path(output or beside or f"{made.sent.place.id}-wording.yaml")
    if target.suffix not in (".yaml", ".yml"):
        raise BadChoice(f"{target}: local wording is written as YAML; give a name that ends in .yaml")
    if in_own - set(done.wording):
        raise BadChoice(
            f"{sent}: local wording in it would have to change; leave -o and --wording out, so that it is written there"
        )
    entries = [one for one in done.wording if one not in in_own]
    if beside is not None and target == Path(beside):
        return in_place_file(content_of(beside), entries, beside), target
    return new_file(entries), target


def _notes(made: Taken) -> tuple[str, ...]:
    return (f"Read from {', '.join(made.names)}. Compared with the draft of {made.date}.",)
