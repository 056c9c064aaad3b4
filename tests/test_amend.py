"""`ordinance amend`: a section of a code as a file has it, and the smallest bill that brings it to the chosen variants."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace
from present_sections import Row, sections, text_of

import ordinance as o
from ordinance.cli.main import cli
from ordinance.comparison.model import ParagraphChange
from ordinance.comparison.words import shown
from ordinance.document.model import Paragraph, plain_text
from ordinance.pages.instrument import Options
from ordinance.pages.marking import redlined
from ordinance.reviews.judging import review

DAY = date(2026, 11, 25)
HOLDS = Path(__file__).parent / "amending/holds.txt"
PLACE = "king-county-wa"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["amend", "--length", "short", *arguments])
    return result.exit_code, result.output


def amended_part(markdown: str) -> str:
    """The section of a bill that amends, without what stands before and behind it."""
    return markdown[markdown.index("## SECTION 2.") : markdown.index("## SECTION 3.")].replace("\u00a0", " ")


@pytest.fixture(scope="module")
def library() -> o.Library:
    return o.Library()


# --- what it makes ---


def test_only_what_goes_against_the_choice_is_struck_and_no_item_gets_another_label(
    library: o.Library, golden: Callable[[str, str], None]
) -> None:
    bill = o.amend(library, PLACE, HOLDS, on=DAY)
    written = o.encode(bill.drafted, "md", commentary="none").decode()
    title = next(line for line in written.splitlines() if line.startswith("AN ORDINANCE")).replace("\u00a0", " ")
    assert title.endswith("; and amending Ordinance 90001, Section 7, as amended, and K.C.C. 2.15.900.")
    golden("amend-holds.md", f"{amended_part(written)}\n" + "".join(f"{line}\n" for line in bill.notes()))


def test_our_words_follow_as_the_next_items_where_the_section_has_none(library: o.Library) -> None:
    bill = o.amend(library, PLACE, HOLDS, on=DAY, include=["release-date"])
    part = amended_part(o.encode(bill.drafted, "md", commentary="none").decode())
    whole = o.encode(o.draft(library, PLACE, on=DAY, length="short"), "md", commentary="none").decode()
    ours = whole[whole.index("### 2.17.040.") :].split("\n\n")[1]
    assert f"{{++E. {ours}++}}" in part
    assert "{++F. Nothing in this section prohibits:++}" in part
    assert "{++G. In this section:++}\n\n    {++1. “" in part
    assert [one.did for one in bill.outcomes if one.clause == "release-date" and one.found] == [("added",)]


def test_an_exception_that_would_empty_what_is_added_is_struck_too(library: o.Library) -> None:
    bill = o.amend(library, PLACE, HOLDS, on=DAY, include=["release-date"], leave_out=["exceptions"])
    part = amended_part(o.encode(bill.drafted, "md", commentary="none").decode())
    assert "((1. is named in a judicial warrant;))" in part
    assert "{++C. Reserved.++}" in part
    assert "“subsection C” refers to item C., which is struck: mend it" in bill.notes()
    assert "Nothing in this section prohibits" not in part


def test_a_term_that_the_chapter_defines_is_not_defined_again(library: o.Library) -> None:
    made = o.amend(library, PLACE, HOLDS, on=DAY, include=["release-date"], defined=["Immigration authority", "county employee"])
    assert not {"immigration-authority", "employee"} & set(made.terms)


def test_the_history_is_given_or_read_or_left_blank(library: o.Library) -> None:
    words = HOLDS.read_text(encoding="utf-8")
    without = words[: words.index("(Ord. 90003")].encode()

    def lead(content: bytes, history: str | None = None) -> str:
        bill = o.amend(library, PLACE, ("s.txt", content), on=DAY, history=history)
        return amended_part(o.encode(bill.drafted, "md").decode()).split("\n\n")[1]

    assert lead(words.encode()).startswith("Ordinance 90001, Section 7, as amended, and K.C.C. 2.15.900 are hereby amended")
    assert lead(without, "Ordinance 5, Section 6").startswith("Ordinance 5, Section 6, and K.C.C. 2.15.900 are")
    assert lead(without).startswith("\\[ordinance and section that enacted it\\], and K.C.C. 2.15.900 are")
    guess = words.replace("Ord. 90001 § 7, 2016", "by the voters").encode()  # a step that is no ordinance
    assert lead(guess).startswith("\\[ordinance and section")


def test_it_is_read_alike_from_word_a_page_and_text(library: o.Library) -> None:
    lines = [line.strip() for line in HOLDS.read_text(encoding="utf-8").splitlines()]
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    wanted = o.amend(library, PLACE, HOLDS, on=DAY)
    for name, content in (("s.docx", saved(file)), ("s.html", page.encode()), ("s.md", "\n\n".join(lines).encode())):
        assert o.amend(library, PLACE, (name, content), on=DAY).section == wanted.section
        assert o.amend(library, PLACE, (name, content), on=DAY).drafted.draft == wanted.drafted.draft


def test_lines_that_are_broken_to_a_width_are_one_paragraph_and_others_are_not(library: o.Library) -> None:
    sentence = (
        "No employee may keep a person in custody on a civil immigration detainer, unless the person was convicted of arson."
    )
    broken = f"2.15.900 Holds.\n{sentence[:52].strip()}\n{sentence[52:].strip()}\nA. Cooks wear\nhats."
    long = f"2.15.900 Holds.\nThe jail has cooks, and {sentence}\nThe jail has doors.\nA. Cooks wear hats."
    read = [o.amend(library, PLACE, ("s.txt", words.encode()), on=DAY).section.rows for words in (broken, long)]
    assert [row.text for row in read[0]] == [sentence, "Cooks wear hats."]
    assert [row.text for row in read[1]] == [f"The jail has cooks, and {sentence}", "The jail has doors.", "Cooks wear hats."]


def test_words_that_narrow_a_limit_stay_and_are_told(library: o.Library) -> None:
    words = b"2.15.900 Holds.\nNo employee may keep a person in custody based solely on a civil immigration detainer."
    bill = o.amend(library, PLACE, ("s.txt", words), on=DAY)
    assert any(line.startswith("detainer-refusal: narrows a limit, and stays: “solely on") for line in bill.notes())


def test_a_section_ends_with_the_note_on_its_history(library: o.Library) -> None:
    page = HOLDS.read_bytes() + b"Disclaimer: this copy is no official one.\n"
    bill = o.amend(library, PLACE, ("s.txt", page), on=DAY)
    assert bill.section.rows == o.amend(library, PLACE, HOLDS, on=DAY).section.rows
    assert "Not read as part of it: 1 paragraph of the file behind the note on its history" in bill.notes()


def test_a_struck_item_between_others_is_reserved_with_its_end_mark(library: o.Library) -> None:
    words = HOLDS.read_text(encoding="utf-8").replace("3. is known to belong to a gang.", "3. is held under a judicial warrant.")
    part = amended_part(o.encode(o.amend(library, PLACE, ("s.txt", words.encode()), on=DAY).drafted, "md").decode())
    assert "((2. was convicted of a felony in any court; or))\n\n    {++2. Reserved; or++}" in part
    assert "\n    3. is held under a judicial warrant.\n" in part


def test_one_of_several_sections_is_named(library: o.Library) -> None:
    two = HOLDS.read_bytes() + b"\n2.15.910 Cooks.\nCooks wear hats.\n"
    assert (
        o.amend(library, PLACE, ("s.txt", two), cite="K.C.C. 2.15.900", on=DAY).section
        == o.amend(library, PLACE, HOLDS, on=DAY).section
    )


@pytest.mark.parametrize("form", ["docx", "md", "html", "txt", "json"])
def test_the_command_writes_every_format(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"bill.{form}"
    code, said = run(PLACE, "--section", str(HOLDS), "-o", str(target), "--date", "2026-11-25")
    assert (code, target.exists()) == (0, True)
    assert "detainer-refusal=judicial-warrant: exceptions struck" in said
    assert run(PLACE, "--section", str(HOLDS), "-o", str(target))[0] == 2  # never overwritten without --force


# --- what holds for every section ---


@settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(rows=sections())
@example(
    rows=[("A.", "The jail shall not hold a person on an immigration detainer, unless the person was convicted of a felony.")]
)
def test_rejected_it_is_the_section_and_accepted_a_review_finds_the_choice(library: o.Library, rows: list[Row]) -> None:
    place = o.place(library, PLACE)
    assert place.code is not None
    place = replace(place, code=replace(place.code, deletions="strike"))
    try:
        bill = o.amend(library, place, ("s.txt", text_of(rows)), on=DAY, include=["release-date"])
    except o.BadChoice:
        return
    present = [f"{label} {words}" for label, words in rows]
    assert rejected(bill) == present
    assert [line for line in marked(bill, {"", "deleted"}) if line] == ["".join(line.split()) for line in present]
    accepted = "\n\n".join(["SECTION 1. Holds for others.", *marked(bill, {"", "added"}, spaced=True)])
    topics = review(accepted, library).topics
    clauses = {one.clause: topics[library.clause(one.clause).topics[0]] for one in bill.outcomes}
    assert {name: answer.closest for name, answer in clauses.items()} == {one.clause: one.variant for one in bill.outcomes}


def marked(bill: o.Amendment, changes: set[str], *, spaced: bool = False) -> list[str]:
    """The lines of the amended section in the printed bill with the words of some changes, labels before them."""
    lines, inside = [], False
    for block in bill.drafted.document().blocks:
        if not isinstance(block, Paragraph):
            continue
        if block.style.startswith("heading"):
            inside = block.style == "heading-2"
            continue
        parts = [part for part in block.content if part.change in changes]
        if inside and parts:
            label = block.number.label + " " if block.number else ""
            words = label + plain_text(tuple(parts))
            lines.append(words if spaced else "".join(words.split()))
    return lines


def rejected(bill: o.Amendment) -> list[str]:
    """The lines of the amended section, letter for letter, as tracked changes leave them that are all rejected."""
    made = redlined(bill.drafted.draft, bill.drafted.library, Options("none", DAY))
    lines, inside = [], False
    for change in made.blocks:
        if not isinstance(change, ParagraphChange) or change.old is None:
            continue
        block = made.old.blocks[change.old]
        assert isinstance(block, Paragraph)
        if block.style.startswith("heading"):
            inside = block.style == "heading-2"
        elif inside:
            words = "".join(shown(piece.inline) for piece in change.pieces if piece.change not in ("inserted", "moved-to"))
            lines.append(f"{block.number.label} {words}" if block.number else words)
    return lines


# --- what is refused ---


def saved(file: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def tracked() -> bytes:
    file = docx.Document()
    file.add_paragraph("2.15.900 Holds.")
    paragraph = file.add_paragraph("A. The jail holds nobody ")
    change = OxmlElement("w:ins")
    change.set(qn("w:author"), "R. Roe")
    change.set(qn("w:id"), "7")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "on a detainer."
    run.append(words)
    change.append(run)
    paragraph._p.append(change)
    return saved(file)


PAGE = (
    "<html><body><p>2.15.900 Holds.</p><p>A. Nobody is held.<sup>1</sup></p>"
    "<table><tr><td>A</td><td>B</td></tr></table></body></html>"
)
GOOD = HOLDS.read_text(encoding="utf-8")
REFUSED = {
    "a number of another shape": ("s.txt", GOOD.replace("2.15.900", "2-900").encode(), [], "like K.C.C. 2.17.010"),
    "a citation of another code": ("s.txt", GOOD.encode(), ["--cite", "KCC 2-15-900"], "did you mean K.C.C. 2.15.900?"),
    "another section": ("s.txt", GOOD.encode(), ["--cite", "K.C.C. 2.15.020"], "has no section K.C.C. 2.15.020"),
    "tables and footnotes": ("s.html", PAGE.encode(), [], "has tables and footnotes"),
    "open tracked changes": ("s.docx", tracked(), [], "open tracked changes by R. Roe"),
    "no section": ("s.txt", b"Dear members of the council, good evening to you all.", [], "is no section of King County Code"),
    "two sections": ("s.txt", (GOOD + "\n2.15.910 Cooks.\nCooks wear hats.\n").encode(), [], "name the one to amend with --cite"),
    "only a heading": ("s.txt", b"2.15.900 Holds", [], "has no words under its heading"),
    "another subject": ("s.txt", b"2.15.900 Cooks.\nA. Cooks wear hats.\nB. Hats are white.", [], "--with CLAUSE"),
    "the full length": ("s.txt", GOOD.encode(), ["--length", "full"], "leave --length out"),
    "an instrument without a code": ("s.txt", GOOD.encode(), ["--instrument", "resolution"], "only an instrument that does"),
    "too long": (
        "s.txt",
        b"2.15.900 Holds.\n" + b"A. No person is held on a detainer.\n" * 2000,
        [],
        "is too long for one section",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_amended_is_refused_in_one_line_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    file, content, options, said = REFUSED[name]
    (tmp_path / file).write_bytes(content)
    target = tmp_path / "bill.md"
    code, told = run(PLACE, "--section", str(tmp_path / file), "-o", str(target), *options)
    assert (code, target.exists()) == (2, False)
    assert said in " ".join(told.split())
    assert len(re.findall(r"^Error", told, re.M)) <= 1
    assert len(told) < 500


def test_a_section_that_has_the_choice_is_not_amended(library: o.Library, tmp_path: Path) -> None:
    bill = o.amend(library, PLACE, HOLDS, on=DAY)
    done = tmp_path / "done.md"
    done.write_text("\n\n".join(["2.15.900 Holds for others.", *marked(bill, {"", "added"}, spaced=True)]), encoding="utf-8")
    with pytest.raises(o.BadChoice, match="has the chosen variants already: Immigration detainers"):
        o.amend(library, PLACE, done, on=DAY)


def test_a_teams_usual_length_stops_no_bill_that_amends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDINANCE_LENGTH", "full")
    made = CliRunner().invoke(cli, ["amend", PLACE, "--section", str(HOLDS), "-o", str(tmp_path / "x.md")])
    assert made.exit_code in (0, 1), made.output
    assert run(PLACE, "--section", str(HOLDS), "--length", "full", "-o", str(tmp_path / "y.md"))[0] == 2


def test_a_place_without_a_code_is_told_where_to_write_it(tmp_path: Path) -> None:
    code, said = run("dane-county-wi", "--section", str(HOLDS), "-o", str(tmp_path / "x.md"))
    assert code == 2
    assert "has no `code`" in said


def test_what_state_law_forbids_is_said_on_the_first_page_of_a_bill_that_amends(library: o.Library) -> None:
    place = replace(o.place(library, "austin-tx"), code=o.place(library, PLACE).code)
    bill = o.amend(library, place, HOLDS, include=["release-date"], on=DAY)
    page = o.encode(bill.drafted, "md", commentary="none").decode()
    assert re.search(r"^> \*\*Section 1 \(Release information\)\.\*\* Forbidden by state law: ", page, re.M)
    assert not [one for one in o.check(library, bill.drafted) if one.message.startswith("the long title promises")]
    assert [one.severity for one in o.check(library, bill.drafted) if "law forbids release-date" in one.message] == ["error"]
