"""RECIST 1.1 at every threshold: just under, on, just over, and where it cannot say."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.imaging import LesionRole, LesionState, NewLesion, Response
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint
from journal.rules.response.recist_1_1 import (
    CODES,
    Assessment,
    ContinuingPartial,
    Settings,
    judge,
    overall_response,
)
from journal.rules.response.recist_lesions import unsure_days
from tests.rules.response.courses import course

SD, PR = Response.SD, Response.PR


def last(*scans: str, new_lesion: NewLesion = NewLesion.NO, using: Settings | None = None) -> Assessment:
    return judge(course(*scans, new_lesion=new_lesion), using)[-1]


@pytest.mark.parametrize(
    ("scans", "target"),
    [
        # at least 30 % smaller than baseline
        (("A 12.0", "A 8.401"), "SD"),
        (("A 12.0", "A 8.4"), "PR"),
        (("A 12.0", "A 8.399"), "PR"),
        (("A 46.0", "A 32.2"), "PR"),  # binary floats miss this one
        (("A 200", "A 140.04"), "SD"),  # prints as −30.0 % and is not
        # at least 20 % and at least 5 mm larger than the smallest sum
        (("A 26.0", "A 31.199"), "SD"),
        (("A 26.0", "A 31.2"), "PD"),
        (("A 26.0", "A 31.201"), "PD"),
        (("A 29.5", "A 35.4"), "PD"),
        (("A 12.4", "A 17.399"), "SD"),  # 40 % but less than 5 mm
        (("A 12.4", "A 17.4"), "PD"),
        (("A 100", "A 119.999"), "SD"),  # 20 mm but less than 20 %
        (("A 100", "A 120"), "PD"),
        # growth counts from the smallest sum, shrinking from baseline; growth wins
        (("A 80", "A 20", "A 26"), "PD"),
        (("A 80", "A 20", "A 24.999"), "PR"),
        (("A 80", "A 20", "A 25"), "PD"),
        # complete: everything gone, nodes below 10 mm
        (("A 20, node N 18", "A gone, node N 9.999"), "CR"),
        (("A 20, node N 18", "A gone, node N 10"), "PR"),
        (("A 20, node N 18", "A 0, node N gone"), "CR"),
        (("node N 18", "node N 8"), "CR"),
        (("A 20, node N 18", "A too-small, node N gone"), "PR"),
        # too small to measure counts as 5 mm; a written 3 mm stays 3 mm
        (("A 7, B 10", "A too-small, B 6.9"), "PR"),
        (("A 7, B 10", "A too-small, B 6.901"), "SD"),
        (("A 7, B 10", "A 3, B 8.9"), "PR"),
        # merged: the partner's size is in the other's
        (("A 20, B 15", "A 30, B merged"), "SD"),
        # missing: cannot say, unless the measured part has grown by itself
        (("A 20, B 30", "A 20, B unread"), "NE"),
        (("A 20, B 30", "A 20"), "NE"),
        (("A 20, B 30", "A 59.999, B unread"), "NE"),
        (("A 20, B 30", "A 60, B unread"), "PD"),
        (("A 20, B unread", "A 10, B 10", "A 60, B 60"), "NE"),  # no baseline, no answer
        # an incomplete sum is never the smallest
        (("A 50, B 50", "A 10, B unread", "A 50, B 50"), "SD"),
        # nothing measured at all
        (("nt B present", "nt B present"), "NA"),
    ],
)
def test_targets(scans: tuple[str, ...], target: str) -> None:
    assert last(*scans).target.value == target


@pytest.mark.parametrize(
    ("scans", "non_target"),
    [
        (("A 20, nt B present", "A 20, nt B gone"), "CR"),
        (("A 20, nt B present", "A 20, nt B present"), "NON-CR/NON-PD"),
        (("A 20, nt B present", "A 20, nt B too-small"), "NON-CR/NON-PD"),
        (("A 20, nt B present", "A 20, nt B progressed"), "PD"),
        (("A 20, nt B present", "A 20, nt B unread"), "NE"),
        (("A 20, nt B present", "A 20"), "NE"),
        (("A 20, nt B present, nt C present", "A 20, nt B gone, nt C unread"), "NE"),
        (("A 20, nt B present, nt C present", "A 20, nt B progressed, nt C unread"), "PD"),
        (("A 20, nt node B 12", "A 20, nt node B 9.999"), "CR"),
        (("A 20, nt node B 12", "A 20, nt node B 10"), "NON-CR/NON-PD"),
        (("A 20", "A 20"), "NA"),
    ],
)
def test_non_targets(scans: tuple[str, ...], non_target: str) -> None:
    assert last(*scans).non_target.value == non_target


@pytest.mark.parametrize(
    ("scans", "overall"),
    [
        (("A 20", "A 20, new C 6"), "PD"),
        (("A 20", "A gone, new C present"), "PD"),
        (("A 20", "A 20, new C equivocal"), "SD"),
        (("A 20", "A gone, nt B present"), "CR"),  # a non-target that baseline did not know
        (("A 20, nt B present", "A gone, nt B present"), "PR"),
        (("A 20, nt B present", "A gone, nt B unread"), "PR"),
        (("A 20, nt B present", "A 12, nt B unread"), "PR"),
        (("nt B present", "nt B present"), "NON-CR/NON-PD"),
        (("nt B present", "nt B gone"), "CR"),
        (("nt B present", "nt B unread"), "NE"),
        (("", ""), "NA"),
        # back after a complete response: progression, whatever the sum
        (("A 20", "A gone", "A 4"), "PD"),
        (("A 20, nt B present", "A gone, nt B gone", "A gone, nt B present"), "PD"),
        (("A 20, node N 18", "A gone, node N 8", "A gone, node N 10"), "PD"),
        (("A 20, node N 18", "A gone, node N 8", "A gone, node N 9.9"), "CR"),
        # back after a partial response: its size goes into the sum again
        (("A 50, B 20", "A 30, B gone", "A 30, B 4"), "PR"),
    ],
)
def test_overall(scans: tuple[str, ...], overall: str) -> None:
    assert last(*scans).overall.value == overall


def test_silence_about_new_lesions_is_not_no() -> None:
    assert last("A 20", "A 10", new_lesion=NewLesion.UNKNOWN).overall is Response.NE
    assert "new_lesion" in last("A 20", "A 10", new_lesion=NewLesion.UNKNOWN).missing
    assert last("A 20", "A 30", new_lesion=NewLesion.UNKNOWN).overall is Response.PD


def test_a_doubtful_new_lesion_that_is_confirmed_dates_back() -> None:
    answers = judge(course("A 20", "A 20, new C equivocal", "A 20, new C 8"))
    assert [answer.overall.value for answer in answers] == ["PD", "PD"]
    answers = judge(course("A 20", "A 20, new C equivocal", "A 20, new C gone"))
    assert [answer.overall.value for answer in answers] == ["SD", "SD"]


def test_a_sum_at_a_scan_that_is_not_evaluable_can_be_the_smallest() -> None:
    # All targets were measured, but nothing was said of new lesions.
    first, half, after = course("A 100", "A 50", "A 60").points
    silent = replace(half, new_lesion=NewLesion.UNKNOWN)
    case = Course("case", (first, silent, after))
    assert [a.overall.value for a in judge(case)] == ["NE", "PD"]
    assert [a.overall.value for a in judge(case, Settings(smallest_sum_from_ne=False))] == ["NE", "PR"]
    told = Course("case", (first, half, after))
    assert [a.overall.value for a in judge(told, Settings(smallest_sum_from_ne=False))] == ["PR", "PD"]


def test_a_scan_that_is_not_evaluable_does_not_end_a_complete_response() -> None:
    assert [a.overall.value for a in judge(course("A 20", "A gone", "A unread", "A 4"))] == ["CR", "NE", "PD"]


def test_a_new_lesion_is_named_with_its_record() -> None:
    base, now = course("A 20", "A 20, new C 6").points
    readings = tuple(replace(r, record_id=f"id-{r.lesion}", name=f"Spot {r.lesion}") for r in now.readings)
    (answer,) = judge(Course("case", (base, replace(now, readings=readings))))
    reason = answer.reasons[0]
    assert (reason.code, reason.missing) == ("recist.reason.new_lesion", ("Spot C",))
    assert reason.record_ids == ("id-C",)
    assert answer.record_ids == ("id-A", "id-C")


@pytest.mark.parametrize(
    ("scans", "new_lesion", "codes"),
    [
        # what decides stands first
        (("A 20, nt B present", "A 30, nt B present"), "no", "sum_grew non_target_there"),
        (("A 20, nt B present", "A 20, nt B progressed"), "no", "non_target_grew sum_between"),
        (("A 20, nt B present", "A 30, nt B progressed"), "no", "sum_grew non_target_grew"),
        (("A 20, nt B present", "A 20, nt B present"), "yes", "new_lesion sum_between non_target_there"),
        (("A 20, nt B present", "A 20, nt B progressed"), "yes", "non_target_grew new_lesion sum_between"),
        (("A 20, nt B present", "A 10, nt B present"), "unknown", "new_lesion_unknown sum_smaller non_target_there"),
        (
            ("A 20, nt B present", "A unread, nt B present"),
            "unknown",
            "target_missing non_target_there new_lesion_unknown",
        ),
        # where it decides nothing, it stands last or is not said
        (("A 20, nt B present", "A 10, nt B present"), "no", "sum_smaller non_target_there"),
        (("A 20", "A 10"), "equivocal", "sum_smaller new_lesion_doubtful"),
        (("A 20", "A 30"), "equivocal", "sum_grew new_lesion_doubtful"),
        (("A 20", "A 30"), "unknown", "sum_grew"),
    ],
)
def test_the_reason_that_decides_stands_first(scans: tuple[str, ...], new_lesion: str, codes: str) -> None:
    answer = last(*scans, new_lesion=NewLesion(new_lesion))
    assert [reason.code.removeprefix("recist.reason.") for reason in answer.reasons] == codes.split()
    assert ("new_lesion" in answer.missing) == (new_lesion == "unknown")


def test_a_raised_marker_only_blocks_complete_response() -> None:
    base, now = course("A 20, nt B present", "A gone, nt B gone").points
    raised = TimePoint(now.on, now.readings, NewLesion.NO, markers_normal=False)
    (answer,) = judge(Course("case", (base, raised)))
    assert (answer.non_target.value, answer.overall.value) == ("NON-CR/NON-PD", "PR")


def test_smallest_sum_zero_never_divides() -> None:
    # All targets gone, but a non-target remains: no complete response, so the smallest sum is 0.
    scans = ("A 20, nt B present", "A gone, nt B present")
    assert last(*scans, "A 4.999, nt B present").overall.value == "NE"
    assert last(*scans, "A 5, nt B present").overall.value == "PD"
    assert last(*scans, "A 5, nt B present").from_nadir is None


def test_continuing_partial_response_is_a_setting() -> None:
    scans = ("A 100", "A 69", "A 75")
    assert last(*scans).target.value == "SD"
    assert "recist.reason.continuing_partial" in {reason.code for reason in last(*scans).reasons}
    faq = Settings(continuing_partial=ContinuingPartial.FAQ)
    assert last(*scans, using=faq).target.value == "PR"
    assert last("A 100", "A 75", using=faq).target.value == "SD"
    assert last("A 100", "A 69", "A 82.8", using=faq).target.value == "PD"


def test_a_partial_response_continues_only_until_progression() -> None:
    scans = ("A 100", "A 69", "A 83", "A 75")
    faq = Settings(continuing_partial=ContinuingPartial.FAQ)
    assert [answer.target.value for answer in judge(course(*scans), faq)] == ["PR", "PD", "SD"]
    assert "recist.reason.continuing_partial" not in {reason.code for reason in last(*scans).reasons}


def test_a_partial_response_continues_only_once_confirmed_where_that_is_asked() -> None:
    # Scans are a month apart: 31 days from the first partial response to the second, 28 further ones to a third.
    faq = Settings(continuing_partial=ContinuingPartial.FAQ, partial_confirmed_days=31)
    assert last("A 100", "A 69", "A 75", using=faq).target is SD
    assert [a.target for a in judge(course("A 100", "A 80", "A 69", "A 70", "A 75"), faq)] == [SD, PR, PR, PR]
    later = Settings(continuing_partial=ContinuingPartial.FAQ, partial_confirmed_days=32)
    assert [a.target for a in judge(course("A 100", "A 80", "A 69", "A 70", "A 75"), later)] == [SD, PR, PR, SD]


def test_contested_points_are_settings() -> None:
    node = ("A 20, node N 18", "A gone, node N 8", "A gone, node N 10")
    assert last(*node, using=Settings(node_alone_progresses=False)).target is Response.NE
    assert last(*node[:2], "A 4, node N 8", using=Settings(node_alone_progresses=False)).target is Response.PD
    unread = ("nt B present, nt C present", "nt B present, nt C unread")
    assert last(*unread).overall is Response.NE
    assert last(*unread, using=Settings(unread_hides_present=False)).overall is Response.NON_CR_NON_PD
    gone = ("nt B present, nt C present", "nt B gone, nt C unread")
    assert last(*gone, using=Settings(unread_hides_present=False)).overall is Response.NE
    silent = Settings(silence_is_no_new_lesion=True)
    assert last("A 20", "A 10", new_lesion=NewLesion.UNKNOWN, using=silent).overall is Response.PR


def test_scans_whose_order_is_not_certain_are_not_compared() -> None:
    first, month, day, after = course("A 20", "A 10", "A 30", "A 12").points
    unsure = (replace(month, on=ScanDay("2026-02")), replace(day, on=ScanDay("2026-02-20")), after)
    answers = judge(Course("case", (first, *unsure)))
    assert [(a.target.value, a.overall.value) for a in answers] == [("NE", "NE"), ("NE", "NE"), ("PR", "PR")]
    assert answers[0].reasons[0].code == "recist.reason.order_unsure"
    assert answers[2].nadir_mm == 10  # both lie before it, whichever came first
    new = replace(unsure[0], new_lesion=NewLesion.YES)
    assert judge(Course("case", (first, new, *unsure[1:])))[0].overall is Response.PD


def test_one_node_alone_is_said_only_where_nothing_else_is_back() -> None:
    scans = ("A 20, node N 18, nt B present", "A gone, node N 8, nt B gone")
    alone, together = last(*scans, "A gone, node N 10, nt B gone"), last(*scans, "A gone, node N 10, nt B present")
    with_new = last(*scans, "A gone, node N 10, nt B gone, new C 9")
    code = "recist.reason.one_node_back"
    assert [code in {r.code for r in a.reasons} for a in (alone, together, with_new)] == [True, False, False]
    assert {a.overall for a in (alone, together, with_new)} == {Response.PD}


def test_normal_nodes_alone_prove_no_growth_while_a_target_is_missing() -> None:
    # If the missing spot were gone, this would be a complete response: nothing measured is disease.
    assert last("A 20, node N 20", "A 0, node N 4", "A unread, node N 9.5").target.value == "NE"
    assert last("A 20, node N 20", "A 0, node N 4", "A 0, node N 9.5").target.value == "CR"
    assert last("A 20, node N 20", "A 1, node N 4", "A unread, node N 9.999").target.value == "NE"
    assert last("A 20, node N 20", "A 1, node N 4", "A unread, node N 10").target.value == "PD"


def test_the_working() -> None:
    answer = last("A 93", "A 79", "A 81")
    sums = [answer.baseline_sum_mm, answer.nadir_mm, answer.sum_mm, answer.mm_from_nadir]
    assert sums == [Decimal(size) for size in (93, 79, 81, 2)]
    assert answer.from_baseline == Fraction(-12, 93)
    assert answer.partial_line_mm == Fraction("65.1")
    assert answer.growth_line_mm == Fraction("94.8")
    assert last("A 20", "A 20").growth_line_mm == 25  # the 5 mm decide below 25 mm


def test_every_code_is_listed() -> None:
    assert len(CODES) == len(set(CODES))
    for scans in (
        ("A 20", "A 30"),
        ("A 20, B 20", "A 20"),
        ("A 20, nt B present", "A 10, nt B progressed, new C 5"),
    ):
        answer = last(*scans)
        assert {answer.finding.code, *(reason.code for reason in answer.reasons)} <= set(CODES)


STATES = st.sampled_from([s for s in LesionState if s is not LesionState.MEASURED])
LESIONS = st.sampled_from(["A", "B", "C"])


@st.composite
def courses(draw: st.DrawFn, *, complete: bool = False) -> Course:
    lesions = draw(st.lists(st.tuples(LESIONS, st.booleans()), min_size=1, unique_by=lambda item: item[0]))
    points = []
    for number in range(draw(st.integers(2, 5))):
        readings = []
        for lesion, is_node in lesions:
            size = draw(st.integers(0, 120_000) if complete else st.none() | st.integers(0, 120_000))
            state = LesionState.MEASURED if size is not None else draw(STATES)
            readings.append(Reading(lesion, LesionRole.TARGET, is_node, state, size))
        points.append(
            TimePoint(ScanDay(f"2026-{number + 1:02d}-01"), tuple(readings), draw(st.sampled_from(NewLesion)))
        )
    return Course("case", tuple(points))


@given(courses())
def test_any_course_is_judged_without_infinities(case: Course) -> None:
    for answer in judge(case):
        assert answer.finding.code in CODES
        assert answer.reasons or answer.overall is Response.NA
        assert answer.from_nadir is None or answer.nadir_um


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(case: Course, chance: random.Random) -> None:
    shuffled = tuple(
        TimePoint(p.on, tuple(chance.sample(p.readings, len(p.readings))), p.new_lesion) for p in case.points
    )
    assert [a.overall for a in judge(Course("case", shuffled))] == [a.overall for a in judge(case)]


@given(courses(complete=True), st.integers(2, 9))
def test_scaling_all_sizes_keeps_the_percentage_rules(case: Course, factor: int) -> None:
    scaled = tuple(
        TimePoint(
            p.on,
            tuple(Reading(r.lesion, r.role, r.is_node, r.state, (r.um or 0) * factor) for r in p.readings),
        )
        for p in case.points
    )
    for ours, theirs in zip(judge(case), judge(Course("case", scaled)), strict=True):
        assert ours.from_baseline == theirs.from_baseline
        assert ours.from_nadir == theirs.from_nadir


SEVERITY = {Response.CR: 0, Response.PR: 1, Response.SD: 2, Response.PD: 3}


@given(courses(complete=True), st.integers(1, 50_000))
@settings(max_examples=200)
def test_a_larger_target_never_betters_and_a_missing_one_gives_ne_or_proven_pd(case: Course, more: int) -> None:
    *before, point = case.points
    first, *rest = point.readings
    answer = judge(case)[-1]
    larger = Reading(first.lesion, first.role, first.is_node, first.state, (first.um or 0) + more)
    grown = judge(Course("case", (*before, TimePoint(point.on, (larger, *rest), point.new_lesion))))[-1]
    if Response.NE not in (answer.target, grown.target):
        assert SEVERITY[grown.target] >= SEVERITY[answer.target]
    without = judge(Course("case", (*before, TimePoint(point.on, tuple(rest), point.new_lesion))))[-1]
    assert without.target in (Response.NE, Response.PD)
    if without.target is Response.PD:
        assert answer.target is Response.PD


@pytest.mark.parametrize("new", list(NewLesion))
@pytest.mark.parametrize("target", list(Response))
@pytest.mark.parametrize("non_target", list(Response))
def test_the_table_answers_every_combination(target: Response, non_target: Response, new: NewLesion) -> None:
    answer = overall_response(target, non_target, new)
    assert (answer is Response.PD) == (Response.PD in (target, non_target) or new is NewLesion.YES)


@pytest.mark.parametrize(
    ("days", "unsure"),
    [
        (("2014-01-05", "2014-02-13"), ()),
        (("2014-01-05", "2014-02"), ()),
        (("2014-02-05", "2014-02"), ("2014-02-05", "2014-02")),
        (("2014", "2014-02"), ("2014", "2014-02")),  # neither is a day
        (("2013", "2014-02"), ()),
        (("2014-02-05", "2014-02-05"), ()),
    ],
)
def test_days_that_could_lie_before_or_after_another(days: tuple[str, ...], unsure: tuple[str, ...]) -> None:
    points = [TimePoint(ScanDay(day), ()) for day in days]
    assert unsure_days(points) == {ScanDay(day) for day in unsure}


@pytest.mark.parametrize(
    ("scan", "said"),
    [("new C equivocal", "equivocal"), ("new C gone", "no"), ("new C 8", "yes"), ("new C unread", "no")],
)
def test_what_a_scan_says_of_a_new_lesion(scan: str, said: str) -> None:
    assert judge(course("A 20", f"A 20, {scan}"))[-1].new_lesion.value == said


def test_millimetres_since_the_first_scan() -> None:
    assert judge(course("A 20", "A 14"))[-1].mm_from_baseline == Decimal(-6)
    assert judge(course("A 20", "A unread"))[-1].mm_from_baseline is None
    assert judge(course("A unread", "A 20"))[-1].mm_from_baseline is None


def test_a_non_target_of_no_size_is_gone() -> None:
    assert judge(course("A 20, nt B 8", "A 20, nt B 0"))[-1].non_target is Response.CR
    assert judge(course("A 20, nt B 8", "A 20, nt B 0.1"))[-1].non_target is Response.NON_CR_NON_PD


@pytest.mark.parametrize(
    ("scan", "names"),
    [
        ("A 34, B 50", ("B",)),
        ("A 34, B too-small, nt C present, nt D progressed", ("B", "C", "D")),
        ("A 34, B 0, nt C gone, nt D unread, nt E merged", ()),
        ("A 34, new B 50", ()),
        ("A 34, nt N 12", ("N",)),
        ("A 34, nt K progressed", ()),
    ],
)
def test_a_spot_that_the_first_scan_did_not_have_is_not_left_out_in_silence(scan: str, names: tuple[str, ...]) -> None:
    answer = last("A 34, nt K present", scan)
    said = [reason for reason in answer.reasons if reason.code == "recist.reason.not_at_start"]
    assert [reason.missing for reason in said] == ([names] if names else [])
    assert answer.reasons[0] not in said
    assert not set(answer.missing) & set(names)  # nothing that the answer would need
