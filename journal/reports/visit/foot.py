"""Slot 8: what is not on this page, who wrote it, when it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from journal.domain.patient import Patient
from journal.reports.printable import shortened, typed
from journal.reports.visit.who import Who
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.numbers import NO_BREAK

NAMED: Final = 2
LONGEST_NAME: Final = 40
TEXTS_ON_A_PAGE: Final = 80  # more than one page holds


@dataclass(frozen=True)
class Foot:
    """*left_out* has the place {what} for the list of what the slots dropped; *cut* says how many texts were cut."""

    everything: str
    left_out: str
    cut: tuple[str, ...]
    written: str
    scored: str
    printed: str
    page: str


@dataclass(frozen=True)
class Running:
    """What stands above each page of a printout with several; *page_of* has the places {page} and {pages}."""

    identity: str
    page_of: str


def running(who: Who) -> Running:
    """Return the running head: whose pages they are, and which one this is."""
    return Running(identity=f"{who.name} · {who.identity}", page_of=_("Page {page} of {pages}"))


def foot(authors: Sequence[str], patient: Patient | None, scored: str, today: date, now: datetime | None) -> Foot:
    """Return the foot of the page; *authors* wrote what stands on it."""
    return Foot(
        everything=_("Everything recorded for these headings is on this page."),
        left_out=_("Not on this page: {what} (all in the journal)."),
        cut=tuple(
            ngettext("the end of {count} long text", "the ends of {count} long texts", count).format(count=count)
            for count in range(TEXTS_ON_A_PAGE + 1)
        ),
        written=_written(_names(authors, patient)),
        scored=scored,
        printed=_printed(today, now),
        page=_("Page 1 of 1.").replace(" ", NO_BREAK),
    )


def _names(authors: Sequence[str], patient: Patient | None) -> list[str]:
    """Return who wrote, the patient first: their name stands at the head of the page."""
    own = {typed(name).casefold() for name in (patient.name, patient.call_me) if name} if patient is not None else set()
    names = [name for name in map(typed, authors) if name]
    others = sorted(name for name in names if name.casefold() not in own)
    short = [shortened(name, LONGEST_NAME) for name in others]
    return short if len(others) == len(names) else [_("the patient"), *short]


def _written(names: Sequence[str]) -> str:
    if not names:
        return _("Written at home with Treatment Journal.")
    if len(names) == 1:
        return _("Written at home by {name} with Treatment Journal.").format(name=names[0])
    if len(names) == NAMED:
        return _("Written at home by {one} and {other} with Treatment Journal.").format(one=names[0], other=names[1])
    more = len(names) - NAMED
    return ngettext(
        "Written at home by {one}, {other} and {more} other person with Treatment Journal.",
        "Written at home by {one}, {other} and {more} other people with Treatment Journal.",
        more,
    ).format(one=names[0], other=names[1], more=more)


def _printed(today: date, now: datetime | None) -> str:
    if now is None:
        return _("Printed {day}.").format(day=dates.day(today))
    return _("Printed {day}, {time}.").format(day=dates.day(now.date()), time=dates.clock(now.time()))
