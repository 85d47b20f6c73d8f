"""What can be measured at a first scan, at every limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, Modality, Scan
from journal.rules.response.measurable import measurable

DAY = date(2026, 1, 5)


def codes_of(
    sizes: list[tuple[str, str | None]], kind: Modality = Modality.CT, slice_mm: str | None = None
) -> list[str]:
    """Return the codes for sizes like ("node", "14.9"); "watched" is a lesion that is not measured."""
    scan = Scan(happened_on=DAY, modality=kind, slice_mm=None if slice_mm is None else Decimal(slice_mm))
    lesions: dict[str, Lesion] = {}
    measurements = []
    for number, (what, size) in enumerate(sizes):
        role = LesionRole.NON_TARGET if what == "watched" else LesionRole.TARGET
        organ = "" if what in ("node", "spot", "watched") else what
        lesion = Lesion(happened_on=DAY, name=f"Spot {number}", role=role, is_node=what == "node", organ=organ)
        lesions[lesion.id] = lesion
        mm = None if size is None else Decimal(size)
        state = LesionState.TOO_SMALL if mm is None else LesionState.MEASURED
        measurements.append(Measurement(happened_on=DAY, scan_id=scan.id, lesion_id=lesion.id, mm=mm, state=state))
    return [finding.code.removeprefix("measurable.") for finding in measurable(scan, lesions, measurements)]


@pytest.mark.parametrize(
    ("what", "size", "kind", "slice_mm", "said"),
    [
        ("spot", "10", Modality.CT, None, []),
        ("spot", "9.9", Modality.CT, None, ["small"]),
        ("spot", "9.9", Modality.EXAMINATION, None, ["small"]),
        ("spot", None, Modality.CT, None, []),  # too small to measure has no size to speak of
        ("watched", "3", Modality.CT, None, []),
        ("spot", "15.9", Modality.CT, "8", ["thin_for_slices"]),
        ("spot", "16", Modality.MRI, "8", []),
        ("spot", "10", Modality.CT, "5", []),
        ("spot", "10.1", Modality.CT, "5.1", ["thin_for_slices"]),
        ("spot", "10.2", Modality.CT, "5.1", []),
        ("spot", "10", Modality.EXAMINATION, "8", []),  # a hand has no slices
        ("node", "15", Modality.CT, None, []),
        ("node", "14.9", Modality.CT, None, ["node_small"]),
        ("node", "10", Modality.CT, None, ["node_small"]),
        ("node", "9.9", Modality.CT, None, ["node_normal"]),
        ("spot", "19.9", Modality.XRAY, None, ["small_on_xray"]),
        ("spot", "20", Modality.XRAY, None, []),
        ("spot", "40", Modality.ULTRASOUND, None, ["method"]),
        ("node", "40", Modality.BONE_SCAN, None, ["method"]),
    ],
)
def test_each_limit(what: str, size: str | None, kind: Modality, slice_mm: str | None, said: list[str]) -> None:
    assert codes_of([(what, size)], kind, slice_mm) == said


def test_how_many() -> None:
    assert codes_of([("spot", "20")] * 5) == []
    assert codes_of([("spot", "20")] * 6) == ["many"]
    assert codes_of([("liver", "20")] * 2) == []
    assert codes_of([("liver", "20"), ("Liver ", "20"), ("liver", "20")]) == ["many_in_organ"]
    assert codes_of([("node", "20")] * 3) == ["many_in_organ"]  # all nodes together are one organ


def test_one_finding_names_every_spot_it_is_about() -> None:
    scan = Scan(happened_on=DAY)
    lesions = {each.id: each for each in (Lesion(happened_on=DAY, name=name) for name in ("A", "B", "C"))}
    sizes = [
        Measurement(happened_on=DAY, scan_id=scan.id, lesion_id=key, mm=Decimal(size))
        for key, size in zip(lesions, ("8", "20", "9"), strict=True)
    ]
    (finding,) = measurable(scan, lesions, sizes)
    assert finding.values["names"] == ("A", "C")
    assert finding.record_ids == (scan.id, sizes[0].id, sizes[2].id)


def test_spots_in_other_organs_are_not_named_with_a_crowded_one() -> None:
    scan = Scan(happened_on=DAY)
    organs = {"A": "liver", "B": "lung", "C": "liver", "D": "liver"}
    lesions = {each.id: each for each in (Lesion(happened_on=DAY, name=n, organ=organs[n]) for n in organs)}
    sizes = [Measurement(happened_on=DAY, scan_id=scan.id, lesion_id=key, mm=Decimal(20)) for key in lesions]
    (finding,) = measurable(scan, lesions, sizes)
    assert (finding.code, finding.values["names"]) == ("measurable.many_in_organ", ("A", "C", "D"))
