"""The tables hold together, and units convert exactly where they may."""

from __future__ import annotations

from decimal import Decimal

import pytest

from journal.domain.quantity import Comparator, Quantity
from journal.reference.analytes import analyte_named, analyte_of_loinc, analytes
from journal.reference.call_rules import suggested_rules
from journal.reference.regimens import regimens
from journal.reference.symptoms import symptom_named, symptoms
from journal.reference.tables import rows
from journal.reference.units import belongs, convert, normalise_unit


def test_keys_are_unique_and_refer_to_each_other() -> None:
    for table in ("analytes", "symptoms", "regimens", "call_rules", "fever_limits"):
        keys = [row["key"] for row in rows(table)]
        assert len(keys) == len(set(keys))
    assert {row["analyte"] for row in rows("loinc")} <= set(analytes())
    assert {row["analyte"] for row in rows("units")} <= set(analytes())
    assert {row["regimen"] for row in rows("regimen_drugs")} <= set(regimens())
    assert {rule.measure for rule in suggested_rules().values()} <= set(analytes()) | set(symptoms())
    assert all(regimen.drugs for regimen in regimens().values())


def check_digit(code: str) -> int:
    """LOINC's check digit: mod 10, every second digit from the right doubled."""
    total = 0
    for place, digit in enumerate(reversed(code)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def test_loinc_codes_pass_their_check_digit() -> None:
    for row in rows("loinc"):
        body, digit = row["loinc"].split("-")
        assert check_digit(body) == int(digit), row["loinc"]


def test_no_code_of_a_licensed_system_is_shipped() -> None:
    for table in ("symptoms", "call_rules"):
        assert not {"meddra", "snomed", "item", "question"} & {column.lower() for column in rows(table)[0]}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CA 125", "ca125"),
        ("ca-125", "ca125"),
        ("Hb", "haemoglobin"),
        ("hemoglobin", "haemoglobin"),
        ("ANC", "neutrophils"),
    ],
)
def test_names_of_analytes(name: str, key: str) -> None:
    found = analyte_named(name)
    assert found is not None
    assert found.key == key


def test_names_of_symptoms() -> None:
    for name in ("diarrhoea", "Diarrhea", "loose stools"):
        assert symptom_named(name) is symptoms()["diarrhea"]
    assert symptom_named("tired") is symptoms()["fatigue"]
    assert symptom_named("nothing like it") is None


def test_a_panel_or_a_related_test_is_no_analyte() -> None:
    assert analyte_of_loinc("85354-9") is None  # blood pressure panel
    assert analyte_of_loinc("2039-6") is analytes()["cea"]
    assert analyte_of_loinc("0000-0") is None


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("x10E3/uL", "10*3/uL"),
        ("10^9/L", "10*9/L"),
        ("10⁹/L", "10*9/L"),
        ("x 10*9/L", "10*9/L"),
        ("K/uL", "10*3/uL"),
        ("G/L", "10*9/L"),
        ("G/l", "10*9/L"),  # as German reports write giga per litre
        ("g/l", "g/L"),
        ("/µl", "/uL"),
        ("µkat/l", "ukat/L"),
        ("MTM/mL", "{MTM}/mL"),
        ("g/L", "g/L"),
        ("thou/mm3", "10*3/uL"),
        ("mEq/L", "meq/L"),
        ("µmol/L", "umol/L"),
        ("μmol/L", "umol/L"),
        ("mmHg", "mm[Hg]"),
        ("°C", "Cel"),
        ("furlong", "furlong"),
    ],
)
def test_printed_units(printed: str, unit: str) -> None:
    assert normalise_unit(printed) == unit


@pytest.mark.parametrize(
    ("value", "unit", "analyte", "to_unit", "converted"),
    [
        ("10.4", "g/dL", "haemoglobin", "g/L", "104"),
        ("104", "g/L", "haemoglobin", "g/dL", "10.4"),
        ("1200", "/uL", "neutrophils", "10*9/L", "1.2"),
        ("1.2", "K/uL", "neutrophils", "10^9/L", "1.2"),
        ("100.4", "°F", "body_temperature", "Cel", "38"),
        ("157", "lb", "weight", "kg", "71.21400209"),
        ("5.4", "µg/L", "cea", "ng/mL", "5.4"),
        ("1", "mg/dL", "flc_kappa", "mg/L", "10"),
    ],
)
def test_conversions_are_exact(value: str, unit: str, analyte: str, to_unit: str, converted: str) -> None:
    found = convert(Quantity(Decimal(value), unit, Comparator.LESS), analyte, to_unit)
    assert found == Quantity(Decimal(converted), to_unit, Comparator.LESS)


@pytest.mark.parametrize(
    ("unit", "analyte"),
    [("IU/mL", "ca125"), ("IU/mL", "afp"), ("mmol/mol", "hba1c"), ("kg", "cea"), ("", "neutrophils")],
)
def test_what_needs_a_person_is_not_converted(unit: str, analyte: str) -> None:
    assert convert(Quantity(Decimal(1), unit), analyte, analytes()[analyte].unit) is None


def test_urea_and_urea_nitrogen_differ() -> None:
    urea = convert(Quantity(Decimal(10), "mg/dL"), "urea", "mmol/L")
    nitrogen = convert(Quantity(Decimal(10), "mg{urea_N}/dL"), "urea", "mmol/L")
    assert urea is not None
    assert nitrogen is not None
    assert round(nitrogen.value / urea.value, 2) == Decimal("2.14")


def test_which_units_belong() -> None:
    assert belongs("ng/mL", "cea")
    assert not belongs("mmol/L", "cea")
    assert not belongs("", "neutrophils")
    assert belongs("", "inr")
    assert belongs("anything", "")
