"""The draft beside the choices: its sections with digests, so that only what changed is sent, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import blake2b

from msgspec import Struct

from ordinance.drafting.assembly import draft
from ordinance.errors import OrdinanceError
from ordinance.formats.html.fragments import HEAD, Fragment
from ordinance.library.place_model import Place
from ordinance.making.drafted import Drafted
from ordinance.making.filling import filled
from ordinance.making.printing import Printing
from ordinance.web.asked import Asked
from ordinance.web.desk import Desk

_PLAIN = Printing("none")
#: Where a message goes on with what to type.
_COMMAND = re.compile(r"; (?=--|take --|see `|name another place or record with --|name what to add with --)")


class Part(Struct, frozen=True):
    """A section of the preview: `key` names this very HTML, `words` its words; `changed` since what the browser has.

    `own` is a section with words of one's own in it.
    """

    key: str
    words: str
    anchor: str
    label: str
    heading: str
    html: str
    changed: bool = False
    own: bool = False


class Preview(Struct, frozen=True):
    """A draft as parts, or, where there is none, why; `have` is what a form sends back to tell which parts it shows."""

    parts: tuple[Part, ...] = ()
    made: Drafted | None = None
    fault: str = ""

    @property
    def have(self) -> str:
        return " ".join(f"{part.key}:{part.words}" for part in self.parts)

    @property
    def changed(self) -> tuple[Part, ...]:
        """The sections whose words changed, the head apart."""
        return tuple(part for part in self.parts if part.changed and part.anchor != HEAD)


def preview(desk: Desk, place: Place, asked: Asked, have: str = "") -> Preview:
    """Return the draft of what is asked, marked where its words differ from those that the browser has (`have`)."""
    try:
        with desk.drafting as library:
            made = Drafted(library, draft(library, place, asked.wishes(library, desk.today), noted=False), desk.today)
            found = desk.html(filled(made.document(_PLAIN), asked.blanks))
    except OrdinanceError as error:
        return Preview(fault=for_a_page(str(error)))
    known = _known(have)
    own = {one.anchor.partition(".")[0] for one in made.draft.local if one.state != "unused"}
    return Preview(tuple(_part(one, known, own) for one in found), made)


def for_a_page(message: str) -> str:
    """Return an error's lines without those that tell what to type at a terminal."""
    lines = [_COMMAND.split(line)[0] for line in message.split("\n")]
    return "\n".join([line for line in lines if "`" not in line] or lines)


def _known(have: str) -> dict[str, str]:
    """Return the digest of the words that a browser has of each anchor."""
    found = [entry.split(":") for entry in have[:20_000].split()]
    return {entry[0]: entry[2] for entry in found if len(entry) == 3}


def _part(one: Fragment, known: dict[str, str], own: Collection[str]) -> Part:
    words = _digest(one.words)
    changed = bool(known) and known.get(one.anchor) != words
    return Part(
        f"{one.anchor}:{_digest(one.html)}", words, one.anchor, one.label, one.heading, one.html, changed, one.anchor in own
    )


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=4).hexdigest()


def sentence(before: str, changed: Iterable[Part]) -> str:
    """Return what is said after a choice: what was chosen, and which sections changed."""
    found = list(changed)
    # A section whose number is still open goes by its heading.
    names = [part.heading if "_" in part.label else part.label.rstrip(".") or part.heading for part in found]
    if not found:
        what = "No words of another section changed"
    elif len(found) == 1:
        what = f"One section changed: {names[0]}"
    else:
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        what = f"{len(found)} sections changed: {', '.join(names[:4])}{more}"
    return f"{before} {what}." if before else f"{what}."
