"""Agreements on the published list: told with the list's day and with what is not sure, by place and state; and newer lists."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import shipped_library
from msgspec.structs import replace

import ordinance as o
from ordinance.cli.main import cli
from ordinance.library.federal import agreement_list
from ordinance.pages.listed import listed_lines
from ordinance.places.agreements import tied
from ordinance.places.list_changes import count
from ordinance.places.listing import of_state
from ordinance.places.naming import place_of

DAY = date(2026, 11, 24)
HEAD = ("STATE", "LAW ENFORCEMENT AGENCY", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM")
ROWS = [
    (
        "ALABAMA ",
        " Autauga  County Sheriff’s Office",
        "County",
        "Autauga County",
        "Task Force Model ",
        datetime(2025, 9, 22),
        "Link",
        None,
    ),
    ("NEW YORK", "Camden Police Department", "Municipality", "#N/A", "Task Force Modle", "7/2/2025 0:00", "Link", None),
    ("NEW YORK", "Mohawk Village Police Department", "Municipality", "Herkimer County", "Task Force Model", "2016-03-19", "", ""),
    ("GUAM", "Guam Department of Corrections", "State Agency", "#N/A", "Jail Enforcement Model", "", "", ""),
]


@pytest.fixture(scope="module")
def library():
    return shipped_library()


def place(library, name, kind, county, state="NY", **more):
    """A place of the shipped library under another name."""
    known = library.place("ithaca-ny")
    official = f"{kind.capitalize()} of {name}" if kind != "county" else name
    return replace(known, name=name, official_name=official, kind=kind, county=county, state=state, agencies=(), **more)


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments))


def workbook(path, rows, head=HEAD):
    """Write rows as an Excel workbook, below a line of title as some editions have."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("Participating agencies",), head, *rows):
        book.active.append(row)
    book.save(path)
    return str(path)


# --- the shipped list ---


def test_the_shipped_list_is_the_one_of_may_18_2026(library):
    made = agreement_list(library)
    assert made.as_of == date(2026, 5, 18)
    assert count(made) == 1841
    assert count(made, "task-force") == 1161
    assert count(made, "warrant-service") == 499
    assert count(made, "jail-enforcement") == 181
    assert sum(len(one.models) for one in made.states["NY"]) == 14


@pytest.mark.parametrize(
    ("name", "kind", "county", "state", "agency", "tie", "doubts"),
    [
        ("Mohawk", "village", "Herkimer County", "NY", "Mohawk Village Police Department", "own", ()),
        ("Allegany", "village", "Cattaraugus County", "NY", "Cattaraugus County Sheriff's Office", "county", ()),
        ("Broome County", "county", None, "NY", "Broome County Sheriff's Office", "sheriff", ()),
        ("Nassau County", "county", None, "NY", "Nassau County Police Department", "own", ()),
        ("Camden", "village", "Oneida County", "NY", "Camden Police Department", "own", ("county", "kind")),
        ("Marlin", "city", "Falls County", "TX", "Marlin Police Department", "own", ()),
        ("Kenneth City", "town", "Pinellas County", "FL", "Kenneth City Police Department", "own", ()),
        ("St. Bernard Parish", "parish", None, "LA", "St. Bernard Parish Sheriff's Office", "sheriff", ("county-spelt",)),
    ],
)
def test_an_agency_is_matched_to_a_place_with_what_is_not_sure_of_it(library, name, kind, county, state, agency, tie, doubts):
    found = {one.listed.agency: one for one in tied(library, place(library, name, kind, county, state))}
    assert found[agency].tie == tie
    assert found[agency].doubts == doubts


@pytest.mark.parametrize(
    ("name", "kind", "county", "state", "agency"),
    [
        ("Mohawk", "town", "Montgomery County", "NY", "Mohawk Village Police Department"),
        ("Cooke County", "county", None, "TX", "Coke County Sheriff's Office"),
        ("Melbourne Village", "town", "Brevard County", "FL", "Melbourne Police Department"),
        ("Harris County", "county", None, "TX", "Harrison County Sheriff's Office"),
        ("Florida", "city", "Orange County", "FL", "University of Florida Police Department"),
    ],
)
def test_a_like_name_is_no_match(library, name, kind, county, state, agency):
    made = agreement_list(library)
    assert agency in {one.agency for one in made.states[state]}
    found = {one.listed.agency for one in tied(library, place(library, name, kind, county, state)) if one.tie != "inside"}
    assert agency not in found


