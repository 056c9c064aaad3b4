"""The public report: what a log comes to, what is hidden, and what is refused with its cell."""

import io
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import shipped_library

import ordinance as o
from ordinance.cli.main import cli
from ordinance.pages.implementing.report import _printed

LIBRARY = shipped_library()
DAY = date(2028, 1, 15)
EMPTY = o.implement(LIBRARY, "ithaca-ny", form="md", on=date(2026, 11, 24), effective=date(2027, 1, 1)).files[
    "6-request-log.xlsx"
]


def run(*arguments):
    """Run a command; nothing of it is printed."""
    return CliRunner().invoke(cli, arguments, prog_name="ordinance", env={"ORDINANCE_LENGTH": "short"})


def log(tmp_path, rows, sheet="Requests", change=None):
    """Write a log with rows of (column, value) into a sheet, and return its path."""
    book = openpyxl.load_workbook(io.BytesIO(EMPTY))
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    for number, one in enumerate(rows, 2):
        for name, value in one.items():
            page.cell(number, columns[name], value)
    if change:
        change(book)
    path = tmp_path / "log.xlsx"
    book.save(path)
    return path


def request(number=1, kind="To hold a person", done="Nothing", day=date(2027, 5, 1), **more):
    return {
        "Log number": f"2027-{number:03d}",
        "Day received": day,
        "Who asked": "Immigration and Customs Enforcement",
        "Kind of request": kind,
        "What was done": done,
        **more,
    }


def counts(path, **more):
    return o.report(LIBRARY, path, on=DAY, **more).records


def test_totals_print_in_full_a_zero_as_zero_and_small_counts_hidden(tmp_path):
    rows = [request(n) for n in range(30)] + [request(40, "To enter a place"), request(41, "To enter a place")]
    rows += [request(50 + n, "For information or a record") for n in range(3)]
    found = counts(log(tmp_path, rows))
    assert found["totals"]["Requests received"] == "35"
    assert found["counts"]["By kind"] == {
        "To hold a person": "30",
        "To tell of a release": "0",
        "To see or question a person": "0",
        "To enter a place": "hidden",
        "For information or a record": "hidden",
        "For help with an operation": "0",
        "To use property": "0",
        "For an agreement": "0",
        "Another": "0",
    }
    page = o.encode(o.report(LIBRARY, log(tmp_path, rows), on=DAY), "md").decode()
    assert "| To enter a place | fewer than 10 |" in page
    assert "| To use property | 0 |" in page


def test_one_small_count_takes_the_next_smallest_with_it(tmp_path):
    rows = [request(n) for n in range(30)] + [request(40 + n, "To use property") for n in range(12)] + [request(99, "Another")]
    found = counts(log(tmp_path, rows))["counts"]["By kind"]
    assert (found["Another"], found["To use property"], found["To hold a person"]) == ("hidden", "withheld", "30")


def test_what_nothing_can_hide_is_not_split_up(tmp_path):
    path = log(tmp_path, [request(n) for n in range(3)])
    assert counts(path)["counts"]["By kind"] == {}
    page = o.encode(o.report(LIBRARY, path, on=DAY), "md").decode()
    assert "Too few to be split up" in page
    assert "| Requests received | 3 |" in page


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ([1, 1, 40], ("hidden", "hidden", "withheld")),  # two ones in a sum of two: each would be known
        ([9, 9, 40], ("hidden", "hidden", "withheld")),
        ([2, 3, 40], ("hidden", "hidden", "40")),
        ([1, 10, 40], ("hidden", "withheld", "withheld")),  # 11 is 1 and 10 and nothing else
        ([0, 0, 0], ("0", "0", "0")),
        ([12, 0, 10], ("12", "0", "10")),
    ],
)
def test_no_hidden_count_can_be_worked_out_from_the_total(given, printed):
    assert _printed(given, 0) == printed


