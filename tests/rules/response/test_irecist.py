"""iRECIST: the waiting between a first growth and its confirmation, at every threshold and in every kind of disease."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import NewLesion
from journal.domain.sizes import Course, ScanDay
from journal.rules.response.irecist import (
    CODES,
    SOURCE_FAQ,
    ImmuneAssessment,
    ImmuneResponse,
    Settings,
    best_of,
    judge,
)
from tests.rules.response.courses import course


def answers(*scans: str, using: Settings | None = None) -> list[str]:
    """The answers at scans a month apart: the growth of 5 February is confirmed on 5 March, 28 days later."""
    return [answer.overall.value for answer in judge(course(*scans), using)]


def dated(scans: tuple[str, ...], *days: str, using: Settings | None = None) -> tuple[ImmuneAssessment, ...]:
    points = [replace(point, on=ScanDay(day)) for point, day in zip(course(*scans).points, days, strict=True)]
    return judge(Course("case", tuple(points)), using)


def reasons(*scans: str) -> set[str]:
    return {reason.code.rpartition(".")[2] for reason in judge(course(*scans))[-1].reasons}


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        # without growth it is RECIST 1.1
        (("A 20", "A gone"), "iCR"),
        (("A 20", "A 14"), "iPR"),
        (("A 20", "A 14.001"), "iSD"),
        (("A 20, nt B present", "A gone, nt B present"), "iPR"),
        (("nt B present", "nt B present"), "NON-iCR/NON-iUPD"),
        (("A 20", "A unread"), "NE"),
        (("", ""), "NA"),
        # a first growth is never confirmed by itself
        (("A 25", "A 29.999"), "iSD"),
        (("A 25", "A 30"), "iUPD"),
        (("A 25, nt B present", "A 25, nt B progressed"), "iUPD"),
        (("A 25", "A 25, new C 4"), "iUPD"),
        (("A 25", "A 25, new C equivocal"), "iSD"),
        # targets: 5 mm more than at the first growth; steps add up
        (("A 25", "A 30", "A 34.999"), "iUPD"),
        (("A 25", "A 30", "A 35"), "iCPD"),
        (("A 25", "A 30", "A 35.001"), "iCPD"),
        (("A 25", "A 30", "A 34", "A 36"), "iCPD"),
        (("A 25", "A 30", "A 30"), "iUPD"),
        (("A 25, B 25", "A 30, B 30", "A 65, B unread"), "iCPD"),  # the measured part proves it
        (("A 25, B 25", "A 30, B 30", "A 64.999, B unread"), "iUPD"),
        (("A 25, B 25", "A 30, B 30", "A 30, B unread"), "NE"),
        # what is not measured: any further growth
        (("A 25, nt B present", "A 25, nt B progressed", "A 25, nt B progressed"), "iCPD"),
        (("A 25, nt B present", "A 25, nt B progressed", "A 25, nt B present"), "iUPD"),
        (("A 25, nt B present", "A 25, nt B progressed", "A 25, nt B gone"), "iSD"),
        (("nt B present", "nt B progressed", "nt B unread"), "NE"),
        # new lesions that are measured: 5 mm more in all; others: any growth, or more of them
        (("A 25", "A 25, new C 10", "A 25, new C 14.999"), "iUPD"),
        (("A 25", "A 25, new C 10", "A 25, new C 15"), "iCPD"),
        (("A 25", "A 25, new C 10, new D 12", "A 25, new C 12, new D 15"), "iCPD"),
        (("A 25", "A 25, new C 9.999", "A 25, new C 10"), "iCPD"),
        (("A 25", "A 25, new C 9.999", "A 25, new C 9.999"), "iUPD"),
        (("A 25", "A 25, new node C 14.999", "A 25, new node C 15"), "iCPD"),
        (("A 25", "A 25, new node C 15", "A 25, new node C 19.999"), "iUPD"),
        (("A 25", "A 25, new C present", "A 25, new C progressed"), "iCPD"),
        (("A 25", "A 25, new C present", "A 25, new C present"), "iUPD"),
        (("A 25", "A 25, new C 6", "A 25, new C 6, new D 4"), "iCPD"),
        # only the five largest are measured: the sixth may grow by less
        (
            (
                "A 25",
                "A 25, new C 20, new D 20, new E 20, new F 20, new G 20, new H 11",
                "A 25, new C 20, new D 20, new E 20, new F 20, new G 20, new H 11.1",
            ),
            "iCPD",
        ),
        (
            (
                "A 25",
                "A 25, new C 20, new D 20, new E 20, new F 20, new G 20, new H 11",
                "A 25, new C 20, new D 20, new E 20, new F 20, new G 20.1, new H 11",
            ),
            "iUPD",
        ),
        # growth of another kind confirms
        (("A 25", "A 30", "A 30, new C 4"), "iCPD"),
        (("A 25", "A 25, new C 4", "A 30, new C 4"), "iCPD"),
        (("A 25, nt B present", "A 30, nt B present", "A 30, nt B progressed"), "iCPD"),
        # smaller again: read against baseline
        (("A 25", "A 30", "A 29.999"), "iSD"),
        (("A 25", "A 30", "A 17.5"), "iPR"),
        (("A 25", "A 30", "A gone"), "iCR"),
        (("A 100", "A 50", "A 90", "A 80"), "iSD"),
        (("A 100", "A 50", "A 62.5", "A 62"), "iPR"),
        (("A 100", "A 50", "A 75", "A 70"), "iPR"),
        (("A 100", "A 50", "A 75", "A 70.001"), "iSD"),
        (("A 50", "A 62", "A 61"), "iUPD"),  # smaller, but grown from baseline
        (("A 100", "A 50", "A 62.5", "A 62.5"), "iUPD"),  # no change is no reset
        (("A 25, nt B present", "A 30, nt B progressed", "A 17, nt B progressed"), "iCPD"),
        # a new lesion that stays: targets that shrink after it respond, others wait
        (("A 25", "A 25, new C 6", "A 17, new C 6"), "iPR"),
        (("A 25", "A 17, new C 6", "A 17, new C 6"), "iUPD"),
        (("A 25", "A 25, new C 6", "A gone, new C 6"), "iPR"),
        (("A 25", "A 25, new C 6", "A gone, new C unread"), "iPR"),
        (("A 25", "A 25, new C 6", "A gone"), "iPR"),
        (("A 25", "A 25, new C 6", "A gone, new C gone"), "iCR"),
        (("nt B present", "nt B present, new C 6", "nt B gone, new C gone"), "iCR"),
        (("nt B present", "nt B present, new C 6", "nt B gone, new C 6"), "iUPD"),
        # after that, a growth is a first one again
        (("A 25", "A 30", "A 25", "A 30"), "iUPD"),
        (("A 25", "A 30", "A 25", "A 30", "A 35"), "iCPD"),
        (("A 25", "A 25, new C 10", "A 17, new C 10", "A 17, new C 14.999"), "iPR"),
        (("A 25", "A 25, new C 10", "A 17, new C 10", "A 17, new C 15"), "iUPD"),
        (("A 25", "A 25, new C 40", "A 17, new C 40", "A 17, new C 47.999"), "iPR"),
        (("A 25", "A 25, new C 40", "A 17, new C 40", "A 17, new C 48"), "iUPD"),
        (("A 25", "A 25, new C 6", "A 17, new C 6", "A 17, new C progressed"), "iUPD"),
        (("A 25", "A 25, new C 6", "A 17, new C gone", "A 17, new C 6"), "iUPD"),
        (("A 25", "A 25, new C 6", "A 17, new C 6", "A 17, new C 6, new D 5"), "iUPD"),
        # once confirmed, it stays so
        (("A 25", "A 30", "A 35", "A 10"), "iCPD"),
    ],
)
def test_the_last_scan(scans: tuple[str, ...], expected: str) -> None:
    assert answers(*scans)[-1] == expected


@pytest.mark.parametrize(
    ("days", "expected", "why"),
    [
        (("2025-12-01", "2026-01-01", "2026-01-28"), "iUPD", "too_soon"),  # 27 days
        (("2025-12-01", "2026-01-01", "2026-01-29"), "iCPD", ""),
        (("2025-12-01", "2026-01-01", "2026-02-26"), "iCPD", ""),  # 56 days
        (("2025-12-01", "2026-01-01", "2026-02-27"), "iCPD", "late"),
        # where only the month is known, the least that can lie between counts
        (("2025-12-01", "2026-01", "2026-02-27"), "iUPD", "too_soon"),
        (("2025-12-01", "2026-01", "2026-02-28"), "iCPD", ""),
        (("2025-12-01", "2026-01-04", "2026-02"), "iCPD", ""),
        (("2025-12-01", "2026-01-05", "2026-02"), "iUPD", "too_soon"),
    ],
)
def test_the_window_of_four_to_eight_weeks(days: tuple[str, ...], expected: str, why: str) -> None:
    answer = dated(("A 25", "A 30", "A 35"), *days)[-1]
    assert answer.overall.value == expected
    found = {reason.code.rpartition(".")[2] for reason in answer.reasons}
    assert found & {"too_soon", "late"} == ({why} if why else set())
    # That a scan came too soon is the working group's word, everything else stands in the paper.
    sources = {reason.code: reason.source for reason in answer.reasons if reason.code.startswith("irecist.")}
    assert {code for code, source in sources.items() if source == SOURCE_FAQ} == (
        {"irecist.reason.too_soon"} if why == "too_soon" else set()
    )


def test_an_early_scan_changes_nothing_that_the_next_one_is_compared_with() -> None:
    scans = ("A 25", "A 30", "A 34, new C 6", "A 34, new C 6")
    days = ("2025-12-01", "2026-01-01", "2026-01-15", "2026-02-01")
    assert [a.overall.value for a in dated(scans, *days)] == ["iUPD", "iUPD", "iCPD"]


def test_the_growth_is_dated_to_its_first_scan() -> None:
    found = judge(course("A 25", "A 30", "A unread", "A 30", "A 35", "A 40"))
    assert [a.overall.value for a in found] == ["iUPD", "NE", "iUPD", "iCPD", "iCPD"]
    assert {a.growth_on for a in found} == {ScanDay("2026-02-05")}
    assert judge(course("A 25", "A 30", "A 25"))[-1].growth_on is None


def test_contested_points_are_settings() -> None:
    days = ("2025-12-01", "2026-01-01", "2026-01-15")
    assert dated(("A 25", "A 30", "A 35"), *days, using=Settings(early_scans_confirm=True))[-1].overall.value == "iCPD"
    more = Settings(exactly_5_mm_confirms=False)
    assert answers("A 25", "A 30", "A 35", using=more)[-1] == "iUPD"
    assert answers("A 25", "A 30", "A 35.001", using=more)[-1] == "iCPD"
    from_nadir = Settings(reset_against_nadir=True)
    assert answers("A 100", "A 50", "A 90", "A 80", using=from_nadir)[-1] == "iUPD"
    assert answers("A 100", "A 50", "A 90", "A 59.999", using=from_nadir)[-1] == "iPR"


def test_a_new_spot_without_a_name_cannot_confirm_itself() -> None:
    first, *rest = course("A 25", "A 25", "A 25").points
    unnamed = [replace(point, new_lesion=NewLesion.YES) for point in rest]
    found = judge(Course("case", (first, *unnamed)))
    assert [a.overall.value for a in found] == ["iUPD", "iUPD"]
    assert found[-1].reasons[0].code == "irecist.reason.new_unnamed"
    named = course("A 25", "A 25", "A 25, new C 6").points[2]
    assert judge(Course("case", (first, unnamed[0], named)))[-1].reasons[0].code == "irecist.reason.new_unnamed"
    grown = course("A 25", "A 30", "A 30").points
    other = judge(Course("case", (*grown[:2], replace(grown[2], new_lesion=NewLesion.YES))))
    assert other[-1].overall.value == "iCPD"


def test_silence_about_new_lesions_is_not_no() -> None:
    silent = course("A 25", "A 30", "A 20", new_lesion=NewLesion.UNKNOWN)
    assert [a.overall.value for a in judge(silent)] == ["iUPD", "NE"]
    assert [a.overall.value for a in judge(course("A 25", "A 20", new_lesion=NewLesion.UNKNOWN))] == ["NE"]


def test_the_reasons_say_what_decided() -> None:
    assert "first_growth" in reasons("A 25", "A 30")
    assert {"targets_larger", "sum_grew"} <= reasons("A 25", "A 30", "A 35")
    assert "new_lesion" not in reasons("A 25", "A 25, new C 6")  # RECIST 1.1's own word for it would be progression
    assert {"smaller_again", "new_still_there"} <= reasons("A 25", "A 25, new C 6", "A 17, new C 6")
    assert "unchanged" in reasons("A 25", "A 30", "A 30")
    assert "confirmed_before" in reasons("A 25", "A 30", "A 35", "A 35")
    assert {"new_larger", "more_new"} <= reasons("A 25", "A 25, new C 10", "A 25, new C 15, new D 3")
    assert "non_target_larger" in reasons("A 25, nt B present", *["A 25, nt B progressed"] * 2)
    assert "other_kind" in reasons("A 25", "A 30", "A 30, new C 3")


@pytest.mark.parametrize(
    ("course_of", "best"),
    [
        # the eight examples of Seymour 2017, table 3
        ("iCR iPR NE iUPD iCPD", "iCR"),
        ("iUPD iSD iCR iUPD iCPD", "iCR"),
        ("iUPD iPR iSD iUPD iCPD", "iPR"),
        ("iUPD NE iPR iSD iCPD", "iPR"),
        ("iUPD iSD iSD iUPD iCPD", "iSD"),
        ("iUPD iCPD iCR iPR iSD", "iCPD"),
        ("iUPD iUPD iCPD iPR iSD", "iCPD"),
        ("iUPD NE NE NE NE", "iUPD"),
        ("NE NE", "NE"),
        ("NON-iCR/NON-iUPD iUPD iCPD", "NON-iCR/NON-iUPD"),
        ("", "NE"),
    ],
)
def test_best_response(course_of: str, best: str) -> None:
    assert best_of([ImmuneResponse(word) for word in course_of.split()]).value == best


SCANS = st.lists(
    st.tuples(
        st.sampled_from(["A gone", "A 10", "A 20", "A 25", "A 31", "A unread", "A too-small"]),
        st.sampled_from(["nt B present", "nt B progressed", "nt B gone", "nt B unread"]),
        st.sampled_from(["", "new C 6", "new C 12", "new C gone", "new C equivocal", "new D progressed"]),
    ),
    min_size=1,
    max_size=6,
).map(lambda scans: course(*(", ".join(scan) for scan in scans)))


@given(SCANS)
def test_no_course_confirms_what_was_not_seen_before(case: Course) -> None:
    found = judge(case)
    words = [answer.overall for answer in found]
    for number, answer in enumerate(found):
        assert answer.finding.code in CODES
        if answer.overall is ImmuneResponse.ICPD:
            assert ImmuneResponse.IUPD in words[:number]
            assert answer.growth_on is not None
    if ImmuneResponse.ICPD in words:
        assert set(words[words.index(ImmuneResponse.ICPD) :]) == {ImmuneResponse.ICPD}


@given(SCANS, st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(case: Course, chance: random.Random) -> None:
    shuffled = tuple(replace(p, readings=tuple(chance.sample(p.readings, len(p.readings)))) for p in case.points)
    assert [a.overall for a in judge(Course("case", shuffled))] == [a.overall for a in judge(case)]
