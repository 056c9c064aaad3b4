"""The folder for whoever carries a text out, through the command and from Python."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import shipped_library

import ordinance as o
from ordinance.cli.main import cli
from ordinance.pages.implementing.papers import cited_as

LIBRARY = shipped_library()
DAY = date(2026, 11, 24)
EFFECT = date(2027, 1, 1)


def run(*arguments):
    """Run a command; nothing of it is printed."""
    return CliRunner().invoke(cli, arguments, prog_name="ordinance", env={"ORDINANCE_LENGTH": "short"})


def folder(place="ithaca-ny", form="md", **more):
    return o.implement(LIBRARY, place, form=form, on=DAY, **more)


@pytest.fixture(scope="module")
def ithaca():
    return dict(folder(adopted=date(2026, 11, 20), effective=EFFECT).files.items())


def text(files, name):
    return files[f"{name}.md"].decode()


def test_each_paper_is_there_and_the_first_page_lists_it(ithaca):
    first = text(ithaca, "0-read-first")
    assert set(ithaca) >= {
        "1-calendar.md",
        "1-calendar.ics",
        "2-department-policy.md",
        "5-contract-rider.md",
        "6-request-log.xlsx",
    }
    assert set(ithaca) >= {"residents/monitoring-sheet.md", "residents/records-request.md", "10-checklist-for-counsel.md"}
    for name in ithaca:
        assert name == "0-read-first.md" or name in first


def test_the_calendar_has_each_duty_with_its_day_and_section(ithaca):
    calendar = text(ithaca, "1-calendar")
    assert "| January 8, 2027 | Whoever may end the agreement | send the notice that ends it soonest | § 215-55 |" in calendar
    assert "Within 60 days after a complaint comes" in calendar
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", ithaca["1-calendar.ics"].decode())
    assert days == sorted(days)
    assert {"20270108", "20270301", "20280301"} <= set(days)


def test_without_a_day_of_effect_the_days_are_told_and_no_calendar_file_is_made():
    files = folder().files
    assert "1-calendar.ics" not in files
    assert "7 days after it takes effect" in text(files, "1-calendar")
    assert "2027" not in text(files, "1-calendar")


def test_the_notice_cites_its_section_and_leaves_blank_what_must_be_read(ithaca):
    notice = text(ithaca, "3-notice-ending-an-agreement-ithaca-police-department")
    assert "**January 8, 2027** (§ 215-55)" in notice
    assert "under its section \\_\\_\\_\\_ on duration and termination" in notice


def test_what_state_law_leaves_nothing_of_gets_no_paper():
    files = folder("austin-tx", effective=EFFECT).files
    assert not [name for name in files if name.startswith(("3-", "4-"))]
    assert "Where state law orders help, do what it orders" in text(files, "9-roll-call-briefing")


def test_other_places_and_lengths_can_be_carried_out():
    for place in ("king-county-wa", "philadelphia-pa", "dane-county-wi", "vernon-vt"):
        for length in ("short", "full"):
            files = folder(place, effective=EFFECT, length=length).files
            assert "[no section" not in "".join(text(files, name[:-3]) for name in files if name.endswith(".md"))


def test_a_state_s_records_law_prints_with_its_level():
    law = LIBRARY.state("NY").records_law
    request = text(folder().files, "residents/records-request")
    if law is None:
        assert "the public records law of New York" in request
    else:
        assert f"Under {law.cite} I ask" in request


def test_a_request_for_records_tells_the_time_for_an_answer_or_leaves_it_blank():
    read = LIBRARY.state("TX").records_law
    assert read is not None
    assert read.answer is None
    assert "Days that the law gives for an answer (look them up):" in text(folder("austin-tx").files, "residents/records-request")
    known = LIBRARY.state("MI").records_law
    assert known is not None
    request = text(folder("kalamazoo-mi").files, "residents/records-request")
    assert f"You must answer {known.answer}." in request
    assert "look them up" not in request


def test_the_log_has_drop_downs_and_no_column_for_a_name(ithaca):
    book = openpyxl.load_workbook(io.BytesIO(ithaca["6-request-log.xlsx"]))
    assert book.sheetnames == ["Read first", "Requests", "Complaints", "Training", "Agreements", "Lists"]
    titles = [cell.value for cell in book["Requests"][1]]
    assert "Who asked" in titles
    assert not [title for title in titles if {"name", "person"} & set(title.lower().split())]
    rules = book["Requests"].data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list", "date", "decimal", "textLength"}
    choices = [cell.value for column in book["Lists"].iter_cols() for cell in column]
    assert any(choice and choice.startswith("E. stopping an immediate threat") for choice in choices)


def test_a_day_of_effect_before_the_vote_is_refused_and_nothing_is_written(tmp_path):
    target = tmp_path / "out"
    made = run("implement", "ithaca-ny", "--adopted", "2026-11-20", "--effective", "2026-11-01", "-o", str(target))
    assert made.exit_code == 2
    assert "is before the vote of 2026-11-20" in made.stderr
    assert not target.exists()
    later = run("implement", "ithaca-ny", "--adopted", "2026-12-20", "--date", "2026-11-24", "-o", str(target))
    assert later.exit_code == 2
    assert "only an adopted text is carried out" in later.stderr


def test_the_command_writes_the_folder_and_the_same_again(tmp_path):
    for name in ("a.zip", "b.zip"):
        made = run(
            *("implement", "ithaca-ny", "--effective", "2027-01-01", "--date", "2026-11-24", "--format", "md"),
            *("-o", str(tmp_path / name)),
        )
        assert made.exit_code == 0, made.stderr
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert "6-request-log.xlsx" in zipfile.ZipFile(tmp_path / "a.zip").namelist()


def test_a_text_outside_a_code_is_called_by_its_instrument_and_day():
    from ordinance.pages.implementing.papers import carrying

    made = o.draft(LIBRARY, "ithaca-ny", instrument="resolution", on=DAY).draft
    assert (
        cited_as(carrying(LIBRARY, made, DAY, date(2026, 11, 20)))
        == "the resolution adopted on November 20, 2026 of the City of Ithaca"
    )
