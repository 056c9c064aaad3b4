"""A draft that came back: what others changed in it, and local wording from what is accepted. Pure: bytes in, values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from ordinance.comparison.deriving import Deriver, Op, Texts, settled, sign
from ordinance.comparison.edits import Came, Edit, came_back
from ordinance.comparison.model import BlockChange, Redline
from ordinance.comparison.redline import compare
from ordinance.comparison.references import cites_of
from ordinance.comparison.renamed import with_renamed
from ordinance.comparison.target import Line, Target, merged, target_of
from ordinance.document.model import Block, Document, Paragraph, plain_text
from ordinance.document.reading import Reading
from ordinance.drafting.assembly import assemble
from ordinance.drafting.items import Item, items_of, section_of
from ordinance.drafting.local_text import without_local
from ordinance.drafting.model import Draft, Sourced
from ordinance.drafting.wording import revision_for
from ordinance.errors import BadChoice, Fault, FaultyFile, OrdinanceError, brief
from ordinance.library import legal_text
from ordinance.library.store import Library
from ordinance.library.wording_model import Wording
from ordinance.making.printing import PLAIN, Printing
from ordinance.pages.instrument import Options, build
from ordinance.pages.printed_items import Bare, printed_items

#: Of a file in which less of the draft is found, nobody knows what its changes are.
LEAST_KNOWN = 0.3
#: How often a section that did not come out as it shall be is taken as a whole.
_ROUNDS = 3


class Taken(Struct, frozen=True):
    """What came back of a draft: the edits of all files, numbered through, and how much of the draft was found in each file.

    `sent` is the draft that was sent, `base` the same without local wording.
    """

    library: Library
    sent: Draft
    base: Draft
    came: tuple[Came, ...]
    names: tuple[str, ...]
    known: tuple[float, ...]
    date: date

    forms: ClassVar[tuple[str, ...]] = ("txt", "md", "html", "docx", "pdf", "json")
    what: ClassVar[str] = "a list of changes"

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in the order of the files and of the text."""
        return tuple(edit for one in self.came for edit in one.edits)

    def encode(self, form: str, printing: Printing = PLAIN) -> bytes:
        """Return the list in one of `forms`; as text a line for each change."""
        from ordinance.making.taking_page import taken_page

        return taken_page(self).encode(form, printing)


class Accepted(Struct, frozen=True):
    """The local wording that accepted edits become: all entries for the text, and which are new. `left` are the edits that were
    not accepted, or cannot be carried; `inexact` the sections that do not come out letter for letter."""

    wording: tuple[Wording, ...]
    new: tuple[Wording, ...]
    left: tuple[Edit, ...]
    draft: Draft
    inexact: tuple[str, ...] = ()

    @property
    def yaml(self) -> bytes:
        """The local wording as a file that `ordinance draft --wording` reads."""
        from ordinance.making.wording_file import new_file

        return new_file(self.wording)


def taken(library: Library, sent: Draft, files: Sequence[tuple[str, bytes]], day: date) -> Taken:
    """Return what came back of a draft in Word or Markdown files (name and content).

    Raises `FaultyFile` for a file that cannot be read or is no draft of ours, and `BadChoice` for two files of one author.
    """
    base = assemble(library, without_local(sent.selection)) if sent.selection.local else sent
    document = build(sent, library, Options("none", day))
    names = printed_items(sent, document)
    came: list[Came] = []
    known = []
    for name, content in files:
        reading = read_back(name, content, sent)
        _refuse_other_place(name, reading, sent)
        redline = with_renamed(compare(document, reading.document, "old"))
        share = _share(names, redline.blocks)
        if share < LEAST_KNOWN:
            raise _stranger(name, names, redline.blocks)
        one = came_back(reading, redline, lambda place: names[place])
        known.append(share)
        came.append(_numbered(_without_noise(one, document), sum(len(other.edits) for other in came)))
    _refuse_one_author(files, came)
    return Taken(library, sent, base, tuple(came), tuple(name for name, _ in files), tuple(known), day)


def read_back(name: str, content: bytes, sent: Draft | None = None) -> Reading:
    """Return a Word or Markdown file with what others left on it. Raises `FaultyFile`."""
    if name.lower().endswith((".md", ".markdown")):
        from ordinance.formats.markdown import read as markdown

        return markdown.read(name, content)
    from ordinance.formats.docx.read import document as docx

    return docx.read(name, content, struck=not (sent and sent.amended))


def known_share(draft: Draft, document: Document, redline: Redline) -> float:
    """Return how much of the law of a draft is found in what it was compared with, from 0 to 1."""
    return _share(printed_items(draft, document), redline.blocks)


