"""Edits in a Word file as people and their programs leave them: tracked by an author, plain, with comments and replies."""

from __future__ import annotations

import copy
import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_XML = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def q(name):
    return f"{{{W}}}{name}"


class Word:
    """A Word file that is edited. Each edit names the paragraph by words that stand in it."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(q("body"))
        self.count = 9000
        self.comments = etree.fromstring(self.parts["word/comments.xml"]) if "word/comments.xml" in self.parts else None
        self.replies: list[tuple[str, str]] = []

    # --- finding ---

    def paragraph(self, words):
        found = [one for one in self.body.iter(q("p")) if words in self.text(one)]
        assert found, words
        return found[0]

    def text(self, paragraph):
        return "".join(one.text or "" for one in paragraph.iter(q("t")))

    def runs(self, paragraph, words):
        """Cut the runs of a paragraph so that `words` are whole runs, and return these."""
        for run in list(paragraph.iter(q("r"))):
            text = run.find(q("t"))
            if text is None or words not in (text.text or ""):
                continue
            before, after = text.text.split(words, 1)
            made = []
            for part in (before, words, after):
                if part:
                    new = copy.deepcopy(run)
                    for child in new:
                        if child.tag not in (q("rPr"), q("t")):
                            new.remove(child)
                    new.find(q("t")).text = part
                    new.find(q("t")).set(_XML, "preserve")
                    run.addprevious(new)
                    made.append((part, new))
            run.getparent().remove(run)
            return next(new for part, new in made if part == words)
        raise AssertionError(f"no single run holds {words!r}")

    def who(self, author, day="2026-11-20"):
        self.count += 1
        return {q("id"): str(self.count), q("author"): author, q("date"): f"{day}T10:00:00Z"}

    # --- tracked ---

    def strike(self, words, author, within=None):
        run = self.runs(self.paragraph(within or words), words)
        gone = etree.Element(q("del"), self.who(author))
        run.addprevious(gone)
        gone.append(run)
        run.find(q("t")).tag = q("delText")
        return gone

    def insert_after(self, words, new, author, within=None):
        run = self.runs(self.paragraph(within or words), words)
        come = etree.Element(q("ins"), self.who(author))
        run.addnext(come)
        come.append(self.run(new, run))
        return come

    def replace(self, words, new, author, within=None):
        gone = self.strike(words, author, within)
        come = etree.Element(q("ins"), self.who(author))
        gone.addnext(come)
        come.append(self.run(new, gone[0]))

    def run(self, words, like=None):
        run = etree.Element(q("r"))
        if like is not None and like.find(q("rPr")) is not None:
            run.append(copy.deepcopy(like.find(q("rPr"))))
        text = etree.SubElement(run, q("t"))
        text.text = words
        text.set(_XML, "preserve")
        return run

    def add_paragraph(self, after, words, author="", like=None):
        """Add a paragraph behind another, in its style or that of a third; tracked where there is an author."""
        here = self.paragraph(after)
        new = etree.Element(q("p"))
        model = self.paragraph(like) if like else here
        if model.find(q("pPr")) is not None:
            new.append(copy.deepcopy(model.find(q("pPr"))))
        here.addnext(new)
        run = self.run(words)
        if author:
            properties = new.find(q("pPr"))
            if properties is None:
                properties = etree.Element(q("pPr"))
                new.insert(0, properties)
            mark = etree.SubElement(properties, q("rPr"))
            etree.SubElement(mark, q("ins"), self.who(author))
            come = etree.SubElement(new, q("ins"), self.who(author))
            come.append(run)
        else:
            new.append(run)
        return new

    def strike_paragraph(self, words, author):
        paragraph = self.paragraph(words)
        properties = paragraph.find(q("pPr"))
        if properties is None:
            properties = etree.Element(q("pPr"))
            paragraph.insert(0, properties)
        mark = properties.find(q("rPr"))
        mark = etree.SubElement(properties, q("rPr")) if mark is None else mark
        mark.insert(0, etree.Element(q("del"), self.who(author)))
        for run in list(paragraph.iter(q("r"))):
            if run.find(q("t")) is None:
                run.getparent().remove(run)
                continue
            gone = etree.Element(q("del"), self.who(author))
            run.addprevious(gone)
            gone.append(run)
            run.find(q("t")).tag = q("delText")

    # --- not tracked ---

    def plain(self, words, new, within=None):
        run = self.runs(self.paragraph(within or words), words)
        run.find(q("t")).text = new

    def drop(self, words):
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)

    # --- comments ---

    def comment(self, words, said, author, answers=None, within=None):
        """Put a comment on words; `answers` is the id of the comment that it replies to. Return its id."""
        if self.comments is None:
            self.comments = etree.Element(q("comments"), nsmap={"w": W, "w14": W14})
        id = str(max([int(one.get(q("id"))) for one in self.comments] or [0]) + 1)
        one = etree.SubElement(self.comments, q("comment"), {**self.who(author), q("id"): id, q("initials"): author[:1]})
        paragraph = etree.SubElement(one, q("p"))
        paragraph.set(f"{{{W14}}}paraId", f"{int(id) + 0x1000:08X}")
        paragraph.append(self.run(said))
        if answers:
            self.replies.append((f"{int(id) + 0x1000:08X}", f"{int(answers) + 0x1000:08X}"))
        run = self.runs(self.paragraph(within or words), words)
        run.addprevious(etree.Element(q("commentRangeStart"), {q("id"): id}))
        end = etree.Element(q("commentRangeEnd"), {q("id"): id})
        run.addnext(end)
        holder = etree.Element(q("r"))
        etree.SubElement(holder, q("commentReference"), {q("id"): id})
        end.addnext(holder)
        return id

    def bytes(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.comments is not None:
            self._part("comments", self.comments, _COMMENTS, "wordprocessingml.comments+xml")
        if self.replies:
            extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
            for para, parent in self.replies:
                said = {f"{{{W15}}}paraId": para, f"{{{W15}}}paraIdParent": parent, f"{{{W15}}}done": "0"}
                etree.SubElement(extended, f"{{{W15}}}commentEx", said)
            self._part("commentsExtended", extended, _EXTENDED, "wordprocessingml.commentsExtended+xml")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def _part(self, name, root, kind, content_type):
        self.parts[f"word/{name}.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        relations = self.parts["word/_rels/document.xml.rels"].decode()
        if kind not in relations:
            one = f'<Relationship Id="rId{name}" Type="{kind}" Target="{name}.xml"/>'
            self.parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", f"{one}</Relationships>").encode()
        types = self.parts["[Content_Types].xml"].decode()
        if f"/word/{name}.xml" not in types:
            kind = f"application/vnd.openxmlformats-officedocument.{content_type}"
            one = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
            self.parts["[Content_Types].xml"] = types.replace("</Types>", f"{one}</Types>").encode()


def split_runs(content: bytes) -> bytes:
    """Return a file whose words are cut into runs with the marks that Word leaves of each time it was saved."""
    word = Word(content)
    for number, run in enumerate(list(word.body.iter(q("r")))):
        run.set(q("rsidR"), f"{number:08X}")
        text = run.find(q("t"))
        if text is None or len(text.text or "") < 6 or len(run.findall(q("t"))) > 1:
            continue
        middle = len(text.text) // 2
        second = copy.deepcopy(run)
        for child in second:
            if child.tag not in (q("rPr"), q("t")):
                second.remove(child)
        for child in run:
            if child.tag not in (q("rPr"), q("t")):
                second.append(child)
        second.find(q("t")).text, text.text = text.text[middle:], text.text[:middle]
        for one in (text, second.find(q("t"))):
            one.set(_XML, "preserve")
        run.addnext(second)
        etree.SubElement(second, q("lastRenderedPageBreak"))
        run.addnext(etree.Element(q("proofErr"), {q("type"): "spellStart"}))
    return word.bytes()


__all__ = ["Word", "split_runs"]
