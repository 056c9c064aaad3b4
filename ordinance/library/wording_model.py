"""The typed shape of local wording: words of a place's own, each for one named item of the drafted text."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from ordinance.library.fields import Id, InstrumentRef, Line, PresentText, Record, TopicRef

#: What local wording does to the text.
Operation = Literal["replace", "add-after", "add-under", "strike", "add-section", "heading", "move"]

ItemName = Annotated[
    Line,
    Meta(description="An item of the drafted text, as `ordinance wording PLACE` names it: exceptions.court, recital.0, title."),
]


class Wording(Record, frozen=True, kw_only=True):
    """One change that the place makes in the drafted text.

    `at` names the item: a section by its clause (exceptions), what stands in it (exceptions.court, detention-requests.0), a
    definition (definitions.judicial-warrant), a reason (recital.0), `title` or `long-title`. `replace` puts `text` in the place
    of the item's words, or of all that stands in a section; what stands under an item stays unless `text` brings a list of its
    own. `add-after` and `add-under` put `text` behind the item, or first under it. `heading` gives a section another heading;
    `move` puts it behind the section `after`.
    `add-section` puts a section of the place's own, named `id`, behind the section `at`; its `caption` is its phrase in the long
    title, its `topics` those whose state law counts. `text` is Markdown; facts are written out, not as {{ }}.

    `revision` is that of the library's item when this was written, and `was` its words. `length` and `instrument` say for
    which text it was written; without them it is for all that have the item.
    """

    do: Operation
    at: ItemName
    text: PresentText | None = None
    heading: Line | None = None
    id: Id | None = None
    after: ItemName | None = None
    caption: Line | None = None
    topics: tuple[TopicRef, ...] = ()
    was: str | None = None
    revision: Line | None = None
    by: Line
    on: date
    why: Line
    length: Literal["short", "full"] | None = None
    instrument: InstrumentRef | None = None


class WordingFile(Record, frozen=True, kw_only=True):
    """A file of local wording alone, for a place whose own file is not at hand."""

    wording: tuple[Wording, ...]