def test_an_agreement_counts_while_it_is_in_force(tmp_path):
    rows = [
        {"Log number": "A1", "Day signed": date(2025, 1, 1), "Kind": "Holding people"},
        {"Log number": "A2", "Day signed": date(2025, 1, 1), "Kind": "Holding people", "Last day": date(2026, 1, 1)},
    ]
    path = log(tmp_path, rows, "Agreements")
    found = counts(path, first=date(2027, 1, 1), last=date(2027, 12, 31))
    assert found["totals"]["Agreements in force"] == "1"


def test_the_period_is_the_year_of_the_latest_row(tmp_path):
    path = log(tmp_path, [request(1), request(2, day=date(2026, 12, 30))])
    found = counts(path)
    assert (found["from"], found["to"], found["totals"]["Requests received"]) == ("2027-01-01", "2027-12-31", "1")


REFUSED = [
    ({"Log number": "Maria Lopez"}, "Requests, cell A2: Log number takes a number of your own"),
    ({"Day received": date(2029, 1, 1)}, "Requests, cell B2: Day received is 2029-01-01, which has not come yet"),
    ({"Day received": "spring"}, "Requests, cell B2: Day received takes a day"),
    ({"What was done": "Let him go"}, "What was done takes one of its list, not 'Let him go'"),
    ({"Who asked": None}, "Who asked is empty"),
    ({"Hours worked": "two"}, "Hours worked takes a number, not 'two'"),
]


@pytest.mark.parametrize(("wrong", "said"), REFUSED)
def test_what_does_not_belong_into_a_log_is_named_with_its_cell(tmp_path, wrong, said):
    path = log(tmp_path, [{**request(), **wrong}])
    target = tmp_path / "report.docx"
    made = run("report", str(path), "-o", str(target), "--date", "2028-01-15")
    assert made.exit_code == 2
    assert said in " ".join(made.stderr.split())
    assert not target.exists()


def test_an_unknown_column_is_named_with_its_cell(tmp_path):
    def with_names(book):
        book["Requests"].cell(1, 12, "Name of the person")

    made = run("report", str(log(tmp_path, [request()], change=with_names)), "-o", str(tmp_path / "r.md"), "--date", "2028-01-15")
    assert made.exit_code == 2
    assert "Requests, cell L1: 'Name of the person' is no column of the log" in " ".join(made.stderr.split())


def test_words_beside_the_columns_are_named_too(tmp_path):
    def beside(book):
        book["Requests"].cell(2, 14, "Maria")

    made = run("report", str(log(tmp_path, [request()], change=beside)), "-o", str(tmp_path / "r.md"), "--date", "2028-01-15")
    assert "cell N2: 'Maria' stands in no column" in " ".join(made.stderr.split())


def test_other_files_and_other_periods_are_refused(tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"PK no spreadsheet")
    assert "is no spreadsheet" in run("report", str(other), "-o", str(tmp_path / "r.md")).stderr
    assert "is no log" in run("report", str(tmp_path / "log.csv"), "-o", str(tmp_path / "r.md")).stderr
    path = log(tmp_path, [request()])
    ahead = run("report", str(path), "--to", "2029-01-01", "--date", "2028-01-15", "-o", str(tmp_path / "r.md"))
    assert "has not come yet" in ahead.stderr
    turned = run(
        "report", str(path), "--from", "2027-06-01", "--to", "2027-01-01", "--date", "2028-01-15", "-o", str(tmp_path / "r.md")
    )
    assert "is before --from" in turned.stderr
    ending = run("report", str(path), "--date", "2028-01-15", "-o", str(tmp_path / "r.xyz"))
    assert "no format with this ending" in ending.stderr


def test_the_report_is_written_in_each_format_and_is_the_same_twice(tmp_path):
    path = log(tmp_path, [request(n) for n in range(30)])
    for form in ("docx", "md", "html", "txt", "json"):
        assert o.encode(o.report(LIBRARY, path, on=DAY), form) == o.encode(o.report(LIBRARY, path, on=DAY), form)
