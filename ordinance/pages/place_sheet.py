"""One page on a place for somebody who begins to organize there: law, courts, lists, jails, policies, form, what to do next.

It says as much as one page holds: where much is on file, it names fewer rulings, policies and topics, and counts the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ordinance.document.model import Block, Document, Paragraph, Run, Style, bullet
from ordinance.drafting.facts import capital
from ordinance.drafting.forms import resolution_instead
from ordinance.drafting.model import Draft, plain, walk
from ordinance.drafting.powers import kinds_of
from ordinance.drafting.state_law import LawHere, preempting
from ordinance.library.federal import agreement_list, agreement_words, circuit_of, federal_facts
from ordinance.library.place_model import Agency, Place
from ordinance.library.sheet_model import SheetWords
from ordinance.library.source_model import Authority, Precedent
from ordinance.library.state_model import StateLaw
from ordinance.library.store import Library
from ordinance.pages.listed import barred_line, listed_lines, the_place, worth_telling
from ordinance.pages.listed_in_draft import ends_here
from ordinance.pages.memo_table import first_sentence
from ordinance.pages.sources import Sources, shown_date, state_penalties
from ordinance.pages.two_pages import fits_one_page
from ordinance.places.federal_list import is_place, named_here
from ordinance.places.precedents import near, place_named

#: The instrument whose form the sheet tells.
INSTRUMENT: Final = "ordinance"
#: Roles of agencies that hold people.
_KEEPS: Final = ("jail", "lockup", "juvenile")
_BY_EFFECT: Final = ("supports", "limits", "cuts-against")


class _Room(Struct, frozen=True):
    """How much the sheet says: rulings, policies of each group, listed agencies, penalties, topics of each verdict; whether it
    tells the state's whole `summary`, and what rulings `held`; and in which style."""

    cases: int
    policies: int
    listed: int
    penalties: int = 1
    summary: bool = False
    held: bool = False
    topics: int = 99
    style: Style = "small"


_ROOMS: Final = (
    _Room(6, 8, 8, 3, summary=True, held=True, style="body"),
    _Room(6, 8, 8, 3, held=True, style="body"),
    _Room(6, 6, 6, 2, style="body"),
    _Room(6, 8, 8, 3, summary=True, held=True),
    _Room(6, 8, 6, 2, summary=True),
    _Room(6, 8, 8, 3, held=True),
    _Room(4, 6, 6, 2, held=True),
    _Room(6, 6, 6, 2),
    _Room(4, 4, 4, 2),
    _Room(3, 3, 3),
    _Room(2, 2, 2),
    _Room(2, 2, 2, topics=5),
    _Room(1, 1, 2, topics=4),
    _Room(1, 1, 1, topics=3),
)


def place_sheet(library: Library, words: SheetWords, place: Place, draft: Draft | None, day: date) -> Document:
    """Return the sheet. `draft` is the draft that the place gets unasked, or None where state law leaves nothing to adopt."""
    title = words.title.format(place=place.official_name, state=place.state)
    made = Document(title, (), footer=f"{place.official_name} · {shown_date(day)}", date=day)
    for room in _ROOMS:
        made = replace(made, blocks=tuple(_Sheet(library, words, place, draft, day, room).blocks()))
        if fits_one_page(made):
            break
    return made