def test_nearly_every_local_agency_on_the_list_is_matched_and_none_surely_to_two(library):
    """Of thirteen states, against every government listed there."""
    unmatched, twice = [], []
    for state in ("AL", "AR", "GA", "LA", "MI", "NH", "NY", "OK", "SC", "TN", "VA", "WI", "WV"):
        found = {}
        for one in of_state(library, state):
            official = one.official or one.name
            here = place(library, one.name, one.kind, one.county or None, state, id=one.id)
            for each in tied(library, replace(here, official_name=official)):
                if each.tie in ("own", "sheriff"):
                    found.setdefault((each.listed.agency, each.listed.county), []).append(each.doubts)
        for agency in agreement_list(library).states[state]:
            matches = found.get((agency.agency, agency.county), [])
            if agency.of != "state" and not matches:
                unmatched.append(agency.agency)
            if matches.count(()) > 1:
                twice.append(agency.agency)
    assert twice == []
    apart = [name for name in unmatched if "Constable" in name or "Regional" in name]
    assert sorted(set(unmatched) - set(apart)) == [
        "Bibb County Sheriff's Office",  # a county that is one with a city of another name
        "Hopewell County Sheriff's Office",  # no such county
        "Metropolitan Moore County Sheriff's Office",  # of a county that is one with its city, as is Trousdale
        "Office of The District Attorney - Eighth District",  # of a district
        "Pittsburgh Police Department",  # of a town that is spelt otherwise
        "Trousdale County Sheriff's Office",
        "Ward 5 Marshal's Office",
    ]


def test_a_police_that_the_list_takes_for_a_county_s_is_its_city_s(library):
    assert [one.tie for one in tied(library, place_of(library, "Stamford, TX")) if one.tie != "state"] == ["own"]
    assert [one.tie for one in tied(library, place_of(library, "Jones County, TX")) if one.tie != "state"] == ["inside"]


def test_an_agency_with_the_county_s_name_is_the_county_s(library):
    found = {one.listed.agency: one.tie for one in tied(library, place_of(library, "Miami-Dade County, FL"))}
    assert found["Miami-Dade Corrections and Rehabilitation"] == "own"
    assert found["Doral Police Department"] == "inside"


def test_a_county_that_is_misspelt_everywhere_is_told_as_such(library):
    found = tied(library, place_of(library, "Berrien County, MI"))
    assert [(one.listed.agency, one.doubts) for one in found] == [("Berrian County Sheriff's Office", ("county-spelt",))]


def test_one_government_of_a_name_leaves_no_doubt_of_which_is_meant(library):
    two, one = place_of(library, "Camden village, NY"), place_of(library, "Punta Gorda, FL")
    assert tied(library, two)[0].doubts == ("county", "kind")
    assert tied(library, one)[0].listed.agency == "Punta Gorda Police Department"
    assert tied(library, one)[0].doubts == ()


def test_the_words_say_the_day_and_never_that_there_is_an_agreement(library):
    lines = [*listed_lines(library, place(library, "Allegany", "village", "Cattaraugus County"))]
    assert all(line.startswith("Listed on May 18, 2026") or "bars such agreements" in line for line in lines)
    assert "its agreement would bind its own staff, not those of the Village of Allegany" in " ".join(lines)
    assert "has an agreement" not in " ".join(lines)


def test_a_day_of_signing_that_cannot_be_right_is_told(library):
    lines = " ".join(listed_lines(library, place(library, "Mohawk", "village", "Herkimer County")))
    assert "signed March 19, 2016; this model came back in 2025, so the day on the list cannot be right" in lines


def test_a_place_without_a_listed_agency_says_which_names_were_looked_for():
    made = run("agreements", "ithaca-ny")
    assert made.exit_code == 0
    assert "No agency of the City of Ithaca or of Tompkins County was on the list of May 18, 2026, by name." in " ".join(
        made.output.split()
    )


def test_a_state_is_listed_and_so_are_all(library):
    made = run("agreements", "--state", "ny")
    assert "12 agencies on the list of May 18, 2026" in made.output
    assert "1841 agreements of 1550 agencies" in " ".join(run("agreements").output.split())
    records = o.agreements(library, state="GU", on=DAY).records
    assert [one["agency"] for one in records] == ["Office Of The Attorney General"]
    assert records[0]["listed_on"] == "2026-05-18"


def test_a_state_that_is_none_is_refused():
    made = run("agreements", "--state", "ZZ")
    assert made.exit_code == 2
    assert "no state named 'ZZ'" in made.output


# --- drafts ---


def noticed(library, where, **selection):
    return " ".join(o.encode(o.draft(library, where, on=DAY, length="short", **selection), "md").decode().split())


