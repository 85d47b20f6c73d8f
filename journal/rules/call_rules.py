"""Which lines of the person's own care sheet are met by what was written lately.

Only what the person confirmed from their team's sheet counts; nothing here is a triage of ours.  Each line that is met
is a finding of its own: lines are never counted into a verdict, one reading is enough, and readings are not averaged.
Temperatures are compared in °C, exactly: 37.46 °C is not 37.5 °C, and 100.4 °F is 38.0 °C.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.patient import CallRule, CareSheet, Urgency
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.visits import LEVEL
from journal.reference.units import convert
from journal.rules.temperatures import CELSIUS, TEMPERATURE, shown_in

CODES: Final = ("call.fever", "call.low", "call.at_least", "call.below", "call.level")
SOURCE: Final = "care sheet"

# The two limits that stand on the sheet itself, and the suggested line that says the same as the first.
FEVER: Final = "fever"
LOW: Final = "low"
SUGGESTED_FEVER: Final = "RF01"

LATELY: Final = timedelta(days=1)  # today and yesterday
RESULTS_LATELY: Final = timedelta(days=3)  # a laboratory's paper comes later than the sample
BY_URGENCY: Final = tuple(Urgency)

_STRICTLY_ABOVE: Final = frozenset({Comparator.AT_LEAST, Comparator.MORE})
_ABOVE: Final = _STRICTLY_ABOVE | {Comparator.NONE}


def lines_met(
    sheet: CareSheet | None, rules: Iterable[CallRule], records: Iterable[Record], today: date
) -> tuple[Finding, ...]:
    """Return which confirmed lines of *sheet* and *rules* the *records* of the last day meet, most urgent first."""
    written = list(_lately(records, today))
    found = [finding for record in written for finding in _of_sheet(sheet, record)]
    has_limit = sheet is not None and sheet.confirmed_on is not None and sheet.fever_at is not None
    for rule in rules:
        if rule.confirmed_on is None or (rule.rule == SUGGESTED_FEVER and has_limit):
            continue
        found += [finding for record in written if (finding := _of_rule(rule, record)) is not None]
    when = {record.id: (record.happened_on, record.happened_at is not None, record.happened_at) for record in written}
    newest_first = sorted(found, key=lambda finding: when[finding.record_ids[0]], reverse=True)
    return tuple(sorted(newest_first, key=lambda finding: BY_URGENCY.index(urgency_of(finding))))


def urgency_of(finding: Finding) -> Urgency:
    """Return how soon the line of the sheet says to act."""
    return Urgency(str(finding.values["urgency"]))


def _lately(records: Iterable[Record], today: date) -> Iterator[Record]:
    """Yield what was written about today or yesterday, and of each blood value the newest of the last days."""
    results: dict[str, LabResult] = {}
    for record in records:
        if isinstance(record, LabResult):
            before = results.get(record.analyte)
            new = today - RESULTS_LATELY <= record.happened_on <= today
            if new and record.analyte and (before is None or before.happened_on <= record.happened_on):
                results[record.analyte] = record
        elif isinstance(record, VitalSign | SymptomEntry) and today - LATELY <= record.happened_on <= today:
            yield record
    yield from results.values()


def _of_sheet(sheet: CareSheet | None, record: Record) -> Iterator[Finding]:
    """Yield what the two limits of the sheet itself say of a temperature, in the scale that it was measured in."""
    if sheet is None or sheet.confirmed_on is None or not isinstance(record, VitalSign):
        return
    value = _in_unit(record, TEMPERATURE, CELSIUS)
    if value is None:
        return
    if sheet.fever_at is not None and _is_at_least(value, sheet.fever_at):
        yield _finding("call.fever", FEVER, record, Urgency.CALL_NOW, shown_in(sheet.fever_at, record.quantity.unit))
    if sheet.low_at is not None and value.value <= sheet.low_at and value.comparator not in _STRICTLY_ABOVE:
        yield _finding("call.low", LOW, record, Urgency.CALL_NOW, shown_in(sheet.low_at, record.quantity.unit))


def _of_rule(rule: CallRule, record: Record) -> Finding | None:
    """Return what one line says of one record; None where it is about something else, or not met."""
    if not rule.measure or (rule.at_least is None and rule.below is None):
        return None  # a line in words alone is read, not compared
    if isinstance(record, SymptomEntry):
        met = record.symptom == rule.measure and rule.at_least is not None and record.level >= rule.at_least
        return _finding("call.level", rule.id, record, rule.urgency, None, rule) if met else None
    value = _in_unit(record, rule.measure, rule.unit)
    if value is None:
        return None
    if rule.at_least is not None and _is_at_least(value, rule.at_least):
        return _finding("call.at_least", rule.id, record, rule.urgency, _said(rule.at_least, rule, record), rule)
    if rule.below is not None and _is_below(value, rule.below):
        return _finding("call.below", rule.id, record, rule.urgency, _said(rule.below, rule, record), rule)
    return None


def _said(limit: Decimal, rule: CallRule, record: Record) -> Quantity:
    """Return the limit of *rule* as it is said beside *record*: a temperature in the scale that was measured in."""
    measured = record.quantity if isinstance(record, LabResult | VitalSign) else None
    if rule.measure == TEMPERATURE and rule.unit == CELSIUS and measured is not None:
        return shown_in(limit, measured.unit)
    return Quantity(limit, rule.unit)


def _in_unit(record: Record, analyte: str, unit: str) -> Quantity | None:
    """Return the value of *record* in *unit*; None where it is of another kind, or cannot be converted safely."""
    if not isinstance(record, LabResult | VitalSign) or record.analyte != analyte or record.quantity is None:
        return None
    return convert(record.quantity, analyte, unit)


def _is_at_least(value: Quantity, limit: Decimal) -> bool:
    """Say whether the value surely reaches *limit*: "<40" may lie anywhere below."""
    return value.value >= limit and value.comparator in _ABOVE


def _is_below(value: Quantity, limit: Decimal) -> bool:
    """Say whether the value surely lies below *limit*: "<0.5" does, ">0.1" may not."""
    if value.comparator is Comparator.LESS:
        return value.value <= limit
    return value.value < limit and value.comparator not in _STRICTLY_ABOVE


def _finding(
    code: str, line: str, record: Record, urgency: Urgency, limit: Quantity | None, rule: CallRule | None = None
) -> Finding:
    values: dict[str, Value] = {
        "line": line,
        "urgency": urgency.value,
        "day": record.happened_on,
        "what": rule.what if rule is not None else "",
        "measure": rule.measure if rule is not None else TEMPERATURE,
    }
    if limit is not None:
        values["limit"] = limit
    if isinstance(record, SymptomEntry):
        values["level"] = record.level
        if rule is not None and rule.at_least is not None:
            values["limit"] = Quantity(rule.at_least, LEVEL)
    elif isinstance(record, LabResult | VitalSign) and record.quantity is not None:
        values["value"] = record.quantity
    return Finding(code=code, values=values, record_ids=(record.id,), source=SOURCE)
