"""The settings of a letterhead: they stay, but for what would bind the draft, trace it, or make Word ask."""

from __future__ import annotations

from typing import Final

from ordinance.formats.docx.write.trees import Element, R, all_of, child, drop, slot, take_out

#: Protection, a template or letters to merge with, parts that are left behind, editing sessions, a question at each opening.
_LEFT: Final = (
    "writeProtection",
    "documentProtection",
    "attachedTemplate",
    "linkStyles",
    "mailMerge",
    "footnotePr",
    "endnotePr",
    "attachedSchema",
    "schemaLibrary",
    "saveThroughXslt",
    "rsids",
    "updateFields",
)
#: What numbers one file among all (w14, w15: docId).
_IDENTITY: Final = "docId"


def clean_settings(root: Element) -> None:
    """Take out of the settings what does not belong in a draft, and say its language. Changes the tree."""
    drop(root, *_LEFT)
    for node in list(root.iter()):
        if str(node.tag).endswith(f"}}{_IDENTITY}") or any(str(name).startswith(R) for name in node.attrib):
            take_out(node)
    language = child(root, "themeFontLang")
    if language is not None:
        root.replace(language, slot("theme-language"))
    for extra in all_of(root, "themeFontLang"):
        take_out(extra)
