"""Citations are well formed: reporters and codes are those of the Free Law Project's database; eyecite reads the same cases.

eyecite is a second opinion on volume, reporter and page only: it misreads years, courts and many state codes.
"""

from __future__ import annotations

import re

import pytest
from conftest import shipped_library
from eyecite import get_citations
from eyecite.models import FullCaseCitation
from reporters_db import EDITIONS, LAWS, VARIATIONS_ONLY

from ordinance.library.addresses import is_official

LIBRARY = shipped_library()
CASES = [one for one in LIBRARY.authorities.values() if one.kind == "case"]
CODES = [one for one in LIBRARY.authorities.values() if one.kind in ("statute", "regulation", "executive-order")]
RULINGS = [
    statute
    for code in LIBRARY.state_files
    for statute in LIBRARY.state(code).statutes
    if re.search(r" v\. ", statute.cite) and re.search(r"\d+ [A-Z][\w.]* ?\w* \d+ \(", statute.cite)
]

#: volume, reporter, page
REPORTED = re.compile(
    r"(?<![\w§.])(\d{1,4}) ([A-Z][\w.'’]*(?: (?:[A-Z&][\w.'’]*|Supp\.|App\.|2d|3d|4th|5th))*) (\d{1,5})(?=[ ,(.]|$)"
)
#: Codes that the authorities of this library cite, each as the database spells it.
CODE = re.compile(r"\b(\d+) (U\.S\.C\.|C\.F\.R\.|Fed\. Reg\.|Stat\.|U\.N\.T\.S\.) (?:§+ |pt\. |ch\. )?[\dA-Za-z]")
#: What is cited by its own name or number: an act, an order, a convention, a bill that became law without a code.
NAMED = re.compile(r"\b(?:No\. |Res\. |Act|Convention|Directive|Rule|Fed\. R\. |[HS]\.B\. \d)")
STATE_CODE = re.compile(r"^(?:[A-Z][\w.'’]* )+.*(?:§|art\.|ch\.|Op\.|Pub\. L\.)")


def reported(citation: str) -> list[tuple[str, str, str]]:
    return [match.groups() for match in REPORTED.finditer(citation.replace("\u00a0", " "))]


def test_there_are_citations_to_hold() -> None:
    assert len(CASES) > 80
    assert sum(bool(reported(one.citation)) for one in CASES) > 50
    assert len(CODES) > 20


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
def test_a_case_names_reporters_that_exist(case) -> None:
    unknown = [name for _, name, _ in reported(case.citation) if name not in EDITIONS and name not in VARIATIONS_ONLY]
    assert unknown == []


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
def test_eyecite_reads_the_same_volume_reporter_and_page(case) -> None:
    theirs = [
        (found.groups["volume"], found.groups["reporter"], found.groups["page"])
        for found in get_citations(case.citation)
        if isinstance(found, FullCaseCitation) and found.groups["reporter"] not in ("WL", "LEXIS", "N.Y. Slip Op.")
    ]
    assert theirs == [one for one in reported(case.citation) if one[1] != "N.Y. Slip Op."]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one.id)
def test_a_case_without_a_reporter_says_its_court_and_date(case) -> None:
    """A case that no reporter prints is cited by court and date in parentheses; a docket number stands where it is known."""
    if not reported(case.citation):
        assert re.search(r"\(.*(?:19|20)\d\d\)", case.citation), case.citation


@pytest.mark.parametrize("law", CODES, ids=lambda one: one.id)
def test_a_statute_or_rule_names_a_code_that_exists(law) -> None:
    federal = CODE.search(law.citation)
    if federal:
        assert federal.group(2) in LAWS or federal.group(2) in ("Fed. Reg.", "Stat.", "U.N.T.S.")
    else:
        assert STATE_CODE.match(law.citation) or NAMED.search(law.citation), law.citation


@pytest.mark.parametrize("ruling", RULINGS, ids=lambda one: one.id)
def test_a_ruling_in_a_state_file_names_reporters_that_exist(ruling) -> None:
    unknown = [name for _, name, _ in reported(ruling.cite) if name not in EDITIONS and name not in VARIATIONS_ONLY]
    assert unknown == []


@pytest.mark.parametrize(
    ("address", "official"),
    [
        ("https://www.ilga.gov/legislation", True),
        ("https://www.legis.state.pa.us/act", True),
        ("https://www.law.cornell.edu/uscode", True),
        ("https://uscode.elaws.us/8/1373", False),  # anyone may own a name that ends in .us
        ("https://pdfslide.us/x", False),
        ("https://notgov.example/", False),
        ("https://evilgov/", False),
    ],
)
def test_only_an_official_host_is_printed_as_an_address(address, official):
    assert is_official(address) is official
