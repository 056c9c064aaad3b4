"""Handouts as a campaigner meets them: what a sheet prints, what it refuses, and the one line that says why."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from conftest import shipped_library, write
from handout_files import DATE, HEAD, LANGUAGES, own, place_file, run, sheet

from ordinance.errors import FaultyFile
from ordinance.library.handouts import handout, handout_files, language_table
from ordinance.library.roots import shipped_root
from ordinance.library.store import Library
from ordinance.library.typography import typographic

__all__ = ["own"]

LIBRARY = shipped_library()
KINDS = sorted(handout_files(LIBRARY))
ORGANIZATION = '{name: Neighbors of Ithaca, phone: 607-555-0100, page: "https://neighbors.example"}'


def hotline(verified: str, number: str = "607-555-0199") -> str:
    return f'[{{name: Tompkins line, number: "{number}", languages: [en, es], verified: {verified}, source: a call}}]'


# --- what a body may hold ---


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Be **calm**.", "Be **calm**."),
        ("## Call {: icon=phone }", "## Call"),
        ("- one\n- two\n  goes on", "- one\n\n- two goes on"),
        ("3. third", "3. third"),
        ("- [ ] Ask a lawyer\n- [ ] Rest", "- [ ] Ask a lawyer\n- [ ] Rest"),
        ("Name: ____ | Phone: ____", r"Name: \_\_\_\_ | Phone: \_\_\_\_"),
        ("Signed? ( ) yes | ( ) no", "Signed? | ( ) yes | ( ) no"),
        ("( ) other: ____", r"( ) other: | \_\_\_\_"),
        ("Notes: ____ x2", "Notes: \\_\\_\\_\\_\n\n" + r"\_\_\_\_" * 3),
        ("If I am late, ____ will come.", r"If I am late, \_\_\_\_ will come."),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | 2 |"),
        ("::: warning\nStay back.\n:::", "> **Take care**\n>\n> Stay back."),
        ("::: only letter\nOn the sheet.\n:::", "On the sheet."),
        ("::: only 4-up\nOn the card.\n:::\n\nAlways.", "Always."),
        ("::: columns\nLeft.\n+++\nRight.\n:::", "Left.\n\nRight."),
        ("{% if place.name %}\nIn {{ place.name }}.\n{% else %}\nIn your town.\n{% endif %}", "In your town."),
        ("Ask the {{ body }}.", "Ask the council or board."),
    ],
)
def test_a_body_prints_what_its_form_says(own, written, printed):
    done = sheet(own(written))
    assert done.exit_code == 0, done.output
    body = done.output.split("# A sheet\n\n", 1)[1].split("\n\nNovember 24, 2026", 1)[0]
    assert body == printed


FAULTY = [
    ("## Call {: icon=fone }", 15, "no icon named 'fone'; did you mean phone"),
    ("# Title", 15, "headings are ## and ###; the title is in the head of the file"),
    ("::: warnings\nStay.\n:::", 15, "no block named 'warnings'; did you mean warning?"),
    ("Stay.\n:::", 16, "':::' closes nothing that is open"),
    ("::: box\nStay.", 16, "the text ends before the block is closed by :::"),
    ("::: only 5-up\nStay.\n:::", 15, "no such only; did you mean 4-up"),
    ("::: only poster\nStay.\n:::", 15, "the head does not offer this layout (letter, 10-up, 4-up, large-print)"),
    ("::: side back\nStay.\n:::", 15, "a card of two sides has one front and one back, in this order"),
    ("Do *not* go.", 15, "italics are hard to read; write **bold**"),
    ("Do <b>not</b> go.", 15, "HTML is not accepted"),
    ("![a](b.png)", 15, "a picture has no place here"),
    ("[here](http://a.example)", 15, "must be words and a plain https:// address"),
    ("{{ insert.hotline }}", 15, "no insert named 'hotline'; did you mean hotlines"),
    ("Call {{ insert.hotlines }} now.", 15, "an insert stands on a line of its own"),
    ("{% for a in b %}\nx\n{% endfor %}", 15, "{% for %} is not accepted"),
    ("{% if place.name %}\nStay.", 16, "the text ends before elif or else or endif"),
    ("Call {{ place.name() }}.", 15, "a template may not call anything"),
    ("My number is A123456789.", 15, "holds what could be an A-number"),
    ("My number is 123-456-789.", 15, "holds what could be an A-number"),
    ("Say **this.", 15, "** is not closed"),
    ("Notes: ____ x4 | More: ____", 15, "a field of several lines stands alone in its row"),
]


FAULTY += [
    ("::: box\n" * 3000 + ":::\n" * 3000, 26, "is nested too deeply"),
    ("{% if a %}\n" * 3000 + "{% endif %}\n" * 3000, 26, "is nested too deeply"),
    ("{{" * 20000, 15, "the line has more than 4,000 characters"),
]


@pytest.mark.parametrize(("written", "line", "said"), FAULTY, ids=range(len(FAULTY)))
def test_a_fault_is_named_with_its_file_and_line(own, written, line, said):
    done = sheet(own(written))
    assert done.exit_code == 2
    assert f"sheet/en.md.j2:{line}:" in done.output
    assert said in done.output


def test_all_faults_of_a_file_are_named_at_once(own):
    done = sheet(own("Do *not*.\n\n## A {: icon=fone }", {"audience": "neighbours", "words": "many"}))
    lines = [re.sub(r".*sheet/", "", line) for line in done.output.splitlines()]
    assert [line.split(": ", 1)[0] for line in lines] == ["en.md.j2:4:11", "en.md.j2:10:8", "en.md.j2:15:1", "en.md.j2:17:1"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("audience", "neighbours", "must be one of: members, organizers, residents, staff"),
        ("translation", "{state: draft, of: 01234567}", "the English file is no translation"),
        (
            "reviewed",
            "{by: A. Lawyer, state: NY, on: 2026-11-01, of: 01234567}",
            "a handout with counsel: none has no attorney's review",
        ),
        ("layouts", "[letter, 12-up]", "must be one of: 10-up, 4-up, half, large-print, letter, poster"),
        ("reading", "99", "must be at most 16, and is 99"),
    ],
)
def test_a_head_is_strict(own, key, value, said):
    done = sheet(own("Text.", {key: value}))
    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_a_file_without_a_head_is_refused(tmp_path):
    path = tmp_path / "own" / "templates" / "handouts" / "sheet" / "en.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text("Just text.\n", encoding="utf-8")
    assert "must begin with its head between two lines of three hyphens" in sheet(tmp_path / "own").output


def test_a_fact_never_changes_the_form_of_a_sheet(own):
    named = "{name: 'A | B: ____ **c** ::: box {{ place.id }}', phone: 607-555-0100}"
    body = "{% if organization.name %}\nCall {{ organization.name }} | Name: ____\n{% endif %}"
    done = sheet(own(body, **{"own-place": place_file(organization=named)}), "own-place", form="txt")
    assert "Call A | B: ____ **c** ::: box {{ place.id }}" in " ".join(done.output.split())


def test_a_missing_fact_is_one_line_that_says_where(own):
    done = sheet(own("\nCall {{ organization.phone }}."))
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "sheet/en.md.j2:16:1: {{ organization.phone }} is empty here; ask for it first" in done.output


# --- whom to call ---


def test_a_hotline_prints_while_its_check_is_fresh_with_its_date(own):
    laid = own("{{ insert.hotlines }}", **{"own-place": place_file(hotlines=hotline("2026-08-26"))})
    assert "Tompkins line: **607-555-0199** (English, español) number checked 8/26/2026" in sheet(laid, "own-place").output


def test_a_hotline_whose_check_is_too_old_stops_the_sheet_and_says_what_to_do(own, tmp_path):
    laid = own("{{ insert.hotlines }}", **{"own-place": place_file(hotlines=hotline("2026-08-25"))})
    done = run("--library", laid, "handout", "sheet", "own-place", "--date", DATE, "-o", tmp_path / "a.pdf")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert re.search(r"own-place\.yaml:\d+:\d+: Tompkins line was last checked on 2026-08-25, 91 days before", done.output)
    assert "90 days are the limit" in done.output
    assert not (tmp_path / "a.pdf").exists()


def test_with_blank_an_old_hotline_becomes_a_line_to_write_on(own):
    laid = own("{{ insert.hotlines }}", **{"own-place": place_file(hotlines=hotline("2026-01-02"))})
    done = sheet(laid, "own-place", "--blank")
    assert r"Hotline: \_\_\_\_" in done.output
    assert "607-555-0199" not in done.output.split("Note:")[0]


def test_without_hotlines_the_organization_is_called(own):
    laid = own("{{ insert.hotlines }}", **{"own-place": place_file(organization=ORGANIZATION)})
    assert "Call Neighbors of Ithaca: **607-555-0100**" in sheet(laid, "own-place").output


def test_a_sheet_that_needs_a_contact_asks_for_it_in_one_line():
    done = run("handout", "summary", "ithaca-ny", "--date", DATE, "--format", "md", "-o", "-")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "ithaca-ny.yaml names no organization to contact" in done.output
    assert "or give --blank for a line to write on" in done.output


def test_the_tip_line_against_immigrants_is_never_printed(own):
    for number in ("866-347-2423", "1 (866) 347-2423"):
        laid = own("{{ insert.hotlines }}", **{"own-place": place_file(hotlines=hotline("2026-11-01", number))})
        done = sheet(laid, "own-place")
        assert done.exit_code == 2
        assert "which is never printed: it takes reports against immigrants" in done.output
    assert "which is never printed" in sheet(own("Call 866-347-2423.")).output


def test_a_number_like_an_a_number_in_a_places_file_is_refused(own):
    named = "{name: Neighbors, phone: A-12345678}"
    done = sheet(own("{{ insert.contact }}", {"needs": "place"}, **{"own-place": place_file(organization=named)}), "own-place")
    assert (done.exit_code, "could be an A-number" in done.output) == (2, True)


@pytest.mark.parametrize("promise", ["This law keeps ICE out.", "With this card you are safe.", "You cannot be deported here."])
def test_no_sheet_promises_that_a_rule_keeps_anyone_safe(own, promise):
    done = sheet(own(promise))
    assert (done.exit_code, "which no handout may say" in done.output) == (2, True)


def test_a_sheet_may_warn_of_such_a_promise(own):
    assert sheet(own("Never say that the law keeps ICE out.")).exit_code == 0


# --- banners ---


def test_a_rights_sheet_is_a_draft_until_an_attorney_has_reviewed_these_words(own, tmp_path):
    done = sheet(own("Text.", {"counsel": "rights"}))
    assert "> DRAFT. No lawyer has reviewed this page yet." in done.output
    assert r"Reviewed by (licensed attorney): \_\_\_\_ | State: \_\_\_\_ | Date: \_\_\_\_" in done.output
    review = "{by: A. Lawyer, state: NY, on: 2026-11-01, of: 01234567}"
    done = sheet(own("Text.", {"counsel": "rights", "reviewed": review}))
    assert "DRAFT" in done.output
    assert "Note: sheet: its words have changed since A. Lawyer reviewed them" in done.output
    revision = handout(Library(tmp_path / "own"), "sheet", "en").revision
    done = sheet(own("Text.", {"counsel": "rights", "reviewed": review.replace("01234567", revision)}))
    assert "DRAFT" not in done.output
    assert "Reviewed by A. Lawyer, licensed attorney (NY), November 1, 2026." in done.output


def test_a_translation_that_nobody_reviewed_says_so_in_both_languages(own):
    own("Text.")
    laid = own("Texto.", {"translation": "{state: machine, of: 01234567}"}, language="es")
    done = sheet(laid, "--lang", "es")
    words = language_table(LIBRARY, "es").phrases
    assert f"> {words.machine_banner}" in done.output
    assert "This Spanish translation has not been reviewed." in done.output
    assert words.stale in done.output
    reviewed = "{state: reviewed, of: 01234567, by: A. Translator, on: 2026-11-01}"
    assert words.machine_banner not in sheet(own("Texto.", {"translation": reviewed}, language="es"), "--lang", "es").output


def test_a_sheet_that_is_not_translated_prints_in_english_with_a_note_in_the_language(own):
    done = sheet(own("Text."), "--lang", "es")
    assert f"> {language_table(LIBRARY, 'es').phrases.not_translated}" in done.output
    assert "Note: sheet is not yet in Spanish; it is printed in English and says so" in done.output


def test_dates_are_written_as_the_language_writes_them(own):
    laid = own("Hoy es {{ date }}.", {"translation": "{state: tested, of: 01234567, by: T, on: 2026-11-01}"}, language="es")
    own("Text.")
    assert "Hoy es 24 de noviembre de 2026." in sheet(laid, "--lang", "es").output


def test_the_privacy_line_stands_on_the_sheet(own):
    assert "Do not photograph, post, email or share it." in sheet(own("Text.", {"privacy": "true"})).output


def test_a_language_is_added_by_adding_files(own):
    laid = own("Text.")
    table = (LIBRARY.roots[0] / "templates/languages/es.yaml").read_text(encoding="utf-8")
    table = table.replace(
        "language: es\nname: Español\nenglish_name: Spanish", "language: pt\nname: Português\nenglish_name: Portuguese"
    )
    write(laid / "templates/languages/pt.yaml", table.replace('date: "{day} de', 'date: "dia {day} de'))
    assert "sheet is not yet in Portuguese" in sheet(laid, "--lang", "pt").output
    own("Hoje é {{ date }}.", {"translation": "{state: draft, of: 01234567}"}, language="pt")
    done = sheet(laid, "--lang", "pt")
    assert "Hoje é dia 24 de noviembre de 2026." in done.output
    assert "This Portuguese translation has not been reviewed" in done.output


def test_a_letter_that_no_font_has_is_named(own, tmp_path):
    laid = own("Call \u16a0 now.")
    done = run("--library", laid, "handout", "sheet", "--date", DATE, "-o", tmp_path / "a.pdf")
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "no font at hand has “ᚠ” U+16A0" in done.output
    assert "it stands in “Call ᚠ now.”" in done.output


# --- large print ---


def test_large_print_reads_a_wide_table_row_by_row(own):
    laid = own("| Paper | From | Signed by | Do |\n|---|---|---|---|\n| Warrant | a court | a judge | let them in |")
    assert "| Warrant | a court |" in sheet(laid).output
    done = sheet(laid, "--large-print")
    assert "**Warrant**\n\n- **From:** a court\n\n- **Signed by:** a judge\n\n- **Do:** let them in" in done.output


def test_large_print_gives_fields_rows_that_hold_them(own):
    laid = own("First name: ____ | Telephone in the day: ____ | Best time to call: ____")
    line = r"\_\_\_\_"
    assert f"First name: {line} | Telephone in the day: {line} | Best time to call: {line}" in sheet(laid).output
    assert f"First name: {line}\n\nTelephone in the day: {line}" in sheet(laid, "--large-print").output


def test_large_print_is_set_in_eighteen_points(tmp_path):
    target = tmp_path / "a.pdf"
    assert run("handout", "family-plan", "--large-print", "--date", DATE, "-o", target).exit_code == 0
    file = pikepdf.open(target)
    sizes = Counter(
        round(float(operands[1]), 1)
        for page in file.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    )
    assert sizes.most_common(1)[0][0] == 18.0


def test_a_box_longer_than_a_page_goes_on_over_the_next(own, tmp_path):
    laid = own("::: box\n" + "- Ask for a lawyer before you sign.\n" * 120 + ":::")
    target = tmp_path / "a.pdf"
    assert run("--library", laid, "handout", "sheet", "--large-print", "--date", DATE, "-o", target).exit_code == 0
    assert len(pikepdf.open(target).pages) >= 4


# --- bad input ---


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rights-cards",), "no handout named 'rights-cards'; did you mean rights-card"),
        (("rights-card", "--lang", "zh-Han"), "no language named 'zh-Han'; did you mean zh-Hant or zh-Hans?"),
        (("rights-card", "--layout", "11-up"), "no layout named '11-up'; did you mean 10-up"),
        (("faq", "ithaca-ny", "--layout", "10-up"), "faq has no layout 10-up"),
        (("faq",), "faq is about one place: name it, as in `ordinance handout faq ithaca-ny`"),
        (("rights-card", "itaca-ny"), "no place named 'itaca-ny'; nearest: ithaca-ny (Ithaca, city"),
        (("rights-card", "-o", "a.odt"), "-o a.odt: no format has the ending .odt"),
        (("rights-card", "--layout", "4-up", "--large-print"), "--large-print is a layout of its own"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    done = run("handout", *words)
    assert (done.exit_code, done.output.count("\n")) == (2, 1), done.output
    assert said in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_written_over_without_leave(tmp_path):
    target = tmp_path / "card.md"
    assert run("handout", "rights-card", "-o", target).exit_code == 0
    assert "exists already; use --force" in run("handout", "rights-card", "-o", target).output
    assert run("handout", "rights-card", "-o", target, "--force").exit_code == 0


def test_a_file_gets_a_plain_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("handout", "rights-card", "--lang", "es", "--layout", "10-up", "--format", "html").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["neighbors-card-10-up-es.html"]


# --- the shipped sheets ---


def test_the_fourteen_handouts_are_listed_with_the_state_of_each_language():
    listed = run("handouts").output
    assert KINDS == [
        "check-in", "council-options", "family-plan", "faq", "lobby-visit", "officer-card", "organizers-guide", "raid-report",
        "response-plan", "rights-card", "solidarity", "summary", "talking-points", "testimony",
    ]  # fmt: skip
    assert all(kind in listed for kind in KINDS)
    assert re.search(r"rights-card +unreviewed +machine", listed)


def test_residents_get_every_handout_in_spanish_and_simplified_chinese():
    files = handout_files(LIBRARY)
    residents = {"summary", "faq", "rights-card", "response-plan", "check-in", "family-plan", "raid-report", "solidarity"}
    assert {kind for kind in residents if not {"es", "zh-Hans"} <= set(files[kind])} == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_handout_can_be_made_for_a_place_in_every_language(kind, language):
    done = run("handout", kind, "ithaca-ny", "--lang", language, "--blank", "--date", DATE, "--format", "txt", "-o", "-")
    assert done.exit_code == 0, done.output
    assert len(done.output) > 1000


@pytest.mark.parametrize(("stance", "tickets"), [("strongest", True), ("cautious", False)])
def test_the_summary_tells_of_tickets_only_where_the_variant_gives_them(stance, tickets):
    named = ("--with", "enforcement-priorities")  # at risk in Texas, so it stands only where it is named
    words = (
        "handout",
        "summary",
        "austin-tx",
        *named,
        "--blank",
        "--stance",
        stance,
        "--format",
        "txt",
        "--date",
        DATE,
        "-o",
        "-",
    )
    assert ("For some small things they write a ticket." in " ".join(run(*words).output.split())) is tickets


def test_the_summary_has_every_exception_of_the_draft():
    from ordinance.drafting.assembly import draft
    from ordinance.library.handouts import language_table
    from ordinance.pages.handouts.lines import Lines

    made = draft(LIBRARY, LIBRARY.place("ithaca-ny"))
    lines = Lines(LIBRARY, made, language_table(LIBRARY, "en"))
    wanted = [one for s in made.sections if s.chosen.clause.kind == "policy" for one in lines.bare(lines.of(s))]
    assert len(wanted) > 20
    printed = run("handout", "summary", "ithaca-ny", "--blank", "--date", DATE, "--format", "txt", "-o", "-").output
    words = " ".join(printed.split())
    assert [one for one in wanted if " ".join(typographic(one).split()) not in words] == []


def test_a_place_where_state_law_leaves_nothing_still_gets_its_paper_forms():
    for kind in ("response-plan", "rights-card"):
        done = run("handout", kind, "austin-tx", "--package", "data-first", "--date", DATE, "--format", "txt", "-o", "-")
        assert done.exit_code == 0, done.output


def test_the_head_of_this_file_is_a_real_one(own):
    assert HEAD.startswith("---\n")
    assert sheet(own("Text.")).exit_code == 0


def test_no_handout_holds_a_telephone_number_of_its_own():
    """Numbers of organizations come from a place's file alone; those of the government's own lines are named here."""
    government = {"1-800-898-7180"}
    found = set()
    for files in handout_files(LIBRARY).values():
        for path in files.values():
            found |= set(re.findall(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b", Path(path).read_text(encoding="utf-8")))
    assert found - government == set()


# --- exceptions ---


def said_in(kind: str, language: str, *wishes: str) -> str:
    result = run(
        "handout", kind, "ithaca-ny", "--lang", language, "--format", "txt", "--blank", "-o", "-", *wishes, "--date", DATE
    )
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_the_word_exception_stands_in_the_heading_and_where_there_is_none_it_stands_in_the_sentence():
    assert "Exception:" not in said_in("summary", "en").partition("What it does not do")[0]
    assert "Exception: if a law or a court order says something else." in said_in(
        "faq", "en", "--choose", "remedies=complaint-and-finding"
    )


def test_chinese_sentences_and_titles_stand_together_without_spaces():
    exceptions = said_in("summary", "zh-Hans").partition("全部例外")[2].partition("包括谁")[0]
    assert "；" in exceptions
    assert "; " not in exceptions
    assert "。法律要求" in exceptions


def test_a_source_that_is_not_registered_is_refused_with_its_line(tmp_path):
    text = (shipped_root() / "templates/handouts/rights-card/en.md.j2").read_text(encoding="utf-8")
    source = next(iter(handout(Library(), "rights-card", "en").head.sources))
    own = tmp_path / "templates/handouts/rights-card/en.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(text.replace(source, f"{source}x", 1), encoding="utf-8")
    with pytest.raises(FaultyFile, match=rf"en\.md\.j2:\d+:\d+: no authority or study named '{source}x'; did you mean {source}"):
        handout(Library(tmp_path), "rights-card", "en")
