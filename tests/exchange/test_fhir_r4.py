"""FHIR as hospitals send it: exact values, the written day, and no traceback whatever comes."""

from __future__ import annotations

import contextlib
import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.problems import Problem
from journal.domain.quantity import Comparator
from journal.domain.record import Precision
from journal.domain.results import LabResult, VitalSign
from journal.exchange import fhir_r4

LAB = [{"coding": [{"code": "laboratory"}]}]
CEA = {"coding": [{"system": "http://loinc.org", "code": "2039-6"}], "text": "CEA"}


def read(folder: Path, text: str) -> Any:
    path = folder / "source.json"
    path.write_text(text, encoding="utf-8")
    return fhir_r4.read(path)


def one(folder: Path, **fields: Any) -> LabResult:
    resource = {"resourceType": "Observation", "category": LAB, "code": CEA, "effectiveDateTime": "2026-05-01"}
    (record,) = read(folder, json.dumps(resource | fields)).records
    assert isinstance(record, LabResult)
    return record


def test_exact_and_unshifted(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "resourceType": "Observation",
            "category": LAB,
            "code": CEA,
            "effectiveDateTime": "2026-05-01T23:30:00-11:00",
            "valueQuantity": {"value": "VALUE", "unit": "ng/mL", "comparator": "<"},
            "referenceRange": [{"low": {"value": 0}, "high": {"value": 5, "unit": "ng/mL"}}],
            "interpretation": [{"coding": [{"code": "H"}]}],
            "note": [{"text": "sample haemolysed"}],
        }
    ).replace('"VALUE"', "5.40")
    (record,) = read(tmp_path, text).records
    assert (record.happened_on, record.happened_at) == (date(2026, 5, 1), time(23, 30))
    assert str(record.quantity.value) == "5.40"
    assert record.quantity.comparator is Comparator.LESS
    assert (record.low, record.high, record.flag, record.note) == (0, 5, "H", "sample haemolysed")


def test_without_number(tmp_path: Path) -> None:
    assert one(tmp_path, valueString="too small to measure").printed == "too small to measure"
    assert one(tmp_path, valueCodeableConcept={"text": "detected"}).quantity is None
    assert one(tmp_path, dataAbsentReason={"text": "haemolysed"}).printed == "haemolysed"
    assert one(tmp_path, code={"text": "Foo"}, valueQuantity={"value": 3, "unit": "x"}).analyte == ""
    assert one(tmp_path, effectiveDateTime="2026-05", valueString="x").precision is Precision.MONTH


def test_blood_pressure_becomes_two_vitals(tmp_path: Path) -> None:
    parts = [
        {
            "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
            "valueQuantity": {"value": value, "unit": "mmHg"},
        }
        for code, value in (("8480-6", 120), ("8462-4", 80))
    ]
    found = read(
        tmp_path,
        json.dumps({"resourceType": "Observation", "id": "x", "effectiveDateTime": "2026-05-01", "component": parts}),
    ).records
    assert [(v.analyte, v.quantity.value) for v in found if isinstance(v, VitalSign)] == [
        ("bp_systolic", Decimal(120)),
        ("bp_diastolic", Decimal(80)),
    ]
    assert len({v.origin for v in found}) == 2


def test_one_resource_a_line_and_a_broken_one(tmp_path: Path) -> None:
    line = json.dumps(
        {
            "resourceType": "Observation",
            "category": LAB,
            "code": CEA,
            "effectiveDateTime": "2026-05-01",
            "valueString": "x",
        }
    )
    assert len(read(tmp_path, f"{line}\n{line}\n").records) == 2
    with pytest.raises(Problem) as caught:
        read(tmp_path, f"{line}\n{{oops}}\n")
    assert (caught.value.values["line"], caught.value.values["column"]) == (2, 2)


NAMES = [
    "resourceType", "id", "status", "category", "coding", "code", "system", "text", "subject", "reference", "value",
    "valueQuantity", "unit", "comparator", "component", "referenceRange", "low", "high", "entry", "resource",
    "effectiveDateTime", "effectivePeriod", "start", "note", "performer", "name", "given", "family", "birthDate",
    "specimen", "interpretation", "hasMember", "valueRatio", "numerator", "identifier", "contained", "type",
]  # fmt: skip
WORDS = ["Observation", "Patient", "Bundle", "laboratory", "vital-signs", "final", "corrected", "2039-6", "2026-05-01"]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([*WORDS, "http://loinc.org"]),
    st.text(max_size=5),
)
THINGS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner), max_leaves=30
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NAMES), THINGS), st.sampled_from(["Observation", "Patient", "Bundle"]))
def test_never_a_traceback(tmp_path: Path, thing: dict[str, Any], kind: str) -> None:
    whole = {
        "resourceType": "Observation",
        "code": CEA,
        "category": LAB,
        "effectiveDateTime": "2026",
        "valueInteger": 3,
    }
    with contextlib.suppress(Problem):
        read(tmp_path, json.dumps([{**thing, "resourceType": kind}, {**whole, **thing, "resourceType": "Observation"}]))


@pytest.mark.parametrize("number", ["1e999999999", "-1E-99999999999999999999", "9" * 5000, "1e400", "NaN", "Infinity"])
def test_huge_numbers_are_left_out(tmp_path: Path, number: str) -> None:
    text = (
        '{"resourceType":"Observation","category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"x"},'
        f'"effectiveDateTime":"2026-05-01","valueQuantity":{{"value":{number},"unit":"g"}}}}'
    )
    batch = read(tmp_path, text)
    assert all(record.quantity is None for record in batch.records)
