"""The memo: two pages that say what must be decided, and attachments that hold the rest."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from conftest import DAY, shipped_library

import ordinance as o
from ordinance.cli.main import cli
from ordinance.drafting.assembly import draft
from ordinance.drafting.wishes import Wishes
from ordinance.making.memo import NAMES
from ordinance.pages.attachments import ATTACHMENTS

LIBRARY = shipped_library()
PLACES = sorted(LIBRARY.place_files)
#: Places of users, in states that preempt, that require, that are silent, and whose penalties are long.
NEW = (("TN", "city"), ("TX", "county"), ("NJ", "county"), ("VA", "city"), ("IL", "city"), ("FL", "county"), ("DC", "city"))
#: A package that its own page says is not for such a state has more to say than two pages hold.
TOO_MUCH = {("austin-tx", "full")}


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


def memo(*words):
    done = run("memo", *words, "--format", "md", "--date", DAY.isoformat())
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("length", ["short", "full"])
@pytest.mark.parametrize("package", [None, *LIBRARY.packages])
@pytest.mark.parametrize("place", PLACES)
def test_it_has_900_words_and_two_pages_at_most(place, package, length):
    made = o.memo(LIBRARY, place, package=package, length=length, on=DAY)
    assert max(words(made, form) for form in ("txt", "md")) <= 900
    assert pages(made) <= 2 or (place, package) in TOO_MUCH


@pytest.mark.parametrize(("state", "kind"), NEW)
def test_so_it_has_for_a_new_place(state, kind, tmp_path):
    file = tmp_path / "new.yaml"
    assert run("new", "Fairview", "--state", state, "--kind", kind, "-o", file, "--date", DAY.isoformat()).exit_code == 0
    made = o.memo(LIBRARY, file, on=DAY)
    assert max(words(made, form) for form in ("txt", "md")) <= 900
    assert pages(made) <= 2


def words(made, form):
    return len(o.encode(made, form).decode().split())


def pages(made):
    pytest.importorskip("typst")
    from pdf_reading import Pdf

    return len(Pdf(o.encode(made, "pdf")).pages)


@pytest.mark.parametrize(
    "words",
    [
        "## Question and recommendation",
        "**Recommendation:** \\[recommendation",
        "## State law",
        "## The choices",
        "## Cost",
        "**Fiscal impact:** \\[",
        "## The strongest objections, and replies",
        "## What counsel must settle first",
        "**Attachments on request:** 1. Options and costs",
    ],
)
def test_it_has_its_parts(words):
    assert words in memo("ithaca-ny")


def test_one_table_has_the_choices_with_state_law_and_exposure():
    text = memo("king-county-wa")
    assert (
        sum(line.startswith("| Choice |") for line in text.splitlines()) == sum("---" in line for line in text.splitlines()) == 1
    )
    row = next(line for line in text.splitlines() if line.startswith("| **Immigration enforcement agreements"))
    cells = row.strip("| ").split(" | ")
    assert cells[1] == "1. No agreements; existing ones end"
    assert cells[2] == "2. No new agreements; existing ones run out<br>Below what state law requires: 3, 4"
    assert cells[3] == "Required by state law (statute)<br>Exposure: Low"


def test_the_option_that_is_in_the_draft_is_the_one_chosen():
    row = next(
        line for line in memo("ithaca-ny", "--choose", "no-287g=ban-new").splitlines() if line.startswith("| **Immigration enf")
    )
    assert row.split(" | ")[1] == "2. No new agreements; existing ones run out"
    assert "Below what state law requires (statute)" in row


def test_three_objections_have_the_short_reply_of_their_clause():
    text = memo("ithaca-ny").split("## The strongest objections")[1].split("## What counsel")[0]
    assert text.count("True: ") == 3
    clause = LIBRARY.clause("detainer-refusal")
    assert clause.objections[0].short in text
    assert clause.objections[0].answer.split()[-1] not in text.split()[-1]


def test_every_policy_clause_has_a_short_reply_to_its_first_objection_of_45_words_at_most():
    first = [clause.objections[0].short for clause in LIBRARY.clauses() if clause.kind == "policy"]
    assert all(short and len(short.split()) <= 45 for short in first)


def test_the_library_s_check_misses_a_short_reply(laid):
    library = laid(
        ("clauses/custody/holds/plain.yaml", '    short: "True: a person goes free. But a judge decides who does."\n', "")
    )
    said = [one.message for one in o.check(library, on=DAY)]
    assert "holds has no short answer to the objection that stands first" in said


def test_a_clause_of_a_user_without_a_short_reply_points_to_the_whole_one(laid):
    library = laid(
        ("clauses/custody/holds/plain.yaml", '    short: "True: a person goes free. But a judge decides who does."\n', "")
    )
    assert "The reply stands in attachment 3." in o.encode(o.memo(library, "millbrook-aa", on=DAY), "md").decode()


@pytest.mark.parametrize(("place", "said"), [("dane-county-wi", "does not direct the Sheriff: Dane County Sheriff's Office.")])
def test_it_says_whom_the_text_does_not_reach(place, said):
    text = memo(place)
    assert said in text
    assert "What may the board require of officers whom it does not direct, and do with money and buildings?" in text


@pytest.mark.parametrize(
    ("instrument", "to", "question"),
    [
        ("resolution", "Members of the Common Council of the City of Ithaca", "Should the council adopt the attached resolution"),
        ("executive-order", "City Manager", "Should the City Manager issue the attached executive order"),
        ("policy", "Police Chief, Ithaca Police Department", "Should the Police Chief issue the attached policy"),
    ],
)
def test_it_asks_whoever_decides(instrument, to, question):
    text = memo("ithaca-ny", "--instrument", instrument)
    assert f"**To:** {to}\n" in text
    assert f"{question}? It makes 5 policy choices" in text
    assert text.count("Subject:") == 1


def test_it_says_what_state_law_forbids_and_threatens_before_the_choices():
    head, table = memo("austin-tx", "--with", "detainer-refusal").split("## The choices")
    assert "> **NOT OPEN HERE: Immigration detainers:** forbidden by state law" in head
    assert "Removal from office" in head
    row = next(line for line in table.splitlines() if line.startswith("| ") and "Immigration detainers" in line)
    assert "State law decides" in row
    assert "Low" not in row


def test_many_choices_still_stand_in_the_table():
    made = draft(LIBRARY, LIBRARY.place("king-county-wa"), Wishes(package="full", on=DAY))
    text = memo("king-county-wa", "--package", "full")
    assert all(s.heading in text for s in made.sections if s.chosen.clause.kind == "policy")


# --- attachments ---


def test_each_attachment_stands_behind_the_two_pages_with_its_number():
    text = memo("ithaca-ny", "--attach", "all")
    found = [line for line in text.splitlines() if line.startswith("## Attachment ")]
    assert found == [f"## Attachment {number}. {one.title}" for number, one in enumerate(ATTACHMENTS, 1)]
    assert "Attachments on request" not in text


def test_some_attachments_keep_their_numbers_and_the_memo_stays_the_same():
    text = memo("ithaca-ny", "--attach", "metrics,notes", "--attach", "amendments")
    assert [line for line in text.splitlines() if line.startswith("## Attachment ")] == [
        "## Attachment 4. Amendments to expect",
        "## Attachment 6. Notes for counsel",
        "## Attachment 7. What to count",
    ]
    assert "**Attached:** 4. Amendments to expect; 6. Notes for counsel; 7. What to count." in text
    assert text.split("## Attachment")[0].split("**Attached:**")[0] == memo("ithaca-ny").split("**Attachments on request")[0]


@pytest.mark.parametrize(
    "words",
    [
        "The other sections make these work: ",
        "Ithaca Police Department:** bound: the council directs it.",
        "## Attachment 2",
        "N.Y. Gen. Mun. Law § 996-a (2026)**: No municipal employee",
        "Traits on the federal list that the draft shows:",
        "Where the courts of a state have not spoken, the place that holds is the one that is sued to find out.",
        "Replace “judicial warrant” by “warrant” or “valid warrant”.",
        "Strike contractors and grantees",
        "What has happened since in United States v. California, 921 F.3d 865 (9th Cir. 2019) (preliminary)?",
        "The reasons that the draft gives",
        "What to settle for this place, section by section",
        "Number of disciplinary matters in which this section was raised.",
        "Fiscal and operational notes",
        "the place's file names no jail or lockup.",
    ],
)
def test_nothing_that_the_long_memo_said_is_lost(words):
    assert words in memo("ithaca-ny", "--attach", "all").replace("\u00a0", " ")


@pytest.mark.parametrize("given", ["noets", "notes,noets"])
def test_a_name_that_is_no_attachment_is_one_line(given, tmp_path):
    out = tmp_path / "memo.md"
    done = run("memo", "ithaca-ny", "--attach", given, "-o", out)
    assert (done.exit_code, out.exists()) == (2, False)
    assert done.stderr == "Error: no attachment named 'noets'; did you mean notes or objections?\n"


def test_from_python_too():
    assert "## Attachment 7. What to count" in o.encode(o.memo(LIBRARY, "ithaca-ny", attach="metrics", on=DAY), "md").decode()
    with pytest.raises(o.NotFound, match="no attachment named 'x'"):
        o.memo(LIBRARY, "ithaca-ny", attach=["x"], on=date(2026, 11, 24))
    assert NAMES[-1] == "all"
