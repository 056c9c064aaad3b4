"""The findings of a text made into an answer: what it does on each topic, how sure that is, and its stance."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from ordinance.library.review_model import How
from ordinance.library.store import Library
from ordinance.reviews.blocks import Span
from ordinance.reviews.closest import closest
from ordinance.reviews.engine import Finding, by_topic, findings, lexicon_of
from ordinance.reviews.exceptions import Opening, escapes, loopholes, openings
from ordinance.reviews.force import Sentence
from ordinance.reviews.model import Escape, Passage, Review, Stance, TopicReview
from ordinance.reviews.ours import Own, recognised
from ordinance.reviews.units import Source, Unit

_LIMITS = frozenset({"absolute", "with-exceptions", "savings-only"})
#: From this share on, one side makes the stance.
_MOSTLY = 0.78
_RULES: tuple[tuple[str, How], ...] = (("duty", "duty"), ("right", "absolute"), ("rule", "absolute"))
_NOT_FOUND = TopicReview("not-found")
_MOST_PASSAGES = 8
#: Nothing is surer than this.
_SUREST = 0.9


class Weighing(Struct, frozen=True):
    """How each topic is weighed: the words under `review` in the vocabulary, by topic."""

    of: dict[str, tuple[str, ...]]

    def sides(self, topic: str) -> bool:
        """Tell whether a limit or a command on a topic says what a text wants."""
        return "side" in self.of.get(topic, ())

    def leaves(self, topic: str, weight: int = 3) -> bool:
        """Tell whether leave to help, as sure as `weight`, says that nothing is limited."""
        words = self.of.get(topic, ())
        return ("leave" in words and weight > 2) or ("leave-likely" in words and weight > 1)


def _weighing(library: Library) -> Weighing:
    return Weighing({topic.id: topic.review for topic in library.vocabulary.topics})


class Leaning(Struct):
    """How much of a text limits help, and how much commands it, by weight."""

    limits: int = 0
    commands: int = 0


def review(text: str, library: Library) -> Review:
    """Return what a text does on every topic that a policy clause has."""
    return reviewed(Source(text, library.review_words, lexicon_of(library)), library)


def reviewed(source: Source, library: Library) -> Review:
    """Return what a text that was cut into its units does."""
    weighing = _weighing(library)
    own = recognised(source, library)
    found = _settled(source, findings(source, library), weighing)
    found = [one for one in found if one.act != "command" or not any(ours.has(source, one.unit) for ours in own.values())]
    topics = topics_of(library)
    empty = dict.fromkeys(topics, _NOT_FOUND)
    if not own and not _about(source, found):
        return Review("unclear" if _speaks_of_immigration(source) else "unrelated", empty)
    leaning = _leaning(found, weighing)
    grouped = by_topic(found)
    spoken = {one.unit.start for one in found}
    general = [
        one
        for one in openings(source)
        if one.unit.start not in spoken or {"exception:section-1373", "force:not-applying"} & one.names
    ]
    answers = {topic: _answer(source, library, grouped.get(topic, []), general, leaning) for topic in topics}
    answers |= {topic: _as_ours(source, answers[topic], ours) for topic, ours in own.items()}
    stance = _stance(answers, leaning, weighing)
    if stance == "unrelated" and _speaks_of_immigration(source):
        stance = "unclear"
    return Review(stance, answers if stance not in ("unrelated", "unclear") else empty)


def _as_ours(source: Source, answer: TopicReview, own: Own) -> TopicReview:
    """Return the answer on a topic on which the text has a variant's own words."""
    how = answer.how if own.fits(answer.how) else own.how
    passages = answer.passages
    if not passages:
        ours = [one for one in source.units if one.role != "dead" and own.has(source, one)]
        passages = tuple(_passage(source, (one.start, one.end)) for one in ours[:_MOST_PASSAGES])
    return replace(
        answer,
        how=how,
        passages=passages,
        closest=own.variant.id,
        clause=own.clause.id,
        confidence=max(answer.confidence, round(min(own.share + 0.3, _SUREST), 2)),
    )