def test_a_draft_tells_its_agreements_on_page_one_and_ends_one_of_its_own(library):
    words = noticed(library, "Nassau County, NY")
    assert "Listed on May 18, 2026: Nassau County Police Department (task force, signed March 10, 2025)" in words
    assert "Immigration enforcement agreements, ends it for agencies that the legislature directs" in words
    assert words.index("Listed on May 18, 2026") < words.index("## ")
    assert "Agreements." not in noticed(library, "ithaca-ny")


def test_where_state_law_bars_such_agreements_the_list_is_not_told_without_it(library):
    barred = "New York law, as this library has it, bars such agreements or ends them: ask whether this one has ended."
    assert barred in noticed(library, "Nassau County, NY")
    assert barred in " ".join(listed_lines(library, place_of(library, "Camden village, NY")))
    assert barred not in " ".join(listed_lines(library, place_of(library, "ithaca-ny")))
    assert "bars such agreements" not in noticed(library, "Roscommon County, MI")


def test_a_draft_that_does_not_end_one_names_the_choice_that_would(library):
    kept = noticed(library, "Nassau County, NY", choose={"no-287g": "report-only"})
    assert "does not end an agreement; this choice does: --choose no-287g=ban-and-terminate." in kept
    without = noticed(library, "Nassau County, NY", leave_out=["no-287g"])
    assert "no section that ends an agreement; this choice adds it: --choose no-287g=ban-and-terminate." in without


def test_a_sheriff_s_agreement_is_not_said_to_end_by_a_vote_of_the_board(library):
    words = noticed(library, "Roscommon County, MI")
    assert "where the sheriff is elected, the body cannot end what the sheriff signed" in words
    assert "ends one only for agencies that the board directs, not one that an officer signed whom it does not direct" in words
    assert "If there is an agreement" not in words


def test_where_state_law_is_against_it_no_choice_is_offered(library):
    words = noticed(library, "Tampa, FL")
    assert "This draft does not end an agreement: Florida law stands against a section that would" in words
    assert "this choice" not in words


def test_an_agreement_of_the_county_alone_offers_a_city_nothing_to_end(library):
    words = noticed(library, "Binghamton city, NY")
    assert "the agency of Broome County, in which the place lies; its agreement would bind its own staff" in words
    assert "ends it for agencies" not in words


def test_the_memo_and_the_terminal_tell_it_too(library, tmp_path, monkeypatch):
    memo = " ".join(o.encode(o.memo(library, "Nassau County, NY", on=DAY, length="short"), "txt").decode().split())
    assert "Listed on May 18, 2026: Nassau County Police Department" in memo
    assert "ends it for agencies that the legislature directs" in memo
    monkeypatch.chdir(tmp_path)
    made = run("draft", "Nassau County, NY", "-o", "nassau.md")
    assert "Agreements: Listed on May 18, 2026: Nassau County Police Department" in made.output


# --- a newer list ---


def test_a_newer_workbook_says_what_changed_and_what_was_mended(tmp_path):
    made = run("agreements", workbook(tmp_path / "participatingAgencies09152026.xlsx", ROWS))
    words = " ".join(made.output.split())
    assert made.exit_code == 0, made.output
    assert "read as of September 15, 2026: 4 agreements" in words
    assert "AL: Autauga County Sheriff's Office (jail enforcement, task force, warrant service before, task force now)" in words
    assert "the model 'Task Force Modle' was read as Task Force Model" in words
    assert "signed on 2016-03-19: this model came back in 2025" in words
    assert "NY: Broome County Sheriff's Office (warrant service)" in words  # no longer listed


def test_a_written_list_laid_over_the_library_wins(tmp_path):
    own = tmp_path / "own" / "jurisdictions" / "agreements" / "list.yaml"
    own.parent.mkdir(parents=True)
    file = workbook(tmp_path / "list-2026-09-15.xlsx", ROWS)
    assert run("agreements", file, "-o", str(own)).exit_code == 0
    library = o.Library(tmp_path / "own")
    assert agreement_list(library).as_of == date(2026, 9, 15)
    assert sorted(agreement_list(library).states) == ["AL", "GU", "NY"]
    assert "Listed on September 15, 2026" in " ".join(
        listed_lines(library, place(library, "Mohawk", "village", "Herkimer County"))
    )
    assert "name the same agencies" in run("--library", str(tmp_path / "own"), "agreements", file).output
    assert run("agreements", file, "-o", str(own)).exit_code == 2  # never over a file


