"""Blanks that are one fact: filled in once, Word shows it everywhere.

Each fact has a node in a small XML part of the file; the content controls that bear its name are bound to it. While the node is
empty, Word shows the prompt, which it takes from the file's own building blocks (a glossary): cleared, a control asks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ordinance.document.model import Blank
from ordinance.formats.docx.write.archive import Member
from ordinance.formats.docx.write.package import FACTS, FACTS_PROPERTIES, GLOSSARY, GLOSSARY_STYLES, pack
from ordinance.formats.docx.write.styles import PLACEHOLDER
from ordinance.formats.docx.write.xml import NAMESPACES, Xml, element, paragraph, run, text

#: The name of the XML part, for Word's window of mappings; and its id, by which the controls find it.
_SPACE: Final = "urn:ordinance:facts"
_STORE: Final = "{0D1A2B3C-4E5F-4A6B-8C7D-9E0F1A2B3C4D}"
#: Word refuses a title or tag of a content control that is longer.
_CONTROL_NAME: Final = 64


class Facts:
    """The facts of one file, each with the number of its node, and the prompts of its controls."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._prompts: dict[str, int] = {}

    def control(self, blank: Blank, number: int, words: Xml) -> Xml:
        """Return a content control for a blank, bound to its fact: one click marks the prompt, typing replaces it."""
        fact = self._numbers.setdefault(blank.called, len(self._numbers) + 1)
        prompt = self._prompts.setdefault(blank.prompt, len(self._prompts) + 1)
        name = shortened(blank.called)
        about = element(
            "w:sdtPr",
            element("w:alias", val=name),
            element("w:tag", val=name),
            element("w:id", val=number),
            element("w:placeholder", element("w:docPart", val=_part(prompt))),
            element("w:showingPlcHdr"),
            element(
                "w:dataBinding",
                prefixMappings=f"xmlns:f='{_SPACE}'",
                xpath=f"/f:facts[1]/f:fact{fact}[1]",
                storeItemID=_STORE,
            ),
            element("w:text"),
        )
        return element("w:sdt", about, element("w:sdtContent", words))

    def parts(self) -> Mapping[str, Member]:
        """Return the parts of the file that hold the facts and the prompts; none where there is nothing to fill in."""
        if not self._numbers:
            return {}
        nodes = "".join(f"<fact{number}/>" for number in self._numbers.values())
        blocks = (_block(prompt, number) for prompt, number in self._prompts.items())
        schema = element("ds:schemaRefs", element("ds:schemaRef", uri=_SPACE))
        styles = (
            element("w:style", element("w:name", val="Normal"), type="paragraph", default=1, styleId="Normal"),
            element("w:style", element("w:name", val="Placeholder Text"), _TINT, type="character", styleId=PLACEHOLDER),
        )
        return {
            FACTS: pack(FACTS, Xml(f'<facts xmlns="{_SPACE}">{nodes}</facts>')),
            FACTS_PROPERTIES: pack(
                FACTS_PROPERTIES,
                element(
                    "ds:datastoreItem",
                    schema,
                    itemID=_STORE,
                    ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml",
                ),
            ),
            GLOSSARY: pack(GLOSSARY, element("w:glossaryDocument", element("w:docParts", *blocks), w=NAMESPACES["w"])),
            GLOSSARY_STYLES: pack(GLOSSARY_STYLES, element("w:styles", *styles, w=NAMESPACES["w"])),
        }


_TINT: Final = element(
    "w:rPr", element("w:b"), element("w:color", val="404040"), element("w:shd", val="clear", color="auto", fill="FFF2CC")
)


def shortened(name: str) -> str:
    """Return a name as short as Word takes it, cut between words."""
    if len(name) <= _CONTROL_NAME:
        return name
    return name[: _CONTROL_NAME - 1].rsplit(" ", 1)[0] + "…"


def _part(prompt: int) -> str:
    return f"Prompt{prompt}"


def _block(prompt: str, number: int) -> Xml:
    words = run(text(f"[{prompt}]"), element("w:rPr", element("w:rStyle", val=PLACEHOLDER)))
    about = element(
        "w:docPartPr",
        element("w:name", val=_part(number)),
        element("w:category", element("w:name", val="General"), element("w:gallery", val="placeholder")),
        element("w:types", element("w:type", val="bbPlcHdr")),
        element("w:behaviors", element("w:behavior", val="content")),
        element("w:guid", val=f"{{0D100000-0000-4000-8000-{number:012X}}}"),
    )
    return element("w:docPart", about, element("w:docPartBody", paragraph(Xml(""), words)))
