"""From the text that passed: what became of each section, and what sheets may say of it."""

import re
from datetime import date

import docx
import pytest
from click.testing import CliRunner
from conftest import shipped_library

import ordinance as o
from ordinance.cli.main import cli
from ordinance.making.paragraphs import paragraphs
from ordinance.pages.implementing.duties import duties

LIBRARY = shipped_library()
DAY = date(2026, 12, 3)
VOTE = date(2026, 12, 2)
NOTICE = "Within 7 days after this local law takes effect, whoever may end an agreement"


def run(*arguments):
    return CliRunner().invoke(cli, arguments, prog_name="ordinance", env={"ORDINANCE_LENGTH": "short"})


def drafted(tmp_path, form="docx", place="ithaca-ny"):
    made = o.draft(LIBRARY, place, on=date(2026, 11, 24))
    return o.write(made, tmp_path / f"draft.{form}", commentary="none", force=True)


def amended(tmp_path, change):
    """Return a Word draft in which `change` has seen every paragraph: it returns new words, "" to strike it, or None."""
    path = drafted(tmp_path)
    word = docx.Document(path)
    for paragraph in list(word.paragraphs):
        new = change(paragraph.text)
        if new == "":
            paragraph._p.getparent().remove(paragraph._p)
        elif new is not None:
            first, *rest = paragraph.runs
            first.text = new
            for one in rest:
                one.text = ""
    made = tmp_path / "adopted.docx"
    word.save(made)
    return made


def in_thirty(text):
    return text.replace("Within 7 days", "Within 30 days") if NOTICE in text else None


def adopted(tmp_path, change=in_thirty):
    return o.adopt(LIBRARY, "ithaca-ny", amended(tmp_path, change), adopted=VOTE, on=DAY)


def test_what_was_not_touched_stands_as_drafted(tmp_path):
    made = o.adopt(LIBRARY, "ithaca-ny", drafted(tmp_path), adopted=VOTE, on=DAY)
    assert {one.is_now for one in made.sections.values()} == {"as drafted"}
    assert made.place.wording == ()


def test_an_amended_section_is_told_and_the_draft_is_the_adopted_text(tmp_path):
    made = adopted(tmp_path)
    changed = {name for name, one in made.sections.items() if one.is_now != "as drafted"}
    assert changed == {"no-287g"}
    text = o.encode(o.draft(LIBRARY, made.place, on=DAY), "md", commentary="none").decode()
    assert "Within 30 days after this local law takes effect, whoever may end" in text
    assert "Within 7 days" not in text


@pytest.mark.parametrize("form", ["md", "html", "txt", "pdf"])
def test_other_formats_tell_the_same(tmp_path, form):
    made = adopted(tmp_path)
    path = o.write(o.draft(LIBRARY, made.place, on=DAY), tmp_path / f"passed.{form}", commentary="none")
    again = o.adopt(LIBRARY, "ithaca-ny", path, adopted=VOTE, on=DAY)
    assert {name for name, one in again.sections.items() if one.is_now == "amended"} == {"no-287g"}
    assert not [name for name, one in again.sections.items() if one.is_now == "not ours"]


def test_the_file_is_a_place_like_any_other(tmp_path):
    made = adopted(tmp_path)
    path = tmp_path / "ithaca-ny-adopted.yaml"
    path.write_bytes(made.file())
    assert "counsel: null" in path.read_text(encoding="utf-8")
    place = o.place(LIBRARY, str(path))
    assert place.adopted == made.place.adopted
    assert place.wording == made.place.wording
    assert o.encode(o.draft(LIBRARY, place, on=DAY), "md") == o.encode(o.draft(LIBRARY, made.place, on=DAY), "md")


def test_slides_and_pictures_say_that_it_was_adopted(tmp_path):
    made = o.adopt(LIBRARY, "ithaca-ny", drafted(tmp_path), adopted=VOTE, on=DAY)
    first = o.training(LIBRARY, "residents", made.place, on=DAY).deck.slides[0]
    assert any("was adopted on December 2, 2026" in line.text for line in first.lines)
    files = o.media(LIBRARY, made.place, languages=["en"], form="md", on=DAY).files
    assert "Adopted on December 2, 2026." in files["en/alt-text.md"].decode()
    assert "A proposal." not in files["en/alt-text.md"].decode()


