"""How a finding is said: a short sentence for everyone, and a longer form with the working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from journal.domain.finding import Finding
from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.text import dates, numbers
from journal.text.language import _

Say = Callable[[Finding], str]


@dataclass(frozen=True)
class Saying:
    """The two forms of one finding; *long* is what is said in addition, "" where the short form says it all."""

    short: Say
    long: Say = lambda _finding: ""


def quantity_of(finding: Finding, name: str) -> str:
    """Return a quantity among the finding's values, as the reader writes it."""
    value = finding.values.get(name)
    return numbers.quantity(value) if isinstance(value, Quantity) else "?"


def mm_of(finding: Finding, name: str, *limits: str) -> str:
    """Return a size among the values; *limits* name the values that it must not look equal to."""
    value = finding.values.get(name)
    lines = tuple(limit for limit in (finding.values.get(name) for name in limits) if isinstance(limit, Fraction))
    return numbers.millimetres(value, lines) if isinstance(value, Decimal | Fraction | int) else "?"


def share_of(finding: Finding, name: str, *limits: Fraction, sign: bool = False) -> str:
    """Return a share among the values as percent; without a sign its size only."""
    value = finding.values.get(name)
    if not isinstance(value, Fraction):
        return "?"
    return numbers.percent(value if sign else abs(value), limits, sign=sign)


def day_of(finding: Finding, name: str) -> str:
    """Return a date among the values, in words."""
    value = finding.values.get(name)
    return dates.day(value) if isinstance(value, date) else "?"


def text_of(finding: Finding, name: str) -> str:
    """Return a text among the values."""
    return str(finding.values.get(name, "?"))


def number_of(finding: Finding, name: str) -> int:
    """Return a whole number among the values."""
    value = finding.values.get(name)
    return value if isinstance(value, int) else 0


def missing_of(finding: Finding, names: Mapping[str, str]) -> str:
    """Return what would have been needed, by its untranslated name among *names* where it has one there."""
    return ", ".join(_(names[name]) if name in names else name for name in finding.missing)
