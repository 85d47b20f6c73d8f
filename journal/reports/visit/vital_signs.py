"""The lines below the counts: lowest neutrophils, weight and its change, highest temperature, daily life."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.quantity import Quantity
from journal.domain.results import LabResult, VitalSign
from journal.domain.treatment import Procedure, ProcedureKind
from journal.reference.units import convert
from journal.reports.visit.counts import also_out_of_range
from journal.reports.visit.reading import Reading
from journal.text import numbers
from journal.text.language import _, ngettext

NEUTROPHIL_UNIT: Final = "10*9/L"
_DAILY_LIFE: Final[tuple[Callable[[], str], ...]] = (
    # ECOG performance status 0 to 4 in plain words (Oken 1982)
    lambda: _("as before the illness"),
    lambda: _("light work, up and about"),
    lambda: _("resting less than half the day"),
    lambda: _("resting more than half the day"),
    lambda: _("in bed or chair all day"),
)


@dataclass(frozen=True)
class Fact:
    """One line: its label (printed bold) and what stands there."""

    label: str
    words: str


def facts(reading: Reading) -> tuple[Fact, ...]:
    """Return the lines below the counts; where nothing was written down, they say so."""
    signs: dict[str, list[VitalSign]] = {}
    for sign in reading.so_far(VitalSign):
        if sign.quantity.value.is_finite():
            signs.setdefault(sign.analyte, []).append(sign)
    blank = _("not written down")
    found = [Fact(_("Neutrophils lowest"), _lowest_neutrophils(reading) or blank)]
    out, others = also_out_of_range(reading)
    if out:
        words = ngettext("{count} of {total} other", "{count} of {total} others", others)
        found.append(Fact(_("Also out of range"), words.format(count=out, total=others)))
    found.append(Fact(_("Weight"), _weight(reading, signs.get("weight", ())) or blank))
    found.append(Fact(_("Temperature"), _highest_temperature(reading, signs.get("body_temperature", ())) or blank))
    found.append(Fact(_("Daily life"), _daily_life(reading, signs.get("ecog", ())) or blank))
    return tuple(found)


def _lowest_neutrophils(reading: Reading) -> str:
    values = [
        (in_one.value, result)
        for result in reading.recent(LabResult)
        if result.analyte == "neutrophils" and result.quantity is not None
        for in_one in [convert(result.quantity, "neutrophils", NEUTROPHIL_UNIT)]
        if in_one is not None and in_one.value.is_finite()
    ]
    if not values:
        return ""
    _value, lowest = min(values, key=lambda pair: (pair[0], pair[1].happened_on))
    if lowest.quantity is None:
        return ""
    return _("{value} on {day}").format(
        value=_without_unit(lowest.quantity, NEUTROPHIL_UNIT), day=reading.day(lowest.happened_on)
    )


def _without_unit(quantity: Quantity, unit: str) -> str:
    """Return the value alone where it is in the unit that the table shows; with its unit elsewhere."""
    shown = numbers.quantity(quantity)
    return shown.removesuffix(f"{numbers.NO_BREAK}{numbers.unit(unit)}")


def _weight(reading: Reading, weights: Sequence[VitalSign]) -> str:
    if not weights:
        return ""
    last = weights[-1]
    reading.shown([last])
    value = numbers.quantity(last.quantity)
    if not reading.is_recent(last.happened_on):
        return _("{value} on {day}").format(value=value, day=reading.day(last.happened_on))
    change = _change(reading, last, weights)
    drained = [p for p in reading.recent(Procedure) if p.kind is ProcedureKind.DRAINAGE]
    if change and drained:
        # A reason stands beside a number that jumps.
        return _("{value}, {change}; drained {day}").format(
            value=value, change=change, day=reading.day(drained[-1].happened_on)
        )
    return _("{value}, {change}").format(value=value, change=change) if change else value


def _change(reading: Reading, last: VitalSign, weights: Sequence[VitalSign]) -> str:
    """Return the change since the last visit: from the last weight up to that day, else the first after it."""
    if reading.since is None:
        return ""
    known = [weight for weight in weights if weight.happened_on <= reading.since]
    first = known[-1] if known else weights[0]
    before = convert(first.quantity, "weight", last.quantity.unit)
    if first.id == last.id or before is None or before.value <= 0:
        return ""
    step = last.quantity.value - before.value
    places = max(_places(last.quantity.value), _places(first.quantity.value))
    share = Fraction(step) / Fraction(before.value)
    unit = numbers.unit(last.quantity.unit)
    kilos = f"{numbers.number(step, min(places, 1), sign=True)}{numbers.NO_BREAK}{unit}"
    percent = f"{numbers.number(share * 100, 1, sign=True)}{numbers.NO_BREAK}%"
    return _("{step} ({share})").format(step=kilos, share=percent)


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _highest_temperature(reading: Reading, temperatures: Sequence[VitalSign]) -> str:
    found = [
        (celsius.value, sign)
        for sign in temperatures
        if reading.is_recent(sign.happened_on)
        for celsius in [convert(sign.quantity, "body_temperature", "Cel")]
        if celsius is not None
    ]
    if not found:
        return ""
    _celsius, highest = max(found, key=lambda pair: pair[0])
    reading.shown([highest])
    return _("highest {value}, {day}").format(
        value=numbers.quantity(highest.quantity), day=reading.day(highest.happened_on)
    )


def _daily_life(reading: Reading, scores: Sequence[VitalSign]) -> str:
    if not scores:
        return ""
    last = scores[-1]
    reading.shown([last])
    level = int(last.quantity.value)
    if level != last.quantity.value or not 0 <= level < len(_DAILY_LIFE):
        return ""
    words = _DAILY_LIFE[level]()
    if reading.is_recent(last.happened_on):
        return words
    return _("{words} ({day})").format(words=words, day=reading.day(last.happened_on))