def topics_of(library: Library) -> list[str]:
    """Return the topics that a policy clause has, in the order of the vocabulary."""
    covered = {topic for clause in library.clauses() if clause.kind == "policy" for topic in clause.topics}
    return [topic.id for topic in library.vocabulary.topics if topic.id in covered]


def _settled(source: Source, found: list[Finding], weighing: Weighing) -> list[Finding]:
    """Return the findings with definitions settled: those of a forbidden "sanctuary policy" command, others say nothing."""
    banned = any(_bans_sanctuary(source, one) for one in source.units)
    kept = []
    for one in found:
        if one.act == "defines":
            if not weighing.sides(one.topic):
                continue
            if not (banned and any("role:sanctuary-term" in source.names_in(span) for span in one.unit.spans)):
                continue
            one.act = "command"
        kept.append(one)
    return kept


def _bans_sanctuary(source: Source, unit: Unit) -> bool:
    if unit.role != "operative":
        return False
    sentence = Sentence(source, unit)
    terms = [hit for hit in sentence.hits if hit.name == "role:sanctuary-term"]
    return any(sentence.force(hit).sign == "limit" for hit in terms)


def _about(source: Source, found: list[Finding]) -> bool:
    """Say whether a text is about what the library covers: by a sentence on a topic of its own, or by words of immigration."""
    strong = [one for one in found if one.alone and one.act in ("limit", "command", "duty", "right", "disclaims")]
    if strong:
        return True
    if not any(one.alone for one in found):
        return False
    operative = [unit for unit in source.units if unit.role in ("operative", "exhortation", "soft-recital")]
    core = [unit for unit in operative if "immigration" in source.names_in((unit.start, unit.end))]
    recitals = [unit for unit in source.units if unit.role == "recital"]
    reasons = [unit for unit in recitals if "immigration" in source.names_in((unit.start, unit.end))]
    return bool(core) or 2 * len(reasons) >= len(recitals) > 0


def _speaks_of_immigration(source: Source) -> bool:
    """Say whether a text in which no rule was found has words of immigration all the same, so that somebody must read it."""
    spoken = (unit for unit in source.units if unit.role not in ("recital", "soft-recital"))
    return any("immigration-plain" in source.names_in((unit.start, unit.end)) for unit in spoken)


def _leaning(found: list[Finding], weighing: Weighing) -> Leaning:
    leaning = Leaning()
    for one in found:
        if weighing.sides(one.topic) and one.act == "limit":
            leaning.limits += one.weight
        elif weighing.sides(one.topic) and one.act == "command":
            leaning.commands += one.weight
    return leaning


def _answer(source: Source, library: Library, found: list[Finding], general: list[Sentence], leaning: Leaning) -> TopicReview:
    weighing = _weighing(library)
    acts: dict[str, list[Finding]] = {}
    for one in found:
        acts.setdefault(one.act, []).append(one)
    limits, commands = acts.get("limit", []), acts.get("command", [])
    if limits or commands:
        total = leaning.limits + leaning.commands
        lean = (leaning.limits - leaning.commands) / total if total else 0
        balance = sum(one.weight for one in limits) - sum(one.weight for one in commands) + lean
        if balance >= 0 and limits:
            return _limit(source, library, limits, commands, [*acts.get("permit", []), *acts.get("frees", [])], general)
        return _plain(source, library, "reverse", commands, limits)
    for act, how in _RULES:
        if act in acts:
            return _plain(source, library, how, acts[act], acts.get("disclaims", []))
    denying = [*acts.get("disclaims", []), *acts.get("frees", [])]
    if denying:
        return _plain(source, library, "disclaimer", denying, [])
    allowed = [one for one in acts.get("permit", []) if weighing.leaves(one.topic, one.weight) and one.force.sign == "permit"]
    if allowed:
        return _plain(source, library, "disclaimer", allowed, allowed)
    recited = [one for one in acts.get("mention", []) if one.unit.role != "operative"]
    if recited:
        return _plain(source, library, "recital-only", recited, [])
    return _NOT_FOUND


