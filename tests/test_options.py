"""Options side by side: what a staffer reads before the committee meets, from the small library and from the shipped one."""

from __future__ import annotations

import ast
import json
import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import DAY, drafted, shipped_library
from docx import Document as open_docx
from pdf_reading import LOOK as PDF_LOOK
from pdf_reading import Pdf, faults

import ordinance.checks
from ordinance.checks.explaining import all_explained, explained
from ordinance.checks.model import CHECKS
from ordinance.document.model import Run, Table, plain_text
from ordinance.errors import BadChoice, FaultyFile, NotFound, OrdinanceError
from ordinance.formats.docx import write as docx
from ordinance.formats.markdown import write as markdown
from ordinance.formats.pdf import write as pdf
from ordinance.library.store import Library
from ordinance.pages.clause_choice import choice_page, choice_record
from ordinance.pages.marked_texts import marked, text_of
from ordinance.pages.matrix import matrix_of, matrix_page, matrix_records
from ordinance.pages.memo import memo
from ordinance.pages.precedents import searched
from ordinance.pages.sources import Sources
from ordinance.pages.two_drafts import Side, counted, pair_of, pair_page, pair_records
from ordinance.pages.variant_rows import choice_of, rows

LIBRARY = shipped_library()


def choice(library, clause, place):
    return choice_of(library, library.clause(clause), library.place(place))


# --- one clause ---


@pytest.mark.parametrize("place", ["millbrook-aa", "fork-county-bb"])
def test_a_choice_is_word_for_word_the_golden_one(small, golden, place):
    golden(f"options/holds-{place}.md", markdown.write(choice_page(choice(small, "holds", place), DAY)).decode())


def test_the_variants_stand_as_in_the_file_and_every_row_answers_for_each():
    for name in ("detainer-refusal", "status-inquiry", "protected-locations"):
        made = choice(LIBRARY, name, "dane-county-wi")
        assert [one["id"] for one in choice_record(made)["variants"]] == [one.id for one in made.clause.variants]
        for row in rows(made):
            assert len(row.cells) == len(made.clause.variants), row.id


def test_every_policy_clause_can_be_compared_in_every_kind_of_place():
    seen = 0
    for place in ("dane-county-wi", "kirkland-wa"):
        for clause in LIBRARY.clauses():
            if clause.kind == "policy":
                seen += 1
                record = choice_record(choice(LIBRARY, clause.id, place))
                for variant in record["variants"]:
                    for question in ("does", "exceptions", "gains", "costs", "exposure", "state", "traits", "adopted"):
                        assert variant["answers"][question].strip(), (clause.id, variant["id"], question)
    assert seen > 50


def test_an_independent_sheriff_is_not_said_to_be_bound():
    record = choice_record(choice(LIBRARY, "detainer-refusal", "dane-county-wi"))
    assert record["bound"]["Dane County Sheriff's Office"].startswith("not commanded: the Sheriff is independent of the board.")
    record = choice_record(choice(LIBRARY, "detainer-refusal", "ithaca-ny"))
    assert record["bound"] == {
        "Ithaca Police Department": "bound: the council directs it",
        "Tompkins County Sheriff's Office": "not bound: another government's agency",
    }


def test_what_state_law_forbids_is_said_first_with_its_penalties():
    text = markdown.write(choice_page(choice(LIBRARY, "detainer-refusal", "austin-tx"), DAY)).decode()
    head = text.split("## ")[0]
    assert "NOT OPEN HERE" in head
    assert "Removal from office" in head
    assert "(recommended)" not in text


def test_words_that_came_and_went_are_marked_and_nothing_is_lost():
    made = choice(LIBRARY, "detainer-refusal", "dane-county-wi")
    sources = Sources(LIBRARY)
    texts = [text_of(section, sources) for section in made.sections]
    for old, new in pairwise(texts):
        change = marked(old, new)
        for side, gone in ((new, "deleted"), (old, "added")):
            labelled = [(Run(one.number.label if one.number else ""), *one.content) for one in change.blocks]
            parts = [part for content in labelled for part in content]
            kept = plain_text(tuple(part for part in parts if part.change != gone))
            pairs = zip(side.labels, side.blocks, strict=True)
            whole = "".join(label + plain_text(block.content) for label, block in pairs)
            assert re.sub(r"\s+", "", kept) == re.sub(r"\s+", "", whole)
        assert change.words_in + change.words_out > 0


@pytest.mark.parametrize("place", ["dane-county-wi", "austin-tx"])
def test_the_page_of_a_choice_and_the_memo_keep_to_pdf_ua(place):
    clause = choice(LIBRARY, "status-inquiry", place)
    assert faults(pdf.write(choice_page(clause, DAY), PDF_LOOK)) == []
    assert faults(pdf.write(memo(drafted(LIBRARY, place), LIBRARY, DAY), PDF_LOOK)) == []