def test_a_full_text_whose_first_section_is_called_title_can_be_adopted(tmp_path):
    path = o.write(o.draft(LIBRARY, "ithaca-ny", length="full", on=DAY), tmp_path / "full.docx", commentary="none")
    made = o.adopt(LIBRARY, "ithaca-ny", path, adopted=VOTE, length="full", on=DAY)
    assert "title" in made.sections
    assert {one.is_now for one in made.sections.values()} == {"as drafted"}


def test_two_amended_sections_can_be_read_back(tmp_path):
    made = adopted(tmp_path, lambda text: text.replace("Within 60 days", "Within 50 days") if "Within 60 days" in text else None)
    assert len([one for one in made.sections.values() if one.is_now == "amended"]) == 2
    path = tmp_path / "ithaca-ny-adopted.yaml"
    path.write_bytes(made.file())
    assert o.place(LIBRARY, str(path)).adopted == made.place.adopted


def test_a_sheet_waits_for_counsel_and_then_says_what_counsel_wrote(tmp_path):
    path = tmp_path / "ithaca-ny-adopted.yaml"
    path.write_bytes(adopted(tmp_path).file())
    for kind in ("summary", "officer-card"):
        with pytest.raises(
            o.BadChoice,
            match=r"§ 215-55 \(Immigration enforcement agreements\) was amended, .* adopted\.sections\.no-287g\.counsel",
        ):
            o.handout(LIBRARY, kind, str(path), blank=True, on=DAY)
    unsaid = o.encode(o.handout(LIBRARY, "summary", str(path), blank=True, unsaid=True, on=DAY), "md").decode()
    assert "DRAFT. No lawyer has reviewed this page yet." in unsaid
    assert "Within 30 days after this local law takes effect" in unsaid
    said = "Staff will not work as immigration agents, and a deal in force ends within a month."
    path.write_text(path.read_text(encoding="utf-8").replace("counsel: null", f"counsel: {said}"), encoding="utf-8")
    sheet = o.encode(o.handout(o.Library(), "summary", str(path), blank=True, on=DAY), "md").decode()
    assert f"- {said}" in sheet
    assert "old deals to do so will end" not in sheet
    assert "What the adopted text does" in sheet
    assert "was adopted on December 2, 2026" in sheet
    assert "proposed" not in sheet
    assert "Staff will not ask what your immigration status is" in sheet


def test_the_calendar_has_the_times_of_an_amended_section_in_its_own_words(tmp_path):
    made = adopted(tmp_path)
    found = [one for one in duties(LIBRARY, made.draft, date(2027, 1, 1)) if one.section.id == "no-287g"]
    assert [one.quoted for one in found] == [True]
    assert found[0].days == (date(2027, 1, 31),)


def test_a_struck_section_vanishes(tmp_path):
    inside = False

    def without(text):
        nonlocal inside
        inside = text.startswith("Questions about immigration status") or (inside and not text.startswith("Implementation"))
        return "" if inside else None

    made = adopted(tmp_path, without)
    assert made.place.adopted.struck == ("status-inquiry",)
    assert "status-inquiry" not in made.sections
    sheet = o.encode(o.handout(LIBRARY, "summary", made.place, blank=True, unsaid=True, on=DAY), "md").decode()
    assert "immigration status is or where you were born" not in sheet


def mixed(tmp_path, said=None):
    """Return a place of which one section was amended and one struck; `said` is counsel's line on the first."""
    inside = False

    def change(text):
        nonlocal inside
        inside = text.startswith("Questions about immigration status") or (inside and not text.startswith("Implementation"))
        return "" if inside else in_thirty(text)

    file = adopted(tmp_path, change).file().decode()
    path = tmp_path / "ithaca-ny-adopted.yaml"
    path.write_text(file.replace("counsel: null", f"counsel: {said}") if said else file, encoding="utf-8")
    return str(path)


def test_the_memo_and_its_attachments_speak_of_what_passed(tmp_path):
    place = mixed(tmp_path, "An old deal ends within a month.")
    text = o.encode(o.memo(o.Library(), place, attach=["options"], on=DAY), "md").decode()
    assert "**Subject:** Adopted local law" in text
    assert "was adopted on December 2, 2026" in text
    assert "says what it does: Immigration enforcement agreements (§ 215-55)." in text
    assert re.search(r"Struck from what was drafted: Questions about .*status", text)
    assert "Amended; drafted as 1. No agreements; existing ones end" in text
    assert "An old deal ends within a month." in text
    assert "Should the" not in text.split("## The choices")[0].split("## What passed")[1]
    assert "| This draft |" not in text
    assert "| In this draft |" not in text


