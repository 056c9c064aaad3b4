"""In states that forbid limits: no operative sentence of a draft in which nobody named one tells staff not to help.

The sentences are those of every draft of three packages for cities and counties, by all stances, as an attorney general would
read them: one by one, and for what they forbid.
"""

import re
from collections import defaultdict

import pytest
from conftest import shipped_library

from ordinance.checks.state_table import cells
from ordinance.drafting.assembly import assemble
from ordinance.drafting.model import plain, walk
from ordinance.drafting.state_law import law_of, preempting

pytestmark = pytest.mark.slow

LIBRARY = shipped_library()
PACKAGES = ("core", "data-first", "full")
#: What general sections say elsewhere of papers, holds and saying no; here none may.
OF_REFUSING = re.compile(
    r"declin|refus|withhold|detainer|administrative warrant|excuse|does not compel|stricter limit on|no ground|"
    r"\bhold(s|ing)? a person|shall not (give|tell|let|help|lend|answer)",
    re.IGNORECASE,
)
#: What a section that limits nothing may not tell staff.
BANS = re.compile(
    r"shall (not|refuse to|decline to|wait|delay) ?"
    r"(hold|stop|arrest|lengthen|transfer|hand|admit|help|join|assign|lend|give|tell|send|share|answer|act|let|ask|question)\b",
    re.IGNORECASE,
)
#: Bans that are about something else, by the words that show it.
ABOUT = (
    "for any added time to give a",  # a copy in custody: nobody is held longer for it
    "on the ground of one of these faults alone",  # traffic stops
    "from perception",  # race as the officer saw it
    "to make a report",
    "holder of a clinic",
    "ask an issuer",
    "ask an independent provider",
    "from every device",
    "an error in its own translation",
    "The reviewer shall not disclose",
    "who takes or reviews a complaint",
    "who receives or answers a notice",
    "who conducts",
    "ask a complainant",
    "proof of citizenship or immigration status as a condition of a service",
)


@pytest.fixture(scope="module")
def made():
    wanted = (cell for cell in cells(LIBRARY) if cell.kind in ("city", "county") and cell.package in PACKAGES)
    found = [one for one in wanted if one.selection and preempting(one.state)]
    assert len({one.state.state for one in found}) >= 25
    return [(cell, assemble(LIBRARY, cell.selection)) for cell in found]


def sentences(section):
    for provision in walk(section.provisions):
        yield from re.split(r"(?<=[.;])\s+", plain(provision.pieces))


def told(made, wanted, words):
    """Return each sentence with such words in the sections that are wanted, with the places in whose drafts it stands."""
    found = defaultdict(set)
    for cell, draft in made:
        for section in draft.sections:
            for sentence in sentences(section) if wanted(section, cell) else ():
                if words.search(sentence) and not any(about in sentence for about in ABOUT):
                    found[section.id, section.chosen.variant.id, sentence].add(f"{cell.state.state} {cell.kind}")
    return dict(found)


def test_no_general_section_speaks_of_declining_or_says_that_a_detainer_is_no_law(made):
    assert (
        told(made, lambda section, cell: section.chosen.clause.kind == "general" and section.id != "definitions", OF_REFUSING)
        == {}
    )


def test_no_section_that_is_said_to_limit_nothing_tells_staff_not_to_help(made):
    def silent(section, cell):
        acts = law_of(cell.selection, LIBRARY.vocabulary).acts(section.chosen.clause, section.chosen.variant)
        return section.chosen.clause.kind == "policy" and not acts.limits

    assert told(made, silent, BANS) == {}


def test_what_burdens_questions_falls_away_where_state_law_protects_them(made):
    for cell, draft in made:
        protected = law_of(cell.selection, LIBRARY.vocabulary).protected()
        for section in draft.sections:
            if section.id == "status-inquiry" and protected & {"ask-status", "ask-in-custody"}:
                text = " ".join(sentences(section))
                assert "lengthen" not in text, cell
                assert "end of the shift" not in text, cell
                assert "lawfully stopped, detained, or arrested" in text, cell


REASONS = [
    ("GA", "city", "status-inquiry", "36-80-23", "42-4-14"),
    ("TX", "county", "status-inquiry", "names no police", "forbids"),
    ("TX", "county", "criminal-records-systems", "752.053", "39.07"),
]


@pytest.mark.parametrize(("state", "kind", "clause", "said", "unsaid"), REASONS)
def test_a_section_is_left_out_for_what_its_mildest_text_meets(made, state, kind, clause, said, unsaid):
    cells_here = [cell for cell, _ in made if (cell.state.state, cell.kind, cell.package) == (state, kind, "full")]
    reasons = {one.says for cell in cells_here for one in cell.selection.left_out if one.clause.id == clause}
    assert reasons
    assert all(said in one and unsaid not in one for one in reasons), reasons