def _limit(
    source: Source,
    library: Library,
    limits: list[Finding],
    against: list[Finding],
    beside: list[Finding],
    general: list[Sentence],
) -> TopicReview:
    words = library.review_words
    sections = {one.unit.section for one in limits}
    near = [one for one in beside if one.act == "frees" or one.unit.section in sections]
    found = list(escapes(limits, near, _general(_weighing(library).of.get(limits[0].topic, ()), general), words))
    kinds = {one.kind for one in found}
    how: How = "absolute" if not kinds else "savings-only" if kinds <= set(words.general_exceptions) else "with-exceptions"
    made = _plain(source, library, how, limits, against, kinds)
    titles = {one.id: one.title or one.id for one in words.exceptions}
    return TopicReview(
        how,
        tuple(_exception(source, one, titles) for one in found),
        made.passages,
        made.closest,
        made.confidence,
        made.clause,
        tuple(_passage(source, span) for span in dict.fromkeys(loopholes(limits))),
    )


def _general(weighed: tuple[str, ...], general: list[Sentence]) -> list[Sentence]:
    """Return the sentences of exceptions, which speak of no topic of their own, that bear on a topic weighed so."""
    if "all-exceptions" in weighed:
        return general
    return [one for one in general if "exceptions" in weighed and "exception:section-1373" not in one.names]


def _plain(
    source: Source,
    library: Library,
    how: How,
    found: list[Finding],
    against: list[Finding],
    kinds: set[str] | None = None,
) -> TopicReview:
    spans = list(dict.fromkeys((one.unit.start, one.unit.end) for one in sorted(found, key=lambda one: -one.weight)))
    passages = tuple(_passage(source, span) for span in sorted(spans[:_MOST_PASSAGES]))
    weights: Counter[str] = Counter()
    for one in found:
        weights[one.clause.id] += one.weight
    clause = library.clause(weights.most_common(1)[0][0])
    variant = None
    if how not in ("reverse", "disclaimer", "recital-only"):
        variant = closest(clause, how, kinds or set(), " ".join(one.text for one in passages))
    return TopicReview(
        how, (), passages, variant.id if variant else None, _confidence(found, against, how), clause.id if variant else None
    )


def _confidence(found: list[Finding], against: list[Finding], how: How) -> float:
    best = max(one.weight for one in found)
    sure = 0.34 + 0.12 * best + 0.03 * min(len(found) - 1, 4)  # as often right, about: docs/review-accuracy.md
    if against:
        sure -= 0.25 * min(1.0, sum(one.weight for one in against) / sum(one.weight for one in found))
    if how in ("recital-only", "disclaimer"):
        sure -= 0.1
    return round(min(max(sure, 0.1), _SUREST), 2)


def _stance(answers: dict[str, TopicReview], leaning: Leaning, weighing: Weighing) -> Stance:
    limits = sum(one.how in _LIMITS and weighing.sides(topic) for topic, one in answers.items())
    commands = sum(one.how == "reverse" for one in answers.values())
    if limits or commands:
        counted = commands / (limits + commands)
        total = leaning.limits + leaning.commands
        share = (leaning.commands / total + counted) / 2 if total else counted
        return "cooperative" if share >= _MOSTLY else "protective" if share <= 1 - _MOSTLY else "mixed"
    kinds = {one.how for one in answers.values()}
    if "disclaimer" in {one.how for topic, one in answers.items() if weighing.leaves(topic)} and not kinds & {"duty", "absolute"}:
        return "cooperative"
    if any(one.how not in ("not-found",) for one in answers.values()):
        return "protective"
    return "unrelated"


def _passage(source: Source, span: Span) -> Passage:
    start, end = trimmed(source.text, span)
    return Passage(source.text[start:end], start, end)


def _exception(source: Source, one: Opening, titles: dict[str, str]) -> Escape:
    start, end = trimmed(source.text, one.span)
    return Escape(one.kind, titles.get(one.kind, "an exception"), source.text[start:end], start, end)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
