"""Whom to call, and where the hearing is: only what a place's file holds, only while it is fresh, else lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ordinance.document.model import Blank, Block, Field, Fields, Inline, Paragraph, Run
from ordinance.drafting.facts import blanks_marked
from ordinance.drafting.leaves import split
from ordinance.drafting.model import Blank as LegalBlank
from ordinance.drafting.model import Reference
from ordinance.errors import BadChoice, FaultyFile
from ordinance.library.handout_model import Handout, HandoutRules, LanguageTable
from ordinance.library.legal_text import Link
from ordinance.library.place_model import Hotline, Organization, Place
from ordinance.library.store import Library
from ordinance.pages.handouts.facts import shown
from ordinance.pages.handouts.leaves import said


class Contacts:
    """The telephone lines, the organization and the hearing of one place. `notes` tells what a person should add."""

    def __init__(
        self,
        library: Library,
        place: Place | None,
        table: LanguageTable,
        source: Handout,
        day: date,
        blanks: tuple[bool, bool],
        rules: HandoutRules,
        on_card: bool,
    ) -> None:
        self._library, self._place, self._table, self._source = library, place, table, source
        self._day, self._rules, self._on_card = day, rules, on_card
        self._blank_contact, self._blank_hotlines = blanks
        self.notes: list[str] = []

    def hotlines(self) -> Iterator[Block]:
        """Yield the lines that were checked lately; else the organization's number; else a line to write on."""
        words = self._table.phrases
        fresh = self._fresh()
        most = self._rules.hotlines_on_a_card
        if self._on_card and len(fresh) > most:
            self.notes.append(f"a card holds {most} telephone lines; {', '.join(one.name for one in fresh[most:])} left off")
            fresh = fresh[:most]
        for one in fresh:
            languages = f" ({', '.join(one.languages)})" if one.languages else ""
            checked = words.hotline_checked.format(date=self._short(one.verified))
            content = (*_written(one.name + ": "), *_bold(one.number), *_written(f"{languages} {checked}"))
            yield Paragraph("body", content)
        organization = self._organization
        if not fresh and organization and organization.phone:
            call = words.hotline_call.format(organization=organization.name, phone=organization.phone)
            yield Paragraph("body", _written(call))
        elif not fresh:
            yield Fields((Field(said(words.hotline_blank)),))

    def contact(self) -> Iterator[Block]:
        """Yield the organization's name, phone, page and address; lines to write on for what is not known."""
        words, organization = self._table.phrases, self._organization
        if organization is None:
            self._refuse_without_contact()
            yield Fields((Field(said(words.organization)), Field(said(words.phone))))
            return
        yield Paragraph("body", (*_bold(organization.name),), keep_with_next=True)
        known = ((words.phone, organization.phone), (words.page_label, organization.page), (words.email, organization.email))
        for label, value in known:
            if value:
                yield Paragraph("body", (*said(f"{label} "), *_bold(value)))
        if not organization.phone and not organization.page and not organization.email:
            yield Fields((Field(said(words.phone)),))

    def hearing(self) -> Iterator[Block]:
        """Yield when and where the body hears the public; lines to write on for what is not known."""
        words, hearing = self._table.phrases, self._place.hearing if self._place else None
        if hearing is None:
            yield Fields((Field(said(words.hearing_day)), Field(said(words.hearing_time))))
            yield Fields((Field(said(words.hearing_where)),))
            yield Fields((Field(said(words.hearing_interpreter)),))
            return
        known = (
            (words.hearing_day, shown(self._table, hearing.day)),
            (words.hearing_time, hearing.time),
            (words.hearing_where, hearing.where),
            (words.hearing_item, hearing.item),
            (words.hearing_interpreter, hearing.interpreter),
            (words.hearing_remote, hearing.remote),
            (words.hearing_deadline, hearing.deadline),
        )
        for label, value in known:
            if value:
                yield Paragraph("body", (Run(f"{label} ", "strong"), *_written(value)))

    @property
    def _organization(self) -> Organization | None:
        return self._place.organization if self._place else None

    def _fresh(self) -> list[Hotline]:
        """Return the lines that may be printed. One whose check is too old stops the sheet, unless blanks were asked for."""
        fresh = []
        for index, one in enumerate(self._place.hotlines if self._place else ()):
            age = (self._day - one.verified).days
            if 0 <= age <= self._rules.hotline_days:
                fresh.append(one)
                continue
            when = f"was last checked on {one.verified.isoformat()}, {age} days before this sheet"
            when = when if age >= 0 else f"is marked as checked on {one.verified.isoformat()}, after the date of this sheet"
            limit = f"{self._rules.hotline_days} days are the limit"
            mend = f"{limit}: call it and put the day into `verified`, or give --blank to leave it off"
            if not self._blank_hotlines:
                assert self._place is not None
                path = self._library.file_of(self._place)
                raise FaultyFile([self._library.fault(path, ("hotlines", index, "verified"), f"{one.name} {when}; {mend}")])
            self.notes.append(f"left off: {one.name} {when}")
        return fresh

    def _refuse_without_contact(self) -> None:
        """A sheet that asks people to act names who stands behind it. Paper may do with a line to write on, if asked."""
        if self._place is None or self._source.head.needs == "none":
            return
        if self._blank_contact:
            file = self._library.shown(self._library.file_of(self._place))
            self.notes.append(f"{file} names no organization: there are lines to write on for it")
            return
        file = self._library.shown(self._library.file_of(self._place))
        raise BadChoice(
            f"{file} names no organization to contact, and {self._source.kind} needs one:"
            " add `organization: {name: …, phone: …}` to it, or give --blank for a line to write on"
        )

    def _short(self, day: date) -> str:
        return self._table.short_date.format(day=day.day, month=day.month, year=day.year)


def _written(words: str) -> tuple[Inline, ...]:
    """Return a fact of a place as inlines: what stands in brackets in its file is a blank."""
    pieces = split(blanks_marked(words), (), _no_link)
    return tuple(Blank(one.prompt) if isinstance(one, LegalBlank) else Run(getattr(one, "text", "")) for one in pieces)


def _bold(words: str) -> tuple[Inline, ...]:
    return tuple(Run(one.text, "strong") if isinstance(one, Run) else one for one in _written(words))


def _no_link(link: Link) -> Reference:
    return Reference(link.text, "")
