"""Redlines: accept everything and it is the new draft, reject everything and it is the old one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import DAY, shipped_library
from docx_reading import (
    Package,
    W,
    fields,
    printed_by_libreoffice,
    read_lines,
    settled,
    settled_by_libreoffice,
    text,
    value,
)
from docx_sample import LOOK, SAMPLE, numbered, paragraph, words
from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace
from ooxml_integrity import check
from redline_drafts import Item, Line, built, edited, relabelled
from work import calls_in

from ordinance.comparison.model import ParagraphChange, Piece, Redline, Side, Tally
from ordinance.comparison.redline import compare, tally
from ordinance.comparison.words import compared, difference, shown
from ordinance.document.model import Blank, Document, Inline, Link, Reference, Run
from ordinance.drafting.assembly import draft
from ordinance.drafting.selection import Wishes
from ordinance.formats.docx.write import write
from ordinance.formats.docx.write.redline import write_redline
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build

bounded = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def redlined(old: Document, new: Document, sure: Side | None = None) -> tuple[Redline, Package]:
    redline = compare(old, new, sure)
    return redline, Package(write_redline(redline, reference=LOOK, author="Reviewer", day=DAY))


def lines(document: Document) -> list[tuple[str, str]]:
    """The style and the words of every paragraph of a document, its label before them, as the ordinary writer has it."""
    return read_lines(Package(write(document, reference=LOOK)))


def holds(old: Document, new: Document, sure: Side | None = None) -> Package:
    """Check what must hold of every redline, and return it."""
    redline, file = redlined(old, new, sure)
    for accept, document in ((True, redline.new), (False, redline.old)):
        result = settled(file, accept=accept)
        assert read_lines(result) == lines(document)
        marks = {start.get(f"{W}name") for start in result.body.iter(f"{W}bookmarkStart")}
        assert {code.split()[1] for code, _ in fields(result.body) if code.startswith("REF")} <= marks
    ids = Counter(node.get(f"{W}id") for node in file.body.iter() if node.get(f"{W}id") and not node.tag.endswith("End"))
    assert [id for id, times in ids.items() if times > 1] == []
    assert [node for gone in file.body.iter(f"{W}del") for node in gone.iter(f"{W}t", f"{W}instrText")] == []
    return file


def marked(pieces: tuple[Piece, ...]) -> str:
    """Pieces as a person would mark them: [-gone-] {+come+}, a changed face with a tilde, references in angle brackets."""
    marks = {"": "{}", "inserted": "{{+{}+}}", "deleted": "[-{}-]", "moved-from": "[<{}<]", "moved-to": "{{>{}>}}"}
    parts = ((piece, shown(piece.inline)) for piece in pieces)
    return "".join(
        marks[piece.change].format(words if isinstance(piece.inline, Run) else f"<{words}>") + "~" * (piece.was is not None)
        for piece, words in parts
    )


def changes(redline: Redline) -> list[str]:
    """Every paragraph with a change: what became of its end, and its words."""
    found = []
    for block in redline.blocks:
        assert isinstance(block, ParagraphChange)
        if block.mark or any(piece.change or piece.was is not None for piece in block.pieces):
            found.append(f"{block.mark or 'kept'}: {marked(block.pieces)}")
    return found


# --- words ---


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("an agency shall not hold a person", "an agency may hold a person", "an agency [-shall not-]{+may+} hold a person"),
        ("the mayor and the council", "the mayor, the clerk and the council", "the mayor{+, the clerk+} and the council"),
        ("within 48 hours", "within 72 hours", "within [-48-]{+72+} hours"),
        ("a judge’s order", "a court’s order", "a [-judge’s-]{+court’s+} order"),
        ('the "list"', "the “list”", 'the [-"-]{+“+}list[-"-]{+”+}'),
        ("first, second, and third", "first and third", "first[-, second,-] and third"),
        ("one two three four five six", "seven eight nine ten", "[-one two three four five six-]{+seven eight nine ten+}"),
        # a word left over between two larger changes is no help to a reader
        (
            "shall give the officer in charge the notice that law requires before noon today",
            "shall give all staff on duty the papers and forms of each case before noon today",
            "shall give [-the officer in charge the notice that law requires-]"
            "{+all staff on duty the papers and forms of each case+} before noon today",
        ),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
    ],
)  # fmt: skip
def test_words_are_compared_as_a_reader_would(old: str, new: str, expected: str) -> None:
    assert marked(difference((Run(old),) if old else (), (Run(new),) if new else ())) == expected


SEE: tuple[Inline, ...] = (Run("see "), Reference("Section 8(b)", "b"), Run(" of it"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SEE, (Run("see "), Reference("Section 9(b)", "b"), Run(" of it")), "see [-<Section 8(b)>-]{+<Section 9(b)>+} of it"),
        (SEE, (Run("see Section 8(b) of it"),), "see Section 8(b) of it"),
        (SEE, (Run("see Section 9(b) of it"),), "see [-<Section 8(b)>-]{+Section 9(b)+} of it"),
        (
            (Run("adopted on "), Blank("date"), Run(".")),
            (Run("adopted on May 1."),),
            "adopted on [-<[date]>-]{+May 1+}.",
        ),
        ((Run("the rule"),), (Run("the "), Run("rule", "strong")), "the rule~"),
        ((Link("rule", "https://a.gov"),), (Link("rule", "https://b.gov"),), "<rule>"),
    ],
)
def test_a_reference_a_blank_or_a_link_is_changed_as_one(old: Any, new: Any, expected: str) -> None:
    assert marked(difference(old, new)) == expected


def test_a_split_keeps_the_words_and_a_join_too() -> None:
    whole = (Run("A person may ask. The agency shall answer."),)
    halves = ((Run("A person may ask."),), (Run("The agency shall answer at once."),))
    assert list(map(marked, compared((whole,), halves))) == ["A person may ask.[- -]", "The agency shall answer{+ at once+}."]
    assert list(map(marked, compared(halves, (whole,)))) == ["A person may ask.", "{+ +}The agency shall answer[- at once-]."]


# --- paragraphs ---


def rule(text: str) -> Line:
    return Line(tuple(text.split()), 1)


RULES = [
    Line(("§1", "Immigration", "detainers"), 0),
    rule("an officer shall not hold a person on a detainer alone"),
    rule("a detainer is a request that binds no officer of the city"),
    Line(("§2", "Release", "information"), 0),
    rule("staff shall give no date of release to an immigration authority"),
    rule("public lists of people in custody stay open to everyone alike"),
    rule("a victim of a crime may always be told of a release"),
    Line(("§3", "Agreements"), 0),
    rule("no agency shall sign an agreement that lends officers to federal work"),
    rule("an agreement now in force ends at its earliest date of termination"),
    rule("the council must approve each renewal in a public meeting before it is signed"),
]


def rules(*order: int, change: dict[int, Line | None] | None = None) -> Document:
    lines: list[Item | None] = [(change or {}).get(place, RULES[place]) for place in (order or range(len(RULES)))]
    return built([line for line in lines if line is not None])


def test_a_paragraph_left_out_or_added_is_all_that_shows() -> None:
    redline, _ = redlined(rules(), rules(change={5: None}))
    assert changes(redline) == ["deleted: [-public lists of people in custody stay open to everyone alike-]"]
    redline, _ = redlined(rules(change={5: None}), rules())
    assert changes(redline) == ["inserted: {+public lists of people in custody stay open to everyone alike+}"]


def test_a_section_that_moves_is_one_move_and_renumbers_the_rest() -> None:
    old, new = rules(), rules(7, 8, 9, 10, 0, 1, 2, 3, 4, 5, 6)
    redline, file = redlined(old, new)
    assert [line.split(":")[0] for line in changes(redline)] == ["moved-to"] * 4 + ["moved-from"] * 4
    assert tally(redline) == Tally(0, 0, 0, 1, 0, 0)
    for start, end in (("moveFromRangeStart", "moveFromRangeEnd"), ("moveToRangeStart", "moveToRangeEnd")):
        first, last = file.body.find(f".//{W}{start}"), file.body.find(f".//{W}{end}")
        assert (first.get(f"{W}name"), first.get(f"{W}id")) == ("move1", last.get(f"{W}id"))
    starts = [re.match(r"§ 215-\d+\.|\([a-z]\)", words) for _, words in read_lines(settled(file, accept=True))]
    assert [found[0] if found else "" for found in starts][:5] == ["§ 215-35.", "(a)", "(b)", "(c)", "§ 215-36."]
    holds(old, new)


def test_labels_and_references_of_a_touched_section_are_words_tracked_like_others() -> None:
    """A list of which items come and go counts wrong while the changes are open; a field prints what it counts."""

    def sections(cited: str, *items: str) -> Document:
        lines = [Line(("see",), 1, special=Reference(cited, "pfirst")), *(Line((item,), 1) for item in items)]
        other = [Line(("yearly",), 1), Line(("printed",), 1, special=Reference("subsection (a)", "pyearly"))]
        return built([Line(("Requests",), 0), *lines, Line(("Reports",), 0), *other])

    file = holds(sections("subsection (b)", "first", "second"), sections("subsection (c)", "new", "first", "second"))
    counted = [words for home, words in zip(file.paragraphs, map(text, file.paragraphs), strict=True) if file.place(home)]
    assert counted == ["Reports", "yearly", "prisubsection (a)nted"]
    assert [result for _, result in fields(file.body)] == ["(a)"]
    came = ["".join(node.text for node in one.iter(f"{W}t")) for one in file.body.iter(f"{W}ins")]
    went = ["".join(node.text for node in one.iter(f"{W}delText")) for one in file.body.iter(f"{W}del")]
    assert [words for words in came if words] == ["subsection (c)", "(b)", "new", "(c)", "(d)"]
    assert [words for words in went if words] == ["subsection (b)", "(b)", "(c)"]


def test_what_changed_within_a_section_that_moved_is_not_hidden() -> None:
    other = rule("an agreement now in force ends on the first day of next year")
    redline, _ = redlined(rules(), rules(7, 8, 9, 10, 0, 1, 2, 3, 4, 5, 6, change={9: other}))
    assert Counter(line.split(":")[0] for line in changes(redline)) == {
        "moved-to": 3, "moved-from": 3, "inserted": 1, "deleted": 1,
    }  # fmt: skip


def test_a_paragraph_split_or_joined_is_shown_as_that() -> None:
    words_ = RULES[4].words + RULES[5].words
    joined = rules(change={4: Line(words_, 1), 5: None})
    redline, _ = redlined(rules(), joined)
    assert changes(redline) == [
        "deleted: staff shall give no date of release to an immigration authority",
        "kept: {+ +}public lists of people in custody stay open to everyone alike",
    ]
    redline, _ = redlined(joined, rules())
    assert changes(redline) == ["inserted: staff shall give no date of release to an immigration authority[- -]"]


def test_a_heading_with_the_same_id_is_the_same_heading_whatever_it_says() -> None:
    old = Document("", (numbered("Section 1.", "bill", 0, "Detainers", id="detainers"), paragraph("body", "One rule.")))
    new = Document("", (numbered("Section 1.", "bill", 0, "Holding people", id="detainers"), paragraph("body", "One rule.")))
    assert changes(compare(old, new)) == ["kept: [-Detainers-]{+Holding people+}"]


# --- the whole ---


@bounded
@given(edited())
@example(([], []))
@example(([Line(("a",))], []))
@example(([], [Line(("a",), 0), Line(("b",), 1)]))
@example(([Line(("a",), 1), Line(("b",), 2)], [Line(("b",), 1), Line(("a",), 2)]))
def test_accepted_it_is_the_new_draft_and_rejected_the_old_one(pair: tuple[list[Item], list[Item]]) -> None:
    before, after = pair
    holds(built(before), built(after))


@bounded
@given(edited())
def test_a_draft_whose_styles_were_guessed_reads_the_same(pair: tuple[list[Item], list[Item]]) -> None:
    before, after = pair
    old, new = built(before), built(after)
    redline = compare(old, new, sure="old")
    words_of_old = [line[1:] for line in lines(old)]
    file = Package(write_redline(redline, reference=LOOK, author="Reviewer", day=DAY))
    assert [line[1:] for line in read_lines(settled(file, accept=False))] == words_of_old
    assert [line[1:] for line in read_lines(settled(file, accept=True))] == [line[1:] for line in lines(new)]


def test_a_document_against_itself_has_no_change() -> None:
    redline, file = redlined(SAMPLE, SAMPLE)
    assert tally(redline).nothing
    assert [node.tag for node in file.body.iter(f"{W}ins", f"{W}del", f"{W}pPrChange", f"{W}rPrChange")] == []
    holds(SAMPLE, SAMPLE)


def test_a_list_that_begins_anew_goes_on_right_when_its_first_item_goes_or_comes() -> None:
    def definitions(*items: str) -> Document:
        labels = zip("abcdef", items, strict=False)
        blocks = [paragraph("definition", words("“Agency”", "term"), " means:")]
        blocks += [numbered("(a)", "code", 1, "a board; or"), numbered("(b)", "code", 1, "a clerk.")]
        blocks += [paragraph("definition", words("“Custody”", "term"), " means:")]
        blocks += [numbered(f"({letter})", "code", 1, item) for letter, item in labels]
        return Document("", tuple(blocks), schemes=SAMPLE.schemes)

    file = holds(definitions("a cell;", "a car; or", "a room."), definitions("a ward;", "a cell;", "a room."))
    assert list(file.body.iter(f"{W}pPrChange")) == []


def test_changes_bear_the_author_and_the_day_and_nothing_else_is_in_the_file() -> None:
    redline, file = redlined(rules(), rules(3, 4, 0, 1, 2))
    marks = [node for node in file.body.iter() if node.get(f"{W}author")]
    assert {node.get(f"{W}author") for node in marks} == {"Reviewer"}
    assert {node.get(f"{W}date")[:10] for node in marks} == {DAY.isoformat()}
    again = write_redline(redline, reference=LOOK, author="Reviewer", day=DAY)
    assert again == file.data


def test_comments_are_left_out() -> None:
    _, file = redlined(SAMPLE, SAMPLE)
    assert "word/comments.xml" not in file.files
    assert list(file.body.iter(f"{W}commentReference")) == []


def test_the_file_is_whole(tmp_path: Path) -> None:
    _, file = redlined(SAMPLE, built([*RULES]))
    path = tmp_path / "redline.docx"
    path.write_bytes(file.data)
    assert [str(finding) for finding in check(path)] == []
    assert docx.Document(str(path)).paragraphs
    styles = {value(node, "pPr/pStyle") for node in file.body.iter(f"{W}p")}
    assert styles <= {*file.styles, None}


# --- real drafts ---


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped_library()


def made(library: Library, place: str = "ithaca-ny", **wishes: Any) -> Document:
    return build(draft(library, library.place(place), Wishes(**wishes)), library, Options("none", DAY))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"stance": "strongest"}),
        ({}, {"stance": "cautious"}),
        ({}, {"instrument": "resolution"}),
        ({"instrument": "policy"}, {"place": "dane-county-wi"}),
    ],
)
def test_real_drafts_can_be_led_over_into_each_other(library: Library, one: Any, other: Any) -> None:
    old, new = made(library, **one), made(library, **other)
    holds(old, new)
    holds(new, old)


def test_another_variant_is_no_wall_of_red(library: Library) -> None:
    old, new = made(library), made(library, leave_out=("severability",))
    found = tally(compare(old, new))
    assert found.moved == found.inserted == found.words_in == 0
    assert found.deleted < 10


def test_two_long_drafts_are_compared_without_looking_at_every_pair_of_their_words(library: Library) -> None:
    """Some 1,100 calls of functions for each paragraph of an ordinance and of a resolution; bench/run.py has the seconds."""
    old, new = made(library), made(library, instrument="resolution")
    calls = calls_in(lambda: write_redline(compare(old, new), reference=LOOK, author="Reviewer", day=DAY))
    assert calls < 2_000 * (len(old.blocks) + len(new.blocks))


@pytest.mark.office
def test_libreoffice_accepts_and_rejects_all(tmp_path: Path, library: Library) -> None:
    old = made(library)
    pairs = {"edited": (old, _edited(old)), "resolution": (old, made(library, instrument="resolution"))}
    files = {name: redlined(*pair)[1].data for name, pair in pairs.items()}
    results = settled_by_libreoffice(tmp_path, files)
    printing: dict[str, bytes] = {}
    for name, (before, after) in pairs.items():
        accepted, rejected = results[name]
        printing |= {f"{name}-new": write(after, reference=LOOK), f"{name}-accepted": accepted}
        printing |= {f"{name}-old": write(before, reference=LOOK), f"{name}-rejected": rejected}
    pages = {name: _words(lines) for name, lines in printed_by_libreoffice(tmp_path, printing).items()}
    for name in pairs:
        assert pages[f"{name}-accepted"] == pages[f"{name}-new"]
        assert pages[f"{name}-rejected"] == pages[f"{name}-old"]


def _words(lines: list[str]) -> list[str]:
    """The words of a printed draft without what stands at the head and foot of each page."""
    heads = ("Step", "<page>")  # the head of a table is printed again on its next page
    words = " ".join(line for line in lines if not line.startswith(heads) and "·" not in line)
    return re.sub(r"(?<=\d)- (?=\d)", "-", words).split()  # LibreOffice may end a line at the hyphen of "§ 215-60"


def _edited(document: Document) -> Document:
    """A real draft as a committee leaves it: a section moved, others gone or new, items added and taken out, words changed."""
    blocks = list(document.blocks)
    heads = [place for place, block in enumerate(blocks) if getattr(block, "style", "") == "heading-2"]
    subsections = [place for place, block in enumerate(blocks) if getattr(block, "style", "") == "subsection-2"]
    item = blocks[subsections[0]]
    new_item = replace(item, content=(Run("a paper that nobody signed;"),), id="")
    old_words = blocks[heads[5] + 1]
    changed = replace(old_words, content=(*old_words.content, Run(" This holds on every day of the year.")))
    moved = blocks[heads[4] : heads[5]]
    result = [
        *blocks[: subsections[0]], new_item, *blocks[subsections[0] : heads[4]],
        blocks[heads[5]], changed, *blocks[heads[5] + 3 : heads[7]], *moved, *blocks[heads[7] : heads[9]], *blocks[heads[10] :],
    ]  # fmt: skip
    return relabelled(replace(document, blocks=tuple(result)))


def test_the_same_two_drafts_give_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom ordinance.cli.main import cli\n"
        "cli(['redline', 'ithaca-ny', 'dane-county-wi', '-o', sys.argv[1], '--date', '2026-11-24'], standalone_mode=False)"
    )
    for seed in ("1", "2"):
        target = str(tmp_path / f"{seed}.docx")
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, target], check=True, capture_output=True, env=environment, timeout=120)
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()
