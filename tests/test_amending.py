"""Sections of a code that a draft amends: what stands, what comes in its place, and the marks between the two."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from akn_reading import is_valid
from conftest import DAY, Laid, drafted
from docx_reading import Package, read_lines, settled
from docx_sample import LOOK
from hypothesis import HealthCheck, given, settings
from lxml import etree
from ooxml_integrity import check
from redline_drafts import Item, built, edited

from ordinance.document.model import Document, Paragraph, plain_text
from ordinance.drafting.model import Draft
from ordinance.errors import BadChoice, FaultyFile
from ordinance.formats import akoma_ntoso, draft_json
from ordinance.formats.docx import write as word
from ordinance.formats.docx.write.redline import write_redline
from ordinance.formats.html import write as html
from ordinance.formats.markdown import write as markdown
from ordinance.formats.pdf import write as pdf
from ordinance.formats.text import write as text
from ordinance.library.store import Library
from ordinance.pages.instrument import Options, build
from ordinance.pages.marking import marked, printed, redlined

ROOT = Path(__file__).parent.parent
PLACE = "jurisdictions/millbrook-aa.yaml"

#: What the invented code of Millbrook says, and what the draft makes of it.
SECTIONS = """
  deletions: {deletions}
  sections:
    - number: "100"
      heading: Letters from the capital
      text: |
        1. The jail may keep a person for a week if a letter asks for it.

        2. The mayor may:

            1. read the letter; or

            2. burn it.
      clause: holds
      history: last changed by Act 7
      page: https://millbrook.example/code
      read: 2026-10-01
    - number: "110"
      heading: Yearly report
      text: The mayor shall report to the council once a year on the work of the jail.
      after: The mayor shall report to the council twice a year on the work of the jail and on [](#holds).
      page: https://millbrook.example/code
      read: 2026-10-02
    - number: "120"
      heading: Discretion
      text: Nothing here binds the mayor.
      page: https://millbrook.example/code
      read: 2026-10-02
"""

Amending = Callable[..., tuple[Library, Draft]]


@pytest.fixture
def amending(laid: Laid) -> Amending:
    """A function that returns the library and the draft of Millbrook with those sections in its file."""

    def make(deletions: str = "strike", old: str = "", new: str = "") -> tuple[Library, Draft]:
        sections = SECTIONS.replace("{deletions}", deletions)
        assert old in sections
        library = laid((PLACE, "\nrecitals:", f"{sections.replace(old, new) if old else sections}recitals:"))
        return library, drafted(library)

    return make


def as_markdown(library: Library, made: Draft) -> str:
    return markdown.write(printed(made, library, Options("none", DAY))).decode()


def test_an_amended_section_shows_what_goes_and_what_comes(amending: Amending, golden: Callable[[str, str], None]) -> None:
    library, made = amending()
    golden("millbrook-amending.md", as_markdown(library, made))


def test_sections_are_counted_and_cited_where_they_stand(amending: Amending) -> None:
    _, made = amending()
    assert [(section.id, section.label) for section in made.sections] == [
        ("definitions", "§ 12-010"),
        ("holds", "§ 12-100"),
        ("questions", "§ 12-020"),
        ("federal-law-savings", "§ 12-030"),
        ("effective-date", "Section 5"),
    ]
    assert [(one.label, one.title) for one in made.amended] == [
        ("Section 2", "Change of § 12-100"),
        ("Section 3", "Change of § 12-110"),
        ("Section 4", "End of § 12-120"),
    ]


@pytest.mark.parametrize(
    ("deletions", "shown"),
    [
        ("strike", "{--Nothing here binds the mayor.--}"),
        ("brackets", "\\[Nothing here binds the mayor.\\]"),
        ("brackets-and-strike", "{--\\[Nothing here binds the mayor.\\]--}"),
        ("double-parentheses", "((Nothing here binds the mayor.))"),
        ("double-parentheses-and-strike", "{--((Nothing here binds the mayor.))--}"),
    ],
)
def test_deleted_words_are_shown_by_the_custom_of_the_place(amending: Amending, deletions: str, shown: str) -> None:
    assert f"\n{shown}\n" in as_markdown(*amending(deletions))


def test_a_section_whose_clause_is_left_out_stays_as_it_is(amending: Amending) -> None:
    library, _ = amending()
    made = drafted(library, leave_out=("holds",))
    assert [one.title for one in made.amended] == ["Change of § 12-110", "End of § 12-120"]


def test_the_word_file_underlines_and_strikes(amending: Amending, tmp_path: Path) -> None:
    library, made = amending()
    content = word.write(printed(made, library, Options("none", DAY)), reference=LOOK)
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    (report,) = [one for one in paragraphs if one.text.startswith("The mayor shall report")]
    faces = [(run.text, run.underline, run.font.strike) for run in report.runs if run.text]
    assert faces == [
        ("The mayor shall report to the council ", None, None),
        ("once ", None, True),
        ("twice", True, None),
        (" a year on the work of the jail", None, None),
        (" and on ", True, None),
        ("§ 12-100", True, None),
        (".", None, None),
    ]
    (tmp_path / "amending.docx").write_bytes(content)
    assert [str(finding) for finding in check(tmp_path / "amending.docx")] == []


def test_tracked_changes_lead_from_the_code_as_it_stands_to_the_code_as_it_will_read(amending: Amending) -> None:
    library, made = amending()
    file = Package(write_redline(redlined(made, library, Options("none", DAY)), reference=LOOK, author="Clerk", day=DAY))
    for accept, code in ((True, "amended"), (False, "standing")):
        document = build(made, library, Options("none", DAY, code))  # type: ignore[arg-type]
        plain = read_lines(Package(word.write(document, reference=LOOK)))
        assert read_lines(settled(file, accept=accept)) == plain


def test_the_other_forms_show_it_too(amending: Amending) -> None:
    library, made = amending()
    document = printed(made, library, Options("none", DAY))
    page = html.write(document, ROOT / "templates/html").decode()
    assert "<del>Nothing here binds the mayor.</del>" in page
    assert (
        '<ins>twice</ins> a year on the work of the jail<ins> and on <a class="whole" href="#holds">§ 12-100</a></ins>.' in page
    )
    flowing = " ".join(text.write(document).decode().split())
    assert "{--once --}{++twice++} a year on the work of the jail{++ and on § 12-100++}." in flowing
    assert pdf.write(document, ROOT / "templates/pdf").startswith(b"%PDF")


def test_akoma_ntoso_says_what_is_replaced_and_what_is_repealed(amending: Amending) -> None:
    library, made = amending()
    root = etree.fromstring(akoma_ntoso.write(made, library, Options("comments", DAY)))
    is_valid(root)
    changes = [(one.get("type"), len(one.findall("{*}new"))) for one in root.iter("{*}textualMod")]
    assert changes == [("insertion", 1), ("substitution", 1), ("substitution", 1), ("repeal", 0)]


def test_json_keeps_it(amending: Amending) -> None:
    _, made = amending()
    assert draft_json.read_draft(draft_json.write(made)) == made


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clause: holds", "clause: hold", "no clause named 'hold'; did you mean holds?"),
        ("clause: holds", "clause: holds\n      after: Else.", "section 100 has both `clause` and `after`"),
        ('"110"', '"100"', "the section 100 stands twice"),
        ("[](#holds)", "{{ place.mayor }}", "place.mayor"),
        (
            "      after: The mayor shall report to the council twice a year on the work of the jail and on [](#holds).\n",
            "      clause: holds\n",
            "two",
        ),
    ],
)
def test_a_mistake_in_the_sections_is_named(amending: Amending, old: str, new: str, said: str) -> None:
    with pytest.raises(FaultyFile) as raised:
        amending("strike", old, new)
    assert said in str(raised.value)
    assert "millbrook-aa.yaml:" in str(raised.value)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(edited())
def test_without_what_is_deleted_it_is_the_new_text_and_without_what_is_added_the_old(
    pair: tuple[list[Item], list[Item]],
) -> None:
    before, after = built(pair[0]), built(pair[1])
    made = marked(before, after, "strike", DAY)
    assert words_of(made, {"", "added"}) == words_of(after, {""})
    assert words_of(made, {"", "deleted"}) == words_of(before, {""})


def words_of(document: Document, changes: set[str]) -> str:
    """What a document's paragraphs say with these changes, but for the note on the marks, spaces, and the labels before
    deleted items and bullets, behind which a hard space stands."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style != "notice":
            own = tuple(part for part in block.content if part.change in changes)
            found.append(plain_text(own).rpartition("\u00a0")[2])
    return "".join("".join(found).split())


#: Sections of three chapters of the invented code, each with its history, what becomes of them, and the place's own formula.
CHAPTERS = "\n" + (ROOT / "tests/amending/chapters.yaml").read_text(encoding="utf-8")


@pytest.fixture
def chapters(laid: Laid) -> Amending:
    """A function that returns the library and the draft of Millbrook with sections of two chapters, and its own formula."""

    def make(old: str = "", new: str = "") -> tuple[Library, Draft]:
        assert old in CHAPTERS
        sections = CHAPTERS.replace(old, new) if old else CHAPTERS
        library = laid((PLACE, "\nrecitals:", f"{sections}recitals:"))
        return library, drafted(library)

    return make


def test_sections_of_any_chapter_are_amended_by_the_formula_of_the_place_each_with_its_history(
    chapters: Amending, golden: Callable[[str, str], None]
) -> None:
    library, made = chapters()
    golden("millbrook-chapters.md", as_markdown(library, made))
    is_valid(etree.fromstring(akoma_ntoso.write(made, library, Options("comments", DAY))))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cite: § 7-210", "cite: 7.210", "did you mean § 7-210?"),
        ("cite: § 7-210", "cite: § 7", "is no citation of this code, whose sections are cited like § 12-010"),
        ('number: "120"', 'number: "20"', "sections of this code have 3 digits, as in § 12-010; did you mean 020?"),
        ('number: "120"', 'number: "§ 12-120"', "is the whole citation"),
        ('number: "120"', 'number: "last"', "is none of this code"),
        ('number: "120"', 'number: "120"\n      cite: § 12-120', "has both `number` and `cite`"),
        ('number: "120"', "cite: § 7-210", "the section § 7-210 stands twice"),
        ('    - number: "120"\n', "    -\n", "has neither `number` nor `cite`"),
        ("becomes: § 7-215", "becomes: chapter 7", "is no citation of this code"),
        ("  exists: true\n", "", "add `exists: true`"),
    ],
)
def test_a_section_that_the_code_cannot_have_is_refused_with_the_line(chapters: Amending, old: str, new: str, said: str) -> None:
    with pytest.raises(FaultyFile) as raised:
        chapters(old, new)
    assert said in str(raised.value)
    assert "millbrook-aa.yaml:" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [('taken: ["100"', 'taken: ["020"'), ('number: "120"', 'number: "020"'), ("becomes: § 7-215", "becomes: § 12-030")],
)
def test_a_number_that_is_used_twice_is_refused(chapters: Amending, old: str, new: str) -> None:
    with pytest.raises(BadChoice, match=r"§ 12-0\d0 is used twice"):
        chapters(old, new)
