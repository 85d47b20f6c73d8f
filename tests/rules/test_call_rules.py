"""Each confirmed line of the sheet at its threshold: just under, on, just over, unknown; and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.finding import Finding
from journal.domain.patient import CallRule, CareSheet, Urgency
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import ScoredBy, SymptomEntry
from journal.reference.call_rules import suggested_rules
from journal.rules.call_rules import lines_met, urgency_of
from journal.rules.temperatures import in_celsius

TODAY = date(2026, 5, 30)
SHEET = CareSheet(
    happened_on=TODAY, fever_at=Decimal("37.5"), low_at=Decimal("36.0"), confirmed_on=TODAY - timedelta(90)
)


def temperature(text: str, on: date = TODAY, at: time | None = None) -> VitalSign:
    """Read "38.1", "100.4 F" or ">40" as a person would note a temperature."""
    number, _space, unit = text.lstrip("<>").partition(" ")
    comparator = {"<": Comparator.LESS, ">": Comparator.MORE}.get(text[0], Comparator.NONE)
    quantity = Quantity(Decimal(number), {"F": "[degF]", "": "Cel"}.get(unit, unit), comparator)
    return VitalSign(happened_on=on, happened_at=at, analyte="body_temperature", quantity=quantity)


def result(analyte: str, text: str, unit: str, on: date = TODAY) -> LabResult:
    comparator = {"<": Comparator.LESS, ">": Comparator.MORE}.get(text[0], Comparator.NONE)
    return LabResult(happened_on=on, analyte=analyte, quantity=Quantity(Decimal(text.lstrip("<>")), unit, comparator))


def level(symptom: str, number: int, on: date = TODAY) -> SymptomEntry:
    return SymptomEntry(happened_on=on, symptom=symptom, level=number)


def rule(measure: str, unit: str, *, at_least: str = "", below: str = "", **fields: object) -> CallRule:
    made = CallRule(
        happened_on=TODAY,
        rule="",
        what="as on the sheet",
        measure=measure,
        unit=unit,
        at_least=Decimal(at_least) if at_least else None,
        below=Decimal(below) if below else None,
        confirmed_on=TODAY,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("37.4", []),
        ("37.46", []),  # not rounded up to the limit
        ("37.49", []),
        ("37.5", ["call.fever"]),
        ("37.6", ["call.fever"]),
        ("99.4 F", []),  # 37.44 °C
        ("99.5 F", ["call.fever"]),  # exactly 37.5 °C
        ("100.4 F", ["call.fever"]),  # exactly 38.0 °C
        ("36.1", []),
        ("36.0", ["call.low"]),
        ("35.9", ["call.low"]),
        ("96.8 F", ["call.low"]),  # exactly 36.0 °C
        ("96.9 F", []),
        (">40", ["call.fever"]),
        ("<40", []),  # may be anything below
        (">35", []),
        ("<35", ["call.low"]),
        ("38.5 furlong", []),  # not a temperature
    ],
)
def test_temperatures_against_the_sheet(written: str, found: list[str]) -> None:
    assert codes(lines_met(SHEET, [], [temperature(written)], TODAY)) == found


def test_a_fahrenheit_limit_is_met_by_itself() -> None:
    limit = in_celsius(Quantity(Decimal("100.5"), "[degF]"))  # as it is converted from the sheet
    sheet = replace(SHEET, fever_at=limit)
    assert codes(lines_met(sheet, [], [temperature("100.5 F")], TODAY)) == ["call.fever"]
    assert codes(lines_met(sheet, [], [temperature("100.4 F")], TODAY)) == []


def test_the_limit_of_a_line_is_said_in_the_scale_that_was_measured_in() -> None:
    upper, lower = rule("body_temperature", "Cel", at_least="38.0"), rule("body_temperature", "Cel", below="36.0")
    said = {
        written: lines_met(None, [upper, lower], [temperature(written)], TODAY)[0].values["limit"]
        for written in ("100.4 F", "38.0", "95 F", "35")
    }
    assert said == {
        "100.4 F": Quantity(Decimal("100.4"), "[degF]"),
        "38.0": Quantity(Decimal("38.0"), "Cel"),
        "95 F": Quantity(Decimal("96.8"), "[degF]"),
        "35": Quantity(Decimal("36.0"), "Cel"),
    }


@pytest.mark.parametrize("sheet", [None, replace(SHEET, confirmed_on=None), replace(SHEET, fever_at=None, low_at=None)])
def test_without_a_confirmed_limit_nothing_is_said(sheet: CareSheet | None) -> None:
    assert lines_met(sheet, [], [temperature("40.5"), temperature("34")], TODAY) == ()


@pytest.mark.parametrize(("days_ago", "found"), [(-1, 0), (0, 1), (1, 1), (2, 0)])
def test_what_was_written_about_today_and_yesterday_counts(days_ago: int, found: int) -> None:
    assert len(lines_met(SHEET, [], [temperature("38.1", TODAY - timedelta(days_ago))], TODAY)) == found


def test_one_reading_is_enough_and_none_is_averaged() -> None:
    readings = [temperature("37.6", at=time(8)), temperature("36.8", at=time(9)), temperature("36.9", at=time(10))]
    (finding,) = lines_met(SHEET, [], readings, TODAY)
    assert finding.record_ids == (readings[0].id,)


@pytest.mark.parametrize(
    ("wanted", "record", "found"),
    [
        (rule("shortness_of_breath", "level", at_least="2"), level("shortness_of_breath", 1), []),
        (rule("shortness_of_breath", "level", at_least="2"), level("shortness_of_breath", 2), ["call.level"]),
        (rule("shortness_of_breath", "level", at_least="2"), level("shortness_of_breath", 3), ["call.level"]),
        (rule("shortness_of_breath", "level", at_least="2"), level("nausea", 4), []),
        (rule("shortness_of_breath", "level", at_least="2", confirmed_on=None), level("shortness_of_breath", 4), []),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "0.5", "10*9/L"), []),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "0.49", "10*9/L"), ["call.below"]),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "490", "/uL"), ["call.below"]),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "<0.5", "10*9/L"), ["call.below"]),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "<0.6", "10*9/L"), []),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", ">0.1", "10*9/L"), []),
        (rule("neutrophils", "10*9/L", below="0.5"), result("neutrophils", "0.4", "unknown"), []),
        (rule("platelets", "10*9/L", below="20"), result("platelets", "20", "K/uL"), []),
        (rule("platelets", "10*9/L", below="20"), result("platelets", "19", "K/uL"), ["call.below"]),
        (rule("pain_0_10", "{score}", at_least="8"), level("general_pain", 4), []),
        (rule("", "", at_least=""), level("general_pain", 4), []),  # in words alone
    ],
)
def test_lines_of_the_sheet(wanted: CallRule, record: Record, found: list[str]) -> None:
    assert codes(lines_met(None, [wanted], [record], TODAY)) == found


@pytest.mark.parametrize("key", sorted(set(suggested_rules()) - {"RF01"}))
def test_each_suggestion_can_be_met_once_it_is_confirmed(key: str) -> None:
    suggested = suggested_rules()[key]
    assert suggested.threshold is not None
    upwards = suggested.operator == ">="
    limit = str(suggested.threshold)
    own = rule(suggested.measure, suggested.unit, **{"at_least" if upwards else "below": limit})
    own = replace(own, urgency=suggested.urgency)

    def at(value: Decimal) -> Record:
        if suggested.unit == "level":
            return level(suggested.measure, int(value))
        return result(suggested.measure, str(value), suggested.unit)

    step = Decimal(1) if upwards else Decimal("0.01")
    assert lines_met(None, [own], [at(suggested.threshold - step)], TODAY) == () if upwards else True
    on = lines_met(None, [own], [at(suggested.threshold)], TODAY)
    assert len(on) == (1 if upwards else 0)
    beyond = lines_met(None, [own], [at(suggested.threshold if upwards else suggested.threshold - step)], TODAY)
    assert [urgency_of(finding) for finding in beyond] == [suggested.urgency]
    assert lines_met(None, [replace(own, confirmed_on=None)], [at(suggested.threshold - step)], TODAY) == ()


def test_a_newer_blood_value_takes_the_place_of_the_older() -> None:
    low = rule("neutrophils", "10*9/L", below="0.5")
    older = result("neutrophils", "0.4", "10*9/L", TODAY - timedelta(3))
    assert len(lines_met(None, [low], [older], TODAY)) == 1
    assert lines_met(None, [low], [older, result("neutrophils", "0.9", "10*9/L")], TODAY) == ()
    assert lines_met(None, [low], [replace(older, happened_on=TODAY - timedelta(4))], TODAY) == ()


def test_the_most_urgent_line_comes_first_then_the_newest_entry() -> None:
    breath = rule("shortness_of_breath", "level", at_least="3", urgency=Urgency.EMERGENCY)
    mouth = rule("mouth_throat_sores", "level", at_least="2", urgency=Urgency.CALL_TODAY)
    numb = rule("numbness_tingling", "level", at_least="3", urgency=Urgency.TELL_AT_VISIT)
    early, late = temperature("38.0", at=time(7)), temperature("38.2", at=time(9))
    written = [level("numbness_tingling", 3), level("mouth_throat_sores", 2), early, late]
    written.append(level("shortness_of_breath", 4))
    found = lines_met(SHEET, [numb, mouth, breath], written, TODAY)
    assert [urgency_of(finding) for finding in found] == [
        Urgency.EMERGENCY,
        Urgency.CALL_NOW,
        Urgency.CALL_NOW,
        Urgency.CALL_TODAY,
        Urgency.TELL_AT_VISIT,
    ]
    assert [finding.record_ids for finding in found[1:3]] == [(late.id,), (early.id,)]


def test_the_fever_limit_stands_once() -> None:
    copied = rule("body_temperature", "Cel", at_least="37.5", rule="RF01")
    assert codes(lines_met(SHEET, [copied], [temperature("38.0")], TODAY)) == ["call.fever"]
    only_rule = lines_met(replace(SHEET, fever_at=None), [copied], [temperature("38.0")], TODAY)
    assert codes(only_rule) == ["call.at_least"]


def test_person_and_carer_are_two_findings() -> None:
    breath = rule("shortness_of_breath", "level", at_least="2")
    carer = replace(level("shortness_of_breath", 2), scored_by=ScoredBy.CARER)
    assert len(lines_met(None, [breath], [level("shortness_of_breath", 3), carer], TODAY)) == 2


@given(st.decimals(30, 45, places=2), st.decimals(36, 40, places=1))
def test_a_limit_is_met_from_itself_upwards(value: Decimal, limit: Decimal) -> None:
    sheet = replace(SHEET, fever_at=limit, low_at=None)
    assert bool(lines_met(sheet, [], [temperature(str(value))], TODAY)) == (value >= limit)
