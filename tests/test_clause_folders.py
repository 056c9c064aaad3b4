"""A clause is a folder with one file for each reader: what each part may hold, how it is laid over, how an old file is turned."""

import pytest
from click.testing import CliRunner
from conftest import SMALL, TESTS, drafted, printed, write

from ordinance.cli.main import cli
from ordinance.errors import FaultyFile
from ordinance.library.clause_model import Clause, Variant
from ordinance.library.clause_parts import OF_CLAUSE, OF_VARIANT, PARTS
from ordinance.library.migrating import folder_of_file
from ordinance.library.schemas import json_schema
from ordinance.library.store import Library

HOLDS = "clauses/custody/holds"
ITEM = "      3. {{ The.agency }} shall give the person a copy of the paper within {{ value.copy_days }} days.\n"

#: (part, words that stand in it, words to put there, line of the fault, message)
MISTAKES = [
    ("clause", "    label: One day", "    text: One day", 28, "unknown key 'text'"),
    ("clause", "question: ", "questoin: ", 5, "unknown key 'questoin'; did you mean question"),
    ("text", "    heading: Holds", "    headign: Holds", 21, "unknown key 'headign'; did you mean heading?"),
    ("text", "  short-hold:", "  short-holds:", 20, "no variant of clause.yaml is named 'short-holds'; did you mean short-hold"),
    ("notes", "  short-hold:", "  short-holds:", 13, "is named 'short-holds'; did you mean short-hold"),
    (
        "plain",
        "  court-order:",
        "  court-orders:",
        3,
        "is named 'court-orders'; did you mean court-order",
    ),
    ("text", "         2. move a person", "        2. move a person", 10, "an item stands 2 spaces in"),
    ("text", ITEM, "      3. {% use copies %}\n", 18, "no shared item named 'copies'"),
    ("text", "variants:", "shared:\n  copy: A copy.\nvariants:", 3, "is used by no variant; use it, or delete it"),
    (
        "plain",
        "    plain: N",
        "    short: {does: X., exceptions: [{use: none}]}\n    plain: N",
        4,
        "is no shared sentence",
    ),
    ("plain", "answer: A judge", "answer: '[](nowhere:x) A judge'\n    # ", 7, "is of no known kind"),
    ("signals", "", "signals:\n  - {all: [], weigt: 3}\n", 2, "unknown key 'weigt'; did you mean weight"),
]


def laid_over(own, part, old, new):
    path = SMALL / HOLDS / f"{part}.yaml"
    text = path.read_text(encoding="utf-8") if old else ""
    assert old in text
    write(own / HOLDS / f"{part}.yaml", text.replace(old, new, 1) if old else new)
    return Library(own, shipped=SMALL)


@pytest.mark.parametrize(("part", "old", "new", "line", "said"), MISTAKES)
def test_a_mistake_in_a_part_is_named_with_its_file_and_its_line(tmp_path, part, old, new, line, said):
    with pytest.raises(FaultyFile) as raised:
        laid_over(tmp_path, part, old, new).clause("holds")
    faults = raised.value.faults
    assert {fault.file for fault in faults} == {str(tmp_path / HOLDS / f"{part}.yaml")}
    assert [fault for fault in faults if fault.line == line and said in fault.message], faults


def test_each_key_of_a_clause_stands_in_one_part():
    assert set(OF_CLAUSE) <= set(Clause.__struct_fields__)
    assert set(OF_VARIANT) <= set(Variant.__struct_fields__)
    for part in PARTS:
        properties = json_schema("clause" if part == "clause" else f"clause-{part}")["$defs"][f"Clause{part.capitalize()}"]
        own = {key for key in Clause.__struct_fields__ if OF_CLAUSE.get(key, "clause") == part}
        assert set(properties["properties"]) - {"shared"} == own | {"variants"}


def test_one_part_is_laid_over_the_shipped_one(tmp_path, small):
    clause = laid_over(tmp_path, "plain", "This frees criminals.", "This is new.").clause("holds")
    assert clause.objections[0].says == "This is new."
    assert clause.variants == small.clause("holds").variants


def test_a_variant_that_a_team_leaves_out_leaves_the_shipped_parts(tmp_path):
    text = (SMALL / HOLDS / "clause.yaml").read_text(encoding="utf-8")
    write(tmp_path / HOLDS / "clause.yaml", text[: text.index("  - id: short-hold")])
    assert [one.id for one in Library(tmp_path, shipped=SMALL).clause("holds").variants] == ["court-order"]


def test_a_file_that_is_no_part_is_refused(tmp_path):
    write(tmp_path / HOLDS / "txt.yaml", "variants: {}\n")
    with pytest.raises(FaultyFile, match=r"txt\.yaml: is no part of a clause; did you mean text\.yaml"):
        Library(tmp_path, shipped=SMALL).clause("holds")


