"""Dates in words that cannot be misread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Final

from journal.domain.record import Precision
from journal.text.language import _, current_language
from journal.text.numbers import NO_BREAK

WORD_JOINER: Final = "\u2060"

_MONTHS: Final[tuple[Callable[[], str], ...]] = (
    lambda: _("January"),
    lambda: _("February"),
    lambda: _("March"),
    lambda: _("April"),
    lambda: _("May"),
    lambda: _("June"),
    lambda: _("July"),
    lambda: _("August"),
    lambda: _("September"),
    lambda: _("October"),
    lambda: _("November"),
    lambda: _("December"),
)
_WEEKDAYS: Final[tuple[Callable[[], str], ...]] = (
    lambda: _("Monday"),
    lambda: _("Tuesday"),
    lambda: _("Wednesday"),
    lambda: _("Thursday"),
    lambda: _("Friday"),
    lambda: _("Saturday"),
    lambda: _("Sunday"),
)


def month_name(on: date) -> str:
    """Return the month in full."""
    return _MONTHS[on.month - 1]()


def short_month(on: date) -> str:
    """Return the month in its short form: three letters in English, the whole word elsewhere."""
    name = month_name(on)
    return (
        name[:3] if current_language() == "en" and on.month != 9 else name[:4] if current_language() == "en" else name
    )


def weekday(on: date) -> str:
    """Return the day of the week."""
    return _WEEKDAYS[on.weekday()]()


def day(on: date, precision: Precision = Precision.DAY) -> str:
    """Return "12 May 2026", or as much of it as is known."""
    if precision is Precision.YEAR:
        return str(on.year)
    if precision is Precision.MONTH:
        return _("{month} {year}").format(month=month_name(on), year=on.year).replace(" ", NO_BREAK)
    text = _("{day} {month} {year}").format(day=on.day, month=month_name(on), year=on.year)
    return text.replace(" ", NO_BREAK)


def short_day(on: date) -> str:
    """Return "12 May"."""
    return _("{day} {month}").format(day=on.day, month=short_month(on)).replace(" ", NO_BREAK)


def period(since: date, until: date) -> str:
    """Return "18–19 Nov" or "28 Oct–3 Nov": both ends included."""
    if since == until:
        return short_day(since)
    dash = f"{WORD_JOINER}–{WORD_JOINER}"
    if (since.year, since.month) == (until.year, until.month):
        days = _("{first}{dash}{last} {month}").format(
            first=since.day, dash=dash, last=until.day, month=short_month(until)
        )
        return days.replace(" ", NO_BREAK)
    return f"{short_day(since)}{dash}{short_day(until)}"


def clock(at: time) -> str:
    """Return "14:05"."""
    return f"{at:%H:%M}"
