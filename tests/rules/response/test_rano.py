"""RANO at every threshold: just under, on, just over, and where one of the four is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.rano import CODES, Answer, Settings, judge
from tests.rules.response.diameter_courses import course

REST = "t2-flair same, steroids none, clinical same"


def answers(text: str, settings: Settings | None = None) -> tuple[Answer, ...]:
    return judge(course(text.replace("REST", REST)), settings)


def said(text: str, settings: Settings | None = None) -> list[str]:
    return [answer.overall.value for answer in answers(text, settings)]


def seen(text: str, settings: Settings | None = None) -> str:
    return answers(text, settings)[-1].seen.value


def reasons(text: str, settings: Settings | None = None) -> list[str]:
    return [reason.code.removeprefix("rano.reason.") for reason in answers(text, settings)[-1].reasons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what takes up contrast
        ("enhancing A 40x20; enhancing A 20x20, REST", "PR"),
        ("enhancing A 40x20; enhancing A 20.001x20, REST", "SD"),
        ("enhancing A 40x20; enhancing A 19.999x20, REST", "PR"),
        ("enhancing A 40x20; enhancing A 30x20, REST", "SD"),  # no minor response here
        ("enhancing A 40x20; enhancing A gone, REST", "CR"),
        ("enhancing A 40x20; enhancing A too-small, REST", "PR"),
        ("enhancing A 7x7; enhancing A too-small, REST", "SD"),
        ("enhancing A 40x20; enhancing A 50x20, REST", "PD"),
        ("enhancing A 40x20; enhancing A 49.999x20, REST", "SD"),
        ("enhancing A 40x20; enhancing A 20x20, REST; enhancing A 25x20, REST", "PD"),
        ("enhancing A 40x20; enhancing A 20x20, REST; enhancing A 24.999x20, REST", "SD"),
        ("enhancing A 40x20, enhancing B 20x20; enhancing A 30x20, enhancing B gone, REST", "PR"),
        ("enhancing A 40x20, enhancing B 20x20; enhancing A 30x20, REST", "NE"),
        ("enhancing A 40x20, enhancing B 20x20; enhancing A 30x20, enhancing B unread, REST", "NE"),
        ("enhancing A 40; enhancing A 40x20, REST", "NE"),
        ("enhancing A 40x20; enhancing A 40, REST", "NE"),
        # gone, and back: growth once both diameters are 10 mm
        ("enhancing A 40x20; enhancing A gone, REST; enhancing A 10x10, REST", "PD"),
        ("enhancing A 40x20; enhancing A gone, REST; enhancing A 30x9.999, REST", "PR"),
        # what takes up none
        ("non-enhancing A 40x20; non-enhancing A 30x20, REST", "MR"),
        ("non-enhancing A 40x20; non-enhancing A 30.001x20, REST", "SD"),
        ("non-enhancing A 40x20; non-enhancing A 20.001x20, REST", "MR"),
        ("non-enhancing A 40x20; non-enhancing A 20x20, REST", "PR"),
        ("non-enhancing A 40x20; non-enhancing A 50x20, REST", "PD"),
        # both kinds together
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A 20x20, non-enhancing B 40x20, REST", "PR"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A 40x20, non-enhancing B 30x20, REST", "MR"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A 20x20, non-enhancing B 30x20, REST", "MR"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A gone, non-enhancing B 40x20, REST", "SD"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A gone, non-enhancing B 20x20, REST", "PR"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A gone, non-enhancing B gone, REST", "CR"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A gone, non-enhancing B 50x20, REST", "PD"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A gone, REST", "NE"),
        ("enhancing A 40x20, non-enhancing B 40x20; enhancing A 50x20, REST", "PD"),  # whatever the other is
        # what is not measured, and what is new
        ("enhancing A 40x20, unmeasured F present; enhancing A gone, unmeasured F gone, REST", "CR"),
        ("enhancing A 40x20, unmeasured F present; enhancing A gone, unmeasured F present, REST", "PR"),
        ("enhancing A 40x20, unmeasured F present; enhancing A gone, REST", "PR"),
        ("enhancing A 40x20, unmeasured F present; enhancing A gone, unmeasured F progressed, REST", "PD"),
        ("unmeasured F present; unmeasured F present, REST", "SD"),
        ("enhancing A 40x20; enhancing A 20x20, new-lesion B 10x10, REST", "PD"),
        ("enhancing A 40x20; enhancing A 20x20, new-lesion B 30x9.999, REST", "PR"),
        ("enhancing A 40x20; enhancing A 20x20, new-lesion B 5x5/present, REST", "PD"),
        ("enhancing A 40x20; enhancing A 20x20, new-lesion B 30x30/equivocal, REST", "PR"),
        # the other three
        ("enhancing A 40x20; enhancing A 20x20, steroids none, clinical same", "NE"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, clinical same", "NE"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, steroids none", "NE"),
        ("enhancing A 40x20; enhancing A 60x20, t2-flair same, steroids none", "NE"),  # growth needs them, too
        ("enhancing A 40x20; REST", "NE"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair higher, steroids none, clinical same", "SD"),
        ("enhancing A 40x20; enhancing A 40x20, t2-flair higher, steroids none, clinical same", "SD"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair lower, steroids lower, clinical better", "PR"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, steroids same, clinical same", "PR"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, steroids higher, clinical same", "NE"),
        ("enhancing A 40x20; enhancing A 40x20, t2-flair same, steroids higher, clinical same", "NE"),
        ("enhancing A 40x20; enhancing A 50x20, t2-flair same, steroids higher, clinical same", "PD"),
        ("enhancing A 40x20; enhancing A gone, t2-flair same, steroids same, clinical same", "PR"),
        ("enhancing A 40x20; enhancing A gone, t2-flair same, steroids lower, clinical same", "PR"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, steroids none, clinical worse", "PD"),
        ("enhancing A 40x20; enhancing A 20x20, t2-flair same, steroids higher, clinical worse", "PD"),
    ],
)
def test_one_scan(text: str, expected: str) -> None:
    assert seen(text) == expected


def half(day: int) -> str:
    return f"@{day} enhancing A 20x20, {REST}"


def larger(day: int, size: str = "50x20") -> str:
    return f"@{day} enhancing A {size}, {REST}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a response is seen twice, four weeks apart
        (f"@0 enhancing A 40x20; {half(56)}", ["SD"]),
        (f"@0 enhancing A 40x20; {half(56)}; {half(83)}", ["SD", "SD"]),
        (f"@0 enhancing A 40x20; {half(56)}; {half(84)}", ["PR", "PR"]),
        (f"@0 enhancing A 40x20; {half(56)}; {half(70)}; {half(84)}", ["PR", "PR", "PR"]),
        (f"@0 enhancing A 40x20; {half(56)}; @70 enhancing A 24x20, {REST}; {half(84)}", ["SD", "SD", "SD"]),
        (f"@0 enhancing A 40x20; {half(56)}; @70 enhancing A 20x20; {half(84)}", ["PR", "NE", "PR"]),
        (f"@0 enhancing A 40x20; {half(56)}; @84 enhancing A gone, {REST}", ["PR", "PR"]),
        (f"@0 enhancing A 40x20; @56 enhancing A gone, {REST}; @84 enhancing A gone, {REST}", ["CR", "CR"]),
        (
            f"@0 non-enhancing A 40x20; @56 non-enhancing A 30x20, {REST}; @84 non-enhancing A 29x20, {REST}",
            ["MR", "MR"],
        ),
        # growth without radiotherapy, or long after it, needs no second scan, and stays
        (f"@0 enhancing A 40x20; {larger(56)}", ["PD"]),
        (f"@0 enhancing A 40x20; {larger(56)}; {half(112)}", ["PD", "PD"]),
        (f"@0 enhancing A 40x20; {larger(56)}; @112 enhancing A 20x20", ["PD", "PD"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(85)}", ["PD"]),
        # soon after it, a second scan four weeks later must show it
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(84)}", ["PDu"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(84)}; {larger(111)}", ["PDu", "PD"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}; {larger(77)}", ["PDu", "PDu"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}; {larger(78)}", ["PD", "PD"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}; {larger(100)}", ["PD", "PD"]),
        (f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}; {larger(78, '40x20')}", ["SD", "SD"]),
        (
            f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}; {larger(60, '40x20')}; {larger(80)}",
            ["SD", "SD", "PDu"],
        ),
        (
            "@0 radiotherapy end; @20 enhancing A 40x20; "
            "@50 enhancing A 40x20, t2-flair same, steroids none, clinical worse",
            ["PD"],
        ),
        # the first scan after radiotherapy is the baseline
        (f"@0 enhancing A 80x20; @10 radiotherapy end; @30 enhancing A 40x20; {half(120)}; {half(160)}", ["PR", "PR"]),
        (f"@0 enhancing A 80x20; @30 radiotherapy end, enhancing A 80x20; @31 enhancing A 20x20; {half(60)}", ["SD"]),
    ],
)
def test_a_course(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_contested_points_are_settings() -> None:
    flair = "enhancing A 40x20; enhancing A 20x20, t2-flair higher, steroids none, clinical same"
    assert seen(flair, Settings(flair_counts_as_growth=True)) == "PD"
    rays = f"@0 enhancing A 40x20; @10 radiotherapy end; @30 enhancing A 20x20, {REST}; {half(120)}"
    assert said(rays) == ["SD"]
    assert said(rays, Settings(baseline_after_radiotherapy=False)) == ["PR", "PR"]
    that_day = f"@0 enhancing A 40x20; {larger(10)}, radiotherapy end"
    assert said(that_day, Settings(baseline_after_radiotherapy=False)) == ["PDu"]
    before = f"@0 enhancing A 40x20; {larger(5)}; @10 radiotherapy end"
    assert said(before, Settings(baseline_after_radiotherapy=False)) == [
        "PD"
    ]  # growth before it is no swelling from it


def test_the_reasons_say_what_decided_and_what_is_missing() -> None:
    assert reasons("enhancing A 40x20; enhancing A 50x20, REST") == ["grew"]
    assert reasons("enhancing A 40x20; enhancing A 20x20, REST") == ["smaller", "response_unconfirmed"]
    assert reasons("enhancing A 40x20; enhancing A 30x20, REST") == ["between"]
    assert reasons("enhancing A 40x20; enhancing A gone, REST; enhancing A 10x10, REST") == ["back"]
    assert reasons("non-enhancing A 40x20; non-enhancing A 30x20, REST")[0] == "other_little_smaller"
    assert reasons("enhancing A 40x20; enhancing A 40x20, new-lesion B 20x20, REST") == ["new_lesion", "between"]
    assert reasons("enhancing A 40x20; enhancing A 40x20, new-lesion B 5x5, REST") == ["between", "new_lesion_doubtful"]
    assert reasons("unmeasured F present; unmeasured F progressed, REST") == ["unmeasured_grew", "nothing_measured"]
    assert "unmeasured_there" in reasons("enhancing A 40x20, unmeasured F present; enhancing A gone, REST")
    assert reasons("enhancing A 40x20; enhancing A 40x20, t2-flair higher, steroids higher, clinical same") == [
        "steroids_higher",
        "between",
    ]
    assert reasons("enhancing A 40x20; enhancing A 20x20, t2-flair higher, steroids none, clinical same")[0] == (
        "flair_higher"
    )
    assert reasons("enhancing A 40x20; enhancing A gone, t2-flair same, steroids same, clinical same")[0] == (
        "steroids_left"
    )
    assert reasons("enhancing A 40x20; enhancing A 40x20, t2-flair same, steroids same, clinical worse")[0] == (
        "clinical_worse"
    )
    early = f"@0 radiotherapy end; @20 enhancing A 40x20; {larger(50)}"
    assert reasons(early) == ["grew", "growth_early"]
    assert [why.code for why in answers(f"{early}; {larger(78, '40x20')}")[0].reasons][-1] == (
        "rano.reason.growth_not_repeated"
    )
    last = answers("enhancing A 40x20, enhancing B 20x20; enhancing A 30x20, clinical same")[-1]
    assert last.missing == ("sizes", "t2-flair", "steroids", "B")
    assert reasons("enhancing A 40x20; enhancing A 40x20, t2-flair same") == ["input_missing", "between"]


def test_the_working() -> None:
    last = answers(f"@0 enhancing A 40x20; {half(56)}; @112 enhancing A 24x20, {REST}")[-1]
    assert (last.sum_mm2, last.baseline_mm2, last.nadir_mm2) == (Decimal(480), Decimal(800), Decimal(400))
    assert (str(last.from_baseline), str(last.from_nadir)) == ("-2/5", "1/5")
    assert last.finding.code == "rano.overall.sd"
    assert answers("enhancing A 40x20; enhancing A too-small, REST")[-1].sum_mm2 == Decimal(25)  # 5 x 5 mm
    assert judge(course("enhancing A 40x20")) == ()
    assert judge(course("steroids none; steroids none")) == ()  # no scan


SIZE = st.integers(0, 60)
SCANS = st.lists(st.tuples(SIZE, SIZE), min_size=2, max_size=5)


def written(scans: list[tuple[int, int]], rest: str = REST) -> str:
    return "; ".join(f"enhancing A {max(pair)}x{min(pair)}, {rest}" for pair in scans)


@given(SCANS, st.sampled_from(["none", "same", "higher"]), st.sampled_from(["same", "worse"]), st.booleans())
def test_any_course_is_judged(scans: list[tuple[int, int]], steroids: str, clinical: str, rays: bool) -> None:
    text = written(scans, f"t2-flair same, steroids {steroids}, clinical {clinical}")
    for answer in answers(f"radiotherapy end; {text}" if rays else text):
        assert {reason.code for reason in answer.reasons} <= set(CODES)
        assert answer.from_nadir is None or answer.nadir_mm2


@given(SCANS, st.integers(0, 30), st.integers(0, 30))
def test_a_larger_lesion_never_betters_the_last_scan(scans: list[tuple[int, int]], longer: int, wider: int) -> None:
    rank = {"PD": 0, "SD": 1, "PR": 2, "CR": 3}
    long, short = max(scans[-1]), min(scans[-1])
    raised = [*scans[:-1], (long + longer + wider, short + wider)]
    assert rank[seen(written(raised))] <= rank[seen(written(scans))]


@given(SCANS, st.sampled_from(["t2-flair same, ", "steroids none, ", ", clinical same"]))
def test_without_one_of_the_four_there_is_no_answer(scans: list[tuple[int, int]], left_out: str) -> None:
    assert seen(written(scans, REST.replace(left_out, ""))) == "NE"


def test_a_spot_that_the_first_scan_did_not_have_is_not_left_out_in_silence() -> None:
    late = ["between", "not_at_start"]
    assert reasons("enhancing A 40x20; enhancing A 40x20, enhancing B 50x50, REST") == late
    assert reasons("enhancing A 40x20; enhancing A 40x20, non-enhancing A 50x50, REST") == late  # of the other kind
    assert reasons("enhancing A 40x20; enhancing A 40x20, enhancing B too-small, REST") == late
    assert reasons("enhancing A 40x20; enhancing A 40x20, enhancing B absent, enhancing C 0x0, REST") == late[:1]
    assert "not_at_start" not in reasons("unmeasured U present; enhancing A 40x20, unmeasured U present, REST")
