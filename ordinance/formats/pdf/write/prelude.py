"""What a PDF is, whatever it looks like: tags, link targets, bookmarks. The look is in `look.typ`, which a designer edits.

Each function takes a style function of the look. Content that a screen reader must know as a paragraph is a `par`; a
heading keeps its words apart from its note marks, so that these are not in the bookmarks.
"""

from __future__ import annotations

from typing import Final

PRELUDE: Final = r"""
#import "/look.typ"

#let anchor(id) = if id != none [#metadata(none)#label(id)]

#let mark-again(id) = link(label("note " + id), look.mark(id))
#let mark(id) = [#mark-again(id)#label("mark " + id)]

#let paragraph(style, words, id: none, language: (:), sticky: false) = {
  set text(..language) if language.len() > 0
  set block(sticky: true) if sticky
  style(par(anchor(id) + words))
}

#let section(style, level, words, id: none, language: (:), marks: none) = {
  set text(..language) if language.len() > 0
  show heading: it => style(it.body + marks)
  [#heading(level: level, words)#if id != none { label(id) }]
}

// A label that an amendment adds comes as a pair.
#let subsection-label(label) = if type(label) == array {
  look.added(look.subsection-label(label.first()))
} else { look.subsection-label(label) }

#let subsections(skipped, labels, ..items) = look.subsections(skipped, enum(
  tight: false,
  numbering: n => subsection-label(labels.at(n - 1)),
  ..items,
))

#let numbered(style, labels, ..items) = style(enum(
  tight: false,
  numbering: n => look.item-label(labels.at(n - 1)),
  ..items,
))

#let bulleted(style, ..items) = style(list(tight: false, marker: look.item-label(look.bullet), ..items))

#let in-language(language, words) = {
  set text(..language) if language.len() > 0
  words
}
#let checklist(..items) = look.checklist(list(tight: false, marker: look.tick-label, ..items))
// A number to call stays on one line.
#let phone(words) = box(strong(words))
#let together(..parts) = block(breakable: false, above: 0.1em, below: 0.25em, width: 100%, parts.pos().join())
#let fields-row(widths, cells) = look.fields-row(widths, cells.map(cell => par(cell)))

#let notes(ids, ..items) = look.notes(enum(
  tight: false,
  numbering: n => link(label("mark " + ids.at(n - 1)), look.note-label(ids.at(n - 1))),
  ..items,
))

#let chart(picture, description) = look.chart(image(bytes(picture), format: "svg", alt: description, width: 100%))

// The caption is a paragraph: as the caption of a figure its tag comes and goes with the end of the page.
#let captioned(caption, widths, header, ..cells) = {
  if caption != "" { look.table-caption(par(caption)) }
  table(columns: widths, ..if header.len() > 0 { (table.header(..header),) }, ..cells)
}
"""
