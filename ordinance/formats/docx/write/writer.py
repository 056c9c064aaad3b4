"""From the document model to the bytes of a Word file."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Final

from ordinance.document.model import Document
from ordinance.formats.docx.write.archive import archive
from ordinance.formats.docx.write.body import Body
from ordinance.formats.docx.write.comments import comments_part
from ordinance.formats.docx.write.contents import contents_of
from ordinance.formats.docx.write.crossrefs import cross_references
from ordinance.formats.docx.write.facts import Facts
from ordinance.formats.docx.write.inlines import Pen, language_mark, run_properties, runs_right_to_left
from ordinance.formats.docx.write.lists import numbering_part, tied
from ordinance.formats.docx.write.numbering import counted_beside, plan
from ordinance.formats.docx.write.package import COMMENTS, DOCUMENT, NUMBERING, pack, package
from ordinance.formats.docx.write.setup import PLAIN, Setup, template_of
from ordinance.formats.docx.write.sheets import card_styles, shaped
from ordinance.formats.docx.write.template import fill, filled
from ordinance.formats.docx.write.xml import NOTHING, Xml, element, escape, field, join, run, text

#: What Word has on every machine for the letters of Chinese, by language.
_ASIAN_FACES: Final = {"zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei", "ko-US": "Malgun Gothic"}
#: The same for letters that join or stack where Arial has none of them.
_COMPLEX_FACES: Final = {"pa-US": "Nirmala UI"}


def write(document: Document, *, reference: Path, setup: Setup = PLAIN) -> bytes:
    """Return the document as a .docx file that looks like the `reference` document, an unpacked folder, or as `setup` says.

    The same arguments give the same bytes; no clock, no name of a person and no path are in them.
    Raises UnwritableText for a character that no XML can hold, and Unwritable for a comment without its anchor.
    """
    template = template_of(reference, setup, document.landscape)
    if document.look == "handout":
        template = shaped(template, document)
    numbering = plan(document)
    first_bookmark = 1 + max((comment.id for comment in document.comments), default=0)
    references = cross_references(document, numbering, first_bookmark)
    controls = count(1)
    facts = Facts()
    pen, margin_pen = (Pen(document.language, references, controls, facts) for _ in range(2))
    first_heading = first_bookmark + len(references.bookmarks)
    contents = contents_of(document, first_heading, setup.pages) if setup.contents else None
    counted = counted_beside(document, numbering)
    body = Body(document, numbering, references, pen, template.text_width, contents, counted, template.indents).xml()
    running = pen.content((document.header_blank,)) if document.header_blank else NOTHING
    about = properties(document, running)
    parts = fill(template, {"body": body, **tied(numbering, template.foreign), **about})
    parts[NUMBERING] = pack(NUMBERING, numbering_part(document.schemes, numbering, template.indents, template.lists, counted))
    comments = comments_part(document, margin_pen)
    if document.comments:
        parts[COMMENTS] = pack(COMMENTS, comments)
    parts.update(facts.parts())
    members = package(parts, {DOCUMENT: pen.links, COMMENTS: margin_pen.links}, filled(template.attached, about))
    return archive(members, document.date)


def properties(document: Document, running: Xml = NOTHING) -> dict[str, Xml]:
    """Return the values of the slots that say what the document is; `running` stands behind the name in the head of its pages."""
    day = Xml(f"{document.date.isoformat()}T00:00:00Z")
    turned = run_properties("", "", runs_right_to_left(document.language))
    return {
        "language": language_mark("w:lang", document.language),
        "theme-language": language_mark("w:themeFontLang", document.language),
        "title": element("dc:title", escape(document.title)),
        "subject": element("dc:subject", escape(document.subject)) if document.subject else NOTHING,
        "text-language": element("dc:language", escape(document.language)),
        "created": element("dcterms:created", day, type="dcterms:W3CDTF"),
        "modified": element("dcterms:modified", day, type="dcterms:W3CDTF"),
        "header": join((run(text(document.header), turned), running)) if document.header else NOTHING,
        "footer": join((run(text(document.footer), turned), run(text(" — ")))) if document.footer else NOTHING,
        "foot-mark": run(text(document.footer), turned) if document.footer else NOTHING,
        "foot-page": page_number(document.footer),
        "faces": faces(document.language),
        **card_styles(document),
    }


def page_number(after: str) -> Xml:
    """Return "Page 1 of 9" as fields, for a foot that has none."""
    first = run(text(" — Page " if after else "Page "))
    return join((first, field("PAGE", run(text("1"))), run(text(" of ")), field("NUMPAGES", run(text("1")))))


def faces(language: str) -> Xml:
    """Return the faces of a handout: Arial, and beside it those that write a script as the language's readers know it."""
    asian, stacked = _ASIAN_FACES.get(language, "Arial"), _COMPLEX_FACES.get(language, "Arial")
    return element("w:rFonts", ascii="Arial", hAnsi="Arial", eastAsia=asian, cs=stacked)