def accept(made: Taken, numbers: Collection[int], file: str = "") -> Accepted:
    """Return the local wording that the edits with these numbers become, with what was local before, in `file`.

    Raises `BadChoice` for a number that no edit has, for edits that overlap, and for words that local wording cannot hold.
    """
    known = {one.number: one for one in made.edits}
    for number in numbers:
        if number not in known:
            raise BadChoice(
                f"there is no change {number}; they are 1 to {len(known)}" if known else "there is no change to accept"
            )
    target = merged([target_of(one, numbers) for one in made.came], made.edits)
    work = _Work(made, target, file)
    whole: set[str] = set()
    inexact: tuple[str, ...] = ()
    entries: tuple[Wording, ...] = ()
    draft = made.sent
    for _ in range(_ROUNDS):
        entries = work.entries(whole, numbers)
        draft = work.drafted(entries)
        inexact = work.inexact(draft)
        fresh = {name for name in inexact if name in work.texts.items} - whole
        if not fresh:
            break
        whole |= fresh
    before = {one.entry for one in made.sent.selection.local}
    left = tuple(one for one in made.edits if one.number not in numbers or one.cannot)
    return Accepted(entries, tuple(one for one in entries if one not in before), left, draft, inexact)


class _Work:
    """One text as it shall be, and what leads there."""

    def __init__(self, made: Taken, target: Target, file: str) -> None:
        self.made, self.library, self.file = made, made.library, file
        base_document = build(made.base, made.library, Options("none", made.date))
        base_names = printed_items(made.base, base_document)
        blocks = {
            name: block
            for name, block in zip(base_names, base_document.blocks, strict=True)
            if name and isinstance(block, Paragraph)
        }
        self.bare = Bare(made.base)
        cites = cites_of(made.base)
        self.texts = Texts(items_of(made.base), blocks, cites, self.bare)
        sent_document = build(made.sent, made.library, Options("none", made.date))
        self.names = printed_items(made.sent, sent_document)
        lines = tuple(self._settled(line, cites) for line in target.lines)
        self.target = Target(lines, target.gone)

    def _settled(self, line: Line, cites: dict[str, frozenset[str]]) -> Line:
        if not line.edits:
            return line
        section = section_of(self.names[line.old]) if line.old is not None else ""
        return replace(line, block=settled(line.block, section, cites))

    def _deriver(self, whole: Collection[str]) -> Deriver:
        return Deriver(self.texts, self.target, lambda place: self.names[place], whole)

    def entries(self, whole: Collection[str], numbers: Collection[int]) -> tuple[Wording, ...]:
        """Return all entries: those that are not for this text, those that stay, and the new ones."""
        sent = self.made.sent
        told = {one.index: one for one in sent.local}
        kept = [one.entry for index, one in enumerate(sent.selection.local) if told[index].state == "unused"]
        before = {
            (one.entry.do, told[index].item or one.entry.at): one.entry
            for index, one in enumerate(sent.selection.local)
            if told[index].state != "unused"
        }
        edits = {one.number: one for one in self.made.edits}
        made = []
        for op in self._deriver(whole).operations():
            earlier = before.get((op.do, op.at))
            if earlier is not None and _same(earlier, op):
                made.append(earlier)
            else:
                made.append(self._entry(op, [edits[number] for number in op.edits if number in edits], earlier))
        return (*kept, *made)

    def _entry(self, op: Op, edits: Sequence[Edit], earlier: Wording | None) -> Wording:
        selection, item = self.made.sent.selection, self.texts.items[op.at]
        _refuse_text(op)
        by = list(dict.fromkeys(name for one in edits for name in one.authors)) or ([earlier.by] if earlier else [])
        said = [f"{remark.author}: {remark.text}" for one in edits for remark in one.remarks]
        days = [mark.day for one in self.made.came for trace in one.reading.traces for mark in trace.marks if mark.author in by]
        return Wording(
            do=op.do,
            at=op.at,
            text=op.text or None,
            heading=op.heading or None,
            id=op.id or None,
            after=op.after or None,
            was=_was(op, item, self.texts),
            revision=revision_for(op.do, item),
            by=" and ".join(by) or "not tracked",
            on=_day(days, self.made.date),
            why=brief(" / ".join(dict.fromkeys(said)) or f"Changed in {', '.join(self.made.names)}, without a comment", 600),
            length=selection.length,
            instrument=selection.instrument.id,
        )

    def drafted(self, entries: Iterable[Wording]) -> Draft:
        """Return the draft with some local wording."""
        local = tuple(Sourced(one, self.file, ("wording", index)) for index, one in enumerate(entries))
        return assemble(self.library, replace(self.made.base.selection, local=local))

    def inexact(self, draft: Draft) -> tuple[str, ...]:
        """Return the sections of a draft that are not, letter for letter, as they shall be. What follows by itself (numbers,
        references, definitions that come into use or go out of it, the long title) is not looked at."""
        document = build(draft, self.library, Options("none", self.made.date))
        names = printed_items(draft, document)
        deriver = Deriver(self.texts, Target(tuple(_lines(document)), {}), lambda place: names[place], ())
        now, wanted = dict(deriver.shown()), dict(self._deriver(()).shown())
        found = []
        for key, lines in wanted.items():
            if key == "definitions":
                there = set(now.get(key, ()))
                missing = [line for line in lines if line not in there]
                if not missing or all(line.split("|")[1].startswith("“") for line in missing):
                    continue
            if list(now.get(key, ())) != list(lines):
                found.append(key)
        return tuple(found)


