"""Whatever is changed in a draft: with all of it accepted, the place's own draft is the edited file's text."""

import re

import pytest
from conftest import DAY, SMALL
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from word_edits import Word, q, split_runs

import ordinance as o
from ordinance.document.model import Paragraph, plain_text
from ordinance.formats.docx.read import document as docx
from ordinance.library.store import Library
from ordinance.library.typography import typographic
from ordinance.making.drafted import Drafted
from ordinance.making.encoding import encoded
from ordinance.making.taking import accept, taken
from ordinance.pages.instrument import Options, build

LIBRARIES = {"small": Library(shipped=SMALL), "whole": Library()}
#: Library, place, instrument and length of the drafts that are edited.
DRAFTS = [
    ("small", "millbrook-aa", "ordinance", "full"),
    ("small", "fork-county-bb", "ordinance", "full"),
    ("whole", "ithaca-ny", "ordinance", "short"),
    ("whole", "vernon-vt", "resolution", "short"),
    ("whole", "kirkland-wa", "policy", "short"),
]
_MADE = {}
_LAW = ("OrdinanceSectionText", "OrdinanceSubsection", "OrdinanceFlush", "OrdinanceRecital", "OrdinanceDefinition", "Heading")
_NUMBER = r"(?:\d(?:[\w.-]*\w)?|[A-Z]\b|\([A-Za-z0-9]+\))(?:\([A-Za-z0-9]+\)|[A-Z]\b)*"
_REFERENCE = re.compile(rf"\[no [^\]]*\]|(?:[Ss]ubsections?|[Ss]ections?|[Pp]aragraphs?|§§?)\s{_NUMBER}")
#: Words with what Markdown, YAML and templates take for signs.
WORDS = st.lists(
    st.sampled_from(["staff", "shall", "* one", "_two_", "[three]", "1. four", "# five", "- six", "“seven”", "don’t",
                     "a: b", "\\", "`x`", "&", "100 %", "(a)", "ÅÑ", "|", "> x", "~", "+1", "8 U.S.C. § 1373", "'q'", "<", "!"]),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


def made(which):
    if which not in _MADE:
        library, place, instrument, length = which
        one = o.draft(LIBRARIES[library], place, on=DAY, instrument=instrument, length=length)
        _MADE[which] = (one, written(one))
    return _MADE[which]


def written(one):
    """A draft as a Word file; the small library has no look of its own."""
    return encoded(build(one.draft, one.library, Options("none", DAY)), "docx", LIBRARIES["whole"], None)


def law_of(word):
    """The paragraphs that are law: neither a section that only brings others in, nor one without words."""
    found = []
    for one in word.body.iter(q("p")):
        style = one.find(f"{q('pPr')}/{q('pStyle')}")
        if style is not None and style.get(q("val")).startswith(_LAW) and word.text(one).strip():
            found.append(one)
    return [one for one in found if word.text(one) not in ("Addition to the code",)]


def style_of(paragraph):
    return paragraph.find(f"{q('pPr')}/{q('pStyle')}").get(q("val"))


def level_of(paragraph):
    style = style_of(paragraph)
    return int(style[-1]) + style.startswith("OrdinanceFlush") if style[-1].isdigit() and not style.startswith("Heading") else 0


def plain_runs(word, paragraph):
    return [
        run for run in paragraph.iterchildren(q("r")) if run.find(q("t")) is not None and (run.find(q("t")).text or "").strip()
    ]


def edit(word, kind, place, words, tracked):
    """Make one edit at a paragraph, and return whether it could be made."""
    law = law_of(word)
    paragraph = law[place % len(law)]
    heading = style_of(paragraph).startswith("Heading")
    reason = style_of(paragraph) == "OrdinanceRecital"
    if reason and kind != "words" and not word.text(paragraph).startswith("WHEREAS"):
        return  # a section that is spoken: its words may change
    words = f"WHEREAS, {words}; and" if reason and kind == "add" else words
    runs = plain_runs(word, paragraph)
    if kind == "words" and runs:
        text = runs[place % len(runs)].find(q("t"))
        parts = text.text.split(" ")
        edge = 3 if reason else 0  # "WHEREAS," and "; and" are the form's
        edge = 6 if style_of(paragraph) == "OrdinanceDefinition" else edge  # a term stays one
        if len(parts) <= 2 * edge:
            return
        parts[edge + place % (len(parts) - 2 * edge)] = words.split(" ")[0] if heading else words
        text.text = " ".join(parts)
    elif kind == "strike" and not heading:
        following = law[law.index(paragraph) + 1 :]
        deeper = following and level_of(following[0]) > level_of(paragraph)
        if style_of(paragraph) == "OrdinanceDefinition" or deeper:
            return  # what stands under it would stand under nothing
        paragraph.getparent().remove(paragraph)
    elif kind == "add" and not heading and style_of(paragraph) != "OrdinanceDefinition":
        words = f"also {words}" if words.startswith("“") else words  # which would define a term, among definitions
        word.add_paragraph(word.text(paragraph), words, "Ann" if tracked else "")
    elif kind == "section" and heading:
        section = [paragraph]
        for one in law[law.index(paragraph) + 1 :]:
            if style_of(one).startswith("Heading"):
                break
            section.append(one)
        if sum(style_of(one).startswith("Heading") for one in law) > 3 and "Definition" not in {
            style_of(one)[9:19] for one in section
        }:
            for one in section:
                one.getparent().remove(one)


def lines(document, *, sent):
    """The words of the law: of the definitions only those that were there before, since others come and go by themselves."""
    found, defining, begun = [], False, False
    for block in document.blocks:
        if not isinstance(block, Paragraph) or block.style in ("title", "caption", "notice", "number", "adoption", "lead-in"):
            continue
        words = " ".join(_REFERENCE.sub("⟦⟧ ", typographic(plain_text(block.content))).split())
        if block.style.startswith("heading"):
            defining = False
        defining = defining or block.style == "definition"
        if block.style == "recital":
            words = re.sub(r"(?:; and|[.;,])$", "", words)  # the mark at the end is that of its place
        begun = begun or block.style.startswith("heading")
        if not defining and words and (begun or block.style == "recital"):
            found.append((block.style, block.number.label if block.number and block.style.startswith("sub") else "", words))
    return found


KINDS = st.sampled_from(["words", "words", "words", "strike", "add", "add", "section"])


@pytest.mark.parametrize("which", DRAFTS, ids=lambda one: f"{one[1]}-{one[2]}")
# The same edits every time, so that what is found by one is found by all.
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(edits=st.lists(st.tuples(KINDS, st.integers(0, 500), WORDS, st.booleans()), min_size=1, max_size=6), cut=st.booleans())
# The lead of the definitions, beside a section that is struck; sections of which only another heading is left.
@example(edits=[("words", 9, "“seven” don’t", False), ("section", 6, "staff", False)], cut=True)
@example(edits=[("words", 3, "“seven” don’t", True), ("section", 0, "staff", False)], cut=False)
@example(edits=[("words", 9, "staff", False), ("strike", 7, "a", False), ("words", 6, "“seven”", False)], cut=True)
@example(edits=[("words", 20, "!", False)], cut=False)  # before a blank
@example(edits=[("words", 18, "“seven”", False), ("strike", 19, "a", False), ("words", 4, "staff", False)], cut=True)
def test_with_all_accepted_the_draft_is_the_edited_file(which, edits, cut):
    sent, file = made(which)
    word = Word(file)
    for one in edits:
        edit(word, *one)
    content = split_runs(word.bytes()) if cut else word.bytes()
    back = taken(sent.library, sent.draft, [("back.docx", content)], DAY)
    done = accept(back, [one.number for one in back.edits])
    wanted = lines(docx.read("back.docx", content).document, sent=sent)
    assert lines(build(done.draft, sent.library, Options("none", DAY)), sent=sent) == wanted
    again = Drafted(sent.library, done.draft, DAY)
    assert taken(sent.library, done.draft, [("x.docx", written(again))], DAY).edits == ()
