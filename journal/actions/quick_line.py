"""The quick line: one line of text, read into records.  Nothing is guessed silently: what was understood is said, and
what was not is pointed at.

    nausea 2 · nausea severe yesterday · nausea 2, fatigue 3 · CEA 5.4 ng/mL (0-5) 2026-05-01 · ctdna not detected
    temp 38,1 14:30 · weight 157 lb · bp 120/80 · note: slept badly · ask: can I travel? · chemo given

An exclamation mark at the end says that an unusual value is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from journal.actions import quick_words as words
from journal.actions.checks import ask_day, ask_unit, ask_value
from journal.actions.quick_dates import Token, when_at
from journal.actions.quick_reading import Context, Part, Pointing, Puzzle, Reading
from journal.domain.notes import Note
from journal.domain.patient import Patient
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState
from journal.domain.visits import Question
from journal.reference import analytes as known_analytes
from journal.reference import symptoms as known_symptoms
from journal.reference.tables import folded
from journal.reference.units import belongs, normalise_unit
from journal.rules.cycles import next_planned
from journal.store.change import Change
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name
from journal.text.numbers import quantity as quantity_text

MAX_LENGTH = 2_000
LONGEST_NAME = 5  # words
BLOOD_PRESSURE = "blood_pressure"

_TOKEN = re.compile(r"[^\s,;]+(?:[,;](?=\S)[^\s,;]+)*|[,;]")
_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>)?\s*([+-]?\d+(?:[.,]\d+)?)(\D\S*)?$")
_PRESSURE = re.compile(r"(\d{2,3})/(\d{2,3})$")
_RANGE = re.compile(r"\(\s*(?:([<≤])\s*)?(\d+(?:[.,]\d+)?)?\s*(?:(?:-|–|to)\s*(\d+(?:[.,]\d+)?))?\s*\)")
_COMPARATORS = {"≤": "<=", "≥": ">="}
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}$")


def context_of(journal: Journal, today: date) -> Context:
    """Return what *journal* knows that helps to read a line."""
    own = {folded(tracked.name): tracked.symptom for tracked in journal.all(TrackedSymptom) if tracked.name}
    units: dict[str, str] = {}
    for result in journal.latest(LabResult, today, limit=400):
        if result.quantity is not None and result.quantity.unit:
            units.setdefault(result.analyte, result.quantity.unit)
    cycles = journal.all(Cycle)
    given_today = any(c.state is CycleState.GIVEN and c.happened_on == today for c in cycles)
    planned = [cycle for cycle in cycles if cycle.state is CycleState.PLANNED]
    following = next_planned(planned, today) or (max(planned, key=lambda c: c.happened_on) if planned else None)
    patient: Patient | None = journal.patient()
    return Context(own, units, None if given_today else following, patient.born_on if patient else None)


def add_line(journal: Journal, text: str, today: date) -> tuple[Reading, Change | None]:
    """Read *text* and write it down as one change; a Problem that points at the word where it is not clear."""
    reading = read_line(text, today, context_of(journal, today))
    if reading.puzzles:
        puzzle = reading.puzzles[0]
        said = text[puzzle.start : puzzle.end]
        raise Pointing(text, puzzle, said)
    if not reading.records:
        raise Problem(N_("The line is empty. Write something like: nausea 2"))
    with journal.change(_("Add: {what}").format(what="; ".join(part.meaning for part in reading.parts))) as draft:
        draft.save_all(reading.records)
    return reading, draft.change


def read_line(text: str, today: date, context: Context | None = None) -> Reading:
    """Read *text*; it never raises, whatever stands in it."""
    known = context or Context()
    if len(text) > MAX_LENGTH:
        problem = Problem(N_("The line is longer than {limit} letters. Shorten it."), limit=MAX_LENGTH)
        return Reading(text, puzzles=(Puzzle(0, len(text), problem),))
    return _written(text, today) or _given(text, today, known) or _Line(text, today, known).read()


def _written(text: str, today: date) -> Reading | None:
    """Read a note or a question: everything behind the first word."""
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    if stripped.startswith("?") and stripped[1:].strip():
        return _question(text, start, stripped[1:].strip(), today)
    head, colon, rest = stripped.partition(":")
    if not colon:
        return None
    body = rest.strip()
    if head.strip().casefold() in (*words.choices(words.NOTE), *words.choices(words.ASK)) and not body:
        problem = Problem(N_("Nothing stands behind “{word}”. Write it after the colon."), word=head.strip())
        return Reading(text, puzzles=(Puzzle(start, len(text.rstrip()), problem),))
    if head.strip().casefold() in words.choices(words.NOTE):
        part = Part(start, len(text.rstrip()), _("note: {text}").format(text=body))
        return Reading(text, (Note(happened_on=today, text=body),), (part,))
    if head.strip().casefold() in words.choices(words.ASK):
        return _question(text, start, body, today)
    return None


def _question(text: str, start: int, body: str, today: date) -> Reading:
    part = Part(start, len(text.rstrip()), _("question: {text}").format(text=body))
    return Reading(text, (Question(happened_on=today, text=body),), (part,))


def _given(text: str, today: date, context: Context) -> Reading | None:
    """Read "chemo given": the next planned cycle was given."""
    stripped = text.strip()
    phrase = next((p for p in words.choices(words.GIVEN) if stripped.casefold().startswith(p)), None)
    if phrase is None:
        return None
    start = len(text) - len(text.lstrip())
    end = start + len(phrase)
    tokens = [Token(m.start() + end, m.end() + end, m.group()) for m in _TOKEN.finditer(text[end:])]
    on, puzzles = today, []
    if tokens:
        when = when_at(tokens, 0, today)
        if when is None or when.length < len(tokens) or (when.day is None and when.problem is None):
            message = N_("“{word}” was not understood here. Write a day, or nothing.")
            puzzles.append(Puzzle(tokens[0].start, tokens[-1].end, Problem(message, word=tokens[0].text)))
        else:
            on = when.day or today
            problem = when.problem or ask_day(on, today, context.born_on)
            if problem is not None:
                puzzles.append(Puzzle(tokens[0].start, tokens[-1].end, problem))
    if context.planned is None:
        message = N_("No planned cycle is written down yet. Add the treatment and its cycles first.")
        puzzles.append(Puzzle(start, end, Problem(message)))
    if puzzles or context.planned is None:
        return Reading(text, puzzles=tuple(puzzles))
    planned = context.planned
    given = replace(
        planned, state=CycleState.GIVEN, happened_on=on, planned_on=planned.planned_on or planned.happened_on
    )
    meaning = _("cycle {number} given on {day}").format(number=planned.number, day=dates.day(on))
    return Reading(text, (given,), (Part(start, len(text.rstrip()), meaning),))


@dataclass
class _Piece:
    """One entry of the line on its way to a record."""

    tokens: list[Token]
    on: date | None = None
    at: time | None = None


class _Line:
    """Reads a line of entries divided by commas; a day said once counts for all that have none."""

    def __init__(self, text: str, today: date, context: Context) -> None:
        self._text = text
        self._today = today
        self._context = context
        self._records: list[Record] = []
        self._parts: list[Part] = []
        self._puzzles: list[Puzzle] = []

    def read(self) -> Reading:
        """Return what the line means."""
        body = self._text.rstrip()
        confirmed = body.endswith("!")
        if confirmed:
            body = body[:-1]
        pieces = [self._dated(tokens) for tokens in self._split(body)]
        days = {piece.on for piece in pieces if piece.on is not None}
        for piece in pieces:
            if piece.tokens:
                self._entry(piece, piece.on or (next(iter(days)) if len(days) == 1 else self._today))
            elif piece.on is None and piece.at is None:
                continue
        if not self._records and not self._puzzles and body.strip():
            message = N_("There is a day, but nothing to write down for it. Add what it was.")
            self._puzzles.append(Puzzle(0, len(body), Problem(message)))
        puzzles = tuple(p for p in self._puzzles if not (confirmed and p.may_be_confirmed))
        return Reading(self._text, tuple(self._records), tuple(self._parts), puzzles)

    def _split(self, body: str) -> Iterable[list[Token]]:
        piece: list[Token] = []
        for match in _TOKEN.finditer(body):
            if match.group() in ",;":
                yield piece
                piece = []
            else:
                piece.append(Token(match.start(), match.end(), match.group()))
        yield piece

    def _dated(self, tokens: list[Token]) -> _Piece:
        """Take day and time out of *tokens*; what stands first is a name and never a day."""
        piece = _Piece([])
        index = 0
        while index < len(tokens):
            when = when_at(tokens, index, self._today)
            if when is None:
                piece.tokens.append(tokens[index])
                index += 1
                continue
            span = tokens[index].start, tokens[index + when.length - 1].end
            problem = when.problem or (ask_day(when.day, self._today, self._context.born_on) if when.day else None)
            if problem is not None:
                self._puzzles.append(Puzzle(*span, problem))
            piece.on = when.day or piece.on
            piece.at = when.at or piece.at
            index += when.length
        return piece

    def _entry(self, piece: _Piece, on: date) -> None:
        tokens = piece.tokens
        for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            if not any(letter.isalnum() for letter in tokens[length - 1].text):
                continue  # a sign ("<") belongs to the value, never to the name
            name = " ".join(token.text for token in tokens[:length]).rstrip(":")
            kind, key = self._named(name)
            if kind:
                rest = tokens[length:]
                span = tokens[0].start, tokens[-1].end
                read: Any = {"symptom": self._symptom, "pressure": self._pressure, "analyte": self._measured}[kind]
                read(key, rest, span, piece, on)
                return
        message = N_("“{word}” is not known here. Write a symptom, a test, or note: and your words.")
        self._puzzles.append(Puzzle(tokens[0].start, tokens[0].end, Problem(message, word=tokens[0].text)))

    def _named(self, name: str) -> tuple[str, str]:
        small = name.casefold()
        for phrase, key in words.VITALS:
            if small in words.choices(phrase):
                return ("pressure" if key == BLOOD_PRESSURE else "analyte"), key
        plain = folded(name)
        if plain in self._context.own_symptoms:
            return "symptom", self._context.own_symptoms[plain]
        symptom = known_symptoms.symptom_named(name)
        if symptom is not None:
            return "symptom", symptom.key
        analyte = known_analytes.analyte_named(name)
        return ("analyte", analyte.key) if analyte is not None else ("", "")

    def _symptom(self, key: str, rest: list[Token], span: tuple[int, int], piece: _Piece, on: date) -> None:
        said = " ".join(token.small for token in rest)
        level = int(said) if said in ("0", "1", "2", "3", "4") else None
        if level is None:
            level = next((n for n, way in enumerate(words.LEVELS) if said in words.choices(way)), None)
        if level is None:
            place = (rest[0].start, rest[-1].end) if rest else span
            message = N_("How strong? Write a number from 0 (none) to 4 (very severe), or the word.")
            self._puzzles.append(Puzzle(*place, Problem(message)))
            return
        by = self._context.scored_by
        self._records.append(SymptomEntry(happened_on=on, happened_at=piece.at, symptom=key, level=level, scored_by=by))
        self._understood(
            span, _("{symptom}: {level}, {day}"), symptom=symptom_name(key), level=level_name(level), on=on
        )

    def _understood(self, span: tuple[int, int], message: str, on: date, **values: str) -> None:
        self._parts.append(Part(*span, message.format(day=dates.day(on), **values)))

    def _pressure(self, _key: str, rest: list[Token], span: tuple[int, int], piece: _Piece, on: date) -> None:
        match = _PRESSURE.match(rest[0].text) if rest else None
        extra = [token for token in rest[1:] if normalise_unit(token.text) != "mm[Hg]"]
        if match is None or extra:
            place = (rest[0].start, rest[-1].end) if rest else span
            self._puzzles.append(Puzzle(*place, Problem(N_("Write both numbers, like 120/80."))))
            return
        for key, text in (("bp_systolic", match[1]), ("bp_diastolic", match[2])):
            value = Quantity(Decimal(text), "mm[Hg]")
            self._ask(ask_value(value, key), rest[0])
            self._records.append(
                VitalSign(happened_on=on, happened_at=piece.at, analyte=key, quantity=value, printed=text)
            )
        self._understood(span, _("blood pressure: {value}, {day}"), value=f"{match[1]}/{match[2]}", on=on)

    def _ask(self, problem: Problem | None, token: Token) -> None:
        if problem is not None:
            self._puzzles.append(Puzzle(token.start, token.end, problem, may_be_confirmed=True))

    def _measured(self, key: str, rest: list[Token], span: tuple[int, int], piece: _Piece, on: date) -> None:
        analyte = known_analytes.analytes()[key]
        rest, laboratory = _laboratory(rest)
        rest, low, high = self._range(rest)
        if not rest:
            message = N_("What was the value? Write it behind the name, like CEA 5.4 ng/mL.")
            self._puzzles.append(Puzzle(*span, Problem(message)))
            return
        said = " ".join(token.small for token in rest)
        if not analyte.is_vital and said in words.choices(words.FOUND):
            self._records.append(
                LabResult(
                    happened_on=on,
                    happened_at=piece.at,
                    analyte=key,
                    name=analyte.name,
                    printed=said,
                    laboratory=laboratory,
                )
            )
            self._understood(span, _("{name}: {value}, {day}"), name=analyte_name(key), value=said, on=on)
            return
        value = self._value(key, rest)
        if value is None:
            return
        self._ask(ask_unit(value, key), rest[-1])
        self._ask(ask_value(value, key), rest[0])
        shared: dict[str, Any] = {
            "happened_on": on,
            "happened_at": piece.at,
            "analyte": key,
            "quantity": value,
            "printed": " ".join(token.text for token in rest),
        }
        if analyte.is_vital:
            self._records.append(VitalSign(**shared))
        else:
            self._records.append(LabResult(**shared, name=analyte.name, low=low, high=high, laboratory=laboratory))
        self._understood(span, _("{name}: {value}, {day}"), name=analyte_name(key), value=quantity_text(value), on=on)

    def _value(self, key: str, rest: list[Token]) -> Quantity | None:
        joined = rest
        if rest[0].text in ("<", ">", "<=", ">=", "≤", "≥") and len(rest) > 1:
            joined = [Token(rest[0].start, rest[1].end, rest[0].text + rest[1].text), *rest[2:]]
        match = _NUMBER.match(joined[0].text)
        if match is None:
            message = N_("“{word}” is not a number. Write digits, like 5.4, or not detected.")
            self._puzzles.append(Puzzle(joined[0].start, joined[0].end, Problem(message, word=joined[0].text)))
            return None
        if _THOUSANDS.match(match[2]):
            message = N_("Is “{word}” a decimal or thousands? Write a point for decimals, and no sign for thousands.")
            self._puzzles.append(Puzzle(joined[0].start, joined[0].end, Problem(message, word=match[2])))
        unit = "".join(part for part in (match[3] or "", *(token.text for token in joined[1:])))
        if not unit:
            usual = known_analytes.analytes()[key].unit
            unit = self._context.units.get(key, usual)
        elif not belongs(unit, key) and not _looks_like_unit(unit):
            message = N_("“{word}” was not understood here. Write a unit, a day, or nothing.")
            place = joined[1] if len(joined) > 1 else joined[0]
            self._puzzles.append(Puzzle(place.start, joined[-1].end, Problem(message, word=unit)))
        sign = match[1] or ""
        return Quantity(Decimal(match[2].replace(",", ".")), unit, Comparator(_COMPARATORS.get(sign, sign)))

    def _range(self, rest: list[Token]) -> tuple[list[Token], Decimal | None, Decimal | None]:
        """Take a range in brackets, "(0-5)" or "(<5)", out of *rest*."""
        if not rest:
            return rest, None, None
        offset = rest[0].start
        match = _RANGE.search(self._text[offset : rest[-1].end])
        if match is None or not (match[2] or match[3]):
            return rest, None, None
        start, end = offset + match.start(), offset + match.end()
        kept = [token for token in rest if token.end <= start or token.start >= end]
        numbers = [Decimal(part.replace(",", ".")) if part else None for part in (match[2], match[3])]
        low, high = (None, numbers[0]) if match[1] else (numbers[0], numbers[1])
        return kept, low, high


def _looks_like_unit(text: str) -> bool:
    return "/" in text or "%" in text or len(text) <= 4


def _laboratory(rest: list[Token]) -> tuple[list[Token], str]:
    """Take "@Royal Infirmary", up to the end, out of *rest*."""
    for index, token in enumerate(rest):
        if token.text.startswith("@") and len(token.text) > 1:
            name = " ".join(part.text for part in rest[index:])[1:]
            return rest[:index], name
    return rest, ""
