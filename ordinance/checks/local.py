"""Checks of the place's own words: what has changed under them, what state law says of their topics, what the title promises."""

from __future__ import annotations

from collections.abc import Iterator

from ordinance.checks.model import Check, Context, Finding, check
from ordinance.drafting.model import Section, plain, walk
from ordinance.drafting.state_law import law_of
from ordinance.reviews.judging import review

#: What state law may say of a topic that words of the place's own must be held against.
_SPEAKS = ("forbidden", "risky", "required")


@check("local-changed", "warning", "Local wording was written for the text that the library has today.")
def changed(context: Context, this: Check) -> Iterator[Finding]:
    for told in context.draft.local:
        if told.state == "changed":
            entry = context.draft.selection.local[told.index].entry
            message = f"the library has changed {entry.at} since the local wording was written ({entry.by}, {entry.on})"
            remedy = "see the three texts with `ordinance updates`, and choose"
            yield context.finding(this, message, remedy, _section(context, told.anchor), entry.text or "")


@check("local-state-law", "warning", "Counsel has held local wording against what state law says of its topic.")
def state_law(context: Context, this: Check) -> Iterator[Finding]:
    draft = context.draft
    law = law_of(draft.selection, context.library.vocabulary)
    titles = {topic.id: topic.title for topic in context.library.vocabulary.topics}
    for section in _localized(context):
        for topic in _topics(context, section):
            for verdict in law.verdicts(topic):
                status = law.status(verdict)
                if status in _SPEAKS:
                    said = f"{draft.selection.state.name} law on {titles.get(topic, topic)} is “{status}”: {verdict.note.strip()}"
                    message = f"{section.id} is in the place's own words, and {said}"
                    yield context.finding(this, message, "have counsel hold these words against it", section)


@check("title-promises", "warning", "The long title names nothing that is not in the text.")
def title_promises(context: Context, this: Check) -> Iterator[Finding]:
    chosen = {section.id for section in context.draft.ruled} | context.draft.selection.ids()
    words = plain(context.draft.caption).lower()
    there = [clause.caption.lower() for clause in context.library.clauses() if clause.caption and clause.id in chosen]
    for clause in context.library.clauses():
        phrase = (clause.caption or "").lower()
        if phrase and phrase in words and clause.id not in chosen and not any(phrase in one for one in there):
            message = f"the long title promises what is not in the text: “{clause.caption}”"
            yield context.finding(this, message, "take it out of the title, or put the section back")
    for group in context.library.vocabulary.groups:
        kept = {name for clause, name in group.parts.items() if clause in chosen}
        for name in dict.fromkeys(name for clause, name in group.parts.items() if clause not in chosen and name not in kept):
            if name.lower() in words and not any(name.lower() in one for one in there):
                message = f"the long title promises what is not in the text: “{name}”"
                yield context.finding(this, message, "take it out of the title, or put the section back")


def _localized(context: Context) -> Iterator[Section]:
    """Yield the sections, the definitions apart, in which words of the place's own stand."""
    anchors = {told.anchor.partition(".")[0] for told in context.draft.local if told.state != "unused"}
    for section in context.draft.sections:
        if section.anchor in anchors and section.anchor != "definitions":
            yield section


def _topics(context: Context, section: Section) -> tuple[str, ...]:
    """Return the topics of a section: those that it names, or those on which its words read as a rule."""
    if section.chosen.clause.topics:
        return section.chosen.clause.topics
    words = "\n\n".join([section.heading, *(plain(one.pieces) for one in walk(section.provisions))])
    answers = review(words, context.library).topics
    return tuple(topic for topic, answer in answers.items() if answer.how != "not-found")


def _section(context: Context, anchor: str) -> Section | None:
    return next((one for one in context.draft.sections if one.anchor == anchor.partition(".")[0]), None)
