"""The words that the quick line knows.  They are looked up in the reader's language, beside the English ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from journal.text.language import _

Words = Callable[[], str]

# Several ways to say the same are divided by "|".
NOTE: Final[Words] = lambda: _("note")
ASK: Final[Words] = lambda: _("ask|question")
GIVEN: Final[Words] = lambda: _("chemo given|chemo done|treatment given")
TODAY: Final[Words] = lambda: _("today")
YESTERDAY: Final[Words] = lambda: _("yesterday")
BEFORE_YESTERDAY: Final[Words] = lambda: _("day before yesterday")
DAYS_AGO: Final[Words] = lambda: _("days ago|day ago")
ON: Final[Words] = lambda: _("on|last|at")
WEEKDAYS: Final[Words] = lambda: _("monday|tuesday|wednesday|thursday|friday|saturday|sunday")
MONTHS: Final[Words] = lambda: _("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
LEVELS: Final[tuple[Words, ...]] = (
    lambda: _("none|no|gone"),
    lambda: _("mild|slight|a little"),
    lambda: _("moderate|medium"),
    lambda: _("severe|bad|strong"),
    lambda: _("very severe|very bad|terrible"),
)
FOUND: Final[Words] = lambda: _("detected|found|positive|not detected|not found|undetected|negative")

# Short names for vital signs that nobody would look up under their full one.
VITALS: Final[tuple[tuple[Words, str], ...]] = (
    (lambda: _("temp|temperature|fever"), "body_temperature"),
    (lambda: _("weight|weigh"), "weight"),
    (lambda: _("bp|blood pressure"), "blood_pressure"),
    (lambda: _("pulse|heart rate"), "heart_rate"),
    (lambda: _("spo2|oxygen|sats"), "spo2"),
    (lambda: _("ctdna|tumour dna|tumor dna"), "ctdna_vaf"),
)


def choices(words: Words) -> tuple[str, ...]:
    """Return the ways to say *words*, small letters, longest first."""
    return tuple(sorted({part.strip().casefold() for part in words().split("|")}, key=len, reverse=True))


def in_order(words: Words) -> tuple[str, ...]:
    """Return the words of a list whose order means something (weekdays, months)."""
    return tuple(part.strip().casefold() for part in words().split("|"))
