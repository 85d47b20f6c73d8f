"""What the last value of each marker says, of the treatment that ran then."""

from __future__ import annotations

from datetime import timedelta

from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import analytes
from journal.rules.markers.last_values import MarkerAnswer, last_markers, marker_pace
from tests.rules.markers.test_trend import START, result

LINE = TreatmentLine(happened_on=START, name="FOLFOX", number=1)
KNOWN = [analytes()[key] for key in ("cea", "ca19_9", "ctdna_vaf", "sodium")]


def answers(*lines: TreatmentLine) -> dict[str, MarkerAnswer]:
    results = [
        *(result(value, day, "cea", high=5) for value, day in (("20", -10), ("10", 20), ("5.5", 55))),
        *(result(value, day, "ctdna_vaf") for value, day in (("2", -10), ("1", 40))),
        result("140", 30, "sodium"),
    ]
    found = last_markers(results, lines, KNOWN, [START + timedelta(60)])
    return {answer.analyte: answer for answer in found}


def codes(answer: MarkerAnswer) -> list[str]:
    return [finding.code for finding in (*answer.findings, *answer.further)]


def test_each_marker_that_was_measured_is_said_in_the_order_known() -> None:
    assert list(answers(LINE)) == ["cea", "ctdna_vaf"]


def test_the_treatment_that_ran_then_counts() -> None:
    assert codes(answers(LINE)["cea"]) == [
        "marker.lower",
        "marker.above_range",
        "marker.too_early",
        "kinetics.half_life",
        "kinetics.nadir",
    ]
    assert codes(answers(LINE)["ctdna_vaf"]) == ["ctdna.lower", "ctdna.level_half"]


def test_without_a_treatment_nothing_is_said_of_one() -> None:
    assert codes(answers()["cea"])[:3] == ["marker.lower", "marker.above_range", "kinetics.half_life"]
    assert codes(answers()["ctdna_vaf"]) == ["ctdna.lower"]


def test_the_pace_is_that_of_the_treatment() -> None:
    early = [result(value, day, "cea", high=5) for value, day in (("20", -30), ("10", -10))]
    assert marker_pace(early, [])[0].code == "kinetics.half_life"
    late = [*early, result("8", 20, "cea", high=5)]
    assert marker_pace(late, [])[0].values["count"] == 3
    assert marker_pace(late, [LINE])[0].values["count"] == 1
