"""A text against the library: which sentences speak of which topic, what they do, and what that makes of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from ordinance.library.clause_model import Clause
from ordinance.library.review_model import Signal
from ordinance.library.store import Library
from ordinance.reviews.force import Force, Sentence
from ordinance.reviews.lexicon import Hit, Lexicon
from ordinance.reviews.units import Source, Unit

#: What a sentence does on a topic: one of the names in _ORDER.
Act = str


class Finding(Struct):
    """One sentence on one topic."""

    topic: str
    clause: Clause
    act: Act
    weight: int
    sentence: Sentence
    force: Force
    alone: bool

    @property
    def unit(self) -> Unit:
        return self.sentence.unit


#: The most words between an act and what it is done to in a mention among reasons; and how far a sentence counts that introduces.
_NEAR, _LEAD = 12, 8
#: A mention among reasons without any force counts only by signs as sure as this.
_SURE = 3


def lexicon_of(library: Library) -> Lexicon:
    """Return the library's phrases, ready to be found."""
    words = library.review_words
    groups = {one.id: one.phrases for one in words.concepts}
    groups |= {f"exception:{one.id}": one.phrases for one in words.exceptions}
    groups |= {f"force:{name}": lines for name, lines in words.force.items()}
    groups |= {f"role:{name}": lines for name, lines in words.roles.items()}
    return Lexicon(groups)


def signals_of(library: Library) -> list[tuple[Clause, Signal, str]]:
    """Return every signal with its clause and topic."""
    return [
        (clause, signal, signal.topic or clause.topics[0])
        for clause in library.clauses()
        if clause.kind == "policy"
        for signal in clause.signals
    ]


def findings(source: Source, library: Library) -> list[Finding]:
    """Return what each sentence does on each topic, mentions and recitals included, in the order of the text."""
    signals = signals_of(library)
    found: list[Finding] = []
    for unit in source.units:
        if unit.role == "dead":
            continue
        found += _of_unit(source, unit, signals)
    return found


def _of_unit(source: Source, unit: Unit, signals: list[tuple[Clause, Signal, str]]) -> Iterator[Finding]:
    names = {name for span in unit.spans for name in source.names_in(span)}
    around = names | (source.names_in(unit.heading) if unit.heading else set())
    if unit.before and "force:back" in source.names_in(unit.spans[-1]):
        around |= source.names_in(unit.before)
    likely = [one for one in signals if one[1].all[0] in names and around.issuperset(one[1].all)]
    if not likely:
        return
    sentence = Sentence(source, unit)
    best: dict[str, Finding] = {}
    for clause, signal, topic in likely:
        action = signal.all[0]
        if names.intersection(signal.none):
            continue
        weight = signal.weight - (0 if names.issuperset(signal.all) else 1)
        if not names.issuperset(signal.all) and signal.weight < 3:
            continue
        own = {hit.name for hit in sentence.hits if hit.start >= sentence.own}
        if not own.intersection(signal.own or signal.all):
            continue
        finding = _judged(topic, clause, signal, sentence, weight, action)
        if finding and (topic not in best or _rank(finding) > _rank(best[topic])):
            best[topic] = finding
    yield from best.values()


_ORDER = {
    "limit": 6,
    "command": 6,
    "duty": 5,
    "rule": 5,
    "right": 5,
    "disclaims": 4,
    "frees": 3,
    "permit": 2,
    "defines": 1,
    "mention": 1,
}


#: From here on an act says what a sentence does, so that no act further away is asked.
_DECIDED = 4


def _rank(finding: Finding) -> tuple[int, int]:
    return _ORDER[finding.act], finding.weight


def _judged(topic: str, clause: Clause, signal: Signal, sentence: Sentence, weight: int, action: str) -> Finding | None:
    unit = sentence.unit
    best: tuple[int, Act, Force] | None = None
    for hit in _nearest(sentence, action, signal):
        force = sentence.force(hit, plain=signal.kind != "limit")
        act = _act(signal, force)
        if act == "command" and not _commands(sentence, signal):
            act = "mention"
        if best is None or _ORDER[act] > best[0]:
            best = (_ORDER[act], act, force)
        if best[0] >= _DECIDED:
            break
    if best is None:
        return None
    act = best[1]
    if unit.role in ("recital", "exhortation") or (
        unit.role == "soft-recital" and not (act == "limit" and sentence.commands_somebody())
    ):
        if act not in ("limit", "command", "duty", "right") and signal.weight < _SURE:
            return None
        act = "mention"
    elif unit.role == "definition":
        act = "defines"
    return Finding(topic, clause, act, max(weight, 1), sentence, best[2], signal.alone) if act in _ORDER else None


def _commands(sentence: Sentence, signal: Signal) -> bool:
    """Say whether a command can be what it seems: of this act, in a sign that is sure, with its thing outside any exception."""
    if sentence.names.intersection(signal.yields) or not signal.alone:
        return False
    return all(
        any(hit.name == name and not sentence.excepted(hit.start) for hit in sentence.hits)
        for name in signal.all
        if name in sentence.names
    )


def _nearest(sentence: Sentence, action: str, signal: Signal) -> list[Hit]:
    """Return the mentions of the act, nearest to what it is done to first; in an exception only where there is no other."""
    objects = [[hit for hit in sentence.hits if hit.name == name] for name in signal.all[1:] if name in sentence.names]
    acts = [hit for hit in sentence.hits if hit.name == action and _apart(hit, objects)]
    if any(hit.start <= sentence.own + 2 and hit.start >= sentence.own for hit in sentence.acts()):
        acts = [hit for hit in acts if hit.start >= sentence.own]  # the item names its own act, and not only a thing
    main = [hit for hit in acts if not sentence.excepted(hit.start)]

    def away(act: Hit) -> int:
        apart = ([one for one in hits if one.end <= act.start or act.end <= one.start] for hits in objects)
        return max((min((_gap(act, one, sentence.own) for one in hits), default=0) for hits in apart), default=0)

    most = signal.within if sentence.unit.role in ("operative", "definition") else min(_NEAR, signal.within)
    return sorted((hit for hit in main or acts if away(hit) <= most), key=away)


def _apart(act: Hit, objects: list[list[Hit]]) -> bool:
    """Say whether the act is not itself the thing: "enforcement" in "immigration enforcement"."""
    return all(any(one.end <= act.start or act.end <= one.start for one in hits) for hits in objects)


def _gap(act: Hit, thing: Hit, own: int) -> int:
    if (act.start < own) != (thing.start < own):
        return _LEAD
    return thing.start - act.end if thing.start >= act.end else act.start - thing.start + 3


def _act(signal: Signal, force: Force) -> Act:
    """Return what a sentence does, by what the act is: a limit on a duty is none, and a command of a limit reversed is one."""
    sign = force.sign
    if signal.kind == "limit":
        return {
            "limit": "limit",
            "command": "command",
            "permit": "permit",
            "excepts": "permit",
            "frees": "frees",
            "denies": "disclaims",
        }.get(sign, "mention")
    if signal.kind == "cooperation":
        return "command" if sign in ("none", "command", "permit") else "mention"
    if signal.kind == "duty":
        return {"command": "duty", "denies": "disclaims", "limit": "duty" if force.only else "mention"}.get(sign, "mention")
    if signal.kind == "right":
        return {"command": "right", "permit": "right", "limit": "disclaims", "denies": "disclaims"}.get(sign, "mention")
    return "rule"


def by_topic(found: list[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of each topic, in order."""
    topics: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        topics[one.topic].append(one)
    return topics