class _Sheet:
    """The parts of one sheet."""

    def __init__(self, library: Library, words: SheetWords, place: Place, draft: Draft | None, day: date, room: _Room) -> None:
        self.library, self.words, self.place, self.draft, self.day, self.room = library, words, place, draft, day, room
        self.state: StateLaw = library.state(place.state)
        self.law = LawHere(self.state, library.vocabulary, kinds_of(library, place, INSTRUMENT), day)
        self.titles = {term.id: term.title for term in library.vocabulary.topics}
        self.sources = Sources(library)
        #: What staff do or are kept from; a topic without an act (remedies, reports) is none that an organizer asks of first.
        weighed = {term.id for term in library.vocabulary.topics if term.review}
        done = dict.fromkeys(act.topic for act in library.vocabulary.acts)
        self.topics = tuple(topic for topic in done if topic in weighed or self.law.verdicts(topic))
        self.listed = worth_telling(library, place)
        #: Whether nobody has read what the place's agencies, names and titles are.
        self.unread = bool(place.to_confirm or not place.sources)

    def blocks(self) -> Iterator[Block]:
        made = agreement_list(self.library)
        yield Paragraph("title", (Run(self.words.title.format(place=self.place.official_name, state=self.place.state)),))
        caution = self.words.caution.format(
            horizon=shown_date(self.state.horizon), listed=shown_date(made.as_of) if made else "no day on file"
        )
        yield Paragraph("small", (Run(" ".join(caution.split())),))
        parts = {
            "law": self.state_law(),
            "court": self.courts(),
            "agreements": self.agreements(),
            "list": self.on_list(),
            "custody": self.custody(),
            "policies": self.policies(),
            "binds": self.binds(),
            "form": self.form(),
        }
        for name, sentences in parts.items():
            said = " ".join(f"{capital(one.rstrip('.'))}." for one in sentences if one)
            if said:
                yield Paragraph(self.room.style, (Run(f"{self.words.leads[name]}. ", "strong"), Run(said)))
        yield Paragraph(self.room.style, (Run(f"{self.words.leads['next']}.", "strong"),), keep_with_next=True)
        yield from (bullet(Run(step)) for step in self.steps())

    # --- law ---

    def state_law(self) -> Iterator[str]:
        """The state's summary, what is threatened, and the topics by what state law says of a local rule on them."""
        summary = " ".join(self.state.summary.split())
        yield summary if self.room.summary else first_sentence(summary)
        by_verdict: dict[str, list[str]] = {name: [] for name in self.words.verdicts}
        for topic in self.topics:
            verdicts = self.law.verdicts(topic)
            names = [self.law.word(verdict) for verdict in verdicts] or ["not-researched"]
            by_verdict[min(names, key=list(self.words.verdicts).index)].append(self.titles.get(topic, topic).lower())
        told = [
            f"{self.words.verdicts[name]} {_listed(found, self.room.topics, ', ')}" for name, found in by_verdict.items() if found
        ]
        yield f"{self.words.sentences['topics']}: {'; '.join(told)}"
        threats = state_penalties(self.law)
        if threats:
            yield f"Penalties: {_listed(threats, self.room.penalties)}"

    def courts(self) -> Iterator[str]:
        """The federal circuit, and the rulings on file of its court, by what they do for local limits."""
        circuit = circuit_of(self.library, self.place.state)
        if circuit is None:
            return
        said = self.words.sentences
        own = self._cases(circuit.court)
        yield said["circuit"].format(title=circuit.title, cases=own or said["no-circuit-cases"])

    def _cases(self, court: str) -> str:
        """Return the rulings of a court on topics of the clauses, those that decide for or against local limits first."""
        weighed = {term.id for term in self.library.vocabulary.topics if term.review}
        about = {*weighed, *self.words.court_topics}
        held = [one for one in self.library.authorities.values() if one.court == court and about & set(one.topics)]
        parts = []
        for effect in _BY_EFFECT:
            some = sorted((one for one in held if one.effect == effect), key=_weight)
            if some:
                names = _listed([self._held(one) for one in some], max(1, self.room.cases // 2))
                parts.append(f"{self.words.effects[effect]}: {names}")
        return "; ".join(parts)

    def _held(self, one: Authority) -> str:
        """Return a ruling's name, with what it held where there is room."""
        name = self.sources.authority(one, short=True)
        return f"{name}: {first_sentence(' '.join(one.proposition.split())).rstrip('.')}" if self.room.held else name

    # --- lists ---

    def agreements(self) -> Iterator[str]:
        words = agreement_words(self.library)
        barred = set(barred_line(self.library, self.place, words)) if words else set()
        found = list(listed_lines(self.library, self.place))
        lines = [one for one in found if one not in barred]
        yield from lines[: self.room.listed]
        if len(lines) > self.room.listed:
            yield f"{len(lines) - self.room.listed} more: ordinance agreements {self.place.id}"
        yield from (one for one in found if one in barred)

    def on_list(self) -> Iterator[str]:
        """Whether the place, its county or its state is named on the list of August 2025."""
        facts = federal_facts(self.library)
        if facts is None:
            return
        found, said, on = named_here(self.library, self.place), self.words.sentences, shown_date(facts.list_date)
        for one in found:
            how = "named-later" if one.later else "named"
            yield said[how].format(name=one.name, date=on, says=facts.list_says, later=one.later)
        if not any(is_place(self.library, one, self.place) for one in found):
            how = "not-named-state-is" if found else "not-named"
            yield said[how].format(place=the_place(self.place), date=on)

    # --- the place ---

    def keepers(self) -> list[Agency]:
        return [one for one in self.place.agencies if set(one.roles) & set(_KEEPS)]

    def custody(self) -> Iterator[str]:
        """The agencies that hold people, and who commands them; without one on file, who runs jails in the state."""
        said, keepers = self.words.sentences, self.keepers()
        for one in keepers:
            if one.name.startswith("["):  # nobody knows whose it is
                yield said["jail-unclear"].format(agency=one.name)
                continue
            control = {
                "directs": f"which the {self.place.body.short} directs",
                "independent": f"whose {one.head} answers to the voters, not to the {self.place.body.short}",
                "outside": "an agency of another government",
            }[one.control]
            how = "jail-here" if "jail" in one.roles else "cells-here"
            yield said[how].format(agency=self._agency(one), control=control)
        if not keepers:
            yield said["jail-none"].format(place=the_place(self.place))
        if not any("jail" in one.roles for one in keepers):
            yield said["jail-state"].format(jails=self.words.jails[self.state.jail_operator])
        if any("police" in one.roles and one.control == "directs" for one in self.place.agencies if one not in keepers):
            yield said["jail-ask"]

    def _agency(self, one: Agency) -> str:
        """Return an agency's name with its article, and whether there is one must be confirmed."""
        return _the(one.name) + (f" ({self.words.sentences['to-confirm']})" if one.name in self.place.to_confirm else "")

    def policies(self) -> Iterator[str]:
        """Policies adopted here, by the county, by others in it, and elsewhere in the state."""
        found, said = near(self.library, self.place), self.words.sentences
        groups = {"own": found.own, "county": found.county, "neighbors": found.neighbors, "state": found.state}
        for name, some in groups.items():
            if some:
                yield said[name].format(names=_listed(_policies(some), self.room.policies))
        if not any(groups.values()):
            yield said["none"]

    def binds(self) -> Iterator[str]:
        """Whom the body directs, whom it does not, and who belongs to another government."""
        said, short = self.words.sentences, self.place.body.short
        for control in ("directs", "independent", "outside"):
            known = [one for one in self.place.agencies if not one.name.startswith("[")]
            names = [self._agency(one) for one in known if one.control == control]
            if names:
                yield said[control].format(body=short, names="; ".join(names))
        if self.unread:
            yield said["others"].format(body=short)

    def form(self) -> Iterator[str]:
        """What the instrument is called, its enacting words and its day of effect, and how sure that is."""
        said, place, draft = self.words.sentences, self.place, self.draft
        if draft is None:
            return
        if resolution_instead(place, self.library.instrument(INSTRUMENT), draft.selection.form):
            yield said["no-power"].format(body=place.body.name)
            yield draft.selection.form.power_says or ""
            return
        executive = f"; {said['executive'].format(title=place.executive.title)}" if place.executive else ""
        yield said["enacts"].format(body=place.body.name, instrument=draft.instrument_name) + executive
        yield draft.power
        formula = plain(draft.formula.pieces).strip().rstrip(":.")
        if formula and not draft.formula.confirm:
            yield said["words"].format(words=formula)
        else:
            yield said["no-words"]
        effect = self._effect()
        if effect:
            yield effect
        if self.unread:
            yield said["usual"]

    def _effect(self) -> str:
        """Return the draft's own sentence on when it takes effect, where it names a day that the files know."""
        if self.draft is None or not self.draft.selection.form.effective or self.draft.effect_confirm:
            return ""
        for section in self.draft.sections:
            for provision in walk(section.provisions):
                text = plain(provision.pieces)
                if text.startswith(f"This {self.draft.instrument_name} takes effect"):
                    return first_sentence(text)
        return ""

    def steps(self) -> Iterator[str]:
        """What to do next, as far as it applies here."""
        away = [one for one in self.keepers() if one.control == "outside"]
        free = [one for one in self.place.agencies if one.control == "independent"]
        facts = {
            "id": self.place.id,
            "place": the_place(self.place),
            "state": self.state.name,
            "agencies": " and ".join(_the(one.listed.agency) for one in self.listed[:2]),
            "keeper": _the(away[0].name) if away else "",
            "officer": free[0].head if free else "",
            "clerk": self.place.clerk,
        }
        holds = {
            "always": True,
            "preempts": preempting(self.state),
            "threatened": bool(state_penalties(self.law)),
            "listed": bool(self.listed),
            "ends": self.draft is not None and ends_here(self.draft, self.library),
            "kept-elsewhere": bool(away),
            "independent": bool(free),
            "confirm": True,
        }
        yield from (step.says.format(**facts) for step in self.words.steps if holds[step.when])


def _weight(one: Authority) -> tuple[bool, bool, int]:
    """Return what sorts rulings: those without a caution first, then those that were read, then the newest."""
    return (bool(one.caution), one.verified == "unverified", -one.year)


def _policies(found: Sequence[Precedent]) -> list[str]:
    """Return the policies of each place in a few words: what, since when, what is known of their standing."""
    by_place: dict[str, dict[str, set[str]]] = {}
    for one in found:
        status = {"in force": "", "unknown": ", standing unknown"}.get(one.status, f", {one.status}")
        years = by_place.setdefault(place_named(one), {}).setdefault(f"{one.instrument.replace('-', ' ')}{status}", set())
        years.add(one.adopted[:4] if one.adopted else "no date on file")
    return [f"{name} ({'; '.join(_in_years(*one) for one in said.items())})" for name, said in by_place.items()]


def _in_years(what: str, years: set[str]) -> str:
    """Return instruments of one kind and standing with their years: "ordinance 2017, 2026"."""
    name, comma, status = what.partition(",")
    return f"{name} {', '.join(sorted(years))}{comma}{status}"


def _the(name: str) -> str:
    """Return an agency's name with its article."""
    return name if name.startswith(("[", "the ", "The ")) else f"the {name}"


def _listed(names: Sequence[str], most: int, between: str = "; ") -> str:
    """Return names in a row; of many the first, and how many more there are."""
    more = f"{between}and {len(names) - most} more" if len(names) > most + 1 else ""
    return between.join(names[:most] if more else names) + more
