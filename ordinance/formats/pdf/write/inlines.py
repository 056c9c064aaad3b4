"""What stands inside a paragraph: runs, cross-references, blanks, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ordinance.document.model import Blank, Document, Inline, Link, Paragraph, Reference, Run
from ordinance.formats.pdf.write.code import Code, call, joined, string, text
from ordinance.library.addresses import is_linkable
from ordinance.library.characters import runs_right_to_left

_FACES: Final = {
    "emphasis": "emph",
    "strong": "strong",
    "term": "look.term",
    "phone": "phone",
    "ring": "look.ring",
}
#: What no address may hold as it is (RFC 3986).
_UNSAFE: Final = re.compile(r"[\x00-\x20<>\"\\^`{|}\x7f]")
#: A script that says which country's letters are meant; typst knows countries only.
_SCRIPTS: Final = {"hans": "CN", "hant": "TW"}


#: The label of the marks behind blanks.
BLANK: Final = "<blank>"
#: A reference of so many letters stays on one line; a longer one, a list of sections, may break.
_WHOLE: Final = 24


class Pen:
    """Writes the inline content of one document. A reference to a paragraph that is not there prints its words.

    With `located`, a mark that does not print stands behind each blank.
    """

    def __init__(self, document: Document, *, located: bool = False) -> None:
        self._located = located
        ids = Counter(block.id for block in document.blocks if isinstance(block, Paragraph) and block.id)
        self._targets = frozenset(ids)
        self._unplaced = set(ids)
        self._language = document.language

    def content(self, parts: Iterable[Inline]) -> Code:
        return joined(self._amended(part) for part in parts)

    def language(self, paragraph: Paragraph) -> dict[str, Code]:
        """Return the argument that names the language of a paragraph, where it is not that of the document."""
        if paragraph.language in ("", self._language):
            return {}
        pairs = spoken(paragraph.language).items()
        return {"language": Code("(" + ", ".join(f"{name}: {value}" for name, value in pairs) + ")")}

    def target(self, id: str) -> Code | None:
        """Return the name of the place that links to `id` lead to: of several paragraphs with one id, the first's."""
        if id not in self._unplaced:
            return None
        self._unplaced.remove(id)
        return _name(id)

    def _amended(self, part: Inline) -> Code:
        written = self._inline(part)
        look = {"added": "look.added", "deleted": "look.struck"}.get(part.change)
        return call(look, written) if look else written

    def _inline(self, part: Inline) -> Code:
        match part:
            case Run(emphasis="line"):
                return Code("look.write-line")
            case Run(text=words, emphasis=emphasis):
                written = call(_FACES[emphasis], text(words)) if emphasis and words else text(words)
                return call("text", written, **spoken(part.language)) if part.language else written
            case Blank(prompt=prompt):
                shown = call("look.blank", text(f"[{prompt}]"))
                return joined((shown, Code(f"[#metadata(none){BLANK}]"))) if self._located else shown
            case Reference(text=words, target=target) if target in self._targets:
                shown = call("look.reference", text(words))
                return call("link", call("label", _name(target)), call("box", shown) if len(words) <= _WHOLE else shown)
            case Link(text=words, address=address) if address:
                safe = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)
                if not is_linkable(safe):
                    return text(words)
                return call("link", string(safe), call("look.address", text(words)))
            case Reference(text=words) | Link(text=words):
                return text(words)


def spoken(language: str) -> dict[str, Code]:
    """Return a language tag (BCP 47) as typst's arguments."""
    name, *more = language.split("-")
    arguments = {"lang": string(name.lower()), "region": Code("none")}
    # typst guesses by the language, and takes Punjabi for the letters of Pakistan
    arguments["dir"] = Code("rtl" if runs_right_to_left(language) else "ltr")
    for subtag in more:
        region = _SCRIPTS.get(subtag.lower(), subtag.upper() if len(subtag) == 2 else "")
        if region:
            arguments["region"] = string(region)
    return arguments


def _name(id: str) -> Code:
    return string(f"to {id}")
