"""Lines that begin with a word of their own: a note, a question, "chemo given"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from journal.actions import quick_words as words
from journal.actions.checks import ask_day
from journal.actions.quick_dates import dated, tokens_in, when_at
from journal.actions.quick_reading import Context, Part, Puzzle, Reading
from journal.domain.notes import Note
from journal.domain.problems import N_, Problem
from journal.domain.treatment import CycleState
from journal.domain.visits import Question
from journal.text import dates
from journal.text.language import _

COLONS_TRIED: Final = 2  # "14:30 note: …" has its colon in second place


def read_written(text: str, today: date, context: Context) -> Reading | None:
    """Read a note or a question: everything behind the word; a day may stand beside the word."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if text[start:].startswith("?") and text[start + 1 :].strip():
        part = Part(start, end, _("question: {text}").format(text=text[start + 1 :].strip()))
        return Reading(text, (Question(happened_on=today, text=text[start + 1 :].strip()),), (part,))
    for colon in islice(re.finditer(":", text), COLONS_TRIED):
        head = dated(tokens_in(text[: colon.start()]), today, context.born_on)
        word = " ".join(token.small for token in head.tokens)
        is_note = word in words.choices(words.NOTE)
        if not is_note and word not in words.choices(words.ASK):
            continue
        body = text[colon.end() :].strip()
        if not body:
            problem = Problem(N_("Nothing stands behind “{word}”. Write it after the colon."), word=word)
            return Reading(text, puzzles=(Puzzle(start, end, problem),))
        if head.puzzles:
            return Reading(text, puzzles=head.puzzles)
        on = head.on or today
        record = (Note if is_note else Question)(happened_on=on, happened_at=head.at, text=body)
        return Reading(text, (record,), (Part(start, end, _meaning(is_note, body, on, today)),))
    return None


def _meaning(is_note: bool, body: str, on: date, today: date) -> str:
    if on == today:
        return (_("note: {text}") if is_note else _("question: {text}")).format(text=body)
    said = _("note of {day}: {text}") if is_note else _("question of {day}: {text}")
    return said.format(day=dates.day(on), text=body)


def read_given(text: str, today: date, context: Context) -> Reading | None:
    """Read "chemo given": the next planned cycle was given."""
    stripped = text.strip()
    phrase = next((p for p in words.choices(words.GIVEN) if stripped.casefold().startswith(p)), None)
    if phrase is None:
        return None
    start = len(text) - len(text.lstrip())
    end = start + len(phrase)
    tokens = tokens_in(text, end)
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
        message = N_("No planned cycle is waiting. Today’s is marked already, or the plan is not written down.")
        puzzles.append(Puzzle(start, end, Problem(message)))
    if puzzles or context.planned is None:
        return Reading(text, puzzles=tuple(puzzles))
    planned = context.planned
    given = replace(
        planned, state=CycleState.GIVEN, happened_on=on, planned_on=planned.planned_on or planned.happened_on
    )
    meaning = _("cycle {number} given on {day}").format(number=planned.number, day=dates.day(on))
    return Reading(text, (given,), (Part(start, len(text.rstrip()), meaning),))
