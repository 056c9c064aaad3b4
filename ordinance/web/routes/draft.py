"""The chooser with its draft: a form whose answer is the page, or, for the script, the parts of the draft that changed."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request
from msgspec import Struct
from msgspec.structs import replace

from ordinance.drafting.forms import USUAL, as_called, form_of, why_instead
from ordinance.drafting.selection import default_package
from ordinance.library.place_model import Place
from ordinance.making.drafted import Drafted
from ordinance.making.printing import Printing
from ordinance.pages.choice_cards import Card, cards
from ordinance.web.asked import CARD, OUT, Asked, base, from_form, settled
from ordinance.web.desk import desk, shown
from ordinance.web.files import sent
from ordinance.web.jobs import draft_file
from ordinance.web.links import link_of, opened
from ordinance.web.places import place_named
from ordinance.web.preview import Preview, preview, sentence

pages = Blueprint("draft", __name__)

#: The formats by the endings of their addresses.
ENDINGS: Final = {"docx": "docx", "pdf": "pdf", "md": "md", "html": "html", "txt": "txt", "json": "json", "xml": "akn"}
#: Those that the helper process makes.
_LONG: Final = ("pdf",)
#: Fields that change every section, so that none is marked.
_WHOLE: Final = ("instrument", "length")
#: The longest that a line of a review is that leads to the chooser.
_NOTE: Final = 600
_COMMENTARY: Final = ("comments", "notes", "inline", "none")


@pages.route("/draft/<name>", methods=["GET", "POST"])
def draft(name: str) -> Response:
    identifier, _, ending = name.partition(".")
    place = place_named(desk().library, identifier)
    asked, told = asked_of(place)
    if ending:
        return _file(place, asked, ending)
    whole = request.form.get("changed") in _WHOLE
    made = preview(desk(), place, asked, "" if whole else request.form.get("have", ""))
    if request.form.get("live"):
        return _changes(place, asked, made)
    return chooser(place, asked, told, made)


class Step(Struct, frozen=True):
    """Where a person is with a draft that there is: what is filled in and taken away begins with this."""

    place: Place
    asked: Asked
    told: list[str]
    made: Drafted

    def shown(self, template: str, **facts: Any) -> Response:
        """Return the page of this step."""
        state, link = desk().library.state(self.place.state), link_of(self.place.id, self.asked, filled=True)
        shape = {"place": self.place, "state": state, "asked": self.asked, "told": self.told, "made": self.made, "link": link}
        return shown(template, 200, **shape, **facts)


def step_of(name: str) -> Step | Response:
    """Return the step with the draft of what the request's form asks for; where there is none, the chooser, which says why."""
    place = place_named(desk().library, name)
    asked, told = asked_of(place)
    made = preview(desk(), place, asked)
    return Step(place, asked, told, made.made) if made.made else chooser(place, asked, told, made)


def asked_of(place: Place) -> tuple[Asked, list[str]]:
    """Return what the request's form asks for, settled, with a sentence for each choice that cannot stand."""
    library, form = desk().library, request.form
    before = opened(library, form["state"]).asked if form.get("state") else Asked()
    with desk().drafting:
        asked = from_form(library, place, before, form, desk().today)
        return settled(library, place, asked, desk().today)


def chooser(place: Place, asked: Asked, told: list[str], made: Preview | None = None) -> Response:
    """Return the page on which one chooses, with the draft of what is asked."""
    library, made = desk().library, made or preview(desk(), place, asked)
    with desk().drafting:
        selection = made.made.draft.selection if made.made else base(library, place, asked, desk().today)
        shelf = cards(library, selection) if selection else []
    package = library.package(asked.package or place.choices.package or default_package(library, library.state(place.state)))
    form = form_of(library, place)
    why = why_instead(library, place, as_called(library.instrument(asked.instrument or USUAL), form), form)
    usual = {name: position for position, name in enumerate(package.clauses)}
    topic = request.form.get("topic", "")
    ahead = [card for card in shelf if card.id == topic]
    first = [*ahead, *(card for card in shelf if card.id in usual and card.open and card.id != topic)][:6]
    groups = [
        (group, [card for card in shelf if card.group == group.id and card not in first]) for group in library.vocabulary.groups
    ]
    return shown(
        "draft.html",
        place=place,
        state=library.state(place.state),
        asked=asked,
        told=[why, *told] if why else told,
        notes=[one[:_NOTE] for one in request.form.getlist("note")[:12]],
        topic=topic if ahead else "",
        preview=made,
        first=first,
        groups=[(group, found) for group, found in groups if found],
        package=package,
        packages=library.packages.values(),
        instruments=[(as_called(library.instrument(one), form), _can(place, asked, one)) for one in library.instruments],
        link=link_of(place.id, asked, filled=True),
        share=link_of(place.id, asked),
        card_prefix=CARD,
        out=OUT,
        changed=request.form.get("changed", ""),
        said=_said(shelf, made) if request.form.get("have") and not made.fault else "",
    )


def _can(place: Place, asked: Asked, instrument: str) -> bool:
    """Tell whether a place can have an instrument at all."""
    with desk().drafting as library:
        return base(library, place, replace(asked.plain, instrument=instrument), desk().today) is not None


def _said(shelf: list[Card], made: Preview) -> str:
    """Return the sentence after a choice: the topic, what was taken, and which sections changed."""
    changed = request.form.get("changed", "").removeprefix(CARD)
    card = next((one for one in shelf if one.id == changed), None)
    if changed in _WHOLE:
        return f"The draft has {len(made.parts) - 1} sections now."
    if card is None:
        return sentence("", made.changed)
    label = next((option.label for option in card.options if option.id == card.taken), "left out")
    return sentence(f"{card.title}: {label}.", made.changed)


def _changes(place: Place, asked: Asked, made: Preview) -> Response:
    """Return what the script puts in place: the order of the parts, those that it lacks, the link, and the sentence."""
    held = {entry.rpartition(":")[0] for entry in request.form.get("have", "")[:20_000].split()}
    changed = request.form.get("changed", "").removeprefix(CARD)
    before = ""
    if made.made and changed in desk().library.clause_files:
        clause = desk().library.clause(changed)
        taken = next((one for one in made.made.draft.selection.chosen if one.clause.id == changed), None)
        before = f"{clause.title}: {taken.variant.label if taken else 'left out'}."
    return jsonify(
        order=[part.key for part in made.parts],
        parts={part.key: part.html for part in made.parts if part.key not in held},
        words={part.key: part.words for part in made.parts},
        changed=[part.key for part in made.parts if part.changed],
        own=[part.key for part in made.parts if part.own],
        fault=made.fault,
        state=link_of(place.id, asked, filled=True),
        link=link_of(place.id, asked),
        said=sentence(before, made.changed) if not made.fault else "There is no draft of this.",
    )


def _file(place: Place, asked: Asked, ending: str) -> Response:
    """Return the draft as a file."""
    if ending not in ENDINGS:
        abort(404)
    commentary = request.form.get("commentary", "comments")
    printing = Printing(commentary if commentary in _COMMENTARY else "comments")  # type: ignore[arg-type]
    form, day = ENDINGS[ending], desk().today
    if form in _LONG:
        content = desk().heavy.run(draft_file, place.id, asked, day, form, printing)
    else:
        with desk().drafting as library:
            content = draft_file(library, place.id, asked, day, form, printing)
    return sent(content, f"{place.id}-{asked.instrument}.{ending}")
