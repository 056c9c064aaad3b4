"""What the styles of the model are called in our Word files, for what writes such a file and what reads it."""

from __future__ import annotations

from typing import Final

from ordinance.document.model import Emphasis, Style

#: Paragraph styles by id. The names that staff see stand in the reference document's styles.xml.
STYLE_IDS: Final[dict[Style, str]] = {
    "notice": "OrdinanceNotice",
    "number": "OrdinanceNumber",
    "title": "Title",
    "caption": "OrdinanceLongTitle",
    "recital": "OrdinanceRecital",
    "enacting-clause": "OrdinanceEnactingClause",
    "chapter": "OrdinanceChapter",
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

#: Character styles.
EMPHASIS_IDS: Final[dict[Emphasis, str]] = {
    "emphasis": "Emphasis",
    "phone": "Strong",
    "ring": "Strong",
    "strong": "Strong",
    "term": "OrdinanceTerm",
}

#: The table of signatures, and in each of its lines what is signed for and by whom.
SIGNATURES: Final = "OrdinanceSignatures"
SIGNATURE_LABEL: Final = "OrdinanceSignatureLabel"
SIGNATURE_OFFICE: Final = "OrdinanceSignatureOffice"

#: Every other table, and the paragraph that names it.
TABLE: Final = "OrdinanceTable"
TABLE_CAPTION: Final = "Caption"

#: Who speaks in the comments of our drafts: this project on its text, and the draft on words of the place's own.
AUTHOR: Final = "Commentary"
LOCAL_AUTHOR: Final = "Local wording"
OWN_AUTHORS: Final = frozenset({AUTHOR, LOCAL_AUTHOR})