# --- what a team's own files can get wrong ---


def test_a_sentence_that_cannot_be_filled_is_named_with_its_line(laid):
    short = "    short: {does: Nobody is held., exceptions: ['Exception: {{ place.moon }} says so.']}\n"
    library = laid(("clauses/custody/holds.yaml", "    plain: Nobody is held", f"{short}    plain: Nobody is held"))
    with pytest.raises(FaultyFile, match=r"holds/plain\.yaml:\d+:\d+: .*moon"):
        choice_page(choice(library, "holds", "millbrook-aa"), DAY)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("precedents: [oldtown-aa-5]", "precedents: [oldtown-aa-6]", "no precedent named 'oldtown-aa-6'"),
        ("authorities: [letter-7]", "authorities: [letter-8]", "no authority named 'letter-8'"),
    ],
)
def test_a_source_that_is_not_there_is_told(laid, old, new, message):
    library = laid(("clauses/custody/holds.yaml", old, new))
    with pytest.raises(OrdinanceError, match=message):
        choice_page(choice(library, "holds", "millbrook-aa"), DAY)


def test_a_package_without_choices_makes_no_matrix(laid):
    library = laid(("clauses/packages.yaml", "packages:\n", BARE))
    with pytest.raises(BadChoice, match="the package bare holds no policy clause; name the clauses to compare"):
        matrix_of(library, library.place("millbrook-aa"), (), "bare")


BARE = "packages:\n  - {id: bare, label: Bare, for_whom: Nobody., leaves_out: All., clauses: [effective-date]}\n"


# --- the matrix ---


def test_the_matrix_is_word_for_word_the_golden_one(small, golden):
    made = matrix_of(small, small.place("fork-county-bb"), ("holds", "questions"))
    golden("options/matrix-fork-county-bb.md", markdown.write(matrix_page(made, DAY)).decode())


def test_a_forbidden_clause_is_plain_to_see_and_nothing_in_its_row_is_recommended():
    made = matrix_of(LIBRARY, LIBRARY.place("austin-tx"), ())
    table = next(block for block in matrix_page(made, DAY).blocks if isinstance(block, Table))
    cells = {plain_text(row[0]): [plain_text(cell) for cell in row[1:]] for row in table.rows}
    row = cells["Immigration detainers"]
    assert row[0].startswith("NOT OPEN HERE: forbidden by state law (statute: Tex. Code Crim. Proc. art. 2A.060")
    assert not any("[" in cell or ":" in cell for cell in row[1:])
    assert [one["taken"] for one in matrix_records(made) if one["clause"] == "detainer-refusal"] == [False] * 4


def test_the_matrix_holds_the_standard_package_and_the_places_own():
    names = [one.clause.id for one in matrix_of(LIBRARY, LIBRARY.place("austin-tx"), ()).choices]
    standard = LIBRARY.packages[LIBRARY.default_package].clauses
    own = LIBRARY.packages["state-preempted"].clauses
    policies = {name for name in (*standard, *own) if LIBRARY.clause(name).kind == "policy"}
    assert set(names) == policies


@pytest.mark.parametrize("place", ["ithaca-ny", "king-county-wa"])
def test_the_matrix_of_the_standard_package_is_one_landscape_page_and_its_chart_the_next(place):
    content = pdf.write(matrix_page(matrix_of(LIBRARY, LIBRARY.place(place), ()), DAY), PDF_LOOK)
    assert faults(content) == []
    made = Pdf(content)
    assert len(made.file.pages) == 2
    assert [float(side) for side in made.file.pages[0].MediaBox] == [0, 0, 792, 612]
    figures = made.tags.all("Figure")
    assert len(figures) == 1
    assert "Immigration detainers: 1 and 2 low to medium, 3 and 4 high." in str(figures[0].element.Alt)


def test_the_matrix_in_word_lies_on_its_side_and_has_the_figures_of_the_chart():
    page = matrix_page(matrix_of(LIBRARY, LIBRARY.place("ithaca-ny"), ()), DAY)
    made = open_docx(BytesIO(docx.write(page, reference=LIBRARY.folder("templates/word/ordinance"))))
    assert made.sections[0].page_width > made.sections[0].page_height
    assert [cell.text for cell in made.tables[1].rows[1].cells] == ["Immigration detainers", "", "", "", "1, 2", "", "", "3, 4"]


# --- two drafts ---


def sides(library, a, b):
    return pair_of(library, Side("a", a), Side("b", b))


