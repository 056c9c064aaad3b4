"""Which named style of the reference document each style of the model is."""

from __future__ import annotations

from typing import Final

from ordinance.documents.model import Emphasis, Style

#: Paragraph styles by id. The names that staff see stand in the reference document's styles.xml.
STYLE_IDS: Final[dict[Style, str]] = {
    "notice": "OrdinanceNotice",
    "number": "OrdinanceNumber",
    "title": "Title",
    "caption": "OrdinanceLongTitle",
    "recital": "OrdinanceRecital",
    "enacting-clause": "OrdinanceEnactingClause",
    "heading-1": "Heading1",
    "heading-2": "Heading2",
    "heading-3": "Heading3",
    "lead-in": "OrdinanceLeadIn",
    "section-text": "OrdinanceSectionText",
    "subsection-1": "OrdinanceSubsection1",
    "subsection-2": "OrdinanceSubsection2",
    "subsection-3": "OrdinanceSubsection3",
    "subsection-4": "OrdinanceSubsection4",
    "flush-1": "OrdinanceFlush1",
    "flush-2": "OrdinanceFlush2",
    "flush-3": "OrdinanceFlush3",
    "flush-4": "OrdinanceFlush4",
    "definition": "OrdinanceDefinition",
    "adoption": "OrdinanceAdoption",
    "commentary": "OrdinanceCommentary",
    "commentary-list": "OrdinanceCommentaryList",
    "body": "BodyText",
    "body-list": "ListBullet",
    "small": "OrdinanceSmall",
}

#: Styles that a scheme may number: styles.xml has a slot for the list of each.
LINKED_STYLES: Final[tuple[Style, ...]] = (
    "heading-1",
    "heading-2",
    "heading-3",
    "subsection-1",
    "subsection-2",
    "subsection-3",
    "subsection-4",
)
#: Styles that print a bullet unless the paragraph has a number of its own.
BULLET_STYLES: Final[frozenset[Style]] = frozenset({"commentary-list", "body-list"})

#: Character styles.
EMPHASIS_IDS: Final[dict[Emphasis, str]] = {"emphasis": "Emphasis", "strong": "Strong", "term": "OrdinanceTerm"}
HYPERLINK: Final = "Hyperlink"
PLACEHOLDER: Final = "PlaceholderText"
COMMENT_REFERENCE: Final = "CommentReference"

COMMENT_TEXT: Final = "CommentText"
COMMENT_LIST: Final = "OrdinanceCommentList"
SIGNATURES: Final = "OrdinanceSignatures"
SIGNATURE_LABEL: Final = "OrdinanceSignatureLabel"
SIGNATURE_LINE: Final = "OrdinanceSignatureLine"
SIGNATURE_OFFICE: Final = "OrdinanceSignatureOffice"
TABLE: Final = "OrdinanceTable"
TABLE_CAPTION: Final = "Caption"
TABLE_HEADING: Final = "OrdinanceTableHeading"
TABLE_TEXT: Final = "OrdinanceTableText"
TABLE_END: Final = "OrdinanceTableEnd"
CONTENTS_HEADING: Final = "TOCHeading"
CONTENTS_LEVELS: Final = ("TOC1", "TOC2")
LINE_NUMBER: Final = "LineNumber"

#: What a reference document must have. A style that is missing would make Word fall back to Normal without a word.
REQUIRED: Final = frozenset(
    {
        *STYLE_IDS.values(),
        *EMPHASIS_IDS.values(),
        *(HYPERLINK, PLACEHOLDER, COMMENT_REFERENCE, COMMENT_TEXT, COMMENT_LIST),
        *(SIGNATURES, SIGNATURE_LABEL, SIGNATURE_LINE, SIGNATURE_OFFICE),
        *(TABLE, TABLE_CAPTION, TABLE_HEADING, TABLE_TEXT, TABLE_END),
        *(CONTENTS_HEADING, *CONTENTS_LEVELS, LINE_NUMBER),
    }
)
