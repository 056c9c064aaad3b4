"""A document that uses everything the model has, in the shape of a real ordinance, for the tests of the Word writer."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from docx_reading import Package

from ordinance.document.model import (
    Blank,
    Block,
    Comment,
    Document,
    Emphasis,
    Inline,
    Link,
    Number,
    NumberLevel,
    NumberScheme,
    Paragraph,
    Reference,
    Run,
    SignatureBlock,
    SignatureLine,
    Style,
    Table,
)
from ordinance.formats.docx.write import write

LOOK = Path(__file__).parent.parent / "templates" / "word" / "ordinance"
LETTERS = (NumberLevel("({a})"), NumberLevel("({n})"), NumberLevel("({A})"), NumberLevel("({i})"))
BILL = NumberScheme("bill", "heading-1", (NumberLevel("Section {n}."), *LETTERS))
CODE = NumberScheme("code", "heading-2", (NumberLevel("§ 215-{n}.", start=35), *LETTERS))
STEPS = NumberScheme("steps", "body-list", (NumberLevel("{n}."),))
TENS = NumberScheme("tens", "heading-3", (NumberLevel("2.15.{n}", start=10, step=10, pad=3), NumberLevel("{A}.")))


def words(text: str, emphasis: Emphasis = "") -> Run:
    return Run(text, emphasis)


def paragraph(style: Style, *content: Inline | str, **more: object) -> Paragraph:
    parts = tuple(Run(part) if isinstance(part, str) else part for part in content)
    return Paragraph(style, parts, **more)  # type: ignore[arg-type]


def numbered(label: str, scheme: str, level: int, *content: Inline | str, instance: int = 0, **more: object) -> Paragraph:
    heading: dict[str, Style] = {"bill": "heading-1", "code": "heading-2", "tens": "heading-3"}
    style: Style = heading[scheme] if level == 0 else f"subsection-{level}"  # type: ignore[assignment]
    return paragraph(style, *content, number=Number(label, scheme, level, instance), **more)


ADDRESS = "https://www.ecfr.gov/current/title-8?a=1&b=2"

HEAD: tuple[Block, ...] = (
    paragraph(
        "notice",
        words("Draft for review. ", "strong"),
        "This text is a starting point, not legal advice. The city attorney must review it before it is introduced.",
    ),
    paragraph("notice", "The law was last checked on 24 November 2026. Items marked [verify] have not been checked."),
    paragraph("number", "Ordinance No. ", Blank("number of the ordinance")),
    paragraph("number", "Introduced by ", Blank("sponsor"), " on ", Blank("date of introduction")),
    paragraph("title", "AN ORDINANCE"),
    paragraph(
        "caption",
        "of the Common Council of the City of Example limiting the use of city resources for civil immigration "
        "enforcement, protecting personal information, and adding Article VI to Chapter 215 of the City Code",
    ),
    paragraph(
        "recital",
        "WHEREAS, residents who fear that a call for help may lead to deportation do not call, and crimes against "
        "them and their neighbors go unreported; and",
        comments=(1,),
    ),
    paragraph(
        "recital",
        "WHEREAS, the city has limited funds and officers, and its council decides which work they are spent on;",
    ),
    paragraph("enacting-clause", "NOW, THEREFORE, BE IT ORDAINED by the Common Council of the City of Example:"),
)

CODIFIED: tuple[Block, ...] = (
    numbered("Section 1.", "bill", 0, "Amendment of the code", id="amendment"),
    paragraph("lead-in", "Chapter 215 of the City Code is amended by adding Article VI, which reads:"),
    numbered("§ 215-35.", "code", 0, "Definitions", id="definitions"),
    paragraph("section-text", "In this article:"),
    paragraph("definition", "“", words("City agency", "term"), "” means:"),
    numbered("(a)", "code", 1, "a department, office, board, or commission of the city;", instance=1),
    numbered("(b)", "code", 1, "a person who acts under a contract with one of these.", instance=1),
    paragraph(
        "definition",
        "“",
        words("Immigration detainer", "term"),
        "” means a request by an immigration authority that a city agency:",
    ),
    numbered("(a)", "code", 1, "hold a person past the time of release; or", instance=2),
    numbered("(b)", "code", 1, "tell when or where a person will be released.", instance=2),
    numbered("§ 215-36.", "code", 0, "Immigration detainers", id="detainers", comments=(2, 3)),
    numbered(
        "(a)",
        "code",
        1,
        "A city officer shall not detain a person on the ground of an immigration detainer, of an administrative "
        "warrant, or of any other request that is made for civil immigration enforcement.",
        id="rule",
    ),
    numbered(
        "(b)",
        "code",
        1,
        Reference("Subsection (a)", "rule"),
        " does not prohibit detaining a person:",
        id="exception",
        comments=(4,),
    ),
    numbered("(1)", "code", 2, "under a judicial warrant; or", id="warrant"),
    numbered("(2)", "code", 2, "who was convicted, within the last ", Blank("number of years"), " years, of:"),
    numbered("(A)", "code", 3, "a felony that state law calls violent, as shown by:"),
    numbered("(i)", "code", 4, "a certified record of the conviction; or"),
    numbered("(ii)", "code", 4, "the state’s repository of criminal records; or"),
    numbered("(B)", "code", 3, "an offense under the law of another state that has the same elements."),
    paragraph("flush-3", "A conviction that has been vacated does not count under this paragraph."),
    paragraph("flush-1", "The officer in charge shall record in writing which paragraph applies."),
    numbered(
        "(c)",
        "code",
        1,
        "Within 24 hours after an officer detains a person under ",
        Reference("subsection (b)(1)", "warrant"),
        ", the chief of police shall send a copy of the warrant to the city attorney. ",
        Reference("Section 2", "effective"),
        " and ",
        Reference("§ 215-36(b)(1)", "warrant"),
        " apply.",
    ),
    paragraph(
        "commentary",
        words("What it does. ", "strong"),
        "The section leaves the decision to detain with a judge. See ",
        words("Galarza v. Szalczyk", "emphasis"),
        ", 745 F.3d 634 (3d Cir. 2014): a detainer is a request, not a command.",
    ),
    paragraph("commentary", "Three things should be settled before it is introduced:"),
    paragraph("commentary-list", "who in the jail reads a warrant at three in the morning, and what that person is "
              "to do when it carries no judge’s signature;"),
    paragraph("commentary-list", "how long a check may take;"),
    paragraph("commentary-list", "the regulation itself: ", Link("8 C.F.R. § 287.7", ADDRESS), "."),
)  # fmt: skip

CLOSING: tuple[Block, ...] = (
    numbered("Section 2.", "bill", 0, "Effective date", id="effective"),
    paragraph("section-text", "This ordinance takes effect 30 days after it is adopted, except that ",
              Reference("Section 1", "amendment"), " takes effect at once."),
    numbered("Section 3.", "bill", 0, "Severability"),
    numbered("(a)", "bill", 1, "If a court holds a provision of this ordinance invalid, the rest stays in force."),
    numbered("(b)", "bill", 1, "The council would have adopted each provision without the others. ",
             Reference("This section", "missing"), " says so."),
    paragraph("adoption", "Adopted on ", Blank("date of adoption"), " by the following vote:", keep_with_next=True),
    Table(
        "Roll-call vote on the ordinance",
        ((Run("Member"),), (Run("Ward"),), (Run("Vote"),)),
        tuple(
            ((Blank(f"member {seat}"),), (Run(str(seat)),), (Run("aye / no / absent"),)) for seat in (1, 2, 3, 4)
        ),
        (0.5, 0.15, 0.35),
    ),
    SignatureBlock((
        SignatureLine("Approved", (Run("Mayor of the City of Example"),)),
        SignatureLine("Attest", (Blank("title of the clerk"),)),
        SignatureLine("Approved as to form", (Run("City Attorney"),)),
    )),
    paragraph("heading-1", "Appendix: other forms of the text", page_break_before=True),
    paragraph("body", "A county that numbers its code by tens would print ", Reference("2.15.020", "twenty"), " so:"),
    numbered("2.15.010", "tens", 0, "Purpose"),
    numbered("2.15.020", "tens", 0, "Rule", id="twenty"),
    numbered("A.", "tens", 1, "first rule;", id="first-rule"),
    numbered("B.", "tens", 1, "second rule, see ", Reference("2.15.020.A", "first-rule"), "."),
    numbered("2.15.025", "tens", 0, "A section wedged in between", id="wedged"),
    numbered("2.15.030", "tens", 0, "Next, after ", Reference("section 2.15.025", "wedged")),
    paragraph("body-list", "The first reason, which runs on long enough to need a second line so that the hanging "
              "indent of a bullet can be seen on the page;"),
    paragraph("body-list", "the second."),
    paragraph("body-list", "read the draft;", number=Number("1.", "steps", 0)),
    paragraph("body-list", "send it to the city attorney.", number=Number("2.", "steps", 0)),
    paragraph("body", "Este párrafo está en español.", language="es"),
    paragraph("body", "هذه الفقرة باللغة العربية (2026).", language="ar"),
    paragraph("small", "Sources were read on 24 November 2026. Assembled by ordinance."),
)  # fmt: skip

COMMENTS = (
    Comment(1, "change", "Local facts", (paragraph("commentary", "Put the city’s own figures here."),)),
    Comment(
        2,
        "why",
        "Why this section",
        (
            paragraph("commentary", "A detainer asks a jail to hold a person whom it would release."),
            paragraph("commentary", "Before you rely on it, look at:"),
            paragraph("commentary-list", words("Galarza", "emphasis"), ", for the Third Circuit;"),
            paragraph("commentary-list", Link("the regulation", "https://www.ecfr.gov/287.7"), "."),
        ),
    ),
    Comment(3, "law", "Law", (paragraph("commentary", "Contrast ", Reference("subsection (b)", "exception"), "."),)),
    Comment(4, "options", "", (paragraph("commentary", "A comment without a title."),)),
)

SAMPLE = Document(
    "An Ordinance on Immigration Detainers",
    HEAD + CODIFIED + CLOSING,
    COMMENTS,
    (BILL, CODE, TENS, STEPS),
    subject="City of Example",
    header="City of Example · Draft ordinance",
    footer="Draft of 24 November 2026, not adopted",
    date=date(2026, 11, 24),
)


def package(*blocks: Block, **more: object) -> Package:
    """Write a document of these blocks and read it back."""
    return Package(write(Document("Test", blocks, **more), reference=LOOK))  # type: ignore[arg-type]


def labyrinth(seed: int, length: int = 120) -> Document:
    """A document whose lists begin, break off, leap a level, start again and are wedged into at random."""
    chance = random.Random(seed)
    blocks: list[Block] = []
    counters: list[int] = [0] * 5
    for name in (f"w{n:03}" for n in range(length)):
        level = min(chance.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]), len(blocks))
        if chance.random() < 0.12:
            counters[level] = 0  # a new list begins
        if chance.random() < 0.1:
            blocks.append(paragraph("definition", "unnumbered"))
        counters[level] += 1
        counters[level + 1 :] = [0] * (4 - level)
        n = counters[level]
        label = (f"Section {n}.", f"({chr(96 + n)})", f"({n})", f"({chr(64 + n)})", f"({'i' * n})")[level]
        if (level == 4 and n > 3) or chance.random() < 0.08:
            counters[level] -= 1
            label = f"{label}-1"  # wedged in
        blocks.append(numbered(label, "bill", level, name))
    return Document(f"Labyrinth {seed}", tuple(blocks), schemes=(BILL,))
