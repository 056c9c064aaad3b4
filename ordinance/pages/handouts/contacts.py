"""Whom to call, and where the hearing is: only what a place's file holds, only while it is fresh, else lines to write on.

Telephone lines that speak the language of the sheet stand first, and each names its languages as their speakers do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from ordinance.document.model import Block, Field, Fields, Inline, Paragraph, Run
from ordinance.errors import BadChoice, FaultyFile
from ordinance.library.handout_model import Handout, HandoutRules, LanguageTable, Layout
from ordinance.library.handouts import MASTER, language_table
from ordinance.library.languages import speaks, spoken_languages
from ordinance.library.place_model import Hotline, Organization, Place
from ordinance.library.store import Library
from ordinance.pages.handouts.facts import hearing_facts, open_hearing, shown_shortly
from ordinance.pages.handouts.leaves import said, written
from ordinance.pages.handouts.local import in_language, is_foreign, local_faults
from ordinance.pages.handouts.tree import CARD_LAYOUTS


class Contacts:
    """The telephone lines, the organization and the hearing of one place. `notes` tells what a person should add."""

    def __init__(
        self,
        library: Library,
        place: Place | None,
        table: LanguageTable,
        source: Handout | None,
        day: date,
        blanks: tuple[bool, bool],
        rules: HandoutRules,
        layout: Layout,
    ) -> None:
        self._library, self._place, self._table, self._source = library, place, table, source
        self._day, self._rules, self._small = day, rules, layout == "10-up"
        self._on_card = layout in CARD_LAYOUTS
        self._blank_contact, self._blank_hotlines = blanks
        self._languages = spoken_languages(library)
        self.notes: list[str] = []
        self._refuse_unknown_languages()

    def hotlines(self) -> Iterator[Block]:
        """Yield the lines that were checked lately, those in the reader's language first, and the organization's number; else a
        line to write on. The smallest card has room for names and numbers; its page of contents says when they were checked."""
        words, organization = self._table.phrases, self._organization
        fresh = sorted(self._fresh(), key=self._rank)
        most = self._rules.hotlines_on_a_card
        if self._on_card and len(fresh) > most:
            left = ", ".join(in_language(one.name, self._table) or one.number for one in fresh[most:])
            self.notes.append(f"a card holds {most} telephone lines; {left} left off the {self._table.english_name} one")
            fresh = fresh[:most]
        if self._small and len(fresh) > 1:
            between: tuple[Inline, ...] = (Run(" · "),)
            parts = chain.from_iterable((*(between if index else ()), *self._line(one)) for index, one in enumerate(fresh))
            yield Paragraph("body", tuple(parts))
            return
        for one in fresh:
            yield Paragraph("body", tuple(self._line(one)))
        if organization and organization.phone and (not fresh or (not self._small and len(fresh) < most)):
            call = words.hotline_call.format(organization=organization.name, phone="\n")
            before, after = call.split("\n")
            yield Paragraph("body", (*written(before), Run(organization.phone, "phone"), *written(after)))
        elif not fresh:
            yield Fields((Field(said(words.hotline_blank)),))

    def checked(self) -> list[Block]:
        """Return every line that may be printed, with its languages and the day of its check."""
        return [Paragraph("body-list", tuple(self._line(one))) for one in sorted(self._fresh(), key=self._rank)]

    def _line(self, one: Hotline) -> Iterator[Inline]:
        yield from written(f"{in_language(one.name, self._table)}: ")
        yield Run(one.number, "phone")
        spoken = ", ".join(self._languages[tag].own for tag in one.languages)
        if spoken and not self._small:
            yield from said(f" ({spoken})")
        if not self._small:
            yield Run(f" {self._table.phrases.hotline_checked.format(date=self._short(one.verified))}")

    def _rank(self, one: Hotline) -> int:
        """Return a line's place among the others: first those that speak the reader's language, then those that do not say."""
        if any(speaks(tag, self._table.language, self._languages) for tag in one.languages):
            return 0
        return 2 if one.languages else 1

    def contact(self) -> Iterator[Block]:
        """Yield the organization's name, phone, page and address; lines to write on for what is not known."""
        words, organization = self._table.phrases, self._organization
        if organization is None:
            self._refuse_without_contact()
            yield Fields((Field(said(words.organization)), Field(said(words.phone))))
            return
        line: list[Inline] = [*_bold(organization.name)]
        known = ((words.phone, organization.phone), (words.page_label, organization.page), (words.email, organization.email))
        for label, value in known:
            if value:
                line += (Run(f" · {label} "), Run(value, "phone" if label == words.phone else "strong"))
        yield Paragraph("body", tuple(line))
        if not organization.phone and not organization.page and not organization.email:
            yield Fields((Field(said(words.phone)),))

    def hearing(self) -> Iterator[Block]:
        """Yield when and where the body hears the public; lines to write on for what is not known, and for a day that is past."""
        words, hearing = self._table.phrases, open_hearing(self._place, self._day)
        if hearing is None:
            if self._place and self._place.hearing:
                gone = self._place.hearing.day.isoformat()
                file = self._library.shown(self._library.file_of(self._place))
                self.notes.append(f"left off: the hearing of {gone} in {file} is over; there are lines to write on for the next")
            yield Fields((Field(said(words.hearing_day)), Field(said(words.hearing_time))))
            yield Fields((Field(said(words.hearing_where)),))
            yield Fields((Field(said(words.hearing_interpreter)),))
            return
        facts = hearing_facts(hearing, self._table)
        labels = {
            "day": words.hearing_day,
            "time": words.hearing_time,
            "where": words.hearing_where,
            "item": words.hearing_item,
            "interpreter": words.hearing_interpreter,
            "remote": words.hearing_remote,
            "deadline": words.hearing_deadline,
        }
        together = ("day", "time")
        said_of = {name: (Run(f"{label} ", "strong"), *written(facts[name])) for name, label in labels.items() if facts[name]}
        when = [said_of[name] for name in together if name in said_of]
        yield Paragraph(
            "body", tuple(chain.from_iterable((*((Run("   "),) if index else ()), *one) for index, one in enumerate(when)))
        )
        yield from (Paragraph("body", one) for name, one in said_of.items() if name not in together)
        foreign = [name for name in labels if name != "day" and is_foreign(getattr(hearing, name), self._table)]
        if foreign:
            self.notes.append(
                f"hearing: {', '.join(foreign)} not in {self._table.english_name};"
                f" write it as {{en: …, {self._table.language}: …}} in the place's file"
            )

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
                name = in_language(one.name, language_table(self._library, MASTER))
                raise FaultyFile([self._library.fault(path, ("hotlines", index, "verified"), f"{name} {when}; {mend}")])
            self.notes.append(f"left off: {in_language(one.name, self._table)} {when}")
        return fresh

    def _refuse_without_contact(self) -> None:
        """A sheet that asks people to act names who stands behind it. Paper may do with a line to write on, if asked."""
        if self._place is None or self._source is None or self._source.head.needs == "none":
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

    def _refuse_unknown_languages(self) -> None:
        """Raise `FaultyFile` for a code in the place's file that is no language."""
        if self._place is None:
            return
        path = self._library.file_of(self._place)
        faults = [self._library.fault(path, keys, message) for keys, message in local_faults(self._place, self._languages)]
        if faults:
            raise FaultyFile(faults)

    def _short(self, day: date) -> str:
        return shown_shortly(self._table, day)


def _bold(words: str) -> tuple[Inline, ...]:
    return tuple(Run(one.text, "strong") if isinstance(one, Run) and not one.emphasis else one for one in written(words))