def results(pair):
    return {one["clause"]: one["result"] for one in pair_records(pair)}


def test_two_drafts_are_word_for_word_the_golden_page(small, golden):
    a = drafted(small, "millbrook-aa")
    b = drafted(small, "fork-county-bb", choose={"holds": "short-hold"})
    golden("options/drafts.md", markdown.write(pair_page(sides(small, a, b), DAY)).decode())


def test_stronger_weaker_and_absent_go_by_the_order_of_the_variants():
    a = drafted(LIBRARY, "ithaca-ny", choose={"detainer-refusal": "judicial-warrant", "status-inquiry": "all-staff"})
    other = {"detainer-refusal": "no-hold", "status-inquiry": "victims-and-witnesses"}
    b = drafted(LIBRARY, "ithaca-ny", choose=other, leave_out=("no-287g",))
    found = results(sides(LIBRARY, a, b))
    assert found["detainer-refusal"] == "stronger"
    assert found["status-inquiry"] == "weaker"
    assert found["no-287g"] == "only-a"
    assert found["release-date"] == "same"
    back = results(sides(LIBRARY, b, a))
    assert (back["detainer-refusal"], back["status-inquiry"], back["no-287g"]) == ("weaker", "stronger", "only-b")


def test_a_draft_and_itself_are_the_same(small):
    made = drafted(small)
    pair = sides(small, made, made)
    assert set(results(pair).values()) == {"same"}
    assert counted(list(pair.differences)).endswith("the same.")


def test_other_figures_are_told_with_what_they_mean(laid):
    library = laid(
        ("jurisdictions/millbrook-aa.yaml", "as_of: 2026-10-01", "as_of: 2026-10-01\nchoices: {values: {holds: {copy_days: 9}}}")
    )
    changed = drafted(library)
    a = drafted(Library(shipped=Path(__file__).parent / "small-library"))
    record = next(one for one in pair_records(sides(library, a, changed)) if one["clause"] == "holds")
    assert (record["result"], record["effect"]) == ("other-values", "Days to give the person a copy: 3 in A, 9 in B.")


# --- precedents ---


def test_precedents_are_found_by_topic_state_date_and_words():
    illinois = searched(LIBRARY, topic="detainer-refusal", state="il")
    assert illinois
    assert {one.state for one in illinois} == {"IL"}
    assert all("detainer-refusal" in (*one.provisions, *one.secondary_topics) for one in illinois)
    early = searched(LIBRARY, by="2012-12-31")
    assert early
    assert all(one.adopted <= "2012-12-31" for one in early)
    assert {one.jurisdiction for one in searched(LIBRARY, ("chicago", "welcoming"))} == {"Chicago"}
    assert searched(LIBRARY, ("no such word anywhere",)) == []


@pytest.mark.parametrize(
    ("arguments", "message"), [({"topic": "detainr"}, "did you mean detainer-refusal"), ({"state": "Z1"}, "no state")]
)
def test_an_unknown_topic_or_state_is_told_with_the_nearest(arguments, message):
    with pytest.raises(NotFound, match=message):
        searched(LIBRARY, **arguments)


# --- the checks explained ---


def checks_in_the_program():
    """The ids of all checks: those that are registered, and those that a module gives to a finding by itself."""
    found = set()
    checks = Path(ordinance.checks.__file__).parent
    for path in (*checks.glob("*.py"), checks.parent / "making/checking_file.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("check", "Finding", "_of_fault", "_finding", "_counted")
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(first.value)
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):  # (check, fault), made a finding above
                first = node.value.elts[0]
                if isinstance(first, ast.Constant) and "-" in str(first.value):
                    found.add(first.value)
    return found


def test_every_check_can_be_explained_and_nothing_else_is():
    told = all_explained(LIBRARY)
    assert {one.id for one in told} == checks_in_the_program()
    assert set(CHECKS) <= {one.id for one in told}
    for one in told:
        assert all((one.rule, one.why, one.bad, one.good)), one.id
        assert one.bad != one.good


def test_a_check_of_words_lists_the_words():
    words = {word for rule in explained(LIBRARY, "word-forbidden").words for word in rule.words}
    assert "unless required by law" in words


def test_an_unknown_check_is_told_with_the_nearest():
    with pytest.raises(NotFound, match="no check named 'word-lophole'; did you mean word-loophole"):
        explained(LIBRARY, "word-lophole")


def test_records_are_plain_data():
    for records in (
        [choice_record(choice(LIBRARY, "status-inquiry", "ithaca-ny"))],
        matrix_records(matrix_of(LIBRARY, LIBRARY.place("ithaca-ny"), ())),
    ):
        assert json.loads(json.dumps(records, default=str))
