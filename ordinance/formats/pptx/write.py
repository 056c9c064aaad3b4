"""A deck as a PowerPoint file: real text in placeholders, a title on every slide, notes, words for each shape, 16 to 9."""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any, Final

from ordinance.formats.measuring import missing_extra
from ordinance.formats.packing import packed
from ordinance.formats.pptx.fitting import fitted, title_size
from ordinance.pages.training.model import Deck, Slide, SlideLine

#: The look: that of the handouts. Dark words on a light ground, light ones on the dark title; both contrasts are over 7 to 1.
_ACCENT: Final = "143D5E"
_INK: Final = "000000"
_SOFT: Final = "404040"
_FAINT: Final = "EEF2F5"
_WHITE: Final = "FFFFFF"
_FACE: Final = "Arial"
_WIDE_FACE: Final = "Noto Sans SC"
_WIDTH: Final = 960
_HEIGHT: Final = 540
_MARGIN: Final = 54
#: The layout "Title and Content" of the package's own template.
_LAYOUT: Final = 1


def write(deck: Deck) -> bytes:
    """Return the deck's bytes. The same deck gives the same bytes. Raises `Unwritable` without the extra."""
    return packed(_Writer(deck, _pptx()).made(), deck.date)


def _pptx() -> ModuleType:
    try:
        import pptx
    except ImportError:
        raise missing_extra("a .pptx file") from None
    return pptx


class _Writer:
    def __init__(self, deck: Deck, package: ModuleType) -> None:
        from pptx.util import Pt

        self.deck, self.point = deck, Pt
        self.made_of = package.Presentation()
        self.made_of.slide_width, self.made_of.slide_height = Pt(_WIDTH), Pt(_HEIGHT)

    def made(self) -> bytes:
        properties = self.made_of.core_properties
        properties.title, properties.author, properties.language = self.deck.title, self.deck.place, self.deck.language
        properties.last_modified_by, properties.comments = "", self.deck.footer
        count = 0
        for slide in self.deck.slides:
            for own, size in fitted(slide):
                count += 1
                self._slide(own, size, count)
        stream = io.BytesIO()
        self.made_of.save(stream)
        return stream.getvalue()

    def _slide(self, slide: Slide, size: int, count: int) -> None:
        page = self.made_of.slides.add_slide(self.made_of.slide_layouts[_LAYOUT])
        dark = slide.kind == "title"
        ground = page.background.fill
        ground.solid()
        ground.fore_color.rgb = self._color(_ACCENT if dark else _FAINT if slide.kind in ("question", "play") else _WHITE)
        self._bar(page, dark)
        title, body = page.shapes.title, page.placeholders[1]
        self._place(title, _MARGIN, 150 if dark else 26, _WIDTH - 2 * _MARGIN, 130 if dark else 66)
        self._words(
            title.text_frame,
            [SlideLine(slide.title)],
            40 if dark else title_size(slide.title),
            _WHITE if dark else _ACCENT,
            bold=True,
        )
        title.text_frame.vertical_anchor = self._anchor("BOTTOM" if dark else "MIDDLE")
        self._place(body, _MARGIN, 296 if dark else 104, _WIDTH - 2 * _MARGIN, 170 if dark else 382)
        self._words(body.text_frame, list(slide.lines), min(size, 22) if dark else size, _WHITE if dark else _INK)
        body.text_frame.vertical_anchor = self._anchor("MIDDLE" if slide.kind == "question" else "TOP")
        self._foot(page, slide.cite, count, dark)
        if slide.notes:
            page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)

    def _bar(self, page: Any, dark: bool) -> None:
        """Draw the bar of the look, which says nothing: a screen reader passes over it."""
        bar = page.shapes.add_shape(1, self.point(_MARGIN), self.point(290 if dark else 94), self.point(120), self.point(4))
        bar.fill.solid()
        bar.fill.fore_color.rgb = self._color(_WHITE if dark else _ACCENT)
        bar.line.fill.background()
        bar.shadow.inherit = False
        self._decorative(bar)

    def _decorative(self, shape: Any) -> None:
        from lxml import etree

        properties = shape._element.nvSpPr.cNvPr
        properties.set("descr", "")
        properties.set("name", "Line")
        outer = etree.SubElement(properties, "{http://schemas.openxmlformats.org/drawingml/2006/main}extLst")
        inner = etree.SubElement(outer, "{http://schemas.openxmlformats.org/drawingml/2006/main}ext")
        inner.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        mark = etree.SubElement(
            inner,
            "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative",
            nsmap={"adec": "http://schemas.microsoft.com/office/drawing/2017/decorative"},
        )
        mark.set("val", "1")

    def _foot(self, page: Any, cite: str, count: int, dark: bool) -> None:
        words = " · ".join(part for part in (cite, self.deck.footer, str(count)) if part)
        box = page.shapes.add_textbox(self.point(_MARGIN), self.point(500), self.point(_WIDTH - 2 * _MARGIN), self.point(24))
        box.name = "Foot"
        self._words(box.text_frame, [SlideLine(words)], 12, _WHITE if dark else _SOFT)

    def _place(self, shape: Any, left: float, top: float, width: float, height: float) -> None:
        shape.left, shape.top = self.point(left), self.point(top)
        shape.width, shape.height = self.point(width), self.point(height)

    def _words(self, frame: Any, lines: list[SlideLine], size: int, color: str, *, bold: bool = False) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN

        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for index, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 1.0
            paragraph.space_after = self.point(size * 0.45 if len(lines) > 1 else 0)
            paragraph.space_before = self.point(0)
            if line.lead:
                self._run(paragraph, f"{line.lead} ", size, color, True, line.language)
            self._run(paragraph, line.text, size, color, bold, line.language)
            self._unbulleted(paragraph, size, bulleted=len(lines) > 1 and not line.lead and color != _WHITE)

    def _run(self, paragraph: Any, words: str, size: int, color: str, bold: bool, language: str) -> None:
        from lxml import etree

        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.name = self.point(size), bold, _FACE
        run.font.color.rgb = self._color(color)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", language or (self.deck.language if "-" in self.deck.language else f"{self.deck.language}-US"))
        if self.deck.language.startswith("zh"):
            properties.set("lang", language or "zh-CN")
            latin = properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}latin")
            wide = etree.Element("{http://schemas.openxmlformats.org/drawingml/2006/main}ea", typeface=_WIDE_FACE)
            latin.addnext(wide)

    def _unbulleted(self, paragraph: Any, size: int, *, bulleted: bool) -> None:
        """Give a paragraph a hanging mark, or none: the layout's own would stand before questions too."""
        from lxml import etree

        properties = paragraph._p.get_or_add_pPr()
        space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
        if bulleted:
            properties.set("marL", str(self.point(22)))
            properties.set("indent", str(-self.point(22)))
            etree.SubElement(properties, f"{space}buChar", char="•")
        else:
            properties.set("marL", "0")
            properties.set("indent", "0")
            etree.SubElement(properties, f"{space}buNone")

    def _color(self, color: str) -> Any:
        from pptx.dml.color import RGBColor

        return RGBColor.from_string(color)  # type: ignore[no-untyped-call]  # the package has no types

    def _anchor(self, name: str) -> Any:
        from pptx.enum.text import MSO_ANCHOR

        return getattr(MSO_ANCHOR, name)
