"""Saying what rules found and what went wrong, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from journal.domain.finding import Finding, Value
from journal.domain.problems import LeftOut, Problem
from journal.domain.quantity import Quantity
from journal.text import dates, numbers
from journal.text.language import _


def say(finding: Finding, long: bool = False) -> str:
    """Return the sentence for *finding*; with *long*, what is said in addition and the reasons it rests on."""
    from journal.text.findings.every_saying import SAYINGS  # all rules' words; most starts say nothing

    saying = SAYINGS[finding.code]
    if not long:
        return saying.short(finding)
    parts = [saying.short(finding), *(say(reason, long=True) for reason in finding.reasons), saying.long(finding)]
    return " ".join(part for part in parts if part)


def say_problem(problem: Problem) -> str:
    """Return the sentences of *problem*."""
    return _filled(problem.message, problem.values)


def say_left_out(left_out: LeftOut) -> str:
    """Return why something was not taken over."""
    return _filled(left_out.reason, left_out.values)


def _filled(message: str, values: Mapping[str, Value]) -> str:
    return _(message).format(**{name: shown(value) for name, value in values.items()})


def shown(value: Value) -> str:
    """Return any value of a finding or problem as the reader writes it."""
    if isinstance(value, Quantity):
        return numbers.quantity(value)
    if isinstance(value, date):
        return dates.day(value)
    if isinstance(value, Decimal | Fraction):
        return numbers.number(value)
    if isinstance(value, tuple):
        return ", ".join(shown(part) for part in value)
    return str(value)
