"""IMWG's myeloma response at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.marker_values import MarkerCourse
from journal.rules.response.imwg import CODES, LADDER, Answer, Category, Settings, judge
from tests.rules.response.marker_courses import visits

SHORT = {
    "M": "m-protein",
    "U": "urine-m-protein",
    "K": "flc-kappa",
    "L": "flc-lambda",
    "R": "flc-ratio",
    "PC": "plasma-cells",
    "CLONAL": "clonal-cells",
    "IFS": "immunofixation-serum",
    "IFU": "immunofixation-urine",
    "SPD": "plasmacytoma",
    "NEW": "new-lesion",
    "CA": "hypercalcaemia",
}


def course(text: str) -> MarkerCourse:
    return visits(text, SHORT)


def answers(text: str, settings: Settings | None = None) -> tuple[Answer, ...]:
    return judge(course(text), settings)


def seen(text: str) -> list[str]:
    return [answer.seen.value for answer in answers(text)]


def said(text: str, settings: Settings | None = None) -> list[str]:
    return [answer.overall.value for answer in answers(text, settings)]


def reasons(text: str) -> list[str]:
    return [reason.code.removeprefix("imwg.reason.") for reason in answers(text)[-1].reasons]


NEGATIVE = "IFS NEGATIVE IFU NEGATIVE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # blood alone
        ("0 M 30; 28 M 22.51", "SD"),
        ("0 M 30; 28 M 22.5", "MR"),
        ("0 M 30; 28 M 22.49", "MR"),
        ("0 M 30; 28 M 15.01", "MR"),
        ("0 M 30; 28 M 15", "PR"),
        ("0 M 30; 28 M 14.99", "PR"),
        ("0 M 30; 28 M 3.01 U 0", "PR"),
        ("0 M 30; 28 M 3 U 0", "VGPR"),
        ("0 M 30; 28 M 2.99 U 99.99", "VGPR"),
        ("0 M 30; 28 M 3 U 100", "PR"),
        ("0 M 30; 28 M 3", "PR"),  # very good asks for the urine, whatever it held at first
        ("0 M 30; 28 M < 3 U < 50", "VGPR"),
        ("0 M 30; 28 M < 3.01 U < 50", "PR"),  # "less than" is worth its limit
        ("0 M 30; 28 M 3 U < 100", "VGPR"),  # ... and lies below it
        ("0 M 30; 28 M 3 U < 100.01", "PR"),
        # measurable: blood from 10 g/L, urine from 200 mg on
        ("0 M 9.99; 28 M 1", "NE"),
        ("0 M 10; 28 M 5", "PR"),
        ("0 M < 30; 28 M 5", "NE"),
        ("0 U 199.99; 28 U 10", "NE"),
        ("0 U 200; 28 U 100.01", "PR"),  # under 200 mg
        # urine alone
        ("0 U 3000; 28 U 1500.01", "SD"),
        ("0 U 3000; 28 U 1500", "MR"),
        ("0 U 3000; 28 U 300.01", "MR"),
        ("0 U 3000; 28 U 300", "PR"),
        ("0 U 1000; 28 U 200", "MR"),
        ("0 U 1000; 28 U 199.99", "PR"),
        ("0 U 1000; 28 U < 200", "PR"),
        ("0 U 1000; 28 U <= 200", "MR"),
        ("0 U 1000; 28 U 99.99", "PR"),  # very good asks for the blood, too
        ("0 U 1000; 28 U 99.99 M 2", "VGPR"),
        ("0 U 1000; 28 U 100 M 2", "PR"),
        # both: the lower word counts
        ("0 M 30 U 3000; 28 M 15 U 1500", "MR"),
        ("0 M 30 U 3000; 28 M 22.51 U 10", "SD"),
        ("0 M 30 U 3000; 28 M 3 U 300.01", "MR"),
        ("0 M 30 U 3000; 28 M 3 U 99", "VGPR"),
        ("0 M 30 U 3000; 28 M 3", "NE"),
        # light chains, where nothing else can be measured
        ("0 K 400 L 10; 28 K 205.01 L 10", "SD"),
        ("0 K 400 L 10; 28 K 205 L 10", "PR"),
        ("0 K 400 L 10; 28 K 49.01 L 10", "PR"),
        ("0 K 400 L 10; 28 K 49 L 10", "VGPR"),
        ("0 L 400 K 10; 28 L 49 K 10", "VGPR"),
        ("0 K 400 L 10; 28 K 54 L < 10", "PR"),  # the other chain could be 0
        ("0 K 400 L 10; 28 K 39 L < 10", "VGPR"),
        ("0 K 400 L 10; 28 K < 49 L 10", "VGPR"),
        ("0 K 400 L 10; 28 K 49", "NE"),
        ("0 K 99.99 L 5; 28 K 5 L 5", "NE"),
        ("0 K 100 L 5; 28 K 10 L 5", "VGPR"),
        ("0 K < 100 L 5; 28 K 10 L 5", "NE"),
        ("0 K 165 L 100; 28 K 10 L 5", "NE"),  # the ratio, 1.65, is normal
        ("0 K 165.01 L 100; 28 K 10 L 5", "VGPR"),
        ("0 K 26 L 100; 28 K 10 L 5", "NE"),
        ("0 K 25.99 L 100; 28 K 5 L 10", "VGPR"),
        ("0 K 165.01 L 100 R 1.65; 28 K 10 L 5", "NE"),  # the printed ratio counts
        ("0 K 170 L 100 R 1.66; 28 K 10 L 5", "VGPR"),
        ("0 K 170 L 100 R 1.80/2.00; 28 K 10 L 5", "NE"),  # the laboratory's own limit
        ("0 M 10 K 400 L 10; 28 M 10 K 5 L 5", "SD"),  # the chains count only without M-protein
        # the marrow, where nothing else can be measured
        ("0 PC 30; 28 PC 15", "PR"),
        ("0 PC 30; 28 PC 15.01", "SD"),
        ("0 PC 29.99; 28 PC 5", "NE"),
        ("0 M 9 PC 60; 28 PC 6", "PR"),  # no further word without a protein
        # complete
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC 4.99", "CR"),
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC 5", "VGPR"),
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC < 5", "CR"),  # as most reports print it
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC < 5.01", "VGPR"),
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC <= 5", "VGPR"),
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE}", "VGPR"),
        (f"0 M 30; 28 {NEGATIVE} PC 4", "CR"),
        ("0 M 30; 28 M 0 U 0 IFS NEGATIVE PC 4", "VGPR"),
        ("0 M 30; 28 M 0 U 0 IFU NEGATIVE PC 4", "VGPR"),
        ("0 M 30; 28 M 0 U 0 IFS POSITIVE IFU NEGATIVE PC 4", "VGPR"),
        ("0 M 30; 28 M 0 U 0 IFS NEGATIVE IFU POSITIVE PC 4", "VGPR"),
        (f"0 M 9; 28 {NEGATIVE} PC 4", "CR"),  # also where nothing could be followed
        (f"0 K 400 L 10; 28 K 10 L 10 {NEGATIVE} PC 4", "CR"),
        (f"0 K 400 L 10; 28 K 17 L 10 {NEGATIVE} PC 4", "VGPR"),  # light chains alone: the ratio, too
        (f"0 M 30; 28 M 0 U 0 K 17 L 10 {NEGATIVE} PC 4", "CR"),
        # stringent
        (f"0 M 30; 28 K 10 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "sCR"),
        (f"0 M 30; 28 K 16.5 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "sCR"),
        (f"0 M 30; 28 K 16.51 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "CR"),
        (f"0 M 30; 28 K 2.6 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "sCR"),
        (f"0 M 30; 28 K 2.59 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "CR"),
        (f"0 M 30; 28 K 10 L 10 {NEGATIVE} PC 4 CLONAL PRESENT", "CR"),
        (f"0 M 30; 28 K 10 L 10 {NEGATIVE} PC 4", "CR"),
        (f"0 M 30; 28 {NEGATIVE} PC 4 CLONAL ABSENT", "CR"),
        (f"0 M 30; 28 K < 1 L 10 {NEGATIVE} PC 4 CLONAL ABSENT", "CR"),  # no ratio of a limit
        # lumps that were there before
        ("0 M 30 SPD 400; 28 M 15 SPD 200", "PR"),
        ("0 M 30 SPD 400; 28 M 15 SPD 200.01", "SD"),
        ("0 M 30 SPD 400; 28 M 22 SPD 200", "MR"),
        ("0 M 30 SPD 400; 28 M 3 U 0 SPD 200", "VGPR"),
        ("0 M 30 SPD 400; 28 M 15", "SD"),
        ("0 M 30 SPD 0; 28 M 15", "PR"),
        (f"0 M 30 SPD 400; 28 M 0 U 0 {NEGATIVE} PC 4 SPD 0", "CR"),
        (f"0 M 30 SPD 400; 28 M 0 U 0 {NEGATIVE} PC 4 SPD 1", "VGPR"),
        (f"0 M 30 SPD 400; 28 M 0 U 0 {NEGATIVE} PC 4", "SD"),
        # what was tested on the day of the start is the baseline, and no later test
        ("0 M 30 U 3000; 5 U 300", "NE"),
        ("0 M 30 IFS NEGATIVE IFU NEGATIVE; 5 M 3 U 0 PC 4", "VGPR"),
        (f"0 M 30 K 10 L 10; 5 {NEGATIVE} PC 4 CLONAL ABSENT", "CR"),
        (f"0 M 30 PC 4; 5 M 3 U 0 {NEGATIVE}", "VGPR"),
        # nothing to set it beside
        ("28 M 15", "NE"),
        ("0 M 30; 28 U 10", "NE"),
    ],
)
def test_one_visit(text: str, expected: str) -> None:
    assert seen(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a response counts when a second visit agrees, before or after
        ("0 M 30; 28 M 15", ["SD"]),
        ("0 M 30; 28 M 15; 56 M 15", ["PR", "PR"]),
        ("0 M 30; 28 M 15; 56 M 16", ["MR", "MR"]),
        ("0 M 30; 28 M 15; 56 M 23; 84 M 15", ["SD", "SD", "SD"]),
        ("0 M 30; 28 M 15; 56 M 3 U 0; 84 M 3 U 0", ["PR", "VGPR", "VGPR"]),
        ("0 M 30; 28 M 22; 56 M 15; 84 M 3 U 0", ["MR", "PR", "PR"]),
        ("0 M 30; 28 M 15; 56 U 0; 84 M 15", ["PR", "NE", "PR"]),  # a visit without the test stands between
        ("0 M 30; 28 M 10; 56 M 15.01; 84 M 15.01", ["MR", "MR", "MR"]),
        ("0 PC 60; 28 PC 10; 56 PC 20", ["SD", "PD"]),  # a visit that grows agrees with no response
        # what was confirmed goes on until growth
        ("0 M 30; 28 M 15; 56 M 15; 84 M 19", ["PR", "PR", "PR"]),
        ("0 M 30; 28 M 15; 56 M 15; 84 U 0; 112 M 19", ["PR", "PR", "NE", "PR"]),
        ("0 M 30; 28 M 15; 56 M 15; 84 M 20; 112 M 20", ["PR", "PR", "PD", "PD"]),
        # growth in the blood: 25 % and 5 g/L, on two tests
        ("0 M 12; 28 M 17; 56 M 17", ["PD", "PD"]),
        ("0 M 12; 28 M 16.99; 56 M 17", ["SD", "PDu"]),
        ("0 M 12; 28 M 17", ["PDu"]),
        ("0 M 12; 28 M 17; 56 M 16.99", ["SD", "SD"]),
        ("0 M 28; 28 M 35; 56 M 35", ["PD", "PD"]),
        ("0 M 28; 28 M 34.99; 56 M 35", ["SD", "PDu"]),
        ("0 M 49.99; 28 M 49.98; 56 M 62.5; 84 M 62.5", ["SD", "PD", "PD"]),  # +25 %, as it must be
        ("0 M 0; 28 M 5; 56 M 5", ["PD", "PD"]),
        ("0 M 0; 28 M 4.99; 56 M 4.99", ["NE", "NE"]),
        ("0 M 12; 28 M < 17; 56 M < 17", ["SD", "SD"]),  # a limit proves nothing
        ("0 M < 12; 28 M 17; 56 M 17", ["PD", "PD"]),
        # counted from the lowest that two tests agree on
        ("0 M 30; 28 M 10; 56 M 5; 84 M 15; 112 M 15", ["PR", "PR", "PD", "PD"]),
        ("0 M 30; 28 M 10; 56 M 5; 84 M 14.99; 112 M 14.99", ["PR", "PR", "PR", "PR"]),
        ("0 M 30; 28 M 10; 56 M 5; 84 M 5; 112 M 10; 140 M 10", ["PR", "PR", "PR", "PD", "PD"]),
        # it stays
        ("0 M 12; 28 M 17; 56 M 17; 84 M 3 U 0; 112 M 3 U 0", ["PD", "PD", "PD", "PD"]),
        # growth in the urine: 25 % and 200 mg
        ("0 U 400; 28 U 600; 56 U 600", ["PD", "PD"]),
        ("0 U 400; 28 U 599.99; 56 U 600", ["SD", "PDu"]),
        ("0 U 1000; 28 U 1250; 56 U 1250", ["PD", "PD"]),
        ("0 U 1000; 28 U 1249.99; 56 U 1250", ["SD", "PDu"]),
        ("0 M 30 U 0; 28 M 30 U 200; 56 M 30 U 200", ["PD", "PD"]),  # new in the urine
        ("0 M 30 U 0; 28 M 30 U 200; 56 M 35 U 0", ["SD", "SD"]),  # not twice in one test
        # growth of the chains: 25 % and more than 100 mg/L, only without M-protein
        ("0 K 210 L 10; 28 K 310 L 10; 56 K 310 L 10", ["SD", "SD"]),
        ("0 K 210 L 10; 28 K 310.01 L 10; 56 K 310.01 L 10", ["PD", "PD"]),
        ("0 K 810 L 10; 28 K 1010 L 10; 56 K 1009.99 L 10", ["SD", "SD"]),
        ("0 K 810 L 10; 28 K 1010 L 10; 56 K 1010 L 10", ["PD", "PD"]),
        ("0 M 30 K 210 L 10; 28 M 30 K 400 L 10; 56 M 30 K 400 L 10", ["SD", "SD"]),
        ("0 K 210 L 10; 28 K 315 L < 10; 56 K 315 L < 10", ["PD", "PD"]),
        ("0 K 210 L 10; 28 K < 400 L 10; 56 K < 400 L 10", ["SD", "SD"]),
        ("0 K 110 L 10; 28 K 5 L 10; 56 K 5 L 10; 84 K 100.01 L 0; 112 K 111 L 10", ["VGPR", "VGPR", "PD", "PD"]),
        # growth in the marrow: 10 points and 25 %, only where nothing else can be measured; once is enough
        ("0 PC 30; 28 PC 40", ["PD"]),
        ("0 PC 30; 28 PC 39.99", ["SD"]),
        ("0 PC 60; 28 PC 75", ["PD"]),
        ("0 PC 60; 28 PC 74.99", ["SD"]),
        ("0 M 30 PC 30; 28 M 30 PC 90", ["SD"]),
        ("0 K 400 L 10 PC 30; 28 K 400 L 10 PC 90", ["SD"]),
        # lumps: larger by half, or new
        ("0 M 30 SPD 200; 28 M 30 SPD 300", ["PD"]),
        ("0 M 30 SPD 200; 28 M 30 SPD 299.99", ["SD"]),
        ("0 M 30 SPD 200; 28 M 15 SPD 100; 56 M 15 SPD 150", ["SD", "PD"]),
        ("0 M 30 SPD 0; 28 M 30 SPD 1", ["PD"]),
        ("0 M 30 SPD 0; 28 M 30 SPD 0", ["SD"]),
        ("0 M 30; 28 M 30 NEW YES; 56 M 30", ["PD", "PD"]),
        ("0 M 30; 28 M 30 NEW NO; 56 M 30", ["SD", "SD"]),
        ("0 M 30 NEW YES; 28 M 30", ["SD"]),
        ("0 M 30; 28 M 30 CA YES", ["SD"]),
        # tests of one visit may be two weeks apart
        ("0 M 30 U 3000; 28 M 15; 42 U 300; 70 M 15 U 300", ["NE", "PR", "PR"]),
        ("0 M 30 U 3000; 28 M 15; 43 U 300; 70 M 15 U 300", ["NE", "NE", "SD"]),
        ("0 M 30; 28 M 15; 30 PC 20", ["SD", "SD"]),  # the same test of the blood is no second one
        (f"0 M 30; 28 M 0 U 0 {NEGATIVE} PC 4; 56 M 0 U 0 {NEGATIVE}", ["CR", "CR"]),  # the marrow once
        (f"0 M 30; 28 K 10 L 10 {NEGATIVE} PC 4 CLONAL ABSENT; 56 K 10 L 10 {NEGATIVE}", ["sCR", "sCR"]),
        (f"0 M 30; 28 {NEGATIVE} PC 4; 30 PC 3", ["SD", "SD"]),  # the trace test of day 28 is no second one
    ],
)
def test_a_course(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("lowest", "value", "expected"),
    [("50", "62.5", "PDu"), ("50", "62.49", "SD"), ("49.99", "62.49", "PDu"), ("49.99", "62.48", "SD")],
)
def test_a_high_lowest_value(lowest: str, value: str, expected: str) -> None:
    assert said(f"0 M {lowest}; 28 M {value}") == [expected]


def test_contested_points_are_settings() -> None:
    assert said("0 M 12; 28 M 17; 56 M 17", Settings(serum_growth_is_strict=True)) == ["SD", "SD"]
    assert said("0 M 12; 28 M 17.01; 56 M 17.01", Settings(serum_growth_is_strict=True)) == ["PD", "PD"]
    lowest = "0 M 30; 28 M 10; 56 M 5; 84 M 10; 112 M 10"
    assert said(lowest) == ["PR", "PR", "PR", "PR"]
    assert said(lowest, Settings(lowest_is_confirmed=False)) == ["PR", "PR", "PD", "PD"]
    less = "0 M 30; 28 M 15; 56 M 15; 84 M 19; 112 M 19"
    assert said(less) == ["PR"] * 4
    assert said(less, Settings(response_continues=False)) == ["PR", "PR", "MR", "MR"]
    assert answers(less)[-1].reasons[0].code == "imwg.reason.response_continues"
    assert said("0 M 30; 28 M 30 CA YES", Settings(calcium_counts=True)) == ["PD"]
    assert said("0 M 30; 28 M 30 CA NO", Settings(calcium_counts=True)) == ["SD"]
    apart = "0 M 30 U 3000; 28 M 15; 33 U 300; 70 M 15 U 300"
    assert said(apart, Settings(visit_days=5))[1] == "PR"
    assert said(apart, Settings(visit_days=4))[1] == "NE"


def test_the_reasons_say_what_decided_and_what_is_missing() -> None:
    assert reasons("0 M 12; 28 M 17; 56 M 17") == ["serum_grew", "serum_change"]
    assert reasons("0 M 12; 28 M 17") == ["serum_grew", "growth_unconfirmed", "serum_change"]
    assert reasons("0 M 12; 28 M 17; 56 M 12; 84 M 12") == ["serum_change"]
    assert answers("0 M 12; 28 M 17; 56 M 12")[0].reasons[0].code == "imwg.reason.growth_not_repeated"
    assert reasons("0 U 400; 28 U 600; 56 U 600")[0] == "urine_grew"
    assert reasons("0 K 210 L 10; 28 K 400 L 10; 56 K 400 L 10") == ["chains_grew", "chains_change"]
    assert reasons("0 PC 30; 28 PC 60") == ["cells_grew", "cells_change"]
    assert reasons("0 M 30 SPD 0; 28 M 30 SPD 1; 56 M 30")[0] == "lumps_grew"
    assert reasons("0 M 30; 28 M 30 NEW YES")[0] == "new_lesion"
    assert reasons("0 M 30; 28 M 15") == ["response_unconfirmed", "serum_change"]
    assert reasons("0 M 30 U 300; 28 M 15") == ["serum_change", "test_missing"]
    assert reasons("28 M 15") == ["nothing_measurable"]
    last = answers("0 M 30; 28 M 3; 56 M 3")[-1]
    needed = ("immunofixation-serum", "immunofixation-urine", "plasma-cells", "flc-ratio", "clonal-cells")
    assert last.missing == (*needed, "urine-m-protein")
    assert answers("0 M 30; 28 M 15")[-1].missing == ()  # what lacks for more could not have proven it


def test_the_working() -> None:
    last = answers("0 M 30; 28 M 10; 56 M 10; 84 M 12")[-1]
    assert (last.measure, last.value, last.baseline, last.nadir) == ("m-protein", Decimal(12), Decimal(30), Decimal(10))
    assert (str(last.from_baseline), str(last.from_nadir)) == ("-3/5", "1/5")
    assert last.finding.code == "imwg.overall.pr"
    assert [one.nadir for one in answers("0 M 30; 28 M 15; 56 M 10")] == [Decimal(30), Decimal(15)]
    of_all = answers("0 M 30; 28 M 15; 56 M 10", Settings(lowest_is_confirmed=False))
    assert [one.nadir for one in of_all] == [Decimal(30), Decimal(15)]
    chains = answers("0 K 400 L 10; 28 K 205 L 10")[-1]
    assert (chains.measure, chains.value, chains.baseline) == ("dflc", Decimal(195), Decimal(390))


VALUES = st.lists(
    st.tuples(st.integers(-20, 200), st.sampled_from(["M", "U", "K", "L", "PC", "SPD"]), st.integers(0, 700)),
    max_size=14,
    unique_by=lambda row: row[:2],
)


def written(rows: list[tuple[int, str, int]], times: int = 1) -> str:
    return "; ".join(f"{day} {name} {value * times}" for day, name, value in rows)


@given(VALUES)
def test_any_course_is_judged(rows: list[tuple[int, str, int]]) -> None:
    found = answers(written(rows)) if rows else ()
    assert len(found) == len({day for day, _name, _value in rows if day > 0})
    for answer in found:
        assert {reason.code for reason in answer.reasons} <= set(CODES)
        assert answer.from_nadir is None or answer.nadir


@given(VALUES)
def test_the_order_of_entry_does_not_matter(rows: list[tuple[int, str, int]]) -> None:
    if rows:
        assert said(written(rows)) == said(written(rows[::-1]))


@given(st.integers(10, 60), st.lists(st.integers(0, 60), min_size=1, max_size=5), st.integers(0, 40))
def test_more_protein_never_betters_the_last_visit(first: int, later: list[int], more: int) -> None:
    rank = {Category.PD: -2, Category.PDU: -2, **{category: n for n, category in enumerate(LADDER)}}
    visits = [f"{28 * (n + 1)} M {value}" for n, value in enumerate(later)]
    raised = [*visits[:-1], f"{28 * len(later)} M {later[-1] + more}"]
    before = answers("; ".join([f"0 M {first}", *visits]))[-1]
    after = answers("; ".join([f"0 M {first}", *raised]))[-1]
    assert rank[after.seen] <= rank[before.seen]
