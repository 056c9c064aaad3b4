"""The parts of a letterhead that are packed as they came: head and foot with their pictures, theme, fonts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from ordinance.formats.docx.letterhead.foot import add_foot, unnamed_pictures
from ordinance.formats.docx.letterhead.heads import PICTURES, clean_head
from ordinance.formats.docx.letterhead.opening import Package, Relation, shown
from ordinance.formats.docx.write.archive import compress
from ordinance.formats.docx.write.package import BROUGHT, Attached, Kind, relationship, relationships
from ordinance.formats.docx.write.trees import Element, W, source
from ordinance.formats.docx.write.xml import Xml

#: Where each kind of part is put.
_FOLDERS: Final = {"header": "word/header", "footer": "word/footer", "theme": "word/theme/theme", "image": "word/media/image"}
_FONTS: Final = "word/fonts/font"
#: The endings of pictures that Word prints and that can start nothing.
_PRINTABLE: Final = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf"})
_LARGEST_PICTURE: Final = 5 * 2**20
_OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
#: The document's own relationships have lower numbers, its links higher ones.
_FIRST_ID: Final = 12


class Parts:
    """Collects the parts that are brought along, each once, under a name of ours. `settle` mends the tree of a head or foot."""

    def __init__(self, package: Package, settle: Callable[[Element], None], *, page: bool) -> None:
        """`page` says that the number of the page must be added to each foot."""
        self.attached: list[Attached] = []
        self.unnamed_pictures = 0
        self._page = page
        self._package = package
        self._settle = settle
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def head(self, part: str, kind: str) -> str:
        """Bring a header or footer along; return the id by which the document leads to it."""
        if part in self._ids:
            return self._ids[part]
        root = self._package.tree(part)
        if root.tag != W + {"header": "hdr", "footer": "ftr"}[kind]:
            self._package.refuse(f"is damaged: {part} is no {kind}; open it in Word and save it again")
        relations = self._package.relations(part)
        used = clean_head(root, relations, self._package)
        self._settle(root)
        self.unnamed_pictures += unnamed_pictures(root)
        if kind == "footer":
            add_foot(root, page=self._page)
        name = self._name(kind, "xml")
        leads = tuple(self._leads(name, id, relations[id]) for id in used)
        self._ids[part] = f"rId{_FIRST_ID + len(self._ids)}"
        self._attach(name, replace(BROUGHT[kind], id=self._ids[part]), source(root).encode(), leads)
        return self._ids[part]

    def rest(self, relations: Mapping[str, Relation]) -> None:
        """Bring along the theme and the fonts that the document leads to."""
        found = {relation.kind: relation.target for relation in relations.values() if not relation.outside}
        if "theme" in found:
            self._theme(found["theme"])
        if "fontTable" in found:
            self._fonts(found["fontTable"])

    def _theme(self, part: str) -> None:
        name = self._name("theme", "xml")
        leads = self._pictures(name, part)
        kind = replace(BROUGHT["theme"], id=f"rId{_FIRST_ID + len(self._ids)}")
        self._ids[part] = kind.id
        self._attach(name, kind, source(self._package.tree(part)).encode(), leads)

    def _fonts(self, part: str) -> None:
        name = "word/fontTable.xml"
        leads: list[Xml] = []
        for id, relation in self._package.relations(part).items():
            if relation.kind != "font" or self._package.content_type(relation.target) != _OBFUSCATED:
                self._package.refuse(f"embeds a font in a way that cannot be taken ({shown(relation.target)}); save it without")
            font = f"{_FONTS}{len(leads) + 1}.odttf"
            kind = replace(BROUGHT["font"], content_type=_OBFUSCATED)
            self._attach(font, kind, self._package.bytes_of(relation.target))
            leads.append(relationship(name, id, kind, font))
        self._attach(name, BROUGHT["fontTable"], source(self._package.tree(part)).encode(), tuple(leads))

    def _pictures(self, name: str, part: str) -> tuple[Xml, ...]:
        relations = self._package.relations(part)
        return tuple(self._leads(name, id, relation) for id, relation in relations.items() if relation.kind == PICTURES)

    def _leads(self, name: str, id: str, relation: Relation) -> Xml:
        if relation.outside:
            return relationship(name, id, BROUGHT["hyperlink"], relation.target, outside=True)
        return relationship(name, id, BROUGHT["image"], self._picture(relation.target))

    def _picture(self, part: str) -> str:
        if part not in self._names:
            ending = part.lower().rpartition(".")[2]
            content_type = self._package.content_type(part)
            if ending not in _PRINTABLE or not content_type.startswith("image/"):
                self._package.refuse(f"has a picture of a kind that cannot be taken ({shown(part)}); PNG and JPEG can")
            data = self._package.bytes_of(part)
            if len(data) > _LARGEST_PICTURE:
                size = f"{len(data) / 2**20:.0f} MB"
                self._package.refuse(
                    f"has a picture of {size} ({shown(part)}), which every draft would carry; save it below 5 MB"
                )
            self._names[part] = self._name("image", ending)
            kind = replace(BROUGHT["image"], content_type=content_type)
            self._attach(self._names[part], kind, data)
        return self._names[part]

    def _name(self, kind: str, ending: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{_FOLDERS[kind]}{self._counts[kind]}.{ending}"

    def _attach(self, name: str, kind: Kind, data: bytes, leads: tuple[Xml, ...] = ()) -> None:
        relations = relationships(name, leads) if leads else None
        text = data.decode() if kind.relation == BROUGHT["footer"].relation else ""
        self.attached.append(Attached(name, kind, compress(name, data), relations, text))
