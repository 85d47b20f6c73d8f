"""An import is a preview, then one step; the same file twice adds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from journal.actions.importing import as_json, as_text, carry_out, is_somebody_else, preview, preview_of, read
from journal.domain.patient import Patient
from journal.domain.problems import Problem
from journal.domain.results import LabResult, VitalSign
from journal.exchange.batch import Person
from journal.store.journal import Journal
from journal.store.opening import create
from tests.places import shared

TODAY = date(2026, 11, 24)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def observation(**changed: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": "a1",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "2039-6"}], "text": "CEA"},
        "effectiveDateTime": "2026-05-01T23:30:00-11:00",
        "valueQuantity": {"value": 5.40, "unit": "ng/mL"},
    } | changed


def written(folder: Path, value: Any, name: str = "source.json") -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("colon_gabriela", {"results": 295, "vitals": 69}),  # six eGFR are in another unit: 301 in all
        ("prostate_stevie", {"results": 124, "markers": 3, "vitals": 69}),
        ("lung_austin", {"results": 115, "markers": 9, "vitals": 54}),
    ],
)
def test_real_bundles(journal: Journal, name: str, new: dict[str, int]) -> None:
    source = shared("samples", "fhir-synthea", f"{name}.json")
    found = preview(source, journal, TODAY)
    assert as_json(found)["new"] == new
    change = carry_out(found, journal)
    assert change is not None
    again = preview(source, journal, TODAY)
    assert as_json(again)["new"] == {}
    assert as_json(again)["already"] == new
    assert carry_out(again, journal) is None
    journal.undo()
    assert journal.count(LabResult) == journal.count(VitalSign) == 0


def test_several_people(journal: Journal) -> None:
    source = shared("samples", "csv", "psa_trial.csv")
    with pytest.raises(Problem, match="several people") as caught:
        preview(source, journal, TODAY)
    assert str(caught.value.values["people"]).count(";") == 10
    found = preview(source, journal, TODAY, patient="01-701-1015")
    assert set(found.new_counts) == {"markers"}
    others = [item for item in as_json(found)["left_out"] if "other people" in item["reason"]]
    assert found.new_counts["markers"] + others[0]["count"] == 41


def test_correction_replaces(journal: Journal, tmp_path: Path) -> None:
    carry_out(preview(written(tmp_path, observation()), journal, TODAY), journal)
    later = observation(status="corrected", valueQuantity={"value": 4.5, "unit": "ng/mL"})
    carry_out(preview(written(tmp_path, later), journal, TODAY), journal)
    (result,) = journal.all(LabResult)
    assert result.quantity is not None
    assert result.quantity.value == Decimal("4.5")
    assert preview(written(tmp_path, later), journal, TODAY).new == ()
    journal.undo()
    assert str(journal.all(LabResult)[0].printed) == "5.4"


def test_another_person_is_asked_about(journal: Journal, tmp_path: Path) -> None:
    with journal.change("Patient") as draft:
        draft.save(Patient(happened_on=TODAY, name="Anna Berg", born_on=date(1960, 1, 1)))
    patient = {"resourceType": "Patient", "id": "p1", "birthDate": "1961-01-01", "name": [{"family": "Berg"}]}
    source = written(tmp_path, [patient, observation(subject={"reference": "Patient/p1"})])
    with pytest.raises(Problem, match="same person"):
        preview(source, journal, TODAY)
    assert preview(source, journal, TODAY, patient="p1").new_counts == {"markers": 1}


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"effectiveDateTime": "2027-01-01"}, "future"),
        ({"valueQuantity": {"value": 5, "unit": "mmol/L"}}, "CEA 2026-05-01: the unit “mmol/L” does not belong to CEA"),
        ({"valueQuantity": {"value": 5}}, "no unit"),
        ({"status": "entered-in-error"}, "took this entry back"),
        ({"effectiveDateTime": "someday"}, "no date"),
    ],
)
def test_what_is_asked_about(journal: Journal, tmp_path: Path, changed: dict[str, Any], part: str) -> None:
    found = preview(written(tmp_path, observation(**changed)), journal, TODAY)
    assert found.new == ()
    (left,) = as_json(found)["left_out"]
    assert part in left["reason"]
    assert part in as_text(found)


def test_what_it_cannot_read(journal: Journal, tmp_path: Path) -> None:
    for text in ("", "%PDF-1.7", "<xml/>", '{"a": 1}', '{"resourceType":\n tru}', "[" * 100_000):
        with pytest.raises(Problem):
            preview(written(tmp_path, text), journal, TODAY)


def test_two_hospitals_may_number_alike(journal: Journal, tmp_path: Path) -> None:
    carry_out(preview(written(tmp_path, observation()), journal, TODAY), journal)
    elsewhere = observation(effectiveDateTime="2026-06-01", valueQuantity={"value": 7, "unit": "ng/mL"})
    assert preview(written(tmp_path, elsewhere), journal, TODAY).new_counts == {"markers": 1}


def test_progress_is_told_and_can_stop_it(journal: Journal, tmp_path: Path) -> None:
    path = written(tmp_path, observation())
    batch = read(path)
    told: list[float] = []
    assert len(preview_of(batch, path.name, journal, TODAY, None, told.append).new) == 1
    assert told == [0]

    def stop(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        preview_of(batch, path.name, journal, TODAY, None, stop)


@pytest.mark.parametrize(
    ("name", "born_on", "differs"),
    [
        ("Marianne Example", date(1958, 2, 2), False),
        ("Example, M.", None, False),
        ("", None, False),
        ("Harold Other", None, True),
        ("Marianne Example", date(1958, 2, 3), True),
    ],
)
def test_who_is_somebody_else(journal: Journal, name: str, born_on: date | None, differs: bool) -> None:
    person = Person("p", name, born_on)
    assert not is_somebody_else(person, journal)  # nobody knows whose journal it is
    with journal.change("Patient") as draft:
        draft.save(Patient(happened_on=TODAY, name="Marianne Example", born_on=date(1958, 2, 2)))
    assert is_somebody_else(person, journal) is differs


def test_what_is_left_out_is_named_by_test_and_day(journal: Journal, tmp_path: Path) -> None:
    later = observation(effectiveDateTime="2030-01-01")
    twice = [later, observation(id="b"), observation(id="c"), observation(id="d", effectiveDateTime="2026-05-02")]
    found = preview(written(tmp_path, twice), journal, TODAY)
    assert [item.where for item in found.left_out] == ["CEA 2030-01-01", "CEA 2026-05-01"]