def test_the_shipped_list_comes_back_from_its_own_table(library, tmp_path):
    table = o.write(o.agreements(library, on=DAY), tmp_path / "list-2026-05-18.csv")
    read = o.agreements(library, table, on=DAY)
    assert read.records == []
    own = o.write(read, tmp_path / "own.yaml")
    shipped = Path(library.files("jurisdictions/agreements")["list"]).read_text(encoding="utf-8")
    assert own.read_text(encoding="utf-8").partition("states:")[2] == shipped.partition("states:")[2]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({4: "Constable Liaison"}, ":3:5: 'Constable Liaison' is no model of agreement; they are Task Force Model"),
        ({5: "2/30/2025"}, ":3:6: '2/30/2025' is no day"),
        ({5: "12/31/2027"}, ":3:6: signed on 2027-12-31, after the day of the list, 2026-09-15"),
        ({0: "NEW YORKE"}, ":3:1: 'NEW YORKE' is no state"),
        ({1: "#N/A"}, ":3:2: names no agency"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_place_and_nothing_is_written(tmp_path, row, says):
    cells = list(ROWS[1])
    for column, value in row.items():
        cells[column] = value
    file, out = workbook(tmp_path / "list09152026.xlsx", [cells, ROWS[0]]), tmp_path / "list.yaml"
    made = run("agreements", file, "-o", str(out))
    assert made.exit_code == 2
    assert says in made.output
    assert not out.exists()
    skipped = run("agreements", file, "--skip", "-o", str(out))
    assert skipped.exit_code == 0, skipped.output
    assert "Camden" not in out.read_text(encoding="utf-8")
    assert "Autauga" in out.read_text(encoding="utf-8")


def test_other_columns_are_refused(tmp_path):
    file = workbook(tmp_path / "list09152026.xlsx", [("a", "b")], head=("Place", "Number"))
    made = run("agreements", file)
    assert made.exit_code == 2
    assert "needs the columns STATE, LAW ENFORCEMENT AGENCY, SUPPORT TYPE, SIGNED; it has PLACE, NUMBER" in made.output


def test_the_day_of_a_list_is_asked_for_and_may_not_lie_ahead(tmp_path):
    file = workbook(tmp_path / "agencies.xlsx", ROWS)
    assert "--as-of YYYY-MM-DD" in run("agreements", file).output
    assert "lies in the future" in run("agreements", file, "--as-of", "2099-01-01").output
    assert run("agreements", file, "--as-of", "2026-09-15").exit_code == 0
    assert "are for a FILE" in run("agreements", "ithaca-ny", "--as-of", "2026-09-15").output


def hostile(kind: str) -> bytes:
    """Return a file that does harm, or is none."""
    openpyxl = pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    if kind == "words":
        return b"STATE,AGENCY\nNY,x\n"
    if kind == "cut":
        return stream.getvalue()[:900]
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        match kind:
            case "bomb":
                package.writestr("xl/media/big.bin", bytes(80_000_000))
            case "macros":
                package.writestr("xl/vbaProject.bin", b"x")
            case "entities":
                package.writestr("xl/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
            case "wide":
                package.writestr("xl/more.xml", '<?xml version="1.0"?><a/>'.encode("utf-16"))
            case "sheets":  # two hundred names for one long sheet
                sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                sheet += b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, 19_000))
                package.writestr("xl/worksheets/sheet2.xml", sheet + b"</sheetData></worksheet>")
                names = "".join(f'<sheet name="s{one}" sheetId="{one}" r:id="rId9"/>' for one in range(1, 200))
                package.writestr("xl/book.xml", f'<workbook xmlns:r="r"><sheets>{names}</sheets></workbook>')
            case "parts":
                for number in range(1_100):
                    package.writestr(f"xl/media/{number}", b"")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("words", "no Excel workbook"),
        ("cut", "damaged"),
        ("bomb", "too large"),
        ("macros", "can hold macros"),
        ("entities", "declares entities"),
        ("wide", "declares entities"),
        ("parts", "too large"),
        ("sheets", "too large"),
    ],
)
def test_a_hostile_workbook_is_refused_in_one_line(tmp_path, kind, says):
    file = tmp_path / "list09152026.xlsx"
    file.write_bytes(hostile(kind))
    made = run("agreements", str(file))
    assert made.exit_code == 2, made.output
    assert says in made.output
    assert len(made.output.strip().splitlines()) == 1


def test_a_text_that_is_no_table_is_refused(tmp_path):
    file = tmp_path / "list09152026.csv"
    file.write_bytes(b'STATE,"AGENCY\nNY,x')
    assert "is no CSV" in run("agreements", str(file)).output
    file.write_bytes(b"STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE,SIGNED\n" + b"NY,x,Task Force Model,\n" * 21_000)
    assert "more than 20,000 rows" in run("agreements", str(file)).output
    file.write_bytes(b"\x00\x01\x02" * 50)
    assert "holds no text" in run("agreements", str(file)).output
    assert (
        "is no file" in run("agreements", str(tmp_path / "x" / "none.csv")).output
        or run("agreements", str(tmp_path / "none.csv")).exit_code == 2
    )
