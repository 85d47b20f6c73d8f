"""The quick line: one line of text, read into records.  Nothing is guessed silently: what was understood is said, and
what was not is pointed at.

    nausea 2 · nausea severe yesterday · nausea 2, fatigue 3 · CEA 5.4 ng/mL (0-5) 2026-05-01 · ctdna not detected
    temp 38,1 14:30 · weight 157 lb · bp 120/80 · note: slept badly · ask: can I travel? · chemo given

An exclamation mark at the end says that an unusual value is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from journal.actions import quick_words as words
from journal.actions.checks import ask_unit, ask_value
from journal.actions.quick_dates import Dated, Token, dated, tokens_in
from journal.actions.quick_phrases import read_given, read_written
from journal.actions.quick_reading import Context, Part, Pointing, Puzzle, Reading
from journal.domain.patient import Patient
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState
from journal.reference import analytes as known_analytes
from journal.reference import symptoms as known_symptoms
from journal.reference.tables import folded
from journal.reference.units import WHOLE_CELLS, belongs, known_units, normalise_unit
from journal.store.change import Change
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _
from journal.text.names import analyte_name, level_name, symptom_name
from journal.text.numbers import quantity as quantity_text

MAX_LENGTH = 2_000
LONGEST_NAME = 5  # words
BLOOD_PRESSURE = "blood_pressure"

_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>)?\s*([+-]?\d+(?:[.,]\d+)?)(\D\S*)?$")
_PRESSURE = re.compile(r"(\d{2,3})/(\d{2,3})$")
_RANGE = re.compile(r"\(\s*([<>]=?|[≤≥])?\s*(\d+(?:[.,]\d+)?)\s*(?:(?:-|–|to)\s*(\d+(?:[.,]\d+)?))?\s*\)")
_RATIO = re.compile(r"(?:[^\W\d]|[x×]?10[*^]?\d)[\w.*^%\[\]{}']*(?:/[^\W\d][\w.*^\[\]{}']*)+")  # ng/mL, x10^9/L
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a letter, or a byte that was no text
_COMPARATORS = {"≤": "<=", "≥": ">="}
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}$")
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}$")
THOUSANDS = N_("Is “{word}” a decimal or thousands? Write a point for decimals, and no sign for thousands.")


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
    # Cycles are often some days late, so the nearest one is meant, and not the next.
    nearest = min(planned, key=lambda c: (abs((c.happened_on - today).days), c.happened_on), default=None)
    patient: Patient | None = journal.patient()
    return Context(own, units, None if given_today else nearest, patient.born_on if patient else None)


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
    unreadable = _SURROGATE.search(text)
    if unreadable is not None:
        problem = Problem(N_("A letter here cannot be kept. Delete it, or type it again."))
        return Reading(text, puzzles=(Puzzle(*unreadable.span(), problem),))
    written = read_written(text, today, known) or read_given(text, today, known)
    return written or _Line(text, today, known).read()


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
        pieces = [dated(tokens, self._today, self._context.born_on) for tokens in self._split(body)]
        days = {piece.on for piece in pieces if piece.on is not None}
        for piece in pieces:
            self._puzzles += piece.puzzles
            if piece.tokens:
                self._entry(piece, piece.on or (next(iter(days)) if len(days) == 1 else self._today))
        if not self._records and not self._puzzles and body.strip():
            message = N_("There is a day, but nothing to write down for it. Add what it was.")
            self._puzzles.append(Puzzle(0, len(body), Problem(message)))
        puzzles = tuple(p for p in self._puzzles if not (confirmed and p.may_be_confirmed))
        return Reading(self._text, tuple(self._records), tuple(self._parts), puzzles)

    def _split(self, body: str) -> Iterable[list[Token]]:
        piece: list[Token] = []
        for token in tokens_in(body):
            if token.text in ",;":
                yield piece
                piece = []
            else:
                piece.append(token)
        yield piece

    def _entry(self, piece: Dated, on: date) -> None:
        tokens = piece.tokens
        for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            if not any(letter.isalnum() for letter in tokens[length - 1].text):
                continue  # a sign ("<") belongs to the value, never to the name
            name = " ".join(token.text for token in tokens[:length]).rstrip(":")
            kind, key = self._named(name)
            if kind == "analyte" and any(name.casefold().endswith(f" {way}") for way in words.choices(words.FOUND)):
                continue  # "ctDNA detected" is a name, too, but here the word is the result
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

    def _symptom(self, key: str, rest: list[Token], span: tuple[int, int], piece: Dated, on: date) -> None:
        said = " ".join(token.small for token in rest).rstrip(".")
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

    def _pressure(self, _key: str, rest: list[Token], span: tuple[int, int], piece: Dated, on: date) -> None:
        match = _PRESSURE.match(rest[0].text) if rest else None
        extra = [token for token in rest[1:] if normalise_unit(token.text) != "mm[Hg]"]
        if match is None or extra:
            place = (rest[0].start, rest[-1].end) if rest else span
            self._puzzles.append(Puzzle(*place, Problem(N_("Write both numbers, like 120/80."))))
            return
        for key, text in (("bp_systolic", match[1]), ("bp_diastolic", match[2])):
            value = Quantity(Decimal(text), "mm[Hg]")
            self._ask(ask_value(value, key), rest[0])
            if int(match[1]) <= int(match[2]):
                self._ask(Problem(N_("Write the larger one first, like 120/80. Check the two numbers.")), rest[0])
            self._records.append(
                VitalSign(happened_on=on, happened_at=piece.at, analyte=key, quantity=value, printed=text)
            )
        self._understood(span, _("blood pressure: {value}, {day}"), value=f"{match[1]}/{match[2]}", on=on)

    def _ask(self, problem: Problem | None, token: Token) -> None:
        if problem is not None:
            self._puzzles.append(Puzzle(token.start, token.end, problem, may_be_confirmed=True))

    def _measured(self, key: str, rest: list[Token], span: tuple[int, int], piece: Dated, on: date) -> None:
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
        if not value.unit or _looks_like_unit(value.unit):
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
        unit = self._unit(key, match[3] or "", joined)
        if _THOUSANDS.match(match[2]) or (normalise_unit(unit) in WHOLE_CELLS and _GROUPED.match(match[2])):
            self._puzzles.append(Puzzle(joined[0].start, joined[0].end, Problem(THOUSANDS, word=match[2])))
        sign = match[1] or ""
        return Quantity(Decimal(match[2].replace(",", ".")), unit, Comparator(_COMPARATORS.get(sign, sign)))

    def _unit(self, key: str, glued: str, rest: list[Token]) -> str:
        """Return the unit, *glued* to the number or behind it; point at words that are no part of one."""
        following = rest[1:]
        for count in range(len(following), -1, -1):
            unit = glued + "".join(token.text for token in following[:count])
            if unit and belongs(unit, key):
                self._not_understood(following[count:])
                return unit
        unit = glued + "".join(token.text for token in following)
        if not unit:
            return self._context.units.get(key, known_analytes.analytes()[key].unit)
        if not _looks_like_unit(unit):
            self._not_understood(rest if glued else following)
        return unit

    def _not_understood(self, tokens: list[Token]) -> None:
        if tokens:
            start, end = tokens[0].start, tokens[-1].end
            message = N_("“{word}” was not understood here. Write a unit, a day, or nothing.")
            self._puzzles.append(Puzzle(start, end, Problem(message, word=self._text[start:end])))

    def _range(self, rest: list[Token]) -> tuple[list[Token], Decimal | None, Decimal | None]:
        """Take a range in brackets, "(0-5)", "(<5)" or "(>60)", out of *rest*."""
        if not rest:
            return rest, None, None
        offset = rest[0].start
        match = _RANGE.search(self._text[offset : rest[-1].end])
        if match is None or not match[2]:
            return rest, None, None
        start, end = offset + match.start(), offset + match.end()
        kept = [token for token in rest if token.end <= start or token.start >= end]
        for part in (match[2], match[3]):
            if part and _THOUSANDS.match(part):
                self._puzzles.append(Puzzle(start, end, Problem(THOUSANDS, word=part)))
        first, second = (Decimal(part.replace(",", ".")) if part else None for part in (match[2], match[3]))
        if match[1]:
            return kept, *((None, first) if match[1][0] in "<≤" else (first, None))
        if first is None or second is None or first > second:
            message = N_("Is this the lab's range? Write the lower limit first, like (0-5), or only one, like (<5).")
            self._puzzles.append(Puzzle(start, end, Problem(message)))
        return kept, first, second


def _looks_like_unit(text: str) -> bool:
    """Say whether *text* could be a unit, if not one of this analyte; numbers, days and other words could not."""
    return normalise_unit(text) in known_units() or _RATIO.fullmatch(text) is not None


def _laboratory(rest: list[Token]) -> tuple[list[Token], str]:
    """Take "@Royal Infirmary", up to the end, out of *rest*."""
    for index, token in enumerate(rest):
        if token.text.startswith("@") and len(token.text) > 1:
            name = " ".join(part.text for part in rest[index:])[1:]
            return rest[:index], name
    return rest, ""
