"""The legal tree: an instrument's parts, sections and provisions, with every label and reference worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, field

from ordinance.drafting.wishes import Length
from ordinance.library.bill_model import BillForm
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.fields import InstrumentRef
from ordinance.library.form_model import Form, Told
from ordinance.library.instrument_model import Instrument
from ordinance.library.model import Package
from ordinance.library.place_model import Numbering, Place
from ordinance.library.state_model import Enjoined, StateLaw, StateStatute, Verdict
from ordinance.library.wording_model import Wording

Emphasis = Literal["", "emphasis", "strong"]
SourceKind = Literal["cite", "evidence", "precedent"]


class Text(Struct, frozen=True, tag=True):
    """Words."""

    text: str
    emphasis: Emphasis = ""


class Reference(Struct, frozen=True, tag=True):
    """A cross-reference: the words that print ("subsection (b)") and the anchor they name; no anchor if it dangles."""

    text: str
    target: str


class Citation(Struct, frozen=True, tag=True):
    """A source by id; its words and its verification level come from the registry when it is printed."""

    kind: SourceKind
    id: str


class Blank(Struct, frozen=True, tag=True):
    """Something that staff must fill in."""

    prompt: str


class Page(Struct, frozen=True, tag=True):
    """A link to a page, with its words."""

    text: str
    address: str


Piece = Text | Reference | Citation | Blank | Page
Pieces = tuple[Piece, ...]


class Provision(Struct, frozen=True):
    """A paragraph, numbered item, bullet or definition of a section. `level` is 1 for subsections, 0 for plain paragraphs."""

    kind: Literal["paragraph", "item", "bullet", "definition"]
    pieces: Pieces
    level: int = 0
    label: str = ""
    anchor: str = ""
    children: tuple[Provision, ...] = ()


class StateRule(Struct, frozen=True):
    """What state law says of a clause here, or of one variant of it: the verdict that decides, with its statutes.

    `status` is a verdict's, or "not-researched" where the state's file does not speak of the topic (never "open"), "below"
    where the variant leaves to a local decision what state law forbids to local staff, and "not-reached" where verdicts stand
    against such clauses and this variant does nothing that they are about. `acts` are those in which the variant meets the
    verdict, `coming` the verdicts on its topics that are not in force yet, `enjoined` a court's order that stops the law. `read`
    are the ids of the state's statutes whose text was read.
    """

    status: Literal["forbidden", "below", "risky", "open", "supported", "required", "not-reached", "not-researched"]
    topic: str = ""
    verdict: Verdict | None = None
    statutes: tuple[StateStatute, ...] = ()
    acts: tuple[str, ...] = ()
    coming: tuple[Verdict, ...] = ()
    enjoined: Enjoined | None = None
    read: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The id of the term in which the status prints."""
        return status_word(self.status, self.verdict, self.read)

    def word_of(self, coming: Verdict) -> str:
        """Return the id of the term in which a verdict to come prints."""
        return status_word(coming.status, coming, self.read)


def status_word(status: str, verdict: Verdict | None, read: Collection[str]) -> str:
    """Return the id of the term in which a status prints: one of its own where it rests on texts that nobody read."""
    reported = verdict is not None and status in ("required", "supported") and not any(name in read for name in verdict.because)
    return f"{status}-reported" if reported else status


class Chosen(Struct, frozen=True):
    """A clause in the draft, the variant taken, and who asked for it. `moved` says why another variant was not taken.

    A section of the "place" has a clause of its own, which no library has.
    """

    clause: Clause
    variant: Variant
    by: Literal["name", "package", "required", "instrument", "place"]
    rule: StateRule
    moved: str = ""


class LeftOut(Struct, frozen=True):
    """A clause of the package that is not in the draft, and why."""

    clause: Clause
    why: Literal["state-law", "no-power", "by-choice", "instrument"]
    says: str
    rule: StateRule


class Sourced(Struct, frozen=True):
    """Local wording with the file in which it stands, and the keys that lead to it there."""

    entry: Wording
    file: str
    keys: tuple[str | int, ...]


class Localized(Struct, frozen=True):
    """What became of local wording in a draft: `index` is its place in the selection's `local`, `anchor` where its words stand.

    It is "changed" where the library's item is no longer the one that it was written for (`now` are that item's words today),
    "followed" where that item stands elsewhere now, "unused" where this draft has none (`why` says so).
    """

    anchor: str
    index: int
    state: Literal["kept", "followed", "changed", "unused"]
    now: str = ""
    why: str = ""
    #: The name of the library's item, as this text has it.
    item: str = ""


class Selection(Struct, frozen=True):
    """Which variants of which clauses, for which place, in which instrument, by the law of which day.

    `limits_help` says that some chosen clause limits help to immigration authorities; `shrinks` that the state preempts such
    limits and nobody named one, so that the general sections keep to what every state allows. `length` says which text of each
    variant stands in the draft.
    """

    place: Place
    state: StateLaw
    instrument: Instrument
    package: Package
    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]
    on: date | None = None
    kinds: tuple[str, ...] = ()
    limits_help: bool = False
    shrinks: bool = False
    told: tuple[str, ...] = ()
    length: Length = "full"
    annex: bool = False
    form: Form = field(default_factory=Form)
    #: The place's own words for items of the text: those of its file, then those of the request.
    local: tuple[Sourced, ...] = ()
    #: Clauses whose words stand in a section of the code that the draft amends: the long title speaks of them too.
    about: tuple[Chosen, ...] = ()
    #: All that was chosen, where the place's own words strike a section of it.
    whole: tuple[Chosen, ...] = ()

    def ids(self) -> frozenset[str]:
        """Return the ids of the chosen clauses."""
        return frozenset(one.clause.id for one in self.chosen)