def _lines(document: Document) -> Iterable[Line]:
    return (Line(index, block) for index, block in enumerate(document.blocks))


def _same(earlier: Wording, op: Op) -> bool:
    if (earlier.heading or "") != op.heading or (earlier.after or "") != op.after or (op.id and earlier.id != op.id):
        return False
    if bool(earlier.text) != bool(op.text):
        return False
    try:
        return not op.text or legal_text.parse(earlier.text or "") == legal_text.parse(op.text)
    except legal_text.TextProblem:
        return False


def _refuse_text(op: Op) -> None:
    """Refuse words that the Markdown of local wording cannot hold."""
    if not op.text:
        if op.do.startswith("add"):
            raise BadChoice(f"{op.at}: these changes leave no words to add; accept them with what they belong to, or leave them")
        return
    if "{{" in op.text or "{%" in op.text:
        raise BadChoice(f"{op.at}: the words hold {{{{ or {{%, which local wording cannot; write them another way in the file")
    try:
        legal_text.parse(op.text)
    except legal_text.TextProblem as problem:
        raise BadChoice(f"{op.at}: local wording cannot hold these words: {problem}") from None


def _was(op: Op, item: Item, texts: Texts) -> str | None:
    """Return the library's words of an item, as they print; of a section that is replaced those of all that stands in it."""
    if op.do in ("add-after", "add-under", "add-section", "move"):
        return None
    if item.kind == "section" and op.do == "replace":
        inside = [name for name in texts.items if section_of(name) == item.at and name != item.at]
        return "\n".join(_printed(texts, name) for name in inside) or None
    return _printed(texts, item.at) or None


def _printed(texts: Texts, name: str) -> str:
    block = texts.blocks.get(name)
    return plain_text(texts.bare(block)) if block is not None else texts.items[name].words


def _day(days: Sequence[str], otherwise: date) -> date:
    for day in sorted(days, reverse=True):
        try:
            return date.fromisoformat(day)
        except ValueError:
            continue
    return otherwise


def _share(names: Sequence[str], changes: Iterable[BlockChange]) -> float:
    """Return how much of a draft's law is found in a file, from 0 to 1."""
    there = {change.old for change in changes if change.old is not None and change.new is not None}
    law = [place for place, name in enumerate(names) if name]
    return sum(place in there for place in law) / max(len(law), 1)


def _stranger(name: str, names: Sequence[str], changes: Sequence[BlockChange]) -> OrdinanceError:
    law = sum(bool(one) for one in names)
    there = round(_share(names, changes) * law)
    why = (
        f"is no draft of ours for this place: {there} of its {law} paragraphs are found in it; name another place or record with"
        f" --for, or read it as another's text: ordinance review {name}"
    )
    return FaultyFile([Fault(name, 0, 0, why)])


def _refuse_other_place(name: str, reading: Reading, sent: Draft) -> None:
    """Refuse a draft of ours that was made for another place, whose name its properties hold: most of its words are the same."""
    _, colon, place = reading.document.title.rpartition(": ")
    if reading.own and colon and place != sent.place.official_name:
        why = f"is a draft for {brief(place)}, and what was sent is for {sent.place.official_name}; name the other with --for"
        raise FaultyFile([Fault(name, 0, 0, why)])


def _without_noise(came: Came, document: Document) -> Came:
    """Return what came back without the notice and its dates, which change with the day."""

    def is_noise(edit: Edit) -> bool:
        olds = [came.redline.blocks[change].old for change in edit.changes]
        notices = bool(olds) and all(old is not None and _is_notice(document.blocks[old]) for old in olds)
        return notices and not edit.tracked and not edit.remarks

    return replace(came, edits=tuple(one for one in came.edits if not is_noise(one)))


def _is_notice(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "notice"


def _numbered(came: Came, before: int) -> Came:
    return replace(came, edits=tuple(replace(one, number=before + place) for place, one in enumerate(came.edits, 1)))


def _refuse_one_author(files: Sequence[tuple[str, bytes]], came: Sequence[Came]) -> None:
    seen: dict[str, str] = {}
    for (name, _), one in zip(files, came, strict=True):
        for author in {author for edit in one.edits for author in edit.authors}:
            if seen.setdefault(author, name) != name:
                raise BadChoice(f"{seen[author]} and {name} both hold changes by {author}; take the later of the two alone")


def numbers_in(words: str, most: int) -> frozenset[int]:
    """Return the numbers that "ALL" or "1,3,5-7" names. Raises `BadChoice` for what is none."""
    if words.strip().upper() == "ALL":
        return frozenset(range(1, most + 1))
    found: set[int] = set()
    for part in words.replace(" ", ",").split(","):
        first, dash, last = part.partition("-")
        if not part:
            continue
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(part) > 12:
            raise BadChoice(f"--accept {brief(part)}: write ALL, or the numbers of changes, such as 1,3,5-7")
        found |= set(range(int(first), min(int(last), most + 1) + 1)) if dash else {int(first)}
    return frozenset(found)


__all__ = ["Accepted", "Taken", "accept", "numbers_in", "read_back", "sign", "taken"]
