"""What a person has asked for so far: read from a form or a link, settled against the library, and told as wishes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.forms import usual_instrument
from ordinance.drafting.model import Selection
from ordinance.drafting.selection import select
from ordinance.drafting.wishes import Length, OwnWords, Stance, Wishes
from ordinance.errors import BadChoice, OrdinanceError
from ordinance.library.legal_text import TextProblem, parse
from ordinance.library.place_model import Place
from ordinance.library.store import Library
from ordinance.library.wording_model import Wording
from ordinance.making.asking import law_day_on
from ordinance.pages.choice_cards import card_of

#: The value of a card's last radio, and how fields of cards, blanks and own sentences are named.
OUT: Final = "out"
CARD: Final = "c."
BLANK: Final = "b."
WORDING: Final = "w."
#: What is told of sentences of one's own: who wrote them, why, and what stands for their file in a message.
_BY: Final = "Whoever drafted this"
_WHY: Final = "Written on the page, in their own words."
_FILE: Final = "your own sentences"
_MARKS: Final = re.compile(r"([\\`*_{}>#+!()-])")
#: Signs of templates and of HTML, which no law text holds: a space takes them apart.
_CODE: Final = re.compile(r"(\{(?=[{%#])|[}%#](?=\})|<(?=[A-Za-z/!?]))")
_COUNTED: Final = re.compile(r"^(\d{1,9})\.", re.MULTILINE)
#: Bounds on what a person may write in one field.
MOST: Final = 5_000
#: How many fields of one kind are kept; no draft has so many.
MOST_FIELDS: Final = 200


class Asked(Struct, frozen=True):
    """What differs from the package by `choose` and `leave_out`, with blanks filled in and sentences of one's own. Without an
    instrument it is the usual one of the place."""

    instrument: str = ""
    length: Length = "short"
    stance: Stance | None = None
    package: str | None = None
    choose: dict[str, str] = {}
    leave_out: tuple[str, ...] = ()
    blanks: dict[str, str] = {}
    wording: dict[str, str] = {}

    def wishes(self, library: Library, today: date) -> Wishes:
        """Return what the draft is told; the law of the day counts."""
        day = law_day_on(library, None, today)
        asked = Wishes(
            self.instrument or None, dict(self.choose), (), self.leave_out, self.stance, self.package, day, self.length
        )
        return replace(asked, wording=self.own_words(today)) if self.wording else asked

    def own_words(self, today: date) -> OwnWords:
        """Return the sentences of one's own as local wording: each stands at the end of its section, and is plain words.

        Raises `BadChoice` for one that no text can hold.
        """
        entries = []
        for name, words in sorted(self.wording.items()):
            text = plain_markdown(words)
            try:
                parse(text)
            except TextProblem as error:
                raise BadChoice(f"Your own sentence for {name} {error.problems[0][1]}") from None
            entries.append(Wording(do="add-after", at=name, text=text, by=_BY, on=today, why=_WHY))
        return OwnWords(tuple(entries), _FILE)

    @property
    def plain(self) -> Asked:
        """The same instrument, length, stance and package without any choice of one's own."""
        return Asked(self.instrument, self.length, self.stance, self.package)

    @property
    def bare(self) -> Asked:
        """The same selection without a blank or a sentence of one's own."""
        return replace(self, blanks={}, wording={})


def plain_markdown(text: str) -> str:
    """Return words as Markdown that says just these words, in their paragraphs; only [brackets] stay what they are, a blank."""
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    apart = (_CODE.sub(r"\1 ", one) for one in paragraphs if one)
    escaped = (_MARKS.sub(r"\\\1", one) for one in apart)
    return "\n\n".join(_COUNTED.sub(r"\1\\.", one) for one in escaped)


def taken(selection: Selection) -> dict[str, str]:
    """Return the variant of each policy clause in a selection that is there for its own sake."""
    return {one.clause.id: one.variant.id for one in selection.chosen if one.clause.kind == "policy" and one.by != "required"}


def base(library: Library, place: Place, asked: Asked, today: date) -> Selection | None:
    """Return what would be chosen without a choice of one's own, or None where nothing could be; made once for many clicks."""
    frame = (asked.instrument, asked.length, asked.stance, asked.package)
    return library.once(("base", place.id, today, *frame), lambda: _base(library, place, asked, today))


def _base(library: Library, place: Place, asked: Asked, today: date) -> Selection | None:
    try:
        return select(library, place, asked.plain.wishes(library, today))
    except OrdinanceError:
        return None


def from_form(library: Library, place: Place, before: Asked, form: Mapping[str, str], today: date) -> Asked:
    """Return what a chooser's form asks for; `before` is what it was shown for. Unknown names change nothing."""
    shown = base(library, place, before, today)
    usual = taken(shown) if shown else {}
    choose, out = dict(before.choose), list(before.leave_out)
    for field, value in form.items():
        name = field.removeprefix(CARD)
        if not field.startswith(CARD) or name not in library.clause_files:
            continue
        choose.pop(name, None)
        out = [one for one in out if one != name]
        if value == usual.get(name, OUT):
            continue
        if value == OUT:
            out.append(name)
        elif any(one.id == value for one in library.clause(name).variants):
            choose[name] = value
    wording = known_wording(library, _written(form, WORDING, before.wording))
    words = {"blanks": _written(form, BLANK, before.blanks), "wording": wording}
    return replace(_framed(library, before, form), choose=choose, leave_out=tuple(out), **words)


def _written(form: Mapping[str, str], prefix: str, before: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the fields of one kind, over what stood before; an empty field takes it out."""
    posted = {name.removeprefix(prefix): value.strip()[:MOST] for name, value in form.items() if name.startswith(prefix)}
    return dict([(name, value) for name, value in {**before, **posted}.items() if value][:MOST_FIELDS])


def known_wording(library: Library, wording: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences whose section is one of the library's: to look for each of a thousand others would take minutes."""
    return {name: words for name, words in wording.items() if name in library.clause_files}


def _framed(library: Library, before: Asked, form: Mapping[str, str]) -> Asked:
    """Return the same choices in the instrument, length, stance and package that a form names."""
    instrument = form.get("instrument", before.instrument)
    length, stance, package = form.get("length", before.length), form.get("stance"), form.get("package")
    return replace(
        before,
        instrument=instrument if instrument in library.instruments else before.instrument,
        length=length if length in get_args(Length) else before.length,
        stance=before.stance if stance is None else stance if stance in get_args(Stance) else None,
        package=before.package if package is None else package if package in library.packages else None,
    )


def settled(library: Library, place: Place, asked: Asked, today: date) -> tuple[Asked, list[str]]:
    """Return what can stand of what was asked, and a sentence for each choice that cannot: it is dropped, and the rest kept."""
    asked = asked if asked.instrument else replace(asked, instrument=usual_instrument(library, place))
    selection = base(library, place, asked, today)
    if selection is None or not asked.choose:
        return asked, []
    kept, told = {}, []
    for name, variant in asked.choose.items():
        card = card_of(library, selection, name)
        option = next((one for one in card.options if one.id == variant), None) if card else None
        title = card.title if card else library.clause(name).title
        if option is None:
            told.append(f"{title}: has no place in this {selection.instrument.name.lower()}, so it was left out.")
        elif option.barred:
            told.append(f"{title}: “{option.label}” cannot be taken here. {option.barred[:1].upper()}{option.barred[1:]}.")
        else:
            kept[name] = variant
    return replace(asked, choose=kept), told