class Note(Struct, frozen=True):
    """A note on a section or a definition: its kind (does, why, law, …) and its filled paragraphs.

    A note of the kind "item" is on one provision: `item` names it in words, and leads to its anchor.
    """

    kind: str
    provisions: tuple[Provision, ...]
    item: Reference | None = None


class Section(Struct, frozen=True):
    """One section: its label ("§ 215-35"), how others cite it, its heading, its provisions and the notes on it."""

    chosen: Chosen
    label: str
    cite: str
    heading: str
    anchor: str
    codified: bool
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.chosen.clause.id


class Amended(Struct, frozen=True):
    """A section of the place's code as it stands, and what becomes of it.

    `label` and `title` head the section of the instrument that makes the change, `lead` are its words. The code's own
    section is `code_label`, `heading` and `before`. `section` is the anchor of the draft's section that takes its place;
    without one it will read as `heading_after` and `after` say; without these it is repealed.
    """

    anchor: str
    label: str
    title: str
    lead: Pieces
    code_label: str
    heading: str
    before: tuple[Provision, ...]
    section: str = ""
    heading_after: str = ""
    after: tuple[Provision, ...] = ()
    #: Its label in the code from then on, where it is renumbered; its words stay where nothing else is said.
    label_after: str = ""

    @property
    def repealed(self) -> bool:
        """Tell whether nothing takes the section's place."""
        return not self.section and not self.after and not self.label_after

    @property
    def moved(self) -> bool:
        """Tell whether it only gets another number: its words are then in no bill."""
        return bool(self.label_after) and not self.section and not self.after


class Formula(Struct, frozen=True):
    """The enacting, resolving or ordering words; `confirm` says why they must be confirmed, if they must."""

    pieces: Pieces
    source: str = ""
    confirm: str = ""


class Draft(Struct, frozen=True):
    """A whole instrument for one place, ready to be checked, printed or compared."""

    selection: Selection
    instrument: InstrumentRef
    instrument_name: str
    government: Pieces
    title: Pieces
    caption: Pieces
    head: Pieces
    blanks: tuple[Pieces, ...]
    recitals: tuple[Pieces, ...]
    formula: Formula
    opening: tuple[Provision, ...]
    codify_lead: Pieces
    sections: tuple[Section, ...]
    terms: dict[str, tuple[str, ...]]
    term_notes: dict[str, tuple[Note, ...]]
    numbering: Numbering
    code_numbering: Numbering | None
    adoption: tuple[Pieces, ...]
    signatures: tuple[tuple[str, Pieces], ...]
    notice: Pieces
    note: Pieces
    place_notes: tuple[Provision, ...]
    amended: tuple[Amended, ...] = ()
    #: What the state's file says of the power to enact this instrument, where that is limited; "" elsewhere.
    power: str = ""
    #: What must be confirmed of the words, from the state's file, on when this instrument takes effect; "" where nothing must.
    effect_confirm: str = ""
    #: How such a place adopts the instrument, and which penalties it may set, from the state's forms; for the notes alone.
    procedure: tuple[Told, ...] = ()
    #: How the bill is written: the place's own way, else its kind's; empty where neither is known.
    bill: BillForm = BillForm()
    #: The procedures that stand behind a short instrument, and how they are numbered.
    annex: tuple[Section, ...] = ()
    annex_title: Pieces = ()
    annex_lead: Pieces = ()
    annex_numbering: Numbering | None = None
    #: What became of each entry of local wording.
    local: tuple[Localized, ...] = ()

    @property
    def findings(self) -> bool:
        """Whether the reasons are the first section of the instrument, and no recitals."""
        return self.bill.reasons == "findings" and bool(self.recitals)

    @property
    def ruled(self) -> tuple[Section, ...]:
        """Its sections, and for each clause whose words stand in a section of the code that it amends one that names it: what
        state law is held against."""
        label = self.amended[0].label if self.amended else ""
        about = (Section(one, label, label, one.clause.title, one.clause.id, True, (), ()) for one in self.selection.about)
        return (*self.sections, *about)

    @property
    def place(self) -> Place:
        """The place that the draft is for."""
        return self.selection.place


def begun(pieces: Pieces) -> Pieces:
    """Return words as a sentence begins, with a capital."""
    first = pieces[0] if pieces else None
    if not isinstance(first, Text):
        return pieces
    return (Text(first.text[:1].upper() + first.text[1:], first.emphasis), *pieces[1:])


def plain(pieces: Pieces) -> str:
    """Return the words of pieces: blanks in brackets, citations as their ids in brackets."""
    words = []
    for piece in pieces:
        match piece:
            case Blank(prompt=prompt):
                words.append(f"[{prompt}]")
            case Citation(id=source_id):
                words.append(f"[{source_id}]")
            case _:
                words.append(piece.text)
    return "".join(words)


def walk(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """Yield every provision, depth first, in reading order."""
    for provision in provisions:
        yield provision
        yield from walk(provision.children)