def test_a_clause_without_its_first_part_is_refused(tmp_path):
    write(tmp_path / "clauses/custody/new/text.yaml", "variants: {}\n")
    with pytest.raises(FaultyFile, match=r"new/clause\.yaml: is missing"):
        Library(tmp_path, shipped=SMALL).clause("new")


def test_an_item_that_variants_share_reads_as_if_it_stood_in_each(tmp_path, small):
    own = "variants:\n"
    shared = "shared:\n  copies: |\n" + ITEM.replace("      3. ", "    ") + own
    text = (SMALL / HOLDS / "text.yaml").read_text(encoding="utf-8").replace(ITEM, "      3. {% use copies %}\n")
    write(tmp_path / HOLDS / "text.yaml", text.replace(own, shared, 1))
    library = Library(tmp_path, shipped=SMALL)
    made, shipped = library.clause("holds"), small.clause("holds")
    assert [one.text for one in made.variants] == [one.text for one in shipped.variants]
    assert printed(library, drafted(library)) == printed(small, drafted(small))
    write(tmp_path / HOLDS / "text.yaml", text.replace(own, shared.replace("value.copy_days", "value.no_days"), 1))
    with pytest.raises(FaultyFile, match=r"text\.yaml:4:\d+: .*no_days"):
        drafted(Library(tmp_path, shipped=SMALL))


def test_the_short_text_of_another_s_law_is_not_taken_for_the_team_s(tmp_path, small):
    """Whoever writes text.yaml anew and no short.yaml gets what they wrote, at both lengths."""
    text = (SMALL / HOLDS / "text.yaml").read_text(encoding="utf-8").replace("keep a person in custody;", "keep a neighbor;")
    write(tmp_path / HOLDS / "text.yaml", text)
    library = Library(tmp_path, shipped=SMALL)
    assert "keep a neighbor" in printed(library, drafted(library, length="short"))
    assert "shall keep no person" in printed(small, drafted(small, length="short"))


def test_a_shared_sentence_is_used_by_its_name(tmp_path):
    write(tmp_path / "clauses/shared.yaml", "sentences:\n  court: A court may say otherwise.\n")
    new = "    short: {does: Nobody is held., exceptions: [{use: court}], staff: [Ask.]}\n    plain: Nobody"
    library = laid_over(tmp_path, "plain", "    plain: Nobody", new)
    assert library.clause("holds").variants[0].short.exceptions == ("A court may say otherwise.",)
    write(tmp_path / "clauses/shared.yaml", "sentences:\n  court: A judge may say otherwise.\n")
    assert Library(tmp_path, shipped=SMALL).clause("holds").variants[0].short.exceptions == ("A judge may say otherwise.",)


# --- files of before ---


def whole_file(folder):
    """An old clause file in a folder of one's own: one of those that the tests of mistakes keep, mended."""
    text = (TESTS / "old-clause.yaml").read_text(encoding="utf-8")
    return write(folder / "clauses/custody/holds.yaml", text)


def test_an_old_file_is_read_with_a_note_and_turned_without_a_change(tmp_path, monkeypatch):
    path = whole_file(tmp_path)
    before = Library(tmp_path, shipped=SMALL).clause("holds")
    monkeypatch.setattr("ordinance.library.roots.shipped_root", lambda: SMALL)
    noted = CliRunner().invoke(cli, ["--library", str(tmp_path), "clauses"]).stderr
    assert "`ordinance migrate" in noted
    done = CliRunner().invoke(cli, ["migrate", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "holds.yaml: now holds/ with clause.yaml, text.yaml" in done.output
    assert Library(tmp_path, shipped=SMALL).clause("holds") == before
    assert not path.exists()
    assert "# why the text says so" in (path.parent / "holds/text.yaml").read_text(encoding="utf-8")
    assert "migrate" not in CliRunner().invoke(cli, ["--library", str(tmp_path), "clauses"]).stderr
    assert "nothing was done" in CliRunner().invoke(cli, ["migrate", str(tmp_path)]).output


def test_nothing_is_overwritten(tmp_path):
    path = whole_file(tmp_path)
    write(tmp_path / "clauses/custody/holds/text.yaml", "mine\n")
    refused = CliRunner().invoke(cli, ["migrate", str(tmp_path)])
    assert (refused.exit_code, path.exists()) == (2, True)
    assert "holds stands beside it already" in refused.output


def test_keys_that_share_a_line_are_not_cut(tmp_path):
    path = whole_file(tmp_path)
    text = path.read_text(encoding="utf-8")
    start = text.index("variants:")
    write(path, text[:start] + "variants: [{id: a, label: A, summary: A., text: A., commentary: {}}]\n")
    write(path, path.read_text(encoding="utf-8").replace("default: court-order", "default: a"))
    with pytest.raises(FaultyFile, match="has several keys on one line"):
        folder_of_file(path, "holds.yaml")
