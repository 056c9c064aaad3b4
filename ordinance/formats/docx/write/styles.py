"""The named styles of the reference document, and what the writer knows of them."""

from __future__ import annotations

from typing import Final

from ordinance.document.lists import ITEM_STYLES
from ordinance.document.model import Style
from ordinance.formats.docx.names import EMPHASIS_IDS as EMPHASIS_IDS
from ordinance.formats.docx.names import SIGNATURE_LABEL as SIGNATURE_LABEL
from ordinance.formats.docx.names import SIGNATURE_OFFICE as SIGNATURE_OFFICE
from ordinance.formats.docx.names import SIGNATURES as SIGNATURES
from ordinance.formats.docx.names import STYLE_IDS as STYLE_IDS
from ordinance.formats.docx.names import TABLE as TABLE
from ordinance.formats.docx.names import TABLE_CAPTION as TABLE_CAPTION

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
#: Styles that print a bullet unless the paragraph has a label or a number of its own.
BULLET_STYLES: Final = ITEM_STYLES

#: Character styles.
HYPERLINK: Final = "Hyperlink"
PLACEHOLDER: Final = "PlaceholderText"
COMMENT_REFERENCE: Final = "CommentReference"

COMMENT_TEXT: Final = "CommentText"
COMMENT_LIST: Final = "OrdinanceCommentList"
SIGNATURE_LINE: Final = "OrdinanceSignatureLine"
SIGNATURE_DATE: Final = "OrdinanceSignatureDate"
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
        *(SIGNATURES, SIGNATURE_LABEL, SIGNATURE_LINE, SIGNATURE_OFFICE, SIGNATURE_DATE),
        *(TABLE, TABLE_CAPTION, TABLE_HEADING, TABLE_TEXT, TABLE_END),
        *(CONTENTS_HEADING, *CONTENTS_LEVELS, LINE_NUMBER),
    }
)
