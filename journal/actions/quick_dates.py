"""Days and times in the quick line: what was said, which day that is, or what is not certain about it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from journal.actions import quick_words as words
from journal.actions.checks import ask_day
from journal.actions.quick_reading import Puzzle
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import N_, Problem
from journal.text.dates import month_name

_TOKEN = re.compile(r"[^\s,;]+(?:[,;](?=\S)[^\s,;]+)*|[,;]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?$")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)$")


@dataclass(frozen=True)
class Token:
    """One word of the line, with its place."""

    start: int
    end: int
    text: str

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.text.casefold()


def tokens_in(text: str, start: int = 0) -> list[Token]:
    """Return the words of *text* from *start* on; a comma between two words is a word of its own."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text, start)]


@dataclass(frozen=True)
class Dated:
    """Some words without the days and times among them, and what those were."""

    tokens: list[Token]
    on: date | None
    at: time | None
    puzzles: tuple[Puzzle, ...]


def dated(tokens: list[Token], today: date, born_on: date | None = None) -> Dated:
    """Take days and times out of *tokens*, wherever they stand."""
    kept: list[Token] = []
    puzzles: list[Puzzle] = []
    on: date | None = None
    at: time | None = None
    index = 0
    while index < len(tokens):
        when = when_at(tokens, index, today)
        if when is None:
            kept.append(tokens[index])
            index += 1
            continue
        problem = when.problem or (ask_day(when.day, today, born_on) if when.day else None)
        if when.day and on and when.day != on:
            problem = Problem(N_("Two days are written here, and only one can count. Leave out the other."))
        elif when.at and at and when.at != at:
            problem = Problem(N_("Two times are written here, and only one can count. Leave out the other."))
        if problem is not None:
            puzzles.append(Puzzle(tokens[index].start, tokens[index + when.length - 1].end, problem))
        on, at = when.day or on, when.at or at
        index += when.length
    return Dated(kept, on, at, tuple(puzzles))


@dataclass(frozen=True)
class When:
    """A day or a time found at the start of some tokens; *length* of them belong to it."""

    length: int
    day: date | None = None
    at: time | None = None
    problem: Problem | None = None


def when_at(tokens: list[Token], index: int, today: date) -> When | None:
    """Return the day or time that begins at *index*; None where none does."""
    clock = _CLOCK.match(tokens[index].text)
    if clock:
        return When(1, at=time(int(clock.group(1)), int(clock.group(2))))
    first = tokens[index].small
    if first in words.choices(words.ON) and index + 1 < len(tokens):
        found = when_at(tokens, index + 1, today)
        return None if found is None else When(found.length + 1, found.day, found.at, found.problem)
    return _spoken(tokens, index, today) or _written(tokens, index, today)


def _spoken(tokens: list[Token], index: int, today: date) -> When | None:
    def says(expected: words.Words, start: int = index) -> int:
        for phrase in words.choices(expected):
            parts = phrase.split()
            if [token.small for token in tokens[start : start + len(parts)]] == parts:
                return len(parts)
        return 0

    for phrase, days in ((words.BEFORE_YESTERDAY, 2), (words.YESTERDAY, 1), (words.TODAY, 0)):
        if length := says(phrase):
            return When(length, today - timedelta(days))
    if tokens[index].text.isdecimal() and len(tokens[index].text) <= 4 and (length := says(words.DAYS_AGO, index + 1)):
        return When(length + 1, today - timedelta(int(tokens[index].text)))
    weekdays = words.in_order(words.WEEKDAYS)
    if tokens[index].small in weekdays:
        back = (today.weekday() - weekdays.index(tokens[index].small) - 1) % 7 + 1
        return When(1, today - timedelta(back))
    return None


def _written(tokens: list[Token], index: int, today: date) -> When | None:
    text = tokens[index].text
    if match := _ISO.match(text):
        return _day(1, text, int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.match(text):
        year = int(match[3]) if match[3] else None
        return _day(1, text, year, int(match[2]), int(match[1]), today)
    if match := _SLASHED.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first <= 12 and second <= 12 and first != second:
            question = N_("“{word}” can be two different days. Write it like 2026-05-12, or 12 May 2026.")
            return When(1, problem=Problem(question, word=text))
        day, month = (first, second) if second <= 12 else (second, first)
        return _day(1, text, year, month, day)
    if text.rstrip(".").isdecimal() and len(text) <= 3 and index + 1 < len(tokens):
        month = _month(tokens[index + 1].small)
        if month:
            has_year = index + 2 < len(tokens) and re.fullmatch(r"(19|20)\d\d", tokens[index + 2].text)
            year = int(tokens[index + 2].text) if has_year else None
            length = 3 if has_year else 2
            said = " ".join(token.text for token in tokens[index : index + length])
            return _day(length, said, year, month, int(text.rstrip(".")), today)
    return None


def _month(said: str) -> int:
    """Return the number of a month, written in full or cut off after three letters or more; 0 for any other word."""
    for number, short in enumerate(words.in_order(words.MONTHS), start=1):
        in_full = month_name(date(2000, number, 1)).casefold()
        if said == short or (len(said) >= 3 and in_full.startswith(said)):
            return number
    return 0


def _day(length: int, said: str, year: int | None, month: int, day: int, today: date | None = None) -> When:
    """Return the day; without a year the last one that has come."""
    try:
        if year is not None:
            return When(length, date(year, month, day))
        assert today is not None
        this_year = date(today.year, month, day)
        return When(length, this_year if this_year <= today else date(today.year - 1, month, day))
    except ValueError:
        return When(length, problem=Problem(N_("“{word}” is not a day of the calendar. Check it."), word=said))