def test_the_packet_tells_an_amended_section_in_counsels_words_and_calls_it_adopted(tmp_path):
    files = o.packet(o.Library(), mixed(tmp_path, "An old deal ends within a month."), form="md", on=DAY).files
    plain = files["8-in-plain-words.md"].decode()
    assert "the adopted local law, in plain words" in plain
    assert "An old deal ends within a month." in plain
    assert "an official must send the letter that ends it" not in plain
    assert "is a proposal" not in plain
    assert "adopted on December 2, 2026, a local law" in files["0-read-first.md"].decode()


def test_no_department_policy_is_made_of_words_that_did_not_pass(tmp_path):
    made = o.implement(o.Library(), mixed(tmp_path, "An old deal ends within a month."), form="md", on=DAY)
    assert "2-department-policy.md" not in made.files
    assert any("§ 215-55 Immigration enforcement agreements; the department writes" in note for note in made.notes)
    assert not [name for name, file in made.files.items() if b"Within 7 days" in file]


def test_sheets_cite_the_numbers_that_the_text_that_passed_prints(tmp_path):
    drafted_text = o.encode(o.draft(LIBRARY, "ithaca-ny", on=DAY), "md", commentary="none").decode()
    path = tmp_path / "passed.md"
    path.write_text(re.sub(r"215-(\d\d)", lambda found: f"215-{int(found[1]) + 20}", drafted_text), encoding="utf-8")
    made = o.adopt(LIBRARY, "ithaca-ny", path, adopted=VOTE, on=DAY)
    assert made.sections["no-287g"].number == "75"
    card = o.encode(o.handout(LIBRARY, "officer-card", made.place, blank=True, on=DAY), "md").decode()
    assert "215-7" in card
    assert "215-5" not in card
    again = o.encode(o.draft(LIBRARY, made.place, on=DAY), "docx", commentary="none")
    (tmp_path / "again.docx").write_bytes(again)
    third = o.adopt(LIBRARY, "ithaca-ny", tmp_path / "again.docx", adopted=VOTE, on=DAY)
    assert third.sections["no-287g"].number == "75"


def test_the_command_tells_each_section_and_writes_the_file(tmp_path):
    path = amended(tmp_path, in_thirty)
    target = tmp_path / "out.yaml"
    result = run("adopt", "ithaca-ny", str(path), "--on", "2026-12-02", "--date", "2026-12-03", "-o", str(target))
    assert result.exit_code == 0, result.stderr
    assert "§ 215-55 Immigration enforcement agreements: amended" in result.stdout
    assert "§ 215-56 Joint operations: as drafted" in result.stdout
    assert target.exists()


def test_open_changes_other_texts_and_days_to_come_are_refused(tmp_path):
    target = tmp_path / "out.yaml"
    path = amended(tmp_path, in_thirty)
    marked = o.write(o.redline(LIBRARY, drafted(tmp_path), path), tmp_path / "marked.docx")
    other = tmp_path / "other"
    other.mkdir()
    strange = tmp_path / "strange.md"
    strange.write_text("# City of Ithaca\n\n" + "A text on dogs and their leashes.\n\n" * 30, encoding="utf-8")
    empty = tmp_path / "scan.pdf"
    empty.write_bytes(b"%PDF-1.4\n%%EOF\n")
    refused = (
        ((str(marked),), r"tracked changes? (is|are) still open: accept or reject"),
        ((str(drafted(other, place="kirkland-wa")),), "does not name City of Ithaca"),
        ((str(strange),), "is not the text that was drafted for City of Ithaca"),
        ((str(empty),), "cannot be read|no text|is damaged"),
        ((str(path), "--date", "2026-11-30"), "has not come yet"),
    )
    for arguments, said in refused:
        result = run("adopt", "ithaca-ny", "--date", "2026-12-03", *arguments, "--on", "2026-12-02", "-o", str(target))
        assert result.exit_code == 2
        assert re.search(said, " ".join(result.stderr.split())), result.stderr
        assert not target.exists()


def test_lines_that_a_margin_broke_are_put_together():
    drafted = ["A city employee shall not ask a person about status.", "Staff still answer calls."]
    broken = "§ 4. No questions\nA city employee shall not ask\na person about status.\nStaff still\nanswer calls.\n(a) an item;"
    assert paragraphs(broken, "x.pdf", [("§ 7.", "###")], drafted) == [
        "### § 4. No questions",
        "A city employee shall not ask a person about status.",
        "Staff still answer calls.",
        "(a) an item;",
    ]
